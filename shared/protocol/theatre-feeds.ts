import type {
  ClinicId,
  OperationId,
  PatientId,
  ProcedureId,
  StaffId,
  TheatreId,
} from "../domain/ids.ts";
import type { Names } from "../domain/language.ts";
import type { LocalDay } from "../domain/local-day.ts";
import type { Thing } from "../domain/thing.ts";
import type {
  Block,
  ChecklistItem,
  ChecklistPart,
  CheckMark,
  DelayReason,
  OperationPlan,
  OperationStatus,
  OperationTimes,
  PlanFinding,
  Procedure,
  Side,
  Supply,
  TeamMember,
  Theatre,
  Urgency,
} from "../domain/theatre.ts";
import type { Instant } from "../domain/time.ts";

/** One operation as the timeline, the live board and the waiting list show it: no patient's name. */
export interface OperationLine {
  readonly operationId: OperationId;
  /** `OP109`. */
  readonly label: string;
  readonly procedureId: ProcedureId;
  readonly procedureNames: Names;
  readonly clinicId: ClinicId;
  readonly surgeon: { readonly staffId: StaffId; readonly name: string } | null;
  readonly urgency: Urgency;
  readonly dueDay: LocalDay;
  readonly side: Side;
  readonly status: OperationStatus;
  readonly plan: OperationPlan | null;
  readonly times: OperationTimes;
  /** Items done or not needed, of how many, in the part that gates the next step. */
  readonly checklist: {
    readonly part: ChecklistPart;
    readonly done: number;
    readonly of: number;
  } | null;
  readonly suppliesOpen: number;
  /** Where its plan was before it was last moved, and the emergency that took its place. */
  readonly moved: {
    readonly from: Instant;
    readonly reason: string;
    readonly madeRoomFor: string | null;
  } | null;
  readonly delay: { readonly kind: DelayReason; readonly minutes: number } | null;
  readonly isEmergency: boolean;
  readonly requestedAt: Instant;
  readonly fastingHours: number;
}

export interface BlockLine extends Block {
  readonly clinicNames: Names;
  readonly staffName: string | null;
  /** Planned minutes in it with set-up and cleaning, and how likely its list ends late, 0 to 1. */
  readonly plannedMin: number;
  readonly overrun: number;
}

/** Theatres, blocks and planned operations of 1 to 7 days. */
export interface TheatresData {
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly theatres: readonly Theatre[];
  readonly blocks: readonly BlockLine[];
  readonly operations: readonly OperationLine[];
  readonly procedures: readonly Procedure[];
  readonly things: readonly Thing[];
  /** Who can be put into a team. */
  readonly people: readonly {
    readonly staffId: StaffId;
    readonly name: string;
    readonly clinicId: ClinicId | null;
    readonly grade: string;
    readonly skills: readonly string[];
  }[];
  readonly clinics: readonly { readonly clinicId: ClinicId; readonly names: Names }[];
}

/** The waiting list: who is requested, the most urgent and longest due first. */
export interface OperationsWaitingData {
  readonly operations: readonly (OperationLine & {
    readonly patientName: string;
    readonly waitedDays: number;
    /** What history says of it with this surgeon. */
    readonly minutes: number;
    readonly p80Min: number;
    readonly historyCount: number;
  })[];
}

/** One operation whole, for the people who do it. */
export interface OperationData {
  readonly operation: OperationLine;
  readonly patient: {
    readonly patientId: PatientId;
    readonly name: string;
    readonly mother: string;
    readonly birthYear: number | null;
  };
  readonly team: readonly (TeamMember & { readonly name: string })[];
  readonly supplies: readonly Supply[];
  readonly checklist: readonly {
    readonly part: ChecklistPart;
    readonly item: ChecklistItem;
    readonly mark: CheckMark;
    readonly reason: string | null;
    readonly by: string | null;
    readonly at: Instant | null;
  }[];
  readonly minutes: number;
  readonly p80Min: number;
  /** Operations of this procedure by this surgeon that the estimate knows. */
  readonly historyCount: number;
  readonly note: string | null;
  /** What happened to it, oldest first: who, when, why. */
  readonly trace: readonly {
    readonly at: Instant;
    readonly by: string;
    readonly verb: string;
    readonly reason: string | null;
    /** The other operation: whom it made room for, or who made room for it. */
    readonly other: string | null;
  }[];
}

/** What the family sees: labels, and never a name or what is done. */
export interface FamilyBoardData {
  readonly hospitalNames: Names;
  readonly lines: readonly {
    readonly label: string;
    readonly state: FamilyState;
    readonly since: Instant;
    /** Moved by an emergency, or late. */
    readonly isLater: boolean;
  }[];
}
export const familyStates = [
  "waiting",
  "preparing",
  "inTheatre",
  "recovery",
  "ward",
  "postponed",
] as const;
export type FamilyState = (typeof familyStates)[number];

/** `POST /api/theatres/check`: what a plan would break, before it is saved. */
export interface PlanCheck {
  readonly findings: readonly PlanFinding[];
  readonly minutes: number;
  readonly p80Min: number;
}

/** `POST /api/theatres/proposals`: where an emergency could go, the cheapest first. */
export interface EmergencyProposal {
  readonly theatreId: TheatreId;
  readonly from: Instant;
  readonly minutes: number;
  readonly p80Min: number;
  readonly moves: readonly {
    readonly operationId: OperationId;
    readonly label: string;
    readonly from: { readonly theatreId: TheatreId; readonly from: Instant };
    /** Nothing: back to the waiting list. */
    readonly to: { readonly theatreId: TheatreId; readonly from: Instant } | null;
  }[];
  /** Minutes until it begins. */
  readonly waitMin: number;
  /** Minutes by which others are put off, added up; and those who lose their day. */
  readonly putOffMin: number;
  readonly unplaced: number;
  readonly cost: number;
  readonly findings: readonly PlanFinding[];
}

/** What each feed of theatres says: always the whole. */
export interface TheatreFeeds {
  /** key: `2026-11-26:1` (first day, number of days, 7 at most); staff */
  theatres: TheatresData;
  /** key: `site`; staff */
  operationsWaiting: OperationsWaitingData;
  /** key: operationId; staff */
  operation: OperationData;
  /** key: `site`; every paired device, all staff */
  family: FamilyBoardData;
}
