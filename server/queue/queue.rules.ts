import { afterVerb } from "../../shared/domain/entry.ts";
import type { EntryVerb } from "../../shared/domain/entry.ts";
import type { CallState, CallStatus, EntryState } from "../../shared/domain/journal.ts";
import { compareTurns } from "../../shared/domain/priority.ts";
import { priorityClasses, turnMs } from "../../shared/domain/priority.ts";
import type { ClassRates, PriorityClass, Turn } from "../../shared/domain/priority.ts";
import { accept, missingCase, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

/**
 * Who is next: of the first entry of every class and queue in the set, the one the published rule
 * names. Within a class order is by `eligibleAt`, so the firsts are enough, however long the queue.
 */
export function nextTurn<T extends Turn>(
  firsts: readonly T[],
  now: Instant,
  rates: ClassRates,
): T | null {
  let next: T | null = null;
  for (const turn of firsts) {
    if (next === null || compareTurns(turn, next, now, rates) < 0) next = turn;
  }
  return next;
}

/** Who goes before a turn, said so that each part is one range of an index. */
export interface Ahead {
  /** Emergencies with a lower number than this, whenever their time began. */
  readonly emergenciesBelow: number;
  /** Of every other class: those below this point in the order of (`eligibleAt`, `seq`). */
  readonly bounds: readonly {
    readonly priorityClass: Exclude<PriorityClass, "emergency">;
    readonly eligibleAt: Instant;
    readonly seq: number;
  }[];
}

/**
 * The same order as {@link nextTurn}, turned round: not who is first, but where each class is cut
 * so that all before the cut would be called before this turn, if they were called at `now`.
 */
export function aheadOf(turn: Turn, now: Instant, rates: ClassRates): Ahead {
  if (turn.priorityClass === "emergency") return { emergenciesBelow: turn.seq, bounds: [] };
  const isDue = turn.eligibleAt <= now;
  const mine = turnMs(turn, now, rates);
  const bounds = priorityClasses.flatMap((priorityClass) => {
    if (priorityClass === "emergency") return [];
    // A time still ahead: whoever is due goes first, and so does whoever is due sooner.
    if (!isDue) return [{ priorityClass, eligibleAt: turn.eligibleAt, seq: turn.seq }];
    // `rate × (now - eligibleAt) > mine`, solved for `eligibleAt` in whole numbers. Where equal
    // turn minutes are possible at all, the lower number goes first; no number is below 0.
    const rate = rates[priorityClass];
    const quotient = Math.floor(mine / rate);
    const seq = quotient * rate === mine ? turn.seq : 0;
    return [{ priorityClass, eligibleAt: now - quotient, seq }];
  });
  return { emergenciesBelow: Number.MAX_SAFE_INTEGER, bounds };
}

/** A patient who did not answer and comes back soon loses this much, no more. */
export const noShowPenaltyMs = 10 * minuteMs;
/** Back later than this, the patient's time begins anew. */
export const noShowToleranceMs = 30 * minuteMs;
/** An act may be taken back for so long; after that the next act corrects it. */
export const undoWindowMs = 2 * minuteMs;

/** What one act changes on an entry and on its call: only the fields that change. */
export interface Change {
  readonly from: Partial<EntryState>;
  readonly to: Partial<EntryState>;
  readonly callFrom: Partial<CallState>;
  readonly callTo: Partial<CallState>;
}

export type CallVerb = Extract<EntryVerb, "recall" | "start" | "end" | "noShow">;

/** An act on a live call. `not_called`: the call is over. `wrong_state`: not in this state. */
export function decideCallAct(
  verb: CallVerb,
  entry: EntryState,
  call: CallState,
  now: Instant,
  resultCode: string | null,
): Result<Change> {
  if (call.status !== "called" && call.status !== "serving") return refuse("not_called");
  const status = afterVerb(entry.status, verb);
  if (status === null) return refuse("wrong_state");
  const callTo = callAfter(verb, call, now, resultCode);
  return accept(change(entry, { ...entry, status }, call, callTo));
}

function callAfter(
  verb: CallVerb,
  call: CallState,
  now: Instant,
  resultCode: string | null,
): CallState {
  switch (verb) {
    case "recall":
      return { ...call, recalls: call.recalls + 1, lastAt: now };
    case "start":
      return { ...call, status: "serving", startedAt: now };
    case "end":
      return {
        ...call,
        status: "ended",
        startedAt: call.startedAt ?? now,
        endedAt: now,
        resultCode,
      };
    case "noShow":
      return { ...call, status: "no_show", endedAt: now };
    default:
      return missingCase(verb);
  }
}

/**
 * Back to waiting. Within the tolerance the patient's time is set back by the penalty; later it
 * begins anew. It never gets better than it was: no cycle of acts can gain a place.
 */
export function decideRequeue(
  entry: EntryState,
  call: CallState | null,
  noAnswerSince: Instant,
  now: Instant,
): Result<Change> {
  const status = afterVerb(entry.status, "requeue");
  if (status === null) return refuse("wrong_state");
  const soon = now - noAnswerSince <= noShowToleranceMs;
  const eligibleAt = soon ? entry.eligibleAt + noShowPenaltyMs : Math.max(entry.eligibleAt, now);
  const after = { ...entry, status, eligibleAt, requeues: entry.requeues + 1 };
  const callTo: CallState | null = call && { ...call, status: "requeued", endedAt: now };
  return accept(change(entry, after, call, callTo));
}

/** What undo needs to know of one step that the command took. */
export interface Step extends Change {
  readonly verb: EntryVerb | "undo";
  readonly at: Instant;
  /** Nothing has moved this entry since. */
  readonly isLast: boolean;
}

/**
 * Takes back one step: the same change, backwards, so the old `eligibleAt` comes back exactly. A
 * recall cannot be unheard and an undo cannot be undone: the next act corrects those.
 */
export function decideUndo(step: Step, now: Instant): Result<Change> {
  if (step.verb === "undo" || step.verb === "recall") return refuse("wrong_state");
  if (now - step.at > undoWindowMs) return refuse("too_late");
  if (!step.isLast) return refuse("wrong_state");
  const callTo: Partial<CallState> =
    step.verb === "call" ? { status: "undone", endedAt: now } : step.callFrom;
  const callFrom: Partial<CallState> =
    step.verb === "call" ? { status: "called", endedAt: null } : step.callTo;
  return accept({ from: step.to, to: step.from, callFrom, callTo });
}

/** May this service give another ticket today? */
export function canIssue(
  service: { readonly open: boolean; readonly dailyLimit: number | null },
  issuedToday: number,
): Result<null> {
  if (!service.open) return refuse("service_closed");
  if (service.dailyLimit !== null && issuedToday >= service.dailyLimit)
    return refuse("daily_limit");
  return accept(null);
}

/** How a change of a call's status counts in the day's figures of its service point. */
export function dayCount(status: CallStatus): { called: number; ended: number; noShows: number } {
  return {
    called: status === "undone" ? 0 : 1,
    ended: status === "ended" ? 1 : 0,
    noShows: status === "no_show" ? 1 : 0,
  };
}

function change(
  entry: EntryState,
  entryAfter: EntryState,
  call: CallState | null,
  callAfterwards: CallState | null,
): Change {
  const [from, to] = difference(entry, entryAfter);
  const [callFrom, callTo] =
    call === null || callAfterwards === null ? [{}, {}] : difference(call, callAfterwards);
  return { from, to, callFrom, callTo };
}

/** The fields in which two states differ, as they were and as they are. */
function difference<State extends object>(
  before: State,
  after: State,
): [Partial<State>, Partial<State>] {
  const from: Partial<State> = {};
  const to: Partial<State> = {};
  for (const key of Object.keys(after) as (keyof State)[]) {
    if (before[key] === after[key]) continue;
    from[key] = before[key];
    to[key] = after[key];
  }
  return [from, to];
}
