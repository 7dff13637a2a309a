import { afterVerb } from "../../shared/domain/entry.ts";
import type { EntryVerb } from "../../shared/domain/entry.ts";
import type { CallState, CallStatus, EntryState } from "../../shared/domain/journal.ts";
import { compareTurns } from "../../shared/domain/priority.ts";
import { priorityClasses, turnMs } from "../../shared/domain/priority.ts";
import type { PriorityClass, Rates, Turn } from "../../shared/domain/priority.ts";
import type { Placement, ServiceOutcome } from "../../shared/domain/service.ts";
import { accept, missingCase, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

/**
 * Who is next: of the first entry of every class and queue in the set, the one the published rule
 * names. Within a class order is by `eligibleAt`, so the firsts are enough, however long the queue.
 * Each counts by the rates of its own queue's day (docs/decisions/0023).
 */
export function nextTurn<T extends Turn>(
  firsts: readonly T[],
  now: Instant,
  ratesOf: (turn: T) => Rates,
): T | null {
  let next: T | null = null;
  for (const turn of firsts) {
    const isBefore =
      next === null || compareTurns(turn, next, now, ratesOf(turn), ratesOf(next)) < 0;
    if (isBefore) next = turn;
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
 * `ratesOfTurn`: where the turn waits in a queue of another day than those that are cut.
 */
export function aheadOf(turn: Turn, now: Instant, rates: Rates, ratesOfTurn: Rates = rates): Ahead {
  if (turn.priorityClass === "emergency") return { emergenciesBelow: turn.seq, bounds: [] };
  const isDue = turn.eligibleAt <= now;
  const mine = turnMs(turn, now, ratesOfTurn);
  const isFirst = isSurging(turn.priorityClass, ratesOfTurn);
  const bounds = priorityClasses.flatMap((priorityClass) => {
    if (priorityClass === "emergency") return [];
    // A time still ahead: whoever is due goes first, and so does whoever is due sooner.
    if (!isDue) return [{ priorityClass, eligibleAt: turn.eligibleAt, seq: turn.seq }];
    // All urgent ones whose time has begun, and none of the others before an urgent one.
    if (isFirst !== isSurging(priorityClass, rates)) {
      return isFirst ? [] : [{ priorityClass, eligibleAt: now + 1, seq: 0 }];
    }
    // `rate × (now - eligibleAt) > mine`, solved for `eligibleAt` in whole numbers. Where equal
    // turn minutes are possible at all, the lower number goes first; no number is below 0.
    const rate = rates[priorityClass];
    const quotient = Math.floor(mine / rate);
    const seq = quotient * rate === mine ? turn.seq : 0;
    return [{ priorityClass, eligibleAt: now - quotient, seq }];
  });
  return { emergenciesBelow: Number.MAX_SAFE_INTEGER, bounds };
}

function isSurging(priorityClass: PriorityClass, rates: Rates): boolean {
  return priorityClass === "urgent" && rates.urgentFirst === true;
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

/** What a verb that needs nothing else of the world changes on an entry. */
export type PlainVerb = Extract<
  EntryVerb,
  | "park"
  | "unpark"
  | "leave"
  | "comeBack"
  | "awayAgain"
  | "release"
  | "ready"
  | "transfer"
  | "rebook"
  | "cancel"
  | "reinstate"
>;

/**
 * A verb that moves an entry and keeps its time: no cycle of these can gain a place, because none
 * of them touches `eligibleAt`. A call that was open ends with it. Refusal: `wrong_state`.
 */
export function decidePlain(
  verb: PlainVerb,
  entry: EntryState,
  call: CallState | null,
  now: Instant,
  boundPoint: string = entry.boundPoint,
): Result<Change> {
  const status = afterVerb(entry.status, verb);
  if (status === null) return refuse("wrong_state");
  const isStillHeld = keepsHold.includes(verb) && (entry.notBefore ?? 0) > now;
  const after = {
    ...entry,
    status: isStillHeld && status === "waiting" ? "held" : status,
    boundPoint,
    notBefore: isStillHeld ? entry.notBefore : null,
  };
  const callTo = call && { ...call, status: callEnds[verb] ?? call.status, endedAt: now };
  return accept(change(entry, after, call, callTo));
}

/** Aside and back is no way round "not called before": what comes back is held as it was. */
const keepsHold: readonly PlainVerb[] = [
  "park",
  "unpark",
  "cancel",
  "reinstate",
  "comeBack",
  "awayAgain",
  "ready",
];

/** How a call ends when its entry is moved away from under it. */
const callEnds: Partial<Record<PlainVerb, CallStatus>> = {
  park: "parked",
  leave: "left",
  transfer: "transferred",
  cancel: "cancelled",
};

/**
 * "Push back my place": the patient's time begins so much later, and they are not called before
 * then. Refusal: `wrong_state`.
 */
export function decideHold(entry: EntryState, now: Instant, laterMs: number): Result<Change> {
  const status = afterVerb(entry.status, "hold");
  if (status === null) return refuse("wrong_state");
  const after = {
    ...entry,
    status,
    ...delayed(entry, laterMs),
    notBefore: now + laterMs,
  };
  return accept(change(entry, after, null, null));
}

/** Later by so much, and so is the time that a raised class would give back. */
function delayed(
  { eligibleAt, raisedFrom }: EntryState,
  laterMs: number,
): Pick<EntryState, "eligibleAt" | "raisedFrom"> {
  return {
    eligibleAt: eligibleAt + laterMs,
    raisedFrom: raisedFrom === null ? null : raisedFrom + laterMs,
  };
}

/**
 * Another class. Raised by triage, a time that lies ahead begins now, and a hold ends; lowered
 * again, time and hold are what they were before, so that up and down is no way to gain. A claim
 * of the kiosk is confirmed by its own class or lowered by another. Refusal: `wrong_state`.
 */
export function decidePriority(
  entry: EntryState,
  priorityClass: PriorityClass,
  now: Instant,
  rates: Rates,
): Result<Change> {
  const status = afterVerb(entry.status, "setPriority");
  if (status === null) return refuse("wrong_state");
  const after = { ...entry, status, priorityClass, claimed: false };
  const [was, is] = [weight(entry.priorityClass, rates), weight(priorityClass, rates)];
  const moved = is > was ? raised(after, now) : is < was ? lowered(after, now) : after;
  return accept(change(entry, moved, null, null));
}

/** A time ahead begins now, a hold ends; what they were is kept for the way down. */
function raised(entry: EntryState, now: Instant): EntryState {
  const { eligibleAt, raisedFrom, notBefore, raisedHold, status } = entry;
  const isAhead = eligibleAt > now;
  return {
    ...entry,
    status: status === "held" ? "waiting" : status,
    eligibleAt: isAhead ? now : eligibleAt,
    raisedFrom: isAhead ? (raisedFrom ?? eligibleAt) : raisedFrom,
    notBefore: null,
    raisedHold: notBefore === null ? raisedHold : Math.max(notBefore, raisedHold ?? 0),
  };
}

/** The old time comes back, and a hold whose end has not come. */
function lowered(entry: EntryState, now: Instant): EntryState {
  const { eligibleAt, raisedFrom, notBefore, raisedHold, status } = entry;
  const back = { ...entry, eligibleAt: Math.max(eligibleAt, raisedFrom ?? eligibleAt) };
  const freed = { ...back, raisedFrom: null, raisedHold: null };
  if (raisedHold === null || raisedHold <= now) return freed;
  return {
    ...freed,
    status: status === "waiting" ? "held" : status,
    notBefore: Math.max(raisedHold, notBefore ?? 0),
  };
}

function weight(priorityClass: PriorityClass, rates: Rates): number {
  if (priorityClass === "emergency") return Number.POSITIVE_INFINITY;
  return rates[priorityClass] + (priorityClass === "urgent" && rates.urgentFirst === true ? 9 : 0);
}

/** Where a patient's time stands in a queue that they go on to. */
export interface Placed {
  readonly status: "waiting" | "held";
  readonly eligibleAt: Instant;
  readonly notBefore: Instant | null;
}

/** Does the time go on as it was in the new queue? Then so does the number of the arrival. */
export function keepsTime(placement: Placement): boolean {
  return placement === "keep";
}

/**
 * Our reason keeps the time (`keep`); the patient's wish starts it anew (`restart`), or later by
 * some minutes, and then no call comes before that (`afterMinutes`).
 */
export function placeIn(
  placement: Placement,
  eligibleAt: Instant,
  now: Instant,
  laterMs: number,
): Placed {
  switch (placement) {
    case "keep":
      return { status: "waiting", eligibleAt, notBefore: null };
    case "restart":
      return { status: "waiting", eligibleAt: Math.max(eligibleAt, now), notBefore: null };
    case "afterMinutes": {
      const notBefore = now + laterMs;
      return { status: "held", eligibleAt: Math.max(eligibleAt, notBefore), notBefore };
    }
    default:
      return missingCase(placement);
  }
}

/** May this visit end as it is told? What the service wants said must be said. */
export function isOutcomeSaid(
  outcome: ServiceOutcome,
  said: { readonly resultCode?: string | undefined; readonly note?: string | undefined },
): boolean {
  switch (outcome.wants) {
    case "nothing":
      return true;
    case "code":
      return outcome.codes.some(({ code }) => code === said.resultCode);
    case "note":
      return said.note !== undefined;
    default:
      return missingCase(outcome.wants);
  }
}

/** Does a point help this queue now? Only when its longest wait has passed the limit. */
export function helpsNow(
  helpAfterMin: number | null,
  oldestEligible: Instant | null,
  now: Instant,
): boolean {
  if (helpAfterMin === null) return true;
  return oldestEligible !== null && now - oldestEligible > helpAfterMin * minuteMs;
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
  const anew = Math.max(0, now - entry.eligibleAt);
  const later = delayed(entry, soon ? noShowPenaltyMs : anew);
  const after = { ...entry, ...later, status, requeues: entry.requeues + 1 };
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

/** What one act changes: the fields in which entry and call differ before and after it. */
export function change(
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
