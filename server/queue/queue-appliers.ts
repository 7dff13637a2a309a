import type {
  CallState,
  EntryState,
  JournalFacts,
  JournalRow,
  ShownWait,
} from "../../shared/domain/journal.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import type { Appliers } from "../store/journal.ts";
import type { Query, Sql } from "../store/store.ts";
import { paceAfter, paceWithout } from "./pace.rules.ts";
import { dayCount } from "./queue.rules.ts";
import { queueSql } from "./queue.sql.ts";
import type { CallRow, EntryRow, PointStateRow, WaitingRow } from "./queue.sql.ts";

type QueueFact =
  | "clockMended"
  | "dayOpened"
  | "ratesSet"
  | "ticketIssued"
  | "entryAdded"
  | "entryMoved"
  | "waitShown"
  | "waitPosted"
  | "pointOpened"
  | "pointClosed"
  | "pointPaused"
  | "pointResumed";

/** How each fact of the queue is laid into its tables. Nothing else writes them. */
export function createQueueAppliers(sql: Sql): Pick<Appliers, QueueFact> {
  return {
    ...dayAppliers(sql),
    ...entryAppliers(sql),
    ...waitAppliers(sql),
    entryMoved: createMover(sql),
    ...pointAppliers(sql),
  };
}

function clockMender(sql: Sql): (seq: number, fact: JournalFacts["clockMended"]) => void {
  const numbersAfter = sql.query<[string], { series: string; last: number }>(queueSql.numbersAfter);
  const raiseNumber = sql.write<[string, string, number]>(queueSql.raiseNumber);
  const dropDaysAfter = sql.write<[number, string]>(queueSql.dropDaysAfter);
  const keepDay = sql.write<[number, string, number]>(queueSql.keepDay);
  const activeToDay = sql.write<(string | number)[]>(queueSql.activeToDay);
  const openCallsToDay = sql.write<[string, number, number, number, string]>(
    queueSql.openCallsToDay,
  );
  const seatsTo = sql.write<[number, number, number]>(queueSql.seatsTo);
  return (seq, { to, days }) => {
    for (const { startMin, day } of days) {
      for (const { series, last } of numbersAfter.all(day)) raiseNumber.run(day, series, last);
      dropDaysAfter.run(startMin, day);
      keepDay.run(startMin, day, to);
      activeToDay.run(day, seq, to, to, to, to, startMin, day);
      openCallsToDay.run(day, to, to, to, day);
    }
    seatsTo.run(to, to, to);
  };
}

function dayAppliers(sql: Sql): Pick<Appliers, "clockMended" | "dayOpened" | "ratesSet"> {
  const putDay = sql.write<[number, string, number, string]>(queueSql.putDay);
  const waiting = sql.query<[number], WaitingRow>(queueSql.waitingOfStart);
  const drop = sql.write<[number, string, string, string, string]>(queueSql.dropWaitingMany);
  const clearEmptyKinds = sql.write<[]>(queueSql.clearEmptyKinds);
  const closeActive = sql.write<[number, number]>(queueSql.closeActive);
  const closeOpenCalls = sql.write<[number, number]>(queueSql.closeOpenCalls);
  const endPauses = sql.write<[number]>(queueSql.endPauses);
  const putPendingRates = sql.write<[string]>(queueSql.putPendingRates);
  const mend = clockMender(sql);
  return {
    clockMended: ({ seq, fact }) => mend(seq, fact),
    dayOpened({ seq, at, fact }) {
      const { day, startMin = 0, rates } = fact;
      for (const kind of waiting.all(startMin)) {
        drop.run(kind.n, kind.queue_id, kind.bound_point, kind.segment, kind.class);
      }
      clearEmptyKinds.run();
      closeOpenCalls.run(at, startMin);
      closeActive.run(seq, startMin);
      endPauses.run(at);
      putDay.run(startMin, day, at, rates === undefined ? "" : JSON.stringify(rates));
    },
    ratesSet({ fact }) {
      putPendingRates.run(JSON.stringify(fact.rates));
    },
  };
}

