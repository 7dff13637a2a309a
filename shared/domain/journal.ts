import type { AppointmentStatus, SessionBreak } from "./appointment.ts";
import type {
  Buffers,
  DayBreak,
  Grade,
  LeaveKind,
  LeaveStatus,
  RosterRules,
  ShiftKind,
  SwapStatus,
} from "./roster.ts";
import type { EntryStatus, EntryVerb } from "./entry.ts";
import type { LaboratoryFacts } from "./laboratory-facts.ts";
import type { Language, Names } from "./language.ts";
import type { PriorityClass, Rates } from "./priority.ts";
import type { PauseKind, ServiceOutcome, ServiceStep } from "./service.ts";
import type { PaperKind, PrintOutcome } from "./print-job.ts";
import type { DeviceKind, StaffRole } from "./role.ts";
import type { TheatreFacts } from "./theatre-facts.ts";
import type { ThingKind } from "./thing.ts";
import type { Instant } from "./time.ts";

/**
 * What the journal says: one fact a row, complete and self-describing, because the tables are
 * nothing but these facts applied in order, and because a hub will one day read only this.
 * Numbers named after a thing (`ticket`, `entry`, `call`) are the sequence number of the row that
 * made it. No personal data: that is kept beside the journal, where it can be erased.
 */
export interface JournalFacts extends TheatreFacts, LaboratoryFacts {
  siteFounded: {
    readonly epoch: string;
    readonly zone: string;
    readonly hospitalNames: Names;
    readonly emergencyPlace: Names;
  };
  waitingRoomPut: { readonly id: string; readonly names: Names };
  clinicPut: {
    readonly id: string;
    readonly names: Names;
    readonly boardNames: Names;
    readonly series: string;
    readonly pictogram: string;
    readonly position: number;
  };
  queuePut: {
    readonly id: string;
    readonly clinic: string;
    readonly waitingRoom: string;
    readonly names: Names;
    /** Kinds of patients that a service point may call by (women, men, a language). */
    readonly segments?: readonly string[];
    /** Minutes after midnight at which its day begins: a night clinic's patients stay till then. */
    readonly dayStartMin?: number;
    /** Staff are told when the longest wait, or the number waiting, passes this. */
    readonly alertWaitMin?: number;
    readonly alertWaiting?: number;
  };
  /** No new tickets; `waiting`: what was done with those who waited. */
  queueClosed: {
    readonly queue: string;
    readonly waiting: "finish" | "transfer" | "rebook";
    readonly toQueue?: string;
    readonly forDay?: string;
    readonly reason: string;
  };
  queueReopened: { readonly queue: string };
  servicePut: {
    readonly id: string;
    readonly clinic: string;
    readonly queue: string;
    readonly names: Names;
    readonly open: boolean;
    readonly dailyLimit: number | null;
    readonly position: number;
    /** Where the ticket goes on to after this service's own queue, in order. */
    readonly steps?: readonly ServiceStep[];
    readonly outcome?: ServiceOutcome;
  };
  servicePointPut: {
    readonly id: string;
    readonly waitingRoom: string;
    readonly names: Names;
    readonly queues: readonly string[];
    /** Queues it helps only when their longest wait passes so many minutes. */
    readonly helpAfterMin?: Readonly<Record<string, number>>;
    /** The segments it calls; nothing: all of them. Entries without a segment are anybody's. */
    readonly segments?: readonly string[];
  };
  /** Somebody took a seat; `from`: whom they took it over from. */
  pointOpened: { readonly point: string; readonly from: string | null };
  /** Patients bound to this point are anybody's of its queues from now on. */
  pointClosed: { readonly point: string };
  pointPaused: {
    readonly point: string;
    readonly kind: PauseKind;
    readonly until: Instant | null;
  };
  pointResumed: { readonly point: string };
  /** Takes effect when the next service day opens, never in the middle of one. */
  ratesSet: { readonly rates: Rates; readonly reason: string };
  devicePaired: {
    readonly kind: DeviceKind;
    readonly name: string;
    readonly waitingRoom: string | null;
    readonly servicePoint: string | null;
    /** SHA-256 of the token, hex: the token itself is shown once and kept nowhere. */
    readonly tokenHash: string;
  };
  staffAdded: { readonly role: StaffRole };
  signedIn: { readonly staff: number; readonly sessionHash: string; readonly until: Instant };
  signedOut: { readonly sessionHash: string };
  /**
   * The server's clock had been ahead, and a person says that it is right now: time goes on from
   * `to`, the days that the wrong clock opened are gone, and who waits in them waits in these.
   */
  clockMended: {
    readonly to: Instant;
    readonly days: readonly { readonly startMin: number; readonly day: string }[];
    readonly reason: string;
  };
  /** Opens a service day; whatever the day before left waiting or open is closed by it. */
  dayOpened: {
    readonly day: string;
    readonly leftWaiting: number;
    readonly leftOpen: number;
    /** Of the queues whose day begins so many minutes after midnight; nothing: at midnight. */
    readonly startMin?: number;
    /** The rule's settings of the whole day; nothing: the default ones. */
    readonly rates?: Rates;
  };
  ticketIssued: {
    readonly day: string;
    readonly label: string;
    readonly series: string;
    readonly number: number;
    readonly language: Language;
    readonly service: string;
    readonly queue: string;
    readonly class: PriorityClass;
    readonly eligibleAt: Instant;
    readonly patient?: string;
    readonly group?: string;
    readonly startMin?: number;
    readonly segment?: string;
    /** Chosen for a later queue of the journey: the first one does not have it. */
    readonly laterSegment?: string;
    /** The class was claimed at a kiosk and nobody has confirmed it yet. */
    readonly claimed?: boolean;
    readonly wait?: ShownWait;
    /** Given for the first place that this entry was promised when its clinic closed. */
    readonly rebookedFrom?: number;
  };
  /** The ticket's place in a further queue: a step of its journey, a transfer, a detour. */
  entryAdded: {
    readonly ticket: number;
    readonly queue: string;
    readonly day: string;
    readonly status: Extract<EntryStatus, "waiting" | "held" | "parked" | "preparing">;
    readonly class: PriorityClass;
    readonly eligibleAt: Instant;
    readonly notBefore: Instant | null;
    readonly segment: string;
    readonly claimed: boolean;
    /** 0: the service's own queue; n: its n-th further step. */
    readonly step: number;
    /** The entry that is away for this one and comes back when it is over. */
    readonly returnTo: number | null;
    /** The entry the ticket came from. */
    readonly cameFrom: number;
    /** A raised class goes along, and with it the time that it gives back when it is lowered. */
    readonly raisedFrom?: Instant;
    readonly raisedHold?: Instant;
    /** The number it arrived with, where its time goes along; nothing: this row's own. */
    readonly arrival?: number;
    readonly patient?: string;
    readonly startMin?: number;
    readonly wait?: ShownWait;
  };
  /** A phone was shown another range than before. */
  waitShown: { readonly entry: number; readonly wait: ShownWait };
  /** Boards and kiosks show a newcomer another range of this queue than before, or none any more. */
  waitPosted: { readonly queue: string; readonly day: string; readonly wait: ShownWait | null };
  /** One step of an entry's life, with what it changed on both sides, so it can be undone. */
  entryMoved: {
    readonly verb: EntryVerb | "undo";
    readonly entry: number;
    readonly from: Partial<EntryState>;
    readonly to: Partial<EntryState>;
    readonly point: string;
    /** The call it belongs to; nothing when this very row makes the call. */
    readonly call: number | null;
    readonly callFrom: Partial<CallState>;
    readonly callTo: Partial<CallState>;
    /** Not whom the rule named: a call with a reason, counted in public. */
    readonly outOfTurn?: true;
    /** The day for which a closing clinic promises a first place. */
    readonly forDay?: string;
    readonly reason?: string;
    /** A note is personal: only its salted hash stands here. */
    readonly noteHash?: string;
  };
  printQueued: {
    readonly ticket: number;
    /** 0: the original. A person orders each marked copy. */
    readonly copy: number;
    readonly device: number;
    readonly ahead: number;
    readonly wait?: { readonly fromMin: number; readonly toMin: number };
  };
  /** A paper that is no ticket. `of`: the appointment of a slip, the session of a list, the specimen of a label. */
  paperQueued: {
    readonly kind: PaperKind;
    readonly of: number;
    readonly copy: number;
    /** Nothing: no printer was set, so it is not printed. */
    readonly device: number | null;
    readonly language: Language;
    /** After this nobody wants it. */
    readonly until: Instant;
  };
  clinicPrinterSet: {
    readonly clinic: string;
    readonly device: number | null;
    readonly language: Language;
  };
  /** The lists of a service day's sessions were ordered. */
  dayListed: { readonly day: string };
  printStarted: { readonly job: number };
  // Patients: what is personal stands beside the journal; here are only salted digests of it.
  patientRegistered: { readonly digest: string };
  patientChanged: { readonly patient: number; readonly digest: string };
  /** A person decided that two rows are one patient; the first one's history goes on in the second. */
  patientsMerged: { readonly patient: number; readonly into: number; readonly reason: string };
  patientErased: { readonly patient: number; readonly reason: string };
  documentAdded: {
    readonly patient: number;
    readonly kind: string;
    readonly bytes: number;
    readonly digest: string;
  };
  documentErased: { readonly document: number; readonly reason: string };
  /** Somebody looked. It changes nothing, and can be asked about. */
  documentOpened: { readonly document: number };
  /** The whole file was read: on a screen, as a page, a table, or all of it with its documents. */
  fileOpened: { readonly patient: number; readonly as: "screen" | "page" | "csv" | "zip" };

