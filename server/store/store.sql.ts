/** What the store asks for itself. The hot ones have their plan guarded in queue.sql.test.ts. */
export const storeSql = {
  /** The stored answer to a command. */
  answer: "SELECT digest, version, answer FROM once WHERE command_id = ? AND principal = ?",
  /** Whether a command ever wrote anything, also when its answer is gone. */
  acted: "SELECT seq FROM journal WHERE command_id = ? AND principal = ? LIMIT 1",
  keepAnswer:
    "INSERT INTO once(command_id, principal, digest, at, version, answer) VALUES(?, ?, ?, ?, ?, ?)",
  /** Some of the oldest answers, if they are old enough: the lowest rowids are the oldest. */
  oldestAnswer: "SELECT at FROM once ORDER BY id LIMIT 1",
  pruneAnswers: "DELETE FROM once WHERE id IN (SELECT id FROM once ORDER BY id LIMIT ?) AND at < ?",
  /** What commands of one id wrote, each principal's rows in their order. */
  trace: "SELECT * FROM journal WHERE command_id = ? ORDER BY principal, part",
} as const;
