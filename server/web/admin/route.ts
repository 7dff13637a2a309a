import { directoryIdPattern } from "../../../shared/domain/ids.ts";
import type { ClinicId } from "../../../shared/domain/ids.ts";
import { localDayPattern } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";

/** The sections of the side navigation, in its order. */
export const sections = [
  "roster",
  "sessions",
  "inbox",
  "calendar",
  "staff",
  "things",
  "rule",
  "services",
  "laboratory",
  "theatres",
] as const;
export type Section = (typeof sections)[number];
export const spans = ["week", "month"] as const;
export type Span = (typeof spans)[number];

/** Where in administration somebody is: it stands in the address, so that a reload comes back. */
export interface Route {
  readonly section: Section;
  /** Nothing: not chosen yet, and the first one is shown. */
  readonly clinicId: ClinicId | null;
  readonly day: LocalDay | null;
  readonly span: Span;
}

export const firstRoute: Route = { section: "roster", clinicId: null, day: null, span: "week" };

/** `#/roster/eye/2026-11-22/month`; what is not understood falls back to the first route. */
export function routeOf(hash: string): Route {
  const parts = hash.replace(/^#\/?/, "").split("/");
  const section = sections.find((each) => each === parts[0]);
  if (section === undefined) return firstRoute;
  const [clinic = "", day = "", span = ""] = parts.slice(1);
  return {
    section,
    clinicId: directoryIdPattern.test(clinic) ? (clinic as ClinicId) : null,
    day: localDayPattern.test(day) ? day : null,
    span: spans.find((each) => each === span) ?? "week",
  };
}

export function hashOf(route: Route): string {
  const { section, clinicId, day, span } = route;
  // A missing clinic keeps its place by a sign that is no id.
  return `#/${[section, clinicId ?? "-", day ?? "-", span].join("/")}`;
}
