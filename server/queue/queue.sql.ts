import type { Language } from "../../shared/domain/language.ts";
import type { CallStatus } from "../../shared/domain/journal.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
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
}

export interface CallRow {
  readonly id: number;
  readonly entry_id: number;
  readonly service_point_id: string;
  readonly day: string;
  readonly status: CallStatus;
  readonly called_at: number;
  readonly last_at: number;
  readonly recalls: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly result_code: string | null;
}

/** An entry with what its ticket says. */
export interface LineRow extends EntryRow {
  readonly label: string;
  readonly language: Language;
  readonly service_id: string;
  readonly issued_at: number;
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
  " t.label, t.language, t.service_id, t.issued_at";
const callLine =
  `${line}, c.id AS call_id, c.service_point_id, c.status AS call_status, c.called_at, c.last_at,` +
  " c.recalls, c.started_at, c.ended_at";
const ofCall = "FROM call c JOIN entry e ON e.id = c.entry_id JOIN ticket t ON t.id = e.ticket_id";

/** Every statement of the queue, by name. Hot ones have their plan guarded in queue.sql.test.ts. */
export const queueSql = {
  day: "SELECT day FROM service_day ORDER BY day DESC LIMIT 1",
  putDay: "INSERT INTO service_day(day, opened_at) VALUES(?, ?)",
  countWaitingAll: "SELECT count(*) AS n FROM entry WHERE status = 'waiting'",
  countOpenAll: "SELECT count(*) AS n FROM call WHERE status IN ('called', 'serving')",
  closeWaiting: "UPDATE entry SET status = 'cancelled', last_seq = ? WHERE status = 'waiting'",
  closeOpenEntries:
    "UPDATE entry SET status = 'cancelled', last_seq = ? WHERE id IN" +
    " (SELECT entry_id FROM call WHERE status IN ('called', 'serving'))",
  closeOpenCalls:
    "UPDATE call SET status = 'closed', ended_at = ? WHERE status IN ('called', 'serving')",

  lastNumber: "SELECT last FROM series_counter WHERE day = ? AND series = ?",
  putNumber:
    "INSERT INTO series_counter(day, series, last) VALUES(?, ?, ?)" +
    " ON CONFLICT(day, series) DO UPDATE SET last = excluded.last",
  issued: "SELECT issued FROM service_counter WHERE day = ? AND service_id = ?",
  addIssued:
    "INSERT INTO service_counter(day, service_id, issued) VALUES(?, ?, 1)" +
    " ON CONFLICT(day, service_id) DO UPDATE SET issued = issued + 1",
  putTicket:
    "INSERT INTO ticket(id, day, label, language, service_id, issued_at, patient_id, group_id)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
  putEntry:
    "INSERT INTO entry(id, ticket_id, queue_id, day, status, class, eligible_at, requeues," +
    " patient_id, last_seq) VALUES(?, ?, ?, ?, 'waiting', ?, ?, 0, ?, ?)",
  patientInQueue:
    "SELECT id FROM entry WHERE queue_id = ? AND patient_id = ?" +
    " AND status IN ('waiting', 'called', 'serving')",

  /** Who is next of one class: one seek. Emergencies are asked for by their own order, below. */
  firstOfClass:
    "SELECT id, class, eligible_at FROM entry WHERE queue_id = ? AND class = ?" +
    " AND status = 'waiting' ORDER BY eligible_at, id LIMIT 1",
  waitingByClass: "SELECT class, n FROM waiting_count WHERE queue_id = ? AND n > 0",
  addWaiting:
    "INSERT INTO waiting_count(queue_id, class, n) VALUES(?, ?, 1)" +
    " ON CONFLICT(queue_id, class) DO UPDATE SET n = n + 1",
  dropWaiting: "UPDATE waiting_count SET n = n - 1 WHERE queue_id = ? AND class = ?",
  clearWaiting: "DELETE FROM waiting_count",
  /** Of one class: entries below this point in the order of the index. */
  countAhead:
    "SELECT count(*) AS n FROM entry WHERE queue_id = ? AND class = ? AND status = 'waiting'" +
    " AND (eligible_at, id) < (?, ?)",
  /** Of one class: entries at or above this point. Few, for a turn that begins now. */
  countFrom:
    "SELECT count(*) AS n FROM entry WHERE queue_id = ? AND class = ? AND status = 'waiting'" +
    " AND (eligible_at, id) >= (?, ?)",
  countEmergenciesAhead:
    "SELECT count(*) AS n FROM entry WHERE queue_id = ? AND class = 'emergency'" +
    " AND status = 'waiting' AND id < ?",
  /** Emergencies go in order of arrival, also one who was put back: a penalty is none for them. */
  firstEmergency:
    "SELECT id, class, eligible_at FROM entry WHERE queue_id = ? AND class = 'emergency'" +
    " AND status = 'waiting' ORDER BY id LIMIT 1",
  linesOfEmergencies:
    `SELECT ${line} FROM entry e JOIN ticket t ON t.id = e.ticket_id WHERE e.queue_id = ?` +
    " AND e.class = 'emergency' AND e.status = 'waiting' ORDER BY e.id LIMIT ?",
  linesOfClass:
    `SELECT ${line} FROM entry e JOIN ticket t ON t.id = e.ticket_id WHERE e.queue_id = ?` +
    " AND e.class = ? AND e.status = 'waiting' ORDER BY e.eligible_at, e.id LIMIT ?",
  noShows:
    `SELECT ${line} FROM entry e JOIN ticket t ON t.id = e.ticket_id WHERE e.queue_id = ?` +
    " AND e.day = ? AND e.status = 'no_show' ORDER BY e.last_seq DESC LIMIT ?",

  /** What a phone follows: a ticket's first entry has the ticket's own number. */
  lineOfTicket: `SELECT ${line} FROM ticket t JOIN entry e ON e.id = t.id WHERE t.id = ?`,
  entry: "SELECT * FROM entry WHERE id = ?",
  moveEntry:
    "UPDATE entry SET status = ?, eligible_at = ?, requeues = ?, last_seq = ? WHERE id = ?",
  label: "SELECT label FROM ticket WHERE id = ?",
  call: "SELECT * FROM call WHERE id = ?",
  openCallOfPoint:
    "SELECT * FROM call WHERE service_point_id = ? AND status IN ('called', 'serving')",
  openCallOfEntry: "SELECT * FROM call WHERE entry_id = ? AND status IN ('called', 'serving')",
  putCall:
    "INSERT INTO call(id, entry_id, service_point_id, day, status, called_at, last_at, recalls)" +
    " VALUES(?, ?, ?, ?, 'called', ?, ?, 0)",
  moveCall:
    "UPDATE call SET status = ?, recalls = ?, last_at = ?, started_at = ?, ended_at = ?," +
    " result_code = ? WHERE id = ?",
  putNote: "INSERT OR REPLACE INTO call_note(call_id, salt, note) VALUES(?, ?, ?)",
  movedAt: "SELECT at FROM journal WHERE seq = ?",

  addToPointDay:
    "INSERT INTO point_day(day, service_point_id, called, ended, no_shows) VALUES(?, ?, ?, ?, ?)" +
    " ON CONFLICT(day, service_point_id) DO UPDATE SET called = called + excluded.called," +
    " ended = ended + excluded.ended, no_shows = no_shows + excluded.no_shows",
  pointDay: "SELECT called, ended, no_shows FROM point_day WHERE day = ? AND service_point_id = ?",

  currentCall:
    `SELECT ${callLine} ${ofCall} WHERE c.service_point_id = ?` +
    " AND c.status IN ('called', 'serving')",
  openCalls:
    `SELECT ${callLine} FROM call c INDEXED BY call_open_entry JOIN entry e ON e.id = c.entry_id` +
    " JOIN ticket t ON t.id = e.ticket_id WHERE c.status IN ('called', 'serving')" +
    " ORDER BY c.last_at DESC, c.id DESC",
  lastCallsOfPoint:
    `SELECT ${callLine} ${ofCall} WHERE c.service_point_id = ? AND c.day = ?` +
    " AND c.status IN ('ended', 'no_show', 'requeued') ORDER BY c.id DESC LIMIT ?",
} as const;
