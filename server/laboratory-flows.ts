import { mayCallAt } from "./access/permissions.ts";
import type { Principal } from "./access/principal.ts";
import type { FlowModules, Flows } from "./flow-modules.ts";
import { replyOf } from "./laboratory/orders.ts";
import type { OrderRow } from "./laboratory/laboratory-tables.ts";
import { labelFlows } from "./label-flows.ts";
import type { LabelNames } from "./label-flows.ts";
import { resultFlows } from "./laboratory-results.ts";
import type { ResultNames } from "./laboratory-results.ts";
import { activeStop, comeBackIfDone, isStillHere, queueOf } from "./laboratory-stops.ts";
import { patientOnTicket } from "./patient-flows.ts";
import type { EntryRow } from "./queue/queue.sql.ts";
import type { Tx } from "./store/store.ts";
import { planOf } from "./visit-plan.ts";
import { isActive, isOpen } from "../shared/domain/entry.ts";
import { idOf, idPattern, seqOf } from "../shared/domain/ids.ts";
import type { EntryId, PatientId } from "../shared/domain/ids.ts";
import { namesGiven } from "../shared/domain/language.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";
import type { laboratoryPayloads } from "../shared/protocol/laboratory-commands.ts";

type LaboratoryNames = keyof typeof laboratoryPayloads;
type OrderingNames = "putTest" | "orderTests" | "cancelTests" | "joinOrder";
type Reply<Name extends LaboratoryNames> = Result<CommandReplies[Name]>;

/** Tests: what is ordered, taken, received, and ready. `openDays` begins what moves a patient. */
export function laboratoryFlows(
  modules: FlowModules,
  openDays: (tx: Tx) => void,
): Pick<Flows, LaboratoryNames> {
  return {
    ...orderingFlows(modules, openDays),
    ...specimenFlows(modules, openDays),
    ...labelFlows(modules),
    ...resultFlows(modules, openDays),
  };
}

function orderingFlows(
  modules: FlowModules,
  openDays: (tx: Tx) => void,
): Pick<Flows, OrderingNames> {
  return {
    putTest: (_, payload) => (tx) => putTest(modules, tx, payload),
    orderTests: (principal, payload) => (tx) => {
      openDays(tx);
      return orderTests(modules, tx, principal, payload);
    },
    cancelTests: (_, payload) => (tx) => {
      openDays(tx);
      return cancelTests(modules, tx, payload);
    },
    joinOrder:
      (_, { orderId, ticketId, isPrepared = null }) =>
      (tx) => {
        const ticket = modules.queue.read.ticket(seqOf(ticketId));
        if (ticket === undefined) return refuse("unknown_ticket");
        // Somebody else's number: the specimen would be of the wrong patient.
        const ofOrder = modules.laboratory.read.order(orderId)?.patient_id ?? null;
        const ofTicket = patientOfTicket(modules, ticket.id);
        const isKnown = ofOrder !== null && ofTicket !== null;
        if (isKnown && ofOrder !== ofTicket) return refuse("wrong_state");
        const here = { ticket: ticket.id, isPrepared };
        const joined = modules.laboratory.orders.join(tx, orderId, here);
        return joined.ok ? accept(replyOf(joined.value)) : joined;
      },
  };
}

function specimenFlows(
  modules: FlowModules,
  openDays: (tx: Tx) => void,
): Pick<Flows, Exclude<LaboratoryNames, OrderingNames | LabelNames | ResultNames>> {
  const { laboratory } = modules;
  return {
    receiveSpecimen:
      (_, { barcode }) =>
      (tx) =>
        laboratory.receive(tx, barcode),
    rejectSpecimen: (_, payload) => (tx) => {
      openDays(tx);
      return rejectSpecimen(modules, tx, payload);
    },
    performImaging:
      (_, { orderId, tests }) =>
      (tx) => {
        const done = laboratory.perform(tx, orderId, tests);
        return done.ok ? accept(replyOf(done.value)) : done;
      },
  };
}

