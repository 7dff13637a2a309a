import type { OperationState } from "../../shared/domain/theatre-facts.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { roomTime } from "./operation.rules.ts";
import type { Operation, Planned } from "./operation.rules.ts";

/** A new time for an operation of a list. */
export interface Retimed {
  readonly operation: Planned;
  readonly from: Instant;
}

/**
 * The times of a list in another order: one after the other from its first time on, around those that
 * stay where they are.
 */
export function reordered(
  list: readonly Planned[],
  fixed: readonly Planned[],
  now: Instant,
): readonly Retimed[] {
  const first = Math.min(...list.map((each) => roomTime(each).from));
  let free = Math.max(first, now);
  return list.map((operation) => {
    const from = earliestFrom(operation, free, fixed);
    free = roomTime({ ...operation, from }).to;
    return { operation, from };
  });
}

/**
 * What follows an operation that was moved or grew, pushed as far as it must: gaps take up the delay.
 * `after`: the rest of the list in order, without what has left the theatre.
 */
export function pushed(moved: Planned, after: readonly Planned[]): readonly Retimed[] {
  let free = roomTime(moved).to;
  const found: Retimed[] = [];
  for (const operation of after.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(operation.from, free + operation.setupMin * minuteMs);
    if (from > operation.from) found.push({ operation, from });
    free = roomTime({ ...operation, from }).to;
  }
  return found;
}

/** The first time from `free` on at which the theatre is not taken by one that stays. */
export function earliestFrom(
  operation: Pick<Operation, "setupMin" | "minutes" | "cleaningMin">,
  free: Instant,
  fixed: readonly Planned<OperationState>[],
): Instant {
  const setup = operation.setupMin * minuteMs;
  const whole = setup + (operation.minutes + operation.cleaningMin) * minuteMs;
  let start = free;
  for (const room of fixed.map(roomTime).toSorted((a, b) => a.from - b.from)) {
    if (room.to > start && room.from < start + whole) start = room.to;
  }
  return start + setup;
}
