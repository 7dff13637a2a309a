import { isInTheatre } from "../../../shared/domain/theatre.ts";
import type { OperationStatus } from "../../../shared/domain/theatre.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { OperationLine } from "../../../shared/protocol/theatre-feeds.ts";

/** How an operation is drawn: each look has an icon, a word and an edge of its own. */
export const barLooks = [
  "planned",
  "coming",
  "inTheatre",
  "recovery",
  "done",
  "emergency",
  "moved",
] as const;
export type BarLook = (typeof barLooks)[number];

/** What is drawn of one operation in its lane; instants, the theatre's own time round it. */
export interface Bar {
  readonly operation: OperationLine;
  readonly look: BarLook;
  readonly from: Instant;
  readonly to: Instant;
  /** Until here it lasts in 8 of 10 cases; nothing once the patient is out. */
  readonly tailTo: Instant | null;
  readonly setUpFrom: Instant;
  readonly cleanTo: Instant;
  /** It has come further than the plan gave it. */
  readonly isOver: boolean;
}

export function lookOf(operation: OperationLine): BarLook {
  const { status } = operation;
  if (status === "ward") return "done";
  if (status === "recovery") return "recovery";
  if (isInTheatre(status)) return "inTheatre";
  if (operation.isEmergency) return "emergency";
  if (status === "sent_for" || status === "arrived") return "coming";
  return operation.moved === null ? "planned" : "moved";
}

/** The bar of an operation at a time; nothing for one that has no place. */
export function barOf(operation: OperationLine, now: Instant): Bar | null {
  const { plan, times, status } = operation;
  if (plan === null) return null;
  const from = times.signIn ?? plan.from;
  const out = times.recover ?? null;
  const planned = from + plan.minutes * minuteMs;
  const isOver = out === null && isInTheatre(status) && now > planned;
  const to = Math.max(out ?? (isOver ? now : planned), from + minuteMs);
  const tailTo = from + plan.p80Min * minuteMs;
  return {
    operation,
    look: lookOf(operation),
    from,
    to,
    tailTo: out === null && tailTo > to ? tailTo : null,
    setUpFrom: from - plan.setupMin * minuteMs,
    cleanTo: to + plan.cleaningMin * minuteMs,
    isOver,
  };
}

/** May it still be lifted and put elsewhere? From "sent for" on the patient is on the way. */
export function mayMove(status: OperationStatus): boolean {
  return status === "planned" || status === "requested";
}

/** What of its words a bar has room for, by its width in pixels. */
export function roomFor(widthPx: number): "all" | "slim" | "icon" {
  if (widthPx >= 104) return "all";
  return widthPx >= 60 ? "slim" : "icon";
}
