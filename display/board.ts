import { missingCase } from "../shared/domain/result.ts";
import { resultsToldMs } from "../shared/domain/laboratory.ts";
import { minuteMs, secondMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { CallId } from "../shared/domain/ids.ts";
import type { Names } from "../shared/domain/language.ts";
import type { WaitRange } from "../shared/protocol/commands.ts";
import type { BoardCall, BoardData, BoardNotice } from "../shared/protocol/feeds.ts";

/**
 * How true a board is, by the age of what it shows: `fresh` is said with a green tick, `ageing`
 * with the age in grey, `stale` with the banner, and `blank` shows no call at all.
 */
export type Freshness = "fresh" | "ageing" | "stale" | "blank";

/** Two missed pings of five seconds: nothing to worry a waiting room about yet. */
export const freshMaxMs = 10 * secondMs;
/** The third ping is missing: the link is broken. */
export const ageingMaxMs = 15 * secondMs;
/** After a minute the calls are somebody else's turn. */
export const blankAfterMs = 60 * secondMs;
/** A call (or recall) is golden no longer than this. */
export const goldMaxMs = 60 * secondMs;
/** Calls drawn large enough for ten metres; the rest lead the last calls. */
export const cardsMax = 3;
/** Rows of waiting counts that can be read; the rest are summed up in one. */
export const queuesMax = 8;
/** With more rows than this each takes one line, and the waits stay on kiosk and phone. */
export const waitsMax = 6;
/** An emergency that was taken before its turn is told for so long. */
export const emergencyToldMs = 15 * minuteMs;

export interface CallCard extends BoardCall {
  /** "You, now": the newest call, still being summoned, young and true. At most one is golden. */
  readonly gold: boolean;
  /** Being announced in these seconds. */
  readonly announced: boolean;
}

export interface LastLine {
  readonly callId: CallId;
  readonly label: string;
  readonly names: Names;
  /** Still live, but older than the calls drawn large. */
  readonly live: boolean;
}

export interface QueueCount {
  readonly queueId: string;
  readonly names: Names;
  readonly waiting: number;
  readonly wait: WaitRange | null;
}

/** What is drawn: everything but texts, sizes and the clock. */
export interface BoardView {
  readonly freshness: Freshness;
  /** Newest first, at most {@link cardsMax}. */
  readonly cards: readonly CallCard[];
  readonly last: readonly LastLine[];
  /** Nothing when they must not be believed any more. */
  readonly counts: {
    readonly queues: readonly QueueCount[];
    /** People waiting in the queues beyond {@link queuesMax}; nothing when all are listed. */
    readonly waitingElsewhere: number | null;
    /** Is there room for each queue's wait? */
    readonly hasWaits: boolean;
    readonly inTurnToday: number;
    readonly exceptionsToday: number;
  } | null;
  /** What holds at this moment; on a stale board only what cannot have ended meanwhile. */
  readonly notices: readonly BoardNotice[];
}

export interface Moment {
  /** Milliseconds since the board was last known to be true, on the monotonic clock. */
  readonly ageMs: number;
  /** The server's time now, as this screen best knows it. */
  readonly serverNow: Instant;
  /** The call being announced. */
  readonly announcing: CallId | null;
}

/** What a board draws at one moment. It shows nothing that the snapshot does not hold. */
export function boardView(board: BoardData, moment: Moment): BoardView {
  const freshness = freshnessAt(moment.ageMs);
  const mayShow = whatMayShow(freshness);
  const calls = board.calls.toSorted((one, other) => other.at - one.at);
  const announcing = mayShow.gold ? moment.announcing : null;
  return {
    freshness,
    cards: mayShow.calls
      ? calls.slice(0, cardsMax).map((call, place) => ({
          ...call,
          gold: mayShow.gold && place === 0 && isGolden(call, moment.serverNow),
          announced: call.callId === announcing,
        }))
      : [],
    last: mayShow.calls ? lastLines(calls.slice(cardsMax), board.lastCalls) : [],
    counts: mayShow.counts ? countsOf(board) : null,
    notices: mayShow.calls
      ? board.notices.filter((notice) => holds(notice, mayShow.counts, moment.serverNow))
      : [],
  };
}

/** How true a board of this age is. Ages are never negative; not a number is not true. */
export function freshnessAt(ageMs: number): Freshness {
  if (ageMs <= freshMaxMs) return "fresh";
  if (ageMs <= ageingMaxMs) return "ageing";
  return ageMs < blankAfterMs ? "stale" : "blank";
}

function whatMayShow(freshness: Freshness) {
  switch (freshness) {
    case "fresh":
    case "ageing":
      return { calls: true, gold: true, counts: true };
    case "stale":
      return { calls: true, gold: false, counts: false };
    case "blank":
      return { calls: false, gold: false, counts: false };
    default:
      return missingCase(freshness);
  }
}

/** A pause ends, an emergency and ready results grow old without a word from the server. */
function holds(notice: BoardNotice, isTrue: boolean, serverNow: Instant): boolean {
  switch (notice.kind) {
    case "pause":
      return isTrue && (notice.until === null || serverNow < notice.until);
    case "emergency":
      return isTrue && serverNow - notice.at < emergencyToldMs;
    case "results":
      return isTrue && serverNow - notice.at < resultsToldMs;
    case "closed":
    case "words":
      return true;
    default:
      return missingCase(notice);
  }
}

/** Gold leaves when the visit starts or the call is old; the next call takes it by being newest. */
function isGolden(call: BoardCall, serverNow: Instant): boolean {
  return call.state === "called" && serverNow - call.at < goldMaxMs;
}

/** Live calls that found no large place come first: somebody is still to go there. */
function lastLines(
  overflow: readonly BoardCall[],
  lastCalls: BoardData["lastCalls"],
): readonly LastLine[] {
  const live = new Set(overflow.map((call) => call.callId));
  return [
    ...overflow.map((call) => lastLine(call, true)),
    ...lastCalls.filter((call) => !live.has(call.callId)).map((call) => lastLine(call, false)),
  ];
}

function lastLine(call: BoardData["lastCalls"][number], live: boolean): LastLine {
  return { callId: call.callId, label: call.label, names: call.servicePoint.names, live };
}

function countsOf(board: BoardData): NonNullable<BoardView["counts"]> {
  const { queues, inTurnToday, exceptionsToday } = board;
  const hasWaits = queues.length <= waitsMax;
  if (queues.length <= queuesMax) {
    return { queues, waitingElsewhere: null, hasWaits, inTurnToday, exceptionsToday };
  }
  const listed = queues.slice(0, queuesMax - 1);
  const waitingElsewhere = queues
    .slice(queuesMax - 1)
    .reduce((sum, queue) => sum + queue.waiting, 0);
  return { queues: listed, waitingElsewhere, hasWaits, inTurnToday, exceptionsToday };
}
