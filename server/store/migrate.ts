import type Database from "better-sqlite3";
import { migration0010 } from "./migrations/0010-house.ts";
import { migration0020 } from "./migrations/0020-engine.ts";
import { migration0030 } from "./migrations/0030-scheduling.ts";
import { migration0031 } from "./migrations/0031-things.ts";
import { migration0032 } from "./migrations/0032-breaks.ts";
import { migration0033 } from "./migrations/0033-pattern-weeks.ts";
import { migration0034 } from "./migrations/0034-arrivals.ts";
import { migration0035 } from "./migrations/0035-guesses.ts";
import { migration0036 } from "./migrations/0036-papers.ts";
import { migration0040 } from "./migrations/0040-theatres.ts";
import { migration0041 } from "./migrations/0041-laboratory.ts";
import { migration0042 } from "./migrations/0042-specimen-labels.ts";
import { migration0043 } from "./migrations/0043-results-taken-back.ts";

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Appended, never edited: a hospital's data went through every one of them. */
export const migrations: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0030,
  migration0031,
  migration0032,
  migration0033,
  migration0034,
  migration0035,
  migration0036,
  migration0040,
  migration0041,
  migration0042,
  migration0043,
];

/** The database was written by a newer program; running on it could destroy what we don't know. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";
}

/**
 * Brings a database to this program's version, all steps in one transaction.
 * Throws {@link NewerDatabase} and touches nothing when the database is of a later version.
 */
export function migrate(db: Database.Database, steps: readonly Migration[] = migrations): void {
  const present = db.pragma("user_version", { simple: true }) as number;
  const newest = steps.at(-1)?.version ?? 0;
  if (present > newest) {
    throw new NewerDatabase(
      `The data were written by a newer Dawr (data version ${present}, this program knows ` +
        `${newest}). Start the newer program, or restore a backup made by this one.`,
    );
  }
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const step of steps) {
      if (step.version <= present) continue;
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
    }
    db.exec("COMMIT");
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