  /** A second fact that fits nobody with that number; `reached`: what may not be guessed at now. */
  guessedWrong: {
    readonly by: "phone" | "nationalId";
    readonly reached: "number" | "device" | null;
  };

  // Rosters.
  staffDetailed: {
    readonly staff: number;
    readonly clinic: string | null;
    readonly grade: Grade;
    readonly skills: readonly string[];
  };
  shiftPut: {
    readonly id: string;
    readonly names: Names;
    readonly kind: ShiftKind;
    readonly startMin: number;
    readonly endMin: number;
    readonly tier: 1 | 2 | 3 | null;
  };
  sessionPlanPut: Partial<Buffers> & {
    readonly breaks?: readonly DayBreak[];
    readonly clinic: string;
    readonly shift: string;
    readonly service: string;
    readonly capacity: number;
    readonly windowMin: number;
    readonly overbookMax: number;
  };
  rosterRulesSet: { readonly rules: RosterRules };
  /** n-week cycles of one person; `cells`: week of the cycle, weekday (0 Sunday), shift. */
  patternPut: {
    readonly staff: number;
    readonly clinic: string;
    readonly weeks: number;
    readonly startsOn: string;
    readonly weekNames?: readonly string[];
    readonly cells: readonly {
      readonly week: number;
      readonly weekday: number;
      readonly shift: string;
      readonly point: string | null;
      readonly things?: readonly string[];
    }[];
  };
  shiftPlanned: {
    readonly clinic: string;
    readonly staff: number;
    readonly day: string;
    readonly shift: string;
    readonly point: string | null;
    /** What it needs besides; nothing: no thing. */
    readonly things?: readonly string[];
  };
  /** What a shift needs, and so the session that it became: from these things to those. */
  thingsAssigned: {
    readonly assignment: number;
    readonly from: readonly string[];
    readonly to: readonly string[];
  };
  /** A draft taken back, or a published shift that is to go with the next publishing. */
  shiftUnplanned: {
    readonly assignment: number;
    readonly to: "removed" | "removing" | "published";
  };
  /** Everything drafted in these days is in force; the sessions follow in rows of their own. */
  rosterPublished: {
    readonly clinic: string;
    readonly from: string;
    readonly to: string;
    readonly version: number;
    readonly added: readonly number[];
    readonly removed: readonly number[];
  };
  /** Everything as it was before it: what it brought is a draft again, what it took out is back. */
  publicationUndone: {
    readonly publication: number;
    readonly clinic: string;
    readonly added: readonly number[];
    readonly removed: readonly number[];
  };
  /** The link to a person's calendar is another one; who has the old one sees nothing more. */
  calendarKeyRenewed: { readonly staff: number };
  /** Half-open: `to` is the first day back at work. */
  leaveRequested: {
    readonly staff: number;
    readonly from: string;
    readonly to: string;
    readonly kind: LeaveKind;
  };
  leaveDecided: {
    readonly leave: number;
    readonly status: LeaveStatus;
    readonly reason: string | null;
  };
  swapOffered: { readonly assignment: number; readonly to: number; readonly for: number | null };
  swapDecided: {
    readonly swap: number;
    readonly status: SwapStatus;
    readonly reason: string | null;
  };

