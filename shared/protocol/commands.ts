import { z } from "zod";
import type {
  AppointmentId,
  CallId,
  ClinicId,
  DeviceId,
  EntryId,
  PrintJobId,
  QueueId,
  ServiceId,
  ServicePointId,
  SessionId,
  TicketId,
} from "../domain/ids.ts";
import { languages } from "../domain/language.ts";
import { printOutcomes } from "../domain/print-job.ts";
import type { PrintStatus } from "../domain/print-job.ts";
import type { EntryStatus } from "../domain/entry.ts";
import type { PointStatus } from "../domain/service-point.ts";
import { priorityClasses, rateMax, rateMin } from "../domain/priority.ts";
import { laterMinutesMax, pauseKinds, placements } from "../domain/service.ts";
import type { RefusalCode } from "../domain/refusal.ts";
import type { Instant } from "../domain/time.ts";
import { laboratoryPayloads, laboratoryRefusals } from "./laboratory-commands.ts";
import type { LaboratoryReplies } from "./laboratory-commands.ts";
import { directory, sequenced } from "./payload.ts";
import { schedulingPayloads, schedulingRefusals } from "./scheduling-commands.ts";
import type { SchedulingReplies } from "./scheduling-commands.ts";
import { theatrePayloads, theatreRefusals } from "./theatre-commands.ts";
import type { TheatreReplies } from "./theatre-commands.ts";
import { displayName, words } from "./words.ts";

export const commandIdSchema = z.uuidv7();

/** Why somebody did what the rule did not ask for; journaled, so that it can be asked about. */
const reason = words(200);
const rate = z.int().min(rateMin).max(rateMax);
/** What is said when a visit ends. `stopHere`: the ticket's further steps fall away. */
const outcome = {
  resultCode: words(40).optional(),
  note: words(500).optional(),
  stopHere: z.boolean().optional(),
} as const;

