import type { Log } from "../runtime.ts";
import { sqliteCode } from "./open.ts";
import type { Connection } from "./open.ts";

/** After so long without a commit the log is folded back, while nobody waits for it. */
const idleMs = 500;
/** The log is folded back even under load when it is this long: 8,192 pages are 32 MiB. */
const walPagesMax = 8_192;
/** Batches between two looks at the length: what they add at most is as much again. */
const batchesBetween = 16;

export interface CheckpointPorts {
  readonly db: Connection;
  readonly log: Log;
  /** The disk failed: nothing more may be acknowledged. Must not return. */
  readonly die: (error: unknown) => void;
}

export interface Checkpoints {
  afterBatch(): void;
  stop(): void;
}

/**
 * Moves committed pages from the write-ahead log into the database: on the one connection, when
 * idle or past a size. A second connection could do it beside us and is exactly how SQLite's WAL
 * was corrupted before 3.51.3.
 */
export function createCheckpoints({ db, log, die }: CheckpointPorts): Checkpoints {
  let batches = 0;
  let timer: NodeJS.Timeout | null = null;

  function fold(): void {
    try {
      db.pragma("wal_checkpoint(PASSIVE)");
    } catch (error) {
      // On a full disk the log simply keeps what it has, and a later idle moment tries again. After
      // any other failure the kernel may have dropped what was to reach the database.
      if (sqliteCode(error) !== "SQLITE_FULL") return die(error);
      log.error({ err: error }, "the disk is full: the log could not be folded back");
    }
  }

  /** Pages that the log has, folded back or not. Asking moves nothing. */
  function length(): number {
    const [result] = db.pragma("wal_checkpoint(NOOP)") as { log: number }[];
    return result?.log ?? 0;
  }

  return {
    afterBatch() {
      // Folded back whole, the log is written from its beginning again.
      if (++batches % batchesBetween === 0 && length() > walPagesMax) fold();
      // Refreshing one timer is cheaper than making one for every batch.
      if (timer !== null) timer.refresh();
      else timer = setTimeout(fold, idleMs).unref();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
