import { hash } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import { printingSql } from "../../server/printing/printing.sql.ts";
import { queueSql } from "../../server/queue/queue.sql.ts";
import { openConnection } from "../../server/store/open.ts";
import type { Connection } from "../../server/store/open.ts";
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

type Step = readonly [Statement, ...(number | string | Buffer | null)[]];
type Statement = keyof typeof texts;

const journalText =
  "INSERT INTO journal(seq, at, principal, command_id, part, name, fact, hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?)";
const texts = {
  journal: journalText,
  once: storeSql.keepAnswer,
  number: queueSql.putNumber,
  issued: queueSql.addIssued,
  ticket: queueSql.putTicket,
  entry: queueSql.putEntry,
  waiting: queueSql.addWaiting,
  printJob: printingSql.put,
} as const;

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
  const run = new Map(
    Object.entries(texts).map(([name, text]) => [name as Statement, db.prepare(text)]),
  );
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  let last = headBefore.hash;
  const startedUs = nowUs();
  for (let from = 0; from < commands.length; from += perCommit) {
    begin.run();
    for (const steps of commands.slice(from, from + perCommit)) {
      for (const [statement, ...values] of steps) {
        if (statement === "journal") {
          const hashed = values.pop() as string;
          last = hash("sha256", Buffer.concat([nul, last, Buffer.from(hashed)]), "buffer");
          values.push(last);
        }
        run.get(statement)?.run(...values);
      }
    }
    commit.run();
  }
  const us = nowUs() - startedUs;
  if (!last.equals(headAfter.hash)) throw new Error("the bare rows are not the recorded ones");
  return us;
}

const nul = Buffer.from([0]);

/** Each command's statements with their values, read back from what our server had written. */
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
  const byCommand = new Map<string, Step[]>();
  for (const row of rows) {
    const id = Buffer.from(row.command_id ?? "").toString("hex");
    const steps = byCommand.get(id) ?? [];
    byCommand.set(id, [...steps, journalStep(row), ...factSteps(row)]);
  }
  return [...byCommand].map(([id, steps]) => {
    const kept = answers.get(id);
    if (kept === undefined) throw new Error("only commands are recorded");
    const { command_id, principal, digest, at, version, answer } = kept;
    return [...steps, ["once", command_id, principal, digest, at, version, answer]];
  });
}

/** The last value is the text that is hashed, in the place of the hash that it gives. */
function journalStep(row: StoredRow): Step {
  const id = Buffer.from(row.command_id ?? "");
  const { seq, at, principal, part, name, fact } = row;
  const fields = JSON.stringify([seq, at, principal, id.toString("hex"), part, name]);
  return ["journal", seq, at, principal, id, part, name, fact, `${fields}\n${fact}`];
}

function factSteps({ seq, at, name, fact: text }: StoredRow): readonly Step[] {
  if (name === "printQueued") {
    const fact = JSON.parse(text) as JournalFacts["printQueued"];
    return [["printJob", seq, fact.ticket, fact.copy, fact.device, fact.ahead, at]];
  }
  if (name !== "ticketIssued") throw new Error(`${name} was not to be recorded`);
  const fact = JSON.parse(text) as JournalFacts["ticketIssued"];
  const { day, label, series, number, language, service, queue, eligibleAt } = fact;
  return [
    ["number", day, series, number],
    ["issued", day, service],
    ["ticket", seq, day, label, language, service, at, null, null],
    ["entry", seq, seq, queue, day, fact.class, eligibleAt, null, seq],
    ["waiting", queue, fact.class],
  ];
}
