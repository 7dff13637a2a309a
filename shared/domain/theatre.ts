import type { BusyKind } from "./busy.ts";
import type {
  BlockId,
  ClinicId,
  OperationId,
  ProcedureId,
  StaffId,
  TheatreId,
  ThingId,
} from "./ids.ts";
import type { Names } from "./language.ts";
import type { LocalDay } from "./local-day.ts";
import type { Instant } from "./time.ts";

/** How soon an operation must be: NCEPOD Classification of Intervention (2004). */
export const urgencies = ["immediate", "urgent", "expedited", "elective"] as const;
export type Urgency = (typeof urgencies)[number];

/**
 * An operation's life is this table, which the server obeys and the screens read to know which
 * buttons are alive. From `sent_for` on each status has an actual time of its own.
 */
export const operationStatuses = [
  /** On the waiting list. */
  "requested",
  /** Has a theatre and a time. */
  "planned",
  /** The ward was told to bring the patient. */
  "sent_for",
  /** In the holding bay. */
  "arrived",
  /** Sign-in is done: anaesthesia may begin. */
  "signed_in",
  /** Time-out is done: the skin is cut. */
  "incision",
  /** The wound is closed. */
  "closed",
  /** Sign-out is done: out of the theatre, in recovery. */
  "recovery",
  /** Back on a ward: the operation is done. */
  "ward",
  "cancelled",
] as const;
export type OperationStatus = (typeof operationStatuses)[number];

export const operationVerbs = [
  "plan",
  "unplan",
  "sendFor",
  "arrive",
  "signIn",
  "incise",
  "close",
  "recover",
  "toWard",
  "cancel",
] as const;
export type OperationVerb = (typeof operationVerbs)[number];

interface OperationTransition {
  readonly from: readonly OperationStatus[];
  readonly to: OperationStatus;
  /** The part of the checklist that must be whole before it. */
  readonly gate: ChecklistPart | null;
}

export const operationTransitions: Readonly<Record<OperationVerb, OperationTransition>> = {
  plan: { from: ["requested", "planned"], to: "planned", gate: null },
  unplan: { from: ["planned"], to: "requested", gate: null },
  sendFor: { from: ["planned"], to: "sent_for", gate: "before" },
  arrive: { from: ["sent_for"], to: "arrived", gate: null },
  signIn: { from: ["arrived"], to: "signed_in", gate: "signIn" },
  incise: { from: ["signed_in"], to: "incision", gate: "timeOut" },
  close: { from: ["incision"], to: "closed", gate: null },
  recover: { from: ["closed"], to: "recovery", gate: "signOut" },
  toWard: { from: ["recovery"], to: "ward", gate: null },
  /** Nothing is cut yet. */
  cancel: {
    from: ["requested", "planned", "sent_for", "arrived", "signed_in"],
    to: "cancelled",
    gate: null,
  },
};

/** The verbs that move an operation through its day; each has one button. */
export const operationSteps = [
  "sendFor",
  "arrive",
  "signIn",
  "incise",
  "close",
  "recover",
  "toWard",
] as const satisfies readonly OperationVerb[];
export type OperationStep = (typeof operationSteps)[number];

/** Takes up its theatre and its team: planned, or on its way through the day. */
export function takesTheatre(status: OperationStatus): boolean {
  return status !== "requested" && status !== "cancelled";
}

/** The patient is in the theatre itself: its block cannot be released, and nobody moves it. */
export function isInTheatre(status: OperationStatus): boolean {
  return status === "signed_in" || status === "incision" || status === "closed";
}

/**
 * What is checked before a step. `before`: on the ward; the three others are the WHO Surgical Safety
 * Checklist (2009), whose items a site may not take out.
 */
export const checklistParts = ["before", "signIn", "timeOut", "signOut"] as const;
export type ChecklistPart = (typeof checklistParts)[number];

export const checklistItems = {
  before: ["identityBand", "consent", "site", "fasting", "supplies"],
  signIn: [
    "identity",
    "siteMarked",
    "anaesthesiaCheck",
    "pulseOximeter",
    "allergy",
    "airway",
    "bloodLoss",
  ],
  timeOut: [
    "teamKnown",
    "patientSiteProcedure",
    "antibiotic",
    "surgeonSteps",
    "anaesthesiaConcerns",
    "nursingSterility",
    "imaging",
  ],
  signOut: ["procedureNamed", "counts", "specimens", "equipment", "recoveryPlan"],
} as const satisfies Readonly<Record<ChecklistPart, readonly string[]>>;
export type ChecklistItem = (typeof checklistItems)[ChecklistPart][number];

