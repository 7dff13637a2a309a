import { isActive } from "../../shared/domain/entry.ts";
import type { PointState } from "../../shared/domain/service-point.ts";
import { defaultRates } from "../../shared/domain/priority.ts";
import type { PriorityClass, Rates, Turn } from "../../shared/domain/priority.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Sql } from "../store/store.ts";
import { keepCallsOfPoints } from "./calls-of-point.ts";
import { latestVisits } from "./pace.rules.ts";
import { createQueueAppliers } from "./queue-appliers.ts";
import { aheadOf, helpsNow, undoWindowMs } from "./queue.rules.ts";
import { queueSql } from "./queue.sql.ts";
import type {
  BoardCallRow,
  CallLineRow,
  CallRow,
  EntryRow,
  LineRow,
  PointStateRow,
  PostRow,
  ShownRow,
  WaitingRow,
} from "./queue.sql.ts";

interface Count {
  readonly n: number;
}

/** Which waiting entries a service point may call: of which queues, and of which kinds in them. */
export interface CallSet {
  readonly pointId: string;
  readonly queues: readonly {
    readonly queueId: string;
    /** It helps this queue only when its longest wait passes so many minutes; nothing: always. */
    readonly helpAfterMin: number | null;
    /** When its day begins, in minutes after midnight: its rates are those of its own day. */
    readonly startMin: number;
  }[];
  /** The segments it calls; nothing: all. Entries of no segment are anybody's. */
  readonly segments: readonly string[] | null;
}

/** The first of one kind, as the rule sees it, and where to find it. */
export interface FirstTurn extends Turn {
  readonly id: number;
  readonly queueId: string;
}

/** What changes who sits where; a day's end and a mended clock end pauses and set times back. */
const seatFacts = [
  ...(["pointOpened", "pointClosed", "pointPaused", "pointResumed"] as const),
  ...(["dayOpened", "clockMended"] as const),
];

/** Holds released by one call; more wait for the next one. */
const releasedAtOnce = 100;

/** The queue's tables: questions for the module, and how each fact is laid into them. */
export type QueueTables = ReturnType<typeof createQueueTables>;

