import type { FlowModules } from "./flow-modules.ts";
import type { ItemRow, OrderRow } from "./laboratory/laboratory-tables.ts";
import { isSentFrom } from "./queue/acts.ts";
import type { Onward, Then } from "./queue/calling.ts";
import type { EntryRow } from "./queue/queue.sql.ts";
import { isActive } from "../shared/domain/entry.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { EntryId } from "../shared/domain/ids.ts";
import type { Tx } from "./store/store.ts";

type Modules = Pick<FlowModules, "queue" | "directory" | "laboratory">;

/**
 * What follows a stop of a visit with orders: the next service that something is ordered of, one
 * after the other; then the doctor's results are waited for. Nothing: what always follows.
 */
export function thenOf(modules: Modules, stop: EntryRow): Then | undefined {
  const orders = ordersBehind(modules, stop);
  if (orders.length === 0) return undefined;
  const next = nextStop(modules, orders, stop);
  if (next !== null) return next;
  if (stop.return_to === null) return undefined;
  return orders.some((order) => isAwaited(modules, order)) ? "stayAway" : undefined;
}

/** Is this the stop of somebody who was sent for tests and not to come back? */
export function isStopForOrder(modules: Modules, entry: EntryRow): boolean {
  return modules.laboratory.read
    .ofTicket(entry.ticket_id)
    .some(
      (order) =>
        order.entry_id !== null &&
        entry.id > order.entry_id &&
        queueOf(modules, order)?.queueId === entry.queue_id,
    );
}

/** The orders that a patient has come to this stop for, or may go on for. */
function ordersBehind({ laboratory }: Modules, stop: EntryRow): readonly OrderRow[] {
  if (stop.return_to !== null) return laboratory.read.ofEntry(stop.return_to);
  // Nobody waits for these: the ones of a visit that is over, and those that were booked for.
  return laboratory.read
    .ofTicket(stop.ticket_id)
    .filter((order) => order.entry_id === null || order.return_when === "never");
}

/** Where something is to be taken or done that no stop of this visit has seen to since. */
function nextStop(modules: Modules, orders: readonly OrderRow[], current: EntryRow): Onward | null {
  const stops = modules.queue.read.entriesOfTicket(current.ticket_id);
  for (const order of orders) {
    const queue = queueOf(modules, order);
    if (queue === null || queue.closed || queue.queueId === current.queue_id) continue;
    const seenTo = stops.filter(
      (stop) => stop.queue_id === queue.queueId && !isActive(stop.status),
    );
    const since = Math.max(0, ...seenTo.map((stop) => stop.last_seq));
    const isOpen = ({ status, last_seq: seq }: ItemRow) => status === "ordered" && seq > since;
    if (modules.laboratory.read.items(order.id).some(isOpen)) return queue;
  }
  return null;
}

/** Where an order's service is waited for. */
export function queueOf({ directory }: Modules, order: OrderRow): Onward | null {
  const service = directory.service(order.service_id);
  return service === null ? null : directory.queue(service.queueId);
}

/** Is its doctor to see the patient again only with what is being worked on? */
function isAwaited({ laboratory }: Modules, order: OrderRow): boolean {
  const isInWork = ({ status }: ItemRow) => status === "collected" || status === "received";
  return order.return_when === "results" && laboratory.read.items(order.id).some(isInWork);
}

/** The stop of this visit that the patient is at or waits for, if there is one. */
export function activeStop({ queue }: Modules, visit: EntryRow): EntryRow | undefined {
  const stops = queue.read.entriesOfTicket(visit.ticket_id);
  return stops.find(
    (stop) => isActive(stop.status) && stop.status !== "away" && isSentFrom(stops, stop, visit),
  );
}

/**
 * Lets whoever is away come back when nothing is waited for any more: no stop, no result. Returns
 * the visit that is callable again.
 */
export function comeBackIfDone(modules: Modules, tx: Tx, visitSeq: number | null): EntryId | null {
  if (visitSeq === null) return null;
  const { queue, laboratory } = modules;
  const entryId = idOf("entry", visitSeq);
  const visit = queue.read.entry(entryId);
  if (visit?.status !== "away" || activeStop(modules, visit) !== undefined) return null;
  if (laboratory.read.ofEntry(visitSeq).some((order) => isAwaited(modules, order))) return null;
  queue.comeBack(tx, entryId);
  return queue.read.entry(entryId)?.status === "waiting" ? entryId : null;
}

/**
 * The other way: whoever came back with results that are not there after all waits for them
 * again. `said`: the row that said the last of them; who was called back by hand before it, or
 * is with somebody by now, stays where they are.
 */
export function awayAgainIfAwaited(
  modules: Modules,
  tx: Tx,
  back: { readonly visitSeq: number | null; readonly said: number; readonly reason: string },
): void {
  const { queue, laboratory } = modules;
  if (back.visitSeq === null) return;
  const entryId = idOf("entry", back.visitSeq);
  const visit = queue.read.entry(entryId);
  const isBack = visit?.status === "waiting" || visit?.status === "held";
  if (visit === undefined || !isBack || visit.last_seq < back.said) return;
  if (!laboratory.read.ofEntry(back.visitSeq).some((order) => isAwaited(modules, order))) return;
  // Refused only of a day that is over, whose visits are closed.
  queue.awayAgain(tx, entryId, back.reason);
}

/** Is anything of this ticket still to be seen to? */
export function isStillHere({ queue }: Pick<Modules, "queue">, ticket: number): boolean {
  return queue.read.entriesOfTicket(ticket).some((entry) => isActive(entry.status));
}
