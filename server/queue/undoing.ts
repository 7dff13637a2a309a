import { isActive, isOpen } from "../../shared/domain/entry.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { JournalFacts, JournalRow } from "../../shared/domain/journal.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { EntryReply } from "../../shared/protocol/commands.ts";
import type { Store, Tx } from "../store/store.ts";
import type { Acts } from "./acts.ts";
import { entryStateOf } from "./queue-appliers.ts";
import { change, decideUndo, undoWindowMs } from "./queue.rules.ts";
import type { Change } from "./queue.rules.ts";
import type { CallRow, EntryRow } from "./queue.sql.ts";
import type { QueueTables } from "./queue-tables.ts";

type Moved = ReadonlyMap<number, number>;

/** Takes commands back, each step of them by its own recorded change, the last one first. */
export function createUndoing(store: Store, tables: QueueTables, acts: Acts) {
  /**
   * Takes back what one command of the same person did, if nothing happened since.
   * Refusals: `nothing_to_undo`, `not_yours`, `too_late`, `wrong_state`.
   */
  return function undo(tx: Tx, commandId: Uint8Array): Result<EntryReply> {
    const trace = store.trace(commandId);
    const mine = trace.filter((row) => row.principal === tx.principal);
    if (trace.length > 0 && mine.length === 0) return refuse("not_yours");
    let reply: EntryReply | null = null;
    /** What this undo itself has moved so far: the entry, and the row that it was last moved by. */
    const moved = new Map<number, number>();
    for (const row of mine.reverse()) {
      const undone = undoRow(tx, row, moved);
      if (undone === null) continue;
      if (!undone.ok) return undone;
      moved.set(seqOf(undone.value.entryId), store.head().seq);
      reply ??= undone.value;
    }
    return reply === null ? refuse("nothing_to_undo") : accept(reply);
  };

  /**
   * Nothing for a row that no undo is about: an opened seat, a hold whose time had come, a ticket
   * that somebody holds on paper. A ticket that was made only to be called goes with its call.
   */
  function undoRow(tx: Tx, row: JournalRow, moved: Moved): Result<EntryReply> | null {
    if (row.name === "entryAdded") return undoAdded(tx, row, moved);
    if (row.name === "ticketIssued") return moved.has(row.seq) ? undoAdded(tx, row, moved) : null;
    if (row.name !== "entryMoved") return null;
    const fact = row.fact as JournalFacts["entryMoved"];
    return fact.verb === "release" ? null : undoMoved(tx, row, fact, moved);
  }

  /** Has nobody moved the entry since this row, but this undo itself? */
  function isLastMove(entry: EntryRow, row: JournalRow, moved: Moved): boolean {
    return entry.last_seq === row.seq || entry.last_seq === moved.get(entry.id);
  }

  function undoMoved(
    tx: Tx,
    row: JournalRow,
    fact: JournalFacts["entryMoved"],
    moved: Moved,
  ): Result<EntryReply> {
    const entry = tables.entry(fact.entry);
    const call = tables.call(fact.call ?? row.seq);
    if (entry === undefined) return refuse("wrong_state");
    if (entry.day !== tables.day(entry.start_min)) return refuse("too_late");
    const isLast = isLastMove(entry, row, moved);
    const decided = decideUndo({ ...fact, at: row.at, isLast }, tx.now);
    if (!decided.ok) return decided;
    if (!mayReturn(entry, call, decided.value)) return refuse("wrong_state");
    return accept(acts.move(tx, "undo", entry, call ?? null, decided.value));
  }

  /** Has the patient no other place by now, and the service point nobody else? */
  function mayReturn(entry: EntryRow, call: CallRow | undefined, undone: Change): boolean {
    const to = undone.to.status ?? entry.status;
    if (!isActive(entry.status) && isActive(to) && acts.isElsewhere(entry, to)) return false;
    if (!isOpen(to) || call === undefined) return true;
    const open = tables.openCallOfPoint(call.service_point_id);
    return open === undefined || open.id === call.id;
  }

  /** A place that the command gave is given up, if nobody has touched it since. */
  function undoAdded(tx: Tx, row: JournalRow, moved: Moved): Result<EntryReply> {
    const entry = tables.entry(row.seq);
    if (entry === undefined || !isLastMove(entry, row, moved)) return refuse("wrong_state");
    if (tx.now - row.at > undoWindowMs) return refuse("too_late");
    const state = entryStateOf(entry);
    const undone = change(state, { ...state, status: "cancelled", notBefore: null }, null, null);
    acts.move(tx, "undo", entry, null, undone);
    return accept({ entryId: idOf("entry", entry.id), status: "cancelled" });
  }
}
