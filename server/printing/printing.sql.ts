const job =
  "j.id, j.ticket_id, j.device_id, j.status, j.detail, j.ahead, j.queued_at, t.label, t.language," +
  " t.service_id, t.issued_at";
const ofTicket = "FROM print_job j JOIN ticket t ON t.id = j.ticket_id";

export const printingSql = {
  put:
    "INSERT INTO print_job(id, ticket_id, device_id, status, ahead, queued_at)" +
    " VALUES(?, ?, ?, 'queued', ?, ?)",
  move: "UPDATE print_job SET status = ?, detail = ? WHERE id = ?",
  job: "SELECT id, device_id, status FROM print_job WHERE id = ?",
  unsettled:
    `SELECT ${job} ${ofTicket} WHERE j.device_id = ? AND j.status IN ('queued', 'sent')` +
    " ORDER BY j.id LIMIT ?",
  settled:
    `SELECT ${job} ${ofTicket} WHERE j.device_id = ? AND j.status NOT IN ('queued', 'sent')` +
    " ORDER BY j.id DESC LIMIT ?",
} as const;
