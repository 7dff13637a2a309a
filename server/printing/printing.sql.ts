const job =
  "j.id, j.ticket_id, j.copy, j.device_id, j.status, j.detail, j.ahead, j.queued_at, j.wait_from, j.wait_to," +
  " t.label, t.language, t.service_id, t.issued_at";
const ofTicket = "FROM print_job j JOIN ticket t ON t.id = j.ticket_id";

export const printingSql = {
  put:
    "INSERT INTO print_job(id, ticket_id, copy, device_id, status, ahead, queued_at, wait_from," +
    " wait_to) VALUES(?, ?, ?, ?, 'queued', ?, ?, ?, ?)",
  lastOfTicket:
    "SELECT copy, device_id FROM print_job WHERE ticket_id = ? ORDER BY copy DESC LIMIT 1",
  /** The paper that counts: a copy that certainly never came out does not kill the one before. */
  currentCopy:
    "SELECT copy FROM print_job WHERE ticket_id = ? AND status <> 'not_printed'" +
    " ORDER BY copy DESC LIMIT 1",
  move: "UPDATE print_job SET status = ?, detail = ? WHERE id = ?",
  job: "SELECT id, device_id, status FROM print_job WHERE id = ?",
  unsettled:
    `SELECT ${job} ${ofTicket} WHERE j.device_id = ? AND j.status IN ('queued', 'sent')` +
    " ORDER BY j.id LIMIT ?",
  settled:
    `SELECT ${job} ${ofTicket} WHERE j.device_id = ? AND j.status NOT IN ('queued', 'sent')` +
    " ORDER BY j.id DESC LIMIT ?",
} as const;
