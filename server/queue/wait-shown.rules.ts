import type { EntryId, QueueId, ServiceDay } from "../../shared/domain/ids.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Learnable } from "./wait-learning.rules.ts";
import { roundedUpMin } from "./wait.rules.ts";
import type { WaitRange } from "./wait.rules.ts";

/** What a phone last showed of a wait, and since when. */
export interface PhoneWait extends WaitRange {
  /** Since when it shows these numbers. */
  readonly since: Instant;
  /** It takes longer than was said: words beside the numbers, never larger numbers. */
  readonly isDelayed: boolean;
}

const stepMin = 5;
/** The later end falls at most so many times as fast as the clock: one odd estimate is not believed. */
const fallMax = 2;

/**
 * What the phone shows next: its numbers fall or stand, they never rise again. The earlier end
 * falls at once, because whoever may be called soon must know it; the later end falls slowly.
 * Where the fresh estimate lies past what was said, or nothing is known any more, the numbers
 * stand and it says that there is a delay.
 */
export function smooth(
  previous: PhoneWait | null,
  fresh: WaitRange | null,
  now: Instant,
): PhoneWait | null {
  if (previous === null) return fresh && { ...rangeAlone(fresh), since: now, isDelayed: false };
  if (fresh === null) return { ...previous, isDelayed: true };
  const elapsedMs = Math.max(0, now - previous.since);
  const lowestMin = roundedUpMin(previous.toMin * minuteMs - fallMax * elapsedMs);
  const fromMin = Math.min(previous.fromMin, fresh.fromMin);
  const toMin = Math.max(
    Math.min(previous.toMin, Math.max(fresh.toMin, lowestMin)),
    fromMin + stepMin,
  );
  const isSame = fromMin === previous.fromMin && toMin === previous.toMin;
  const isDelayed = fresh.fromMin >= previous.toMin;
  return { fromMin, toMin, since: isSame ? previous.since : now, isDelayed };
}

function rangeAlone({ fromMin, toMin }: WaitRange): WaitRange {
  return { fromMin, toMin };
}

/** An estimate as it was shown when a ticket was issued. Each is stored. */
export interface ShownWait extends Learnable, WaitRange {
  readonly entryId: EntryId;
  readonly queueId: QueueId;
  readonly serviceDay: ServiceDay;
  readonly shownAt: Instant;
  readonly ahead: number;
  readonly pointMs: number;
}

/** What became of it; an entry that is never called leaves none. */
export interface WaitOutcome {
  readonly shown: Pick<ShownWait, "shownAt" | "pointMs" | "fromMin" | "toMin">;
  readonly calledAt: Instant;
}

/** How true the estimates of one queue were on one day. */
export interface WaitAccuracy {
  readonly count: number;
  /** Mean error of the point estimate, either way. */
  readonly meanErrorMin: number;
  /** Share called within the range that was shown. */
  readonly coverage: number;
  /** Share that waited over ten minutes longer than the point estimate. */
  readonly underShare: number;
}

const farUnderMs = 10 * minuteMs;

/** Nothing where nobody was called: no figure is better than one made of nothing. */
export function accuracyOf(outcomes: readonly WaitOutcome[]): WaitAccuracy | null {
  if (outcomes.length === 0) return null;
  let [errorMs, within, under] = [0, 0, 0];
  for (const { shown, calledAt } of outcomes) {
    const waitMs = Math.max(0, calledAt - shown.shownAt);
    errorMs += Math.abs(waitMs - shown.pointMs);
    if (shown.fromMin * minuteMs <= waitMs && waitMs <= shown.toMin * minuteMs) within += 1;
    if (waitMs - shown.pointMs > farUnderMs) under += 1;
  }
  const count = outcomes.length;
  return {
    count,
    meanErrorMin: errorMs / count / minuteMs,
    coverage: within / count,
    underShare: under / count,
  };
}
