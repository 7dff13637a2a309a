/** The catalogue of tests, orders, specimens. */
export const migration0041 = {
  version: 41,
  sql: `
CREATE TABLE test(
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  names TEXT NOT NULL,
  service_id TEXT NOT NULL REFERENCES service(id),
  specimen TEXT,
  tube TEXT,
  preparation TEXT NOT NULL,
  turnaround TEXT NOT NULL,
  stable_hours INTEGER NOT NULL,
  members TEXT NOT NULL,
  is_open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- An order of one service; of one visit there may be several. Its number never repeats.
CREATE TABLE test_order(
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  service_id TEXT NOT NULL REFERENCES service(id),
  patient_id INTEGER REFERENCES patient(id),
  ticket_id INTEGER REFERENCES ticket(id),
  -- The visit that waits for it.
  entry_id INTEGER REFERENCES entry(id),
  urgency TEXT NOT NULL,
  return_when TEXT NOT NULL,
  asked TEXT NOT NULL,
  ordered_by TEXT NOT NULL,
  ordered_at INTEGER NOT NULL,
  -- The booking made for it, and whether the patient said to be prepared.
  appointment_id INTEGER REFERENCES appointment(id),
  prepared INTEGER,
  -- Tests without a result that are not cancelled; 0: the order is over.
  open INTEGER NOT NULL
) STRICT;
CREATE INDEX test_order_patient ON test_order(patient_id, id) WHERE patient_id IS NOT NULL;
CREATE INDEX test_order_ticket ON test_order(ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX test_order_entry ON test_order(entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX test_order_booked ON test_order(appointment_id) WHERE appointment_id IS NOT NULL;
CREATE TABLE order_item(
  order_id INTEGER NOT NULL REFERENCES test_order(id),
  test_id TEXT NOT NULL REFERENCES test(id),
  status TEXT NOT NULL,
  specimen_id INTEGER REFERENCES specimen(id),
  collected_at INTEGER,
  -- Three quarters of the time are gone; all of it.
  soon_at INTEGER,
  due_at INTEGER,
  resulted_at INTEGER,
  document_id INTEGER REFERENCES document(id),
  -- The row that moved it last: a stop that ended later has seen to it.
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (order_id, test_id)
) STRICT, WITHOUT ROWID;
-- What the laboratory has to do, and whose alarms are to come.
CREATE INDEX order_item_work ON order_item(order_id) WHERE status IN ('collected', 'received');
CREATE INDEX order_item_soon ON order_item(soon_at) WHERE status IN ('collected', 'received');
CREATE INDEX order_item_late ON order_item(due_at) WHERE status IN ('collected', 'received');
CREATE INDEX order_item_resulted ON order_item(resulted_at) WHERE resulted_at IS NOT NULL;
CREATE TABLE specimen(
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  order_id INTEGER NOT NULL REFERENCES test_order(id),
  kind TEXT NOT NULL,
  tube TEXT NOT NULL,
  tests TEXT NOT NULL,
  status TEXT NOT NULL,
  collected_at INTEGER NOT NULL,
  received_at INTEGER,
  rejected_at INTEGER,
  reject_kind TEXT
) STRICT;
CREATE INDEX specimen_order ON specimen(order_id, id);
CREATE INDEX specimen_rejected ON specimen(rejected_at) WHERE rejected_at IS NOT NULL;
CREATE TABLE order_private(
  order_id INTEGER PRIMARY KEY REFERENCES test_order(id),
  note TEXT NOT NULL,
  salt BLOB NOT NULL
) STRICT;
`,
} as const;
