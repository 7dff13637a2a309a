import { z } from "zod";
import { directoryIdPattern, idPattern } from "../domain/ids.ts";
import type {
  CallId,
  DeviceId,
  EntryId,
  PrintJobId,
  QueueId,
  ServiceId,
  ServicePointId,
  TicketId,
} from "../domain/ids.ts";
import { languages } from "../domain/language.ts";
import { printOutcomes } from "../domain/print-job.ts";
import type { PrintStatus } from "../domain/print-job.ts";
import type { EntryStatus } from "../domain/entry.ts";
import { priorityClasses } from "../domain/priority.ts";
import type { RefusalCode } from "../domain/refusal.ts";
import type { Instant } from "../domain/time.ts";

/** An id in a payload: text of the right shape, typed as that id once parsed. */
const sequenced = <Id extends string>(kind: Parameters<typeof idPattern>[0]) =>
  z.string().regex(idPattern(kind)) as unknown as z.ZodType<Id, string>;
const directory = <Id extends string>() =>
  z.string().regex(directoryIdPattern) as unknown as z.ZodType<Id, string>;

/**
 * Free text from a person: well-formed Unicode, no control characters (they would reach paper and
 * logs), not only spaces. Stored trimmed and in NFC, so equal text is equal bytes.
 */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text))
    .transform((text) => text.normalize("NFC").trim())
    .refine((text) => text.length > 0);

export const commandIdSchema = z.uuidv7();

/** What each command asks. Extra fields are refused: a payload says only what is meant. */
export const commandPayloads = {
  issueTicket: z.strictObject({
    serviceId: directory<ServiceId>(),
    language: z.enum(languages).optional(),
    priorityClass: z.enum(priorityClasses).optional(),
    patientId: words(64).optional(),
    groupId: words(64).optional(),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
  }),
  callNext: z.strictObject({
    servicePointId: directory<ServicePointId>(),
    finish: z
      .strictObject({
        as: z.enum(["end", "noShow"]),
        resultCode: words(40).optional(),
        note: words(500).optional(),
      })
      .optional(),
  }),
  recall: z.strictObject({ callId: sequenced<CallId>("call") }),
  startService: z.strictObject({ callId: sequenced<CallId>("call") }),
  endService: z.strictObject({
    callId: sequenced<CallId>("call"),
    resultCode: words(40).optional(),
    note: words(500).optional(),
  }),
  noShow: z.strictObject({ callId: sequenced<CallId>("call") }),
  requeue: z.strictObject({ entryId: sequenced<EntryId>("entry"), reason: words(200).optional() }),
  undo: z.strictObject({ commandId: commandIdSchema }),
  reprint: z.strictObject({
    ticketId: sequenced<TicketId>("ticket"),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
  }),
  startPrint: z.strictObject({ printJobId: sequenced<PrintJobId>("printJob") }),
  reportPrint: z.strictObject({
    printJobId: sequenced<PrintJobId>("printJob"),
    outcome: z.enum(printOutcomes),
    detail: words(200).optional(),
  }),
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

export interface PrintReply {
  readonly printJobId: PrintJobId;
  readonly status: PrintStatus;
}

/** What each command answers when it is accepted. */
export interface CommandReplies {
  issueTicket: {
    readonly ticketId: TicketId;
    readonly label: string;
    readonly entryId: EntryId;
    readonly queueId: QueueId;
    readonly serviceDay: string;
    /** Entries the rule would call before this one, as things stand. */
    readonly ahead: number;
    /** Nothing until there are data: never a made-up minute. */
    readonly wait: { readonly fromMin: number; readonly toMin: number } | null;
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
  requeue: EntryReply;
  undo: EntryReply;
  /** `copy`: what the paper is marked with. */
  reprint: { readonly printJobId: PrintJobId; readonly copy: number };
  startPrint: PrintReply;
  reportPrint: PrintReply;
}

const actOnCall = ["not_called", "wrong_state"] as const satisfies readonly RefusalCode[];

/** The refusals of each command, beyond those that any command can get. */
export const commandRefusals: Readonly<Record<CommandName, readonly RefusalCode[]>> = {
  issueTicket: [
    "service_closed",
    "service_full",
    "daily_limit",
    "already_waiting",
    "unknown_service",
  ],
  callNext: [
    "queue_empty",
    "service_point_busy",
    "service_point_paused",
    "unknown_service_point",
    "wrong_state",
  ],
  recall: actOnCall,
  startService: actOnCall,
  endService: actOnCall,
  noShow: actOnCall,
  requeue: ["wrong_state"],
  undo: ["too_late", "not_yours", "wrong_state", "nothing_to_undo"],
  reprint: ["unknown_ticket", "no_printer", "daily_limit"],
  startPrint: ["unknown_job", "wrong_state"],
  reportPrint: ["unknown_job", "wrong_state"],
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
