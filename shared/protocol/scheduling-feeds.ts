import type { Appointment, AppointmentStatus, Session } from "../domain/appointment.ts";
import type {
  AppointmentId,
  ClinicId,
  DeviceId,
  HolidayId,
  LeaveId,
  PatientId,
  PublicationId,
  ServicePointId,
  SessionId,
  ShiftId,
  StaffId,
  SwapId,
  ThingId,
  TicketId,
} from "../domain/ids.ts";
import type { MessageKind } from "../domain/journal.ts";
import type { Preparation } from "../domain/laboratory.ts";
import type { Language, Names } from "../domain/language.ts";
import type { LocalDay } from "../domain/local-day.ts";
import type {
  Assignment,
  LeaveKind,
  LeaveStatus,
  RosterFinding,
  RosterPerson,
  RosterRules,
  SessionPlan,
  Shift,
  SwapStatus,
} from "../domain/roster.ts";
import type { Outage, Thing } from "../domain/thing.ts";
import type { Instant } from "../domain/time.ts";
import type { PaperState } from "./papers.ts";

/** A day of the calendar as screens shade it. */
export interface CalendarDay {
  readonly day: LocalDay;
  readonly isWorkday: boolean;
  readonly holiday: {
    readonly holidayId: HolidayId;
    readonly names: Names;
    readonly status: "tentative" | "confirmed";
  } | null;
  readonly closed: string | null;
}

/** The roster of one clinic in a span of days: a week, or a month with its edges. */
export interface RosterData {
  readonly clinicId: ClinicId;
  readonly names: Names;
  readonly from: LocalDay;
  /** Not among them. */
  readonly to: LocalDay;
  readonly days: readonly CalendarDay[];
  readonly shifts: readonly Shift[];
  readonly plans: readonly SessionPlan[];
  readonly people: readonly RosterPerson[];
  /** Published and drafted ones, of this clinic; of other clinics those that make people busy. */
  readonly assignments: readonly Assignment[];
  readonly elsewhere: readonly Assignment[];
  readonly leave: readonly LeaveLine[];
  readonly rules: RosterRules;
  /** What the roster breaks with its draft in force. */
  readonly findings: readonly RosterFinding[];
  readonly version: number;
  readonly draft: {
    readonly added: number;
    readonly removed: number;
    /** Appointments of sessions that the draft takes away or shortens. */
    readonly touchedPatients: number;
  };
  /** The last publishing, while it can be undone. */
  readonly undoable: { readonly publicationId: PublicationId; readonly until: Instant } | null;
}

/** The n-week cycle of one person in one clinic. */
export interface PatternLine {
  readonly staffId: StaffId;
  readonly weeks: number;
  /** The cycle's first week is that of this day. */
  readonly startsOn: LocalDay;
  readonly weekNames: readonly string[];
  readonly cells: readonly {
    readonly week: number;
    readonly weekday: number;
    readonly shiftId: ShiftId;
    readonly pointId: ServicePointId | null;
    readonly thingIds: readonly ThingId[];
  }[];
}

export interface PatternsData {
  readonly patterns: readonly PatternLine[];
}

export interface LeaveLine {
  readonly leaveId: LeaveId;
  readonly staffId: StaffId;
  readonly name: string;
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly kind: LeaveKind;
  readonly status: LeaveStatus;
  readonly requestedAt: Instant;
  /** Published shifts and booked patients in it. */
  readonly shifts: number;
  readonly patients: number;
}

export interface SwapLine {
  readonly swapId: SwapId;
  readonly from: { readonly name: string; readonly assignment: Assignment };
  readonly to: { readonly staffId: StaffId; readonly name: string };
  readonly instead: Assignment | null;
  readonly status: SwapStatus;
  readonly findings: readonly RosterFinding[];
}

/** What waits for a decision of the administrators, of the whole site. */
export interface InboxData {
  readonly leave: readonly LeaveLine[];
  readonly swaps: readonly SwapLine[];
  /** Decided ones of the last days, newest first. */
  readonly decided: readonly (LeaveLine | SwapLine)[];
  readonly lists: ListsOnPaper;
}

/** The lists of sessions: where each clinic's come out, and those that are not on paper. */
export interface ListsOnPaper {
  readonly printers: readonly { readonly deviceId: DeviceId; readonly name: string }[];
  /** A clinic that is not among them has none set. */
  readonly set: readonly {
    readonly clinicId: ClinicId;
    readonly printerDeviceId: DeviceId;
    readonly language: Language;
  }[];
  /** Of sessions still to come; the latest paper was not printed, or perhaps not. */
  readonly missing: readonly {
    readonly sessionId: SessionId;
    readonly clinicId: ClinicId;
    readonly serviceNames: Names;
    readonly staffName: string;
    readonly from: Instant;
    readonly to: Instant;
    readonly paper: PaperState;
  }[];
}

