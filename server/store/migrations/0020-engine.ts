/** The queue engine: seats, segments, journeys, detours, waits as they were shown. */
export const migration0020 = {
  version: 20,
  sql: `
-- Directory. segments, steps, outcome: JSON. day_start_min: a night clinic's day begins so many
-- minutes after midnight. closed: no new tickets, whatever its services say.
ALTER TABLE queue ADD COLUMN segments TEXT NOT NULL DEFAULT '[]';
ALTER TABLE queue ADD COLUMN day_start_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN alert_wait_min INTEGER;
ALTER TABLE queue ADD COLUMN alert_waiting INTEGER;
ALTER TABLE queue ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE service ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE service_point ADD COLUMN segments TEXT NOT NULL DEFAULT '[]';
-- The point helps this queue only when its longest wait passes so many minutes.
ALTER TABLE service_point_queue ADD COLUMN help_after_min INTEGER;

-- Who sits where. by: a member of staff or a console; empty while closed.
CREATE TABLE point_state(
  service_point_id TEXT PRIMARY KEY REFERENCES service_point(id),
  status TEXT NOT NULL,
  by TEXT NOT NULL,
  since INTEGER NOT NULL,
  pause_kind TEXT,
  pause_since INTEGER,
  pause_until INTEGER
) STRICT, WITHOUT ROWID;

-- Service days, one row of days for each hour at which days begin. rates: the rule's settings of
-- that day, empty for the default ones. pending_rates: from the next day on.
CREATE TABLE service_day_20(
  start_min INTEGER NOT NULL,
  day TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  rates TEXT NOT NULL,
  PRIMARY KEY (start_min, day)
) STRICT, WITHOUT ROWID;
INSERT INTO service_day_20 SELECT 0, day, opened_at, '' FROM service_day;
DROP TABLE service_day;
ALTER TABLE service_day_20 RENAME TO service_day;
CREATE TABLE pending_rates(id INTEGER PRIMARY KEY CHECK (id = 1), rates TEXT NOT NULL) STRICT;

-- Entries. bound_point and segment are '' for nobody's in particular. raised_from: the time that a
-- raised class took it from, and gets back when it is lowered. return_to: the entry that is away
-- for this one. came_from: the entry the ticket came from.
ALTER TABLE entry ADD COLUMN start_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN not_before INTEGER;
ALTER TABLE entry ADD COLUMN bound_point TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN segment TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN raised_from INTEGER;
ALTER TABLE entry ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN return_to INTEGER;
ALTER TABLE entry ADD COLUMN came_from INTEGER;
ALTER TABLE entry ADD COLUMN rebooked_for TEXT;
DROP INDEX entry_waiting;
DROP INDEX entry_emergency;
DROP INDEX entry_patient;
-- Who is next: the first of each class, segment and binding of a queue is one seek, however long
-- the queue.
CREATE INDEX entry_waiting ON entry(queue_id, bound_point, segment, class, eligible_at, id)
  WHERE status = 'waiting';
-- Emergencies go in order of arrival.
CREATE INDEX entry_emergency ON entry(queue_id, bound_point, segment, id)
  WHERE status = 'waiting' AND class = 'emergency';
-- Whose time to be called has come.
CREATE INDEX entry_held ON entry(queue_id, not_before, id) WHERE status = 'held';
CREATE INDEX entry_aside ON entry(queue_id, id)
  WHERE status IN ('held', 'parked', 'away', 'preparing');
CREATE INDEX entry_cancelled ON entry(queue_id, day, last_seq) WHERE status = 'cancelled';
CREATE INDEX entry_bound ON entry(bound_point, id)
  WHERE bound_point <> '' AND status IN ('waiting', 'held', 'parked', 'away', 'preparing');
-- What is still to be seen to when a day ends.
CREATE INDEX entry_active ON entry(start_min, id)
  WHERE status IN ('waiting', 'held', 'parked', 'away', 'preparing', 'called', 'serving');
-- A ticket's stops, oldest first.
CREATE INDEX entry_ticket ON entry(ticket_id, id);
-- The same patient, and the same ticket, is never twice in a queue.
CREATE UNIQUE INDEX entry_patient ON entry(queue_id, patient_id)
  WHERE patient_id IS NOT NULL
  AND status IN ('waiting', 'held', 'parked', 'away', 'preparing', 'called', 'serving');
CREATE UNIQUE INDEX entry_once ON entry(queue_id, ticket_id)
  WHERE status IN ('waiting', 'held', 'parked', 'away', 'preparing', 'called', 'serving');
ALTER TABLE ticket ADD COLUMN rebooked_from INTEGER;
-- A promised first place is taken once.
CREATE UNIQUE INDEX ticket_rebooked ON ticket(rebooked_from) WHERE rebooked_from IS NOT NULL;

CREATE TABLE waiting_count_20(
  queue_id TEXT NOT NULL REFERENCES queue(id),
  bound_point TEXT NOT NULL,
  segment TEXT NOT NULL,
  class TEXT NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (queue_id, bound_point, segment, class)
) STRICT, WITHOUT ROWID;
INSERT INTO waiting_count_20 SELECT queue_id, '', '', class, n FROM waiting_count;
DROP TABLE waiting_count;
ALTER TABLE waiting_count_20 RENAME TO waiting_count;

-- Calls. out_of_turn: not whom the rule named. One call of a ticket at a time, in the whole house.
ALTER TABLE call ADD COLUMN ticket_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN out_of_turn INTEGER NOT NULL DEFAULT 0;
UPDATE call SET ticket_id = (SELECT ticket_id FROM entry WHERE entry.id = call.entry_id);
CREATE UNIQUE INDEX call_open_ticket ON call(ticket_id) WHERE status IN ('called', 'serving');
ALTER TABLE point_day ADD COLUMN exceptions INTEGER NOT NULL DEFAULT 0;
-- When an emergency was last called in a queue, for the notice on its board.
CREATE TABLE emergency_call(
  queue_id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The wait that the paper says; nothing where it was not known.
ALTER TABLE print_job ADD COLUMN wait_from INTEGER;
ALTER TABLE print_job ADD COLUMN wait_to INTEGER;

-- How fast a queue moves: the latest visits of its day in milliseconds, newest last. JSON.
CREATE TABLE queue_pace(
  queue_id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  recent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Every wait that somebody was shown, and when the call came: how true the estimates are.
CREATE TABLE wait_shown(
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry(id),
  queue_id TEXT NOT NULL,
  day TEXT NOT NULL,
  class TEXT NOT NULL,
  shown_at INTEGER NOT NULL,
  ahead INTEGER NOT NULL,
  point_ms INTEGER NOT NULL,
  from_min INTEGER NOT NULL,
  to_min INTEGER NOT NULL,
  base_ms INTEGER NOT NULL,
  service_ms INTEGER NOT NULL,
  phase TEXT NOT NULL,
  -- The journal row of the call that ended the wait.
  call_id INTEGER,
  called_at INTEGER
) STRICT;
CREATE INDEX wait_shown_entry ON wait_shown(entry_id, id);
CREATE INDEX wait_shown_outcome ON wait_shown(queue_id, call_id, id) WHERE call_id IS NOT NULL;
-- What the outcomes taught, by queue, up to the call through_call. A digest of wait_shown: it can
-- be made again from it.
CREATE TABLE wait_learned(
  queue_id TEXT PRIMARY KEY,
  through_call INTEGER NOT NULL,
  learned TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const;
