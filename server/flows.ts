import { mayCallAt, mayClaim } from "./access/permissions.ts";
import type { Access } from "./access/access.ts";
import type { Principal } from "./access/principal.ts";
import type { Directory } from "./directory/directory.ts";
import type { Printing } from "./printing/printing.ts";
import type { Queue } from "./queue/queue.ts";
import type { Flow, Tx } from "./store/store.ts";
import { idBytes } from "./store/command-id.ts";
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
    recall:
      (_, { callId }) =>
      (tx) =>
        queue.actOnCall(tx, callId, "recall"),
    startService:
      (_, { callId }) =>
      (tx) =>
        queue.actOnCall(tx, callId, "start"),
    endService:
      (_, { callId, ...words }) =>
      (tx) =>
        queue.actOnCall(tx, callId, "end", words),
    noShow:
      (_, { callId }) =>
      (tx) =>
        queue.actOnCall(tx, callId, "noShow"),
    requeue:
      (_, { entryId, reason }) =>
      (tx) =>
        queue.requeue(tx, entryId, reason),
    undo:
      (_, { commandId }) =>
      (tx) =>
        queue.undo(tx, idBytes(commandId)),
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

/** A kiosk prints its own tickets; staff name the printer they want, or none. */
function printerFor(
  principal: Principal,
  asked: Payload<"issueTicket">["printerDeviceId"],
): NonNullable<typeof asked> | null {
  if (asked !== undefined) return asked;
  return principal.kind === "device" && principal.deviceKind === "kiosk" ? principal.id : null;
}
