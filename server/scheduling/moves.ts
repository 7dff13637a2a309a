import { takesPlace } from "../../shared/domain/appointment.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { AppointmentState, JournalFacts, JournalRow } from "../../shared/domain/journal.ts";
import type { Tx } from "../store/store.ts";
import { canUndoMove } from "./appointment.rules.ts";
import { shapeOf } from "./availability.ts";
import type { Availability } from "./availability.ts";
import { windowsOf } from "./availability.rules.ts";
import { surplusOf } from "./consequence.rules.ts";
import type { Outbox } from "./outbox.ts";
import { appointmentStateOf, sessionStateOf } from "./place-tables.ts";
import type { AppointmentRow, PlaceTables } from "./place-tables.ts";
import type { Touched } from "./ports.ts";

/** Bookings that move, one or hundreds, and the way back. */
export type Moves = ReturnType<typeof createMoves>;

export function createMoves(tables: PlaceTables, availability: Availability, outbox: Outbox) {
  const touch = (tx: Tx, sessionId: number) => {
    const session = tables.session(sessionId);
    if (session === undefined) return;
    tx.touch(`bookings:${idOf("session", sessionId)}`);
    tx.touch(`sessions:${session.clinic_id}`);
    tx.touch(`myDay:${idOf("staff", session.staff_id)}`);
  };

  /** Records one step of a booking with what it changed on both sides, so that it can go back. */
  function step(
    tx: Tx,
    row: AppointmentRow,
    to: Partial<AppointmentState>,
    reason: string | null,
  ): void {
    const was = appointmentStateOf(row);
    const keys = Object.keys(to) as (keyof AppointmentState)[];
    const from = Object.fromEntries(keys.map((key) => [key, was[key]]));
    tx.record("appointmentMoved", { appointment: row.id, from, to, reason });
    touch(tx, was.session);
    if (to.session !== undefined && to.session !== was.session) touch(tx, to.session);
  }

  const about = (row: AppointmentRow) => ({ patient: row.patient_id, about: row.id });

  /** Moves whom there is a place for; whoever has none is cancelled and told so. */
  function move(tx: Tx, touched: readonly Touched[], reason: string) {
    let moved = 0;
    let unplaced = 0;
    for (const { appointmentId, to } of touched) {
      const row = tables.appointment(seqOf(appointmentId));
      if (row?.status !== "booked") continue;
      const place = to && availability.placeAt(seqOf(to.sessionId), to.at, row.id);
      // What was looked at may be gone by now: nobody is put where there is no place.
      const isFree = place?.isOpen === true && (place.window?.left ?? 0) > 0;
      if (to !== null && isFree && !isElsewhere(seqOf(to.sessionId), row)) {
        // A place among the others: nobody is over the capacity where there is room.
        const there = { session: seqOf(to.sessionId), at: to.at, overbookReason: null };
        step(tx, row, there, reason);
        outbox.tell(tx, "moved", about(row));
        outbox.remind(tx, about(row), to.at);
        moved++;
      } else {
        step(tx, row, { status: "cancelled" }, reason);
        outbox.tell(tx, "cancelled", about(row));
        unplaced++;
      }
    }
    return { moved, unplaced };
  }

  /** Takes back, last one first, what these journal rows did to sessions and bookings. */
  function undoRows(tx: Tx, rows: readonly JournalRow[]): number | null {
    let restored = 0;
    const sessions = new Set<number>();
    for (const row of rows.toReversed()) {
      if (row.name === "sessionChanged") {
        const fact = row.fact as JournalFacts["sessionChanged"];
        if (undoSession(tx, fact)) sessions.add(fact.session);
      }
    }
    for (const row of rows.toReversed()) {
      if (row.name !== "appointmentMoved") continue;
      if (undoMoved(tx, row.fact as JournalFacts["appointmentMoved"])) restored++;
    }
    // Those who were booked into what was wider, or open, keep their places.
    return [...sessions].some(leavesOut) ? null : restored;
  }

  function undoSession(tx: Tx, { session, from, to }: JournalFacts["sessionChanged"]): boolean {
    const row = tables.session(session);
    if (row === undefined || !isStill(sessionStateOf(row), to)) return false;
    tx.record("sessionChanged", { session, from: to, to: from, reason: null });
    touch(tx, session);
    return true;
  }

  /** Is somebody booked whom the session, as it is, has no place for? */
  function leavesOut(id: number): boolean {
    const session = tables.session(id);
    if (session === undefined) return false;
    const { status, capacity } = session;
    const windows = status === "open" ? windowsOf(shapeOf(session)) : [];
    return surplusOf(tables.takingOf(id), { windows, capacity }).length > 0;
  }

  /** Whoever came, or was moved again since, stays where they are. */
  function undoMoved(tx: Tx, { appointment, from, to }: JournalFacts["appointmentMoved"]): boolean {
    const row = tables.appointment(appointment);
    if (row === undefined || !isStill(appointmentStateOf(row), to)) return false;
    const back = { ...appointmentStateOf(row), ...from };
    const session = tables.session(back.session);
    if (session === undefined) return false;
    const isOver = back.overbookReason !== null;
    const others = tables
      .takenIn(session.id)
      .filter((each) => each.id !== row.id && (each.overbook_reason !== null) === isOver);
    const place = {
      isOpen: session.status === "open",
      taken: others.length,
      places: isOver ? session.overbook_max : session.capacity,
    };
    if (!canUndoMove(back.status, place)) return false;
    // The session may be shorter by now than when they were booked in it.
    if (takesPlace(back.status) && availability.windowOf(session.id, back.at) === null)
      return false;
    if (isElsewhere(session.id, row)) return false;
    step(tx, row, from, null);
    outbox.drop(tx, row.id);
    if (back.status === "booked") outbox.remind(tx, about(row), back.at);
    return true;
  }

  /** Is a second place of that service on that day: one was booked meanwhile. */
  const isElsewhere = (session: number, row: AppointmentRow): boolean => {
    const there = tables.session(session);
    return there !== undefined && availability.isBookedOn(row.patient_id, there, row.id);
  };

  return {
    step,
    move,
    undoRows,
    touch,
    tellOtherDoctor: (tx: Tx, row: AppointmentRow) => {
      outbox.drop(tx, row.id, ["otherDoctor"]);
      outbox.queue(tx, "otherDoctor", about(row));
    },
  };
}

/** Is everything that a step set still as it set it? */
function isStill<State extends object>(state: State, to: Partial<State>): boolean {
  return (Object.keys(to) as (keyof State)[]).every((key) => isAlike(state[key], to[key]));
}

/** A state holds numbers, words and short lists. */
export function isAlike(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
