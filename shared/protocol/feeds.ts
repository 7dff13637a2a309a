import type {
  CallId,
  ClinicId,
  DeviceId,
  PatientId,
  EntryId,
  PrintJobId,
  QueueId,
  ServiceId,
  ServicePointId,
  TicketId,
  WaitingRoomId,
} from "../domain/ids.ts";
import type { EntryStatus } from "../domain/entry.ts";
import type { Language, Names } from "../domain/language.ts";
import type { Rates } from "../domain/priority.ts";
import type { PauseKind, ServiceOutcome } from "../domain/service.ts";
import type { PointStatus } from "../domain/service-point.ts";
import type { WaitRange } from "./commands.ts";
import type { LaboratoryFeeds } from "./laboratory-feeds.ts";
import type { PaperJob } from "./papers.ts";
import type { SchedulingFeeds } from "./scheduling-feeds.ts";
import type { TheatreFeeds } from "./theatre-feeds.ts";
import type { PrintStatus } from "../domain/print-job.ts";
import type { PriorityClass } from "../domain/priority.ts";
import type { Instant } from "../domain/time.ts";

/** A live call: somebody is being summoned to, or is with, a service point. */
export interface BoardCall {
  readonly callId: CallId;
  readonly label: string;
  readonly servicePoint: { readonly id: ServicePointId; readonly names: Names };
  /** The clinic's name as the board may show it (sensitive clinics have neutral names). */
  readonly clinicNames: Names;
  /** When it was called, or last recalled. */
  readonly at: Instant;
  readonly state: "called" | "serving";
  /** Times it was called again. A board announces an unseen (callId, recalls) once. */
  readonly recalls: number;
}

export interface BoardData {
  readonly names: Names;
  readonly hospitalNames: Names;
  /** Newest first. */
  readonly calls: readonly BoardCall[];
  /** Calls that are over, newest first. */
  readonly lastCalls: readonly {
    readonly callId: CallId;
    readonly label: string;
    readonly servicePoint: { readonly id: ServicePointId; readonly names: Names };
    readonly at: Instant;
  }[];
  readonly queues: readonly {
    readonly queueId: QueueId;
    readonly names: Names;
    readonly waiting: number;
    /** How long one who came now would wait; nothing while it is not known. */
    readonly wait: WaitRange | null;
  }[];
  /** Newest first. */
  readonly notices: readonly BoardNotice[];
  /** Calls of the day by the rule, and calls out of turn with a recorded reason. */
  readonly inTurnToday: number;
  readonly exceptionsToday: number;
  /** The day's settings of the rule, which the board puts into words. */
  readonly rates: Rates;
}

/** What a waiting room is told besides calls: never a name. */
export type BoardNotice =
  | {
      readonly id: string;
      readonly kind: "pause";
      readonly pause: PauseKind;
      readonly servicePointNames: Names;
      readonly until: Instant | null;
    }
  /** An emergency was taken before its turn in the last quarter of an hour. */
  | { readonly id: string; readonly kind: "emergency"; readonly at: Instant }
  /** The results of a visit were ready a few minutes ago, and its patient is waited for: a label, no name. */
  | {
      readonly id: string;
      readonly kind: "results";
      readonly label: string;
      readonly servicePointNames: Names;
      readonly at: Instant;
    }
  | { readonly id: string; readonly kind: "closed"; readonly queueNames: Names }
  | { readonly id: string; readonly kind: "words"; readonly text: Names };

