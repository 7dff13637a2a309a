import type { FactName, JournalFacts, JournalRow } from "../../shared/domain/journal.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Runtime } from "../runtime.ts";
import { createJournal, verifyChain, verifyFold } from "./journal.ts";
import type { Appliers, ChainHead, StoredRow } from "./journal.ts";
import { openConnection, sqliteCode } from "./open.ts";
import { storeSql } from "./store.sql.ts";
import type { Connection, OpenOptions } from "./open.ts";

const insideTransaction: unique symbol = Symbol("inside a transaction");

/** Proof of being inside a transaction. Handed to a flow, never kept. */
export interface Tx {
  readonly [insideTransaction]: true;
  /** The transaction's instant. Never before the journal's last row, whatever the clock says. */
  readonly now: Instant;
  readonly principal: string;
  /** Appends a fact to the journal and applies it to the tables. Returns its row number. */
  record<Name extends FactName>(name: Name, fact: JournalFacts[Name]): number;
  /** Says that what this feed shows has changed; it is told after the commit, never before. */
  touch(feed: string): void;
}

/** What a transaction may return. A promise is none of it: an async flow does not compile. */
type Settled<Value> = Value extends PromiseLike<unknown> ? never : Value;
export type Flow<Reply> = (tx: Tx) => Settled<Result<Reply>>;

/** A prepared question; parameters in order, a row type that its SQL text answers for. */
export interface Query<Params extends readonly unknown[], Row> {
  get(...params: Params): Row | undefined;
  all(...params: Params): Row[];
}
export interface Write<Params extends readonly unknown[]> {
  run(...params: Params): void;
}

/** What a module needs to prepare its statements: no transaction, no journal, no driver. */
export interface Sql {
  query<Params extends readonly unknown[], Row>(text: string): Query<Params, Row>;
  write<Params extends readonly unknown[]>(text: string): Write<Params>;
  /**
   * A reading that only these facts change: read once for each key, and again after one of them was
   * applied or a transaction went back. For what every command asks and a day changes. `keyOf`: the
   * one key whose reading a fact changes, where that is known; nothing: any of them.
   */
  keep<Key, Value>(
    facts: readonly FactName[],
    read: (key: Key) => Value,
    keyOf?: (row: JournalRow) => Key | null,
  ): (key: Key) => Value;
}

export interface Store extends Sql {
  readonly db: Connection;
  readonly runtime: Runtime;
  head(): ChainHead;
  /** Goes back to an earlier head after a rollback. Only group commit does this. */
  rewind(head: ChainHead): void;
  begin(principal: string, commandId: Uint8Array | null, touched: Set<string>): Tx;
  /** Every module hands in how it applies its facts, before the first transaction. */
  applyWith(appliers: Partial<Appliers>): void;
  apply(row: JournalRow): void;
  /** One transaction by itself, for start-up. Throws what the work throws, having rolled back. */
  transact<Value>(work: (tx: Tx) => Settled<Value>): Settled<Value>;
  /**
   * The journal rows that commands of this id wrote, for undo: of anybody, each row saying whose.
   * Two principals may have used one id, by malice if not by chance.
   */
  trace(commandId: Uint8Array): readonly JournalRow[];
  close(): void;
}

/** Opens the data and gives the one door to it. Throws what {@link openConnection} throws. */
export function openStore(options: OpenOptions, runtime: Runtime): Store {
  return createStore(openConnection(options), runtime);
}

