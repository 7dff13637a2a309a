/** The first house: site, directory, people and devices, tickets, calls, paper, journal. */
export const migration0010 = {
  version: 10,
  sql: `
-- Facts of the whole site. One row. secret keys digests and track tokens; it is never journaled.
CREATE TABLE site(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT NOT NULL,
  zone TEXT NOT NULL,
  hospital_names TEXT NOT NULL,
  emergency_place TEXT NOT NULL
) STRICT;
CREATE TABLE secret(id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL) STRICT;

-- Every fact, chained: hash covers the row and the hash before it. The tables below follow from it.
CREATE TABLE journal(
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  principal TEXT NOT NULL,
  command_id BLOB,
  part INTEGER NOT NULL,
  name TEXT NOT NULL,
  fact TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
-- Finds what a command did (undo, an expired replay). Commands come first in it because their ids
-- rise with time: rows are added at its end.
CREATE UNIQUE INDEX journal_command ON journal(command_id, principal, part)
  WHERE command_id IS NOT NULL;

-- The answer given to each command, for its replay. Pruned from the lowest rowid, which is the oldest.
CREATE TABLE once(
  id INTEGER PRIMARY KEY,
  command_id BLOB NOT NULL,
  principal TEXT NOT NULL,
  digest BLOB NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX once_command ON once(command_id, principal);

-- Directory
CREATE TABLE waiting_room(id TEXT PRIMARY KEY, names TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE clinic(
  id TEXT PRIMARY KEY,
  names TEXT NOT NULL,
  board_names TEXT NOT NULL,
  series TEXT NOT NULL,
  pictogram TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE queue(
  id TEXT PRIMARY KEY,
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  waiting_room_id TEXT NOT NULL REFERENCES waiting_room(id),
  names TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE service(
  id TEXT PRIMARY KEY,
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  queue_id TEXT NOT NULL REFERENCES queue(id),
  names TEXT NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  daily_limit INTEGER CHECK (daily_limit > 0),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE service_point(
  id TEXT PRIMARY KEY,
  waiting_room_id TEXT NOT NULL REFERENCES waiting_room(id),
  names TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Which queues a service point calls from.
CREATE TABLE service_point_queue(
  service_point_id TEXT NOT NULL REFERENCES service_point(id),
  queue_id TEXT NOT NULL REFERENCES queue(id),
  PRIMARY KEY (service_point_id, queue_id)
) STRICT, WITHOUT ROWID;

-- Devices and people. Names, sign-in names and passwords stand apart, where they can be erased.
CREATE TABLE device(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'display', 'console')),
  name TEXT NOT NULL,
  waiting_room_id TEXT REFERENCES waiting_room(id),
  service_point_id TEXT REFERENCES service_point(id),
  token_hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE staff(id INTEGER PRIMARY KEY, role TEXT NOT NULL) STRICT;
CREATE TABLE staff_private(
  staff_id INTEGER PRIMARY KEY REFERENCES staff(id),
  user TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password TEXT NOT NULL
) STRICT;
CREATE TABLE session(
  hash TEXT PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tickets and entries. A label is unique in its day as it is displayed.
CREATE TABLE service_day(day TEXT PRIMARY KEY, opened_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE series_counter(
  day TEXT NOT NULL,
  series TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (day, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_counter(
  day TEXT NOT NULL,
  service_id TEXT NOT NULL,
  issued INTEGER NOT NULL,
  PRIMARY KEY (day, service_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE ticket(
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  label TEXT NOT NULL,
  language TEXT NOT NULL,
  service_id TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  patient_id TEXT,
  group_id TEXT,
  UNIQUE (day, label)
) STRICT;
CREATE TABLE entry(
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES ticket(id),
  queue_id TEXT NOT NULL REFERENCES queue(id),
  day TEXT NOT NULL,
  status TEXT NOT NULL,
  class TEXT NOT NULL,
  eligible_at INTEGER NOT NULL,
  requeues INTEGER NOT NULL,
  patient_id TEXT,
  -- The last row of the journal that moved it: an act can be undone only while it is the last.
  last_seq INTEGER NOT NULL
) STRICT;
-- Who is next: the first of each class of a queue is one seek, however long the queue.
CREATE INDEX entry_waiting ON entry(queue_id, class, eligible_at, id) WHERE status = 'waiting';
-- Emergencies go in order of arrival.
CREATE INDEX entry_emergency ON entry(queue_id, id)
  WHERE status = 'waiting' AND class = 'emergency';
-- How many wait, kept by the facts themselves: no screen and no ticket has to count a long queue,
-- and a call looks only into classes that have somebody.
CREATE TABLE waiting_count(
  queue_id TEXT NOT NULL REFERENCES queue(id),
  class TEXT NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (queue_id, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_no_show ON entry(queue_id, day, last_seq) WHERE status = 'no_show';
-- The same patient is never twice in a queue.
CREATE UNIQUE INDEX entry_patient ON entry(queue_id, patient_id)
  WHERE patient_id IS NOT NULL AND status IN ('waiting', 'called', 'serving');
CREATE TABLE call(
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry(id),
  service_point_id TEXT NOT NULL REFERENCES service_point(id),
  day TEXT NOT NULL,
  status TEXT NOT NULL,
  called_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  recalls INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  result_code TEXT
) STRICT;
-- One patient at a service point, and one service point for a patient.
CREATE UNIQUE INDEX call_open_point ON call(service_point_id) WHERE status IN ('called', 'serving');
CREATE UNIQUE INDEX call_open_entry ON call(entry_id) WHERE status IN ('called', 'serving');
-- The last calls of a service point today: a seek, however many days lie behind it.
CREATE INDEX call_point ON call(service_point_id, day, id);
CREATE TABLE call_note(
  call_id INTEGER PRIMARY KEY REFERENCES call(id),
  salt BLOB NOT NULL,
  note TEXT NOT NULL
) STRICT;
-- The day's figures of a service point, kept so that no screen has to count history.
CREATE TABLE point_day(
  day TEXT NOT NULL,
  service_point_id TEXT NOT NULL,
  called INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  no_shows INTEGER NOT NULL,
  PRIMARY KEY (day, service_point_id)
) STRICT, WITHOUT ROWID;

-- Paper. A ticket has at most one original job (copy 0); a person orders each marked copy.
CREATE TABLE print_job(
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES ticket(id),
  copy INTEGER NOT NULL CHECK (copy BETWEEN 0 AND 255),
  device_id INTEGER NOT NULL REFERENCES device(id),
  status TEXT NOT NULL,
  detail TEXT,
  ahead INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  UNIQUE (ticket_id, copy)
) STRICT;
CREATE INDEX print_job_device ON print_job(device_id, id);
CREATE INDEX print_job_unsettled ON print_job(device_id, id) WHERE status IN ('queued', 'sent');
`,
} as const;
