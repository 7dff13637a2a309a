/** The weeks of a pattern may have names: of mornings, of nights. */
export const migration0033 = {
  version: 33,
  sql: `
ALTER TABLE pattern ADD COLUMN week_names TEXT NOT NULL DEFAULT '[]';
`,
} as const;
