/** Theatres, their blocks, and operations. Plans are guarded in theatres.sql.test.ts. */
export const theatresSql = {
  putTheatre:
    "INSERT INTO theatre(id, names, is_open, position) VALUES(?, ?, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET names = excluded.names, is_open = excluded.is_open",
  touchList: "UPDATE theatre SET list_seq = ? WHERE id = ?",
  listSeq: "SELECT list_seq AS seq FROM theatre WHERE id = ?",
  theatre: "SELECT * FROM theatre WHERE id = ?",
  theatres: "SELECT * FROM theatre ORDER BY position, id",
  putProcedure:
    "INSERT INTO procedure(id, names, clinic_id, usual_min, p80_min, setup_min, cleaning_min," +
    " things, fasting_hours, is_sided, is_open) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET names = excluded.names, clinic_id = excluded.clinic_id," +
    " usual_min = excluded.usual_min, p80_min = excluded.p80_min," +
    " setup_min = excluded.setup_min, cleaning_min = excluded.cleaning_min," +
    " things = excluded.things, fasting_hours = excluded.fasting_hours," +
    " is_sided = excluded.is_sided, is_open = excluded.is_open",
  procedure: "SELECT * FROM procedure WHERE id = ?",
  procedures: "SELECT * FROM procedure ORDER BY clinic_id, id",

  putBlock:
    "INSERT INTO block(id, theatre_id, clinic_id, staff_id, day, from_at, to_at, status)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, 'held')",
  settleBlock: "UPDATE block SET status = ?, reason = ? WHERE id = ?",
  block: "SELECT * FROM block WHERE id = ? AND status <> 'replaced'",
  /** Blocks begin on their day, so those of a time begin at most two days before its end. */
  blocksOfTheatre:
    "SELECT * FROM block WHERE theatre_id = ? AND from_at > ? AND from_at < ? AND to_at > ?" +
    " AND status <> 'replaced' ORDER BY from_at, id",
  blocksOfDays:
    "SELECT * FROM block WHERE day >= ? AND day < ? AND status <> 'replaced'" +
    " ORDER BY day, theatre_id, from_at, id",

  putOperation:
    "INSERT INTO operation(id, number, patient_id, procedure_id, clinic_id, surgeon_id, urgency," +
    " due_day, side, status, minutes, p80_min, setup_min, cleaning_min, team, things, supplies," +
    " times, requested_at, status_at, last_seq)" +
    " SELECT ?, ?, ?, id, ?, ?, ?, ?, ?, 'requested', usual_min, p80_min, setup_min," +
    " cleaning_min, '[]', things, ?, '{}', ?, ?, ? FROM procedure WHERE id = ?",
  changeOperation:
    "UPDATE operation SET status = ?, surgeon_id = ?, urgency = ?, due_day = ?, theatre_id = ?," +
    " from_at = ?, minutes = ?, p80_min = ?, setup_min = ?, cleaning_min = ?, team = ?, things = ?," +
    " supplies = ?, times = ?, status_at = ?, placed_at = ?, moved_from = ?, moved = ?, last_seq = ? WHERE id = ?",
  operation: "SELECT * FROM operation WHERE id = ?",
  lastNumber: "SELECT max(number) AS n FROM operation",
  /** In order of time: what begins in a time, of all theatres. */
  operationsIn: "SELECT * FROM operation WHERE from_at >= ? AND from_at < ? ORDER BY from_at, id",
  operationsOfTheatre:
    "SELECT * FROM operation WHERE theatre_id = ? AND from_at >= ? AND from_at < ?" +
    " ORDER BY from_at, id",
  /** Those that were moved away from a time. */
  movedFrom:
    "SELECT * FROM operation WHERE moved_from >= ? AND moved_from < ? ORDER BY moved_from, id",
  inside:
    "SELECT * FROM operation WHERE theatre_id = ? AND status IN ('signed_in', 'incision', 'closed')",
  waiting: "SELECT * FROM operation WHERE status = 'requested' ORDER BY due_day, id LIMIT ?",
  ofPatient: "SELECT * FROM operation WHERE patient_id = ? ORDER BY id DESC LIMIT ?",

  dropClaims: "DELETE FROM operation_claim WHERE operation_id = ?",
  putClaim:
    "INSERT INTO operation_claim(holder, holder_id, from_at, to_at, operation_id)" +
    " VALUES(?, ?, ?, ?, ?)",
  claims:
    "SELECT * FROM operation_claim WHERE holder = ? AND holder_id = ? AND to_at > ?" +
    " AND from_at < ? ORDER BY to_at, operation_id",

  putCheck:
    "INSERT INTO operation_check(operation_id, item, mark, reason, by, at) VALUES(?, ?, ?, ?, ?, ?)" +
    " ON CONFLICT(operation_id, item) DO UPDATE SET mark = excluded.mark," +
    " reason = excluded.reason, by = excluded.by, at = excluded.at",
  checks: "SELECT * FROM operation_check WHERE operation_id = ?",

  putRow: "INSERT INTO operation_row(operation_id, seq) VALUES(?, ?)",
  /** What happened to an operation, the newest first. */
  trace:
    "SELECT j.seq, j.at, j.principal, j.name, j.fact FROM operation_row r" +
    " JOIN journal j ON j.seq = r.seq WHERE r.operation_id = ? ORDER BY r.seq DESC LIMIT ?",

  putDuration:
    "INSERT INTO operation_duration(operation_id, procedure_id, surgeon_id, minutes, ended_at)" +
    " VALUES(?, ?, ?, ?, ?)",
  dropDuration: "DELETE FROM operation_duration WHERE operation_id = ?",
  durations:
    "SELECT minutes FROM operation_duration WHERE procedure_id = ?" +
    " ORDER BY ended_at DESC LIMIT ?",
  durationsOf:
    "SELECT minutes FROM operation_duration WHERE procedure_id = ? AND surgeon_id = ?" +
    " ORDER BY ended_at DESC LIMIT ?",

  putNote: "INSERT INTO operation_private(operation_id, note, salt) VALUES(?, ?, ?)",
  note: "SELECT note FROM operation_private WHERE operation_id = ?",
} as const;
