const inWork = "status IN ('collected', 'received')";

/** The catalogue, orders, their tests, specimens. */
export const laboratorySql = {
  putTest:
    "INSERT INTO test(id, kind, names, service_id, specimen, tube, preparation, turnaround," +
    " stable_hours, members, is_open) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET kind = excluded.kind, names = excluded.names," +
    " service_id = excluded.service_id, specimen = excluded.specimen, tube = excluded.tube," +
    " preparation = excluded.preparation, turnaround = excluded.turnaround," +
    " stable_hours = excluded.stable_hours, members = excluded.members, is_open = excluded.is_open",
  test: "SELECT * FROM test WHERE id = ?",
  tests: "SELECT * FROM test ORDER BY kind, id LIMIT ?",

  putOrder:
    "INSERT INTO test_order(id, number, kind, service_id, patient_id, ticket_id, entry_id," +
    " urgency, return_when, asked, ordered_by, ordered_at, open)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  lastNumber: "SELECT max(number) AS number FROM test_order",
  bookOrder: "UPDATE test_order SET appointment_id = ? WHERE id = ?",
  joinOrder: "UPDATE test_order SET ticket_id = ?, prepared = coalesce(?, prepared) WHERE id = ?",
  closeItems: "UPDATE test_order SET open = open - ? WHERE id = ?",
  order: "SELECT * FROM test_order WHERE id = ?",
  ofTicket: "SELECT * FROM test_order WHERE ticket_id = ? ORDER BY id LIMIT ?",
  ofEntry: "SELECT * FROM test_order WHERE entry_id = ? ORDER BY id",
  ofAppointment: "SELECT * FROM test_order WHERE appointment_id = ? ORDER BY id",
  /** The newest first. */
  ofPatient: "SELECT * FROM test_order WHERE patient_id = ? ORDER BY id DESC LIMIT ?",
  /** What is taken, or done, and has no result yet. */
  working:
    `SELECT o.* FROM (SELECT DISTINCT order_id FROM order_item WHERE ${inWork}) i` +
    " CROSS JOIN test_order o ON o.id = i.order_id WHERE o.kind = ? ORDER BY o.id LIMIT ?",

  putItem: "INSERT INTO order_item(order_id, test_id, status, last_seq) VALUES(?, ?, 'ordered', ?)",
  moveItem:
    "UPDATE order_item SET status = ?, specimen_id = ?, collected_at = ?, soon_at = ?, due_at = ?," +
    " resulted_at = ?, document_id = ?, last_seq = ? WHERE order_id = ? AND test_id = ?",
  items: "SELECT * FROM order_item WHERE order_id = ? ORDER BY test_id",
  item: "SELECT * FROM order_item WHERE order_id = ? AND test_id = ?",
  /** Has any alarm begun to ring in this time? */
  rangSoon: `SELECT 1 AS n FROM order_item WHERE ${inWork} AND soon_at > ? AND soon_at <= ? LIMIT 1`,
  rangLate: `SELECT 1 AS n FROM order_item WHERE ${inWork} AND due_at > ? AND due_at <= ? LIMIT 1`,
  /** The newest result first. */
  readySince:
    "SELECT o.*, max(i.resulted_at) AS ready_at FROM order_item i JOIN test_order o" +
    " ON o.id = i.order_id WHERE i.resulted_at >= ? AND o.kind = ?" +
    " GROUP BY o.id ORDER BY ready_at DESC, o.id DESC LIMIT ?",
  putTakenBack:
    "INSERT INTO result_taken_back(id, order_id, tests, reason, taken_by, taken_at)" +
    " VALUES(?, ?, ?, ?, ?, ?)",
  takenBack: "SELECT * FROM result_taken_back WHERE order_id = ? ORDER BY id",
  resultedSince:
    "SELECT i.collected_at, i.resulted_at FROM order_item i JOIN test_order o" +
    " ON o.id = i.order_id WHERE i.resulted_at >= ? AND o.kind = ?",

  putSpecimen:
    "INSERT INTO specimen(id, number, order_id, kind, tube, tests, status, collected_at)" +
    " VALUES(?, ?, ?, ?, ?, ?, 'collected', ?)",
  lastSpecimen: "SELECT max(number) AS number FROM specimen",
  specimen: "SELECT * FROM specimen WHERE id = ?",
  specimenByNumber: "SELECT * FROM specimen WHERE number = ?",
  specimens: "SELECT * FROM specimen WHERE order_id = ? ORDER BY id",
  receive: "UPDATE specimen SET status = 'received', received_at = ? WHERE id = ?",
  reject: "UPDATE specimen SET status = 'rejected', rejected_at = ?, reject_kind = ? WHERE id = ?",
  discard: "UPDATE specimen SET status = 'discarded' WHERE id = ?",
  rejectedSince:
    "SELECT count(*) AS n FROM specimen s JOIN test_order o ON o.id = s.order_id" +
    " WHERE s.rejected_at >= ? AND o.kind = ?",

  putNote: "INSERT INTO order_private(order_id, note, salt) VALUES(?, ?, ?)",
  note: "SELECT note FROM order_private WHERE order_id = ?",
} as const;
