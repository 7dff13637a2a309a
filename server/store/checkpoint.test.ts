import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { silentLog } from "../../test/harness/runtime.ts";
import { createCheckpoints } from "./checkpoint.ts";
import type { Checkpoints } from "./checkpoint.ts";
import { openConnection } from "./open.ts";
import type { Connection } from "./open.ts";

const folder = mkdtempSync(join(tmpdir(), "dawr-checkpoint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const idleMs = 500;
let db: Connection;
let checkpoints: Checkpoints;
let died: unknown[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  died = [];
  rmSync(join(folder, "data"), { recursive: true, force: true });
  db = openConnection({ folder: join(folder, "data") });
  db.exec("CREATE TABLE letter(body BLOB) STRICT");
  checkpoints = createCheckpoints({ db, log: silentLog(), die: (error) => died.push(error) });
});
afterEach(() => {
  checkpoints.stop();
  db.close();
  vi.useRealTimers();
});

/** One batch that writes a little more than so many pages. */
function batch(pages = 0): void {
  db.prepare("INSERT INTO letter VALUES(zeroblob(?))").run(pages * 4_096);
  checkpoints.afterBatch();
}

/** How many letters the database file has without its log. */
function folded(): number {
  const copy = join(folder, "copy.sqlite");
  copyFileSync(join(folder, "data", "dawr.sqlite"), copy);
  const alone = new Database(copy);
  try {
    const tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'letter'";
    if (alone.prepare(tables).pluck().get() === 0) return 0;
    return alone.prepare("SELECT count(*) FROM letter").pluck().get() as number;
  } finally {
    alone.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(copy + end, { force: true });
  }
}

describe("an idle server", () => {
  test("folds its log back half a second after the last batch, not before", () => {
    batch();
    vi.advanceTimersByTime(idleMs - 1);
    expect(folded()).toBe(0);
    batch();
    vi.advanceTimersByTime(idleMs - 1);
    expect(folded()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(folded()).toBe(2);
  });

  test("does it again after later batches", () => {
    batch();
    vi.advanceTimersByTime(idleMs);
    batch();
    vi.advanceTimersByTime(idleMs);
    expect(folded()).toBe(2);
  });

  test("does nothing once it was stopped, so that closing does not race it", () => {
    batch();
    checkpoints.stop();
    vi.advanceTimersByTime(10 * idleMs);
    expect(folded()).toBe(0);
  });

  test("that cannot fold its log back for another reason than room stops the server", () => {
    batch();
    db.close();
    vi.advanceTimersByTime(idleMs);
    expect(died).toHaveLength(1);
  });
});

describe("a server that is never idle", () => {
  test("keeps its log below 64 MiB, and writes it from the beginning again", () => {
    const wal = join(folder, "data", "dawr.sqlite-wal");
    // Each batch is as heavy as a hundred and twenty commands: 200 MiB in all.
    for (let count = 0; count < 128; count++) batch(400);
    expect(statSync(wal).size).toBeLessThan(64 * 2 ** 20);
    expect(statSync(wal).size).toBeGreaterThan(32 * 2 ** 20);
    expect(folded()).toBeGreaterThan(60);
  });
});
