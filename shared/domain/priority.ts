import type { Instant } from "./time.ts";

/** Emergency is before all; every other class earns turn minutes at its published rate. */
export const priorityClasses = [
  "emergency",
  "urgent",
  "protected",
  "returning",
  "appointment",
  "normal",
] as const;
export type PriorityClass = (typeof priorityClasses)[number];

/** Turn minutes per minute waited. Settings between 1 and 8 (docs/decisions/0010). */
export type ClassRates = Readonly<Record<Exclude<PriorityClass, "emergency">, number>>;

export const defaultRates: ClassRates = {
  urgent: 4,
  protected: 2,
  returning: 1,
  appointment: 1,
  normal: 1,
};

/** What the rule needs to know of a waiting entry. */
export interface Turn {
  readonly priorityClass: PriorityClass;
  /** When the entry's time began to count; it may lie ahead (a booking, a patient put back). */
  readonly eligibleAt: Instant;
  /** Order of arrival: ties are decided by it, never by a clock. */
  readonly seq: number;
}

/**
 * Who goes first of two, by the published rule: a negative number when `a` does.
 *
 * Emergencies first, in order of arrival. Then whoever's time has begun, by the most turn
 * minutes, `rate × minutes since eligibleAt`. An entry whose time is still ahead comes after
 * all of these, earliest first. Ties by sequence number.
 *
 * The accumulating priority queue: Kleinrock 1964; Stanford, Taylor, Ziedins, Queueing Systems
 * 77 (2014).
 */
export function compareTurns(a: Turn, b: Turn, now: Instant, rates: ClassRates): number {
  const rank = (turn: Turn) =>
    turn.priorityClass === "emergency" ? 0 : turn.eligibleAt <= now ? 1 : 2;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  switch (rank(a)) {
    case 0:
      return a.seq - b.seq;
    case 1:
      return turnMs(b, now, rates) - turnMs(a, now, rates) || a.seq - b.seq;
    default:
      return a.eligibleAt - b.eligibleAt || a.seq - b.seq;
  }
}

/** Turn milliseconds of an entry: whole numbers, so two of them compare exactly. */
export function turnMs(turn: Turn, now: Instant, rates: ClassRates): number {
  if (turn.priorityClass === "emergency") return Number.POSITIVE_INFINITY;
  return rates[turn.priorityClass] * Math.max(0, now - turn.eligibleAt);
}
