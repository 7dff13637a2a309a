import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { CallId, EntryId, QueueId, TicketId } from "../../shared/domain/ids.ts";
import type { CallState, EntryState, JournalFacts } from "../../shared/domain/journal.ts";
import { label } from "../../shared/domain/label.ts";
import type { Language } from "../../shared/domain/language.ts";
import { compareTurns, defaultRates } from "../../shared/domain/priority.ts";
import type { PriorityClass, Turn } from "../../shared/domain/priority.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { CallReply, EntryReply } from "../../shared/protocol/commands.ts";
import { digestKey, keyedDigest } from "../runtime.ts";
import type { Store, Tx } from "../store/store.ts";
import { createQueueTables } from "./queue-tables.ts";
import type { CallLineRow, CallRow, EntryRow, LineRow } from "./queue.sql.ts";
import { canIssue, decideCallAct, decideRequeue, decideUndo, nextTurn } from "./queue.rules.ts";
import type { CallVerb, Change } from "./queue.rules.ts";

export interface Issue {
  readonly serviceId: string;
  readonly queueId: QueueId;
  readonly series: string;
  readonly open: boolean;
  readonly dailyLimit: number | null;
  readonly language: Language;
  readonly priorityClass: PriorityClass;
  readonly patientId?: string | undefined;
  readonly groupId?: string | undefined;
}

export interface Issued {
  readonly ticketId: TicketId;
  readonly entryId: EntryId;
  readonly label: string;
  readonly serviceDay: string;
  readonly ahead: number;
  readonly issuedAt: Instant;
}

export interface Finish {
  readonly verb: Extract<CallVerb, "end" | "noShow">;
  readonly resultCode?: string | undefined;
  readonly note?: string | undefined;
}

/** Tickets, entries and calls: who is waiting, who is called, and by which rule. */
export type Queue = ReturnType<typeof createQueue>;

