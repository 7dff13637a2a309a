const duty = "id, clinic_id, staff_id, day, shift_id, point_id, things, state, published_in";
/** A session needs the things of its shift. */
const session =
  "s.id, s.assignment_id, s.clinic_id, s.staff_id, s.point_id, s.day, s.from_at, s.to_at, s.taken," +
  " (SELECT own.things FROM assignment own WHERE own.id = s.assignment_id) AS things";

/** Everything rosters ask and write. The hot ones have their plan guarded in roster.sql.test.ts. */
export const rosterSql = {
  // Settings
  putDetail:
    "INSERT OR REPLACE INTO staff_detail(staff_id, clinic_id, grade, skills) VALUES(?, ?, ?, ?)",
  detail: "SELECT * FROM staff_detail WHERE staff_id = ?",
  details: "SELECT * FROM staff_detail ORDER BY staff_id",
  putShift:
    "INSERT INTO shift(id, names, kind, start_min, end_min, tier) VALUES(?, ?, ?, ?, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET names = excluded.names, kind = excluded.kind," +
    " start_min = excluded.start_min, end_min = excluded.end_min, tier = excluded.tier",
  shifts: "SELECT * FROM shift ORDER BY start_min, id",
  /** Is a shift of any roster? Once for each change of a shift's times, which is rare. */
  shiftInUse: "SELECT 1 AS used FROM assignment WHERE shift_id = ? AND state <> 'removed' LIMIT 1",
  putPlan:
    "INSERT OR REPLACE INTO session_plan(clinic_id, shift_id, service_id, capacity, window_min," +
    " overbook_max, breaks, buffer_before_min, buffer_after_min)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
  plans: "SELECT * FROM session_plan WHERE clinic_id = ? ORDER BY shift_id",
  putRules: "INSERT OR REPLACE INTO roster_rules(id, rules) VALUES(1, ?)",
  rules: "SELECT rules FROM roster_rules WHERE id = 1",
  putPattern:
    "INSERT OR REPLACE INTO pattern(staff_id, clinic_id, weeks, starts_on, cells, week_names)" +
    " VALUES(?, ?, ?, ?, ?, ?)",
  patterns: "SELECT * FROM pattern WHERE clinic_id = ? ORDER BY staff_id",

  // Assignments
  putAssignment:
    "INSERT INTO assignment(id, clinic_id, staff_id, day, shift_id, point_id, things, state)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, 'adding')",
  setThings: "UPDATE assignment SET things = ? WHERE id = ?",
  takeThing: "INSERT INTO assignment_thing(thing_id, day, assignment_id) VALUES(?, ?, ?)",
  leaveThing: "DELETE FROM assignment_thing WHERE thing_id = ? AND day = ? AND assignment_id = ?",
  setState: "UPDATE assignment SET state = ? WHERE id = ?",
  publishAdded:
    "UPDATE assignment SET state = 'published', published_in = ?, told_in = ? WHERE id = ?",
  publishRemoved:
    "UPDATE assignment SET state = 'removed', removed_in = ?, told_in = ? WHERE id = ?",
  draftAgain:
    "UPDATE assignment SET state = 'adding', published_in = NULL, told_in = ? WHERE id = ?",
  removeAgain:
    "UPDATE assignment SET state = 'removing', removed_in = NULL, told_in = ? WHERE id = ?",
  assignment: `SELECT ${duty} FROM assignment WHERE id = ?`,
  /** The same shift of the same person, not taken out. */
  same:
    `SELECT ${duty} FROM assignment WHERE staff_id = ? AND day = ? AND shift_id = ?` +
    " AND clinic_id = ? AND state <> 'removed' ORDER BY id",
  ofClinic:
    `SELECT ${duty} FROM assignment WHERE clinic_id = ? AND day >= ? AND day < ?` +
    " AND state <> 'removed' ORDER BY day, id",
  ofPerson:
    `SELECT ${duty} FROM assignment WHERE staff_id = ? AND day >= ? AND day < ?` +
    " AND state <> 'removed' ORDER BY day, id",
  atPoint:
    `SELECT ${duty} FROM assignment WHERE point_id = ? AND day >= ? AND day < ?` +
    " AND state <> 'removed' AND point_id IS NOT NULL ORDER BY day, id",
  withThing:
    "SELECT a.id, a.clinic_id, a.staff_id, a.day, a.shift_id, a.point_id, a.things, a.state," +
    " a.published_in FROM assignment_thing t JOIN assignment a ON a.id = t.assignment_id" +
    " WHERE t.thing_id = ? AND t.day >= ? AND t.day < ?" +
    " AND a.state <> 'removed' ORDER BY t.day, a.id",
  takenOut:
    "SELECT staff_id, day, shift_id FROM assignment WHERE clinic_id = ? AND day >= ? AND day < ?" +
    " AND state = 'removed' AND removed_in IS NOT NULL",
  clinicsOfPerson:
    "SELECT DISTINCT clinic_id FROM assignment WHERE staff_id = ? AND day >= ? AND day < ?" +
    " AND state <> 'removed'",
  /** What a person's calendar says or once said, with the moment of its last change. */
  told:
    `SELECT a.id, a.clinic_id, a.day, a.shift_id, a.point_id, a.state, a.told_in, j.at AS told_at` +
    " FROM assignment a JOIN journal j ON j.seq = a.told_in" +
    " WHERE a.staff_id = ? AND a.told_in IS NOT NULL AND a.day >= ? AND a.day < ?" +
    " ORDER BY a.day, a.id",

  // Publications
  putPublication:
    "INSERT INTO publication(id, clinic_id, from_day, to_day, version, at) VALUES(?, ?, ?, ?, ?, ?)",
  setUndone: "UPDATE publication SET undone = 1 WHERE id = ?",
  publication: "SELECT * FROM publication WHERE id = ?",
  lastPublication: "SELECT * FROM publication WHERE clinic_id = ? ORDER BY version DESC LIMIT 1",
  publications: "SELECT * FROM publication WHERE clinic_id = ? ORDER BY version DESC LIMIT ?",
  /** What a journal row said, and of which command it was a part. */
  journalRow: "SELECT command_id, fact FROM journal WHERE seq = ?",
  version: "SELECT version FROM roster_version WHERE clinic_id = ?",
  nextVersion:
    "INSERT INTO roster_version(clinic_id, version) VALUES(?, 1)" +
    " ON CONFLICT(clinic_id) DO UPDATE SET version = version + 1",
  setVersion: "INSERT OR REPLACE INTO roster_version(clinic_id, version) VALUES(?, ?)",

  // Leave and swaps
  putLeave:
    "INSERT INTO leave(id, staff_id, from_day, to_day, kind, status, requested_at)" +
    " VALUES(?, ?, ?, ?, ?, 'requested', ?)",
  decideLeave: "UPDATE leave SET status = ?, decided_at = ?, reason = ? WHERE id = ?",
  leave: "SELECT * FROM leave WHERE id = ?",
  /** A person's leave that is asked for or given and touches these days. */
  leaveOfPerson:
    "SELECT * FROM leave WHERE staff_id = ? AND from_day < ? AND to_day > ?" +
    " AND status IN ('requested', 'approved') ORDER BY from_day, id",
  leaveOpen: "SELECT * FROM leave WHERE status = 'requested' ORDER BY id LIMIT ?",
  leaveDecided:
    "SELECT * FROM leave WHERE decided_at IS NOT NULL AND decided_at > ?" +
    " ORDER BY decided_at DESC LIMIT ?",
  putSwap:
    "INSERT INTO swap(id, assignment_id, to_staff_id, for_assignment_id, status, offered_at)" +
    " VALUES(?, ?, ?, ?, 'offered', ?)",
  decideSwap: "UPDATE swap SET status = ?, decided_at = ?, reason = ? WHERE id = ?",
  swap: "SELECT * FROM swap WHERE id = ?",
  swapsOpen: "SELECT * FROM swap WHERE status IN ('offered', 'accepted') ORDER BY id LIMIT ?",
  swapsDecided:
    "SELECT * FROM swap WHERE decided_at IS NOT NULL AND decided_at > ?" +
    " ORDER BY decided_at DESC LIMIT ?",

  // The calendar of the house, and its sessions as far as they take people and rooms
  workWeek: "SELECT workdays FROM work_week WHERE id = 1",
  holidays:
    "SELECT id, names, day, days, status FROM holiday" +
    " WHERE status IN ('tentative', 'confirmed') AND day >= ? AND day < ? ORDER BY day, id",
  closures:
    "SELECT clinic_id, from_day, to_day, reason FROM clinic_closure" +
    " WHERE clinic_id = ? AND from_day < ? AND to_day > ? ORDER BY from_day, id",
  sessionsOfPerson:
    `SELECT ${session} FROM clinic_session s WHERE s.staff_id = ? AND s.day >= ? AND s.day < ?` +
    " AND s.status = 'open' ORDER BY s.from_at, s.id",
  /** Those of shifts that stand, the ones among them that are to go. */
  standingSessions:
    `SELECT ${session} FROM clinic_session s JOIN assignment a ON a.id = s.assignment_id` +
    " WHERE s.staff_id = ? AND s.day >= ? AND s.day < ? AND s.status = 'open'" +
    " AND a.state <> 'removed' ORDER BY s.from_at, s.id",
  sessionOfAssignment: `SELECT ${session} FROM clinic_session s WHERE s.assignment_id = ? AND s.status = 'open'`,
  taken: "SELECT taken FROM clinic_session WHERE id = ?",
  putCalendarKey:
    "INSERT INTO calendar_key(staff_id, revision) VALUES(?, 1)" +
    " ON CONFLICT(staff_id) DO UPDATE SET revision = revision + 1",
  calendarKey: "SELECT revision FROM calendar_key WHERE staff_id = ?",
} as const;
