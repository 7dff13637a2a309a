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
export const rateMin = 1;
export const rateMax = 8;

/** The rule's settings of one service day: they change only when a day opens. */
export interface Rates extends ClassRates {
  /** On a surge day urgent patients go before all but emergencies; the board says so. */
  readonly urgentFirst?: boolean;
}

export const defaultRates: Rates = {
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
  /**
   * The number it arrived with: ties are decided by it, never by a clock, and emergencies by it
   * alone. It goes along wherever the time does, so it need not be the entry's own number.
   */
  readonly seq: number;
}

/**
 * Who goes first of two, by the published rule: a negative number when `a` does.
 *
 * Emergencies first, in order of arrival; on a surge day then the urgent. Then whoever's time has
 * begun, by the most turn minutes, `rate × minutes since eligibleAt`. An entry whose time is still ahead comes after
 * all of these, earliest first. Ties by sequence number.
 *
 * `ratesOfB`: where one service point calls from queues of two days, each counts by its own.
 *
 * The accumulating priority queue: Kleinrock 1964; Stanford, Taylor, Ziedins, Queueing Systems
 * 77 (2014).
 */
export function compareTurns(
  a: Turn,
  b: Turn,
  now: Instant,
  rates: Rates,
  ratesOfB: Rates = rates,
): number {
  const rank = rankOf(a, now, rates);
  const apart = rank - rankOf(b, now, ratesOfB);
  if (apart !== 0) return apart;
  if (rank === ranks.emergency) return a.seq - b.seq;
  if (rank === ranks.ahead) return a.eligibleAt - b.eligibleAt || a.seq - b.seq;
  return turnMs(b, now, ratesOfB) - turnMs(a, now, rates) || a.seq - b.seq;
}

const ranks = { emergency: 0, urgentFirst: 1, due: 2, ahead: 3 } as const;

function rankOf(turn: Turn, now: Instant, rates: Rates): number {
  if (turn.priorityClass === "emergency") return ranks.emergency;
  if (turn.eligibleAt > now) return ranks.ahead;
  return turn.priorityClass === "urgent" && rates.urgentFirst === true
    ? ranks.urgentFirst
    : ranks.due;
}

/** Turn milliseconds of an entry: whole numbers, so two of them compare exactly. */
export function turnMs(turn: Turn, now: Instant, rates: Rates): number {
  if (turn.priorityClass === "emergency") return Number.POSITIVE_INFINITY;
  return rates[turn.priorityClass] * Math.max(0, now - turn.eligibleAt);
}
