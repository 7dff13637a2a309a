import type { EntryStatus } from "../domain/entry.ts";
import type { Explanation } from "../domain/explain.ts";
import type { Language, Names } from "../domain/language.ts";
import type { Rates } from "../domain/priority.ts";
import type { PauseKind } from "../domain/service.ts";
import type { WaitRange } from "./commands.ts";
import type { Instant } from "../domain/time.ts";

/**
 * What the patient's own phone is told of one ticket: nothing that is not on its paper or on the
 * board of its room, and nobody's name. Its ETag changes when this changes and at no other time,
 * so nothing in here may be the hour of the answer: that is {@link asOfHeader}.
 */
export interface TrackView {
  readonly label: string;
  /** The language the ticket was taken in. */
  readonly language: Language;
  readonly hospitalNames: Names;
  /** As the board shows it: sensitive clinics have a neutral name, and phones are looked at too. */
  readonly clinicNames: Names;
  readonly waitingRoomNames: Names;
  /** The hospital's zone: the page shows its clock, whatever the phone thinks. */
  readonly zone: string;
  readonly issuedAt: Instant;
  readonly status: EntryStatus;
  /** Whom the rule would call before this one if it called now; only while it waits. */
  readonly ahead: number | null;
  /** Nothing while it is not known, and while it does not wait. */
  readonly wait: WaitRange | null;
  /** It takes longer than was said; the numbers then stand, they never rise again. */
  readonly isDelayed: boolean;
  /** Only while it is called or served. */
  readonly call: {
    readonly servicePointNames: Names;
    /** When it was called, or last recalled. */
    readonly at: Instant;
    readonly recalls: number;
  } | null;
  /** The day's calls of its waiting room, the figures of the board there. */
  readonly inTurnToday: number;
  readonly exceptionsToday: number;
  /** Stops of its journey: where it is (from 1), of how many. */
  readonly step: { readonly at: number; readonly of: number };
  /** It was seen here before and is back, from the laboratory for example. */
  readonly isBack: boolean;
  /** Of a visit that went to the laboratory and back: how far its tests are; nothing without any. */
  readonly tests: "underWay" | "ready" | null;
  /** Not called before then. */
  readonly notBefore: Instant | null;
  /** Everybody who could call it has paused. */
  readonly pause: { readonly kind: PauseKind; readonly until: Instant | null } | null;
  /** Why it is where it is; only while it waits. */
  readonly why: Explanation | null;
  readonly rates: Rates;
  /** The day for which its clinic, which closed, promised it a first place. */
  readonly rebookedFor: string | null;
}

/**
 * The server's time in milliseconds, on every answer about a ticket, also on "not modified": what
 * the phone already has is then known to be true as of now.
 */
export const asOfHeader = "dawr-as-of";
