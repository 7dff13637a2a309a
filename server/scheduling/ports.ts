import type { AppointmentId, SessionId } from "../../shared/domain/ids.ts";
import type { JournalRow } from "../../shared/domain/journal.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { SessionPlan } from "../../shared/domain/roster.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Tx } from "../store/store.ts";

/** A local time of day as an instant, in the site's zone; minutes may pass midnight. */
export type InstantAt = (day: LocalDay, minute: number) => Instant;

/** A published shift, as far as a session needs to know it. */
export interface PublishedShift {
  readonly assignment: number;
  readonly clinic: string;
  readonly staff: number;
  readonly point: string | null;
  readonly day: LocalDay;
  readonly from: Instant;
  readonly to: Instant;
}

/** A booked patient that a change touches, and the best other place there is. */
export interface Touched {
  readonly appointmentId: AppointmentId;
  readonly patient: number;
  readonly from: { readonly sessionId: SessionId; readonly at: Instant; readonly staff: number };
  readonly to: {
    readonly sessionId: SessionId;
    readonly at: Instant;
    readonly staff: number;
  } | null;
}

/** What rosters, leave, holidays and closures need of the sessions and the places in them. */
export interface Sessions {
  /** The session of a newly published shift. Where it had one (undone, substituted): that one. */
  make(tx: Tx, shift: PublishedShift, plan: SessionPlan): number;
  /** The open sessions that these shifts have. */
  ofAssignments(assignments: readonly number[]): readonly number[];
  /** Open sessions of these clinics (empty: of all) in these days (`to` not among them). */
  inDays(clinics: readonly string[], from: LocalDay, to: LocalDay): readonly number[];
  /** Another doctor does it: the bookings stay, the patients are told. */
  substitute(tx: Tx, session: number, staff: number, assignment: number, reason: string): void;
  cancel(tx: Tx, session: number, reason: string): void;
  /** Undoes a cancel or a change as one recorded fact backwards. */
  restore(tx: Tx, sessionChangedSeq: number): void;
  /** Who is booked into these sessions, and where they would go if these were not. */
  touched(sessions: readonly number[], now: Instant): readonly Touched[];
  /** Moves whom there is a place for, tells the others. Call after the sessions were cancelled. */
  move(
    tx: Tx,
    touched: readonly Touched[],
    reason: string,
  ): { readonly moved: number; readonly unplaced: number };
  /**
   * Takes back what these rows of the journal (a command's trace) did to sessions and bookings:
   * sessions as they were, then each booking that nobody has touched since. Returns how many; nothing
   * when somebody was booked since whom a session as it was has no place for: then refuse.
   */
  undoRows(tx: Tx, rows: readonly JournalRow[]): number | null;
}
