import { isActive } from "../../shared/domain/entry.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { EntryReply } from "../../shared/protocol/commands.ts";
import { digestKey, keyedDigest } from "../runtime.ts";
import type { Store, Tx } from "../store/store.ts";
import type { Change } from "./queue.rules.ts";
import type { CallRow, EntryRow } from "./queue.sql.ts";
import type { QueueTables } from "./queue-tables.ts";

type Words = Pick<JournalFacts["entryMoved"], "reason" | "noteHash" | "forDay">;

/** How a decided change becomes a fact: the last step of every story of the queue. */
export type Acts = ReturnType<typeof createActs>;

export function createActs(store: Store, tables: QueueTables) {
  return {
    /** Records what a verb changed, and says who has to be told. */
    move(
      tx: Tx,
      verb: JournalFacts["entryMoved"]["verb"],
      entry: EntryRow,
      call: CallRow | null,
      change: Change,
      words: Words = {},
    ): EntryReply {
      tx.record("entryMoved", {
        verb,
        entry: entry.id,
        from: change.from,
        to: change.to,
        point: call?.service_point_id ?? "",
        call: call?.id ?? null,
        callFrom: change.callFrom,
        callTo: change.callTo,
        ...words,
      });
      touchBoth(tx, entry.queue_id, call?.service_point_id ?? null);
      return { entryId: idOf("entry", entry.id), status: change.to.status ?? entry.status };
    },

    /** Notes are personal: kept beside the journal with a salt of their own, to be erased. */
    keepNote(callSeq: number, note: string): string {
      const salt = store.runtime.randomBytes(16);
      tables.putNote(callSeq, salt, note);
      return keyedDigest(digestKey(salt), note).toString("base64url");
    },

    /** The entry, unless its day is over: its label may be somebody else's today. */
    entryOfToday(id: number): EntryRow | null {
      const entry = tables.entry(id);
      return entry !== undefined && entry.day === tables.day(entry.start_min) ? entry : null;
    },

    /**
     * Would this entry, brought back, be a second place of its patient? In its own queue by
     * another ticket, or anywhere by another stop of its own ticket, except those that are away
     * for it, and those that it is away for when it comes back as `away`.
     */
    isElsewhere(entry: EntryRow, to: EntryStatus = "waiting"): boolean {
      const { patient_id: patient } = entry;
      if (patient !== null) {
        const there = tables.patientInQueue(entry.queue_id, patient);
        if (there !== null && there !== entry.id) return true;
      }
      const stops = tables.entriesOfTicket(entry.ticket_id);
      return stops.some(
        (other) =>
          other.id !== entry.id &&
          isActive(other.status) &&
          !(other.status === "away" && isSentFrom(stops, entry, other)) &&
          !(to === "away" && isSentFrom(stops, other, entry)),
      );
    },
  };
}

/** Is this stop a detour from that one, or a detour from a detour, however often? */
export function isSentFrom(
  stops: readonly EntryRow[],
  stop: EntryRow,
  { id }: { readonly id: number },
): boolean {
  let at: EntryRow | undefined = stop;
  // Each was added after the one it returns to, so the way up ends.
  while (at !== undefined && at.return_to !== null) {
    if (at.return_to === id) return true;
    const up: number = at.return_to;
    at = stops.find((each) => each.id === up);
  }
  return false;
}

/** Whoever shows this queue or this service point has to be told. */
export function touchBoth(tx: Tx, queueId: string, pointId: string | null): void {
  tx.touch(`queue:${queueId}`);
  if (pointId !== null) tx.touch(`point:${pointId}`);
}
