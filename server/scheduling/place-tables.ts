import type { AppointmentStatus, SessionBreak } from "../../shared/domain/appointment.ts";
import type {
  AppointmentState,
  FactName,
  JournalFacts,
  MessageKind,
  SessionState,
} from "../../shared/domain/journal.ts";
import type { Interval } from "../../shared/domain/interval.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Sql } from "../store/store.ts";
import { placesSql } from "./places.sql.ts";

export interface SessionRow {
  readonly id: number;
  readonly assignment_id: number;
  readonly clinic_id: string;
  readonly service_id: string;
  readonly staff_id: number;
  readonly point_id: string | null;
  readonly day: LocalDay;
  readonly from_at: Instant;
  readonly to_at: Instant;
  readonly capacity: number;
  readonly window_min: number;
  readonly overbook_max: number;
  /** Its pauses, as a list. */
  readonly breaks: string;
  readonly buffer_before_min: number;
  readonly buffer_after_min: number;
  readonly status: "open" | "cancelled";
  readonly late_min: number;
  readonly closed_by: number | null;
  readonly taken: number;
}

export interface AppointmentRow {
  readonly id: number;
  readonly patient_id: number;
  readonly session_id: number;
  readonly at: Instant;
  readonly status: AppointmentStatus;
  readonly code: string;
  readonly overbook_reason: string | null;
  readonly series: string | null;
  readonly ticket_id: number | null;
  readonly made_at: Instant;
}

export interface WishRow {
  readonly id: number;
  readonly patient_id: number;
  readonly service_id: string;
  readonly from_day: LocalDay;
  readonly to_day: LocalDay;
  readonly status: "waiting" | JournalFacts["wishSettled"]["status"];
  readonly appointment_id: number | null;
  readonly made_at: Instant;
  readonly offered_at: Instant | null;
}

export interface HolidayRow {
  readonly id: number;
  readonly names: string;
  readonly day: LocalDay;
  readonly days: number;
  readonly status: "tentative" | "confirmed" | "dropped";
  readonly hijri_month: number | null;
  readonly hijri_day: number | null;
}

export interface ClosureRow {
  readonly id: number;
  readonly clinic_id: string;
  readonly from_day: LocalDay;
  readonly to_day: LocalDay;
  readonly reason: string;
}

export interface MessageRow {
  readonly id: number;
  readonly patient_id: number;
  readonly kind: MessageKind;
  readonly about: number;
  readonly due_at: Instant;
  readonly status: "queued" | JournalFacts["messageSettled"]["status"];
  readonly detail: string | null;
}

export type PatientAppointmentRow = AppointmentRow & {
  readonly day: LocalDay;
  readonly service_id: string;
};

/** The tables of sessions and places: questions only; the appliers alone write them. */
export type PlaceTables = ReturnType<typeof createPlaceTables>;

export function createPlaceTables(sql: Sql) {
  const session = sql.query<[number], SessionRow>(placesSql.session);
  const ofAssignment = sql.query<[number], SessionRow>(placesSql.ofAssignment);
  const ofClinic = sql.query<[string, string, string], SessionRow>(placesSql.ofClinicInDays);
  const inDays = sql.query<[string, string], SessionRow>(placesSql.inDays);
  const ofStaffOn = sql.query<[number, string], SessionRow>(placesSql.ofStaffOn);
  const free = sql.query<[string, number, number, number], SessionRow>(placesSql.free);
  const fact = sql.query<[number], { name: FactName; fact: string }>(placesSql.fact);
  return {
    ...appointmentQuestions(sql),
    ...otherQuestions(sql),
    session: (id: number) => session.get(id),
    sessionOfAssignment: (assignment: number) => ofAssignment.get(assignment),
    /** Of these clinics (none: of all), in these days, cancelled ones too. */
    sessionsIn: (clinics: readonly string[], from: LocalDay, to: LocalDay) =>
      clinics.length === 0
        ? inDays.all(from, to)
        : clinics.flatMap((clinic) => ofClinic.all(clinic, from, to)),
    sessionsOfStaffOn: (staff: number, day: LocalDay) => ofStaffOn.all(staff, day),
    freeSessions: (
      service: string,
      after: { readonly from: Instant; readonly id: number },
      max: number,
    ) => free.all(service, after.from, after.id, max),
    /** A fact that one of ours recorded, by the row it stands in. */
    factAt<Name extends FactName>(name: Name, seq: number): JournalFacts[Name] | null {
      const row = fact.get(seq);
      return row?.name === name ? (JSON.parse(row.fact) as JournalFacts[Name]) : null;
    },
  };
}

