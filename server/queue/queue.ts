import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { CallId, EntryId } from "../../shared/domain/ids.ts";
import { compareTurns } from "../../shared/domain/priority.ts";
import type { PriorityClass, Rates, Turn } from "../../shared/domain/priority.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Store, Tx } from "../store/store.ts";
import { createActs } from "./acts.ts";
import { createCalling } from "./calling.ts";
import { createIssuing } from "./issuing.ts";
import { createMoving } from "./moving.ts";
import { createQueueTables, ratesIn, sum } from "./queue-tables.ts";
import type { CallSet, QueueTables } from "./queue-tables.ts";
import type { LineRow } from "./queue.sql.ts";
import { createSeats } from "./seats.ts";
import { createUndoing } from "./undoing.ts";
import { createWaitRecords } from "./wait-records.ts";

/** Tickets, entries and calls: who is waiting, who is called, and by which rule. */
export type Queue = ReturnType<typeof createQueue>;

export function createQueue(store: Store) {
  const tables = createQueueTables(store);
  store.applyWith(tables.appliers);
  const acts = createActs(store, tables);
  const seats = createSeats(tables);
  const calling = createCalling(tables, acts, seats);
  const moving = createMoving(store, tables, acts, calling);
  const records = createWaitRecords(tables);
  const { openPoint, closePoint, pausePoint, resumePoint } = seats;
  const { callNext, callChosen, actOnCall, releaseDue, awayAgain, sendAgain, dropStop } = calling;
  return {
    ...createIssuing(tables),
    callNext,
    callChosen,
    actOnCall,
    releaseDue,
    awayAgain,
    sendAgain,
    dropStop,
    comeBack: (tx: Tx, id: EntryId) => calling.comeBack(tx, seqOf(id)),
    ...moving,
    openPoint,
    closePoint,
    pausePoint,
    resumePoint,
    undo: createUndoing(store, tables, acts),
    /** The rule's settings from the next service day on. */
    setRates(tx: Tx, rates: Rates, reason: string): void {
      tx.record("ratesSet", { rates, reason });
    },
    learnFromOutcomes: records.learnFromOutcomes,
    noteShown: records.noteShown,
    notePosted: records.notePosted,
    read: {
      ...createReading(tables),
      learned: records.learned,
      onPhone: records.onPhone,
    },
  };
}

/** Read side: rows for the feeds, in the rule's order. */
function createReading(tables: QueueTables) {
  return {
    day: tables.day,
    rates: tables.rates,
    issuedToday: tables.issuedToday,
    waiting: tables.countWaiting,
    oldestEligible: tables.oldestEligible,
    /** Waiting entries of a queue in the order the rule would call them now. */
    inOrder(queueId: string, now: Instant, max: number, startMin = 0): readonly LineRow[] {
      const rates = tables.rates(startMin);
      return ordered(tables.firstLines(queueId, max), now, () => rates).slice(0, max);
    },
    /** Those whom a service point would call, in order; held ones whose time has come with them. */
    inOrderFor(set: CallSet, now: Instant, max: number): readonly LineRow[] {
      const lines = [...tables.callableLines(set, now, max), ...tables.dueLines(set, now)];
      return ordered(lines, now, ratesIn(tables, set)).slice(0, max);
    },
    back: tables.boundLines,
    noShows: tables.noShows,
    cancelled: tables.cancelled,
    aside: tables.aside,
    /** Where a ticket stands, whatever became of it and on whatever day. */
    lineOfTicket: tables.currentLine,
    entriesOfTicket: tables.entriesOfTicket,
    ticket: tables.ticket,
    entry: (id: EntryId) => tables.entry(seqOf(id)),
    /**
     * How many of its queue the rule would call before this waiting line, as things stand.
     * `startMin`: of that queue, here and below.
     */
    ahead: (line: LineRow, now: Instant, startMin: number): number =>
      sum(aheadByClass(tables, line, now, startMin)),
    /** How many of a queue would be called before a turn, now and later, of those who wait now. */
    aheadFrom: (queueId: string, asked: AheadAsked): ((at: Instant) => number) => {
      const { startMin, startMinOfTurn, ...rest } = asked;
      const [rates, ratesOfTurn] = [tables.rates(startMin), tables.rates(startMinOfTurn)];
      return tables.aheadFrom({ queueId, ...rest, rates, ratesOfTurn });
    },
    aheadByClass: (
      line: LineRow,
      now: Instant,
      startMin: number,
    ): ReadonlyMap<PriorityClass, number> => aheadByClass(tables, line, now, startMin),
    openCallOfEntry: tables.openCallOfEntry,
    /** The entry of a call, for what its service says about the end of a visit. */
    entryOfCall(callId: CallId) {
      const call = tables.call(seqOf(callId));
      return call === undefined ? undefined : tables.entry(call.entry_id);
    },
    entryAtPoint(pointId: string) {
      const call = tables.openCallOfPoint(pointId);
      return call === undefined ? undefined : tables.entry(call.entry_id);
    },
    /** The service point of a call; nothing when there is no such call. */
    pointOfCall: (callId: CallId) => tables.call(seqOf(callId))?.service_point_id ?? null,
    /** The service point that is calling or serving this entry now, if one is. */
    pointOfEntry: (entryId: EntryId) =>
      tables.openCallOfEntry(seqOf(entryId))?.service_point_id ?? null,
    /** Since when a service point is busy with somebody. */
    busySince: (pointId: string) => tables.openCallOfPoint(pointId)?.called_at ?? null,
    currentCall: tables.currentCall,
    openCalls: tables.openCalls,
    lastCalls: tables.lastCalls,
    pointDay: tables.pointDay,
    pointState: tables.pointState,
    emergencyCall: tables.emergencyCall,
    pace: tables.pace,
    idOfEntry: (seq: number) => idOf("entry", seq),
  };
}

function aheadByClass(
  tables: QueueTables,
  line: LineRow,
  now: Instant,
  startMin: number,
): ReadonlyMap<PriorityClass, number> {
  const { queue_id: queueId, segment } = line;
  const turn = turnOf(line);
  return tables.countAheadByClass({ queueId, turn, segment, now, rates: tables.rates(startMin) });
}

/** A turn that is compared with a queue's, which may be another than its own. */
interface AheadAsked {
  readonly turn: Turn;
  readonly segment: string;
  readonly now: Instant;
  readonly startMin: number;
  readonly startMinOfTurn: number;
}

function ordered(
  lines: readonly LineRow[],
  now: Instant,
  ratesOf: (queueId: string) => Rates,
): readonly LineRow[] {
  return [...lines].sort((a, b) =>
    compareTurns(turnOf(a), turnOf(b), now, ratesOf(a.queue_id), ratesOf(b.queue_id)),
  );
}

/** A waiting line as the rule sees it. */
export function turnOf(line: LineRow): Turn {
  return { priorityClass: line.class, eligibleAt: line.eligible_at, seq: line.arrival };
}