export function createStore(db: Connection, runtime: Runtime): Store {
  const journal = createJournal(db);
  let head = journal.head();
  let appliers: Partial<Appliers> = {};
  const kept: { readonly facts: readonly FactName[]; forget(row: JournalRow | null): void }[] = [];
  const apply = (row: JournalRow) => {
    const applier = appliers[row.name] as ((row: JournalRow) => void) | undefined;
    if (applier === undefined) throw new Error(`nobody applies ${row.name}`);
    applier(row);
    for (const { facts, forget } of kept) if (facts.includes(row.name)) forget(row);
  };
  /** What was read after the facts that are taken back is not so; most refusals recorded none. */
  const goBack = (to: ChainHead) => {
    if (to.seq !== head.seq) for (const { forget } of kept) forget(null);
    head = to;
  };
  const trace = db.prepare<[Uint8Array], StoredRow>(planOnce(storeSql.trace));

  const store: Store = {
    db,
    runtime,
    head: () => head,
    rewind: goBack,
    begin(principal, commandId, touched) {
      let part = 0;
      const now = Math.max(runtime.now(), head.at);
      return {
        [insideTransaction]: true,
        now,
        principal,
        record(name, fact) {
          head = journal.append(head, {
            at: now,
            principal,
            commandId,
            part: part++,
            name,
            fact,
          });
          apply({ seq: head.seq, at: now, principal, name, fact });
          return head.seq;
        },
        touch(feed) {
          touched.add(feed);
        },
      };
    },
    applyWith: (more) => {
      appliers = { ...appliers, ...more };
    },
    apply,
    transact(work) {
      const before = head;
      db.exec("BEGIN IMMEDIATE");
      try {
        const value = work(store.begin("server", null, new Set()));
        db.exec("COMMIT");
        return value;
      } catch (error) {
        if (db.inTransaction) db.exec("ROLLBACK");
        goBack(before);
        throw error;
      }
    },
    trace: (commandId) =>
      trace
        .all(commandId)
        .map((row) => ({ ...row, fact: JSON.parse(row.fact) as JournalFacts[FactName] })),
    query: <Params extends readonly unknown[], Row>(text: string) =>
      db.prepare(planOnce(text)) as unknown as Query<Params, Row>,
    write: <Params extends readonly unknown[]>(text: string) =>
      db.prepare(planOnce(text)) as unknown as Write<Params>,
    keep(facts, read, keyOf = () => null) {
      const known = new Map<Parameters<typeof read>[0], ReturnType<typeof read>>();
      kept.push({
        facts,
        forget(row) {
          const key = row === null ? null : keyOf(row);
          if (key === null) known.clear();
          else known.delete(key);
        },
      });
      return (key) => {
        const found = known.get(key);
        if (found !== undefined || known.has(key)) return found as ReturnType<typeof read>;
        const value = read(key);
        if (known.size >= keptMax) known.clear();
        known.set(key, value);
        return value;
      };
    },
    close: () => db.close(),
  };
  return store;
}

/** Answers kept of one reading. Strangers name keys, too: what they make up must not add up. */
const keptMax = 2_000;

/**
 * Where the driver's SQLite may choose a plan by a parameter's value (it is built with
 * SQLITE_ENABLE_STAT4), it compiles the statement anew after every binding: 10 to 40 us for a seek
 * that takes 1. We gather no statistics, so the plan would be the same each time. A unary plus gives
 * any value as it is, and keeps the planner from looking at it.
 */
function planOnce(text: string): string {
  return text.replaceAll("?", "+?");
}

export interface Verdict {
  readonly rows: number;
  /** The first journal row that does not follow from the one before it. */
  readonly brokenAt: number | null;
  /** Tables that are not what the journal says. */
  readonly differing: readonly string[];
  /** What is wrong with pages, indexes or schema, in words. Then nothing else was asked. */
  readonly damage: readonly string[];
}

const schemaSql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";

/** Lines of damage told at most: the first says that the data must be restored. */
const damageLinesMax = 20;

/**
 * Checks the pages, indexes and schema, then the chain, then folds the journal into a fresh
 * database in memory through the modules that `furnish` gives it, and compares every table.
 */
export function verifyStore(
  db: Connection,
  runtime: Runtime,
  furnish: (store: Store) => void,
): Verdict {
  const sound = { rows: 0, brokenAt: null, differing: [], damage: [] };
  const fresh = openStore({ folder: ":memory:" }, runtime);
  try {
    // The fold reads tables, not indexes; and by a wrong index a waiting patient is passed over.
    const damage = [...damagedPages(db), ...damagedSchema(db, fresh.db)];
    // What stands in a damaged page may not even be of its column's type.
    if (damage.length > 0) return { ...sound, damage };
    const chain = verifyChain(db);
    if (chain.brokenAt !== null) return { ...sound, ...chain };
    furnish(fresh);
    return { ...sound, ...chain, differing: verifyFold(db, fresh.db, fresh.apply) };
  } catch (error) {
    if (!(sqliteCode(error)?.startsWith("SQLITE_CORRUPT") ?? false)) throw error;
    return { ...sound, damage: [String(error)] };
  } finally {
    fresh.close();
  }
}

function damagedPages(db: Connection): readonly string[] {
  const lines = db.pragma(`integrity_check(${damageLinesMax})`) as { integrity_check: string }[];
  return lines.map((line) => line.integrity_check).filter((line) => line !== "ok");
}

/** The words that make the tables are rows like others, and nothing in SQLite guards them. */
function damagedSchema(db: Connection, fresh: Connection): readonly string[] {
  const [found, wanted] = [db, fresh].map((each) =>
    JSON.stringify(each.prepare(schemaSql).raw().all()),
  );
  return found === wanted ? [] : ["the tables or indexes are not those of this program"];
}
