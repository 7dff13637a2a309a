import { bookingCode } from "../../shared/domain/booking-code.ts";
import { holdMs } from "../../shared/domain/appointment.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { BookedReply } from "../../shared/protocol/scheduling-commands.ts";
import type { Store, Tx } from "../store/store.ts";
import { after } from "./appointment.rules.ts";
import type { AppointmentVerb } from "./appointment.rules.ts";
import { decidePlace } from "./availability.rules.ts";
import type { Availability } from "./availability.ts";
import type { Moves } from "./moves.ts";
import type { Outbox } from "./outbox.ts";
import type { AppointmentRow, PlaceTables, SessionRow } from "./place-tables.ts";

/** Chance for a code, and how often another one is drawn when it is taken: practically never. */
const chanceBytes = 16;
const drawsMax = 20;
/** Holds given up by one tick; more wait for the next one. */
const lapsedAtOnce = 100;

export interface PlaceWish {
  readonly patient: number;
  readonly session: number;
  readonly at: Instant;
  readonly overbookReason: string | null;
  /** Appointments that were booked together. */
  readonly series?: string;
  /** How long before its time a place must be taken; 0 for one who stands at the desk. */
  readonly noticeMin: number;
}

/** Places: taken, moved, given up. Each check and its insert are one transaction. */
export type Booking = ReturnType<typeof createBooking>;

