import type { RefusalCode } from "../domain/refusal.ts";
import type { Instant } from "../domain/time.ts";
import type { MeantBooking } from "./scheduling-commands.ts";
import type { ComeBack } from "./come-back.ts";

/** Goes up with every change an older client could not live with; docs/PROTOCOL.md has the history. */
export const protocolNumber = 2;

/** One frame from a client, in bytes. The longest honest command is far below it. */
export const frameBytesMax = 64 * 1024;

export interface Refusal {
  readonly code: RefusalCode;
  /** Of a check-in: the bookings it may be about, by their times; `ambiguous`: to choose from. */
  readonly bookings?: readonly MeantBooking[];
  /** For a person, in the caller's language. Programs read the code. */
  readonly text: string;
}

export type Answer<Reply = unknown> =
  /** `version`: the journal's sequence number after the command; a snapshot at least so new shows it. */
  | { readonly ok: true; readonly reply: Reply; readonly version: number }
  | { readonly ok: false; readonly refusal: Refusal };

export type SubscribeAnswer =
  { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

export interface FeedAddress {
  readonly feed: string;
  readonly key: string;
}

/** The whole of what a feed says now. Within one epoch a screen never goes back to a lower version. */
export interface Snapshot<Data = unknown> extends FeedAddress {
  /** Changes when the database is restored: then, and only then, versions start again. */
  readonly epoch: string;
  readonly version: number;
  readonly serverTime: Instant;
  readonly data: Data;
}

export interface CommandFrame {
  readonly commandId: string;
  readonly name: string;
  readonly payload: unknown;
}

/** Handshake `auth`. A staff browser sends no token: its cookie speaks. */
export interface Handshake {
  readonly protocol: number;
  readonly deviceToken?: string;
  readonly language?: string;
  /** Was told `replaced`: asks for a place only where one is free. */
  readonly yields?: boolean;
}

/** What `data` of a refused handshake holds. */
export interface HandshakeRefusal {
  readonly code: RefusalCode;
  /** With `busy`: the server asks to be asked again then, and not before. */
  readonly retryAfterMs?: number;
}

/**
 * Why the server ends a connection, where it can say so. `replaced`: the same device or person
 * connected once more than may be, and the newest wins. `rate_limited`: far too many events.
 */
export type GoodbyeReason = "replaced" | "rate_limited";

export interface ClientToServerEvents {
  command: (frame: CommandFrame, ack: (answer: Answer) => void) => void;
  subscribe: (address: FeedAddress, ack: (answer: SubscribeAnswer) => void) => void;
  unsubscribe: (address: FeedAddress, ack: (answer: SubscribeAnswer) => void) => void;
}

export interface ServerToClientEvents {
  snapshot: (snapshot: Snapshot) => void;
  /** When to come back, should the link break. Told at first, and again as the fleet changes. */
  comeBack: (window: ComeBack) => void;
  goodbye: (goodbye: { readonly reason: GoodbyeReason }) => void;
}
