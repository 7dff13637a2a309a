import { completionId, encodeTicket } from "../../../shared/printing/escpos.ts";
import { troubleOf, type PrinterCondition } from "../../../shared/printing/status.ts";
import type { ClientTime } from "../../../shared/protocol/client.ts";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import type { Printer, PrintResult, PrinterStatus } from "../printer-port.ts";
import { openDeviceFileLink } from "./device-file-link.ts";
import { loadTicketInk } from "./fonts.ts";
import type { OpenedLink } from "./link.ts";
import {
  askOnLink,
  printLimits,
  printOnLink,
  type Leftover,
  type PrintLimits,
} from "./print-session.ts";
import { parsePrinterAddress, type PrinterAddress } from "./printer-address.ts";
import { openTcpLink } from "./tcp-link.ts";
import { drawTicket } from "./ticket-picture.ts";

export interface PrinterDeps {
  readonly time: ClientTime;
  /** The hospital's, for the clock on the paper: `Asia/Baghdad`. */
  readonly zone: string;
  /** Shorter limits for tests. */
  readonly limits?: Partial<PrintLimits>;
  /** A line for the agent's own log, when a ticket could not even be drawn. */
  readonly log?: (text: string) => void;
}

/**
 * The printer behind a `DAWR_PRINTER` address. Throws a PrinterAddressError for an address that is
 * not supported; from then on every attempt is an outcome. One link at a time, opened for each
 * job and each question: many printers take a single connection, and a held one dies unseen.
 */
export function createPrinter(url: string, deps: PrinterDeps): Printer {
  const address = parsePrinterAddress(url);
  const { profile } = address;
  const options = { profile, time: deps.time, limits: { ...printLimits, ...deps.limits } };
  let leftover: Leftover = "perhaps_a_band";
  // Not from zero: an answer to a fence of an earlier start must not fit one of this start.
  let fences = Math.floor(deps.time.monotonicMs());
  let closed = false;
  let current: OpenedLink | null = null;
  let line: Promise<unknown> = Promise.resolve();

  /** One after the other, in the order they were asked. */
  function inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = line.then(act);
    line = turn.catch(() => undefined);
    return turn;
  }

  async function onLink<Value>(
    refused: (detail: string) => Value,
    act: (link: Extract<OpenedLink, { ok: true }>["link"]) => Promise<Value>,
  ): Promise<Value> {
    if (closed) return refused("printer_closed");
    const opened = await openLink(address, deps.time);
    if (!opened.ok) return refused(opened.detail);
    current = opened;
    try {
      if (closed) return refused("printer_closed");
      return await act(opened.link);
    } finally {
      current = null;
      opened.link.close();
    }
  }

  async function printNow(job: PrintJob): Promise<PrintResult> {
    const drawn = await draw(job);
    if (drawn === null) return { outcome: "not_printed", detail: "not_drawable" };
    const notPrinted = (detail: string): PrintResult => ({ outcome: "not_printed", detail });
    return onLink(notPrinted, async (link) => {
      const fenceId = completionId(fences++);
      const end = await printOnLink(link, { bands: drawn.bands, fenceId, leftover }, options);
      if (end.outcome === "printed") {
        leftover = "nothing";
        const told = [...drawn.compromises, ...(end.paperLow ? ["paper_low"] : [])];
        return { outcome: "printed", detail: told.length === 0 ? null : told.join(",") };
      }
      if (end.outcome === "unknown") leftover = "perhaps_a_ticket";
      else if (leftover === "nothing") leftover = "perhaps_a_band";
      return { outcome: end.outcome, detail: end.detail };
    });
  }

  async function draw(job: PrintJob) {
    try {
      const { bitmap, compromises } = await drawTicket(job, profile, deps.zone);
      return { bands: encodeTicket(bitmap, profile).bands, compromises };
    } catch (failure) {
      deps.log?.(`ticket ${job.label} could not be drawn: ${String(failure)}`);
      return null;
    }
  }

  return {
    print: (job) => inTurn(() => printNow(job)),
    status: () =>
      inTurn(() =>
        onLink<PrinterStatus>(
          () => ({ state: "offline", paperLow: false }),
          async (link) => statusOf(await askOnLink(link, leftover, options)),
        ),
      ),
    close() {
      closed = true;
      if (current?.ok) current.link.close();
    },
  };
}

/** Loads fonts and shaper and draws nothing: the first patient's ticket is as quick as the next. */
export async function warmUpPrinting(): Promise<void> {
  await loadTicketInk();
}

function openLink(address: PrinterAddress, time: ClientTime): Promise<OpenedLink> {
  return address.kind === "tcp"
    ? openTcpLink(address.host, address.port)
    : openDeviceFileLink(address.path, time);
}

function statusOf(condition: PrinterCondition | "no_status" | "link_lost"): PrinterStatus {
  if (condition === "no_status" || condition === "link_lost") {
    return { state: "offline", paperLow: false };
  }
  const trouble = troubleOf(condition);
  const isError = trouble === "cutter_error" || trouble === "printer_error";
  return { state: isError ? "error" : (trouble ?? "ready"), paperLow: condition.paperLow };
}