export function createBooking(
  store: Store,
  tables: PlaceTables,
  availability: Availability,
  moves: Moves,
  outbox: Outbox,
) {
  /** The session, when this patient may take this place in it. */
  function mayTake(
    tx: Tx,
    wish: Pick<PlaceWish, "patient" | "session" | "at" | "overbookReason" | "noticeMin">,
    own: AppointmentRow | null,
  ): Result<SessionRow & { readonly isOver: boolean }> {
    const place = availability.placeAt(wish.session, wish.at, own?.id);
    if (place === null) return refuse("unknown_session");
    const { now } = tx;
    const hasReason = wish.overbookReason !== null;
    const decided = decidePlace(place, { now, noticeMin: wish.noticeMin, hasReason });
    if (!decided.ok) return refuse(decided.code);
    if (availability.isBookedOn(wish.patient, place.session, own?.id))
      return refuse("already_booked");
    return accept({ ...place.session, isOver: decided.isOver });
  }

  function take(tx: Tx, wish: PlaceWish, status: "held" | "booked"): Result<BookedReply> {
    const may = mayTake(tx, wish, null);
    if (!may.ok) return may;
    const { patient, session, at } = wish;
    const seq = tx.record("placeTaken", {
      ...{ patient, session, at, status, code: newCode() },
      overbookReason: may.value.isOver ? wish.overbookReason : null,
      series: wish.series ?? null,
    });
    moves.touch(tx, session);
    if (status === "booked") tellBooked(tx, seq);
    return accept(replyOf(found(seq)));
  }

  function tellBooked(tx: Tx, seq: number): void {
    const row = found(seq);
    const about = { patient: row.patient_id, about: seq };
    outbox.queue(tx, "booked", about);
    outbox.remind(tx, about, row.at);
  }

  function found(id: number): AppointmentRow {
    const row = tables.appointment(id);
    if (row === undefined) throw new Error(`no appointment ${id}`);
    return row;
  }

  function newCode(): string {
    for (let draw = 0; draw < drawsMax; draw++) {
      const code = bookingCode(store.runtime.randomBytes(chanceBytes));
      if (code !== null && tables.appointmentByCode(code) === undefined) return code;
    }
    throw new Error("no booking code is free");
  }

  /** One step to the status that a verb leads to. Refusals: `unknown_appointment`, `wrong_state`. */
  function act(
    tx: Tx,
    id: number,
    verb: Exclude<AppointmentVerb, "move">,
    reason: string | null = null,
    ticket?: number,
  ): Result<AppointmentRow> {
    const row = tables.appointment(id);
    if (row === undefined) return refuse("unknown_appointment");
    const status = after(verb, row.status);
    if (status === null) return refuse("wrong_state");
    moves.step(tx, row, { status, ...(ticket === undefined ? {} : { ticket }) }, reason);
    return accept(row);
  }

  /** How long a place is kept for its patient, by its own time: offers have a longer one. */
  const isHeldOver = (row: AppointmentRow, now: Instant) =>
    tables.wishOfHold(row.id) === undefined && now - row.made_at >= holdMs;

  /**
   * Has the session still a place for this hold? One that was made shorter or smaller moves those
   * who are booked, not those who still think: its places are for the first of them to confirm.
   */
  function hasRoomFor(row: AppointmentRow, session: SessionRow): boolean {
    if (availability.windowOf(session.id, row.at) === null) return false;
    if (row.overbook_reason !== null) return true;
    const kept = tables
      .takingOf(session.id)
      .filter((each) => each.status !== "held" && each.overbook_reason === null);
    return kept.length < session.capacity;
  }

  return {
    /** Refusals: those of placing. */
    hold: (tx: Tx, wish: PlaceWish) => take(tx, wish, "held"),
    book: (tx: Tx, wish: PlaceWish) => take(tx, wish, "booked"),

    /** Refusals: `unknown_appointment`, `hold_lapsed`, `wrong_state`. */
    confirm(tx: Tx, id: number): Result<BookedReply> {
      const row = tables.appointment(id);
      if (row === undefined) return refuse("unknown_appointment");
      if (row.status === "lapsed") return refuse("hold_lapsed");
      if (row.status === "held" && isHeldOver(row, tx.now)) return refuse("hold_lapsed");
      const session = tables.session(row.session_id);
      if (session === undefined || !availability.isOpen(session)) return refuse("wrong_state");
      if (row.status === "held" && !hasRoomFor(row, session)) return refuse("hold_lapsed");
      const confirmed = act(tx, id, "confirm");
      if (!confirmed.ok) return confirmed;
      tellBooked(tx, id);
      return accept(replyOf(found(id)));
    },

    /** Refusals: those of placing, `unknown_appointment`, `wrong_state`. */
    move(
      tx: Tx,
      id: number,
      to: Pick<PlaceWish, "session" | "at" | "noticeMin"> & {
        /** Why one more than the session is for. */
        readonly reason: string | null;
        /** Why at an hour that does not suit what it is for; it makes no room. */
        readonly lateReason?: string | null;
      },
    ): Result<BookedReply> {
      const row = tables.appointment(id);
      if (row === undefined) return refuse("unknown_appointment");
      if (after("move", row.status) === null) return refuse("wrong_state");
      if (row.session_id === to.session && row.at === to.at) return accept(replyOf(row));
      const wish = { ...to, patient: row.patient_id, overbookReason: to.reason };
      const may = mayTake(tx, wish, row);
      if (!may.ok) return may;
      const overbookReason = may.value.isOver ? to.reason : null;
      const { session, at } = to;
      moves.step(tx, row, { session, at, overbookReason }, to.reason ?? to.lateReason ?? null);
      if (row.status === "booked") {
        const about = { patient: row.patient_id, about: row.id };
        outbox.tell(tx, "moved", about);
        outbox.remind(tx, about, at);
      }
      return accept(replyOf(found(id)));
    },

    /** Refusals: `unknown_appointment`, `wrong_state`. */
    cancel(tx: Tx, id: number, reason: string): Result<AppointmentRow> {
      const cancelled = act(tx, id, "cancel", reason);
      if (!cancelled.ok) return cancelled;
      const { patient_id: patient, status } = cancelled.value;
      if (status === "booked") outbox.tell(tx, "cancelled", { patient, about: id });
      return cancelled;
    },

    /** Gives up holds that nobody confirmed in time. Returns the services that have places again. */
    lapseHolds(tx: Tx): readonly string[] {
      const due = tables.heldBefore(tx.now - holdMs + 1, lapsedAtOnce);
      const lapsed = due.filter((row) => isHeldOver(row, tx.now));
      for (const row of lapsed) act(tx, row.id, "lapse");
      return servicesOf(lapsed);
    },

    act,
    /** The services of the sessions that these bookings are in. */
    servicesOf,
  };

  function servicesOf(rows: readonly AppointmentRow[]): readonly string[] {
    return [...new Set(rows.flatMap((row) => tables.session(row.session_id)?.service_id ?? []))];
  }
}

function replyOf(row: AppointmentRow): BookedReply {
  return {
    appointmentId: idOf("appointment", row.id),
    sessionId: idOf("session", row.session_id),
    at: row.at,
    code: row.code,
  };
}
