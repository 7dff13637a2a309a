import type { Access } from "./access/access.ts";
import { orderLabel } from "./laboratory/orders.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import { wordsOf } from "./laboratory/laboratory-tables.ts";
import type { ItemRow, OrderRow, SpecimenRow, TestLine } from "./laboratory/laboratory-tables.ts";
import { alarmOf, loudest, spread } from "./laboratory/turnaround.rules.ts";
import { unnamed } from "./lines.ts";
import type { Patients } from "./patients/patients.ts";
import type { Plan } from "./plan.ts";
import { paperStateOf } from "./paper-state.ts";
import type { PlaceFeedModules } from "./place-feeds.ts";
import type { Queue } from "./queue/queue.ts";
import { takesPlace } from "../shared/domain/appointment.ts";
import { idOf, idPattern, seqOf } from "../shared/domain/ids.ts";
import type { ClinicId, PatientId, ServiceId, TestId, TicketId } from "../shared/domain/ids.ts";
import { orderUrgencies, testKinds } from "../shared/domain/laboratory.ts";
import type { Test, TestKind } from "../shared/domain/laboratory.ts";
import { fullName } from "../shared/domain/patient.ts";
import { missingCase } from "../shared/domain/result.ts";
import { specimenBarcode } from "../shared/domain/specimen-barcode.ts";
import { hourMs, minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type {
  CatalogueData,
  LaboratoryFeeds,
  LabReadyData,
  LabWorkData,
  OrderItemLine,
  OrderLine,
  OrdersData,
  ScannedSpecimen,
  SpecimenLine,
} from "../shared/protocol/laboratory-feeds.ts";

export interface LaboratoryFeedModules {
  readonly laboratory: Pick<Laboratory, "orders" | "read">;
  readonly patients: Pick<Patients, "read">;
  readonly access: Pick<Access, "nameOf" | "printers">;
  readonly queue: Pick<Queue, "read">;
  readonly places: PlaceFeedModules["places"];
  readonly printing: PlaceFeedModules["printing"];
  readonly midnight: (at: Instant) => Instant;
}

/** A mistake of the evening is seen in the morning. */
const readyListedMs = 24 * hourMs;

interface Asked {
  readonly feed: keyof LaboratoryFeeds;
  readonly key: string;
  readonly now: Instant;
}

/** What the laboratory's and imaging's screens show; nothing when there is no such key. */
export function buildLaboratoryFeed(
  modules: LaboratoryFeedModules,
  plan: Plan,
  { feed, key, now }: Asked,
): LaboratoryFeeds[keyof LaboratoryFeeds] | null {
  switch (feed) {
    case "labWork": {
      const kind = testKinds.find((known) => known === key);
      return kind === undefined ? null : labWork(modules, plan, kind, now);
    }
    case "labReady": {
      const kind = testKinds.find((known) => known === key);
      return kind === undefined ? null : labReady(modules, kind, now);
    }
    case "catalogue":
      return key === "site" ? catalogue(modules, plan) : null;
    case "orders":
      return orders(modules, key, now);
    default:
      return missingCase(feed);
  }
}

function labWork(
  modules: LaboratoryFeedModules,
  plan: Plan,
  kind: TestKind,
  now: Instant,
): LabWorkData {
  const { read } = modules.laboratory;
  const lines = read.working(kind).map((row) => orderLine(modules, row, now));
  const today = modules.midnight(now);
  const results = read.resultedSince(kind, today);
  const minutes = results.map((one) => Math.round((one.resulted_at - one.collected_at) / minuteMs));
  const count = (isMeant: (item: OrderItemLine) => boolean) =>
    lines.filter((line) => line.items.some(isMeant)).length;
  return {
    kind,
    orders: lines.toSorted(mostUrgentFirst),
    counts: {
      toCollect: waitingFor(modules, plan, kind),
      onTheWay: count(({ status }) => status === "collected"),
      inWork: count(({ status }) => status === "received"),
      late: count(({ alarm }) => alarm === "late"),
      readyToday: results.length,
      rejectedToday: read.rejectedSince(kind, today),
    },
    printers: modules.access.printers(),
    turnaround: spread(minutes),
  };
}

function labReady(modules: LaboratoryFeedModules, kind: TestKind, now: Instant): LabReadyData {
  const rows = modules.laboratory.read.readySince(kind, now - readyListedMs);
  return { kind, orders: rows.map((row) => orderLine(modules, row, now)) };
}

/** Stat first, then the earliest due. */
function mostUrgentFirst(a: OrderLine, b: OrderLine): number {
  const rank = (line: OrderLine) => orderUrgencies.indexOf(line.urgency);
  return (
    rank(a) - rank(b) || (a.dueAt ?? 0) - (b.dueAt ?? 0) || seqOf(a.orderId) - seqOf(b.orderId)
  );
}

/** Who waits at the queues of this kind's services. */
function waitingFor({ laboratory, queue }: LaboratoryFeedModules, plan: Plan, kind: TestKind) {
  const services = laboratory.read.catalogue().filter((line) => line.kind === kind);
  const queues = services.flatMap(({ service }) => plan.service.get(service)?.queueId ?? []);
  return [...new Set(queues)].reduce((sum, id) => sum + queue.read.waiting(id), 0);
}

function catalogue({ laboratory }: LaboratoryFeedModules, plan: Plan): CatalogueData {
  return {
    tests: laboratory.read.catalogue().map((line) => testOf(plan, line)),
    services: plan.chart.services.map(({ id, names }) => ({ serviceId: id, names })),
  };
}

function testOf(plan: Plan, line: TestLine): Test {
  const { id, kind, names, service, specimen, tube, preparation, members } = line;
  return {
    testId: id as TestId,
    kind,
    names,
    serviceId: service as ServiceId,
    clinicId: (plan.service.get(service)?.clinicId ?? "") as ClinicId,
    specimen,
    tube,
    preparation,
    turnaroundMin: line.turnaroundMin,
    stableHours: line.stableHours,
    members: members.map((member) => member as TestId),
    isOpen: line.isOpen,
  };
}

/** Of a ticket, or the latest of a patient. */
function orders(modules: LaboratoryFeedModules, key: string, now: Instant): OrdersData | null {
  const { laboratory, queue, patients } = modules;
  if (idPattern("ticket").test(key)) {
    const seq = seqOf(key as TicketId);
    if (queue.read.ticket(seq) === undefined) return null;
    return { orders: laboratory.read.ofTicket(seq).map((row) => orderLine(modules, row, now)) };
  }
  if (!idPattern("patient").test(key)) return null;
  const patient = patients.read.answering(seqOf(key as PatientId));
  if (patient === null) return null;
  const rows = patients.read.rowsOf(patient.id).flatMap((id) => laboratory.read.ofPatient(id));
  return { orders: rows.map((row) => orderLine(modules, row, now)) };
}

/** An order as staff see it. */
export function orderLine(modules: LaboratoryFeedModules, row: OrderRow, now: Instant): OrderLine {
  const { laboratory, patients, access, queue } = modules;
  const items = laboratory.read.items(row.id).map((item) => itemLine(laboratory, item, now));
  const details = row.patient_id === null ? null : patients.read.details(row.patient_id);
  const due = items.flatMap(({ status, dueAt }) =>
    dueAt === null || status === "resulted" || status === "cancelled" ? [] : [dueAt],
  );
  const entryId = row.entry_id === null ? null : idOf("entry", row.entry_id);
  const entry = entryId === null ? undefined : queue.read.entry(entryId);
  return {
    orderId: idOf("order", row.id),
    label: orderLabel(row.number),
    kind: row.kind,
    serviceId: row.service_id as ServiceId,
    ticketId: row.ticket_id === null ? null : idOf("ticket", row.ticket_id),
    ticketLabel: row.ticket_id === null ? null : (queue.read.ticket(row.ticket_id)?.label ?? null),
    patientId: row.patient_id === null ? null : idOf("patient", row.patient_id),
    patientName: details === null ? null : fullName(details),
    urgency: row.urgency,
    returnWhen: row.return_when,
    orderedBy: access.nameOf(row.ordered_by),
    orderedAt: row.ordered_at,
    items,
    specimens: laboratory.read.specimens(row.id).map((specimen) => specimenOf(modules, specimen)),
    dueAt: due.length === 0 ? null : Math.min(...due),
    alarm: loudest(items.map(({ alarm }) => alarm)),
    toCollect: laboratory.orders
      .tubes(row)
      .map((tube) => ({ ...tube, tests: tube.tests.map((id) => id as TestId) })),
    preparation: laboratory.orders.preparation(row),
    isPrepared: row.prepared === null ? null : row.prepared === 1,
    booked: bookedFor(modules, row),
    entry: entryId === null || entry === undefined ? null : { entryId, status: entry.status },
    note: laboratory.read.note(row.id),
    takenBack: laboratory.read.takenBack(row.id).map((back) => ({
      at: back.taken_at,
      by: access.nameOf(back.taken_by),
      reason: back.reason,
      tests: wordsOf(back.tests).map((id) => id as TestId),
    })),
  };
}

/** A booking that was given back is none. */
function bookedFor({ places }: LaboratoryFeedModules, row: OrderRow): OrderLine["booked"] {
  const booking =
    row.appointment_id === null ? undefined : places.read.appointment(row.appointment_id);
  if (booking === undefined || !takesPlace(booking.status)) return null;
  return { appointmentId: idOf("appointment", booking.id), at: booking.at };
}

/** What a scanned label is; nothing for one that is none of this house. */
export function scannedSpecimen(
  modules: LaboratoryFeedModules & { readonly laboratory: Pick<Laboratory, "scanned"> },
  barcode: string,
  now: Instant,
): ScannedSpecimen | null {
  const found = modules.laboratory.scanned(barcode);
  if (!found.ok) return null;
  const { specimen, order } = found.value;
  return { specimenId: idOf("specimen", specimen.id), order: orderLine(modules, order, now) };
}

function itemLine({ read }: Pick<Laboratory, "read">, item: ItemRow, now: Instant): OrderItemLine {
  const { status, soon_at: soonAt, due_at: dueAt, specimen_id: specimen } = item;
  return {
    testId: item.test_id as TestId,
    names: read.test(item.test_id)?.names ?? unnamed,
    status,
    specimenId: specimen === null ? null : idOf("specimen", specimen),
    resultedAt: item.resulted_at,
    dueAt,
    alarm: alarmOf({ status, soonAt, dueAt }, now),
  };
}

function specimenOf({ printing }: LaboratoryFeedModules, row: SpecimenRow): SpecimenLine {
  const label = printing.papers.read.lastOf("label", row.id);
  return {
    specimenId: idOf("specimen", row.id),
    orderId: idOf("order", row.order_id),
    barcode: specimenBarcode(row.number),
    kind: row.kind,
    tube: row.tube,
    status: row.status,
    collectedAt: row.collected_at,
    tests: wordsOf(row.tests).map((id) => id as TestId),
    labelPaper: label && paperStateOf(label),
  };
}