export function createQueueTables(sql: Sql) {
  const ask = questions(sql);
  /** The day in force of each hour at which days begin: every command asks, many times. */
  const dayRow = sql.keep(["dayOpened", "clockMended"], (startMin: number) => {
    const row = ask.day.get(startMin);
    return { day: row?.day ?? null, rates: parseRates(row?.rates ?? "") };
  });
  const seatOf = sql.keep(seatFacts, (pointId: string) => ask.pointState.get(pointId));
  const ofPoint = keepCallsOfPoints(sql);
  const kindsOf = (queueId: string) => ask.waitingKinds.all(queueId);
  const longestWait = (kind: WaitingRow) =>
    ask.firstOfClass.get(kind.queue_id, kind.bound_point, kind.segment, kind.class);
  const firstOf = (kind: WaitingRow) =>
    kind.class === "emergency"
      ? ask.firstEmergency.get(kind.queue_id, kind.bound_point, kind.segment)
      : longestWait(kind);
  const firstTurn = (kind: WaitingRow): readonly FirstTurn[] => {
    const row = firstOf(kind);
    if (row === undefined) return [];
    const { id, class: priorityClass, eligible_at: eligibleAt, arrival: seq } = row;
    return [{ id, queueId: kind.queue_id, priorityClass, eligibleAt, seq }];
  };
  /** The longest wait of a queue: of emergencies not always that of the first to be called. */
  const oldestEligible = (queueId: string): Instant | null => {
    const times = kindsOf(queueId).flatMap((kind) => longestWait(kind)?.eligible_at ?? []);
    return times.length === 0 ? null : Math.min(...times);
  };
  const callable = (set: CallSet, now: Instant): readonly WaitingRow[] =>
    set.queues.flatMap(({ queueId, helpAfterMin }) => {
      const helps = helpAfterMin === null || helpsNow(helpAfterMin, oldestEligible(queueId), now);
      return ask.waitingKinds
        .all(queueId)
        .filter((kind) => (helps || kind.bound_point !== "") && mayCall(set, kind));
    });
  /** Bound to another point is nobody's here, unless nobody sits at that one any more. */
  const mayCall = (set: CallSet, kind: Pick<WaitingRow, "bound_point" | "segment">): boolean => {
    const { bound_point: bound, segment } = kind;
    const isElsewhere = bound !== "" && bound !== set.pointId;
    if (isElsewhere && (seatOf(bound)?.status ?? "closed") !== "closed") return false;
    return segment === "" || (set.segments?.includes(segment) ?? true);
  };

  return {
    appliers: createQueueAppliers(sql),
    day: (startMin = 0) => dayRow(startMin).day,
    rates: (startMin = 0): Rates => dayRow(startMin).rates,
    pendingRates: (): Rates | null => {
      const text = ask.pendingRates.get()?.rates;
      return text === undefined ? null : parseRates(text);
    },
    leftovers: (startMin: number) => {
      const open = ask.countOpen.get(startMin)?.n ?? 0;
      return { waiting: (ask.countActive.get(startMin)?.n ?? 0) - open, open };
    },
    lastNumber: (day: string, series: string) => ask.lastNumber.get(day, series)?.last ?? 0,
    /** Days whose labels somebody may still hold: each clinic's present one and those before. */
    latestDays: (startMin: number): readonly string[] =>
      ask.latestDays.all(startMin).map((row) => row.day),
    isLabelAlive: (day: string, label: string) => ask.labelAlive.get(day, label) !== undefined,
    issuedToday: (day: string, serviceId: string) => ask.issued.get(day, serviceId)?.issued ?? 0,
    patientInQueue: (queueId: string, patientId: string) =>
      ask.patientInQueue.get(queueId, patientId)?.id ?? null,
    ticketInQueue: (queueId: string, ticketId: number) =>
      ask.ticketInQueue.get(queueId, ticketId)?.id ?? null,
    /** The first entry of each kind that the set may call: all that the rule needs to see. */
    firsts: (set: CallSet, now: Instant): readonly FirstTurn[] =>
      callable(set, now).flatMap(firstTurn),
    oldestEligible,
    dueHeld: (queueId: string, now: Instant) => ask.dueHeld.all(queueId, now, releasedAtOnce),
    dueLines: (set: CallSet, now: Instant): readonly LineRow[] =>
      set.queues
        .flatMap(({ queueId }) => ask.dueHeld.all(queueId, now, releasedAtOnce))
        .filter((row) => mayCall(set, row))
        .flatMap((row) => ask.lineOfEntry.all(row.id)),
    placed: (queueId: string, max: number) => ask.placed.all(queueId, queueId, max),
    /** Who would be called before a turn at an instant, of those who wait now, by class. */
    countAheadByClass: (asked: AskedAhead): ReadonlyMap<PriorityClass, number> =>
      countAhead(ask, kindsFor(ask, asked), asked, asked.now),
    /** How many, now and at later instants, of those who wait now: their kinds are read once. */
    aheadFrom(asked: AskedAhead): (at: Instant) => number {
      const kinds = kindsFor(ask, asked);
      return (at) => sum(countAhead(ask, kinds, asked, at));
    },
    countWaiting: (queueId: string) => kindsOf(queueId).reduce((sum, row) => sum + row.n, 0),
    /** The first `max` lines of each kind: the first `max` of all are among them. */
    firstLines: (queueId: string, max: number): LineRow[] =>
      kindsOf(queueId).flatMap((kind) => linesOf(ask, kind, max)),
    /** Who was sent away and has come back, each bound to the point that sent them. */
    boundLines: (queueId: string, max: number): LineRow[] =>
      kindsOf(queueId)
        .filter((kind) => kind.bound_point !== "")
        .flatMap((kind) => linesOf(ask, kind, max)),
    callableLines: (set: CallSet, now: Instant, max: number): LineRow[] =>
      callable(set, now).flatMap((kind) => linesOf(ask, kind, max)),
    noShows: (queueId: string, day: string, max: number) => ask.noShows.all(queueId, day, max),
    cancelled: (queueId: string, day: string, max: number) => ask.cancelled.all(queueId, day, max),
    aside: (queueId: string, max: number) => ask.aside.all(queueId, max),
    /** The stop that a ticket has come to: where it is seen to now, else where it is expected. */
    currentLine(ticketId: number): LineRow | undefined {
      const current = currentOf(ask.entriesOfTicket.all(ticketId));
      return current === undefined ? undefined : ask.lineOfEntry.get(current.id);
    },
    entriesOfTicket: (ticketId: number) => ask.entriesOfTicket.all(ticketId),
    ticket: (ticketId: number) => ask.ticket.get(ticketId),
    rebookedTo: (ticketId: number) => ask.rebookedTo.get(ticketId)?.id ?? null,
    entry: (id: number) => ask.entry.get(id),
    label: (ticketId: number) => ask.label.get(ticketId)?.label ?? "",
    call: (id: number) => ask.call.get(id),
    openCallOfPoint: (pointId: string) => ofPoint(pointId).open(),
    openCallOfEntry: (entryId: number) => ask.openCallOfEntry.get(entryId),
    /** Since when somebody who missed a call has not answered. */
    noAnswerSince: (entryId: number): Instant => ask.lastNoShow.get(entryId)?.ended_at ?? 0,
    putNote: (callId: number, salt: Uint8Array, note: string) =>
      ask.putNote.run(callId, salt, note),
    pointDay: (day: string, startMin: number, pointId: string) =>
      ofPoint(pointId).figures(day, startMin),
    currentCall: (pointId: string) => ask.currentCall.get(pointId),
    openCalls: () => ask.openCalls.all(),
    lastCalls: (pointId: string, day: string, startMin: number) =>
      ofPoint(pointId).last(day, startMin),
    emergencyCall: (queueId: string) => ask.emergencyCall.get(queueId),
    pointState: (pointId: string): PointState => {
      const row = seatOf(pointId);
      return row === undefined ? neverOpened : pointStateOf(row);
    },
    lastShown: (entryId: number) => ask.lastShown.get(entryId),
    /** Of calls that nobody can take back any more: what was learned stays learned. */
    outcomes: (queueId: string, throughCall: number, now: Instant, max: number) =>
      ask.outcomes.all(queueId, throughCall, now - undoWindowMs, max),
    standingPost: (queueId: string) => ask.standingPost.get(queueId),
    learnedRow: (queueId: string) => ask.learned.get(queueId),
    putLearned: (queueId: string, throughCall: number, learned: string) =>
      ask.putLearned.run(queueId, throughCall, learned),
    /** The latest visits of the queue's day in milliseconds, newest last. */
    pace: (queueId: string, day: string): readonly number[] => {
      const known = ask.pace.get(queueId);
      return known?.day === day ? latestVisits(known.recent) : [];
    },
  };
}

