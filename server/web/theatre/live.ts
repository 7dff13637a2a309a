import { takesTheatre } from "../../../shared/domain/theatre.ts";
import type { Theatre } from "../../../shared/domain/theatre.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { OperationLine } from "../../../shared/protocol/theatre-feeds.ts";
import { lookOf } from "./bar.ts";
import type { Lane } from "./lanes.ts";

/** A theatre as the big screen shows it. */
export interface LiveLine {
  readonly theatre: Theatre;
  readonly now: OperationLine | null;
  /** When the state of `now` began. */
  readonly since: Instant | null;
  readonly next: OperationLine | null;
  /** Minutes by which the next one will begin later than planned; nothing: on time. */
  readonly lateMin: number;
  readonly done: number;
  readonly left: number;
}

/** Who is in each theatre, since when, who comes next and how late. */
export function liveLines(lanes: readonly Lane[], now: Instant): readonly LiveLine[] {
  return lanes.map(({ theatre, bars }) => {
    const inside = bars.find(({ look }) => look === "inTheatre") ?? null;
    const waiting = bars.filter(
      ({ operation, look }) => isAhead(operation) && look !== "inTheatre",
    );
    const [next = null] = waiting;
    const freeAt = inside === null ? now : inside.cleanTo;
    const setupMs = (next?.operation.plan?.setupMin ?? 0) * minuteMs;
    const starts = next === null ? 0 : Math.max(next.from, freeAt + setupMs);
    return {
      theatre,
      now: inside?.operation ?? null,
      since: inside === null ? null : lastStepAt(inside.operation),
      next: next?.operation ?? null,
      lateMin: next === null ? 0 : lateBy(next.from, starts),
      done: bars.filter(({ look }) => look === "done" || look === "recovery").length,
      left: waiting.length,
    };
  });
}

/** Below this a delay is the breath between two operations. */
const lateFromMin = 5;

function lateBy(planned: Instant, starts: Instant): number {
  const late = Math.round((starts - planned) / minuteMs);
  return late >= lateFromMin ? late : 0;
}

function isAhead(operation: OperationLine): boolean {
  const look = lookOf(operation);
  return takesTheatre(operation.status) && look !== "done" && look !== "recovery";
}

/** When the latest of its steps was taken. */
export function lastStepAt({ times }: OperationLine): Instant | null {
  const taken = Object.values(times).filter((at) => at !== undefined);
  return taken.length === 0 ? null : Math.max(...taken);
}
