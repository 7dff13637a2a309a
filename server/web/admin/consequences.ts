import { localDayPattern } from "../../../shared/domain/local-day.ts";
import { findingKinds } from "../../../shared/domain/roster.ts";
import type { RosterFinding } from "../../../shared/domain/roster.ts";
import { refusalCodes } from "../../../shared/domain/refusal.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { Consequence } from "../../../shared/protocol/scheduling-feeds.ts";

/** Who would be touched by an act that is not done yet, or why the act is not possible. */
export type Preview =
  | {
      readonly kind: "told";
      readonly consequences: readonly Consequence[];
      /** What the roster would newly break. */
      readonly findings: readonly RosterFinding[];
    }
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "noServer" };

/** What is asked: which act, by the words of its query. */
export type PreviewAsked = Readonly<Record<string, string>>;

export async function askConsequences(
  fetcher: typeof fetch,
  asked: PreviewAsked,
  language: string,
): Promise<Preview> {
  try {
    const query = new URLSearchParams(asked);
    const response = await fetcher(`/api/consequences?${query.toString()}`, {
      headers: { "accept-language": language },
      credentials: "same-origin",
    });
    return previewOf(await response.json());
  } catch {
    return { kind: "noServer" };
  }
}

export function previewOf(answer: unknown): Preview {
  if (!isObject(answer)) return { kind: "noServer" };
  const told = answer["consequences"];
  if (answer["ok"] === true && Array.isArray(told) && told.every(isConsequence)) {
    const findings: readonly unknown[] = Array.isArray(answer["findings"])
      ? answer["findings"]
      : [];
    return { kind: "told", consequences: told, findings: findings.filter(isFinding) };
  }
  const refusal = answer["refusal"];
  const code = isObject(refusal)
    ? refusalCodes.find((known) => known === refusal["code"])
    : undefined;
  return code === undefined ? { kind: "noServer" } : { kind: "refused", code };
}

function isConsequence(value: unknown): value is Consequence {
  return (
    isObject(value) &&
    typeof value["patientName"] === "string" &&
    isPlace(value["from"]) &&
    (value["to"] === null || isPlace(value["to"]))
  );
}

function isFinding(value: unknown): value is RosterFinding {
  return (
    isObject(value) &&
    findingKinds.some((kind) => kind === value["kind"]) &&
    Array.isArray(value["days"]) &&
    value["days"].every((day) => typeof day === "string" && localDayPattern.test(day))
  );
}

function isPlace(value: unknown): boolean {
  return (
    isObject(value) && typeof value["at"] === "number" && typeof value["staffName"] === "string"
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** How many have a place, and how many have none. */
export function countOf(consequences: readonly Consequence[]) {
  const unplaced = consequences.filter(({ to }) => to === null).length;
  return { moved: consequences.length - unplaced, unplaced };
}