  // Things.
  thingPut: {
    readonly id: string;
    readonly names: Names;
    readonly kind: ThingKind;
    readonly clinic: string | null;
    readonly retired: boolean;
  };
  thingTakenOut: {
    readonly thing: string;
    readonly from: Instant;
    readonly to: Instant;
    readonly reason: string;
  };
  /** Back in service, at once or before it went. */
  thingReturned: { readonly outage: number };

  // Sessions, places, holidays.
  sessionMade: Partial<Buffers> & {
    readonly breaks?: readonly SessionBreak[];
    readonly assignment: number;
    readonly clinic: string;
    readonly service: string;
    readonly staff: number;
    readonly point: string | null;
    readonly day: string;
    readonly from: Instant;
    readonly to: Instant;
    readonly capacity: number;
    readonly windowMin: number;
    readonly overbookMax: number;
  };
  sessionChanged: {
    readonly session: number;
    readonly from: Partial<SessionState>;
    readonly to: Partial<SessionState>;
    readonly reason: string | null;
  };
  placeTaken: {
    readonly patient: number;
    readonly session: number;
    readonly at: Instant;
    readonly status: "held" | "booked";
    readonly code: string;
    readonly overbookReason: string | null;
    /** Appointments booked together (a course of dialysis). */
    readonly series: string | null;
  };
  appointmentMoved: {
    readonly appointment: number;
    readonly from: Partial<AppointmentState>;
    readonly to: Partial<AppointmentState>;
    readonly reason: string | null;
  };
  wishMade: {
    readonly patient: number;
    readonly service: string;
    readonly from: string;
    readonly to: string;
  };
  wishSettled: {
    readonly wish: number;
    readonly status: "offered" | "taken" | "declined" | "lapsed" | "withdrawn";
    readonly appointment: number | null;
  };
  holidayPut: {
    readonly names: Names;
    readonly day: string;
    readonly days: number;
    readonly status: "tentative" | "confirmed" | "dropped";
    /** Where it comes from, when it is lunar; the date is announced by people, not computed. */
    readonly hijri: { readonly month: number; readonly day: number } | null;
    /** The holiday that this one moves or confirms. */
    readonly replaces: number | null;
  };
  clinicDaysClosed: {
    readonly clinic: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  };
  /** Takes a closure back. */
  clinicDaysOpened: { readonly closure: number };
  workWeekSet: { readonly workdays: readonly number[]; readonly hijriOffset: number };
  /** A message to a patient waits to be sent; its words are made from the key when it goes out. */
  messageQueued: {
    readonly patient: number;
    readonly kind: MessageKind;
    readonly about: number;
    /** Not before. */
    readonly dueAt: Instant;
  };
  messageSettled: {
    readonly message: number;
    readonly status: "sent" | "failed" | "dropped";
    readonly detail: string | null;
  };
  printReported: {
    readonly job: number;
    readonly outcome: PrintOutcome;
    readonly detail: string | null;
  };
}

