import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { isTransient } from "../../shared/domain/refusal.ts";
import { dayMs } from "../../shared/domain/time.ts";
import type { Log } from "../runtime.ts";
import { createCheckpoints } from "./checkpoint.ts";
import { sqliteCode } from "./open.ts";
import { storeSql } from "./store.sql.ts";
import type { Flow, Query, Store, Write } from "./store.ts";

/** One commit carries at most so many commands: enough to share the sync, short enough to stay even. */
const batchMax = 128;
/** Commands waiting for a commit. Beyond it the honest answer is "busy", at once. */
const waitingMax = 20_000;
/** A command id is answered from memory of its answer for so long; after that it has expired. */
export const answersKeptMs = 7 * dayMs;
/** Answers pruned after one batch: never a long pause, always faster than they come. */
const prunedPerBatch = 2 * batchMax;

export type Outcome =
  /** `version`: the journal's head after the command. `reply` of a replay is the stored one. */
  | { readonly ok: true; readonly reply: unknown; readonly version: number }
  | { readonly ok: false; readonly code: RefusalCode };

export interface Job {
  readonly principal: string;
  /** Nothing for the server's own acts, which are never replayed. */
  readonly command: { readonly id: Uint8Array; readonly digest: Uint8Array } | null;
  readonly flow: Flow<unknown>;
  /** Called after the commit, in the same tick, before anything is published. */
  readonly settle: (outcome: Outcome) => void;
}

export interface GroupCommit {
  enqueue(job: Job): void;
  /** Commits what is waiting, at once. For stopping, and for tests that wind the clock. */
  flush(): void;
  /** For good: what comes later is refused as busy, and the store may be closed. */
  stop(): void;
}

export interface GroupCommitPorts {
  readonly store: Store;
  readonly log: Log;
  /** Tells the world what changed, after everybody was answered. */
  readonly publish: (touched: ReadonlySet<string>) => void;
  /** The disk failed under a commit: nothing more may be acknowledged. Must not return. */
  readonly die: (error: unknown) => void;
  /** Tests and benchmarks set 1 to commit each command by itself. */
  readonly batchMax?: number;
}

/**
 * What SQLite says of a statement that is wrong in itself: a bug of ours, not of the disk. Ending
 * the process for it would end it again at every replay of that command.
 */
const bugCodes = /^SQLITE_(CONSTRAINT|ERROR|MISMATCH|TOOBIG|RANGE|MISUSE)/;

/** Thrown inside a batch when SQLite has given up the whole transaction. */
class BatchLost extends Error {
  override readonly name = "BatchLost";
}

/**
 * Commands that arrive together run in one transaction, a savepoint each, and share one sync.
 * Each is acknowledged only after COMMIT has returned. A lone command is not delayed for it.
 */