/** `notNeeded` wants a reason: the antibiotic of an operation that has none. */
export const checkMarks = ["done", "notNeeded", "open"] as const;
export type CheckMark = (typeof checkMarks)[number];

export const teamRoles = ["surgeon", "assistant", "anaesthetist", "scrub", "circulating"] as const;
export type TeamRole = (typeof teamRoles)[number];
export interface TeamMember {
  readonly role: TeamRole;
  readonly staffId: StaffId;
}

export const sides = ["none", "left", "right", "both"] as const;
export type Side = (typeof sides)[number];

export const delayReasons = [
  "patient",
  "surgeon",
  "anaesthesia",
  "theatre",
  "equipment",
  "blood",
  "bed",
  "other",
] as const;
export type DelayReason = (typeof delayReasons)[number];
export const cancelReasons = [
  "patientUnfit",
  "patientAbsent",
  "patientDeclined",
  "notFasted",
  "noBed",
  "noBlood",
  "noTime",
  "staffAbsent",
  "equipment",
  "emergency",
  "other",
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export interface Theatre {
  readonly theatreId: TheatreId;
  readonly names: Names;
  readonly isOpen: boolean;
  readonly position: number;
}

export interface Procedure {
  readonly procedureId: ProcedureId;
  readonly names: Names;
  /** The specialty that does it. */
  readonly clinicId: ClinicId;
  /** Before there is history: the usual minutes from wheels in to wheels out, and what 8 in 10 end within. */
  readonly usualMin: number;
  readonly p80Min: number;
  readonly setupMin: number;
  readonly cleaningMin: number;
  readonly things: readonly ThingId[];
  readonly fastingHours: number;
  /** Left or right must be said. */
  readonly isSided: boolean;
  readonly isOpen: boolean;
}

/** A theatre kept for a specialty, or one surgeon of it, on one day. Half-open, in instants. */
export interface Block {
  readonly blockId: BlockId;
  readonly theatreId: TheatreId;
  readonly clinicId: ClinicId;
  readonly staffId: StaffId | null;
  readonly day: LocalDay;
  readonly from: Instant;
  readonly to: Instant;
  readonly status: "held" | "released";
}

/** Where and when an operation is to be. People are taken for [from, from + minutes). */
export interface OperationPlan {
  readonly theatreId: TheatreId;
  /** Wheels in. The theatre is taken `setupMin` before it. */
  readonly from: Instant;
  /** Wheels in to wheels out; the theatre is cleaned for `cleaningMin` after it. */
  readonly minutes: number;
  readonly p80Min: number;
  readonly setupMin: number;
  readonly cleaningMin: number;
  readonly team: readonly TeamMember[];
  readonly things: readonly ThingId[];
}

/** Blood, an implant, a lens: nothing that is busy, but without it nobody is sent for. */
export interface Supply {
  readonly words: string;
  readonly isReady: boolean;
}

export interface OperationTimes {
  readonly sendFor?: Instant;
  readonly arrive?: Instant;
  readonly signIn?: Instant;
  readonly incise?: Instant;
  readonly close?: Instant;
  readonly recover?: Instant;
  readonly toWard?: Instant;
}

/** Why a plan cannot stand, or what it costs to let it. `hard`: nobody may. */
export const planFindingKinds = [
  /** A person, theatre or thing is wanted twice. */
  "clash",
  "onLeave",
  "theatreClosed",
  /** A thing is out of service, or not there. */
  "thingMissing",
  /** No surgeon or no anaesthetist in the team. */
  "teamIncomplete",
  /** Not in a block of its specialty. */
  "noBlock",
  /** Longer than what is left of its block. */
  "pastBlock",
  /** After its due day. */
  "pastDue",
] as const;
export interface PlanFinding {
  readonly kind: (typeof planFindingKinds)[number];
  readonly hard: boolean;
  /** Who or what is wanted twice: a member of staff, a theatre, a thing. */
  readonly holder: "person" | "room" | "thing" | null;
  readonly holderId: string | null;
  /** The other operation, where it is one. */
  readonly operationId: OperationId | null;
  /** What takes them already, and from when until when; nothing where nothing does. */
  readonly busy: BusyKind | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly minutes: number;
}
