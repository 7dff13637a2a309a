/** Pauses of a session, and minutes kept free before and after each of its windows. */
export const migration0032 = {
  version: 32,
  sql: `
-- Minutes after local midnight, as a list; they may pass midnight.
ALTER TABLE session_plan ADD COLUMN breaks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE session_plan ADD COLUMN buffer_before_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session_plan ADD COLUMN buffer_after_min INTEGER NOT NULL DEFAULT 0;
-- Instants, as a list: what a session was made with, or was given by hand.
ALTER TABLE clinic_session ADD COLUMN breaks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE clinic_session ADD COLUMN buffer_before_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clinic_session ADD COLUMN buffer_after_min INTEGER NOT NULL DEFAULT 0;
`,
} as const;
