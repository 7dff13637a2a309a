import { z } from "zod";
import { idPattern, directoryIdPattern } from "../domain/ids.ts";
import type {
  AppointmentId,
  AssignmentId,
  ClinicId,
  HolidayId,
  LeaveId,
  OrderId,
  OutageId,
  PatientId,
  PublicationId,
  ServiceId,
  ServicePointId,
  SessionId,
  ShiftId,
  StaffId,
  SwapId,
  ThingId,
  WishId,
} from "../domain/ids.ts";
import { languages } from "../domain/language.ts";
import { isLocalDay, localDayPattern } from "../domain/local-day.ts";
import { sexes } from "../domain/patient.ts";
import type { Preparation } from "../domain/laboratory.ts";
import type { RefusalCode } from "../domain/refusal.ts";
import { breakKinds, grades, leaveKinds, shiftKinds } from "../domain/roster.ts";
import { thingKinds } from "../domain/thing.ts";
import type { Instant } from "../domain/time.ts";
import { directory, sequenced } from "./payload.ts";
import { displayName, words } from "./words.ts";

const day = z.string().regex(localDayPattern).refine(isLocalDay);
const reason = words(200);
const limit = z.strictObject({ value: z.int().min(0).max(400), hard: z.boolean() });
const clinic = directory<ClinicId>();
const staff = sequenced<StaffId>("staff");
const patient = sequenced<PatientId>("patient");
const session = sequenced<SessionId>("session");
const appointment = sequenced<AppointmentId>("appointment");
/** What one shift needs: in a fixed order, each once. */
const thingIds = z
  .array(directory<ThingId>())
  .max(12)
  .transform((ids) => [...new Set(ids)].toSorted());
const buffer = z.int().min(0).max(120);
/** A session has a few pauses, not a dozen. */
const breaksMax = 6;
const names = z.strictObject({
  ar: displayName,
  ckb: displayName.optional(),
  en: displayName.optional(),
  fa: displayName.optional(),
  ur: displayName.optional(),
});
const person = {
  given: words(40),
  father: words(40).optional(),
  grandfather: words(40).optional(),
  family: words(40).optional(),
  mother: words(80).optional(),
  sex: z.enum(sexes).optional(),
  birthYear: z.int().min(1900).max(2100).optional(),
  /** In any of its written forms; stored as E.164. */
  phone: words(40).optional(),
  nationalId: words(40).optional(),
  language: z.enum(languages).optional(),
} as const;

