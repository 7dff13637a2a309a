import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { durablePragmas, openConnection } from "../../server/store/open.ts";
import type { Connection, StorePragmas } from "../../server/store/open.ts";
import type { Dice } from "./dice.ts";

/** Where the simulated server keeps its data: in memory for speed, in files to cut their power. */
export interface Disk {
  /** Opens what the last crash left. */
  open(): Connection;
  /** Before and after a commit: how far the log is known to have reached the disk. */
  beforeCommit(): void;
  afterCommit(): void;
  /** The process dies; what the kernel has stays. Says whether all that was committed is there. */
  kill(): void;
  /** The power goes: of what was not synced some sectors reached the disk, some did not. */
  cutPower(dice: Dice): void;
  end(): void;
}

/** `synchronous` as SQLite gives it back: FULL syncs the log at every commit, NORMAL does not. */
const fullSync = 2;
const sectorBytes = 512;
/** More than a day's data. */
const cacheKib = 512 * 1024;

/** A database in memory: a crash is its bytes, opened anew. */
export function memoryDisk(lies: boolean): Disk {
  let db: Connection | null = null;
  let bytes: Buffer | null = null;
  let bytesBefore: Buffer | null = null;
  return {
    open() {
      db = bytes === null ? openConnection({ folder: ":memory:" }) : new Database(bytes);
      db.pragma("foreign_keys = 1");
      // What came from bytes is a file to SQLite: without these it copies pages in and out of it,
      // and savepoints go through files of their own.
      db.pragma(`temp_store = ${durablePragmas.temp_store}`);
      db.pragma(`cache_size = ${-cacheKib}`);
      return db;
    },
    beforeCommit: () => undefined,
    afterCommit() {
      // A disk that lies about its last write is one of the seeded bugs.
      if (lies && db !== null) [bytesBefore, bytes] = [bytes, db.serialize()];
    },
    kill() {
      if (db === null) return;
      if (db.inTransaction) db.exec("ROLLBACK");
      bytes = lies && bytesBefore !== null ? bytesBefore : db.serialize();
      db.close();
      db = null;
    },
    cutPower() {
      this.kill();
    },
    end: () => db?.close(),
  };
}

/**
 * A database in files. What a sync had reached is known from what SQLite promises of its setting:
 * FULL syncs the log at each commit, NORMAL only at a checkpoint, of which there is none in a day.
 * (The tests under strace look at the real syncs; here it is about what a loss does to the house.)
 */
export function fileDisk(pragmas: StorePragmas = durablePragmas): Disk {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "dawr-sim-"));
  const file = join(folder, "dawr.sqlite");
  const wal = `${file}-wal`;
  let db: Connection | null = null;
  let synced = 0;
  const length = () => (existsSync(wal) ? statSync(wal).size : 0);
  return {
    open() {
      db = openConnection({ folder, pragmas });
      synced = length();
      return db;
    },
    beforeCommit: () => undefined,
    afterCommit() {
      if (db?.pragma("synchronous", { simple: true }) === fullSync) synced = length();
    },
    kill() {
      const [main, log] = images(file, wal);
      db?.close();
      db = null;
      restore(file, wal, main, log);
    },
    cutPower(dice) {
      const [main, log] = images(file, wal);
      db?.close();
      db = null;
      restore(file, wal, main, torn(log, synced, dice));
    },
    end() {
      db?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Database and log as they stand before closing, which would fold the one into the other. */
function images(file: string, wal: string): readonly [Buffer, Buffer] {
  return [readFileSync(file), existsSync(wal) ? readFileSync(wal) : Buffer.alloc(0)];
}

function restore(file: string, wal: string, main: Buffer, log: Buffer): void {
  writeFileSync(file, main);
  if (log.length > 0) writeFileSync(wal, log);
  else rmSync(wal, { force: true });
}

/** The log up to the last sync, and beyond it what chance let through, sector by sector. */
function torn(log: Buffer, synced: number, dice: Dice): Buffer {
  const keptPercent = dice.pick([0, 50, 90, 100]);
  const image = Buffer.from(log);
  let end = Math.min(synced, log.length);
  for (let from = end; from < log.length; from += sectorBytes) {
    if (dice.below(100) < keptPercent) end = Math.min(log.length, from + sectorBytes);
    else image.fill(0, from, Math.min(log.length, from + sectorBytes));
  }
  return image.subarray(0, end);
}
