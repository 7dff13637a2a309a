const paper = "id, kind, of_id, copy, device_id, language, status, detail, queued_at, until_at";

export const papersSql = {
  put: `INSERT INTO paper_job(${paper})` + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  move: "UPDATE paper_job SET status = ?, detail = ? WHERE id = ?",
  job: `SELECT ${paper} FROM paper_job WHERE id = ?`,
  lastOf: `SELECT ${paper} FROM paper_job WHERE kind = ? AND of_id = ? ORDER BY copy DESC LIMIT 1`,
  unsettled:
    `SELECT ${paper} FROM paper_job WHERE device_id = ? AND status IN ('queued', 'sent')` +
    // Somebody waits for a slip or a label; nobody stands beside a list.
    " ORDER BY kind = 'list', id LIMIT ?",
  overdue: "SELECT id FROM paper_job WHERE status = 'queued' AND until_at < ? LIMIT ?",
  /** Lists that are not on paper, or are owed for long, unless a later one of the same session may be. */
  missing:
    `SELECT ${paper} FROM paper_job p INDEXED BY paper_job_missing WHERE kind = 'list' AND status <> 'printed' AND until_at > ?` +
    " AND (status IN ('not_printed', 'unknown') OR queued_at < ?) AND NOT EXISTS (SELECT 1 FROM paper_job q WHERE q.kind = 'list'" +
    " AND q.of_id = p.of_id AND q.copy > p.copy) ORDER BY id LIMIT ?",
  putPrinter:
    "INSERT INTO clinic_printer(clinic_id, device_id, language) VALUES(?, ?, ?)" +
    " ON CONFLICT(clinic_id) DO UPDATE SET device_id = excluded.device_id, language = excluded.language",
  dropPrinter: "DELETE FROM clinic_printer WHERE clinic_id = ?",
  printer: "SELECT clinic_id, device_id, language FROM clinic_printer WHERE clinic_id = ?",
  printers: "SELECT clinic_id, device_id, language FROM clinic_printer ORDER BY clinic_id",
  listDay:
    "INSERT INTO listed_day(id, day) VALUES(1, ?) ON CONFLICT(id) DO UPDATE SET day = excluded.day",
  listedDay: "SELECT day FROM listed_day",
} as const;
