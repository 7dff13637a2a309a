import type { PriorityClass } from "../../shared/domain/priority.ts";
import { hourMs, minuteMs, secondMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { correct, phaseAt, waitSpanMaxMs } from "./wait-learning.rules.ts";
import type { Learned, Phase } from "./wait-learning.rules.ts";

/** What the estimate needs to know of an entry that waits, at the moment it is asked. */
export interface WaitSituation {
  readonly priorityClass: PriorityClass;
  /** How many will be called before it: {@link likelyAhead} for a class that passes others. */
  readonly ahead: number;
  /** When the queue opens today; nothing where it has no hours. */
  readonly opensAt: Instant | null;
  /** Whoever calls from this queue, and whoever the roster says will. */
  readonly points: readonly WaitPoint[];
  /**
   * How long each of the latest finished calls of today kept its point, newest last: from call to
   * end, the minutes spent on a no-show too. No more than {@link recentServicesMax} are read.
   */
  readonly recentServicesMs: readonly number[];
}

export interface WaitPoint {
  /** It serves; otherwise it is awaited, by the roster. */
  readonly isServing: boolean;
  /** When it begins to serve, or began. */
  readonly from: Instant;
  /** When the roster takes it away; nothing while it stays to the end of the queue. */
  readonly until: Instant | null;
  /** When the visit began that it is busy with; nothing while it is free. */
  readonly busySince: Instant | null;
  /** Pauses that run and pauses that are planned; without an end while that is not known. */
  readonly pauses: readonly { readonly from: Instant; readonly until: Instant | null }[];
}

/** A range to show, in minutes: multiples of 5, the second larger than the first. */
export interface WaitRange {
  readonly fromMin: number;
  readonly toMin: number;
}

export interface WaitEstimate extends WaitRange {
  readonly pointMs: number;
  /** The tenth and the ninetieth of a hundred such waits, before they are rounded up. */
  readonly lowMs: number;
  readonly highMs: number;
  /** Before correction, with what it was made from: what {@link Learned} learns from. */
  readonly baseMs: number;
  readonly serviceMs: number;
  readonly phase: Phase;
}

/** Fewer services than this, and none learned from earlier days, and the wait is not known. */
export const servicesMin = 5;
/** More would lag behind a doctor who has changed pace. */
export const recentServicesMax = 20;
/** The usual service time of earlier days counts as much as so many services of today. */
const priorServices = 5;
/** A point that should serve and does not yet is expected this much from now ... */
const lateStartMs = 10 * minuteMs;
/** ... and once it is so late, not at all. */
const lateStartMaxMs = hourMs;
/** What is left of a pause whose end nobody has said. */
const openPauseMs = 15 * minuteMs;
/** A visit that has lasted past the usual time still takes this share of it. */
const visitLeftMin = 0.3;
const serviceMinMs = 15 * secondMs;
/** By the mean of the others. Longer was a visit that nobody ended over lunch, say. */
const longestVisitMax = 4;
const stepMin = 5;

/**
 * How long an entry will wait: queue position × recent service time ÷ the points that serve, each
 * from when it can, without its pauses; then corrected by what was learned of such estimates.
 * Nothing when it cannot be known: too few services, nobody to serve, or too far ahead.
 *
 * The longer the queue, the longer the wait; one more point never makes it longer.
 * The queue-length predictor with known servers: Ibrahim & Whitt, M&SOM 11 (2009); its correction
 * by learning, as Q-Lasso does: Ang, Kwasnick, Bayati, Plambeck, Aratow, M&SOM 18 (2016).
 */
export function estimateWait(
  situation: WaitSituation,
  learned: Learned,
  now: Instant,
): WaitEstimate | null {
  const serviceMs = usualService(situation.recentServicesMs, learned.serviceMs);
  if (serviceMs === null || !Number.isFinite(situation.ahead)) return null;
  const ahead = Math.max(0, situation.ahead);
  const baseMs = callAfterMs(ahead, serviceMs, situation.points, now);
  if (baseMs === null) return null;
  const phase = phaseAt(now, situation.opensAt);
  const { lowMs, pointMs, highMs } = correct(learned, {
    priorityClass: situation.priorityClass,
    phase,
    baseMs,
  });
  return { ...rangeOf(lowMs, highMs), pointMs, lowMs, highMs, baseMs, serviceMs, phase };
}

/**
 * As it is shown, in steps of 5 minutes and never a single number: the end rounded up, because a
 * wait that outlasts what was said is a broken word, and the beginning rounded down, because who
 * is called before it may have gone for tea (docs/decisions/0017).
 */
export function rangeOf(lowMs: number, highMs: number): WaitRange {
  const fromMin = Math.floor(Math.max(0, lowMs) / (stepMin * minuteMs)) * stepMin;
  return { fromMin, toMin: Math.max(roundedUpMin(highMs), fromMin + stepMin) };
}

export function roundedUpMin(ms: number): number {
  return Math.ceil(Math.max(0, ms) / (stepMin * minuteMs)) * stepMin;
}

/**
 * How many will be called before a turn, of those who wait now: whoever is still before it when
 * it is called, which for a class that passes others are fewer than are before it now. `aheadAt`
 * counts them as after so long a wait, `callAfter` says how long so many take (the `baseMs` of an
 * estimate with so many ahead). The first is a query for the caller: it is asked six times at
 * most, and twice where nobody is passed.
 */
export function likelyAhead(
  aheadAt: (waitedMs: number) => number,
  callAfter: (ahead: number) => number | null,
): number {
  const most = aheadAt(0);
  const longestMs = callAfter(most);
  if (longestMs === null || longestMs === 0 || aheadAt(longestMs) >= most) return most;
  // The longer the wait, the fewer are still before it, and the sooner those are called: between
  // these two there is the one wait that is as long as its own queue takes.
  let [shortMs, longMs] = [0, longestMs];
  let ahead = most;
  for (let asked = 0; asked < halvingsMax && longMs - shortMs > minuteMs; asked++) {
    const middleMs = (shortMs + longMs) / 2;
    const then = Math.min(most, aheadAt(middleMs));
    const neededMs = callAfter(then) ?? longestMs;
    if (neededMs <= middleMs) [longMs, ahead] = [middleMs, then];
    else shortMs = middleMs;
  }
  return ahead;
}

/** An hour is then known to four minutes, less than it is rounded by. */
const halvingsMax = 4;

/**
 * When the points have called all who are before and come to this one, in milliseconds from now;
 * nothing when that is not within {@link waitSpanMaxMs}.
 */
export function callAfterMs(
  ahead: number,
  serviceMs: number,
  points: readonly WaitPoint[],
  now: Instant,
): number | null {
  const able = points.flatMap((point) => ability(point, serviceMs, now) ?? []);
  // Calls come at whole counts; the middle of a step is where the wait is neither early nor late.
  const wanted = ahead + 0.5;
  const hasCalled = (afterMs: number) =>
    able.reduce((sum, point) => sum + callsBy(point, now + afterMs, serviceMs), 0) >= wanted;
  if (hasCalled(0)) return 0;
  if (!hasCalled(waitSpanMaxMs)) return null;
  let [before, after] = [0, waitSpanMaxMs];
  while (after - before > secondMs) {
    const middle = Math.floor((before + after) / 2);
    if (hasCalled(middle)) after = middle;
    else before = middle;
  }
  return after;
}

interface Ability {
  readonly from: Instant;
  readonly until: Instant;
  /** What is left of the visit it is busy with; nothing for one that calls as soon as it may. */
  readonly visitLeftMs: number | null;
  /** In order, without overlap. */
  readonly pauses: readonly { readonly from: Instant; readonly until: Instant }[];
}

/** From when a point can call, and when it cannot; nothing for one that is not expected. */
function ability(point: WaitPoint, serviceMs: number, now: Instant): Ability | null {
  const until = point.until ?? Number.POSITIVE_INFINITY;
  const isLate = !point.isServing && point.from <= now;
  if (isLate && now - point.from > lateStartMaxMs) return null;
  const from = isLate ? now + lateStartMs : Math.max(point.from, now);
  if (!(from < until)) return null;
  const servedMs = point.busySince === null ? 0 : Math.max(0, now - point.busySince);
  const visitLeftMs =
    point.busySince === null ? null : Math.max(serviceMs - servedMs, visitLeftMin * serviceMs);
  return { from, until, visitLeftMs, pauses: inOrder(point.pauses, from, now) };
}

function inOrder(pauses: WaitPoint["pauses"], from: Instant, now: Instant): Ability["pauses"] {
  const ordered: { from: Instant; until: Instant }[] = [];
  const byStart = pauses.length < 2 ? pauses : pauses.toSorted((a, b) => a.from - b.from);
  for (const pause of byStart) {
    const until = pause.until ?? Math.max(now, pause.from) + openPauseMs;
    const begin = Math.max(pause.from, from);
    if (!(begin < until)) continue;
    const last = ordered.at(-1);
    if (last === undefined || last.until < begin) ordered.push({ from: begin, until });
    else last.until = Math.max(last.until, until);
  }
  return ordered;
}

/** How many calls a point has made by an instant, each service as long as the usual one. */
function callsBy(point: Ability, at: Instant, serviceMs: number): number {
  if (at < point.from) return 0;
  const end = Math.min(at, point.until);
  let workedMs = end - point.from;
  let isAble = true;
  for (const pause of point.pauses) {
    if (pause.from > end) break;
    workedMs -= Math.min(end, pause.until) - pause.from;
    // It has not begun: it would have called at once.
    if (pause.from === point.from && end <= pause.until) isAble = at >= pause.until;
  }
  if (point.visitLeftMs !== null) {
    return Math.max(0, (workedMs - point.visitLeftMs) / serviceMs + 0.5);
  }
  return isAble ? Math.max(1, workedMs / serviceMs + 0.5) : 0;
}

/** Mean of the latest services, leaning on earlier days as long as today's are few. */
function usualService(recentMs: readonly number[], priorMs: number | null): number | null {
  let [count, sum, longest] = [0, 0, 0];
  for (let at = Math.max(0, recentMs.length - recentServicesMax); at < recentMs.length; at++) {
    const ms = recentMs[at];
    if (ms === undefined || !Number.isFinite(ms) || ms < 0) continue;
    count += 1;
    sum += ms;
    longest = Math.max(longest, ms);
  }
  if (priorMs === null && count < servicesMin) return null;
  if (count >= servicesMin) {
    const othersMs = (sum - longest) / (count - 1);
    sum += Math.min(0, longestVisitMax * othersMs - longest);
  }
  const lean = priorMs === null ? 0 : priorServices;
  return Math.max(serviceMinMs, (sum + lean * (priorMs ?? 0)) / (count + lean));
}
