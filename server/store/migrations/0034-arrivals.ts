/** The queue again: arrivals and segments that go along, holds given back, waits shown to all. */
export const migration0034 = {
  version: 34,
  sql: `
-- segment: what was chosen when the ticket was issued, for whichever queue of its way knows it.
ALTER TABLE ticket ADD COLUMN segment TEXT NOT NULL DEFAULT '';
UPDATE ticket SET segment = coalesce((SELECT segment FROM entry WHERE entry.id = ticket.id), '');

-- arrival: the number that decides among emergencies and equal times; a place that keeps its time
-- keeps it too. raised_hold: the "not before" that a raised class ended, and gives back.
ALTER TABLE entry ADD COLUMN arrival INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN raised_hold INTEGER;
UPDATE entry SET arrival = id;
DROP INDEX entry_waiting;
DROP INDEX entry_emergency;
CREATE INDEX entry_waiting ON entry(queue_id, bound_point, segment, class, eligible_at, arrival)
  WHERE status = 'waiting';
CREATE INDEX entry_emergency ON entry(queue_id, bound_point, segment, arrival)
  WHERE status = 'waiting' AND class = 'emergency';
-- Since when somebody has not answered, whatever was done and taken back since.
CREATE INDEX call_no_show ON call(entry_id, id) WHERE status = 'no_show';

-- The figures of a service point, of each day by itself: start_min tells a night clinic's day from
-- the day of the same date.
CREATE TABLE point_day_34(
  day TEXT NOT NULL,
  start_min INTEGER NOT NULL,
  service_point_id TEXT NOT NULL,
  called INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  no_shows INTEGER NOT NULL,
  exceptions INTEGER NOT NULL,
  PRIMARY KEY (day, start_min, service_point_id)
) STRICT, WITHOUT ROWID;
INSERT INTO point_day_34
  SELECT c.day, e.start_min, c.service_point_id, sum(c.status <> 'undone'),
    sum(c.status = 'ended'), sum(c.status = 'no_show'),
    sum(c.status <> 'undone' AND c.out_of_turn = 1)
  FROM call c JOIN entry e ON e.id = c.entry_id
  GROUP BY c.day, e.start_min, c.service_point_id;
DROP TABLE point_day;
ALTER TABLE point_day_34 RENAME TO point_day;

-- A short memory, begun anew: its visits are named by their calls now, so that one can be taken out.
DELETE FROM queue_pace;

-- Waits that boards and kiosks showed to everybody: what a newcomer was told, from when to when, and
-- the first ticket that was issued while it stood (an ordinary one), with its call.
CREATE TABLE wait_posted(
  id INTEGER PRIMARY KEY,
  queue_id TEXT NOT NULL,
  day TEXT NOT NULL,
  shown_at INTEGER NOT NULL,
  until INTEGER,
  ahead INTEGER NOT NULL,
  point_ms INTEGER NOT NULL,
  from_min INTEGER NOT NULL,
  to_min INTEGER NOT NULL,
  base_ms INTEGER NOT NULL,
  service_ms INTEGER NOT NULL,
  phase TEXT NOT NULL,
  entry_id INTEGER REFERENCES entry(id),
  issued_at INTEGER,
  call_id INTEGER,
  called_at INTEGER
) STRICT;
CREATE UNIQUE INDEX wait_posted_standing ON wait_posted(queue_id) WHERE until IS NULL;
CREATE INDEX wait_posted_entry ON wait_posted(entry_id) WHERE entry_id IS NOT NULL;
`,
} as const;