/** What each command asks. Extra fields are refused: a payload says only what is meant. */
export const commandPayloads = {
  issueTicket: z.strictObject({
    serviceId: directory<ServiceId>(),
    language: z.enum(languages).optional(),
    priorityClass: z.enum(priorityClasses).optional(),
    patientId: words(64).optional(),
    groupId: words(64).optional(),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
    /** Of the queue's segments (women, men, a language); nothing: anybody may call it. */
    segment: directory<string>().optional(),
    /** The ticket whose clinic closed on it and promised a first place today. */
    rebookedFrom: sequenced<TicketId>("ticket").optional(),
  }),
  /** A patient who has no ticket and is served at once: out of turn, so with a reason. */
  serveWithoutTicket: z.strictObject({
    servicePointId: directory<ServicePointId>(),
    serviceId: directory<ServiceId>(),
    reason,
    language: z.enum(languages).optional(),
    patientId: words(64).optional(),
  }),
  callNext: z.strictObject({
    servicePointId: directory<ServicePointId>(),
    finish: z
      .strictObject({
        as: z.enum(["end", "noShow"]),
        ...outcome,
      })
      .optional(),
  }),
  /** Out of turn: the reason is journaled, and the board counts it. */
  callChosen: z.strictObject({
    servicePointId: directory<ServicePointId>(),
    entryId: sequenced<EntryId>("entry"),
    reason,
  }),
  recall: z.strictObject({ callId: sequenced<CallId>("call") }),
  startService: z.strictObject({ callId: sequenced<CallId>("call") }),
  endService: z.strictObject({
    callId: sequenced<CallId>("call"),
    ...outcome,
  }),
  noShow: z.strictObject({ callId: sequenced<CallId>("call") }),
  requeue: z.strictObject({ entryId: sequenced<EntryId>("entry"), reason: reason.optional() }),
  park: z.strictObject({ entryId: sequenced<EntryId>("entry"), reason: reason.optional() }),
  /** Back into the queue at the old time; also for one who is back from the laboratory. */
  unpark: z.strictObject({ entryId: sequenced<EntryId>("entry"), reason: reason.optional() }),
  /** "Push back my place": later by so many minutes, and not called before then. */
  hold: z.strictObject({
    entryId: sequenced<EntryId>("entry"),
    minutes: z.int().min(1).max(laterMinutesMax),
  }),
  /** A step without a call is done: the patient can be called. */
  markReady: z.strictObject({ entryId: sequenced<EntryId>("entry") }),
  setPriority: z.strictObject({
    entryId: sequenced<EntryId>("entry"),
    priorityClass: z.enum(priorityClasses),
    reason,
  }),
  transfer: z.strictObject({
    entryId: sequenced<EntryId>("entry"),
    toQueueId: directory<QueueId>(),
    placement: z.enum(placements),
    /** With `afterMinutes`, and only with it. */
    minutes: z.int().min(1).max(laterMinutesMax).optional(),
    /** A detour: the place here is kept, and the patient comes back to this service point. */
    returnTo: z.boolean().optional(),
    reason: reason.optional(),
  }),
  cancelEntry: z.strictObject({ entryId: sequenced<EntryId>("entry"), reason }),
  reinstate: z.strictObject({ entryId: sequenced<EntryId>("entry"), reason }),
  undo: z.strictObject({ commandId: commandIdSchema }),
  /** Takes the seat; `takeOver`: also from whoever sits there. */
  openPoint: z.strictObject({
    servicePointId: directory<ServicePointId>(),
    takeOver: z.boolean().optional(),
  }),
  closePoint: z.strictObject({ servicePointId: directory<ServicePointId>() }),
  pausePoint: z.strictObject({
    servicePointId: directory<ServicePointId>(),
    kind: z.enum(pauseKinds).optional(),
    /** When it is expected to end; the board says so, and the next call after it ends it. */
    until: z.int().positive().optional(),
  }),
  resumePoint: z.strictObject({ servicePointId: directory<ServicePointId>() }),
  /** No new tickets. Those who wait are finished, moved on with their time, or rebooked. */
  closeQueue: z.strictObject({
    queueId: directory<QueueId>(),
    waiting: z.enum(["finish", "transfer", "rebook"]),
    /** With `transfer`, and only with it. */
    toQueueId: directory<QueueId>().optional(),
    /** With `rebook`, and only with it: the service day of the first place, `2026-11-30`. */
    forDay: z.iso.date().optional(),
    reason,
  }),
  reopenQueue: z.strictObject({ queueId: directory<QueueId>() }),
  /** The rule's settings from the next service day on. */
  setRates: z.strictObject({
    rates: z.strictObject({
      urgent: rate,
      protected: rate,
      returning: rate,
      appointment: rate,
      normal: rate,
      urgentFirst: z.boolean().optional(),
    }),
    reason,
  }),
  /** Renames a service, opens or closes it, limits its day, or moves new tickets elsewhere. */
  changeService: z.strictObject({
    serviceId: directory<ServiceId>(),
    names: z
      .strictObject({
        ar: displayName,
        ckb: displayName.optional(),
        en: displayName.optional(),
        fa: displayName.optional(),
        ur: displayName.optional(),
      })
      .optional(),
    open: z.boolean().optional(),
    dailyLimit: z.int().positive().max(10_000).nullable().optional(),
    queueId: directory<QueueId>().optional(),
  }),
  reprint: z.strictObject({
    ticketId: sequenced<TicketId>("ticket"),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
  }),
  /** The slip of a booking on a ticket printer; in the patient's language unless one is named. */
  printSlip: z.strictObject({
    appointmentId: sequenced<AppointmentId>("appointment"),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
    language: z.enum(languages).optional(),
  }),
  /** The list of a session, on its clinic's printer unless another is named. */
  printList: z.strictObject({
    sessionId: sequenced<SessionId>("session"),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
    language: z.enum(languages).optional(),
  }),
  /** Where the lists of a clinic's sessions come out by themselves; nothing: nowhere. */
  setClinicPrinter: z.strictObject({
    clinicId: directory<ClinicId>(),
    printerDeviceId: sequenced<DeviceId>("device").nullable(),
    language: z.enum(languages).optional(),
  }),
  startPrint: z.strictObject({ printJobId: sequenced<PrintJobId>("printJob") }),
  reportPrint: z.strictObject({
    printJobId: sequenced<PrintJobId>("printJob"),
    outcome: z.enum(printOutcomes),
    detail: words(200).optional(),
  }),
  ...schedulingPayloads,
  ...theatrePayloads,
  ...laboratoryPayloads,
} as const;

export type CommandName = keyof typeof commandPayloads;
export type Payload<Name extends CommandName> = z.output<(typeof commandPayloads)[Name]>;

export interface EntryReply {
  readonly entryId: EntryId;
  readonly status: EntryStatus;
}

export interface CallReply {
  readonly callId: CallId;
  readonly entryId: EntryId;
  readonly ticketId: TicketId;
  readonly label: string;
  readonly queueId: QueueId;
}

export interface PointReply {
  readonly servicePointId: ServicePointId;
  readonly status: PointStatus;
}

export interface QueueReply {
  readonly queueId: QueueId;
  readonly closed: boolean;
  /** Entries that were moved on or rebooked by it. */
  readonly moved: number;
}

export interface PrintReply {
  readonly printJobId: PrintJobId;
  readonly status: PrintStatus;
}

/** Minutes, as a range, in steps of five. */
export interface WaitRange {
  readonly fromMin: number;
  readonly toMin: number;
}

