import type { Access } from "./access/access.ts";
import { sessionNames, waitingRoomNames } from "./booking-lines.ts";
import { bookingsOf } from "./place-feeds.ts";
import type { PlaceFeedModules } from "./place-feeds.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import type { Plan } from "./plan.ts";
import type { PaperRow, Papers } from "./printing/papers.ts";
import { paperStateOf } from "./paper-state.ts";
import { preparationFor } from "./preparation.ts";
import { isOnList } from "../shared/domain/appointment.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { ClinicId, DeviceId } from "../shared/domain/ids.ts";
import { fullName } from "../shared/domain/patient.ts";
import { missingCase } from "../shared/domain/result.ts";
import { specimenBarcode } from "../shared/domain/specimen-barcode.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { PaperJob } from "../shared/protocol/papers.ts";
import type { InboxData } from "../shared/protocol/scheduling-feeds.ts";

/** Lines of one list: a roll of two metres. Nobody holds so many in a session. */
const linesMax = 200;

export interface PaperFeedModules extends PlaceFeedModules {
  readonly access: Pick<Access, "nameOf" | "printers">;
  readonly printing: { readonly papers: Papers };
  readonly laboratory: Pick<Laboratory, "read" | "orders">;
  readonly bookingUrlOf: (appointmentSeq: number) => string;
}

/** The papers that a device owes, each with all it says as it is now. */
export function paperJobs(
  modules: PaperFeedModules,
  plan: Plan,
  device: DeviceId,
  now: Instant,
): readonly PaperJob[] {
  const rows = modules.printing.papers.read.unsettledOf(device);
  return rows.flatMap((row) => paperJob(modules, plan, row, now) ?? []);
}

function paperJob(
  modules: PaperFeedModules,
  plan: Plan,
  row: PaperRow,
  now: Instant,
): PaperJob | null {
  switch (row.kind) {
    case "slip":
      return slip(modules, plan, row);
    case "list":
      return list(modules, plan, row, now);
    case "label":
      return label(modules, row);
    default:
      return missingCase(row.kind);
  }
}

function ofEach(row: PaperRow) {
  return {
    printJobId: idOf("printJob", row.id),
    status: row.status,
    language: row.language,
    queuedAt: row.queued_at,
    until: row.until_at,
    copy: row.copy,
  };
}

function ofPlace({ places }: PaperFeedModules, plan: Plan, row: PaperRow) {
  return {
    ...ofEach(row),
    hospitalNames: plan.chart.site.hospitalNames,
    hijriOffset: places.holidays.hijriOffset(),
  };
}

function slip(modules: PaperFeedModules, plan: Plan, row: PaperRow): PaperJob | null {
  const { places, access, bookingUrlOf } = modules;
  const booking = places.read.appointment(row.of_id);
  const session = booking && places.read.session(booking.session_id);
  if (booking === undefined || session === undefined) return null;
  const window = places.availability.windowOf(session.id, booking.at);
  return {
    ...ofPlace(modules, plan, row),
    kind: "slip",
    ...sessionNames(plan, session),
    waitingRoomNames: waitingRoomNames(plan, session),
    staffName: access.nameOf(idOf("staff", session.staff_id)),
    at: booking.at,
    to: window?.to ?? session.to_at,
    code: booking.code,
    url: bookingUrlOf(booking.id),
    preparation: preparationFor(modules, booking.id),
  };
}

function list(modules: PaperFeedModules, plan: Plan, row: PaperRow, now: Instant): PaperJob | null {
  const shown = bookingsOf(modules, plan, idOf("session", row.of_id));
  if (shown === null) return null;
  const { session } = shown;
  const listed = shown.bookings.filter(({ status }) => isOnList(status));
  return {
    ...ofPlace(modules, plan, row),
    kind: "list",
    clinicNames: session.clinicNames,
    serviceNames: session.serviceNames,
    staffName: session.staffName,
    pointNames: session.pointNames,
    asOf: now,
    from: session.from,
    to: session.to,
    capacity: session.capacity,
    isCancelled: session.status === "cancelled",
    lines: listed
      .slice(0, linesMax)
      .map(({ at, patientName: name, phone, code, label, status }) => ({
        ...{ at, name, phone, code, label, status },
      })),
    more: Math.max(0, listed.length - linesMax),
  };
}

/** Whose it is, as their file says it now; nothing of a patient who was erased. */
function label({ laboratory, patients, queue }: PaperFeedModules, row: PaperRow): PaperJob | null {
  const specimen = laboratory.read.specimen(idOf("specimen", row.of_id));
  const order = specimen && laboratory.read.orderAt(specimen.order_id);
  if (specimen === undefined || order === undefined) return null;
  const patient = order.patient_id === null ? null : patients.read.answering(order.patient_id);
  const details = patient === null ? null : patients.read.details(patient.id);
  const ticket = order.ticket_id === null ? undefined : queue.read.ticket(order.ticket_id);
  return {
    ...ofEach(row),
    kind: "label",
    barcode: specimenBarcode(specimen.number),
    specimen: specimen.kind,
    tube: specimen.tube,
    collectedAt: specimen.collected_at,
    ticketLabel: ticket?.label ?? null,
    patientName: details === null ? null : fullName(details),
    birthYear: details?.birthYear ?? null,
  };
}

/** Lists that are not on paper though they were to be, and where each clinic's come out. */
export function listsInbox(
  modules: PaperFeedModules,
  plan: Plan,
  now: Instant,
): InboxData["lists"] {
  const { places, printing, access } = modules;
  const { read } = printing.papers;
  return {
    printers: access.printers(),
    set: read.printers().map((row) => ({
      clinicId: row.clinic_id as ClinicId,
      printerDeviceId: idOf("device", row.device_id),
      language: row.language,
    })),
    missing: read.missing(now).flatMap((row) => {
      const session = places.read.session(row.of_id);
      if (session?.status !== "open") return [];
      return [
        {
          sessionId: idOf("session", session.id),
          clinicId: session.clinic_id as ClinicId,
          serviceNames: sessionNames(plan, session).serviceNames,
          staffName: access.nameOf(idOf("staff", session.staff_id)),
          from: session.from_at,
          to: session.to_at,
          paper: paperStateOf(row),
        },
      ];
    }),
  };
}
