import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { migrate } from "./migrate.ts";

export type Connection = Database.Database;

/** The data can't be used, for a reason the person who starts the server can act on. */
export class CannotOpenData extends Error {
  override readonly name = "CannotOpenData";
}

/**
 * Set on every open and read back: better-sqlite3 opens an existing WAL file at NORMAL, which
 * loses acknowledged tickets in a power cut. EXCLUSIVE keeps a second server out (the lock dies
 * with the process, also by kill -9). Checkpoints are ours to time, off the request path. Scratch
 * memory (2) keeps what a savepoint may have to put back out of a file in /var/tmp: forty system
 * calls less for each ticket, and no second disk that can be full.
 */
export const durablePragmas = {
  locking_mode: "exclusive",
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  wal_autocheckpoint: 0,
  temp_store: 2,
} as const;

export type StorePragmas = Readonly<Record<keyof typeof durablePragmas, string | number>>;

/** 3.7.0 to 3.51.2 can corrupt a WAL database that two connections write. */
const sqliteAtLeast = [3, 51, 3] as const;

/** How long to wait for a server that is just stopping; SQLite polls the lock meanwhile. */
const lockWaitMs = 1_000;

export interface OpenOptions {
  readonly folder: string;
  /** Only the power-cut tests pass other ones, to prove that they notice. */
  readonly pragmas?: StorePragmas;
  /** A limit on the database's size in pages: the tests' full disk. */
  readonly pagesMax?: number;
}

/**
 * Opens the data folder's database, checks every setting, brings it to this version.
 * Throws {@link CannotOpenData} (or NewerDatabase) with a line for people; nothing is harmed.
 */
export function openConnection(options: OpenOptions): Connection {
  const file = options.folder === ":memory:" ? ":memory:" : databaseFile(options.folder);
  let db: Connection | null = null;
  try {
    db = new Database(file, { timeout: lockWaitMs });
    refuseOldSqlite(db);
    applyPragmas(db, file, options.pragmas ?? durablePragmas);
    if (options.pagesMax !== undefined) db.pragma(`max_page_count = ${options.pagesMax}`);
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    const reason = reasonForPeople(sqliteCode(error), options.folder, file);
    throw reason === null ? error : new CannotOpenData(reason, { cause: error });
  }
}

/** What a person can do something about. Anything else is a bug, and keeps its stack. */
function reasonForPeople(code: string | null, folder: string, file: string): string | null {
  const is = (...families: string[]) => families.some((family) => code?.startsWith(family));
  if (is("SQLITE_BUSY")) return `Another Dawr server is using the data in ${folder}.`;
  if (is("SQLITE_NOTADB", "SQLITE_CORRUPT")) {
    return `${file} is not a database, or is damaged (${code}). It was left as it is.`;
  }
  if (is("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_FULL")) {
    return `${file} can't be used (${code}). Check its owner, its disk and the room on it.`;
  }
  return null;
}

function databaseFile(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.R_OK);
  } catch (error) {
    throw new CannotOpenData(
      `The data folder ${folder} can't be written (${(error as NodeJS.ErrnoException).code}). ` +
        "Check DAWR_DATA and the folder's owner.",
    );
  }
  return join(folder, "dawr.sqlite");
}

function refuseOldSqlite(db: Connection): void {
  const version = db.prepare("SELECT sqlite_version()").pluck().get() as string;
  const parts = version.split(".").map(Number);
  for (const [index, least] of sqliteAtLeast.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) {
      throw new CannotOpenData(
        `SQLite ${version} is too old: ${sqliteAtLeast.join(".")} is needed.`,
      );
    }
  }
}

function applyPragmas(db: Connection, file: string, pragmas: StorePragmas): void {
  for (const [name, wanted] of Object.entries(pragmas)) {
    if (file === ":memory:" && (name === "journal_mode" || name === "locking_mode")) continue;
    db.pragma(`${name} = ${wanted}`);
    const found: unknown = db.pragma(name, { simple: true });
    if (found !== wanted) {
      throw new CannotOpenData(
        `SQLite did not take ${name} = ${wanted}: it says ${String(found)}.`,
      );
    }
  }
}

/** An error of SQLite itself, by its code; anything else is a bug of ours. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