/** What each command answers when it is accepted. */
export interface CommandReplies extends SchedulingReplies, TheatreReplies, LaboratoryReplies {
  checkIn: CommandReplies["issueTicket"] & {
    readonly appointmentId: AppointmentId;
    readonly serviceId: ServiceId;
    readonly bookedAt: Instant;
    /** Came after the window: the wait counts from the arrival. */
    readonly isLate: boolean;
    /** The doctor is expected so much later. */
    readonly doctorLateMin: number;
  };
  issueTicket: {
    readonly ticketId: TicketId;
    readonly label: string;
    readonly entryId: EntryId;
    readonly queueId: QueueId;
    readonly serviceDay: string;
    /** Entries the rule would call before this one, as things stand. */
    readonly ahead: number;
    /** Nothing until there are data: never a made-up minute. */
    readonly wait: WaitRange | null;
    /** Where the patient's phone follows the turn; the QR holds exactly this text. */
    readonly trackUrl: string;
    readonly issuedAt: Instant;
    /** The paper of this ticket, when a printer was asked for it. */
    readonly printJobId: PrintJobId | null;
  };
  callNext: CallReply;
  recall: EntryReply;
  startService: EntryReply;
  endService: EntryReply;
  noShow: EntryReply;
  callChosen: CallReply;
  serveWithoutTicket: CallReply;
  requeue: EntryReply;
  park: EntryReply;
  unpark: EntryReply;
  hold: EntryReply;
  markReady: EntryReply;
  setPriority: EntryReply;
  /** `entryId`: the new entry. */
  transfer: EntryReply;
  cancelEntry: EntryReply;
  reinstate: EntryReply;
  undo: EntryReply;
  openPoint: PointReply;
  closePoint: PointReply;
  pausePoint: PointReply;
  resumePoint: PointReply;
  closeQueue: QueueReply;
  reopenQueue: QueueReply;
  setRates: { readonly fromDay: "next" };
  changeService: { readonly serviceId: ServiceId };
  /** `copy`: what the paper is marked with. */
  reprint: { readonly printJobId: PrintJobId; readonly copy: number };
  printSlip: { readonly printJobId: PrintJobId; readonly copy: number };
  printList: { readonly printJobId: PrintJobId; readonly copy: number };
  setClinicPrinter: { readonly clinicId: ClinicId; readonly printerDeviceId: DeviceId | null };
  startPrint: PrintReply;
  reportPrint: PrintReply;
}

const actOnCall = ["not_called", "wrong_state"] as const satisfies readonly RefusalCode[];
/** A visit's end takes the ticket on to its next stop. */
const ending = ["result_required", "queue_closed", "already_waiting"] as const;
const calling = [
  "service_point_busy",
  "service_point_paused",
  "unknown_service_point",
  "wrong_state",
] as const satisfies readonly RefusalCode[];
const place = ["wrong_state", "already_waiting"] as const satisfies readonly RefusalCode[];

/** The refusals of each command, beyond those that any command can get. */
export const commandRefusals: Readonly<Record<CommandName, readonly RefusalCode[]>> = {
  issueTicket: [
    "service_closed",
    "service_full",
    "daily_limit",
    "already_waiting",
    "unknown_service",
    "unknown_ticket",
  ],
  serveWithoutTicket: [
    ...calling,
    "service_closed",
    "daily_limit",
    "already_waiting",
    "unknown_service",
  ],
  callNext: ["queue_empty", ...calling, ...ending],
  callChosen: ["not_waiting", "reason_required", ...calling],
  recall: actOnCall,
  startService: actOnCall,
  endService: [...actOnCall, ...ending],
  noShow: actOnCall,
  requeue: place,
  park: ["wrong_state"],
  unpark: place,
  hold: ["wrong_state"],
  markReady: ["wrong_state"],
  setPriority: ["wrong_state", "reason_required"],
  transfer: [...place, "queue_closed", "unknown_queue"],
  cancelEntry: ["wrong_state", "reason_required"],
  reinstate: [...place, "reason_required"],
  undo: ["too_late", "not_yours", "wrong_state", "nothing_to_undo"],
  openPoint: ["taken", "wrong_state", "unknown_service_point"],
  closePoint: ["wrong_state", "unknown_service_point"],
  pausePoint: ["wrong_state", "unknown_service_point"],
  resumePoint: ["wrong_state", "unknown_service_point"],
  closeQueue: ["wrong_state", "unknown_queue", "queue_closed", "reason_required"],
  reopenQueue: ["wrong_state", "unknown_queue"],
  setRates: ["reason_required"],
  changeService: ["unknown_service", "unknown_queue"],
  reprint: ["unknown_ticket", "no_printer", "daily_limit"],
  printSlip: ["unknown_appointment", "wrong_state", "no_printer", "daily_limit"],
  printList: ["unknown_session", "no_printer", "daily_limit"],
  setClinicPrinter: ["no_printer"],
  startPrint: ["unknown_job", "wrong_state"],
  reportPrint: ["unknown_job", "wrong_state"],
  ...schedulingRefusals,
  ...theatreRefusals,
  ...laboratoryRefusals,
};

/** The refusals that every command can get. */
export const anyCommandRefusals = [
  "unauthenticated",
  "forbidden",
  "invalid",
  "rate_limited",
  "command_id_reused",
  "command_expired",
  "internal",
  "busy",
] as const satisfies readonly RefusalCode[];
