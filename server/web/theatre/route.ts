import { idPattern } from "../../../shared/domain/ids.ts";
import type { OperationId } from "../../../shared/domain/ids.ts";
import { isLocalDay } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";

/** The views of the page, in the order of its side navigation. */
export const views = ["day", "week", "waiting", "live", "checklist"] as const;
export type View = (typeof views)[number];

/** Where on the page somebody is: it stands in the address, so that a reload comes back. */
export interface Route {
  readonly view: View;
  /** Nothing: today. */
  readonly day: LocalDay | null;
  readonly operationId: OperationId | null;
}

/** `?view=week&day=2026-11-26&operation=o12`; what is not understood is left out. */
export function routeOf(search: string): Route {
  const query = new URLSearchParams(search);
  const day = query.get("day") ?? "";
  const operation = query.get("operation") ?? "";
  return {
    view: views.find((view) => view === query.get("view")) ?? "day",
    day: isLocalDay(day) ? day : null,
    operationId: idPattern("operation").test(operation) ? (operation as OperationId) : null,
  };
}

export function searchOf({ view, day, operationId }: Route): string {
  const query = new URLSearchParams({ view });
  if (day !== null) query.set("day", day);
  if (operationId !== null) query.set("operation", operationId);
  return `?${query.toString()}`;
}