/** A thing with the times in which it is out of service, from now on. */
export interface ThingLine extends Thing {
  readonly outages: readonly Outage[];
}

/** The machines and instruments of the house, those of no use any more last. */
export interface ThingsData {
  readonly things: readonly ThingLine[];
}

export interface SessionLine extends Session {
  readonly serviceNames: Names;
  readonly clinicNames: Names;
  readonly staffName: string;
  readonly pointNames: Names | null;
  readonly booked: number;
  readonly checkedIn: number;
}

/** Sessions of a span of days, of one clinic or of all. */
export interface SessionsData {
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly days: readonly CalendarDay[];
  readonly sessions: readonly SessionLine[];
  /** Days between the computed Hijri date and the site's own sighting. */
  readonly hijriOffset: number;
}

export interface BookingLine extends Appointment {
  readonly patientName: string;
  readonly phone: string | null;
  readonly ticketId: TicketId | null;
  readonly label: string | null;
}

/** One session with who is booked: the printed list says the same. */
export interface BookingsData {
  readonly session: SessionLine;
  readonly bookings: readonly BookingLine[];
  /** Their papers: the latest list, and the latest slip of each booking that has one. */
  readonly papers: {
    readonly list: PaperState | null;
    readonly slips: readonly (PaperState & { readonly appointmentId: AppointmentId })[];
  };
}

/** A doctor's own day: sessions with who is booked, on-calls, leave and swaps. */
export interface MyDayData {
  readonly day: LocalDay;
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly sessions: readonly BookingsData[];
  readonly shifts: readonly Shift[];
  /** One's own leave from this day on, asked for or given. */
  readonly leave: readonly LeaveLine[];
  /** Swaps that wait for an answer, offered by this person or to this person. */
  readonly swaps: readonly SwapLine[];
}

/** What each scheduling feed says: always the whole. */
export interface SchedulingFeeds {
  /** key: `clinicId:2026-11-22:7` (first day, number of days, 42 at most); staff who plan */
  roster: RosterData;
  /** key: `clinicId:2026-11-22:7`, or `all:…` (14 days at most); staff */
  sessions: SessionsData;
  /** key: sessionId; staff */
  bookings: BookingsData;
  /** key: `site`; staff who decide */
  inbox: InboxData;
  /** key: clinicId; staff */
  patterns: PatternsData;
  /** key: `site`; staff */
  things: ThingsData;
  /** key: `staffId:2026-11-26`; that member of staff, and who plans */
  myDay: MyDayData;
}

// What is asked over HTTP, because it is asked once and not followed.

/** One who was found by `POST /api/patients/search`. */
export interface PatientHit {
  readonly patientId: PatientId;
  readonly name: string;
  readonly mother: string;
  readonly birthYear: number | null;
  /** Of both, all but the last three digits hidden. */
  readonly phone: string | null;
  readonly nationalId: string | null;
}

/** `GET /api/bookings/:code`: what a booking's code shows, to whoever has it. */
export interface BookingView {
  readonly code: string;
  readonly status: AppointmentStatus;
  /** Its arrival window. */
  readonly at: Instant;
  readonly to: Instant;
  readonly clinicNames: Names;
  readonly serviceNames: Names;
  readonly waitingRoomNames: Names;
  readonly isCancelled: boolean;
  readonly doctorLateMin: number;
  /** A place offered from the waiting list, still to be answered. */
  readonly isOffered: boolean;
  /** What to do before the tests that it is for; nothing when it asks for nothing. */
  readonly preparation: Preparation | null;
}

/** `GET /api/consequences?…`: who would be touched, and where they would go. */
export interface Consequence {
  readonly appointmentId: AppointmentId;
  readonly patientName: string;
  readonly from: {
    readonly sessionId: SessionId;
    readonly at: Instant;
    readonly staffName: string;
  };
  /** Nothing: no other place within the span that was looked at. */
  readonly to: {
    readonly sessionId: SessionId;
    readonly at: Instant;
    readonly staffName: string;
  } | null;
}

/** `POST /api/rehearsals`: everything that an act would do. */
export interface Rehearsal {
  readonly consequences: readonly Consequence[];
  /** Messages that patients would be sent, by what they say. */
  readonly told: readonly { readonly kind: MessageKind; readonly count: number }[];
  /** What the roster would newly break. */
  readonly findings: readonly RosterFinding[];
  /** What is planned with a thing in the time in which it would be out of service. */
  readonly uses: readonly ThingUse[];
}

export interface ThingUse {
  readonly clinicId: ClinicId;
  readonly staffName: string;
  readonly shiftNames: Names;
  readonly at: Instant;
  readonly until: Instant;
}