/** One line of a live queue, as staff see it. */
export interface QueueLine {
  readonly entryId: EntryId;
  readonly ticketId: TicketId;
  readonly label: string;
  readonly status: EntryStatus;
  readonly priorityClass: PriorityClass;
  readonly eligibleAt: Instant;
  readonly issuedAt: Instant;
  readonly waitedMin: number;
  readonly serviceNames: Names;
  readonly language: Language;
  readonly requeues: number;
  /** Claimed at a kiosk: the desk confirms it or lowers it (`setPriority`). */
  readonly claimed: boolean;
  /** Not called before then. */
  readonly notBefore: Instant | null;
  /** Only this service point calls it: back to the same doctor. */
  readonly boundTo: ServicePointId | null;
  readonly segment: string | null;
  /** The number it arrived with, by which emergencies are called; nothing: its own. */
  readonly arrival?: number;
  /** Tickets taken together: a family. */
  readonly groupId: string | null;
  /** Stops of the ticket's journey: where it is (from 1), of how many. */
  readonly step: { readonly at: number; readonly of: number };
  /** It was seen here before and comes back, from the laboratory for example. */
  readonly isBack: boolean;
  /** Back, and the results of the tests that it went for are there. */
  readonly hasResults?: true;
}

export interface QueueData {
  readonly queueId: QueueId;
  readonly names: Names;
  /** Waiting entries in the order the rule would call them now; at most `listedMax` of them. */
  readonly entries: readonly QueueLine[];
  readonly waiting: number;
  /** The day's latest patients who did not come, newest first: they may be put back. */
  readonly noShows: readonly QueueLine[];
  /** Held, parked, away or being prepared for, oldest first. */
  readonly aside: readonly QueueLine[];
  /** The day's latest cancelled entries, newest first: a reason brings them back. */
  readonly cancelled: readonly QueueLine[];
  readonly closed: boolean;
  /** Limits of the site that are passed now: the longest wait, the number waiting. */
  readonly alerts: readonly ("wait" | "count")[];
  readonly wait: WaitRange | null;
  readonly rates: Rates;
}

export interface PointCall extends QueueLine {
  /** Who it is, where the ticket is of a registered patient. */
  readonly patientId: PatientId | null;
  readonly callId: CallId;
  readonly queueId: QueueId;
  readonly calledAt: Instant;
  readonly startedAt: Instant | null;
  readonly recalls: number;
  /** What must be said when this visit ends. */
  readonly outcome: ServiceOutcome;
  /** Where the ticket goes on to when the visit ends; nothing when this is its last stop. */
  readonly goesOnTo: { readonly queueId: QueueId; readonly names: Names } | null;
}

export interface PointData {
  readonly servicePointId: ServicePointId;
  readonly names: Names;
  readonly waitingRoomId: WaitingRoomId;
  readonly queueIds: readonly QueueId[];
  readonly current: PointCall | null;
  /** Whom the rule names next, in order; the first is who `callNext` would call now. */
  readonly next: readonly QueueLine[];
  readonly waiting: number;
  readonly today: {
    readonly called: number;
    readonly ended: number;
    readonly noShows: number;
    /** Calls out of turn, each with a reason in the journal. */
    readonly exceptions: number;
  };
  readonly status: PointStatus;
  /** Who sits here, as the desks may name them; nothing while it is closed. */
  readonly seat: { readonly name: string; readonly since: Instant } | null;
  readonly pause: {
    readonly kind: PauseKind;
    readonly since: Instant;
    readonly until: Instant | null;
  } | null;
  readonly rates: Rates;
  /** Kiosks that can print for this desk, as they were named when they were paired. */
  readonly printers: readonly { readonly deviceId: DeviceId; readonly name: string }[];
}

/** Everything the paper says; the agent lays it out, rasterises and prints it. */
export interface PrintJob {
  readonly printJobId: PrintJobId;
  readonly status: PrintStatus;
  readonly detail: string | null;
  readonly ticketId: TicketId;
  readonly label: string;
  readonly language: Language;
  readonly hospitalNames: Names;
  readonly clinicNames: Names;
  readonly serviceNames: Names;
  readonly waitingRoomNames: Names;
  readonly ahead: number;
  readonly wait: { readonly fromMin: number; readonly toMin: number } | null;
  readonly issuedAt: Instant;
  readonly queuedAt: Instant;
  readonly trackUrl: string;
  /** 0: the original. Above: the marked copy of that number. */
  readonly copy: number;
}