/** Patients, rosters, bookings: what each command asks. */
export const schedulingPayloads = {
  // Patients
  registerPatient: z.strictObject({
    ...person,
    /** Namesakes were shown, and this is somebody else. */
    isNew: z.boolean().optional(),
  }),
  changePatient: z.strictObject({ patientId: patient, ...person }),
  mergePatients: z.strictObject({ patientId: patient, intoPatientId: patient, reason }),
  erasePatient: z.strictObject({ patientId: patient, reason }),

  // Rosters
  detailStaff: z.strictObject({
    staffId: staff,
    clinicId: clinic.nullable(),
    grade: z.enum(grades),
    skills: z.array(words(40)).max(20),
  }),
  putShift: z.strictObject({
    shiftId: directory<ShiftId>(),
    names,
    kind: z.enum(shiftKinds),
    startMin: z.int().min(0).max(1_439),
    endMin: z.int().min(1).max(2_880),
    tier: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  }),
  putSessionPlan: z.strictObject({
    clinicId: clinic,
    shiftId: directory<ShiftId>(),
    serviceId: directory<ServiceId>(),
    capacity: z.int().min(1).max(500),
    windowMin: z.int().min(5).max(480),
    overbookMax: z.int().min(0).max(100),
    breaks: z
      .array(
        z.strictObject({
          kind: z.enum(breakKinds),
          fromMin: z.int().min(0).max(2_880),
          toMin: z.int().min(0).max(2_880),
        }),
      )
      .max(breaksMax)
      .optional(),
    bufferBeforeMin: buffer.optional(),
    bufferAfterMin: buffer.optional(),
    /**
     * The pauses and buffers also of the sessions that are published and not begun; bookings that
     * they leave no room for are moved or told. Otherwise only of those that are published later.
     */
    toSessions: z.strictObject({ movePatients: z.boolean() }).optional(),
  }),
  setRosterRules: z.strictObject({
    minRestHours: limit,
    maxHoursPerWeek: limit,
    maxNightsInRow: limit,
    maxOnCallPerMonth: limit,
    coverage: z
      .array(
        z.strictObject({
          clinicId: clinic,
          shiftId: directory<ShiftId>(),
          atLeast: z.int().min(0).max(50),
          hard: z.boolean(),
        }),
      )
      .max(200),
  }),
  putPattern: z.strictObject({
    staffId: staff,
    clinicId: clinic,
    weeks: z.int().min(1).max(12),
    startsOn: day,
    /** In the order of the weeks; an empty one is known by its number. */
    weekNames: z
      .array(z.union([displayName, z.literal("")]))
      .max(12)
      .optional(),
    cells: z
      .array(
        z.strictObject({
          week: z.int().min(0).max(11),
          weekday: z.int().min(0).max(6),
          shiftId: directory<ShiftId>(),
          pointId: directory<ServicePointId>().nullable(),
          thingIds: thingIds.optional(),
        }),
      )
      .max(200),
  }),
  /** Drafts what the patterns of a clinic say for these days (`to` not among them). */
  draftFromPatterns: z.strictObject({ clinicId: clinic, from: day, to: day }),
  planShift: z.strictObject({
    clinicId: clinic,
    staffId: staff,
    day,
    shiftId: directory<ShiftId>(),
    pointId: directory<ServicePointId>().nullable(),
    thingIds: thingIds.optional(),
  }),
  /** Other things for a shift, planned or published, and so for its session. */
  assignThings: z.strictObject({
    assignmentId: sequenced<AssignmentId>("assignment"),
    thingIds,
  }),
  unplanShift: z.strictObject({ assignmentId: sequenced<AssignmentId>("assignment") }),
  copyWeek: z.strictObject({ clinicId: clinic, fromWeek: day, toWeek: day }),
  discardDraft: z.strictObject({ clinicId: clinic, from: day, to: day }),
  publishRoster: z.strictObject({
    clinicId: clinic,
    from: day,
    to: day,
    /**
     * The roster's version whose consequences were looked at. Every change of the clinic's roster,
     * also of its draft, makes another one: nobody publishes what somebody else added meanwhile.
     */
    version: z.int().min(0),
    /** Move touched patients to the places that were proposed; else they are only told. */
    movePatients: z.boolean(),
  }),
  undoPublication: z.strictObject({ publicationId: sequenced<PublicationId>("publication") }),
  /** `to`: the first day back at work, as everywhere. */
  requestLeave: z.strictObject({ staffId: staff, from: day, to: day, kind: z.enum(leaveKinds) }),
  decideLeave: z.strictObject({
    leaveId: sequenced<LeaveId>("leave"),
    as: z.enum(["approved", "declined", "withdrawn"]),
    movePatients: z.boolean().optional(),
    reason: reason.optional(),
  }),
  offerSwap: z.strictObject({
    assignmentId: sequenced<AssignmentId>("assignment"),
    toStaffId: staff,
    forAssignmentId: sequenced<AssignmentId>("assignment").nullable(),
  }),
  decideSwap: z.strictObject({
    swapId: sequenced<SwapId>("swap"),
    as: z.enum(["accepted", "approved", "declined", "withdrawn"]),
    reason: reason.optional(),
  }),

  // Things: machines, instruments
  putThing: z.strictObject({
    thingId: directory<ThingId>(),
    names,
    kind: z.enum(thingKinds),
    clinicId: clinic.nullable(),
    isRetired: z.boolean(),
  }),
  takeThingOut: z.strictObject({
    thingId: directory<ThingId>(),
    from: z.int().positive(),
    to: z.int().positive(),
    reason,
    /** What is planned with it in this time was seen; it is out of service all the same. */
    despite: z.boolean().optional(),
  }),
  giveThingBack: z.strictObject({ outageId: sequenced<OutageId>("outage") }),

  // Sessions and the calendar
  changeSession: z.strictObject({
    sessionId: session,
    /** A substitute: the bookings stay. */
    staffId: staff.optional(),
    capacity: z.int().min(0).max(500).optional(),
    overbookMax: z.int().min(0).max(100).optional(),
    from: z.int().positive().optional(),
    to: z.int().positive().optional(),
    lateMin: z.int().min(0).max(480).optional(),
    thingIds: thingIds.optional(),
    breaks: z
      .array(
        z.strictObject({
          kind: z.enum(breakKinds),
          from: z.int().positive(),
          to: z.int().positive(),
        }),
      )
      .max(breaksMax)
      .optional(),
    bufferBeforeMin: buffer.optional(),
    bufferAfterMin: buffer.optional(),
    movePatients: z.boolean().optional(),
    reason,
  }),
  cancelSession: z.strictObject({ sessionId: session, movePatients: z.boolean(), reason }),
  putHoliday: z.strictObject({
    names,
    day,
    days: z.int().min(1).max(14),
    status: z.enum(["tentative", "confirmed", "dropped"]),
    hijri: z
      .strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(30) })
      .nullable(),
    replaces: sequenced<HolidayId>("holiday").nullable(),
    movePatients: z.boolean().optional(),
  }),
  closeClinicDays: z.strictObject({
    clinicId: clinic,
    from: day,
    to: day,
    movePatients: z.boolean(),
    reason,
  }),
  setWorkWeek: z.strictObject({
    workdays: z.array(z.int().min(0).max(6)).max(7),
    hijriOffset: z.int().min(-2).max(2),
  }),

  // Places
  holdPlace: z.strictObject({ patientId: patient, sessionId: session, at: z.int().positive() }),
  bookPlace: z.strictObject({
    patientId: patient,
    sessionId: session,
    at: z.int().positive(),
    overbookReason: reason.optional(),
    /** The order that it is for: what to do before is said with it, and asked when they come. */
    orderId: sequenced<OrderId>("order").optional(),
  }),
  bookSeries: z.strictObject({
    patientId: patient,
    serviceId: directory<ServiceId>(),
    from: day,
    everyDays: z.int().min(1).max(90),
    count: z.int().min(2).max(60),
  }),
  confirmHold: z.strictObject({ appointmentId: appointment }),
  moveAppointment: z.strictObject({
    appointmentId: appointment,
    sessionId: session,
    at: z.int().positive(),
    reason: reason.optional(),
    /** Why a test whose fast ends before this hour is taken after it (`fast_too_late`). */
    lateReason: reason.optional(),
  }),
  cancelAppointment: z.strictObject({ appointmentId: appointment, reason }),
  undoMove: z.strictObject({ commandId: z.uuidv7() }),
  joinWaitingList: z.strictObject({
    patientId: patient,
    serviceId: directory<ServiceId>(),
    from: day,
    to: day,
  }),
  answerOffer: z.strictObject({
    wishId: sequenced<WishId>("wish"),
    as: z.enum(["taken", "declined", "withdrawn"]),
  }),
  checkIn: z.strictObject({
    by: z.enum(["qr", "code", "phone", "nationalId"]),
    value: words(128),
    /** The second fact: the birth year, or which of two patients. */
    confirm: z
      .strictObject({
        birthYear: z.int().optional(),
        appointmentId: appointment.optional(),
        /** The answer to what was asked of the preparation (`preparation_asked`). */
        isPrepared: z.boolean().optional(),
      })
      .optional(),
    language: z.enum(languages).optional(),
  }),
} as const;

