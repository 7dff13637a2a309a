import type { Connection } from "./open.ts";

/** After so long without a commit the log is folded back, while nobody waits for it. */
const idleMs = 500;
/** The log is folded back even under load when it is this long: 8,192 pages are 32 MiB. */
const walPagesMax = 8_192;
/** How often the length is looked at: every so many batches, as asking costs a checkpoint. */
const batchesBetween = 2_048;

export interface Checkpoints {
  afterBatch(): void;
  stop(): void;
}

/**
 * Moves committed pages from the write-ahead log into the database: on the one connection, when
 * idle or past a size. A second connection could do it beside us and is exactly how SQLite's WAL
 * was corrupted before 3.51.3.
 */
export function createCheckpoints(db: Connection): Checkpoints {
  let batches = 0;
  let timer: NodeJS.Timeout | null = null;
  const passive = () => {
    const [result] = db.pragma("wal_checkpoint(PASSIVE)") as { log: number }[];
    return result?.log ?? 0;
  };
  return {
    afterBatch() {
      if (++batches % batchesBetween === 0 && passive() > walPagesMax) {
        db.pragma("wal_checkpoint(RESTART)");
      }
      // Refreshing one timer is cheaper than making one for every batch.
      if (timer !== null) timer.refresh();
      else timer = setTimeout(passive, idleMs).unref();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
