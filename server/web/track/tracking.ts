import { secondMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";

/** What a phone knows of the ticket it follows. The page draws this and nothing else. */
export interface Tracking {
  /** From the QR; nothing when the page was opened without one. */
  readonly token: string | null;
  readonly key: string | null;
  /** The ETag of {@link view}. */
  readonly tag: string | null;
  readonly view: TrackView | null;
  /** The server's time of the last answer: the view was true then. */
  readonly asOf: Instant | null;
  /** When that answer came, on this page's own clock; nothing when it came before a reload. */
  readonly answeredAtMs: number | null;
  /** Unanswered questions since the last answer. */
  readonly failures: number;
  /** Why there is nothing more to ask, if so. */
  readonly end: TrackEnd | null;
}

/**
 * `otherDay`, `replaced`: the ticket was followed here before. The server says only that it does
 * not know the code, so that nobody learns anything by guessing; what it was, this page remembers.
 */
export type TrackEnd = "noCode" | "unknown" | "otherDay" | "replaced";

export type TrackAnswer =
  | {
      readonly kind: "told";
      /** Only in exchange for the token. */
      readonly key: string | null;
      readonly tag: string | null;
      readonly view: TrackView;
      readonly asOf: Instant;
    }
  | { readonly kind: "same"; readonly asOf: Instant }
  | { readonly kind: "unknown"; readonly asOf: Instant | null }
  | { readonly kind: "failed" };

/** What survives a reload, so that the page can say what it was about. */
export type Remembered = Pick<Tracking, "key" | "view" | "asOf">;

/** At the beginning nothing is fresh, whatever is remembered: no answer has come yet. */
export function startTracking(token: string | null, remembered: Remembered | null): Tracking {
  return {
    token,
    key: remembered?.key ?? null,
    tag: null,
    view: remembered?.view ?? null,
    asOf: remembered?.asOf ?? null,
    answeredAtMs: null,
    failures: 0,
    end: token === null ? "noCode" : null,
  };
}

/** The state after an answer that came at `nowMs`. */
export function afterAnswer(state: Tracking, answer: TrackAnswer, nowMs: number): Tracking {
  switch (answer.kind) {
    case "told":
      return {
        ...state,
        key: answer.key ?? state.key,
        tag: answer.tag,
        view: answer.view,
        asOf: answer.asOf,
        answeredAtMs: nowMs,
        failures: 0,
      };
    case "same":
      return { ...state, asOf: answer.asOf, answeredAtMs: nowMs, failures: 0 };
    case "unknown":
      return { ...state, end: endOf(state.view, answer.asOf), failures: 0 };
    case "failed":
      return { ...state, failures: state.failures + 1 };
    default:
      return missingCase(answer);
  }
}

function endOf(view: TrackView | null, asOf: Instant | null): TrackEnd {
  if (view === null || asOf === null) return "unknown";
  return isSameDay(view, asOf) ? "replaced" : "otherDay";
}

function isSameDay(view: TrackView, asOf: Instant): boolean {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: view.zone, dateStyle: "short" });
  return date.format(view.issuedAt) === date.format(asOf);
}

/** The one screen that a state shows. */
export type Screen = "opening" | "unreachable" | "ticket" | TrackEnd;

export function screenOf(state: Tracking): Screen {
  if (state.end !== null) return state.end;
  const isAnswered = state.answeredAtMs !== null;
  if (state.view !== null && (isAnswered || state.failures > 0)) return "ticket";
  return state.failures > 0 ? "unreachable" : "opening";
}

/** Four missed answers: by now the call may have come, so nothing shown may send anybody anywhere. */
export const staleAfterMs = 60 * secondMs;

/** Is what the page shows too old to act on? What came before a reload is, once asking failed. */
export function isStale(state: Tracking, nowMs: number): boolean {
  if (state.answeredAtMs === null) return state.failures > 0;
  return nowMs - state.answeredAtMs >= staleAfterMs;
}

/** From here on the turn is close: ask more often, and advise to stay near. */
export const nearAhead = 3;

export function isNear(view: TrackView): boolean {
  if (view.status === "called") return true;
  return view.status === "waiting" && view.ahead !== null && view.ahead <= nearAhead;
}

const askEveryMs = 15 * secondMs;
/** A patient who is about to be called, or must see that the call was taken back. */
const askNearEveryMs = 5 * secondMs;
/** It is over, and can only come back by an act at the desk. */
const askEndedEveryMs = 60 * secondMs;
const firstRetryMs = 5 * secondMs;
const longestRetryMs = 60 * secondMs;

/**
 * How long to wait before asking again; nothing when there is nothing more to ask. `chance` in
 * [0, 1) spreads phones that came back together over a fifth to either side.
 */
export function askAgainMs(state: Tracking, chance: number): number | null {
  if (state.end !== null) return null;
  return Math.round(calmMs(state) * (0.8 + 0.4 * chance));
}

function calmMs({ failures, view }: Tracking): number {
  if (failures > 0) return Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1));
  if (view === null) return askEveryMs;
  if (isNear(view)) return askNearEveryMs;
  switch (view.status) {
    case "done":
    case "cancelled":
    case "rebooked":
      return askEndedEveryMs;
    case "waiting":
    case "held":
    case "parked":
    case "away":
    case "preparing":
    case "called":
    case "serving":
    case "transferred":
    case "no_show":
      return askEveryMs;
    default:
      return missingCase(view.status);
  }
}

/** Names one summons, so that the phone trembles once for each; nothing while there is none. */
export function summonsOf(state: Tracking, nowMs: number): string | null {
  const { view } = state;
  if (screenOf(state) !== "ticket" || view?.status !== "called" || view.call === null) return null;
  return isStale(state, nowMs) ? null : `${view.call.at} ${view.call.recalls}`;
}
