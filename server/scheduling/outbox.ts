import type { MessageKind } from "../../shared/domain/journal.ts";
import { hourMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Tx } from "../store/store.ts";
import type { PlaceTables } from "./place-tables.ts";

/** A reminder goes out so long before the time, if that is not nearly now. */
const reminderMs = 24 * hourMs;
const soonMs = 2 * hourMs;

/** Messages to patients wait here until something can send them; a power cut loses none. */
export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(tables: PlaceTables) {
  /** Takes back what has not been sent yet about something. */
  function drop(tx: Tx, about: number, kinds?: readonly MessageKind[]): void {
    for (const message of tables.queuedAbout(about)) {
      if (kinds !== undefined && !kinds.includes(message.kind)) continue;
      tx.record("messageSettled", { message: message.id, status: "dropped", detail: null });
    }
  }

  function queue(tx: Tx, kind: MessageKind, of: About, dueAt: Instant = tx.now): void {
    tx.record("messageQueued", { patient: of.patient, kind, about: of.about, dueAt });
  }

  return {
    drop,
    queue,
    /** Says the newest about a booking, once: what was to be said about it before is dropped. */
    tell(tx: Tx, kind: MessageKind, of: About): void {
      drop(tx, of.about);
      queue(tx, kind, of);
    },
    /**
     * What was to be said is not so: unsaid, it is dropped; said, another message puts it right.
     * Returns whether one goes out.
     */
    unsay(tx: Tx, was: MessageKind, correction: MessageKind, of: About): boolean {
      drop(tx, of.about, [was]);
      if (tables.lastSaidAbout(of.about)?.kind !== was) return false;
      queue(tx, correction, of);
      return true;
    },
    remind(tx: Tx, of: About, at: Instant): void {
      const dueAt = at - reminderMs;
      if (dueAt > tx.now + soonMs) queue(tx, "reminder", of, dueAt);
    },
    due: tables.dueMessages,
    /** What became of a message that was taken out to be sent. */
    settle(tx: Tx, message: number, status: "sent" | "failed", detail: string | null): void {
      tx.record("messageSettled", { message, status, detail });
    },
  };
}

export interface About {
  readonly patient: number;
  /** The appointment. */
  readonly about: number;
}
