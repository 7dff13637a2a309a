import { isOpen } from "../../shared/domain/entry.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { CallId, EntryId, QueueId } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Placement, ServiceOutcome } from "../../shared/domain/service.ts";
import type { CallReply, EntryReply } from "../../shared/protocol/commands.ts";
import type { Tx } from "../store/store.ts";
import { touchBoth } from "./acts.ts";
import type { Acts } from "./acts.ts";
import { callStateOf, entryStateOf } from "./queue-appliers.ts";
import {
  decideCallAct,
  decidePlain,
  isOutcomeSaid,
  keepsTime,
  nextTurn,
  placeIn,
} from "./queue.rules.ts";
import type { CallVerb } from "./queue.rules.ts";
import type { CallRow, EntryRow } from "./queue.sql.ts";
import { ratesIn } from "./queue-tables.ts";
import type { CallSet, FirstTurn, QueueTables } from "./queue-tables.ts";
import type { Seats } from "./seats.ts";

export interface Finish {
  readonly verb: Extract<CallVerb, "end" | "noShow">;
  readonly resultCode?: string | undefined;
  readonly note?: string | undefined;
  /** The ticket's further steps fall away. */
  readonly stopHere?: boolean | undefined;
}

/** A further queue, as the directory knows it. */
export interface Onward {
  readonly queueId: string;
  readonly startMin: number;
  readonly closed: boolean;
  readonly segments: readonly string[];
}

/** What the end of a visit has to say, and where the ticket goes on to. */
export interface VisitPlan {
  readonly outcome: ServiceOutcome;
  readonly next: (Onward & { readonly placement: Placement; readonly prepares: boolean }) | null;
  /** Of a stop for an order. Nothing: who was sent here goes back, and a journey goes on. */
  readonly then?: Then | undefined;
}

/** After a stop: wait for what is not ready yet, or a further stop before anything else. */
export type Then = "stayAway" | Onward;

/** The plan of an open visit, asked of the directory by its entry. */
export type PlanOf = (entry: EntryRow) => VisitPlan;

