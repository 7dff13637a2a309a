import type { CallState, EntryState } from "../../shared/domain/journal.ts";
import { defaultRates } from "../../shared/domain/priority.ts";
import type { PriorityClass, Turn } from "../../shared/domain/priority.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Appliers } from "../store/journal.ts";
import type { Sql, Write } from "../store/store.ts";
import { aheadOf, dayCount } from "./queue.rules.ts";
import { queueSql } from "./queue.sql.ts";
import type { CallLineRow, CallRow, EntryRow, LineRow } from "./queue.sql.ts";

interface Count {
  readonly n: number;
}

/** The queue's tables: questions for the module, and how each fact is laid into them. */
export function createQueueTables(sql: Sql) {
  const ask = questions(sql);
  /** The classes of these queues in which somebody waits. */
  const waitingClasses = (queueIds: readonly string[]) =>
    queueIds.flatMap((queueId) =>
      ask.waitingByClass.all(queueId).map((row) => [queueId, row.class] as const),
    );
  const firstOf = (queueId: string, name: PriorityClass) =>
    name === "emergency" ? ask.firstEmergency.get(queueId) : ask.firstOfClass.get(queueId, name);

  return {
    appliers: createQueueAppliers(sql, ask),
    day: () => ask.day.get()?.day ?? null,
    leftovers: () => ({
      waiting: ask.countWaitingAll.get()?.n ?? 0,
      open: ask.countOpenAll.get()?.n ?? 0,
    }),
    lastNumber: (day: string, series: string) => ask.lastNumber.get(day, series)?.last ?? 0,
    issuedToday: (day: string, serviceId: string) => ask.issued.get(day, serviceId)?.issued ?? 0,
    isInQueue: (queueId: string, patientId: string) =>
      ask.patientInQueue.get(queueId, patientId) !== undefined,
    /** The first entry of each class of each queue: all that the rule needs to see. */
    firsts(queueIds: readonly string[]): readonly Turn[] {
      return waitingClasses(queueIds).flatMap(([queueId, name]) => {
        const row = firstOf(queueId, name);
        if (row === undefined) return [];
        return [{ priorityClass: row.class, eligibleAt: row.eligible_at, seq: row.id }];
      });
    },
    /** Entries of its queue that the rule would call before this turn, as things stand now. */
    countAhead(queueId: string, turn: Turn, now: Instant): number {
      const { emergenciesBelow, bounds } = aheadOf(turn, now, defaultRates);
      let ahead = 0;
      for (const { class: name, n } of ask.waitingByClass.all(queueId)) {
        const bound = bounds.find(({ priorityClass }) => priorityClass === name);
        if (bound === undefined) {
          if (name !== "emergency") continue;
          ahead += ask.countEmergenciesAhead.get(queueId, emergenciesBelow)?.n ?? 0;
        } else if (bound.eligibleAt < now) {
          ahead += ask.countAhead.get(queueId, name, bound.eligibleAt, bound.seq)?.n ?? 0;
        } else {
          // A turn that begins now has the whole class before it but for the few put further back:
          // counting those few keeps the cost of a ticket apart from the length of the queue.
          ahead += n - (ask.countFrom.get(queueId, name, bound.eligibleAt, bound.seq)?.n ?? 0);
        }
      }
      return ahead;
    },
    countWaiting: (queueId: string) =>
      ask.waitingByClass.all(queueId).reduce((sum, row) => sum + row.n, 0),
    /** The first `max` lines of each class: the first `max` of all are among them. */
    firstLines: (queueIds: readonly string[], max: number): LineRow[] =>
      waitingClasses(queueIds).flatMap(([queueId, name]) =>
        name === "emergency"
          ? ask.linesOfEmergencies.all(queueId, max)
          : ask.linesOfClass.all(queueId, name, max),
      ),
    noShows: (queueId: string, day: string, max: number) => ask.noShows.all(queueId, day, max),
    lineOfTicket: (ticketId: number) => ask.lineOfTicket.get(ticketId),
    entry: (id: number) => ask.entry.get(id),
    label: (ticketId: number) => ask.label.get(ticketId)?.label ?? "",
    call: (id: number) => ask.call.get(id),
    openCallOfPoint: (pointId: string) => ask.openCallOfPoint.get(pointId),
    openCallOfEntry: (entryId: number) => ask.openCallOfEntry.get(entryId),
    movedAt: (seq: number) => ask.movedAt.get(seq)?.at ?? 0,
    putNote: (callId: number, salt: Uint8Array, note: string) =>
      ask.putNote.run(callId, salt, note),
    pointDay: (day: string, pointId: string) =>
      ask.pointDay.get(day, pointId) ?? { called: 0, ended: 0, no_shows: 0 },
    currentCall: (pointId: string) => ask.currentCall.get(pointId),
    openCalls: () => ask.openCalls.all(),
    lastCalls: (pointId: string, day: string, max: number) =>
      ask.lastCallsOfPoint.all(pointId, day, max),
  };
}