/** The rates that count in each queue of a set: those of its own day. */
export function ratesIn(
  tables: Pick<QueueTables, "rates">,
  { queues }: CallSet,
): (queueId: string) => Rates {
  const startOf = new Map(queues.map(({ queueId, startMin }) => [queueId, startMin]));
  // Nearly always one day, whose rates are read once.
  const known = new Map<number, Rates>();
  return (queueId) => {
    const startMin = startOf.get(queueId) ?? 0;
    const rates = known.get(startMin) ?? tables.rates(startMin);
    known.set(startMin, rates);
    return rates;
  };
}

const neverOpened: PointState = { status: "closed", by: "", since: 0, pause: null };

function parseRates(text: string): Rates {
  return text === "" ? defaultRates : (JSON.parse(text) as Rates);
}

/**
 * Of a ticket's stops the one to look at: with somebody, else waiting in any way but away, else
 * away, else the one that was moved last.
 */
export function currentOf(entries: readonly EntryRow[]): EntryRow | undefined {
  const open = entries.find((entry) => entry.status === "called" || entry.status === "serving");
  const placed = entries.findLast((entry) => isActive(entry.status) && entry.status !== "away");
  const away = entries.findLast((entry) => entry.status === "away");
  return open ?? placed ?? away ?? entries.toSorted((a, b) => a.last_seq - b.last_seq).at(-1);
}