/** Whom a service point calls, and what becomes of the call. */
export function createCalling(tables: QueueTables, acts: Acts, seats: Seats) {
  /**
   * Calls whom the rule names of these queues. `finish` ends the open visit first, in the same
   * act. Refusals: `service_point_paused`, `service_point_busy`, `queue_empty`, `wrong_state`,
   * and those of the end of a visit.
   */
  function callNext(
    tx: Tx,
    set: CallSet,
    finish: Finish | null,
    planOf: PlanOf,
  ): Result<CallReply> {
    const sat = seats.sit(tx, set.pointId);
    if (!sat.ok) return sat;
    const open = tables.openCallOfPoint(set.pointId);
    if (open !== undefined) {
      if (finish === null) return refuse("service_point_busy");
      const finished = moveByCall(tx, finish.verb, open, finish, planOf);
      if (!finished.ok) return finished;
    }
    for (const { queueId } of set.queues) releaseDue(tx, queueId);
    const firsts = tables.firsts(set, tx.now);
    const ratesOf = ratesIn(tables, set);
    const next = nextTurn(firsts, tx.now, ({ queueId }) => ratesOf(queueId));
    if (next === null) return refuse("queue_empty");
    return accept(call(tx, set.pointId, entryAt(next)));
  }

  /**
   * Calls somebody else than the rule names; the order is not touched, and the public counts it.
   * Refusals: `service_point_paused`, `service_point_busy`, `not_waiting`.
   */
  function callChosen(tx: Tx, set: CallSet, entryId: EntryId, reason: string): Result<CallReply> {
    const sat = seats.sit(tx, set.pointId);
    if (!sat.ok) return sat;
    if (tables.openCallOfPoint(set.pointId) !== undefined) return refuse("service_point_busy");
    for (const { queueId } of set.queues) releaseDue(tx, queueId);
    const entry = acts.entryOfToday(seqOf(entryId));
    if (entry?.status !== "waiting" || !serves(set, entry.queue_id)) {
      return refuse("not_waiting");
    }
    return accept(call(tx, set.pointId, entry, reason));
  }

  function call(tx: Tx, pointId: string, entry: EntryRow, reason?: string): CallReply {
    const callSeq = tx.record("entryMoved", {
      verb: "call",
      entry: entry.id,
      from: { status: "waiting" },
      to: { status: "called" },
      point: pointId,
      call: null,
      callFrom: {},
      callTo: {},
      ...(reason === undefined ? {} : { outOfTurn: true, reason }),
    });
    touchBoth(tx, entry.queue_id, pointId);
    return {
      callId: idOf("call", callSeq),
      entryId: idOf("entry", entry.id),
      ticketId: idOf("ticket", entry.ticket_id),
      label: tables.label(entry.ticket_id),
      queueId: entry.queue_id as QueueId,
    };
  }

  /**
   * Recall, start, end, no-show. Refusals: `not_called`, `wrong_state`; of an end also
   * `result_required`, `queue_closed`, `already_waiting`.
   */
  function actOnCall(
    tx: Tx,
    callId: CallId,
    verb: CallVerb,
    words: Omit<Finish, "verb">,
    planOf: PlanOf,
  ): Result<EntryReply> {
    const row = tables.call(seqOf(callId));
    return row === undefined ? refuse("not_called") : moveByCall(tx, verb, row, words, planOf);
  }

  function moveByCall(
    tx: Tx,
    verb: CallVerb,
    row: CallRow,
    words: Omit<Finish, "verb">,
    planOf: PlanOf,
  ): Result<EntryReply> {
    const entry = entryOf(row);
    const decided = decideCallAct(
      verb,
      entryStateOf(entry),
      callStateOf(row),
      tx.now,
      words.resultCode ?? null,
    );
    if (!decided.ok) return decided;
    const plan = verb === "end" ? planOf(entry) : null;
    if (plan !== null && !isOutcomeSaid(plan.outcome, words)) return refuse("result_required");
    const note = words.note === undefined ? {} : { noteHash: acts.keepNote(row.id, words.note) };
    const reply = acts.move(tx, verb, entry, row, decided.value, note);
    if (plan === null) return accept(reply);
    const onward = goOn(tx, entry, words.stopHere === true ? { ...plan, next: null } : plan);
    return onward.ok ? accept(reply) : onward;
  }

  /** After a visit: back to whoever sent the patient here, or on to the journey's next step. */
  function goOn(tx: Tx, entry: EntryRow, { next, then }: VisitPlan): Result<null> {
    if (then === "stayAway") return accept(null);
    if (then !== undefined) return stopBetween(tx, entry, then, entry.return_to);
    if (entry.return_to !== null) {
      comeBack(tx, entry.return_to);
      return accept(null);
    }
    if (next === null) return accept(null);
    if (next.closed) return refuse("queue_closed");
    const place = placeIn(next.placement, entry.eligible_at, tx.now, 0);
    return addEntry(tx, entry, next, {
      ...place,
      status: next.prepares ? "preparing" : place.status,
      step: entry.step + 1,
      returnTo: null,
      keepsArrival: keepsTime(next.placement),
    });
  }

  /** A further stop before the patient comes back, with the time that they have waited. */
  function stopBetween(tx: Tx, from: EntryRow, to: Onward, returnTo: number | null): Result<null> {
    if (to.closed) return refuse("queue_closed");
    const { eligible_at: eligibleAt, step } = from;
    const place = { status: "waiting", eligibleAt, notBefore: null, step, returnTo } as const;
    return addEntry(tx, from, to, { ...place, keepsArrival: true });
  }

  /** Who is away is sent to a stop once more. Refusals: `wrong_state`, and those of a place. */
  function sendAgain(tx: Tx, entryId: EntryId, to: Onward): Result<null> {
    const away = acts.entryOfToday(seqOf(entryId));
    return away?.status === "away" ? stopBetween(tx, away, to, away.id) : refuse("wrong_state");
  }

  /** A stop that nobody is with is not needed any more: what its plan says follows at once. */
  function dropStop(tx: Tx, entryId: EntryId, reason: string, planOf: PlanOf): Result<EntryReply> {
    const stop = acts.entryOfToday(seqOf(entryId));
    if (stop === null || isOpen(stop.status)) return refuse("wrong_state");
    const decided = decidePlain("cancel", entryStateOf(stop), null, tx.now);
    if (!decided.ok) return decided;
    const plan = planOf(stop);
    const reply = acts.move(tx, "cancel", stop, null, decided.value, { reason });
    const onward = goOn(tx, stop, plan);
    return onward.ok ? accept(reply) : onward;
  }

  /**
   * The patient is back from where a detour sent them: callable again, with the old time. A stop
   * between that is over by now (cancelled, rebooked) is passed by.
   */
  function comeBack(tx: Tx, entryId: number): void {
    const away = tables.entry(entryId);
    if (away !== undefined && away.status !== "away" && away.return_to !== null) {
      comeBack(tx, away.return_to);
    }
    if (away?.status !== "away") return;
    const decided = decidePlain("comeBack", entryStateOf(away), null, tx.now);
    if (decided.ok) acts.move(tx, "comeBack", away, null, decided.value);
  }

  /**
   * What somebody came back with is not there after all: they are away as before, with the time
   * that they have waited. Refusal: `wrong_state`, also when they are called already.
   */
  function awayAgain(tx: Tx, entryId: EntryId, reason: string): Result<EntryReply> {
    const back = acts.entryOfToday(seqOf(entryId));
    if (back === null) return refuse("wrong_state");
    const decided = decidePlain("awayAgain", entryStateOf(back), null, tx.now);
    if (!decided.ok) return decided;
    return accept(acts.move(tx, "awayAgain", back, null, decided.value, { reason }));
  }

  /** Gives the ticket of an entry its place in a further queue. Refusal: `already_waiting`. */
  function addEntry(
    tx: Tx,
    from: EntryRow,
    to: Onward,
    place: {
      readonly status: JournalFacts["entryAdded"]["status"];
      readonly eligibleAt: number;
      readonly notBefore: number | null;
      readonly step: number;
      readonly returnTo: number | null;
      /** Its time goes along, and with it the number that it arrived with. */
      readonly keepsArrival: boolean;
    },
  ): Result<null> {
    const patient = from.patient_id;
    const isThere =
      tables.ticketInQueue(to.queueId, from.ticket_id) !== null ||
      (patient !== null && tables.patientInQueue(to.queueId, patient) !== null);
    if (isThere) return refuse("already_waiting");
    const { day, startMin } = laterDay(from, to.startMin);
    const segment = tables.ticket(from.ticket_id)?.segment ?? "";
    tx.record("entryAdded", {
      ticket: from.ticket_id,
      queue: to.queueId,
      day,
      status: place.status,
      class: from.class,
      eligibleAt: place.eligibleAt,
      notBefore: place.notBefore,
      segment: to.segments.includes(segment) ? segment : "",
      claimed: from.claimed === 1,
      step: place.step,
      returnTo: place.returnTo,
      cameFrom: from.id,
      ...(from.raised_from === null
        ? {}
        : { raisedFrom: Math.max(from.raised_from, place.eligibleAt) }),
      ...(from.raised_hold === null ? {} : { raisedHold: from.raised_hold }),
      ...(place.keepsArrival ? { arrival: from.arrival } : {}),
      ...(patient === null ? {} : { patient }),
      ...(startMin === 0 ? {} : { startMin }),
    });
    tx.touch(`queue:${to.queueId}`);
    return accept(null);
  }

  /**
   * Of the day the patient comes from and the day of the queue they go to, the one that ends
   * later: a night patient who is at the laboratory at midnight is not closed with its day.
   */
  function laterDay(from: EntryRow, startMin: number) {
    const day = tables.day(startMin);
    if (day === null) throw new Error("a visit ends on a day that was opened");
    const isMineLater = from.day > day || (from.day === day && from.start_min > startMin);
    return isMineLater ? { day: from.day, startMin: from.start_min } : { day, startMin };
  }

  /** Whoever was to be called not before a time that has come is in the queue again. */
  function releaseDue(tx: Tx, queueId: string): number {
    const due = tables.dueHeld(queueId, tx.now);
    for (const entry of due) {
      const decided = decidePlain("release", entryStateOf(entry), null, tx.now);
      if (decided.ok) acts.move(tx, "release", entry, null, decided.value);
    }
    return due.length;
  }

  function entryAt({ id }: FirstTurn): EntryRow {
    const entry = tables.entry(id);
    if (entry === undefined) throw new Error(`entry ${id} vanished inside its transaction`);
    return entry;
  }

  function entryOf(row: CallRow): EntryRow {
    const entry = tables.entry(row.entry_id);
    if (entry === undefined) throw new Error(`call ${row.id} has no entry`);
    return entry;
  }

  return {
    callNext,
    callChosen,
    actOnCall,
    comeBack,
    awayAgain,
    sendAgain,
    dropStop,
    addEntry,
    releaseDue,
  };
}

function serves(set: CallSet, queueId: string): boolean {
  return set.queues.some((queue) => queue.queueId === queueId);
}

export type Calling = ReturnType<typeof createCalling>;