function entryAppliers(sql: Sql): Pick<Appliers, "ticketIssued" | "entryAdded"> {
  const putNumber = sql.write<[string, string, number]>(queueSql.putNumber);
  const addIssued = sql.write<[string, string]>(queueSql.addIssued);
  const putTicket = sql.write<(number | string | null)[]>(queueSql.putTicket);
  const putEntry = createEntryWriter(sql);
  const putShown = createShownWriter(sql);
  const takePost = sql.write<[number, number, string, string]>(queueSql.takePost);
  return {
    ticketIssued({ seq, at, fact }) {
      const { day, label, language, service, patient = null, group = null } = fact;
      putNumber.run(day, fact.series, fact.number);
      addIssued.run(day, service);
      const rebookedFrom = fact.rebookedFrom ?? null;
      const { segment = "", laterSegment = segment } = fact;
      putTicket.run(
        ...[seq, day, label, language, service, at, patient, group],
        ...[rebookedFrom, laterSegment],
      );
      const { queue, class: priorityClass, eligibleAt } = fact;
      putEntry(seq, {
        ticket: seq,
        queue,
        day,
        status: "waiting",
        class: priorityClass,
        eligibleAt,
        notBefore: null,
        segment,
        claimed: fact.claimed ?? false,
        step: 0,
        returnTo: null,
        cameFrom: null,
        startMin: fact.startMin ?? 0,
        raisedFrom: null,
        raisedHold: null,
        arrival: seq,
        patient,
      });
      const shownOf = { entry: seq, queue, day, class: priorityClass };
      if (fact.wait !== undefined) putShown(seq, at, fact.wait, shownOf);
      // The range on the wall is a newcomer's of the ordinary class, whose time begins now.
      if (priorityClass === "normal" && eligibleAt === at) takePost.run(seq, at, queue, day);
    },
    entryAdded({ seq, fact }) {
      const { patient = null, startMin = 0, raisedFrom = null, raisedHold = null } = fact;
      const { arrival = seq } = fact;
      putEntry(seq, { ...fact, patient, startMin, raisedFrom, raisedHold, arrival });
    },
  };
}

function waitAppliers(sql: Sql): Pick<Appliers, "waitShown" | "waitPosted"> {
  const entryOf = sql.query<[number], EntryRow>(queueSql.entry);
  const putShown = createShownWriter(sql);
  const endPost = sql.write<[number, string]>(queueSql.endPost);
  const putPost = sql.write<(string | number)[]>(queueSql.putPost);
  return {
    waitPosted({ seq, at, fact: { queue, day, wait } }) {
      endPost.run(at, queue);
      if (wait === null) return;
      putPost.run(
        ...[seq, queue, day, at, wait.ahead, wait.pointMs, wait.fromMin, wait.toMin],
        ...[wait.baseMs, wait.serviceMs, wait.phase],
      );
    },
    waitShown({ seq, at, fact }) {
      const entry = entryOf.get(fact.entry);
      if (entry === undefined) throw new Error(`row ${seq} shows a wait of no entry`);
      const { id, queue_id: queue, day, class: priorityClass } = entry;
      putShown(seq, at, fact.wait, { entry: id, queue, day, class: priorityClass });
    },
  };
}

/** Keeps a wait as its patient was shown it. */
function createShownWriter(sql: Sql) {
  const put = sql.write<(string | number)[]>(queueSql.putShown);
  return (
    seq: number,
    at: number,
    wait: ShownWait,
    of: {
      readonly entry: number;
      readonly queue: string;
      readonly day: string;
      readonly class: PriorityClass;
    },
  ): void =>
    put.run(
      ...[seq, of.entry, of.queue, of.day, of.class, at, wait.ahead, wait.pointMs],
      ...[wait.fromMin, wait.toMin, wait.baseMs, wait.serviceMs, wait.phase],
    );
}

type NewEntry = Omit<
  JournalFacts["entryAdded"],
  "arrival" | "cameFrom" | "patient" | "raisedFrom" | "raisedHold" | "startMin" | "wait"
> & {
  readonly arrival: number;
  readonly cameFrom: number | null;
  readonly raisedFrom: number | null;
  readonly raisedHold: number | null;
  readonly patient: string | null;
  readonly startMin: number;
};