export interface AskedAhead {
  readonly queueId: string;
  readonly turn: Turn;
  readonly segment: string;
  readonly now: Instant;
  readonly rates: Rates;
  /** Of the queue that the turn itself waits in, where that is another one. */
  readonly ratesOfTurn?: Rates;
}

/** A kind of a queue, and from where on nobody of it is, once that was looked up. */
interface CountedKind {
  readonly kind: WaitingRow;
  nobodyFrom: { readonly eligibleAt: Instant; readonly seq: number } | null;
}

/** The kinds that a turn waits among: women are not before men where each have their own desk. */
function kindsFor(ask: Questions, { queueId, segment }: AskedAhead): readonly CountedKind[] {
  return ask.waitingKinds
    .all(queueId)
    .filter((kind) => segment === "" || kind.segment === "" || kind.segment === segment)
    .map((kind) => ({ kind, nobodyFrom: null }));
}

/** Who would be called before a turn at an instant, by class. Each kind is one range. */
function countAhead(
  ask: Questions,
  kinds: readonly CountedKind[],
  asked: AskedAhead,
  at: Instant,
): ReadonlyMap<PriorityClass, number> {
  const { queueId, turn, now, rates, ratesOfTurn = rates } = asked;
  const { emergenciesBelow, bounds } = aheadOf(turn, at, rates, ratesOfTurn);
  const ahead = new Map<PriorityClass, number>();
  const add = (name: PriorityClass, n: number) => {
    if (n > 0) ahead.set(name, (ahead.get(name) ?? 0) + n);
  };
  for (const counted of kinds) {
    const { kind } = counted;
    const { class: name, bound_point: bound, segment: part } = kind;
    if (name === "emergency") {
      add(name, ask.countEmergenciesAhead.get(queueId, bound, part, emergenciesBelow)?.n ?? 0);
      continue;
    }
    const limit = bounds.find(({ priorityClass }) => priorityClass === name);
    if (limit === undefined) continue;
    const { eligibleAt, seq } = limit;
    // A turn that begins now has the whole class before it but for the few put further back:
    // counting those few keeps the cost of a ticket apart from the length of the queue.
    add(
      name,
      eligibleAt < now
        ? (ask.countAhead.get(queueId, bound, part, name, eligibleAt, seq)?.n ?? 0)
        : kind.n - countFrom(ask, counted, limit),
    );
  }
  return ahead;
}

/** How many of a kind are at or above a point. Of later points mostly nobody, as of this one. */
function countFrom(
  ask: Questions,
  counted: CountedKind,
  from: { readonly eligibleAt: Instant; readonly seq: number },
): number {
  const { kind, nobodyFrom } = counted;
  const { eligibleAt, seq } = from;
  if (nobodyFrom !== null) {
    const isLater =
      eligibleAt > nobodyFrom.eligibleAt ||
      (eligibleAt === nobodyFrom.eligibleAt && seq >= nobodyFrom.seq);
    if (isLater) return 0;
  }
  const { queue_id: queueId, bound_point: bound, segment, class: name } = kind;
  const n = ask.countFrom.get(queueId, bound, segment, name, eligibleAt, seq)?.n ?? 0;
  if (n === 0) counted.nobodyFrom = from;
  return n;
}

