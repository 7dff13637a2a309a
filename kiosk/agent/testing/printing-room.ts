import { onTestFinished } from "vitest";
import {
  defaultProfile,
  profileNamed,
  type PrinterProfile,
} from "../../../shared/printing/printer-profiles.ts";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import type { PaperJob } from "../../../shared/protocol/papers.ts";
import type { Faults } from "../../../tools/virtual-printer/faults.ts";
import type { Paper } from "../../../tools/virtual-printer/papers.ts";
import {
  createVirtualPrinter,
  type VirtualPrinter,
} from "../../../tools/virtual-printer/virtual-printer.ts";
import { createPrinter } from "../printing/create-printer.ts";
import type { PrintLimits } from "../printing/print-session.ts";
import { drawTicket } from "../printing/ticket-picture.ts";
import { agentTime } from "../runtime.ts";

export const zone = "Asia/Baghdad";
/** The same order as the real limits, made short. */
export const shortLimits: PrintLimits = {
  statusMs: 400,
  quietMs: 600,
  busyMs: 900,
  recoveryMs: 400,
  processIdLagMs: 60,
  askAgainMs: 30,
  attemptMs: 5_000,
};

export interface PrintingRoom {
  /** The machine with the paper. */
  readonly paper: VirtualPrinter;
  /** What the agent holds of it. */
  readonly printer: {
    print(job: PrintJob | PaperJob): ReturnType<ReturnType<typeof createPrinter>["print"]>;
    status: ReturnType<typeof createPrinter>["status"];
    noteCutShort(): void;
    close(): void;
  };
}

/** A virtual printer and the agent's printer on it, over a real socket. Checks what was sent to it. */
export async function aPrintingRoom(
  faults: Partial<Faults> = {},
  options: {
    readonly profile?: string;
    readonly limits?: Partial<PrintLimits>;
    readonly whenBusy?: "waits" | "refuses";
  } = {},
): Promise<PrintingRoom> {
  const name = options.profile ?? "80mm";
  const paper = await createVirtualPrinter({
    port: 0,
    host: "127.0.0.1",
    papersFolder: null,
    now: () => 0,
    faults,
    paperWidthDots: profileNamed(name)?.paperWidthDots ?? 0,
    whenBusy: options.whenBusy ?? "waits",
  });
  const printer = createPrinter(`tcp://127.0.0.1:${paper.port}?profile=${name}`, {
    time: agentTime,
    limits: { ...shortLimits, ...options.limits },
  });
  onTestFinished(async () => {
    printer.close();
    await paper.close();
    const defects = paper.unknownCommands.filter((command) => !isTornHeader(command));
    if (defects.length > 0) throw new Error(`the printer was sent ${defects.join("; ")}`);
  });
  return { paper, printer: { ...printer, print: (job) => printer.print(job, zone) } };
}

/** What a lost link left of a raster command, filled up with NUL: harmless, and not a defect. */
function isTornHeader(command: string): boolean {
  return /^1d (00|76 (00|30 00( [0-9a-f]{2})* 00))$/.test(command) || command === "1b 00";
}

/** The moment something holds of the paper; the test's own limit ends a wait in vain. */
export function when(paper: VirtualPrinter, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = paper.onChange(look);
    look();
  });
}

export function dotsOf(paper: Paper | undefined): Buffer {
  return Buffer.concat(paper?.rows ?? []);
}

/** The dots that a job's paper must hold, no more and no less. */
export async function dotsOfJob(
  job: PrintJob | PaperJob,
  profile: PrinterProfile = defaultProfile,
): Promise<Buffer> {
  return Buffer.from((await drawTicket(job, profile, zone)).bitmap.bytes);
}
