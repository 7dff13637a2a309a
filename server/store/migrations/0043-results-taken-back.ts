/** Results that were said to be ready by mistake: when, by whom and why they were taken back. */
export const migration0043 = {
  version: 43,
  sql: `
CREATE TABLE result_taken_back(
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES test_order(id),
  tests TEXT NOT NULL,
  reason TEXT NOT NULL,
  taken_by TEXT NOT NULL,
  taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX result_taken_back_order ON result_taken_back(order_id, id);
-- Whoever was told something that is not so any more is told again.
CREATE INDEX message_told ON message(about, id) WHERE status = 'sent';
`,
} as const;
