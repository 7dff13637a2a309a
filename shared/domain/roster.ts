import type { AssignmentId, ClinicId, ServicePointId, ShiftId, StaffId, ThingId } from "./ids.ts";
import type { Names } from "./language.ts";
import type { LocalDay } from "./local-day.ts";

export const shiftKinds = ["clinic", "theatre", "onCall", "ward"] as const;
export type ShiftKind = (typeof shiftKinds)[number];

export const grades = ["resident", "seniorResident", "specialist", "consultant", "nurse"] as const;
export type Grade = (typeof grades)[number];

/** A way to work a day, of the whole site: morning, evening, on call for 24 hours. */
export interface Shift {
  readonly shiftId: ShiftId;
  readonly names: Names;
  readonly kind: ShiftKind;
  /** Minutes after local midnight of its day; the end may lie in the next day (over 1440). */
  readonly startMin: number;
  readonly endMin: number;
  /** Of an on-call: 1 resident, 2 specialist, 3 consultant; nothing for other kinds. */
  readonly tier: 1 | 2 | 3 | null;
}

export const breakKinds = ["prayer", "meal", "rest"] as const;
export type BreakKind = (typeof breakKinds)[number];

/** A pause of a session, in minutes after the local midnight of its day; it may lie past midnight. */
export interface DayBreak {
  readonly kind: BreakKind;
  readonly fromMin: number;
  readonly toMin: number;
}

/** Minutes kept free before and after each arrival window: nobody is asked to come then. */
export interface Buffers {
  readonly bufferBeforeMin: number;
  readonly bufferAfterMin: number;
}

/** A clinic's shifts become sessions that patients can be booked into. */
export interface SessionPlan extends Buffers {
  readonly clinicId: ClinicId;
  readonly shiftId: ShiftId;
  readonly serviceId: string;
  /** Patients of one session; spread over its arrival windows. */
  readonly capacity: number;
  /** Length of an arrival window in minutes; as short as a visit, it is a timed slot. */
  readonly windowMin: number;
  /** More than the capacity that may be booked with a reason. */
  readonly overbookMax: number;
  readonly breaks: readonly DayBreak[];
}

export interface Assignment {
  readonly assignmentId: AssignmentId;
  readonly clinicId: ClinicId;
  readonly staffId: StaffId;
  readonly day: LocalDay;
  readonly shiftId: ShiftId;
  readonly pointId: ServicePointId | null;
  /** What it needs besides a room; its session needs the same. */
  readonly thingIds: readonly ThingId[];
  readonly state: AssignmentState;
}

/** `adding`, `removing`: a draft that nobody but administrators sees until it is published. */
export type AssignmentState = "adding" | "published" | "removing" | "removed";

export interface RosterPerson {
  readonly staffId: StaffId;
  readonly name: string;
  readonly clinicId: ClinicId | null;
  readonly grade: Grade;
  readonly skills: readonly string[];
}

/** A rule and whether breaking it stops the publishing (`hard`) or only warns. */
export interface Limit {
  readonly value: number;
  readonly hard: boolean;
}

export interface RosterRules {
  readonly minRestHours: Limit;
  readonly maxHoursPerWeek: Limit;
  readonly maxNightsInRow: Limit;
  readonly maxOnCallPerMonth: Limit;
  /** How many a clinic needs in a shift on a working day. */
  readonly coverage: readonly {
    readonly clinicId: ClinicId;
    readonly shiftId: ShiftId;
    readonly atLeast: number;
    readonly hard: boolean;
  }[];
}

export const defaultRosterRules: RosterRules = {
  minRestHours: { value: 11, hard: false },
  maxHoursPerWeek: { value: 60, hard: false },
  maxNightsInRow: { value: 3, hard: false },
  maxOnCallPerMonth: { value: 8, hard: false },
  coverage: [],
};

export const findingKinds = [
  "clash",
  "onLeave",
  "outOfService",
  "rest",
  "weekHours",
  "nights",
  "onCalls",
  "coverage",
  "closedDay",
] as const;

/** What a roster breaks: which rule, whose, on which days; said in words by i18n. */
export interface RosterFinding {
  readonly kind: (typeof findingKinds)[number];
  readonly hard: boolean;
  readonly staffId: StaffId | null;
  readonly days: readonly LocalDay[];
  readonly shiftId: ShiftId | null;
  /** The thing that is wanted twice or out of service. */
  readonly thingId: ThingId | null;
  /** What there is and what there should be: hours, nights, people. */
  readonly found: number;
  readonly limit: number;
}

export const leaveKinds = ["annual", "sick", "study", "other"] as const;
export type LeaveKind = (typeof leaveKinds)[number];
export type LeaveStatus = "requested" | "approved" | "declined" | "withdrawn";
export type SwapStatus = "offered" | "accepted" | "approved" | "declined" | "withdrawn";
