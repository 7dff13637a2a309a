/** Things and the times in which they are out of service. Plans are guarded in things.test.ts. */
export const thingSql = {
  putThing:
    "INSERT INTO thing(id, names, kind, clinic_id, is_retired) VALUES(?, ?, ?, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET names = excluded.names, kind = excluded.kind," +
    " clinic_id = excluded.clinic_id, is_retired = excluded.is_retired",
  thing: "SELECT * FROM thing WHERE id = ?",
  things: "SELECT * FROM thing ORDER BY is_retired, clinic_id, id",
  putOutage: "INSERT INTO thing_outage(id, thing_id, from_at, to_at, reason) VALUES(?, ?, ?, ?, ?)",
  /** It ends now; what had not begun is empty. */
  endOutage: "UPDATE thing_outage SET to_at = max(from_at, min(to_at, ?)) WHERE id = ?",
  outage: "SELECT * FROM thing_outage WHERE id = ?",
  outagesOf:
    "SELECT * FROM thing_outage WHERE thing_id = ? AND to_at > ? AND from_at < ?" +
    " AND from_at < to_at ORDER BY to_at, id",
  outagesFrom: "SELECT * FROM thing_outage WHERE to_at > ? AND from_at < to_at ORDER BY to_at, id",
} as const;
