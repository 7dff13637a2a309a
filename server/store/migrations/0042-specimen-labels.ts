/** A third kind of paper: the label of a specimen. */
export const migration0042 = {
  version: 42,
  sql: `
CREATE TABLE paper_job_with_labels(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('slip', 'list', 'label')),
  -- The appointment of a slip, the session of a list, the specimen of a label.
  of_id INTEGER NOT NULL,
  copy INTEGER NOT NULL CHECK (copy BETWEEN 0 AND 255),
  device_id INTEGER REFERENCES device(id),
  language TEXT NOT NULL,
  status TEXT NOT NULL,
  detail TEXT,
  queued_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  UNIQUE (kind, of_id, copy)
) STRICT;
INSERT INTO paper_job_with_labels(
  id, kind, of_id, copy, device_id, language, status, detail, queued_at, until_at
) SELECT id, kind, of_id, copy, device_id, language, status, detail, queued_at, until_at FROM paper_job;
DROP TABLE paper_job;
ALTER TABLE paper_job_with_labels RENAME TO paper_job;
CREATE INDEX paper_job_unsettled ON paper_job(device_id, id) WHERE status IN ('queued', 'sent');
CREATE INDEX paper_job_queued ON paper_job(until_at) WHERE status = 'queued';
CREATE INDEX paper_job_missing ON paper_job(until_at)
  WHERE kind = 'list' AND status <> 'printed';
`,
} as const;
