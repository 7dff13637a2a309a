import type { PriorityClass } from "../../shared/domain/priority.ts";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

/**
 * What the waits of earlier estimates have taught, of one queue: plain and bounded, so it can be
 * kept as text. Folding {@link learn} over the stored estimates, in order of their outcomes,
 * makes it again to the last digit.
 */
export interface Learned {
  /** How many estimates it stands on. */
  readonly count: number;
  /** The usual service time, across days. */
  readonly serviceMs: number | null;
  /** By class and phase, and by phase alone for classes that come seldom. */
  readonly curves: Readonly<Partial<Record<CurveName, Curve>>>;
}

/** Of the opening day: before it opens, its first rush, and the rest. */
export type Phase = "before" | "rush" | "later";
type CurveName = `${PriorityClass | "any"}/${Phase}`;

/**
 * By how much waits miss their estimates, as a logarithm, for estimates of {@link knotCount}
 * sizes: what a tenth, a half and nine tenths of them fall below. Straight lines join these knots.
 */
interface Curve {
  readonly counts: readonly number[];
  readonly low: readonly number[];
  readonly mid: readonly number[];
  readonly high: readonly number[];
}

/** Of a shown estimate, what is learned from. */
export interface Learnable {
  readonly priorityClass: PriorityClass;
  readonly phase: Phase;
  readonly baseMs: number;
  readonly serviceMs: number;
}

/** Nobody is told a longer wait than that; past it the wait is not known. */
export const waitSpanMaxMs = 10 * hourMs;
const rushMs = hourMs;
/** Added to both sides of a ratio, so that it means something where the wait is nothing. */
const offsetMs = 5 * minuteMs;
/** Each twice the one before: 0, 5, 15, 35, 75, 155, 315, 635 minutes with the offset taken off. */
const knotCount = 8;
const between = Math.LN2;

const shares = { low: 0.1, mid: 0.5, high: 0.9 } as const;
/** Before anything is learned: from two thirds of the estimate to half as much again. */
const unlearned = { low: Math.log(2 / 3), mid: 0, high: Math.log(3 / 2) } as const;
/**
 * The first step of a quantile, and what it falls as, divided by the waits seen near its knot. The
 * waits of one morning share its luck (a late doctor), so that steps must be small enough for many
 * mornings to count: larger ones would tell every morning what the last one was like.
 */
const firstStep = 0.12;
const stepScale = 1;
/** Smaller it never gets, so that a queue that has changed is followed. */
const stepMin = 0.001;
/** A class has its own say beside all classes once it has brought so many waits. */
const ownSayFrom = 10;
/** The usual service time follows the last thousand tickets or so. */
const serviceWeightMin = 0.002;

export const nothingLearned: Learned = { count: 0, serviceMs: null, curves: {} };

export function phaseAt(now: Instant, opensAt: Instant | null): Phase {
  if (opensAt === null) return "later";
  return now < opensAt ? "before" : now < opensAt + rushMs ? "rush" : "later";
}

/**
 * The three quantiles of the wait for an uncorrected estimate. Each grows with the estimate: a
 * longer queue is never told a shorter wait, whatever has been learned.
 */
export function correct(
  learned: Learned,
  { priorityClass, phase, baseMs }: Omit<Learnable, "serviceMs">,
): { lowMs: number; pointMs: number; highMs: number } {
  const own = learned.curves[`${priorityClass}/${phase}`];
  const any = learned.curves[`any/${phase}`];
  const { at, part } = placeOf(baseMs);
  const corrected = (of: keyof typeof shares) => {
    let value = 0;
    let here = 0;
    for (let knot = 0; knot <= at + 1; knot++) {
      const blended = blend(own, any, of, knot);
      // Falling faster than the estimate grows would turn the order of two estimates round.
      value = knot === 0 ? blended : Math.max(blended, value - between);
      if (knot === at) here = value;
    }
    const miss = here + part * (value - here);
    return Math.max(0, (baseMs + offsetMs) * Math.exp(miss) - offsetMs);
  };
  const pointMs = corrected("mid");
  return {
    lowMs: Math.min(corrected("low"), pointMs),
    pointMs,
    highMs: Math.max(corrected("high"), pointMs),
  };
}

