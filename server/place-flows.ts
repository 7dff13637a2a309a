import { checkIn } from "./check-in.ts";
import type { FlowModules, Flows } from "./flow-modules.ts";
import { isTooLateFor, orderToBook, preparationFor } from "./preparation.ts";
import { publishPorts } from "./roster-flows.ts";
import { after, missedAfterMs } from "./scheduling/appointment.rules.ts";
import type { FreePlaceRow } from "./scheduling/availability.ts";
import { unplaced } from "./scheduling/holidays.ts";
import type { Touched } from "./scheduling/ports.ts";
import { changeSession } from "./session-changes.ts";
import { idBytes } from "./store/command-id.ts";
import type { Tx } from "./store/store.ts";
import { holdMs } from "../shared/domain/appointment.ts";
import { isActive } from "../shared/domain/entry.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { PatientId } from "../shared/domain/ids.ts";
import { addDays } from "../shared/domain/local-day.ts";
import { namesGiven } from "../shared/domain/language.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { dayMs } from "../shared/domain/time.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";
import type { BookedReply } from "../shared/protocol/scheduling-commands.ts";

type SessionNames = "changeSession" | "cancelSession";
type CalendarNames = "putHoliday" | "closeClinicDays" | "setWorkWeek";
type PlaceNames =
  | "holdPlace"
  | "bookPlace"
  | "bookSeries"
  | "confirmHold"
  | "moveAppointment"
  | "cancelAppointment"
  | "undoMove";
type ComingNames = "joinWaitingList" | "answerOffer" | "checkIn";

/** A move of hundreds is looked at before it is taken back. */
const undoMoveMs = dayMs;
/** Bookings that one tick closes; more wait for the next one. */
const closedAtOnce = 200;
/** The desk books for somebody who stands there. */
const atDesk = 0;

/** Sessions, places in them, and the patient who comes for one. `openDays` begins each check-in. */
export function placeFlows(
  modules: FlowModules,
  openDays: (tx: Tx) => void,
): Pick<Flows, SessionNames | CalendarNames | PlaceNames | ComingNames> {
  return {
    ...sessionFlows(modules),
    ...calendarFlows(modules),
    ...bookingFlows(modules),
    ...comingFlows(modules, openDays),
  };
}

function sessionFlows(modules: FlowModules): Pick<Flows, SessionNames> {
  return {
    changeSession: (_, payload) => (tx) => counted(changeSession(modules, tx, payload)),
    cancelSession: (_, payload) => (tx) => counted(cancelSession(modules, tx, payload)),
  };
}

/** What was done, with everybody whom it touched: for those who look before they do it. */
type Done<Reply> = Result<Reply & { readonly touched: readonly Touched[] }>;

/** Refusals: `unknown_session`, `session_closed`. */
export function cancelSession(
  { places }: FlowModules,
  tx: Tx,
  { sessionId, movePatients, reason }: Payload<"cancelSession">,
): Done<CommandReplies["cancelSession"]> {
  const { sessions, read } = places;
  const row = read.session(seqOf(sessionId));
  if (row === undefined) return refuse("unknown_session");
  if (row.status !== "open") return refuse("session_closed");
  const touched = sessions.touched([row.id], tx.now);
  sessions.cancel(tx, row.id, reason);
  const counts = sessions.move(tx, movePatients ? touched : unplaced(touched), reason);
  return accept({ sessionId, ...counts, touched });
}

function calendarFlows(modules: FlowModules): Pick<Flows, CalendarNames> {
  return {
    putHoliday: (_, payload) => (tx) => counted(putHoliday(modules, tx, payload)),
    closeClinicDays: (_, payload) => (tx) => counted(closeClinicDays(modules, tx, payload)),
    setWorkWeek:
      (_, { workdays, hijriOffset }) =>
      (tx) => {
        const each = [...new Set(workdays)].sort();
        modules.places.holidays.setWorkWeek(tx, { workdays: each, hijriOffset });
        return accept({});
      },
  };
}

/** Refusal: `wrong_state`, when what it replaces is replaced already. */
export function putHoliday(
  { places }: FlowModules,
  tx: Tx,
  { movePatients = true, replaces, names, ...fact }: Payload<"putHoliday">,
): Done<CommandReplies["putHoliday"]> {
  const before = replaces === null ? null : seqOf(replaces);
  const given = { ...fact, names: namesGiven(names), replaces: before };
  const put = places.holidays.put(tx, given, movePatients);
  return put === null ? refuse("wrong_state") : accept(put);
}

