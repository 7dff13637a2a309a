import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

/** One operation of a list, in order of its times. */
export interface Listed {
  /** Wheels in, as planned. */
  readonly from: Instant;
  readonly minutes: number;
  readonly p80Min: number;
  readonly setupMin: number;
  readonly cleaningMin: number;
  /** Wheels in and out, as it really was. */
  readonly inAt: Instant | null;
  readonly outAt: Instant | null;
}

/** Five minutes: a list of a day has 288 of them, and nobody plans more finely. */
const stepMin = 5;
const stepMs = stepMin * minuteMs;
/** Of the standard normal: eight in ten are below it. */
const z80 = 0.841_621_233_6;
/** Beyond this share a tail is of no weight. */
const tail = 1e-4;
/** A day and a half; what lasts longer is past any block. */
const stepsMax = 432;

/**
 * How likely a list ends after its block, 0 to 1: wheels out of the last. Each operation's minutes
 * are log-normal with its median and P80; none begins before its time, nor before the theatre is
 * ready after the one before it. What has ended is a fact, what is under way has lasted so long.
 */
export function overrun(list: readonly Listed[], blockTo: Instant, now: Instant): number {
  if (list.length === 0) return 0;
  let free: Distribution | null = null;
  let out: Distribution = { start: 0, shares: [1] };
  for (const each of list.toSorted((a, b) => a.from - b.from)) {
    const ready: Distribution | null = free && shifted(free, each.setupMin * minuteMs);
    out = outOf(each, ready, now);
    free = shifted(out, each.cleaningMin * minuteMs);
  }
  return Math.min(1, Math.max(0, shareAfter(out, blockTo)));
}

/** Chances of instants: the share at each step from `start` on. */
interface Distribution {
  readonly start: Instant;
  readonly shares: readonly number[];
}

function outOf(each: Listed, ready: Distribution | null, now: Instant): Distribution {
  if (each.outAt !== null) return { start: each.outAt, shares: [1] };
  if (each.inAt !== null) {
    const lasted = Math.max(0, now - each.inAt) / minuteMs;
    return { start: each.inAt, shares: givenLonger(minutesOf(each), Math.floor(lasted / stepMin)) };
  }
  // Late already: it does not begin in the past.
  const planned = Math.max(each.from, now);
  const begins = ready === null ? { start: planned, shares: [1] } : notBefore(ready, planned);
  return { start: begins.start, shares: added(begins.shares, minutesOf(each)) };
}

/** The log-normal of an operation's minutes, in steps; the tail beyond is in the last one. */
function minutesOf({ minutes, p80Min }: Listed): readonly number[] {
  const sigma = Math.log(Math.max(p80Min, minutes) / minutes) / z80;
  if (sigma < 1e-6) {
    const whole = Math.max(0, Math.round(minutes / stepMin));
    return [...Array.from({ length: whole }, () => 0), 1];
  }
  const below = (edgeMin: number) =>
    edgeMin <= 0 ? 0 : normalBelow(Math.log(edgeMin / minutes) / sigma);
  const shares: number[] = [];
  let sum = 0;
  for (let step = 0; step < stepsMax && sum < 1 - tail; step++) {
    const share = below((step + 0.5) * stepMin) - sum;
    shares.push(share);
    sum += share;
  }
  shares[shares.length - 1] = (shares.at(-1) ?? 0) + (1 - sum);
  return shares;
}

function givenLonger(shares: readonly number[], steps: number): readonly number[] {
  const left = shares.slice(steps);
  const sum = left.reduce((total, share) => total + share, 0);
  const gone = Array.from({ length: Math.min(steps, stepsMax) }, () => 0);
  // It has lasted longer than anybody thought: it ends any minute.
  return sum <= 0 ? [...gone, 1] : [...gone, ...left.map((share) => share / sum)];
}

function added(some: readonly number[], others: readonly number[]): readonly number[] {
  const sums = new Array<number>(Math.min(stepsMax, some.length + others.length - 1)).fill(0);
  for (const [i, one] of some.entries()) {
    if (one === 0) continue;
    for (const [j, other] of others.entries()) {
      const step = Math.min(i + j, sums.length - 1);
      sums[step] = (sums[step] ?? 0) + one * other;
    }
  }
  return sums;
}

function shifted({ start, shares }: Distribution, ms: number): Distribution {
  return { start: start + ms, shares };
}

/** Whatever would be earlier is at that instant. */
function notBefore({ start, shares }: Distribution, at: Instant): Distribution {
  const steps = Math.ceil((at - start) / stepMs);
  if (steps <= 0) return { start, shares };
  const early = shares.slice(0, steps + 1).reduce((sum, share) => sum + share, 0);
  return { start: at, shares: [early, ...shares.slice(steps + 1)] };
}

/** The share after an instant; a step lies half before and half after its own middle. */
function shareAfter({ start, shares }: Distribution, at: Instant): number {
  return shares.reduce((sum, share, step) => {
    const middle = start + step * stepMs;
    const after = Math.min(1, Math.max(0, 0.5 + (middle - at) / stepMs));
    return sum + share * (shares.length === 1 ? Number(middle > at) : after);
  }, 0);
}

/** The standard normal below z: Abramowitz and Stegun 26.2.17, wrong by less than 7.5e-8. */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const series =
    t *
    (0.319_381_530 +
      t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - above : above;
}
