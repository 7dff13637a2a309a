const taking = "status IN ('held', 'booked', 'checked_in', 'fulfilled')";

/** Sessions, the bookings in them, and the days on which there are none. */
export const placesSql = {
  putSession:
    "INSERT INTO clinic_session(id, assignment_id, clinic_id, service_id, staff_id, point_id, day," +
    " from_at, to_at, capacity, window_min, overbook_max, breaks, buffer_before_min," +
    " buffer_after_min, status)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
  changeSession:
    "UPDATE clinic_session SET assignment_id = ?, staff_id = ?, point_id = ?, from_at = ?," +
    " to_at = ?, capacity = ?, overbook_max = ?, breaks = ?, buffer_before_min = ?," +
    " buffer_after_min = ?, status = ?, late_min = ?, closed_by = ? WHERE id = ?",
  addTaken: "UPDATE clinic_session SET taken = taken + ? WHERE id = ?",
  session: "SELECT * FROM clinic_session WHERE id = ?",
  ofAssignment: "SELECT * FROM clinic_session WHERE assignment_id = ? ORDER BY id DESC LIMIT 1",
  ofClinicInDays:
    "SELECT * FROM clinic_session WHERE clinic_id = ? AND day >= ? AND day < ?" +
    " ORDER BY day, from_at, id",
  inDays: "SELECT * FROM clinic_session WHERE day >= ? AND day < ? ORDER BY day, from_at, id",
  /** Of one doctor, for the own day. */
  ofStaffOn: "SELECT * FROM clinic_session WHERE staff_id = ? AND day = ? ORDER BY from_at, id",
  /** Sessions of a service that are open and not full, in order of time, after a cursor. */
  free:
    "SELECT * FROM clinic_session WHERE service_id = ? AND (from_at, id) > (?, ?)" +
    " AND status = 'open' AND taken < capacity ORDER BY from_at, id LIMIT ?",

  putAppointment:
    "INSERT INTO appointment(id, patient_id, session_id, at, status, code, overbook_reason," +
    " series, made_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
  moveAppointment:
    "UPDATE appointment SET session_id = ?, at = ?, status = ?, ticket_id = ?," +
    " overbook_reason = ? WHERE id = ?",
  appointment: "SELECT * FROM appointment WHERE id = ?",
  byCode: "SELECT * FROM appointment WHERE code = ?",
  byTicket: "SELECT * FROM appointment WHERE ticket_id = ?",
  /** All of a session, the ones that are over too, in the order of their times. */
  ofSession: "SELECT * FROM appointment WHERE session_id = ? ORDER BY at, id",
  /** The times and reasons of those who take a place. */
  /** When what a session needs is out of service during it. */
  outagesIn:
    "SELECT o.from_at, o.to_at FROM assignment a, json_each(a.things) t" +
    " JOIN thing_outage o ON o.thing_id = t.value WHERE a.id = ? AND o.to_at > ?" +
    " AND o.from_at < ? AND o.to_at > o.from_at",
  takenIn: `SELECT id, at, overbook_reason FROM appointment WHERE session_id = ? AND ${taking}`,
  takingOf: `SELECT * FROM appointment WHERE session_id = ? AND ${taking} ORDER BY at, id`,
  /** What a patient has from one time to another, whatever became of it. */
  ofPatient:
    "SELECT a.*, s.day, s.service_id FROM appointment a JOIN clinic_session s" +
    " ON s.id = a.session_id WHERE a.patient_id = ? AND a.at >= ? AND a.at < ? ORDER BY a.at, a.id",
  heldBefore:
    "SELECT * FROM appointment WHERE status = 'held' AND made_at < ? ORDER BY made_at LIMIT ?",

  /** Booked, and their sessions are over. */
  missed:
    "SELECT a.* FROM appointment a JOIN clinic_session s ON s.id = a.session_id" +
    " WHERE a.status = 'booked' AND a.at < ? AND s.status = 'open'" +
    " AND s.to_at + 60000 * s.late_min < ? ORDER BY a.at LIMIT ?",
  checkedInOf:
    "SELECT count(*) AS n FROM appointment WHERE session_id = ?" +
    " AND status IN ('checked_in', 'fulfilled')",
  checkedIn: "SELECT * FROM appointment WHERE status = 'checked_in' ORDER BY id LIMIT ?",

  putWish:
    "INSERT INTO wish(id, patient_id, service_id, from_day, to_day, status, made_at)" +
    " VALUES(?, ?, ?, ?, ?, 'waiting', ?)",
  settleWish: "UPDATE wish SET status = ?, appointment_id = ?, offered_at = ? WHERE id = ?",
  wish: "SELECT * FROM wish WHERE id = ?",
  wishOfHold: "SELECT * FROM wish WHERE appointment_id = ? AND status = 'offered'",
  waitingWishes:
    "SELECT * FROM wish WHERE service_id = ? AND status = 'waiting' ORDER BY id LIMIT ?",
  offeredBefore:
    "SELECT * FROM wish WHERE status = 'offered' AND offered_at < ? ORDER BY offered_at LIMIT ?",
  wishedServices: "SELECT DISTINCT service_id FROM wish WHERE status = 'waiting'",

  putHoliday:
    "INSERT INTO holiday(id, names, day, days, status, hijri_month, hijri_day)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?)",
  dropHoliday: "UPDATE holiday SET status = 'dropped' WHERE id = ?",
  holiday: "SELECT * FROM holiday WHERE id = ?",
  /** Holidays that may reach into a span: they begin before its end. */
  holidays:
    "SELECT * FROM holiday WHERE status IN ('tentative', 'confirmed') AND day >= ? AND day < ?" +
    " ORDER BY day, id",
  putClosure:
    "INSERT INTO clinic_closure(id, clinic_id, from_day, to_day, reason) VALUES(?, ?, ?, ?, ?)",
  closures:
    "SELECT * FROM clinic_closure WHERE clinic_id = ? AND from_day < ? AND to_day > ?" +
    " ORDER BY from_day, id",
  dropClosure: "DELETE FROM clinic_closure WHERE id = ?",
  putWorkWeek:
    "INSERT INTO work_week(id, workdays, hijri_offset) VALUES(1, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET workdays = excluded.workdays," +
    " hijri_offset = excluded.hijri_offset",
  workWeek: "SELECT workdays, hijri_offset FROM work_week WHERE id = 1",

  putMessage:
    "INSERT INTO message(id, patient_id, kind, about, due_at, status)" +
    " VALUES(?, ?, ?, ?, ?, 'queued')",
  settleMessage: "UPDATE message SET status = ?, detail = ? WHERE id = ?",
  /** What a command told patients: the messages that its rows made, reminders apart. */
  toldSince:
    "SELECT kind, count(*) AS count FROM message WHERE id > ? AND status = 'queued'" +
    " AND kind <> 'reminder' GROUP BY kind ORDER BY kind",
  queuedAbout: "SELECT * FROM message WHERE about = ? AND status = 'queued' ORDER BY id",
  /** The latest that was said about something. */
  lastSaid: "SELECT * FROM message WHERE about = ? AND status = 'sent' ORDER BY id DESC LIMIT 1",
  due: "SELECT * FROM message WHERE status = 'queued' AND due_at <= ? ORDER BY due_at, id LIMIT ?",

  fact: "SELECT name, fact FROM journal WHERE seq = ?",
} as const;
