import type { EntryStatus, EntryVerb } from "./entry.ts";
import type { Language, Names } from "./language.ts";
import type { PriorityClass } from "./priority.ts";
import type { PrintOutcome } from "./print-job.ts";
import type { DeviceKind, StaffRole } from "./role.ts";
import type { Instant } from "./time.ts";

/**
 * What the journal says: one fact a row, complete and self-describing, because the tables are
 * nothing but these facts applied in order, and because a hub will one day read only this.
 * Numbers named after a thing (`ticket`, `entry`, `call`) are the sequence number of the row that
 * made it. No personal data: that is kept beside the journal, where it can be erased.
 */
export interface JournalFacts {
  siteFounded: {
    readonly epoch: string;
    readonly zone: string;
    readonly hospitalNames: Names;
    readonly emergencyPlace: Names;
  };
  waitingRoomPut: { readonly id: string; readonly names: Names };
  clinicPut: {
    readonly id: string;
    readonly names: Names;
    readonly boardNames: Names;
    readonly series: string;
    readonly pictogram: string;
    readonly position: number;
  };
  queuePut: {
    readonly id: string;
    readonly clinic: string;
    readonly waitingRoom: string;
    readonly names: Names;
  };
  servicePut: {
    readonly id: string;
    readonly clinic: string;
    readonly queue: string;
    readonly names: Names;
    readonly open: boolean;
    readonly dailyLimit: number | null;
    readonly position: number;
  };
  servicePointPut: {
    readonly id: string;
    readonly waitingRoom: string;
    readonly names: Names;
    readonly queues: readonly string[];
  };
  devicePaired: {
    readonly kind: DeviceKind;
    readonly name: string;
    readonly waitingRoom: string | null;
    readonly servicePoint: string | null;
    /** SHA-256 of the token, hex: the token itself is shown once and kept nowhere. */
    readonly tokenHash: string;
  };
  staffAdded: { readonly role: StaffRole };
  signedIn: { readonly staff: number; readonly sessionHash: string; readonly until: Instant };
  signedOut: { readonly sessionHash: string };
  /** Opens a service day; whatever the day before left waiting or open is closed by it. */
  dayOpened: { readonly day: string; readonly leftWaiting: number; readonly leftOpen: number };
  ticketIssued: {
    readonly day: string;
    readonly label: string;
    readonly series: string;
    readonly number: number;
    readonly language: Language;
    readonly service: string;
    readonly queue: string;
    readonly class: PriorityClass;
    readonly eligibleAt: Instant;
    readonly patient?: string;
    readonly group?: string;
  };
  /** One step of an entry's life, with what it changed on both sides, so it can be undone. */
  entryMoved: {
    readonly verb: EntryVerb | "undo";
    readonly entry: number;
    readonly from: Partial<EntryState>;
    readonly to: Partial<EntryState>;
    readonly point: string;
    /** The call it belongs to; nothing when this very row makes the call. */
    readonly call: number | null;
    readonly callFrom: Partial<CallState>;
    readonly callTo: Partial<CallState>;
    readonly reason?: string;
    /** A note is personal: only its salted hash stands here. */
    readonly noteHash?: string;
  };
  printQueued: {
    readonly ticket: number;
    /** 0: the original. A person orders each marked copy. */
    readonly copy: number;
    readonly device: number;
    readonly ahead: number;
  };
  printStarted: { readonly job: number };
  printReported: {
    readonly job: number;
    readonly outcome: PrintOutcome;
    readonly detail: string | null;
  };
}

export interface EntryState {
  readonly status: EntryStatus;
  readonly eligibleAt: Instant;
  readonly requeues: number;
}

/** `closed`: the day ended over it. `undone`: it was taken back. */
export type CallStatus =
  "called" | "serving" | "ended" | "no_show" | "requeued" | "undone" | "closed";

export interface CallState {
  readonly status: CallStatus;
  readonly recalls: number;
  readonly lastAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly resultCode: string | null;
}

export type FactName = keyof JournalFacts;

/** A row of the journal, as a module applies it to its tables. */
export interface JournalRow<Name extends FactName = FactName> {
  readonly seq: number;
  readonly at: Instant;
  /** Who: a device `d4`, a member of staff `s9`, or `server`. */
  readonly principal: string;
  readonly name: Name;
  readonly fact: JournalFacts[Name];
}
