/** Theatres, their blocks, and operations. */
export const migration0040 = {
  version: 40,
  sql: `
CREATE TABLE theatre(
  id TEXT PRIMARY KEY,
  names TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  position INTEGER NOT NULL,
  -- The row that last changed what is planned in it: the version of its lists on paper.
  list_seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE procedure(
  id TEXT PRIMARY KEY,
  names TEXT NOT NULL,
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  usual_min INTEGER NOT NULL,
  p80_min INTEGER NOT NULL,
  setup_min INTEGER NOT NULL,
  cleaning_min INTEGER NOT NULL,
  things TEXT NOT NULL,
  fasting_hours INTEGER NOT NULL,
  is_sided INTEGER NOT NULL,
  is_open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE block(
  id INTEGER PRIMARY KEY,
  theatre_id TEXT NOT NULL REFERENCES theatre(id),
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  staff_id INTEGER REFERENCES staff(id),
  day TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX block_theatre ON block(theatre_id, from_at) WHERE status <> 'replaced';
CREATE INDEX block_day ON block(day) WHERE status <> 'replaced';
-- The label is the site's own counter: it never repeats.
CREATE TABLE operation(
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  patient_id INTEGER NOT NULL REFERENCES patient(id),
  procedure_id TEXT NOT NULL REFERENCES procedure(id),
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  surgeon_id INTEGER REFERENCES staff(id),
  urgency TEXT NOT NULL,
  due_day TEXT NOT NULL,
  side TEXT NOT NULL,
  status TEXT NOT NULL,
  theatre_id TEXT REFERENCES theatre(id),
  from_at INTEGER,
  minutes INTEGER NOT NULL,
  p80_min INTEGER NOT NULL,
  setup_min INTEGER NOT NULL,
  cleaning_min INTEGER NOT NULL,
  team TEXT NOT NULL,
  things TEXT NOT NULL,
  supplies TEXT NOT NULL,
  times TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  -- When it came to the status that it has.
  status_at INTEGER NOT NULL,
  -- When it last got a place or another one.
  placed_at INTEGER,
  -- The place that it was last moved from, and why: as long as it lives, lists and families see it.
  moved_from INTEGER,
  moved TEXT,
  -- Of the row that last changed it.
  last_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX operation_theatre ON operation(theatre_id, from_at) WHERE theatre_id IS NOT NULL;
CREATE INDEX operation_time ON operation(from_at) WHERE from_at IS NOT NULL;
CREATE INDEX operation_moved ON operation(moved_from) WHERE moved_from IS NOT NULL;
CREATE INDEX operation_inside ON operation(theatre_id)
  WHERE status IN ('signed_in', 'incision', 'closed');
CREATE INDEX operation_waiting ON operation(due_day, id) WHERE status = 'requested';
CREATE INDEX operation_patient ON operation(patient_id, id);
-- Who and what a planned operation takes: the busy calendar's rows of theatres.
CREATE TABLE operation_claim(
  holder TEXT NOT NULL,
  holder_id TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation(id),
  PRIMARY KEY (holder, holder_id, to_at, operation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_claim_of ON operation_claim(operation_id);
CREATE TABLE operation_check(
  operation_id INTEGER NOT NULL REFERENCES operation(id),
  item TEXT NOT NULL,
  mark TEXT NOT NULL,
  reason TEXT,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (operation_id, item)
) STRICT, WITHOUT ROWID;
-- The trace of an operation: the journal rows that are about it.
CREATE TABLE operation_row(
  operation_id INTEGER NOT NULL REFERENCES operation(id),
  seq INTEGER NOT NULL,
  PRIMARY KEY (operation_id, seq)
) STRICT, WITHOUT ROWID;
-- How long they really took, wheels in to wheels out.
CREATE TABLE operation_duration(
  operation_id INTEGER PRIMARY KEY REFERENCES operation(id),
  procedure_id TEXT NOT NULL,
  surgeon_id INTEGER,
  minutes INTEGER NOT NULL,
  ended_at INTEGER NOT NULL
) STRICT;
CREATE INDEX operation_duration_procedure ON operation_duration(procedure_id, ended_at);
CREATE INDEX operation_duration_surgeon ON operation_duration(procedure_id, surgeon_id, ended_at);
-- Personal: beside the journal, under a salt of its own, and erased with the patient.
CREATE TABLE operation_private(
  operation_id INTEGER PRIMARY KEY REFERENCES operation(id),
  note TEXT NOT NULL,
  salt BLOB NOT NULL
) STRICT;
`,
} as const;