export function closeClinicDays(
  { places, directory }: FlowModules,
  tx: Tx,
  { clinicId, from, to, movePatients, reason }: Payload<"closeClinicDays">,
): Done<CommandReplies["closeClinicDays"]> {
  if (to <= from || !directory.isClinic(clinicId)) return refuse("invalid");
  const fact = { clinic: clinicId, from, to, reason };
  return accept(places.holidays.closeDays(tx, fact, movePatients));
}

function counted<Reply>(done: Done<Reply>): Result<Omit<Reply, "touched">> {
  if (!done.ok) return done;
  const { touched: _, ...reply } = done.value;
  return accept(reply);
}

/** The row that answers for a patient, if there is one who can be booked. */
function bookable({ patients }: FlowModules, patientId: PatientId): number | null {
  const row = patients.read.answering(seqOf(patientId));
  return row?.status === "active" ? row.id : null;
}

function bookingFlows(modules: FlowModules): Pick<Flows, PlaceNames> {
  const { booking, wishes } = modules.places;
  return {
    holdPlace:
      (_, { patientId, sessionId, at }) =>
      (tx) => {
        const patient = bookable(modules, patientId);
        if (patient === null) return refuse("unknown_patient");
        const wish = { patient, session: seqOf(sessionId), at, overbookReason: null };
        const held = booking.hold(tx, { ...wish, noticeMin: atDesk });
        return held.ok ? accept({ ...held.value, until: tx.now + holdMs }) : held;
      },
    bookPlace:
      (_, { patientId, sessionId, at, overbookReason = null, orderId }) =>
      (tx) => {
        const patient = bookable(modules, patientId);
        if (patient === null) return refuse("unknown_patient");
        const wish = { patient, session: seqOf(sessionId), at, overbookReason };
        const order = orderId === undefined ? undefined : orderToBook(modules, orderId, wish);
        if (order === null) return refuse("unknown_order");
        const booked = booking.book(tx, { ...wish, noticeMin: atDesk });
        if (!booked.ok || order === undefined) return booked;
        const appointment = seqOf(booked.value.appointmentId);
        modules.laboratory.orders.book(tx, order, appointment);
        const preparation = preparationFor(modules, appointment);
        return accept(preparation === null ? booked.value : { ...booked.value, preparation });
      },
    bookSeries: (_, payload) => (tx) => bookSeries(modules, tx, payload),
    confirmHold:
      (_, { appointmentId }) =>
      (tx) =>
        booking.confirm(tx, seqOf(appointmentId)),
    moveAppointment:
      (_, { appointmentId, sessionId, at, reason = null, lateReason = null }) =>
      (tx) => {
        const before = modules.places.read.appointment(seqOf(appointmentId));
        const isLate = before !== undefined && isTooLateFor(modules, before.id, at);
        if (isLate && before.at !== at && lateReason === null) return refuse("fast_too_late");
        const to = { session: seqOf(sessionId), at, reason, lateReason, noticeMin: atDesk };
        const moved = booking.move(tx, seqOf(appointmentId), to);
        if (moved.ok && before !== undefined) offerAgain(modules, tx, booking.servicesOf([before]));
        return moved;
      },
    cancelAppointment:
      (_, { appointmentId, reason }) =>
      (tx) => {
        const cancelled = booking.cancel(tx, seqOf(appointmentId), reason);
        if (!cancelled.ok) return cancelled;
        for (const service of booking.servicesOf([cancelled.value])) wishes.offer(tx, service);
        return accept({ appointmentId });
      },
    undoMove:
      (_, { commandId }) =>
      (tx) =>
        undoMove(modules, tx, commandId),
  };
}

function offerAgain({ places }: FlowModules, tx: Tx, services: readonly string[]): void {
  for (const service of services) places.wishes.offer(tx, service);
}

/**
 * A course of visits, each on its day, by the same doctor at the same time of day where there is a
 * place. Days without one are named, and nothing is put in their stead behind anybody's back.
 */
