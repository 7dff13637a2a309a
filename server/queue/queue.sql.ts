import type { Language } from "../../shared/domain/language.ts";
import type { CallStatus, ShownWait } from "../../shared/domain/journal.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
import type { PauseKind } from "../../shared/domain/service.ts";
import type { PointStatus } from "../../shared/domain/service-point.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";

export interface EntryRow {
  readonly id: number;
  readonly ticket_id: number;
  readonly queue_id: string;
  readonly day: string;
  readonly status: EntryStatus;
  readonly class: PriorityClass;
  readonly eligible_at: number;
  readonly requeues: number;
  readonly last_seq: number;
  readonly patient_id: string | null;
  readonly start_min: number;
  readonly not_before: number | null;
  readonly bound_point: string;
  readonly segment: string;
  readonly claimed: number;
  readonly raised_from: number | null;
  readonly raised_hold: number | null;
  readonly arrival: number;
  readonly step: number;
  readonly return_to: number | null;
  readonly came_from: number | null;
  readonly rebooked_for: string | null;
}

export interface CallRow {
  readonly id: number;
  readonly entry_id: number;
  readonly ticket_id: number;
  readonly service_point_id: string;
  readonly day: string;
  readonly status: CallStatus;
  readonly called_at: number;
  readonly last_at: number;
  readonly recalls: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly result_code: string | null;
  readonly out_of_turn: number;
}

export interface ShownRow {
  readonly id: number;
  readonly entry_id: number;
  readonly queue_id: string;
  readonly day: string;
  readonly class: PriorityClass;
  readonly shown_at: number;
  readonly ahead: number;
  readonly point_ms: number;
  readonly from_min: number;
  readonly to_min: number;
  readonly base_ms: number;
  readonly service_ms: number;
  readonly phase: ShownWait["phase"];
  readonly call_id: number | null;
  readonly called_at: number | null;
}

/** A range that boards and kiosks show, or showed, to everybody. */
export interface PostRow {
  readonly id: number;
  readonly queue_id: string;
  readonly day: string;
  readonly from_min: number;
  readonly to_min: number;
}

export interface PointStateRow {
  readonly service_point_id: string;
  readonly status: PointStatus;
  readonly by: string;
  readonly since: number;
  readonly pause_kind: PauseKind | null;
  readonly pause_since: number | null;
  readonly pause_until: number | null;
}

/** An entry with what its ticket says. */
export interface LineRow extends EntryRow {
  readonly label: string;
  readonly language: Language;
  readonly service_id: string;
  readonly issued_at: number;
  readonly group_id: string | null;
}

/** Entries of one kind that wait: all who may be compared by `eligibleAt` alone. */
export interface WaitingRow {
  readonly queue_id: string;
  readonly bound_point: string;
  readonly segment: string;
  readonly class: PriorityClass;
  readonly n: number;
}

export interface CallLineRow extends LineRow {
  readonly call_id: number;
  readonly service_point_id: string;
  readonly call_status: CallStatus;
  readonly called_at: number;
  readonly last_at: number;
  readonly recalls: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
}

const line =
  "e.id, e.ticket_id, e.queue_id, e.day, e.status, e.class, e.eligible_at, e.requeues, e.last_seq," +
  " e.patient_id, e.start_min, e.not_before, e.bound_point, e.segment, e.claimed, e.raised_from," +
  " e.raised_hold, e.arrival, e.step, e.return_to, e.came_from, e.rebooked_for, t.label, t.language, t.service_id," +
  " t.issued_at, t.group_id";
const callLine =
  `${line}, c.id AS call_id, c.service_point_id, c.status AS call_status, c.called_at, c.last_at,` +
  " c.recalls, c.started_at, c.ended_at";
const ofCall = "FROM call c JOIN entry e ON e.id = c.entry_id JOIN ticket t ON t.id = e.ticket_id";

const active = "status IN ('waiting', 'held', 'parked', 'away', 'preparing', 'called', 'serving')";
const aside = "status IN ('held', 'parked', 'away', 'preparing')";
/** One kind of waiting entries: what the index of the waiting is sorted by, before time. */
const kind =
  "queue_id = ? AND bound_point = ? AND segment = ? AND class = ? AND status = 'waiting'";