/**
 * Learns from one estimate and how long its patient waited: each quantile takes a small step
 * towards the side on which too many waits fall. Stochastic approximation of a quantile (Robbins &
 * Monro 1951; Tierney, SIAM J. Sci. Stat. Comput. 4, 1983), of one that is a piecewise linear
 * curve (quantile regression: Koenker & Bassett 1978).
 */
export function learn(learned: Learned, shown: Learnable, outcomeMs: number): Learned {
  const { baseMs, serviceMs } = shown;
  if (![baseMs, serviceMs, outcomeMs].every((ms) => Number.isFinite(ms) && ms >= 0)) return learned;
  const miss = Math.log((outcomeMs + offsetMs) / (baseMs + offsetMs));
  const own: CurveName = `${shown.priorityClass}/${shown.phase}`;
  const any: CurveName = `any/${shown.phase}`;
  return {
    count: learned.count + 1,
    serviceMs: nextService(learned, serviceMs),
    curves: {
      ...learned.curves,
      [own]: stepped(learned.curves[own] ?? begun(learned.curves[any]), baseMs, miss),
      [any]: stepped(learned.curves[any] ?? begun(undefined), baseMs, miss),
    },
  };
}

function nextService({ count, serviceMs }: Learned, seenMs: number): number {
  if (serviceMs === null) return seenMs;
  return serviceMs + Math.max(serviceWeightMin, 1 / (count + 1)) * (seenMs - serviceMs);
}

/** A curve that has seen nothing yet says what all classes say. */
function begun(any: Curve | undefined): Curve {
  const flat = (value: number) => Array.from({ length: knotCount }, () => value);
  const { low, mid, high } = any ?? {
    low: flat(unlearned.low),
    mid: flat(unlearned.mid),
    high: flat(unlearned.high),
  };
  return { counts: flat(0), low, mid, high };
}

function stepped(curve: Curve, baseMs: number, miss: number): Curve {
  const { at, part } = placeOf(baseMs);
  const weightOf = (knot: number) => (knot === at ? 1 - part : knot === at + 1 ? part : 0);
  const push = (of: keyof typeof shares) => {
    const here = (curve[of][at] ?? 0) * (1 - part) + (curve[of][at + 1] ?? 0) * part;
    return shares[of] - (miss < here ? 1 : 0);
  };
  const moved = (of: keyof typeof shares) => {
    // The outer two go along with the middle: a tenth of a step at a time they would never arrive.
    const pushed = of === "mid" ? push("mid") : push(of) + push("mid");
    return curve[of].map((value, knot) => {
      const size = Math.max(
        stepMin,
        stepScale / (stepScale / firstStep + (curve.counts[knot] ?? 0)),
      );
      return value + size * weightOf(knot) * pushed;
    });
  };
  return {
    counts: curve.counts.map((count, knot) => count + weightOf(knot)),
    low: moved("low"),
    mid: moved("mid"),
    high: moved("high"),
  };
}

/** What a class says itself, as far as it has enough to say; for the rest, what all classes say. */
function blend(
  own: Curve | undefined,
  any: Curve | undefined,
  of: keyof typeof shares,
  knot: number,
): number {
  const general = any?.[of][knot] ?? unlearned[of];
  const count = own?.counts[knot] ?? 0;
  return general + (count / (count + ownSayFrom)) * ((own?.[of][knot] ?? general) - general);
}

/** Between which two knots an estimate lies, and how far on the way to the second. */
function placeOf(baseMs: number): { at: number; part: number } {
  const along = Math.log((Math.max(0, baseMs) + offsetMs) / offsetMs) / between;
  const at = Math.min(knotCount - 2, Math.floor(along));
  return { at, part: Math.min(1, along - at) };
}