export interface PrintsData {
  /** Unsettled jobs oldest first, then the latest settled ones. */
  readonly jobs: readonly PrintJob[];
  /** Slips and lists that are owed, some at a time; an older server knows none. */
  readonly papers?: readonly PaperJob[];
}

export interface DirectoryData {
  readonly hospitalNames: Names;
  readonly zone: string;
  readonly clinics: readonly {
    readonly clinicId: ClinicId;
    readonly names: Names;
    readonly pictogram: string;
    readonly services: readonly {
      readonly serviceId: ServiceId;
      readonly names: Names;
      readonly queueId: QueueId;
      readonly waitingRoomNames: Names;
      readonly open: boolean;
      /** It is shut because today's number of tickets is used up. */
      readonly full?: true;
      /** Waiting now in the service's queue; refreshed about once a second. */
      readonly waiting: number;
      readonly wait: WaitRange | null;
      /** All service points that call it have paused: until when the first is back. */
      readonly pausedUntil: Instant | null;
      /** What the kiosk asks before a ticket (women, men, a language); usually empty. */
      readonly segments: readonly string[];
    }[];
  }[];
  /** Every queue, for transfers. */
  readonly queues: readonly {
    readonly queueId: QueueId;
    readonly clinicId: ClinicId;
    readonly names: Names;
    readonly closed: boolean;
  }[];
  readonly waitingRooms: readonly {
    readonly waitingRoomId: WaitingRoomId;
    readonly names: Names;
  }[];
  readonly servicePoints: readonly {
    readonly servicePointId: ServicePointId;
    readonly names: Names;
    readonly waitingRoomId: WaitingRoomId;
    readonly queueIds: readonly QueueId[];
  }[];
  /** Where an emergency goes, as the kiosk's red band says it. */
  readonly emergencyPlace: Names;
  readonly rates: Rates;
}

/** What each feed says: always the whole, never a difference. */
export interface Feeds extends SchedulingFeeds, TheatreFeeds, LaboratoryFeeds {
  /** key: waitingRoomId */
  board: BoardData;
  /** key: queueId; staff only */
  queue: QueueData;
  /** key: servicePointId; staff only */
  point: PointData;
  /** key: deviceId; that device only */
  prints: PrintsData;
  /** key: `site` */
  directory: DirectoryData;
}
export type FeedName = keyof Feeds;

/** What the key of each feed names, and who may follow it (server/access/permissions.ts). */
export const feedTable = {
  board: { key: "waitingRoomId", followers: "every paired device, all staff" },
  queue: { key: "queueId", followers: "staff, consoles" },
  point: { key: "servicePointId", followers: "staff, consoles" },
  prints: { key: "deviceId, or `self`", followers: "that device only" },
  directory: { key: "`site`", followers: "every paired device, all staff" },
  roster: { key: "clinicId:firstDay:days (42 at most)", followers: "staff" },
  sessions: { key: "clinicId or `all`:firstDay:days (14 at most)", followers: "staff" },
  bookings: { key: "sessionId", followers: "staff, consoles" },
  inbox: { key: "`site`", followers: "supervisors, administrators" },
  patterns: { key: "clinicId", followers: "staff" },
  things: { key: "`site`", followers: "staff" },
  myDay: { key: "staffId:day", followers: "that member of staff, supervisors, administrators" },
  theatres: { key: "firstDay:days (7 at most)", followers: "staff" },
  operationsWaiting: { key: "`site`", followers: "staff" },
  operation: { key: "operationId", followers: "staff" },
  family: { key: "`site`", followers: "every paired device, all staff" },
  labWork: { key: "`laboratory` or `imaging`", followers: "staff" },
  labReady: { key: "`laboratory` or `imaging`", followers: "staff" },
  catalogue: { key: "`site`", followers: "staff" },
  orders: { key: "ticketId or patientId", followers: "staff, consoles" },
} as const satisfies Readonly<Record<FeedName, { key: string; followers: string }>>;

export const feedNames = Object.keys(feedTable) as [FeedName, ...FeedName[]];
