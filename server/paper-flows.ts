import type { Principal } from "./access/principal.ts";
import { tell } from "./laboratory/orders.ts";
import type { FlowModules, Flows, StoredReply } from "./flow-modules.ts";
import type { PaperRow } from "./printing/papers.ts";
import type { Tx } from "./store/store.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { DeviceId, PrintJobId } from "../shared/domain/ids.ts";
import type { Language } from "../shared/domain/language.ts";
import { addDays } from "../shared/domain/local-day.ts";
import { paperWithinMs } from "../shared/domain/print-job.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { Payload } from "../shared/protocol/commands.ts";

type Names = "reprint" | "startPrint" | "reportPrint" | "printSlip" | "printList";

/** Lists are printed for days that are near; a later day's come out when it opens. */
const listedDays = 14;
/** Of one publication; a month of a big clinic would hold its printer for an hour. */
const listsAtOnce = 60;

/** What comes out on paper, and what is reported of it. */
export function paperFlows(
  modules: FlowModules,
  openDays: (tx: Tx) => void,
): Pick<Flows, Names | "setClinicPrinter"> {
  const { printing, directory, access } = modules;
  return {
    reprint: (_, payload) => (tx) => {
      openDays(tx);
      return reprint(modules, tx, payload);
    },
    startPrint:
      (_, { printJobId }) =>
      (tx) =>
        told(modules, tx, printJobId, printing.start(tx, printJobId)),
    reportPrint:
      (_, { printJobId, outcome, detail }) =>
      (tx) =>
        told(modules, tx, printJobId, printing.report(tx, printJobId, outcome, detail ?? null)),
    printSlip: (by, payload) => (tx) => printSlip(modules, tx, by, payload),
    printList: (_, payload) => (tx) => printList(modules, tx, payload),
    setClinicPrinter:
      (_, { clinicId, printerDeviceId, language = "ar" }) =>
      (tx) => {
        if (!directory.isClinic(clinicId)) return refuse("invalid");
        if (printerDeviceId !== null && !access.isPrinterDevice(printerDeviceId)) {
          return refuse("no_printer");
        }
        printing.papers.setPrinter(tx, clinicId, printerDeviceId, language);
        tx.touch("inbox");
        return accept({ clinicId, printerDeviceId });
      },
  };
}

/** Today's ticket only: another day's label may be somebody else's now. */
function reprint(
  modules: FlowModules,
  tx: Tx,
  { ticketId, printerDeviceId }: Payload<"reprint">,
): Result<StoredReply<"reprint">> {
  const { queue, printing, access, waits, directory } = modules;
  const line = queue.read.lineOfTicket(seqOf(ticketId));
  if (line === undefined || line.day !== queue.read.day(line.start_min)) {
    return refuse("unknown_ticket");
  }
  if (printerDeviceId !== undefined && !access.isPrinterDevice(printerDeviceId)) {
    return refuse("no_printer");
  }
  const isWaiting = line.status === "waiting";
  const startMin = directory.queue(line.queue_id)?.startMin ?? 0;
  const ahead = isWaiting ? queue.read.ahead(line, tx.now, startMin) : 0;
  const shown = isWaiting ? waits.forLine(line, tx.now) : null;
  const wait = shown && { fromMin: shown.fromMin, toMin: shown.toMin };
  return printing.reprint(tx, ticketId, printerDeviceId ?? null, { ahead, wait });
}

/** A kiosk prints its own tickets; staff name the printer they want, or none. */
export function printerFor(principal: Principal, asked: DeviceId | undefined): DeviceId | null {
  if (asked !== undefined) return asked;
  return principal.kind === "device" && principal.deviceKind === "kiosk" ? principal.id : null;
}

/** The slip of a booking that stands, in its patient's language; a kiosk prints only on itself. */
function printSlip(
  modules: FlowModules,
  tx: Tx,
  by: Principal,
  { appointmentId, printerDeviceId, language }: Payload<"printSlip">,
): Result<StoredReply<"printSlip">> {
  const { places, patients, printing, access } = modules;
  const row = places.read.appointment(seqOf(appointmentId));
  if (row === undefined) return refuse("unknown_appointment");
  if (row.status !== "booked") return refuse("wrong_state");
  const isKiosk = by.kind === "device" && by.deviceKind === "kiosk";
  const device = printerFor(by, isKiosk ? undefined : printerDeviceId);
  if (device === null || !access.isPrinterDevice(device)) return refuse("no_printer");
  const queued = printing.papers.queue(tx, {
    ...{ kind: "slip", of: row.id, device, until: tx.now + paperWithinMs },
    language: language ?? patients.read.details(row.patient_id)?.language ?? "ar",
  });
  tx.touch(`bookings:${idOf("session", row.session_id)}`);
  return queued;
}

