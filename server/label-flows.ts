import type { FlowModules, Flows } from "./flow-modules.ts";
import { replyOf, tell } from "./laboratory/orders.ts";
import type { OrderRow } from "./laboratory/laboratory-tables.ts";
import { printerFor } from "./paper-flows.ts";
import type { Tx } from "./store/store.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { DeviceId, PrintJobId } from "../shared/domain/ids.ts";
import { paperWithinMs } from "../shared/domain/print-job.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";

export type LabelNames = "collectSpecimens" | "printLabel";

/** What is on the tube: a label for each specimen, and once more when one is spoilt. */
export function labelFlows(modules: FlowModules): Pick<Flows, LabelNames> {
  return {
    collectSpecimens: (by, payload) => (tx) =>
      collect(modules, tx, printerFor(by, payload.printerDeviceId), payload),
    printLabel: (by, payload) => (tx) =>
      printLabel(modules, tx, printerFor(by, payload.printerDeviceId), payload),
  };
}

/**
 * Blood is taken with a printer or without one: then no label is ordered, and the tube is written on
 * by hand. Refusals: `no_printer`, when what was named is none; `unknown_order`, `order_cancelled`,
 * `wrong_state`, `not_prepared`.
 */
function collect(
  modules: FlowModules,
  tx: Tx,
  device: DeviceId | null,
  { orderId, tests }: Payload<"collectSpecimens">,
): Result<CommandReplies["collectSpecimens"]> {
  if (device !== null && !modules.access.isPrinterDevice(device)) return refuse("no_printer");
  const taken = modules.laboratory.collect(tx, orderId, tests);
  if (!taken.ok) return taken;
  const { order, specimens } = taken.value;
  const printJobIds = specimens.flatMap(({ specimenId }) => {
    const queued = device && queueLabel(modules, tx, order, { of: seqOf(specimenId), device });
    return queued?.ok ? [queued.value] : [];
  });
  return accept({ ...replyOf(order), specimens, printJobIds });
}

/**
 * A marked copy, on the printer of the label before unless one is named; the first where none was
 * ordered. Refusals: `unknown_specimen`, `wrong_state`: not in use any more, `no_printer`,
 * `daily_limit` (of copies).
 */
function printLabel(
  modules: FlowModules,
  tx: Tx,
  asked: DeviceId | null,
  { specimenId }: Payload<"printLabel">,
): Result<CommandReplies["printLabel"]> {
  const { laboratory, printing, access } = modules;
  const specimen = laboratory.read.specimen(specimenId);
  const order = specimen && laboratory.read.orderAt(specimen.order_id);
  if (specimen === undefined || order === undefined) return refuse("unknown_specimen");
  if (specimen.status === "rejected" || specimen.status === "discarded") {
    return refuse("wrong_state");
  }
  const before = printing.papers.read.lastOf("label", specimen.id)?.device_id ?? null;
  const device = asked ?? (before === null ? null : idOf("device", before));
  if (device === null || !access.isPrinterDevice(device)) return refuse("no_printer");
  const queued = queueLabel(modules, tx, order, { of: specimen.id, device });
  tell(tx, order);
  return queued.ok ? accept({ printJobId: queued.value }) : queued;
}

/** In the language that papers for the staff of its clinic come out in. */
function queueLabel(
  { printing, directory }: FlowModules,
  tx: Tx,
  { service_id: service }: OrderRow,
  label: { readonly of: number; readonly device: DeviceId },
): Result<PrintJobId> {
  const clinic = directory.service(service)?.clinicId;
  const set = clinic === undefined ? null : printing.papers.read.printerOf(clinic);
  const language = set?.language ?? "ar";
  // Whoever took the specimen waits for it: one that comes late comes beside another's tube.
  const until = tx.now + paperWithinMs;
  const queued = printing.papers.queue(tx, { kind: "label", ...label, language, until });
  return queued.ok ? accept(queued.value.printJobId) : queued;
}
