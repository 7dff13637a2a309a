/** Things that can be in one place at a time only, on the one busy calendar. */
export const migration0031 = {
  version: 31,
  sql: `
CREATE TABLE thing(
  id TEXT PRIMARY KEY,
  names TEXT NOT NULL,
  kind TEXT NOT NULL,
  clinic_id TEXT REFERENCES clinic(id),
  is_retired INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Given back sooner, it ends then; given back before it began, it is empty.
CREATE TABLE thing_outage(
  id INTEGER PRIMARY KEY,
  thing_id TEXT NOT NULL REFERENCES thing(id),
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX thing_outage_time ON thing_outage(thing_id, to_at);
CREATE INDEX thing_outage_ends ON thing_outage(to_at);
-- What a shift needs besides its person and its room, as a list; and the way back from the thing.
ALTER TABLE assignment ADD COLUMN things TEXT NOT NULL DEFAULT '[]';
CREATE TABLE assignment_thing(
  thing_id TEXT NOT NULL REFERENCES thing(id),
  day TEXT NOT NULL,
  assignment_id INTEGER NOT NULL REFERENCES assignment(id),
  PRIMARY KEY (thing_id, day, assignment_id)
) STRICT, WITHOUT ROWID;
`,
} as const;