export function createGroupCommit(ports: GroupCommitPorts): GroupCommit {
  const { store, log } = ports;
  const { db } = store;
  const once = createOnce(store);
  const checkpoints = createCheckpoints({ db, log, die: ports.die });
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const savepoint = db.prepare("SAVEPOINT command");
  const release = db.prepare("RELEASE command");
  const rollbackTo = db.prepare("ROLLBACK TO command");
  const perBatch = ports.batchMax ?? batchMax;
  let waiting: Job[] = [];
  let scheduled: NodeJS.Immediate | null = null;
  let stopped = false;

  function schedule(): void {
    scheduled ??= setImmediate(flush);
  }

  function flush(): void {
    scheduled = null;
    const jobs = waiting.slice(0, perBatch);
    waiting = waiting.slice(perBatch);
    if (waiting.length > 0) schedule();
    if (jobs.length === 0) return;
    const touched = new Set<string>();
    const outcomes = runBatch(jobs, touched);
    for (const [index, job] of jobs.entries()) {
      const outcome = outcomes?.[index] ?? { ok: false, code: "busy" };
      try {
        job.settle(outcome);
      } catch (error) {
        log.error({ err: error }, "an answer could not be handed over");
      }
    }
    if (outcomes !== null) ports.publish(touched);
    checkpoints.afterBatch();
  }

  /** The outcomes in order, or nothing when the whole batch was refused. */
  function runBatch(jobs: readonly Job[], touched: Set<string>): readonly Outcome[] | null {
    const headBefore = store.head();
    try {
      begin.run();
      const outcomes = jobs.map((job) => runOne(job, touched));
      once.prune();
      commit.run();
      return outcomes;
    } catch (error) {
      store.rewind(headBefore);
      abort(error);
      return null;
    }
  }

  function runOne(job: Job, touched: Set<string>): Outcome {
    const known = job.command === null ? null : once.find(job.principal, job.command);
    if (known !== null) return known;
    const headBefore = store.head();
    const touchedHere = new Set<string>();
    savepoint.run();
    let outcome: Outcome;
    let stays = false;
    try {
      const tx = store.begin(job.principal, job.command?.id ?? null, touchedHere);
      const result = job.flow(tx);
      // A flow that caught the error of a full disk would have the rest committed one by one.
      if (!db.inTransaction) throw new BatchLost("a flow hid the end of its transaction");
      outcome = result.ok
        ? { ok: true, reply: result.value, version: store.head().seq }
        : { ok: false, code: result.code };
      stays = result.ok || result.keeps === true;
    } catch (error) {
      refuseLostBatch(error);
      log.error({ err: error }, "a flow failed; its command was rolled back");
      outcome = { ok: false, code: "internal" };
    }
    if (!stays) {
      rollbackTo.run();
      store.rewind(headBefore);
    }
    if (job.command !== null && (outcome.ok || !isTransient(outcome.code))) {
      once.keep(job.principal, job.command, outcome);
    }
    release.run();
    if (stays) for (const feed of touchedHere) touched.add(feed);
    return outcome;
  }

  /**
   * A full disk or a failed write rolls back everything, not only to the savepoint: going on would
   * commit the rest one by one. So ask, and give the batch up.
   */
  function refuseLostBatch(error: unknown): void {
    const code = sqliteCode(error);
    const ofTheDisk = code !== null && !bugCodes.test(code);
    if (ofTheDisk || !db.inTransaction) throw new BatchLost("batch lost", { cause: error });
  }

  function abort(error: unknown): void {
    if (db.inTransaction) db.exec("ROLLBACK");
    const cause = error instanceof BatchLost ? error.cause : error;
    const code = sqliteCode(cause);
    // A full disk heals when space returns, and a bug of ours rolled back cleanly. But a failed
    // read or sync must never be retried and acknowledged: the kernel may have dropped the pages.
    if (code === null || code === "SQLITE_FULL" || bugCodes.test(code)) {
      log.error({ err: cause, code }, "this batch was refused as busy; nothing of it was done");
      return;
    }
    ports.die(cause);
  }

  return {
    enqueue(job) {
      if (stopped || waiting.length >= waitingMax) {
        job.settle({ ok: false, code: "busy" });
        return;
      }
      waiting.push(job);
      schedule();
    },
    flush() {
      while (waiting.length > 0) flush();
    },
    stop() {
      stopped = true;
      if (scheduled !== null) clearImmediate(scheduled);
      scheduled = null;
      checkpoints.stop();
    },
  };
}

interface StoredAnswer {
  readonly digest: Uint8Array;
  readonly version: number;
  readonly answer: string;
}

/**
 * Once and for all: the same command id of the same principal gets the same answer. Its journal
 * row stays when its answer is pruned, so a late replay is told so and still never acts twice.
 */
function createOnce(store: Store) {
  const find: Query<[Uint8Array, string], StoredAnswer> = store.query(storeSql.answer);
  const acted: Query<[Uint8Array, string], { seq: number }> = store.query(storeSql.acted);
  const keep: Write<[Uint8Array, string, Uint8Array, number, number, string]> = store.write(
    storeSql.keepAnswer,
  );
  const oldest: Query<[], { at: number }> = store.query(storeSql.oldestAnswer);
  const prune: Write<[number, number]> = store.write(storeSql.pruneAnswers);
  return {
    find(principal: string, command: NonNullable<Job["command"]>): Outcome | null {
      const stored = find.get(command.id, principal);
      if (stored === undefined) {
        if (acted.get(command.id, principal) === undefined) return null;
        return { ok: false, code: "command_expired" };
      }
      if (!Buffer.from(stored.digest).equals(command.digest)) {
        return { ok: false, code: "command_id_reused" };
      }
      const answer = JSON.parse(stored.answer) as { reply?: unknown; code?: RefusalCode };
      return answer.code === undefined
        ? { ok: true, reply: answer.reply, version: stored.version }
        : { ok: false, code: answer.code };
    },
    keep(principal: string, command: NonNullable<Job["command"]>, outcome: Outcome): void {
      const answer = outcome.ok ? { reply: outcome.reply } : { code: outcome.code };
      const { seq, at } = store.head();
      const now = Math.max(store.runtime.now(), at);
      const text = JSON.stringify(answer);
      keep.run(
        command.id,
        principal,
        command.digest,
        now,
        outcome.ok ? outcome.version : seq,
        text,
      );
    },
    /** Looks first: the delete alone costs a lone command a fifth of its time, for nothing. */
    prune(): void {
      const before = store.runtime.now() - answersKeptMs;
      if ((oldest.get()?.at ?? before) < before) prune.run(prunedPerBatch, before);
    },
  };
}
