/** Wrong guesses at somebody's second fact. Private and short-lived: the journal knows that one was made. */
export const migration0035 = {
  version: 35,
  sql: `
-- digest: a keyed one of the number that was guessed at; device: the kiosk, nothing for a phone.
CREATE TABLE guess(
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,
  device_id INTEGER REFERENCES device(id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX guess_digest ON guess(digest, at);
CREATE INDEX guess_device ON guess(device_id, at) WHERE device_id IS NOT NULL;
CREATE INDEX guess_at ON guess(at);
`,
} as const;