const lineOf = `SELECT ${line} FROM entry e JOIN ticket t ON t.id = e.ticket_id`;

/** Every statement of the queue, by name. Hot ones have their plan guarded in queue.sql.test.ts. */
export const queueSql = {
  day: "SELECT day, opened_at, rates FROM service_day WHERE start_min = ? ORDER BY day DESC LIMIT 1",
  latestDays: "SELECT day FROM service_day WHERE start_min = ? ORDER BY day DESC LIMIT 3",
  putDay: "INSERT INTO service_day(start_min, day, opened_at, rates) VALUES(?, ?, ?, ?)",
  dropDaysAfter: "DELETE FROM service_day WHERE start_min = ? AND day > ?",
  keepDay:
    "INSERT INTO service_day(start_min, day, opened_at, rates) VALUES(?, ?, ?, '')" +
    " ON CONFLICT(start_min, day) DO NOTHING",
  /** Numbers given under a day that was none are never given again. */
  numbersAfter:
    "SELECT series, max(last) AS last FROM series_counter WHERE day > ? GROUP BY series",
  raiseNumber:
    "INSERT INTO series_counter(day, series, last) VALUES(?, ?, ?)" +
    " ON CONFLICT(day, series) DO UPDATE SET last = max(last, excluded.last)",
  /** Times that lie ahead become that instant: among themselves numbers keep the order. */
  activeToDay:
    "UPDATE entry SET day = ?, last_seq = ?, eligible_at = min(eligible_at, ?)," +
    " not_before = min(not_before, ?), raised_from = min(raised_from, ?)," +
    ` raised_hold = min(raised_hold, ?) WHERE start_min = ? AND day > ? AND ${active}`,
  openCallsToDay:
    "UPDATE call SET day = ?, called_at = min(called_at, ?), last_at = min(last_at, ?)," +
    " started_at = min(started_at, ?) WHERE status IN ('called', 'serving') AND day > ?",
  seatsTo:
    "UPDATE point_state SET since = min(since, ?), pause_since = min(pause_since, ?)," +
    " pause_until = min(pause_until, ?)",
  pendingRates: "SELECT rates FROM pending_rates",
  putPendingRates:
    "INSERT INTO pending_rates(id, rates) VALUES(1, ?)" +
    " ON CONFLICT(id) DO UPDATE SET rates = excluded.rates",
  countActive: `SELECT count(*) AS n FROM entry WHERE start_min = ? AND ${active}`,
  countOpen:
    "SELECT count(*) AS n FROM call c INDEXED BY call_open_entry" +
    " CROSS JOIN entry e ON e.id = c.entry_id" +
    " WHERE c.status IN ('called', 'serving') AND e.start_min = ?",
  waitingOfStart:
    "SELECT queue_id, bound_point, segment, class, count(*) AS n FROM entry" +
    ` INDEXED BY entry_active WHERE start_min = ? AND ${active} AND status = 'waiting'` +
    " GROUP BY queue_id, bound_point, segment, class",
  dropWaitingMany:
    "UPDATE waiting_count SET n = n - ?" +
    " WHERE queue_id = ? AND bound_point = ? AND segment = ? AND class = ?",
  clearEmptyKinds: "DELETE FROM waiting_count WHERE n = 0",
  closeActive: `UPDATE entry SET status = 'cancelled', last_seq = ? WHERE start_min = ? AND ${active}`,
  closeOpenCalls:
    "UPDATE call SET status = 'closed', ended_at = ? WHERE status IN ('called', 'serving')" +
    ` AND entry_id IN (SELECT id FROM entry WHERE start_min = ? AND ${active})`,

  lastNumber: "SELECT last FROM series_counter WHERE day = ? AND series = ?",
  putNumber:
    "INSERT INTO series_counter(day, series, last) VALUES(?, ?, ?)" +
    " ON CONFLICT(day, series) DO UPDATE SET last = excluded.last",
  /** A night patient may still hold this label from the day before. */
  labelAlive:
    "SELECT t.id FROM ticket t JOIN entry e ON e.ticket_id = t.id" +
    ` WHERE t.day = ? AND t.label = ? AND e.${active} LIMIT 1`,
  issued: "SELECT issued FROM service_counter WHERE day = ? AND service_id = ?",
  addIssued:
    "INSERT INTO service_counter(day, service_id, issued) VALUES(?, ?, 1)" +
    " ON CONFLICT(day, service_id) DO UPDATE SET issued = issued + 1",
  putTicket:
    "INSERT INTO ticket(id, day, label, language, service_id, issued_at, patient_id, group_id," +
    " rebooked_from, segment) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  ticket:
    "SELECT id, day, label, service_id, group_id, patient_id, language, rebooked_from, segment" +
    " FROM ticket WHERE id = ?",
  rebookedTo: "SELECT id FROM ticket WHERE rebooked_from = ?",
  putEntry:
    "INSERT INTO entry(id, ticket_id, queue_id, day, status, class, eligible_at, requeues," +
    " patient_id, last_seq, start_min, not_before, bound_point, segment, claimed, step, return_to," +
    " came_from, raised_from, raised_hold, arrival)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)",
  patientInQueue: `SELECT id FROM entry WHERE queue_id = ? AND patient_id = ? AND ${active}`,
  ticketInQueue: `SELECT id FROM entry WHERE queue_id = ? AND ticket_id = ? AND ${active}`,
  entriesOfTicket: "SELECT * FROM entry WHERE ticket_id = ? ORDER BY id",

  /** Who is next of one kind: one seek. Emergencies are asked for by their own order, below. */
  firstOfClass:
    `SELECT id, class, eligible_at, arrival FROM entry WHERE ${kind}` +
    " ORDER BY eligible_at, arrival LIMIT 1",
  /** The kinds of a queue that have somebody. */
  waitingKinds:
    "SELECT queue_id, bound_point, segment, class, n FROM waiting_count" +
    " WHERE queue_id = ? AND n > 0",
  addWaiting:
    "INSERT INTO waiting_count(queue_id, bound_point, segment, class, n) VALUES(?, ?, ?, ?, ?)" +
    " ON CONFLICT(queue_id, bound_point, segment, class) DO UPDATE SET n = n + excluded.n",
  dropWaiting:
    "UPDATE waiting_count SET n = n - 1" +
    " WHERE queue_id = ? AND bound_point = ? AND segment = ? AND class = ?",
  /** Of one kind: entries below this point in the order of the index. */
  countAhead: `SELECT count(*) AS n FROM entry WHERE ${kind} AND (eligible_at, arrival) < (?, ?)`,
  /** Of one kind: entries at or above this point. Few, for a turn that begins now. */
  countFrom: `SELECT count(*) AS n FROM entry WHERE ${kind} AND (eligible_at, arrival) >= (?, ?)`,
  countEmergenciesAhead:
    "SELECT count(*) AS n FROM entry WHERE queue_id = ? AND bound_point = ? AND segment = ?" +
    " AND class = 'emergency' AND status = 'waiting' AND arrival < ?",
  /** Emergencies go in order of arrival, also one who was put back: a penalty is none for them. */
  firstEmergency:
    "SELECT id, class, eligible_at, arrival FROM entry WHERE queue_id = ? AND bound_point = ?" +
    " AND segment = ? AND class = 'emergency' AND status = 'waiting' ORDER BY arrival LIMIT 1",
  linesOfEmergencies:
    `${lineOf} WHERE e.queue_id = ? AND e.bound_point = ? AND e.segment = ?` +
    " AND e.class = 'emergency' AND e.status = 'waiting' ORDER BY e.arrival LIMIT ?",
  linesOfClass:
    `${lineOf} WHERE e.queue_id = ? AND e.bound_point = ? AND e.segment = ? AND e.class = ?` +
    " AND e.status = 'waiting' ORDER BY e.eligible_at, e.arrival LIMIT ?",
  noShows:
    `${lineOf} WHERE e.queue_id = ?` +
    " AND e.day = ? AND e.status = 'no_show' ORDER BY e.last_seq DESC LIMIT ?",
  cancelled:
    `${lineOf} WHERE e.queue_id = ?` +
    " AND e.day = ? AND e.status = 'cancelled' ORDER BY e.last_seq DESC LIMIT ?",
  aside:
    `${lineOf} WHERE e.queue_id = ?` +
    " AND e.status IN ('held', 'parked', 'away', 'preparing') ORDER BY e.id LIMIT ?",
  /** All who have a place in the queue and are not with anybody: what closing it moves on. */
  placed:
    "SELECT * FROM entry WHERE queue_id = ? AND status = 'waiting'" +
    ` UNION ALL SELECT * FROM entry WHERE queue_id = ? AND ${aside} ORDER BY id LIMIT ?`,
  /** Whose time to be called has come. */
  dueHeld:
    "SELECT * FROM entry WHERE queue_id = ? AND status = 'held' AND not_before <= ?" +
    " ORDER BY not_before, id LIMIT ?",

  /** What a phone follows: the stop of the ticket that it has come to. */
  lineOfEntry: `${lineOf} WHERE e.id = ?`,
  entry: "SELECT * FROM entry WHERE id = ?",
  moveEntry:
    "UPDATE entry SET status = ?, class = ?, eligible_at = ?, not_before = ?, bound_point = ?," +
    " claimed = ?, raised_from = ?, raised_hold = ?, requeues = ?, last_seq = ?," +
    " rebooked_for = ? WHERE id = ?",
  label: "SELECT label FROM ticket WHERE id = ?",
  call: "SELECT * FROM call WHERE id = ?",
  openCallOfPoint:
    "SELECT * FROM call WHERE service_point_id = ? AND status IN ('called', 'serving')",
  openCallOfEntry: "SELECT * FROM call WHERE entry_id = ? AND status IN ('called', 'serving')",
  putCall:
    "INSERT INTO call(id, entry_id, service_point_id, day, status, called_at, last_at, recalls," +
    " ticket_id, out_of_turn) VALUES(?, ?, ?, ?, 'called', ?, ?, 0, ?, ?)",
  moveCall:
    "UPDATE call SET status = ?, recalls = ?, last_at = ?, started_at = ?, ended_at = ?," +
    " result_code = ? WHERE id = ?",
  putNote: "INSERT OR REPLACE INTO call_note(call_id, salt, note) VALUES(?, ?, ?)",
  lastNoShow:
    "SELECT ended_at FROM call WHERE entry_id = ? AND status = 'no_show' ORDER BY id DESC LIMIT 1",
  putEmergencyCall:
    "INSERT INTO emergency_call(queue_id, day, at) VALUES(?, ?, ?)" +
    " ON CONFLICT(queue_id) DO UPDATE SET day = excluded.day, at = excluded.at",
  emergencyCall: "SELECT day, at FROM emergency_call WHERE queue_id = ?",

  addToPointDay:
    "INSERT INTO point_day(day, start_min, service_point_id, called, ended, no_shows, exceptions)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(day, start_min, service_point_id) DO UPDATE SET" +
    " called = called + excluded.called, ended = ended + excluded.ended," +
    " no_shows = no_shows + excluded.no_shows, exceptions = exceptions + excluded.exceptions",
  pointDay:
    "SELECT called, ended, no_shows, exceptions FROM point_day" +
    " WHERE day = ? AND start_min = ? AND service_point_id = ?",

  currentCall:
    `SELECT ${callLine} ${ofCall} WHERE c.service_point_id = ?` +
    " AND c.status IN ('called', 'serving')",
  openCalls:
    `SELECT ${callLine} FROM call c INDEXED BY call_open_entry JOIN entry e ON e.id = c.entry_id` +
    " JOIN ticket t ON t.id = e.ticket_id WHERE c.status IN ('called', 'serving')" +
    " ORDER BY c.last_at DESC, c.id DESC",
  lastCallsOfPoint:
    `SELECT ${callLine} ${ofCall} WHERE c.service_point_id = ? AND c.day = ? AND e.start_min = ?` +
    " AND c.status NOT IN ('called', 'serving', 'undone', 'closed') ORDER BY c.id DESC LIMIT ?",

  /** A pause that nobody ended is over with its day. */
  endPauses:
    "UPDATE point_state SET status = CASE WHEN by = '' THEN 'closed' ELSE 'open' END," +
    " pause_kind = NULL, pause_since = NULL, pause_until = NULL" +
    " WHERE pause_kind IS NOT NULL AND (pause_until IS NULL OR pause_until <= ?)",
  pointState: "SELECT * FROM point_state WHERE service_point_id = ?",
  putPointState:
    "INSERT INTO point_state(service_point_id, status, by, since, pause_kind, pause_since," +
    " pause_until) VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(service_point_id) DO UPDATE SET" +
    " status = excluded.status, by = excluded.by, since = excluded.since," +
    " pause_kind = excluded.pause_kind, pause_since = excluded.pause_since," +
    " pause_until = excluded.pause_until",
  /** Kinds of waiting entries that are bound to a point, and the entries themselves. */
  boundKinds:
    "SELECT queue_id, bound_point, segment, class, n FROM waiting_count WHERE bound_point = ?",
  dropBoundKinds: "UPDATE waiting_count SET n = 0 WHERE bound_point = ?",
  unbind:
    "UPDATE entry SET bound_point = '', last_seq = ? WHERE bound_point = ?" +
    " AND bound_point <> '' AND status IN ('waiting', 'held', 'parked', 'away', 'preparing')",

  putShown:
    "INSERT INTO wait_shown(id, entry_id, queue_id, day, class, shown_at, ahead, point_ms, from_min," +
    " to_min, base_ms, service_ms, phase) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  lastShown: "SELECT * FROM wait_shown WHERE entry_id = ? ORDER BY id DESC LIMIT 1",
  setOutcome:
    "UPDATE wait_shown SET call_id = ?, called_at = ? WHERE entry_id = ? AND call_id IS NULL",
  dropOutcome:
    "UPDATE wait_shown SET call_id = NULL, called_at = NULL WHERE entry_id = ? AND call_id = ?",
  /** What came true after this call and cannot be taken back any more, in the order it did. */
  outcomes:
    "SELECT * FROM wait_shown WHERE queue_id = ? AND call_id > ? AND call_id IS NOT NULL" +
    " AND called_at < ? ORDER BY call_id, id LIMIT ?",
  standingPost:
    "SELECT id, queue_id, day, from_min, to_min FROM wait_posted" +
    " WHERE queue_id = ? AND until IS NULL",
  endPost: "UPDATE wait_posted SET until = ? WHERE queue_id = ? AND until IS NULL",
  putPost:
    "INSERT INTO wait_posted(id, queue_id, day, shown_at, ahead, point_ms, from_min, to_min," +
    " base_ms, service_ms, phase) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  /** Who takes a ticket while it stands is whom it was shown to. */
  takePost:
    "UPDATE wait_posted SET entry_id = ?, issued_at = ?" +
    " WHERE queue_id = ? AND until IS NULL AND day = ? AND entry_id IS NULL",
  setPostOutcome:
    "UPDATE wait_posted SET call_id = ?, called_at = ? WHERE entry_id = ? AND call_id IS NULL",
  dropPostOutcome:
    "UPDATE wait_posted SET call_id = NULL, called_at = NULL WHERE entry_id = ? AND call_id = ?",
  learned: "SELECT through_call, learned FROM wait_learned WHERE queue_id = ?",
  putLearned:
    "INSERT INTO wait_learned(queue_id, through_call, learned) VALUES(?, ?, ?)" +
    " ON CONFLICT(queue_id) DO UPDATE SET through_call = excluded.through_call," +
    " learned = excluded.learned",

  pace: "SELECT day, recent FROM queue_pace WHERE queue_id = ?",
  putPace:
    "INSERT INTO queue_pace(queue_id, day, recent) VALUES(?, ?, ?)" +
    " ON CONFLICT(queue_id) DO UPDATE SET day = excluded.day, recent = excluded.recent",
} as const;
