import type { FactName, JournalFacts, JournalRow } from "../../shared/domain/journal.ts";
import { sha256 } from "../runtime.ts";
import type { Connection } from "./open.ts";

/** Where the chain ends: the next row's number follows, and its hash covers this one. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly at: number;
}

/** How a module lays each fact into its tables. All modules' appliers together cover every fact. */
export type Appliers = {
  readonly [Name in FactName]: (row: JournalRow<Name>) => void;
};

export interface StoredRow {
  readonly seq: number;
  readonly at: number;
  readonly principal: string;
  readonly command_id: Uint8Array | null;
  readonly part: number;
  readonly name: FactName;
  readonly fact: string;
  readonly hash: Uint8Array;
}

const appendSql =
  "INSERT INTO journal(seq, at, principal, command_id, part, name, fact, hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?)";
const headSql = "SELECT * FROM journal ORDER BY seq DESC LIMIT 1";
const rowsSql = "SELECT * FROM journal ORDER BY seq";

export interface Journal {
  head(): ChainHead;
  /** Writes one row after `head` and gives the new head. Must run inside a transaction. */
  append<Name extends FactName>(head: ChainHead, row: NewRow<Name>): ChainHead;
}

export interface NewRow<Name extends FactName> {
  readonly at: number;
  readonly principal: string;
  readonly commandId: Uint8Array | null;
  readonly part: number;
  readonly name: Name;
  readonly fact: JournalFacts[Name];
}

export function createJournal(db: Connection): Journal {
  const insert = db.prepare(appendSql);
  const last = db.prepare<[], StoredRow>(headSql);
  return {
    head() {
      const row = last.get();
      return row === undefined ? emptyChain : { ...row, at: timeAfter(row.name, row.at, row.fact) };
    },
    append(head, row) {
      const seq = head.seq + 1;
      const fact = JSON.stringify(row.fact);
      const stored = { ...row, seq, command_id: row.commandId, fact };
      const hash = rowHash(head.hash, stored);
      insert.run(seq, row.at, row.principal, row.commandId, row.part, row.name, fact, hash);
      return { seq, hash, at: timeAfter(row.name, row.at, fact) };
    },
  };
}

/** Time never goes back from row to row, but for the one fact that says that it was wrong. */
function timeAfter(name: FactName, at: number, fact: string): number {
  if (name !== "clockMended") return at;
  return (JSON.parse(fact) as JournalFacts["clockMended"]).to;
}

const emptyChain: ChainHead = { seq: 0, hash: new Uint8Array(32), at: 0 };

/**
 * SHA-256 over a leaf marker (RFC 6962 keeps leaves and nodes apart), the hash before, and the
 * row's fields with their lengths, so no two different rows give the same bytes.
 */
function rowHash(before: Uint8Array, row: Omit<StoredRow, "hash">): Buffer {
  // No id is not the same as an empty one.
  const command = row.command_id === null ? null : Buffer.from(row.command_id).toString("hex");
  const fields = JSON.stringify([row.seq, row.at, row.principal, command, row.part, row.name]);
  return sha256("\u0000", before, fields, "\n", row.fact);
}

/** What is wrong with the chain, if anything: the first row that does not follow from the one before. */
export function verifyChain(db: Connection): { rows: number; brokenAt: number | null } {
  let head = emptyChain;
  let rows = 0;
  for (const row of db.prepare<[], StoredRow>(rowsSql).iterate()) {
    const follows = row.seq === head.seq + 1 && row.at >= head.at;
    if (!follows || !rowHash(head.hash, row).equals(row.hash)) return { rows, brokenAt: row.seq };
    head = { ...row, at: timeAfter(row.name, row.at, row.fact) };
    rows++;
  }
  return { rows, brokenAt: null };
}

/**
 * The tables that follow from the journal alone. The rest hold secrets, private data or answers,
 * or are short memories of the latest calls (`queue_pace`, `emergency_call`, `wait_learned`) that
 * data of an older version come without and that only an estimate or a notice is made from.
 */
export const journaledTables = [
  "waiting_room",
  "clinic",
  "queue",
  "service",
  "service_point",
  "service_point_queue",
  "device",
  "staff",
  "session",
  "site",
  "point_state",
  "pending_rates",
  "service_day",
  "series_counter",
  "service_counter",
  "ticket",
  "entry",
  "waiting_count",
  "call",
  "point_day",
  "wait_shown",
  "wait_posted",
  "print_job",
  "paper_job",
  "clinic_printer",
  "listed_day",
  "patient",
  "document",
  "staff_detail",
  "shift",
  "session_plan",
  "roster_rules",
  "pattern",
  "assignment",
  "thing",
  "thing_outage",
  "assignment_thing",
  "publication",
  "roster_version",
  "calendar_key",
  "leave",
  "swap",
  "clinic_session",
  "appointment",
  "wish",
  "holiday",
  "clinic_closure",
  "work_week",
  "message",
  "theatre",
  "procedure",
  "block",
  "operation",
  "operation_claim",
  "operation_check",
  "operation_row",
  "operation_duration",
  "test",
  "test_order",
  "order_item",
  "specimen",
  "result_taken_back",
] as const;

/**
 * Folds the journal of `db` into the empty database `fresh` through the same appliers that the
 * living server uses, and names every table whose rows differ. An empty list: the tables are
 * exactly what the journal says.
 */
export function verifyFold(
  db: Connection,
  fresh: Connection,
  applyTo: (row: JournalRow) => void,
): readonly string[] {
  fresh.pragma("foreign_keys = OFF");
  fresh.exec("BEGIN");
  for (const row of db.prepare<[], StoredRow>(rowsSql).iterate()) {
    applyTo({ ...row, fact: JSON.parse(row.fact) as JournalFacts[FactName] });
  }
  fresh.exec("COMMIT");
  return journaledTables.filter((table) => tableDigest(db, table) !== tableDigest(fresh, table));
}

function tableDigest(db: Connection, table: string): string {
  const columns = db.prepare<[], { name: string }>(`PRAGMA table_info(${table})`).all();
  const order = columns.map((column) => column.name).join(", ");
  let digest = sha256("");
  for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).iterate()) {
    digest = sha256(digest, JSON.stringify(row));
  }
  return digest.toString("hex");
}