export interface SessionState extends Buffers {
  /** The published shift that it is run in; another one after a substitution. */
  readonly assignment: number;
  readonly staff: number;
  readonly point: string | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly capacity: number;
  readonly overbookMax: number;
  readonly breaks: readonly SessionBreak[];
  readonly status: "open" | "cancelled";
  readonly lateMin: number;
  /** The holiday or closure that cancelled it, which opens it again when it is moved away. */
  readonly closedBy: number | null;
}

export interface AppointmentState {
  readonly session: number;
  readonly at: Instant;
  readonly status: AppointmentStatus;
  /** The ticket that the check-in gave. */
  readonly ticket: number | null;
  readonly overbookReason: string | null;
}

export const messageKinds = [
  "booked",
  "reminder",
  "moved",
  "cancelled",
  "doctorLate",
  /** The booking stays, another doctor sees the patient. */
  "otherDoctor",
  "placeOffered",
  /** An operation: its day, another day, none. */
  "operationPlanned",
  "operationMoved",
  "operationCancelled",
  "resultsReady",
  /** They are not ready after all, and that they are had been said. */
  "resultsTakenBack",
  /** A specimen could not be used, and the patient had left. */
  "collectAgain",
] as const;
export type MessageKind = (typeof messageKinds)[number];

export interface EntryState {
  readonly status: EntryStatus;
  readonly priorityClass: PriorityClass;
  readonly eligibleAt: Instant;
  /** Not called before this, whatever the rule says. */
  readonly notBefore: Instant | null;
  /** The one service point that calls it (back to the same doctor); empty: any of the queue's. */
  readonly boundPoint: string;
  readonly claimed: boolean;
  /** The time that a raised class took it from; it comes back when the class is lowered. */
  readonly raisedFrom: Instant | null;
  /** The "not before" that a raised class ended; it comes back when the class is lowered. */
  readonly raisedHold: Instant | null;
  readonly requeues: number;
}

/** A wait as its patient was shown it, kept to be compared with what came true, and learned from. */
export interface ShownWait {
  readonly ahead: number;
  readonly pointMs: number;
  readonly fromMin: number;
  readonly toMin: number;
  /** Before correction, and the service time it was made from. */
  readonly baseMs: number;
  readonly serviceMs: number;
  /** Of the opening day: before it opens, its first rush, the rest. */
  readonly phase: "before" | "rush" | "later";
}

/** `closed`: the day ended over it. `undone`: it was taken back. `left`: gone to the laboratory. */
export type CallStatus =
  | "called"
  | "serving"
  | "ended"
  | "no_show"
  | "requeued"
  | "parked"
  | "left"
  | "transferred"
  | "cancelled"
  | "undone"
  | "closed";

export interface CallState {
  readonly status: CallStatus;
  readonly recalls: number;
  readonly lastAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly resultCode: string | null;
}

export type FactName = keyof JournalFacts;

/** A row of the journal, as a module applies it to its tables. */
export interface JournalRow<Name extends FactName = FactName> {
  readonly seq: number;
  readonly at: Instant;
  /** Who: a device `d4`, a member of staff `s9`, `server`, or `phone`: a patient with a code. */
  readonly principal: string;
  readonly name: Name;
  readonly fact: JournalFacts[Name];
}
