import type { Busy } from "../../shared/domain/busy.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { CheckMark, ChecklistItem } from "../../shared/domain/theatre.ts";
import type { OperationMove, OperationState } from "../../shared/domain/theatre-facts.ts";
import { sha256 } from "../runtime.ts";
import type { Store, Tx } from "../store/store.ts";
import { estimate } from "./duration.rules.ts";
import type { Estimate } from "./duration.rules.ts";
import type { Marks, Operation } from "./operation.rules.ts";
import { createTheatreAppliers } from "./theatre-appliers.ts";
import { createTheatreTables } from "./theatre-tables.ts";
import { theatresSql } from "./theatres.sql.ts";

/** Theatres, the blocks of specialties, and the operations in them. */
export type Theatres = ReturnType<typeof createTheatres>;

/** What a source of the one busy calendar is asked, and says. */
interface BusySources {
  addSource(
    name: string,
    source: (asked: Pick<Busy, "holder" | "id" | "from" | "to">) => readonly Busy[],
  ): void;
}

/** Labels have three digits from the first one on. */
const firstNumber = 101;

export function createTheatres(store: Store, busy: BusySources) {
  store.applyWith(createTheatreAppliers(store));
  const tables = createTheatreTables(store);
  busy.addSource("theatres", tables.busy);
  const putNote = store.write<[number, string, Uint8Array]>(theatresSql.putNote);

  /** Whatever changes in a theatre is shown on all these. */
  function touch(tx: Tx, operation: number | null = null): void {
    for (const feed of ["theatres", "operationsWaiting", "family"]) tx.touch(feed);
    if (operation !== null) tx.touch(`operation:${idOf("operation", operation)}`);
  }

  return {
    read: {
      ...tables,
      marks: (operation: number): Marks =>
        new Map(tables.checks(operation).map(({ item, mark }) => [item, mark])),
      /** How long a procedure by this surgeon is likely to take. */
      estimate(procedure: string, surgeon: number | null): Estimate {
        const usual = tables.procedure(procedure);
        if (usual === null) throw new Error(`there is no procedure ${procedure}`);
        return estimate(tables.history(procedure, surgeon), usual);
      },
    },
    putTheatre(tx: Tx, fact: JournalFacts["theatrePut"]): void {
      tx.record("theatrePut", fact);
      touch(tx);
    },
    putProcedure(tx: Tx, fact: JournalFacts["procedurePut"]): void {
      tx.record("procedurePut", fact);
      touch(tx);
    },
    putBlock(tx: Tx, fact: JournalFacts["blockPut"]): number {
      touch(tx);
      return tx.record("blockPut", fact);
    },
    releaseBlock(tx: Tx, block: number, reason: string): void {
      tx.record("blockReleased", { block, reason });
      touch(tx);
    },
    /** A note is personal: it stands beside the journal, which has its salted hash. */
    request(
      tx: Tx,
      fact: Omit<JournalFacts["operationRequested"], "number" | "noteHash">,
      note: string | undefined,
    ): Operation {
      const number = (tables.lastNumber() ?? firstNumber - 1) + 1;
      const salt = store.runtime.randomBytes(16);
      const noteHash = note === undefined ? {} : { noteHash: sha256(salt, note).toString("hex") };
      const id = tx.record("operationRequested", { ...fact, number, ...noteHash });
      if (note !== undefined) putNote.run(id, note, salt);
      touch(tx, id);
      return found(id);
    },
    /** Records what changed on both sides, so that it can go back. Gives it as it is now. */
    move(
      tx: Tx,
      operation: Operation,
      verb: OperationMove,
      to: Partial<OperationState>,
      why: Why = {},
    ): Operation {
      const keys = (Object.keys(to) as (keyof OperationState)[]).filter(
        (key) => JSON.stringify(to[key]) !== JSON.stringify(operation[key]),
      );
      const sides = (of: Partial<OperationState>) =>
        Object.fromEntries(keys.map((key) => [key, of[key]])) as Partial<OperationState>;
      const { reason = null, ...more } = why;
      const fact = { operation: operation.id, verb, from: sides(operation), to: sides(to) };
      tx.record("operationMoved", { ...fact, reason, ...more });
      touch(tx, operation.id);
      if (why.madeRoomFor !== undefined) touch(tx, why.madeRoomFor);
      return found(operation.id);
    },
    mark(
      tx: Tx,
      operation: number,
      item: ChecklistItem,
      said: { readonly mark: CheckMark; readonly reason: string | null },
    ): void {
      tx.record("checklistMarked", { operation, item, ...said });
      touch(tx, operation);
    },
  };

  function found(id: number): Operation {
    const operation = tables.operation(id);
    if (operation === null) throw new Error(`operation ${id} was not kept`);
    return operation;
  }
}

/** Why something was moved, and for whom. */
export interface Why {
  readonly reason?: string | null;
  readonly madeRoomFor?: number;
  readonly delay?: NonNullable<JournalFacts["operationMoved"]["delay"]>;
  readonly cancelKind?: NonNullable<JournalFacts["operationMoved"]["cancelKind"]>;
}