export function sum(counts: ReadonlyMap<PriorityClass, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

function linesOf(ask: Questions, kind: WaitingRow, max: number): LineRow[] {
  const { queue_id: queueId, bound_point: bound, segment } = kind;
  return kind.class === "emergency"
    ? ask.linesOfEmergencies.all(queueId, bound, segment, max)
    : ask.linesOfClass.all(queueId, bound, segment, kind.class, max);
}

interface FirstRow {
  readonly id: number;
  readonly class: PriorityClass;
  readonly eligible_at: number;
  readonly arrival: number;
}

function pointStateOf(row: PointStateRow): PointState {
  const { status, by, since, pause_kind: kind, pause_since: from, pause_until: until } = row;
  const pause = kind === null ? null : { kind, since: from ?? since, until };
  return { status, by, since, pause };
}

export interface TicketRow {
  readonly id: number;
  readonly day: string;
  readonly label: string;
  readonly service_id: string;
  readonly group_id: string | null;
  readonly patient_id: string | null;
  readonly language: string;
  readonly rebooked_from: number | null;
  readonly segment: string;
}

type Questions = ReturnType<typeof questions>;
type Kind = [string, string, string];

function questions(sql: Sql) {
  return {
    day: sql.query<[number], { day: string; opened_at: number; rates: string }>(queueSql.day),
    latestDays: sql.query<[number], { day: string }>(queueSql.latestDays),
    pendingRates: sql.query<[], { rates: string }>(queueSql.pendingRates),
    countActive: sql.query<[number], Count>(queueSql.countActive),
    countOpen: sql.query<[number], Count>(queueSql.countOpen),
    lastNumber: sql.query<[string, string], { last: number }>(queueSql.lastNumber),
    labelAlive: sql.query<[string, string], { id: number }>(queueSql.labelAlive),
    issued: sql.query<[string, string], { issued: number }>(queueSql.issued),
    patientInQueue: sql.query<[string, string], { id: number }>(queueSql.patientInQueue),
    ticketInQueue: sql.query<[string, number], { id: number }>(queueSql.ticketInQueue),
    firstOfClass: sql.query<[...Kind, PriorityClass], FirstRow>(queueSql.firstOfClass),
    firstEmergency: sql.query<Kind, FirstRow>(queueSql.firstEmergency),
    linesOfEmergencies: sql.query<[...Kind, number], LineRow>(queueSql.linesOfEmergencies),
    waitingKinds: sql.query<[string], WaitingRow>(queueSql.waitingKinds),
    dueHeld: sql.query<[string, number, number], EntryRow>(queueSql.dueHeld),
    placed: sql.query<[string, string, number], EntryRow>(queueSql.placed),
    countFrom: sql.query<[...Kind, PriorityClass, number, number], Count>(queueSql.countFrom),
    countAhead: sql.query<[...Kind, PriorityClass, number, number], Count>(queueSql.countAhead),
    countEmergenciesAhead: sql.query<[...Kind, number], Count>(queueSql.countEmergenciesAhead),
    lineOfEntry: sql.query<[number], LineRow>(queueSql.lineOfEntry),
    entriesOfTicket: sql.query<[number], EntryRow>(queueSql.entriesOfTicket),
    ticket: sql.query<[number], TicketRow>(queueSql.ticket),
    rebookedTo: sql.query<[number], { id: number }>(queueSql.rebookedTo),
    linesOfClass: sql.query<[...Kind, PriorityClass, number], LineRow>(queueSql.linesOfClass),
    noShows: sql.query<[string, string, number], LineRow>(queueSql.noShows),
    cancelled: sql.query<[string, string, number], LineRow>(queueSql.cancelled),
    aside: sql.query<[string, number], LineRow>(queueSql.aside),
    entry: sql.query<[number], EntryRow>(queueSql.entry),
    label: sql.query<[number], { label: string }>(queueSql.label),
    call: sql.query<[number], CallRow>(queueSql.call),
    openCallOfEntry: sql.query<[number], CallRow>(queueSql.openCallOfEntry),
    lastNoShow: sql.query<[number], { ended_at: number | null }>(queueSql.lastNoShow),
    putNote: sql.write<[number, Uint8Array, string]>(queueSql.putNote),
    currentCall: sql.query<[string], CallLineRow>(queueSql.currentCall),
    openCalls: sql.query<[], BoardCallRow>(queueSql.openCalls),
    emergencyCall: sql.query<[string], { day: string; at: number }>(queueSql.emergencyCall),
    pointState: sql.query<[string], PointStateRow>(queueSql.pointState),
    pace: sql.query<[string], { day: string; recent: string }>(queueSql.pace),
    lastShown: sql.query<[number], ShownRow>(queueSql.lastShown),
    outcomes: sql.query<[string, number, number, number], ShownRow>(queueSql.outcomes),
    standingPost: sql.query<[string], PostRow>(queueSql.standingPost),
    learned: sql.query<[string], { through_call: number; learned: string }>(queueSql.learned),
    putLearned: sql.write<[string, number, string]>(queueSql.putLearned),
  };
}