/** By hand: on the clinic's printer, unless another one is named. */
function printList(
  modules: FlowModules,
  tx: Tx,
  { sessionId, printerDeviceId, language }: Payload<"printList">,
): Result<StoredReply<"printList">> {
  const { places, printing, access } = modules;
  const session = places.read.session(seqOf(sessionId));
  if (session === undefined) return refuse("unknown_session");
  const set = printing.papers.read.printerOf(session.clinic_id);
  const device = printerDeviceId ?? (set === null ? null : idOf("device", set.device_id));
  if (device === null || !access.isPrinterDevice(device)) return refuse("no_printer");
  const words = language ?? set?.language ?? "ar";
  // A person asked now: also for a session that is over, but not for ever.
  const until = Math.max(session.to_at, tx.now + paperWithinMs);
  return queueList(modules, tx, { session: session.id, device, language: words, until });
}

function queueList(
  { printing }: FlowModules,
  tx: Tx,
  one: {
    readonly session: number;
    readonly device: DeviceId | null;
    readonly language: Language;
    readonly until: number;
  },
): Result<{ readonly printJobId: PrintJobId; readonly copy: number }> {
  const { session: of, ...where } = one;
  const queued = printing.papers.queue(tx, { kind: "list", of, ...where });
  tx.touch(`bookings:${idOf("session", of)}`);
  tx.touch("inbox");
  return queued;
}

/** The lists of these sessions on their clinics' printers; where none is set, that is recorded. */
function listSessions(modules: FlowModules, tx: Tx, sessions: readonly number[]): void {
  const { places, printing } = modules;
  for (const id of sessions.slice(0, listsAtOnce)) {
    const session = places.read.session(id);
    if (session?.status !== "open" || session.to_at <= tx.now) continue;
    const set = printing.papers.read.printerOf(session.clinic_id);
    const device = set === null ? null : idOf("device", set.device_id);
    const language = set?.language ?? "ar";
    queueList(modules, tx, { session: id, device, language, until: session.to_at });
  }
}

/**
 * What was published comes out on paper with it, in the same transaction: near sessions that have no
 * list yet, and those that patients were moved into.
 */
export function listPublished(
  modules: FlowModules,
  tx: Tx,
  published: {
    readonly clinic: string;
    readonly from: string;
    readonly to: string;
    readonly movedInto: readonly number[];
  },
): void {
  const { places, printing, localDate } = modules;
  const today = localDate(tx.now);
  const from = published.from > today ? published.from : today;
  const last = addDays(today, listedDays);
  const to = published.to < last ? published.to : last;
  const near = to > from ? places.sessions.inDays([published.clinic], from, to) : [];
  const fresh = near.filter((id) => printing.papers.read.lastOf("list", id) === null);
  const moved = published.movedInto.filter((id) => (places.read.session(id)?.day ?? last) < last);
  listSessions(modules, tx, [...new Set([...fresh, ...moved])]);
}

/**
 * What time alone changes about papers: when the service day has opened, the lists of its sessions
 * are ordered, once; and what nobody came for in its time is not printed any more.
 */
export function tickPapers(modules: FlowModules, tx: Tx): void {
  const { queue, places, printing } = modules;
  const { papers } = printing;
  for (const row of papers.lapse(tx)) tellOf(modules, tx, row);
  const day = queue.read.day(0);
  if (day === null || papers.read.listedDay() === day) return;
  papers.noteListed(tx, day);
  listSessions(modules, tx, places.sessions.inDays([], day, addDays(day, 1)));
}

/** Screens that show a paper's outcome hear of it. */
function told<Reply>(
  modules: FlowModules,
  tx: Tx,
  printJobId: PrintJobId,
  done: Result<Reply>,
): Result<Reply> {
  const row = modules.printing.papers.read.job(seqOf(printJobId));
  if (done.ok && row !== null) tellOf(modules, tx, row);
  return done;
}

function tellOf(
  { places, laboratory }: FlowModules,
  tx: Tx,
  { kind, of_id: of }: Pick<PaperRow, "kind" | "of_id">,
): void {
  if (kind === "label") {
    const specimen = laboratory.read.specimen(idOf("specimen", of));
    const order = specimen && laboratory.read.orderAt(specimen.order_id);
    if (order !== undefined) tell(tx, order);
    return;
  }
  const session = kind === "list" ? of : places.read.appointment(of)?.session_id;
  if (session !== undefined) tx.touch(`bookings:${idOf("session", session)}`);
  if (kind === "list") tx.touch("inbox");
}
