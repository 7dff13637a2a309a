import { mayCallAt, mayClaim } from "./access/permissions.ts";
import type { Access } from "./access/access.ts";
import type { Principal } from "./access/principal.ts";
import type { Directory } from "./directory/directory.ts";
import type { Printing } from "./printing/printing.ts";
import type { Finish, Queue } from "./queue/queue.ts";
import type { CallVerb } from "./queue/queue.rules.ts";
import type { Flow, Tx } from "./store/store.ts";
import { idBytes } from "./store/command-id.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { CallId } from "../shared/domain/ids.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { CommandName, CommandReplies, Payload } from "../shared/protocol/commands.ts";

/** What is stored as a command's answer: secrets (`trackUrl`) are derived again, never stored. */
export type StoredReply<Name extends CommandName> = Name extends "issueTicket"
  ? Omit<CommandReplies["issueTicket"], "trackUrl">
  : CommandReplies[Name];

export type Flows = {
  readonly [Name in CommandName]: (
    principal: Principal,
    payload: Payload<Name>,
  ) => Flow<StoredReply<Name>>;
};

type CallWords = Omit<Finish, "verb">;

export interface FlowModules {
  readonly queue: Queue;
  readonly printing: Printing;
  readonly directory: Directory;
  readonly access: Access;
  /** The local calendar date of an instant in the site's zone. */
  readonly localDate: (at: Instant) => string;
}

/** The stories that cross modules: each is one command, one transaction. */
export function createFlows(modules: FlowModules): Flows {
  const { queue, printing, directory, localDate } = modules;
  const today = (tx: Tx) => queue.openDay(tx, localDate(tx.now));
  /** A call is acted on where it was made: another room's console has no say in it. */
  const mayActAt = (principal: Principal, pointId: string | null) =>
    pointId === null || mayCallAt(principal, pointId);
  const actOnCall =
    (principal: Principal, verb: CallVerb, callId: CallId, words?: CallWords) => (tx: Tx) =>
      mayActAt(principal, queue.read.pointOfCall(callId))
        ? queue.actOnCall(tx, callId, verb, words)
        : refuse("forbidden");

  return {
    issueTicket: (principal, payload) => (tx) => issueTicket(modules, tx, principal, payload),
    callNext: (principal, payload) => (tx) => {
      const queueIds = directory.queuesOf(payload.servicePointId);
      if (queueIds === null) return refuse("unknown_service_point");
      if (!mayCallAt(principal, payload.servicePointId)) return refuse("forbidden");
      today(tx);
      const { finish } = payload;
      return queue.callNext(
        tx,
        { id: payload.servicePointId, queueIds },
        finish === undefined
          ? null
          : { verb: finish.as, resultCode: finish.resultCode, note: finish.note },
      );
    },
    recall: (principal, { callId }) => actOnCall(principal, "recall", callId),
    startService: (principal, { callId }) => actOnCall(principal, "start", callId),
    endService: (principal, { callId, ...words }) => actOnCall(principal, "end", callId, words),
    noShow: (principal, { callId }) => actOnCall(principal, "noShow", callId),
    requeue:
      (principal, { entryId, reason }) =>
      (tx) =>
        mayActAt(principal, queue.read.pointOfEntry(entryId))
          ? queue.requeue(tx, entryId, reason)
          : refuse("forbidden"),
    undo:
      (_, { commandId }) =>
      (tx) =>
        queue.undo(tx, idBytes(commandId)),
    reprint: (_, payload) => (tx) => reprint(modules, tx, payload),
    startPrint:
      (_, { printJobId }) =>
      (tx) =>
        printing.start(tx, printJobId),
    reportPrint:
      (_, { printJobId, outcome, detail }) =>
      (tx) =>
        printing.report(tx, printJobId, outcome, detail ?? null),
  };
}

function issueTicket(
  modules: FlowModules,
  tx: Tx,
  principal: Principal,
  payload: Payload<"issueTicket">,
): Result<StoredReply<"issueTicket">> {
  const { queue, printing, directory, access } = modules;
  const offer = directory.offer(payload.serviceId);
  if (offer === null) return refuse("unknown_service");
  const priorityClass = payload.priorityClass ?? "normal";
  if (!mayClaim(principal, priorityClass)) return refuse("forbidden");
  const printer = printerFor(principal, payload.printerDeviceId);
  if (printer !== null && !access.isPrinterDevice(printer)) return refuse("invalid");

  const day = queue.openDay(tx, modules.localDate(tx.now));
  const issued = queue.issueTicket(tx, day, {
    ...offer,
    serviceId: payload.serviceId,
    language: payload.language ?? "ar",
    priorityClass,
    patientId: payload.patientId,
    groupId: payload.groupId,
  });
  if (!issued.ok) return issued;
  const { ticketId, ahead } = issued.value;
  const printJobId = printer === null ? null : printing.queue(tx, ticketId, printer, ahead);
  // No estimate until there are data to make one from: an honest nothing.
  return accept({ ...issued.value, queueId: offer.queueId, wait: null, printJobId });
}

/** Today's ticket only: another day's label may be somebody else's now. */
function reprint(
  { queue, printing, access }: FlowModules,
  tx: Tx,
  { ticketId, printerDeviceId }: Payload<"reprint">,
): Result<StoredReply<"reprint">> {
  const line = queue.read.lineOfTicket(seqOf(ticketId));
  if (line === undefined || line.day !== queue.read.day()) return refuse("unknown_ticket");
  if (printerDeviceId !== undefined && !access.isPrinterDevice(printerDeviceId)) {
    return refuse("no_printer");
  }
  const ahead = line.status === "waiting" ? queue.read.ahead(line, tx.now) : 0;
  return printing.reprint(tx, ticketId, printerDeviceId ?? null, ahead);
}

/** A kiosk prints its own tickets; staff name the printer they want, or none. */
function printerFor(
  principal: Principal,
  asked: Payload<"issueTicket">["printerDeviceId"],
): NonNullable<typeof asked> | null {
  if (asked !== undefined) return asked;
  return principal.kind === "device" && principal.deviceKind === "kiosk" ? principal.id : null;
}