interface FirstRow {
  readonly id: number;
  readonly class: PriorityClass;
  readonly eligible_at: number;
}

function questions(sql: Sql) {
  return {
    day: sql.query<[], { day: string }>(queueSql.day),
    countWaitingAll: sql.query<[], Count>(queueSql.countWaitingAll),
    countOpenAll: sql.query<[], Count>(queueSql.countOpenAll),
    lastNumber: sql.query<[string, string], { last: number }>(queueSql.lastNumber),
    issued: sql.query<[string, string], { issued: number }>(queueSql.issued),
    patientInQueue: sql.query<[string, string], { id: number }>(queueSql.patientInQueue),
    firstOfClass: sql.query<[string, PriorityClass], FirstRow>(queueSql.firstOfClass),
    firstEmergency: sql.query<[string], FirstRow>(queueSql.firstEmergency),
    linesOfEmergencies: sql.query<[string, number], LineRow>(queueSql.linesOfEmergencies),
    waitingByClass: sql.query<[string], { class: PriorityClass; n: number }>(
      queueSql.waitingByClass,
    ),
    countFrom: sql.query<[string, string, number, number], Count>(queueSql.countFrom),
    countAhead: sql.query<[string, string, number, number], Count>(queueSql.countAhead),
    countEmergenciesAhead: sql.query<[string, number], Count>(queueSql.countEmergenciesAhead),
    lineOfTicket: sql.query<[number], LineRow>(queueSql.lineOfTicket),
    linesOfClass: sql.query<[string, string, number], LineRow>(queueSql.linesOfClass),
    noShows: sql.query<[string, string, number], LineRow>(queueSql.noShows),
    entry: sql.query<[number], EntryRow>(queueSql.entry),
    label: sql.query<[number], { label: string }>(queueSql.label),
    call: sql.query<[number], CallRow>(queueSql.call),
    openCallOfPoint: sql.query<[string], CallRow>(queueSql.openCallOfPoint),
    openCallOfEntry: sql.query<[number], CallRow>(queueSql.openCallOfEntry),
    movedAt: sql.query<[number], { at: number }>(queueSql.movedAt),
    putNote: sql.write<[number, Uint8Array, string]>(queueSql.putNote),
    pointDay: sql.query<[string, string], { called: number; ended: number; no_shows: number }>(
      queueSql.pointDay,
    ),
    currentCall: sql.query<[string], CallLineRow>(queueSql.currentCall),
    openCalls: sql.query<[], CallLineRow>(queueSql.openCalls),
    lastCallsOfPoint: sql.query<[string, string, number], CallLineRow>(queueSql.lastCallsOfPoint),
  };
}

type QueueFact = "dayOpened" | "ticketIssued" | "entryMoved";