export function createQueue(store: Store) {
  const tables = createQueueTables(store);
  store.applyWith(tables.appliers);

  /** The day in force, opened by the server's clock in the site's zone; never by a device. */
  function openDay(tx: Tx, localDate: string): string {
    const open = tables.day();
    // Never back: a clock that was set back must not reopen yesterday's numbers.
    if (open !== null && open >= localDate) return open;
    const left = tables.leftovers();
    tx.record("dayOpened", { day: localDate, leftWaiting: left.waiting, leftOpen: left.open });
    tx.touch("day");
    return localDate;
  }

  /** Refusals: `service_closed`, `daily_limit`, `already_waiting`. */
  function issueTicket(tx: Tx, day: string, issue: Issue): Result<Issued> {
    const may = canIssue(issue, tables.issuedToday(day, issue.serviceId));
    if (!may.ok) return may;
    if (issue.patientId !== undefined && tables.isInQueue(issue.queueId, issue.patientId)) {
      return refuse("already_waiting");
    }
    const number = tables.lastNumber(day, issue.series) + 1;
    const text = label(issue.series, number);
    const seq = tx.record("ticketIssued", {
      day,
      label: text,
      series: issue.series,
      number,
      language: issue.language,
      service: issue.serviceId,
      queue: issue.queueId,
      class: issue.priorityClass,
      eligibleAt: tx.now,
      ...(issue.patientId === undefined ? {} : { patient: issue.patientId }),
      ...(issue.groupId === undefined ? {} : { group: issue.groupId }),
    });
    tx.touch(`queue:${issue.queueId}`);
    const turn = { priorityClass: issue.priorityClass, eligibleAt: tx.now, seq };
    return accept({
      ticketId: idOf("ticket", seq),
      entryId: idOf("entry", seq),
      label: text,
      serviceDay: day,
      ahead: tables.countAhead(issue.queueId, turn, tx.now),
      issuedAt: tx.now,
    });
  }

  /**
   * Calls whom the rule names of these queues. `finish` ends the open visit first, in the same
   * act. Refusals: `service_point_busy`, `queue_empty`, `wrong_state`.
   */
  function callNext(
    tx: Tx,
    point: { readonly id: string; readonly queueIds: readonly string[] },
    finish: Finish | null,
  ): Result<CallReply> {
    const open = tables.openCallOfPoint(point.id);
    if (open !== undefined) {
      if (finish === null) return refuse("service_point_busy");
      const finished = moveByCall(tx, finish.verb, open, finish);
      if (!finished.ok) return finished;
    }
    const next = nextTurn(tables.firsts(point.queueIds), tx.now, defaultRates);
    if (next === null) return refuse("queue_empty");
    const entry = tables.entry(next.seq);
    if (entry === undefined) throw new Error(`entry ${next.seq} vanished inside its transaction`);
    const callSeq = tx.record("entryMoved", {
      verb: "call",
      entry: entry.id,
      from: { status: "waiting" },
      to: { status: "called" },
      point: point.id,
      call: null,
      callFrom: {},
      callTo: {},
    });
    touchBoth(tx, entry.queue_id, point.id);
    return accept({
      callId: idOf("call", callSeq),
      entryId: idOf("entry", entry.id),
      ticketId: idOf("ticket", entry.ticket_id),
      label: tables.label(entry.ticket_id),
      queueId: entry.queue_id as QueueId,
    });
  }

  /** Recall, start, end, no-show. Refusals: `not_called`, `wrong_state`. */
  function actOnCall(
    tx: Tx,
    callId: CallId,
    verb: CallVerb,
    words: Omit<Finish, "verb"> = {},
  ): Result<EntryReply> {
    const call = tables.call(seqOf(callId));
    return call === undefined ? refuse("not_called") : moveByCall(tx, verb, call, words);
  }

  function moveByCall(
    tx: Tx,
    verb: CallVerb,
    call: CallRow,
    words: Omit<Finish, "verb">,
  ): Result<EntryReply> {
    const entry = entryOf(call);
    const decided = decideCallAct(
      verb,
      entryState(entry),
      callState(call),
      tx.now,
      words.resultCode ?? null,
    );
    if (!decided.ok) return decided;
    const note = words.note === undefined ? {} : { noteHash: keepNote(call.id, words.note) };
    return accept(move(tx, verb, entry, call, decided.value, note));
  }

  /** Back to waiting, near the old place. Refusals: `wrong_state`. */
  function requeue(tx: Tx, entryId: EntryId, reason: string | undefined): Result<EntryReply> {
    const entry = tables.entry(seqOf(entryId));
    // A finished day's label may be somebody else's today: two patients would stand up for it.
    if (entry === undefined || entry.day !== tables.day()) return refuse("wrong_state");
    const call = tables.openCallOfEntry(entry.id) ?? null;
    const decided = decideRequeue(
      entryState(entry),
      call && callState(call),
      call?.last_at ?? tables.movedAt(entry.last_seq),
      tx.now,
    );
    if (!decided.ok) return decided;
    const why = reason === undefined ? {} : { reason };
    return accept(move(tx, "requeue", entry, call, decided.value, why));
  }

  /**
   * Takes back what one command of the same person did, if nothing happened since.
   * Refusals: `nothing_to_undo`, `not_yours`, `too_late`, `wrong_state`.
   */
  function undo(tx: Tx, commandId: Uint8Array): Result<EntryReply> {
    const trace = store.trace(commandId);
    const mine = trace.filter((row) => row.principal === tx.principal);
    if (trace.length > 0 && mine.length === 0) return refuse("not_yours");
    const steps = mine.filter((row) => row.name === "entryMoved").reverse();
    let reply: EntryReply | null = null;
    for (const row of steps) {
      const fact = row.fact as JournalFacts["entryMoved"];
      const entry = tables.entry(fact.entry);
      const call = tables.call(fact.call ?? row.seq);
      if (entry === undefined) return refuse("wrong_state");
      if (entry.day !== tables.day()) return refuse("too_late");
      const isLast = entry.last_seq === row.seq;
      const decided = decideUndo({ ...fact, at: row.at, isLast }, tx.now);
      if (!decided.ok) return decided;
      const reopens = decided.value.to.status === "called" || decided.value.to.status === "serving";
      if (reopens && call !== undefined) {
        const open = tables.openCallOfPoint(call.service_point_id);
        if (open !== undefined && open.id !== call.id) return refuse("wrong_state");
      }
      const undone = move(tx, "undo", entry, call ?? null, decided.value, {});
      reply ??= undone;
    }
    return reply === null ? refuse("nothing_to_undo") : accept(reply);
  }

  function move(
    tx: Tx,
    verb: JournalFacts["entryMoved"]["verb"],
    entry: EntryRow,
    call: CallRow | null,
    change: Change,
    words: { readonly reason?: string; readonly noteHash?: string },
  ): EntryReply {
    tx.record("entryMoved", {
      verb,
      entry: entry.id,
      from: change.from,
      to: change.to,
      point: call?.service_point_id ?? "",
      call: call?.id ?? null,
      callFrom: change.callFrom,
      callTo: change.callTo,
      ...words,
    });
    touchBoth(tx, entry.queue_id, call?.service_point_id ?? null);
    return { entryId: idOf("entry", entry.id), status: change.to.status ?? entry.status };
  }

  /** Notes are personal: kept beside the journal with a salt of their own, so they can be erased. */
  function keepNote(callSeq: number, note: string): string {
    const salt = store.runtime.randomBytes(16);
    tables.putNote(callSeq, salt, note);
    return keyedDigest(digestKey(salt), note).toString("base64url");
  }

  function entryOf(call: CallRow): EntryRow {
    const entry = tables.entry(call.entry_id);
    if (entry === undefined) throw new Error(`call ${call.id} has no entry`);
    return entry;
  }

  return {
    openDay,
    issueTicket,
    callNext,
    actOnCall,
    requeue,
    undo,
    /** Read side: rows for the feeds, in the rule's order. */
    read: {
      day: tables.day,
      issuedToday: tables.issuedToday,
      waiting: tables.countWaiting,
      /** Waiting entries of these queues in the order the rule would call them now. */
      inOrder: (queueIds: readonly string[], now: Instant, max: number): readonly LineRow[] =>
        tables.firstLines(queueIds, max).sort(byTurn(now)).slice(0, max),
      noShows: tables.noShows,
      /** The line of one ticket, whatever became of it and on whatever day. */
      lineOfTicket: tables.lineOfTicket,
      /** How many of its queue the rule would call before this waiting line, as things stand. */
      ahead: (line: LineRow, now: Instant): number =>
        tables.countAhead(line.queue_id, turnOf(line), now),
      openCallOfEntry: tables.openCallOfEntry,
      /** The service point of a call; nothing when there is no such call. */
      pointOfCall: (callId: CallId) => tables.call(seqOf(callId))?.service_point_id ?? null,
      /** The service point that is calling or serving this entry now, if one is. */
      pointOfEntry: (entryId: EntryId) =>
        tables.openCallOfEntry(seqOf(entryId))?.service_point_id ?? null,
      currentCall: tables.currentCall,
      openCalls: (): readonly CallLineRow[] => tables.openCalls(),
      lastCalls: tables.lastCalls,
      pointDay: tables.pointDay,
    },
  };
}

function byTurn(now: Instant) {
  return (a: LineRow, b: LineRow) => compareTurns(turnOf(a), turnOf(b), now, defaultRates);
}

function turnOf(line: LineRow): Turn {
  return { priorityClass: line.class, eligibleAt: line.eligible_at, seq: line.id };
}

function touchBoth(tx: Tx, queueId: string, pointId: string | null): void {
  tx.touch(`queue:${queueId}`);
  if (pointId !== null) tx.touch(`point:${pointId}`);
}

function entryState(row: EntryRow): EntryState {
  return { status: row.status, eligibleAt: row.eligible_at, requeues: row.requeues };
}

function callState(row: CallRow): CallState {
  return {
    status: row.status,
    recalls: row.recalls,
    lastAt: row.last_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    resultCode: row.result_code,
  };
}
