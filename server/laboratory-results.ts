import type { FlowModules, Flows } from "./flow-modules.ts";
import { replyOf } from "./laboratory/orders.ts";
import type { OrderRow } from "./laboratory/laboratory-tables.ts";
import { awayAgainIfAwaited, comeBackIfDone, isStillHere } from "./laboratory-stops.ts";
import type { Tx } from "./store/store.ts";
import { isActive, isOpen } from "../shared/domain/entry.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { VisitAfter } from "../shared/domain/laboratory.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";

export type ResultNames = "recordResults" | "takeBackResults";
type Reply<Name extends ResultNames> = Result<CommandReplies[Name]>;

/** What is said to be ready, and what was said so by mistake. */
export function resultFlows(
  modules: FlowModules,
  openDays: (tx: Tx) => void,
): Pick<Flows, ResultNames> {
  return {
    recordResults: (_, payload) => (tx) => {
      openDays(tx);
      return recordResults(modules, tx, payload);
    },
    takeBackResults: (_, payload) => (tx) => {
      openDays(tx);
      return takeBackResults(modules, tx, payload);
    },
  };
}

/** Refusals: `unknown_order`, `order_cancelled`, `wrong_state`, `invalid`: another's document. */
function recordResults(
  modules: FlowModules,
  tx: Tx,
  { orderId, tests, documentId }: Payload<"recordResults">,
): Reply<"recordResults"> {
  const { laboratory, patients } = modules;
  if (documentId !== undefined) {
    const patient = laboratory.read.order(orderId)?.patient_id ?? null;
    const document = patients.documents.find(documentId);
    const isTheirs = patient !== null && document !== null;
    if (!isTheirs || !patients.read.rowsOf(patient).includes(document.patient)) {
      return refuse("invalid");
    }
  }
  const ready = laboratory.results(tx, orderId, tests, documentId);
  if (!ready.ok) return ready;
  const { order, isWhole } = ready.value;
  const backInQueue = comeBackIfDone(modules, tx, order.entry_id);
  if (order.entry_id !== null) tellQueueOf(modules, tx, order.entry_id);
  const isHere = order.ticket_id !== null && isStillHere(modules, order.ticket_id);
  // Whatever was to be said of a mistake before is not so any more.
  modules.places.outbox.drop(tx, order.id, ["resultsTakenBack"]);
  if (isWhole && !isHere && order.patient_id !== null) {
    const about = { patient: order.patient_id, about: order.id };
    modules.places.outbox.queue(tx, "resultsReady", about);
  }
  return accept({ ...replyOf(order), isWhole, backInQueue });
}

/**
 * They were said to be ready by mistake. Who became callable by them and was not called waits for
 * them again, with the time that they have waited; who is with a doctor is left there. Refusals:
 * `unknown_order`, `wrong_state`: nothing of it is ready.
 */
function takeBackResults(
  modules: FlowModules,
  tx: Tx,
  { orderId, tests, reason }: Payload<"takeBackResults">,
): Reply<"takeBackResults"> {
  const { laboratory, places } = modules;
  const taken = laboratory.takeBackResults(tx, orderId, { asked: tests, reason });
  if (!taken.ok) return taken;
  const { order, said } = taken.value;
  const isCorrected =
    order.patient_id !== null &&
    places.outbox.unsay(tx, "resultsReady", "resultsTakenBack", {
      ...{ patient: order.patient_id, about: order.id },
    });
  awayAgainIfAwaited(modules, tx, { visitSeq: order.entry_id, said, reason });
  if (order.entry_id !== null) tellQueueOf(modules, tx, order.entry_id);
  return accept({ ...replyOf(order), visit: visitAfter(modules, order), isCorrected });
}

function visitAfter({ queue }: FlowModules, { entry_id: visit }: OrderRow): VisitAfter | null {
  const entry = visit === null ? undefined : queue.read.entry(idOf("entry", visit));
  if (entry === undefined) return null;
  if (entry.status === "away") return "awayAgain";
  if (isOpen(entry.status)) return "withDoctor";
  return isActive(entry.status) ? null : "seen";
}

/** Who is back without the results is waited for with them from now on: desks and boards say so. */
function tellQueueOf({ queue }: FlowModules, tx: Tx, visit: number): void {
  const entry = queue.read.entry(idOf("entry", visit));
  if (entry?.status === "waiting") tx.touch(`queue:${entry.queue_id}`);
}