function createQueueAppliers(
  sql: Sql,
  ask: ReturnType<typeof questions>,
): Pick<Appliers, QueueFact> {
  const putDay = sql.write<[string, number]>(queueSql.putDay);
  const closeWaiting = sql.write<[number]>(queueSql.closeWaiting);
  const closeOpenEntries = sql.write<[number]>(queueSql.closeOpenEntries);
  const closeOpenCalls = sql.write<[number]>(queueSql.closeOpenCalls);
  const putNumber = sql.write<[string, string, number]>(queueSql.putNumber);
  const addIssued = sql.write<[string, string]>(queueSql.addIssued);
  const putTicket = sql.write<
    [number, string, string, string, string, number, string | null, string | null]
  >(queueSql.putTicket);
  const putEntry = sql.write<
    [number, number, string, string, string, number, string | null, number]
  >(queueSql.putEntry);
  const clearWaiting = sql.write<[]>(queueSql.clearWaiting);
  const { moveEntry, moveCall, putCall, addToPointDay, addWaiting, dropWaiting } = moves(sql);

  return {
    dayOpened({ seq, at, fact }) {
      closeWaiting.run(seq);
      clearWaiting.run();
      closeOpenEntries.run(seq);
      closeOpenCalls.run(at);
      putDay.run(fact.day, at);
    },
    ticketIssued({ seq, at, fact }) {
      const patient = fact.patient ?? null;
      putNumber.run(fact.day, fact.series, fact.number);
      addIssued.run(fact.day, fact.service);
      const { day, label, language, service, queue, eligibleAt } = fact;
      putTicket.run(seq, day, label, language, service, at, patient, fact.group ?? null);
      putEntry.run(seq, seq, queue, day, fact.class, eligibleAt, patient, seq);
      addWaiting.run(queue, fact.class);
    },
    entryMoved({ seq, at, fact }) {
      const entry = ask.entry.get(fact.entry);
      if (entry === undefined) throw new Error(`row ${seq} moves an entry that is not there`);
      const state: EntryState = {
        status: entry.status,
        eligibleAt: entry.eligible_at,
        requeues: entry.requeues,
        ...fact.to,
      };
      moveEntry.run(state.status, state.eligibleAt, state.requeues, seq, entry.id);
      const waits = Number(state.status === "waiting") - Number(entry.status === "waiting");
      if (waits > 0) addWaiting.run(entry.queue_id, entry.class);
      if (waits < 0) dropWaiting.run(entry.queue_id, entry.class);
      if (fact.verb === "call") {
        putCall.run(seq, entry.id, fact.point, entry.day, at, at);
        addToPointDay.run(entry.day, fact.point, 1, 0, 0);
        return;
      }
      const call = fact.call === null ? undefined : ask.call.get(fact.call);
      if (call === undefined) return;
      const after = applyToCall(call, fact.callTo);
      moveCall.run(
        after.status,
        after.recalls,
        after.lastAt,
        after.startedAt,
        after.endedAt,
        after.resultCode,
        call.id,
      );
      const was = dayCount(call.status);
      const is = dayCount(after.status);
      addToPointDay.run(
        call.day,
        call.service_point_id,
        is.called - was.called,
        is.ended - was.ended,
        is.noShows - was.noShows,
      );
    },
  };
}

function moves(sql: Sql) {
  return {
    moveEntry: sql.write<[string, number, number, number, number]>(queueSql.moveEntry),
    moveCall: sql.write<
      [string, number, number, number | null, number | null, string | null, number]
    >(queueSql.moveCall),
    putCall: sql.write<[number, number, string, string, number, number]>(queueSql.putCall),
    addWaiting: sql.write<[string, string]>(queueSql.addWaiting),
    dropWaiting: sql.write<[string, string]>(queueSql.dropWaiting),
    addToPointDay: sql.write<[string, string, number, number, number]>(queueSql.addToPointDay),
  } satisfies Record<string, Write<never>>;
}

function applyToCall(call: CallRow, to: Partial<CallState>): CallState {
  return {
    status: call.status,
    recalls: call.recalls,
    lastAt: call.last_at,
    startedAt: call.started_at,
    endedAt: call.ended_at,
    resultCode: call.result_code,
    ...to,
  };
}
