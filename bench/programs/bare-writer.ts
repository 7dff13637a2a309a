import { hash } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createModules } from "../../server/hospital.ts";
import { systemRuntime } from "../../server/runtime.ts";
import { openConnection } from "../../server/store/open.ts";
import type { Connection } from "../../server/store/open.ts";
import { openStore } from "../../server/store/store.ts";
import type { Store } from "../../server/store/store.ts";
import type { StoredRow } from "../../server/store/journal.ts";
import { storeSql } from "../../server/store/store.sql.ts";
import { nowUs } from "../statistics.ts";
import { offer } from "./acts.ts";

// The physical limit that our server is held against: the very rows that it wrote for a run of
// tickets, written again by prepared statements in a plain loop. No socket, no parsing, no rule, no
// savepoint, no look whether the command came before. Only what makes a row what it is stays: its
// indexes, its foreign keys, and the hash that chains it to the row before.

export interface BareArgument {
  /** The hospital before the tickets, and after them. */
  readonly template: string;
  readonly recorded: string;
}

export type BareActs = typeof acts;

type Value = number | string | Buffer | null;
/** One statement with its values. The last value of a journal row is the text that is hashed. */
interface Step {
  readonly text: string;
  readonly values: readonly Value[];
}

const journalText =
  "INSERT INTO journal(seq, at, principal, command_id, part, name, fact, hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?)";

interface OnceRow {
  readonly command_id: Buffer;
  readonly principal: string;
  readonly digest: Buffer;
  readonly at: number;
  readonly version: number;
  readonly answer: string;
}

const { template, recorded } = JSON.parse(process.argv[2] ?? "{}") as BareArgument;
const before = openConnection({ folder: template });
const headBefore = headOf(before);
before.close();
const after = openConnection({ folder: recorded });
const headAfter = headOf(after);
const commands = stepsOfCommands(after, headBefore.seq);
after.close();

const acts = {
  /** Writes all the rows into a fresh copy, so many commands to a commit. */
  write({ perCommit }: { perCommit: number }) {
    const folder = join(recorded, "..", "bare");
    rmSync(folder, { recursive: true, force: true });
    cpSync(template, folder, { recursive: true });
    const db = openConnection({ folder });
    try {
      const cpuBefore = process.cpuUsage();
      const us = writeAll(db, perCommit);
      const { user, system } = process.cpuUsage(cpuBefore);
      return { commands: commands.length, us, cpuUs: user + system };
    } finally {
      db.close();
    }
  },
};

offer(acts);

function headOf(db: Connection): { readonly seq: number; readonly hash: Buffer } {
  const head = db.prepare<[], { seq: number; hash: Buffer }>(
    "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1",
  );
  const found = head.get();
  if (found === undefined) throw new Error("a hospital without a journal");
  return found;
}

function writeAll(db: Connection, perCommit: number): number {
  const texts = new Set(commands.flat().map(({ text }) => text));
  const run = new Map([...texts].map((text) => [text, db.prepare(text)]));
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  let last = headBefore.hash;
  const startedUs = nowUs();
  for (let from = 0; from < commands.length; from += perCommit) {
    begin.run();
    for (const steps of commands.slice(from, from + perCommit)) {
      for (const { text, values } of steps) {
        if (text !== journalText) {
          run.get(text)?.run(...values);
          continue;
        }
        const hashed = values.at(-1) as string;
        last = hash("sha256", Buffer.concat([nul, last, Buffer.from(hashed)]), "buffer");
        run.get(text)?.run(...values.slice(0, -1), last);
      }
    }
    commit.run();
  }
  const us = nowUs() - startedUs;
  if (!last.equals(headAfter.hash)) throw new Error("the bare rows are not the recorded ones");
  return us;
}

const nul = Buffer.from([0]);

/** Each command's statements with their values, as the modules themselves write its facts. */
function stepsOfCommands(db: Connection, afterSeq: number): readonly (readonly Step[])[] {
  const rows = db
    .prepare<[number], StoredRow>("SELECT * FROM journal WHERE seq > ? ORDER BY seq")
    .all(afterSeq);
  const answers = new Map(
    db
      .prepare<[], OnceRow>("SELECT * FROM once ORDER BY id")
      .all()
      .map((row) => [row.command_id.toString("hex"), row]),
  );
  const writesOf = listenToAppliers();
  const byCommand = new Map<string, Step[]>();
  let id = "";
  for (const row of rows) {
    // What the server notes by itself between two commands is written with the one before.
    if (row.command_id !== null || id === "")
      id = Buffer.from(row.command_id ?? "").toString("hex");
    const steps = byCommand.get(id) ?? [];
    byCommand.set(id, [...steps, journalStep(row), ...writesOf(row)]);
  }
  return [...byCommand].map(([commandId, steps]) => {
    const kept = answers.get(commandId);
    if (kept === undefined) throw new Error("only commands are recorded");
    const { command_id, principal, digest, at, version, answer } = kept;
    const values = [command_id, principal, digest, at, version, answer];
    return [...steps, { text: storeSql.keepAnswer, values }];
  });
}

/** Applies facts to a copy of the hospital before them, and gives what that wrote. */
function listenToAppliers(): (row: StoredRow) => readonly Step[] {
  const folder = join(recorded, "..", "folded");
  cpSync(template, folder, { recursive: true });
  const store = openStore({ folder }, systemRuntime);
  let heard: Step[] = [];
  const listening: Store = {
    ...store,
    write(text) {
      const statement = store.db.prepare<Value[]>(text);
      return {
        run(...params) {
          const values = [...params] as Value[];
          // What changed no row is no row.
          if (statement.run(...values).changes > 0) heard.push({ text, values });
        },
      };
    },
  };
  createModules(listening);
  return ({ seq, at, principal, name, fact }) => {
    heard = [];
    store.apply({ seq, at, principal, name, fact: JSON.parse(fact) as never });
    return heard;
  };
}

function journalStep({ seq, at, principal, command_id, part, name, fact }: StoredRow): Step {
  const id = command_id === null ? null : Buffer.from(command_id);
  const fields = JSON.stringify([seq, at, principal, id?.toString("hex") ?? null, part, name]);
  const values = [seq, at, principal, id, part, name, fact, `${fields}\n${fact}`];
  return { text: journalText, values };
}