function createEntryWriter(sql: Sql): (seq: number, entry: NewEntry) => void {
  const put = sql.write<(string | number | null)[]>(queueSql.putEntry);
  const addWaiting = sql.write<[string, string, string, string, number]>(queueSql.addWaiting);
  return (seq, entry) => {
    const { ticket, queue, day, status, eligibleAt, patient, startMin, notBefore } = entry;
    const claimed = Number(entry.claimed);
    const { segment, step, returnTo, cameFrom, raisedFrom, raisedHold, arrival } = entry;
    put.run(
      ...[seq, ticket, queue, day, status, entry.class, eligibleAt, patient, seq],
      ...[startMin, notBefore, segment, claimed, step, returnTo, cameFrom, raisedFrom],
      ...[raisedHold, arrival],
    );
    if (status === "waiting") addWaiting.run(queue, "", segment, entry.class, 1);
  };
}

function createMover(sql: Sql): Appliers["entryMoved"] {
  const entryOf = sql.query<[number], EntryRow>(queueSql.entry);
  const callOf = sql.query<[number], CallRow>(queueSql.call);
  const moveEntry = sql.write<(string | number | null)[]>(queueSql.moveEntry);
  const addWaiting = sql.write<[string, string, string, string, number]>(queueSql.addWaiting);
  const dropWaiting = sql.write<[string, string, string, string]>(queueSql.dropWaiting);
  const calls = createCallWriter(sql, callOf);
  return ({ seq, at, fact }) => {
    const entry = entryOf.get(fact.entry);
    if (entry === undefined) throw new Error(`row ${seq} moves an entry that is not there`);
    const was = entryStateOf(entry);
    const is: EntryState = { ...was, ...fact.to };
    const rebookedFor = is.status === "rebooked" ? (fact.forDay ?? entry.rebooked_for) : null;
    moveEntry.run(
      ...[is.status, is.priorityClass, is.eligibleAt, is.notBefore, is.boundPoint],
      ...[Number(is.claimed), is.raisedFrom, is.raisedHold, is.requeues],
      ...[seq, rebookedFor, entry.id],
    );
    const { queue_id: queueId, segment } = entry;
    if (was.status === "waiting")
      dropWaiting.run(queueId, was.boundPoint, segment, was.priorityClass);
    if (is.status === "waiting")
      addWaiting.run(queueId, is.boundPoint, segment, is.priorityClass, 1);
    if (fact.verb === "call") calls.put({ seq, at, fact }, entry);
    else if (fact.call !== null) calls.move(fact.call, fact.callTo, entry);
  };
}

function createCallWriter(sql: Sql, callOf: Query<[number], CallRow>) {
  const putCall = sql.write<[number, number, string, string, number, number, number, number]>(
    queueSql.putCall,
  );
  const moveCall = sql.write<
    [string, number, number, number | null, number | null, string | null, number]
  >(queueSql.moveCall);
  const count = sql.write<[string, number, string, number, number, number, number]>(
    queueSql.addToPointDay,
  );
  const putEmergency = sql.write<[string, string, number]>(queueSql.putEmergencyCall);
  const outcomes = createOutcomeWriter(sql);
  const pace = createPaceWriter(sql);
  return {
    put(row: Pick<JournalRow<"entryMoved">, "seq" | "at" | "fact">, entry: EntryRow) {
      const { seq, at, fact } = row;
      const outOfTurn = Number(fact.outOfTurn ?? false);
      putCall.run(seq, entry.id, fact.point, entry.day, at, at, entry.ticket_id, outOfTurn);
      count.run(entry.day, entry.start_min, fact.point, 1, 0, 0, outOfTurn);
      outcomes.set(entry.id, seq, at);
      if (entry.class === "emergency") putEmergency.run(entry.queue_id, entry.day, at);
    },
    move(id: number, to: Partial<CallState>, entry: EntryRow) {
      const call = callOf.get(id);
      if (call === undefined) return;
      const after = { ...callStateOf(call), ...to };
      const { status, recalls, lastAt, startedAt, endedAt, resultCode } = after;
      moveCall.run(status, recalls, lastAt, startedAt, endedAt, resultCode, call.id);
      const was = dayCount(call.status);
      const is = dayCount(status);
      const called = is.called - was.called;
      const [ended, noShows] = [is.ended - was.ended, is.noShows - was.noShows];
      const exceptions = called * call.out_of_turn;
      count.run(
        ...([call.day, entry.start_min, call.service_point_id] as const),
        ...([called, ended, noShows, exceptions] as const),
      );
      if (status === "undone") outcomes.drop(entry.id, call.id);
      else if (to.endedAt !== undefined) pace.move(entry, call, endedAt);
    },
  };
}