/** Acts that can be looked at before they are done (`POST /api/rehearsals`). */
export const rehearsedNames = [
  "putHoliday",
  "closeClinicDays",
  "cancelSession",
  "changeSession",
  "putSessionPlan",
  "decideLeave",
  "takeThingOut",
] as const satisfies readonly (keyof typeof schedulingPayloads)[];
export type RehearsedName = (typeof rehearsedNames)[number];

export interface ConsequenceCount {
  /** Appointments that were moved, and those for which there was no other place. */
  readonly moved: number;
  readonly unplaced: number;
}

/** What each command answers when it is accepted. */
export interface SchedulingReplies {
  registerPatient: { readonly patientId: PatientId };
  changePatient: { readonly patientId: PatientId };
  mergePatients: { readonly patientId: PatientId };
  erasePatient: { readonly patientId: PatientId };
  detailStaff: { readonly staffId: StaffId };
  putShift: { readonly shiftId: ShiftId };
  /** Moved and unplaced: of sessions that were published already. */
  putSessionPlan: ConsequenceCount & { readonly clinicId: ClinicId; readonly shiftId: ShiftId };
  setRosterRules: Record<string, never>;
  putPattern: { readonly staffId: StaffId };
  draftFromPatterns: { readonly drafted: number };
  planShift: { readonly assignmentId: AssignmentId };
  assignThings: { readonly assignmentId: AssignmentId };
  unplanShift: { readonly assignmentId: AssignmentId };
  copyWeek: { readonly drafted: number };
  discardDraft: { readonly discarded: number };
  publishRoster: ConsequenceCount & {
    readonly publicationId: PublicationId;
    readonly version: number;
    readonly sessions: number;
  };
  undoPublication: { readonly publicationId: PublicationId; readonly restored: number };
  requestLeave: { readonly leaveId: LeaveId };
  decideLeave: ConsequenceCount & { readonly leaveId: LeaveId };
  offerSwap: { readonly swapId: SwapId };
  decideSwap: { readonly swapId: SwapId };
  putThing: { readonly thingId: ThingId };
  /** How many shifts, sessions and operations are planned with it in this time. */
  takeThingOut: { readonly outageId: OutageId; readonly clashes: number };
  giveThingBack: { readonly outageId: OutageId };
  changeSession: ConsequenceCount & { readonly sessionId: SessionId };
  cancelSession: ConsequenceCount & { readonly sessionId: SessionId };
  putHoliday: ConsequenceCount & { readonly holidayId: HolidayId };
  closeClinicDays: ConsequenceCount;
  setWorkWeek: Record<string, never>;
  holdPlace: BookedReply & { readonly until: Instant };
  bookPlace: BookedReply;
  bookSeries: { readonly booked: readonly BookedReply[]; readonly missed: readonly string[] };
  confirmHold: BookedReply;
  moveAppointment: BookedReply;
  cancelAppointment: { readonly appointmentId: AppointmentId };
  /** Takes back everything that one command moved. */
  undoMove: { readonly restored: number };
  joinWaitingList: { readonly wishId: WishId };
  answerOffer: { readonly wishId: WishId; readonly appointmentId: AppointmentId | null };
}

