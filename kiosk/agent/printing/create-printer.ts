import { completionId, encodeTicket } from "../../../shared/printing/escpos.ts";
import { troubleOf, type PrinterCondition } from "../../../shared/printing/status.ts";
import type { ClientTime } from "../../../shared/protocol/client.ts";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import type { PaperJob } from "../../../shared/protocol/papers.ts";
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
  /** Shorter limits for tests. */
  readonly limits?: Partial<PrintLimits>;
  /** A line for the agent's own log, when a ticket could not even be drawn. */
  readonly log?: (text: string) => void;
}

/**
 * Many printers take one client, and notice late that ours has gone: a refusal so soon after our
 * own last link is put down to that, and asked again. Nothing was sent, so nothing comes out twice.
 */
const freedWithinMs = 1_000;
const openAgainMs = 100;
const refusals: readonly (string | null)[] = ["port_closed", "unreachable", "link_lost"];

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
  let lastLinkEndedMs = -Infinity;
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
      lastLinkEndedMs = deps.time.monotonicMs();
      opened.link.close();
    }
  }

  /** The attempt's end; one that was refused on the heels of our last link is made again. */
  async function onceFree<Value>(
    attempt: () => Promise<Value>,
    isRefused: (value: Value) => boolean,
  ): Promise<Value> {
    const untilMs = lastLinkEndedMs + freedWithinMs;
    for (;;) {
      const value = await attempt();
      if (!isRefused(value) || closed || deps.time.monotonicMs() >= untilMs) return value;
      await deps.time.sleep(openAgainMs);
    }
  }

  async function printNow(job: PrintJob | PaperJob, zone: string): Promise<PrintResult> {
    const drawn = await draw(job, zone);
    if (drawn === null) return { outcome: "not_printed", detail: "not_drawable" };
    return onceFree(
      () => printDrawn(drawn),
      ({ outcome, detail }) => outcome === "not_printed" && refusals.includes(detail),
    );
  }

  type Drawn = NonNullable<Awaited<ReturnType<typeof draw>>>;
  async function printDrawn(drawn: Drawn): Promise<PrintResult> {
    const notPrinted = (detail: string): PrintResult => ({ outcome: "not_printed", detail });
    return onLink(notPrinted, async (link) => {
      const fenceId = completionId(fences++);
      const end = await printOnLink(link, { bands: drawn.bands, fenceId, leftover }, options);
      if (end.outcome === "printed") {
        leftover = "nothing";
        const told = [...drawn.compromises, ...(end.paperLow ? ["paper_low"] : [])];
        return { outcome: "printed", detail: told.length === 0 ? null : told.join(",") };
      }
      if (end.outcome === "unknown") {
        leftover = "perhaps_a_ticket";
        link.drop();
      } else if (leftover === "nothing") leftover = "perhaps_a_band";
      return { outcome: end.outcome, detail: end.detail };
    });
  }

  /** How the printer is; a refusal is told apart from silence. */
  function askNow() {
    return onLink<{ readonly refused: boolean; readonly condition: PrinterCondition | null }>(
      (detail) => ({ refused: refusals.includes(detail), condition: null }),
      async (link) => {
        const told = await askOnLink(link, leftover, options);
        if (told === "no_status") return { refused: false, condition: null };
        return told === "link_lost"
          ? { refused: true, condition: null }
          : { refused: false, condition: told };
      },
    );
  }

  async function draw(job: PrintJob | PaperJob, zone: string) {
    try {
      const { bitmap, compromises } = await drawTicket(job, profile, zone);
      return { bands: encodeTicket(bitmap, profile).bands, compromises };
    } catch (failure) {
      // A list has names on it, and what went wrong may say them: only its number is told.
      const what = "kind" in job ? job.kind : `ticket ${job.label}: ${String(failure)}`;
      deps.log?.(`${job.printJobId} could not be drawn: ${what}`);
      return null;
    }
  }

  return {
    print: (job, zone) => inTurn(() => printNow(job, zone)),
    noteCutShort: () => void (leftover = "perhaps_a_ticket"),
    status: () => inTurn(() => onceFree(askNow, ({ refused }) => refused)).then(statusOf),
    close() {
      closed = true;
      if (current?.ok) current.link.drop();
    },
  };
}

/** Loads fonts and shaper and draws nothing: the first patient's ticket is as quick as the next. */
export async function warmUpPrinting(): Promise<void> {
  await loadTicketInk("ar");
}

function openLink(address: PrinterAddress, time: ClientTime): Promise<OpenedLink> {
  return address.kind === "tcp"
    ? openTcpLink(address.host, address.port)
    : openDeviceFileLink(address.path, time);
}

function statusOf(told: { readonly condition: PrinterCondition | null }): PrinterStatus {
  const { condition } = told;
  if (condition === null) return { state: "offline", paperLow: false };
  const trouble = troubleOf(condition);
  const isError = trouble === "cutter_error" || trouble === "printer_error";
  return { state: isError ? "error" : (trouble ?? "ready"), paperLow: condition.paperLow };
}