/** The call that ends a wait stands beside whatever was shown of it. */
function createOutcomeWriter(sql: Sql) {
  const set = [queueSql.setOutcome, queueSql.setPostOutcome].map((text) =>
    sql.write<[number, number, number]>(text),
  );
  const drop = [queueSql.dropOutcome, queueSql.dropPostOutcome].map((text) =>
    sql.write<[number, number]>(text),
  );
  return {
    set(entry: number, call: number, at: number): void {
      for (const each of set) each.run(call, at, entry);
    },
    drop(entry: number, call: number): void {
      for (const each of drop) each.run(entry, call);
    },
  };
}

/** How long visits take, as they end; an end that is taken back leaves nothing behind. */
function createPaceWriter(sql: Sql) {
  const read = sql.query<[string], { day: string; recent: string }>(queueSql.pace);
  const write = sql.write<[string, string, string]>(queueSql.putPace);
  return {
    move({ queue_id: queueId, day }: EntryRow, call: CallRow, endedAt: number | null): void {
      const known = read.get(queueId);
      // A patient of last night who is seen here today says something of today.
      const isKnown = known !== undefined && known.day >= day;
      const recent = isKnown ? known.recent : "[]";
      const after =
        endedAt === null
          ? paceWithout(recent, call.id)
          : paceAfter(recent, call.id, endedAt - call.called_at);
      write.run(queueId, isKnown ? known.day : day, after);
    },
  };
}

function pointAppliers(
  sql: Sql,
): Pick<Appliers, "pointOpened" | "pointClosed" | "pointPaused" | "pointResumed"> {
  const read = sql.query<[string], PointStateRow>(queueSql.pointState);
  const write = sql.write<
    [string, string, string, number, string | null, number | null, number | null]
  >(queueSql.putPointState);
  const boundKinds = sql.query<[string], WaitingRow>(queueSql.boundKinds);
  const dropBoundKinds = sql.write<[string]>(queueSql.dropBoundKinds);
  const addWaiting = sql.write<[string, string, string, string, number]>(queueSql.addWaiting);
  const unbind = sql.write<[number, string]>(queueSql.unbind);
  const seat = (pointId: string) => {
    const row = read.get(pointId);
    return { by: row?.by ?? "", since: row?.since ?? 0 };
  };
  return {
    pointOpened: ({ at, principal, fact }) =>
      write.run(fact.point, "open", principal, at, null, null, null),
    pointClosed({ seq, at, fact }) {
      write.run(fact.point, "closed", "", at, null, null, null);
      for (const kind of boundKinds.all(fact.point)) {
        if (kind.n > 0) addWaiting.run(kind.queue_id, "", kind.segment, kind.class, kind.n);
      }
      dropBoundKinds.run(fact.point);
      unbind.run(seq, fact.point);
    },
    pointPaused({ at, fact }) {
      const { by, since } = seat(fact.point);
      write.run(fact.point, "paused", by, since, fact.kind, at, fact.until);
    },
    pointResumed({ fact }) {
      const { by, since } = seat(fact.point);
      write.run(fact.point, "open", by, since, null, null, null);
    },
  };
}

/** An entry's row as the rules see it. */
export function entryStateOf(row: EntryRow): EntryState {
  return {
    status: row.status,
    priorityClass: row.class,
    eligibleAt: row.eligible_at,
    notBefore: row.not_before,
    boundPoint: row.bound_point,
    claimed: row.claimed === 1,
    raisedFrom: row.raised_from,
    raisedHold: row.raised_hold,
    requeues: row.requeues,
  };
}

/** A call's row as the rules see it. */
export function callStateOf(row: CallRow): CallState {
  return {
    status: row.status,
    recalls: row.recalls,
    lastAt: row.last_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    resultCode: row.result_code,
  };
}
