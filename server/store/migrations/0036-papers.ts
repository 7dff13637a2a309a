/** Papers that are no tickets: the slip of a booking, the list of a session; and clinics' printers. */
export const migration0036 = {
  version: 36,
  sql: `
-- A paper is a job with an outcome as a ticket's is. of_id: the appointment of a slip, the session of
-- a list. device_id: nothing when there was no printer to ask, which is an outcome too.
CREATE TABLE paper_job(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('slip', 'list')),
  of_id INTEGER NOT NULL,
  copy INTEGER NOT NULL CHECK (copy BETWEEN 0 AND 255),
  device_id INTEGER REFERENCES device(id),
  language TEXT NOT NULL,
  status TEXT NOT NULL,
  detail TEXT,
  queued_at INTEGER NOT NULL,
  -- After this nobody wants it: it is not printed any more.
  until_at INTEGER NOT NULL,
  UNIQUE (kind, of_id, copy)
) STRICT;
CREATE INDEX paper_job_unsettled ON paper_job(device_id, id) WHERE status IN ('queued', 'sent');
CREATE INDEX paper_job_queued ON paper_job(until_at) WHERE status = 'queued';
CREATE INDEX paper_job_missing ON paper_job(until_at)
  WHERE kind = 'list' AND status <> 'printed';
-- Where the lists of a clinic's sessions come out, and in which language.
CREATE TABLE clinic_printer(
  clinic_id TEXT PRIMARY KEY REFERENCES clinic(id),
  device_id INTEGER NOT NULL REFERENCES device(id),
  language TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The service day whose lists were ordered last.
CREATE TABLE listed_day(id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL) STRICT;
`,
} as const;
