import { takesPlace } from "../../shared/domain/appointment.ts";
import type { SessionBreak } from "../../shared/domain/appointment.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { SessionState } from "../../shared/domain/journal.ts";
import { addDays, dayNumber } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { DayBreak, SessionPlan } from "../../shared/domain/roster.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Tx } from "../store/store.ts";
import { offered } from "./availability.rules.ts";
import type { Availability } from "./availability.ts";
import { isAlike } from "./moves.ts";
import type { Moves } from "./moves.ts";
import { placeElsewhere } from "./consequence.rules.ts";
import type { Displaced, Offer, Placement } from "./consequence.rules.ts";
import { sessionStateOf } from "./place-tables.ts";
import type { AppointmentRow, PlaceTables, SessionRow } from "./place-tables.ts";
import type { InstantAt, PublishedShift, Sessions, Touched } from "./ports.ts";

/** How far ahead another place is looked for: a patient is not put off for longer by a machine. */
const spanDays = 42;

/** Sessions: made by publishing, changed and cancelled, with what that does to who is booked. */
export function createSessions(
  tables: PlaceTables,
  availability: Availability,
  moves: Moves,
  instantAt: InstantAt,
): Sessions & SessionActs {
  function change(
    tx: Tx,
    row: SessionRow,
    to: Partial<SessionState>,
    reason: string | null,
  ): number {
    const was = sessionStateOf(row);
    const keys = Object.keys(to) as (keyof SessionState)[];
    const from = Object.fromEntries(keys.map((key) => [key, was[key]])) as Partial<SessionState>;
    const seq = tx.record("sessionChanged", { session: row.id, from, to, reason });
    moves.touch(tx, row.id);
    tx.touch(`myDay:${idOf("staff", row.staff_id)}`);
    if (to.staff !== undefined) tx.touch(`myDay:${idOf("staff", to.staff)}`);
    return seq;
  }

  function make(tx: Tx, shift: PublishedShift, plan: SessionPlan): number {
    const known = tables.sessionOfAssignment(shift.assignment);
    if (known !== undefined) {
      // Patients are booked by the hours that an open session has, whoever changed them.
      const hours = known.status === "open" ? {} : { from: shift.from, to: shift.to };
      const to = differing(sessionStateOf(known), {
        ...{ staff: shift.staff, point: shift.point, ...hours, status: "open", closedBy: null },
      });
      if (Object.keys(to).length > 0) change(tx, known, to, null);
      return known.id;
    }
    const { capacity, windowMin, overbookMax, serviceId: service } = plan;
    const { bufferBeforeMin, bufferAfterMin } = plan;
    const { assignment, clinic, staff, point, day, from, to } = shift;
    const id = tx.record("sessionMade", {
      ...{ assignment, clinic, service, staff, point, day, from, to },
      ...{ capacity, windowMin, overbookMax, bufferBeforeMin, bufferAfterMin },
      breaks: breaksOn(day, plan.breaks, instantAt),
    });
    tx.touch(`sessions:${clinic}`);
    tx.touch(`myDay:${idOf("staff", staff)}`);
    return id;
  }

  const known = (id: number): SessionRow => {
    const row = tables.session(id);
    if (row === undefined) throw new Error(`no session ${id}`);
    return row;
  };

  function cancel(tx: Tx, session: number, reason: string, closedBy: number | null = null): void {
    const row = known(session);
    if (row.status !== "open") return;
    change(tx, row, { status: "cancelled", ...(closedBy === null ? {} : { closedBy }) }, reason);
  }

  function substitute(tx: Tx, session: number, staff: number, assignment: number, reason: string) {
    const row = known(session);
    change(tx, row, { staff, assignment }, reason);
    // The same doctor in another room is no other doctor.
    if (staff === row.staff_id) return;
    for (const booking of bookedIn(tables, [row])) moves.tellOtherDoctor(tx, booking);
  }

  const touched = (sessions: readonly number[], now: Instant): readonly Touched[] => {
    const rows = sessions.map(known);
    return displace(rows, bookedIn(tables, rows), now);
  };

  /** Where these bookings would go. `without`: sessions that are no other place. */
  function displace(
    without: readonly SessionRow[],
    bookings: readonly AppointmentRow[],
    now: Instant,
  ): readonly Touched[] {
    const sessionOf = new Map(bookings.map((each) => [each.id, known(each.session_id)]));
    const displaced = bookings.map((booking) => displacedOf(booking, sessionOf, instantAt));
    if (displaced.length === 0) return [];
    const leaving = new Set(bookings.map((each) => each.id));
    const offers = offersFor([...sessionOf.values()], without, leaving, now);
    const isBusyOn = busyDays(tables, leaving);
    const places = new Map(
      placeElsewhere(displaced, offers, isBusyOn).map((each) => [each.appointment, each]),
    );
    return bookings
      .map((booking) => touchedOf(booking, sessionOf, places.get(booking.id)))
      .toSorted((a, b) => a.from.at - b.from.at || seqOf(a.appointmentId) - seqOf(b.appointmentId));
  }

  function offersFor(
    of: readonly SessionRow[],
    without: readonly SessionRow[],
    leaving: ReadonlySet<number>,
    now: Instant,
  ): readonly Offer[] {
    const left = new Set(of.map((row) => row.id));
    const gone = new Set(without.map((row) => row.id));
    const services = new Set(of.map((row) => row.service_id));
    const days = of.map((row) => row.day).toSorted();
    const clinics = [...new Set(of.map((row) => row.clinic_id))];
    const to = addDays(days.at(-1) ?? "", spanDays);
    return tables
      .sessionsIn(clinics, days[0] ?? "", to)
      .filter((row) => services.has(row.service_id) && !gone.has(row.id))
      .filter((row) => row.status === "open" && (row.taken < row.capacity || left.has(row.id)))
      .filter((row) => !availability.isClosed(row.clinic_id, row.day))
      .flatMap((row) =>
        offered(availability.windows(row, leaving), now, 0)
          .filter((window) => window.from >= now)
          .map((window) => offerOf(row, window, instantAt)),
      );
  }

  return {
    make,
    change,
    cancel,
    substitute,
    touched,
    displace,
    ofAssignments: (assignments) =>
      assignments.flatMap((assignment) => {
        const row = tables.sessionOfAssignment(assignment);
        return row?.status === "open" ? [row.id] : [];
      }),
    inDays: (clinics, from, to) =>
      tables
        .sessionsIn(clinics, from, to)
        .filter((row) => row.status === "open")
        .map((row) => row.id),
    restore(tx, seq) {
      const fact = tables.factAt("sessionChanged", seq);
      if (fact === null) throw new Error(`row ${seq} changed no session`);
      change(tx, known(fact.session), fact.from, null);
    },
    move: moves.move,
    undoRows: moves.undoRows,
  };
}