function appointmentQuestions(sql: Sql) {
  const byId = sql.query<[number], AppointmentRow>(placesSql.appointment);
  const byCode = sql.query<[string], AppointmentRow>(placesSql.byCode);
  const byTicket = sql.query<[number], AppointmentRow>(placesSql.byTicket);
  const ofSession = sql.query<[number], AppointmentRow>(placesSql.ofSession);
  const takingOf = sql.query<[number], AppointmentRow>(placesSql.takingOf);
  const outagesIn = sql.query<[number, Instant, Instant], { from_at: Instant; to_at: Instant }>(
    placesSql.outagesIn,
  );
  const takenIn = sql.query<[number], Pick<AppointmentRow, "id" | "at" | "overbook_reason">>(
    placesSql.takenIn,
  );
  const ofPatient = sql.query<[number, number, number], PatientAppointmentRow>(placesSql.ofPatient);
  const missed = sql.query<[number, number, number], AppointmentRow>(placesSql.missed);
  const checkedInOf = sql.query<[number], { n: number }>(placesSql.checkedInOf);
  const checkedIn = sql.query<[number], AppointmentRow>(placesSql.checkedIn);
  const heldBefore = sql.query<[number, number], AppointmentRow>(placesSql.heldBefore);
  return {
    appointment: (id: number) => byId.get(id),
    appointmentByCode: (code: string) => byCode.get(code),
    appointmentByTicket: (ticket: number) => byTicket.get(ticket),
    appointmentsOf: (session: number) => ofSession.all(session),
    takingOf: (session: number) => takingOf.all(session),
    takenIn: (session: number) => takenIn.all(session),
    /** When a thing that the session cannot do without is out of service. */
    outagesIn: (row: SessionRow): readonly Interval[] =>
      outagesIn
        .all(row.assignment_id, row.from_at, row.to_at)
        .map(({ from_at: from, to_at: to }) => ({ from, to })),
    ofPatient: (patient: number, from: Instant, to: Instant) => ofPatient.all(patient, from, to),
    missed: (at: Instant, max: number) => missed.all(at, at, max),
    /** How many of a session have come. */
    checkedInOf: (session: number) => checkedInOf.get(session)?.n ?? 0,
    checkedIn: (max: number) => checkedIn.all(max),
    heldBefore: (at: Instant, max: number) => heldBefore.all(at, max),
  };
}

function otherQuestions(sql: Sql) {
  const wish = sql.query<[number], WishRow>(placesSql.wish);
  const wishOfHold = sql.query<[number], WishRow>(placesSql.wishOfHold);
  const waitingWishes = sql.query<[string, number], WishRow>(placesSql.waitingWishes);
  const offeredBefore = sql.query<[number, number], WishRow>(placesSql.offeredBefore);
  const wishedServices = sql.query<[], { service_id: string }>(placesSql.wishedServices);
  const holiday = sql.query<[number], HolidayRow>(placesSql.holiday);
  const holidays = sql.query<[string, string], HolidayRow>(placesSql.holidays);
  const closures = sql.query<[string, string, string], ClosureRow>(placesSql.closures);
  const workWeek = sql.query<[], { workdays: string; hijri_offset: number }>(placesSql.workWeek);
  const lastSaid = sql.query<[number], MessageRow>(placesSql.lastSaid);
  const queuedAbout = sql.query<[number], MessageRow>(placesSql.queuedAbout);
  const toldSince = sql.query<[number], { kind: MessageKind; count: number }>(placesSql.toldSince);
  const due = sql.query<[number, number], MessageRow>(placesSql.due);
  return {
    wish: (id: number) => wish.get(id),
    wishOfHold: (appointment: number) => wishOfHold.get(appointment),
    waitingWishes: (service: string, max: number) => waitingWishes.all(service, max),
    offeredBefore: (at: Instant, max: number) => offeredBefore.all(at, max),
    wishedServices: () => wishedServices.all().map((row) => row.service_id),
    holiday: (id: number) => holiday.get(id),
    /** Those that begin in these days. */
    holidays: (from: LocalDay, to: LocalDay) => holidays.all(from, to),
    closures: (clinic: string, from: LocalDay, to: LocalDay) => closures.all(clinic, to, from),
    workWeek: () => workWeek.get(),
    /** How many messages of each kind wait that were made after a row, reminders apart. */
    toldSince: (row: number) => toldSince.all(row),
    lastSaidAbout: (about: number) => lastSaid.get(about) ?? null,
    queuedAbout: (about: number) => queuedAbout.all(about),
    dueMessages: (at: Instant, max: number) => due.all(at, max),
  };
}

/** Most sessions have no pause, and thousands are looked through for a free place. */
export function breaksIn(list: string): readonly SessionBreak[] {
  return list === "[]" ? [] : (JSON.parse(list) as SessionBreak[]);
}

export function sessionStateOf(row: SessionRow): SessionState {
  return {
    assignment: row.assignment_id,
    staff: row.staff_id,
    point: row.point_id,
    from: row.from_at,
    to: row.to_at,
    capacity: row.capacity,
    overbookMax: row.overbook_max,
    breaks: breaksIn(row.breaks),
    bufferBeforeMin: row.buffer_before_min,
    bufferAfterMin: row.buffer_after_min,
    status: row.status,
    lateMin: row.late_min,
    closedBy: row.closed_by,
  };
}

export function appointmentStateOf(row: AppointmentRow): AppointmentState {
  return {
    session: row.session_id,
    at: row.at,
    status: row.status,
    ticket: row.ticket_id,
    overbookReason: row.overbook_reason,
  };
}