/** Refusals: `unknown_service`, `unknown_test`, `wrong_state`. */
function putTest(modules: FlowModules, tx: Tx, payload: Payload<"putTest">): Reply<"putTest"> {
  const { testId: id, serviceId: service, names, preparation, ...line } = payload;
  if (modules.directory.service(service) === null) return refuse("unknown_service");
  const words = preparation.words === null ? null : namesGiven(preparation.words);
  const fact = { ...line, id, service, names: namesGiven(names) };
  return modules.laboratory.orders.putTest(tx, { ...fact, preparation: { ...preparation, words } });
}

/**
 * From a visit the patient goes to the first service on the same label. Refusals: `unknown_test`,
 * `not_called`, `forbidden`, `unknown_patient`, and those of the way there.
 */
function orderTests(
  modules: FlowModules,
  tx: Tx,
  principal: Principal,
  { entryId, patientId, tests, urgency, returnWhen, note }: Payload<"orderTests">,
): Reply<"orderTests"> {
  const { laboratory, queue } = modules;
  const groups = laboratory.orders.groups(tests);
  if (!groups.ok) return groups;
  const visit = entryId === undefined ? null : openVisit(modules, principal, entryId);
  if (visit !== null && !visit.ok) return visit;
  const ticket = visit?.value.ticket_id ?? null;
  const patient = patientId === undefined ? null : registered(modules, patientId);
  if (patientId !== undefined && patient === null) return refuse("unknown_patient");
  const whose = ticket === null ? patient : (patientOfTicket(modules, ticket) ?? patient);
  if (ticket === null && whose === null) return refuse("unknown_patient");
  const of = { patient: whose, ticket, entry: visit?.value.id ?? null, urgency, returnWhen };
  const orders = groups.value.map((group) =>
    laboratory.orders.place(tx, group, { ...of, asked: tests, note }),
  );
  if (entryId === undefined) return accept({ orders, entryId: null });
  const first = groups.value[0] && modules.directory.service(groups.value[0].service);
  const to = first && modules.directory.queue(first.queueId);
  if (to === null || to === undefined) return refuse("unknown_test");
  const asked = { to, placement: "keep", laterMs: 0, reason: undefined } as const;
  const returnTo = returnWhen !== "never";
  const sent = queue.transfer(tx, entryId, { ...asked, returnTo });
  if (!sent.ok) return sent;
  if (urgency === "stat" && returnTo) hurry(modules, tx, sent.value.entryId);
  return accept({ orders, entryId: sent.value.entryId });
}

/** What a doctor wants at once is taken before the others' turn; the visit itself gains nothing. */
function hurry({ queue, directory }: FlowModules, tx: Tx, stop: EntryId): void {
  const entry = queue.read.entry(stop);
  if (entry === undefined || entry.class === "emergency" || entry.class === "urgent") return;
  const startMin = directory.queue(entry.queue_id)?.startMin ?? 0;
  queue.setPriority(tx, stop, { priorityClass: "urgent", startMin }, "stat");
}

/** The visit, when it is called or being served where this principal may act. */
function openVisit(
  { queue }: FlowModules,
  principal: Principal,
  entryId: EntryId,
): Result<EntryRow> {
  const point = queue.read.pointOfEntry(entryId);
  const entry = queue.read.entry(entryId);
  if (entry === undefined || point === null || !isOpen(entry.status)) return refuse("not_called");
  return mayCallAt(principal, point) ? accept(entry) : refuse("forbidden");
}

function registered({ patients }: FlowModules, patientId: PatientId): number | null {
  const row = patients.read.answering(seqOf(patientId));
  return row?.status === "active" ? row.id : null;
}

/** The registered patient of a ticket; tickets of nobody known, and of other programs, have none. */
function patientOfTicket(modules: FlowModules, ticket: number): number | null {
  const given = modules.queue.read.ticket(ticket)?.patient_id ?? undefined;
  const known = patientOnTicket(modules.patients, given);
  const isOurs = known !== undefined && idPattern("patient").test(known);
  return isOurs ? registered(modules, known as PatientId) : null;
}