/** What this half of scheduling needs of sessions besides the port. */
export interface SessionActs {
  change(tx: Tx, row: SessionRow, to: Partial<SessionState>, reason: string | null): number;
  cancel(tx: Tx, session: number, reason: string, closedBy?: number | null): void;
  displace(
    without: readonly SessionRow[],
    bookings: readonly AppointmentRow[],
    now: Instant,
  ): readonly Touched[];
}

function differing(was: SessionState, to: Partial<SessionState>): Partial<SessionState> {
  const keys = Object.keys(to) as (keyof SessionState)[];
  return Object.fromEntries(
    keys.filter((key) => !isAlike(was[key], to[key])).map((key) => [key, to[key]]),
  );
}

/** The pauses of a plan on one day. */
export function breaksOn(
  day: LocalDay,
  breaks: readonly DayBreak[],
  instantAt: InstantAt,
): readonly SessionBreak[] {
  return breaks.map(({ kind, fromMin, toMin }) => ({
    ...{ kind, from: instantAt(day, fromMin), to: instantAt(day, toMin) },
  }));
}

/** Booked and not here yet: whoever has a ticket is seen to by the queue. */
export function bookedIn(
  tables: PlaceTables,
  sessions: readonly SessionRow[],
): readonly AppointmentRow[] {
  return sessions
    .flatMap((session) => tables.takingOf(session.id))
    .filter((booking) => booking.status === "booked");
}

function minuteOf(day: LocalDay, at: Instant, instantAt: InstantAt): number {
  return Math.round((at - instantAt(day, 0)) / minuteMs);
}

function displacedOf(
  booking: AppointmentRow,
  sessionOf: ReadonlyMap<number, SessionRow>,
  instantAt: InstantAt,
): Displaced {
  const session = sessionOf.get(booking.id);
  if (session === undefined) throw new Error(`appointment ${booking.id} has no session`);
  return {
    appointment: booking.id,
    patient: booking.patient_id,
    staff: session.staff_id,
    service: session.service_id,
    day: dayNumber(session.day),
    minute: minuteOf(session.day, booking.at, instantAt),
  };
}

function offerOf(
  row: SessionRow,
  window: { readonly from: Instant; readonly left: number },
  instantAt: InstantAt,
): Offer {
  return {
    session: row.id,
    staff: row.staff_id,
    service: row.service_id,
    at: window.from,
    day: dayNumber(row.day),
    minute: minuteOf(row.day, window.from, instantAt),
    left: window.left,
  };
}

function touchedOf(
  booking: AppointmentRow,
  sessionOf: ReadonlyMap<number, SessionRow>,
  place: Placement | undefined,
): Touched {
  const to = place?.to ?? null;
  return {
    appointmentId: idOf("appointment", booking.id),
    patient: booking.patient_id,
    from: {
      sessionId: idOf("session", booking.session_id),
      at: booking.at,
      staff: sessionOf.get(booking.id)?.staff_id ?? 0,
    },
    to: to && { sessionId: idOf("session", to.session), at: to.at, staff: to.staff },
  };
}

/** Has a patient another booking of this service on a day, one that stays? */
function busyDays(tables: PlaceTables, going: ReadonlySet<number>) {
  const known = new Map<number, ReadonlySet<string>>();
  const staying = (patient: number) =>
    tables
      .ofPatient(patient, 0, Number.MAX_SAFE_INTEGER)
      .filter((each) => !going.has(each.id) && takesPlace(each.status))
      .map((each) => `${each.service_id} ${dayNumber(each.day)}`);
  return (patient: number, service: string, day: number): boolean => {
    const theirs = known.get(patient) ?? new Set(staying(patient));
    known.set(patient, theirs);
    return theirs.has(`${service} ${day}`);
  };
}