function bookSeries(
  modules: FlowModules,
  tx: Tx,
  { patientId, serviceId, from, everyDays, count }: Payload<"bookSeries">,
): Result<{ readonly booked: readonly BookedReply[]; readonly missed: readonly string[] }> {
  const { places, directory, store, instantAt } = modules;
  const patient = bookable(modules, patientId);
  if (patient === null) return refuse("unknown_patient");
  if (directory.service(serviceId) === null) return refuse("unknown_service");
  const series = store.runtime.uuid();
  const booked: BookedReply[] = [];
  const missed: string[] = [];
  let like: Visit | null = null;
  for (let index = 0; index < count; index++) {
    const day = addDays(from, index * everyDays);
    const midnight = instantAt(day, 0);
    const visitOf = ({ session, window }: FreePlaceRow): Visit => ({
      staff: session.staff_id,
      afterMs: window.from - midnight,
    });
    const free = places.availability.onDay(serviceId, day, tx.now);
    const best = free.toSorted((a, b) => far(visitOf(a), like) - far(visitOf(b), like))[0];
    const reply =
      best &&
      places.booking.book(tx, {
        ...{ patient, session: best.session.id, at: best.window.from, series },
        ...{ overbookReason: null, noticeMin: atDesk },
      });
    if (best === undefined || reply?.ok !== true) {
      missed.push(day);
      continue;
    }
    like ??= visitOf(best);
    booked.push(reply.value);
  }
  return accept({ booked, missed });
}

interface Visit {
  readonly staff: number;
  /** After midnight of its day. */
  readonly afterMs: number;
}

/** How unlike two visits are: another doctor is more than any time of day. */
function far(visit: Visit, like: Visit | null): number {
  if (like === null) return visit.afterMs;
  return Math.abs(visit.afterMs - like.afterMs) + Number(visit.staff !== like.staff) * dayMs;
}

/** Takes back what one command of the same person moved: sessions, bookings, and the day's reason. */
function undoMove(
  modules: FlowModules,
  tx: Tx,
  commandId: string,
): Result<{ readonly restored: number }> {
  const { places, store, roster } = modules;
  const trace = store.trace(idBytes(commandId));
  const mine = trace.filter((row) => row.principal === tx.principal);
  if (trace.length > 0 && mine.length === 0) return refuse("not_yours");
  // Sessions follow the published roster, so it goes back with them.
  if (mine.some((row) => row.name === "rosterPublished")) {
    return roster.undoCommand(tx, mine, publishPorts(modules));
  }
  const moves = mine.filter(
    (row) => row.name === "appointmentMoved" || row.name === "sessionChanged",
  );
  const causes = mine.filter((row) => row.name === "holidayPut" || row.name === "clinicDaysClosed");
  const first = mine[0];
  if (first === undefined || moves.length + causes.length === 0) return refuse("nothing_to_undo");
  if (tx.now - first.at > undoMoveMs) return refuse("too_late");
  places.holidays.undo(tx, causes);
  const restored = places.sessions.undoRows(tx, moves);
  if (restored === null) return refuse("wrong_state");
  const isForBookings = moves.some((row) => row.name === "appointmentMoved");
  if (isForBookings && restored === 0) return refuse("wrong_state");
  return accept({ restored });
}

function comingFlows(modules: FlowModules, openDays: (tx: Tx) => void): Pick<Flows, ComingNames> {
  const { wishes } = modules.places;
  return {
    joinWaitingList:
      (_, { patientId, serviceId, from, to }) =>
      (tx) => {
        const patient = bookable(modules, patientId);
        if (patient === null) return refuse("unknown_patient");
        if (modules.directory.service(serviceId) === null) return refuse("unknown_service");
        if (to <= from) return refuse("invalid");
        return wishes.join(tx, { patient, service: serviceId, from, to });
      },
    answerOffer:
      (_, { wishId, as }) =>
      (tx) =>
        wishes.answer(tx, seqOf(wishId), as),
    checkIn: (principal, payload) => (tx) => {
      openDays(tx);
      return checkIn(modules, tx, principal, payload);
    },
  };
}

/**
 * What time alone does to places: holds and offers lapse and go on to whoever waits, visits that
 * are over are fulfilled, and bookings whose sessions are over were not kept.
 */
export function tickPlaces({ places, queue }: FlowModules, tx: Tx): void {
  const { booking, wishes, read } = places;
  wishes.tick(tx, booking.lapseHolds(tx));
  for (const row of read.missed(tx.now - missedAfterMs, closedAtOnce)) {
    booking.act(tx, row.id, "miss");
  }
  for (const row of read.checkedIn(closedAtOnce)) {
    // The entry of a ticket's first step was made by the same row as the ticket.
    const entry = row.ticket_id === null ? null : queue.read.entriesOfTicket(row.ticket_id)[0];
    if (entry === undefined || entry === null || isActive(entry.status)) continue;
    const verb = entry.status === "no_show" ? "miss" : "fulfil";
    if (after(verb, row.status) !== null) booking.act(tx, row.id, verb);
  }
}