/**
 * A stop that nothing is left for falls away, and who waited for it goes on or comes back.
 * Refusals: `unknown_order`, `wrong_state`.
 */
function cancelTests(
  modules: FlowModules,
  tx: Tx,
  { orderId, tests, reason }: Payload<"cancelTests">,
): Reply<"cancelTests"> {
  const cancelled = modules.laboratory.orders.cancel(tx, orderId, tests, reason);
  if (!cancelled.ok) return cancelled;
  const order = cancelled.value;
  const visitId = order.entry_id === null ? null : idOf("entry", order.entry_id);
  const visit = visitId === null ? undefined : modules.queue.read.entry(visitId);
  if (visitId === null || visit?.status !== "away") {
    return accept({ ...replyOf(order), backInQueue: null });
  }
  const stop = activeStop(modules, visit);
  if (stop !== undefined && !isOpen(stop.status) && !isNeeded(modules, order, stop)) {
    const dropped = modules.queue.dropStop(tx, idOf("entry", stop.id), reason, planOf(modules));
    if (!dropped.ok) return dropped;
  }
  comeBackIfDone(modules, tx, visit.id);
  const isBack = modules.queue.read.entry(visitId)?.status === "waiting";
  return accept({ ...replyOf(order), backInQueue: isBack ? visitId : null });
}

/** Is a stop for other things than this order, or for what is left of any in its queue? */
function isNeeded(modules: FlowModules, { entry_id: visit }: OrderRow, stop: EntryRow): boolean {
  const { read } = modules.laboratory;
  const here = (visit === null ? [] : read.ofEntry(visit)).filter(
    (order) => queueOf(modules, order)?.queueId === stop.queue_id,
  );
  if (here.length === 0) return true;
  return here.some((order) => read.items(order.id).some(({ status }) => status === "ordered"));
}

/**
 * Who is still here is sent to the collection again, with the time that they have waited; who has
 * left is told. Refusals: `unknown_specimen`, `wrong_state`.
 */
function rejectSpecimen(
  modules: FlowModules,
  tx: Tx,
  { specimenId, kind, reason }: Payload<"rejectSpecimen">,
): Reply<"rejectSpecimen"> {
  const rejected = modules.laboratory.reject(tx, specimenId, { kind, reason: reason ?? null });
  if (!rejected.ok) return rejected;
  const order = rejected.value;
  const collectAgain = collectionOf(modules, tx, order);
  const isHere = order.ticket_id !== null && isStillHere(modules, order.ticket_id);
  if (collectAgain === null) comeBackIfDone(modules, tx, order.entry_id);
  if (!isHere && order.patient_id !== null) {
    const about = { patient: order.patient_id, about: order.id };
    modules.places.outbox.queue(tx, "collectAgain", about);
  }
  return accept({ ...replyOf(order), collectAgain });
}

/** Where the patient is asked again: a new stop, or the one that they are at, before it. */
function collectionOf(modules: FlowModules, tx: Tx, order: OrderRow): EntryId | null {
  const { queue } = modules;
  const to = queueOf(modules, order);
  if (to === null) return null;
  const ofTicket = order.ticket_id === null ? [] : queue.read.entriesOfTicket(order.ticket_id);
  const visit = ofTicket.find(({ id }) => id === order.entry_id);
  if (visit?.status !== "away") {
    const there = ofTicket.find((entry) => isActive(entry.status) && entry.queue_id === to.queueId);
    return there === undefined ? null : idOf("entry", there.id);
  }
  const stop = activeStop(modules, visit);
  if (stop !== undefined) return idOf("entry", stop.id);
  const sent = queue.sendAgain(tx, idOf("entry", visit.id), to);
  const added = sent.ok ? activeStop(modules, visit) : undefined;
  return added === undefined ? null : idOf("entry", added.id);
}