/** A booking as a refused check-in may speak of it: when it is, never whose. */
export interface MeantBooking {
  readonly appointmentId: AppointmentId;
  readonly at: Instant;
  /** Of the ticket that it has already. */
  readonly label: string | null;
  /** What is asked of the tests that it is for, before anybody is checked in. */
  readonly preparation?: Preparation;
}

export interface BookedReply {
  readonly appointmentId: AppointmentId;
  readonly sessionId: SessionId;
  readonly at: Instant;
  readonly code: string;
  /** What to do before the tests that it is for. */
  readonly preparation?: Preparation;
}

type SchedulingName = keyof typeof schedulingPayloads;

const drafting = ["unknown_staff", "unknown_shift"] as const satisfies readonly RefusalCode[];
const placing = [
  "unknown_patient",
  "unknown_session",
  "session_closed",
  "place_taken",
  "session_full",
  "too_soon",
  "already_booked",
] as const satisfies readonly RefusalCode[];

/** The refusals of each command, beyond those that any command can get. */
export const schedulingRefusals: Readonly<Record<SchedulingName, readonly RefusalCode[]>> = {
  registerPatient: ["same_person"],
  changePatient: ["unknown_patient"],
  mergePatients: ["unknown_patient", "wrong_state"],
  erasePatient: ["unknown_patient", "wrong_state"],
  detailStaff: ["unknown_staff"],
  /** In use: its times stand in rosters and sessions, so another shift is made. */
  putShift: ["wrong_state"],
  putSessionPlan: ["unknown_shift", "unknown_service"],
  setRosterRules: [],
  putPattern: [...drafting, "unknown_thing"],
  draftFromPatterns: [],
  planShift: [...drafting, "unknown_thing", "already_booked"],
  assignThings: ["unknown_thing", "wrong_state", "clash"],
  unplanShift: ["wrong_state"],
  copyWeek: [],
  discardDraft: [],
  publishRoster: ["nothing_to_publish", "rules_broken", "clash", "roster_changed"],
  undoPublication: ["too_late", "wrong_state"],
  requestLeave: ["unknown_staff", "already_booked"],
  decideLeave: ["unknown_leave", "wrong_state", "reason_required"],
  offerSwap: ["wrong_state", "unknown_staff", "clash"],
  decideSwap: ["unknown_swap", "wrong_state", "clash", "rules_broken"],
  putThing: [],
  takeThingOut: ["unknown_thing", "clash"],
  giveThingBack: ["wrong_state"],
  changeSession: [
    "unknown_session",
    "session_closed",
    "clash",
    "unknown_staff",
    "unknown_thing",
    "wrong_state",
  ],
  cancelSession: ["unknown_session", "session_closed"],
  putHoliday: ["wrong_state"],
  closeClinicDays: [],
  setWorkWeek: [],
  holdPlace: placing,
  bookPlace: [...placing, "reason_required", "unknown_order"],
  bookSeries: ["unknown_patient", "unknown_service"],
  confirmHold: ["unknown_appointment", "hold_lapsed", "wrong_state"],
  moveAppointment: [...placing, "unknown_appointment", "wrong_state", "fast_too_late"],
  cancelAppointment: ["unknown_appointment", "wrong_state"],
  undoMove: ["too_late", "not_yours", "wrong_state", "nothing_to_undo"],
  joinWaitingList: ["unknown_patient", "unknown_service", "already_waiting"],
  answerOffer: ["wrong_state", "hold_lapsed"],
  checkIn: [
    "not_found",
    "confirm_needed",
    "ambiguous",
    "too_early",
    "too_late",
    "wrong_day",
    "already_checked_in",
    "ask_reception",
    "session_closed",
    "already_waiting",
    "preparation_asked",
    "not_prepared",
  ],
};

/** The shape of an id from the wire, for readers of queries. */
export const readableId = { sequenced: idPattern, directory: directoryIdPattern } as const;
