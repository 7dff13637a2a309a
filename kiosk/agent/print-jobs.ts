import type { CommandId, PrintJobId, TicketId } from "../../shared/domain/ids.ts";
import { paperWithinMs } from "../../shared/domain/print-job.ts";
import { isTransient } from "../../shared/domain/refusal.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { Client, ClientTime } from "../../shared/protocol/client.ts";
import type { PrintJob } from "../../shared/protocol/feeds.ts";
import type { PaperJob } from "../../shared/protocol/papers.ts";
import type { Paper } from "../device-api.ts";
import type { Printer, PrintResult } from "./printer-port.ts";
import type { ServerClock } from "./server-clock.ts";

/** Older papers are printed to nobody: the patient has long left the kiosk with the number. */
export const printWithinMs = paperWithinMs;
/** Between two rounds of asking the server; within a round the client itself tries again. */
const askAgainMs = 1_000;
/** Jobs remembered as dealt with; the feed lists far fewer. */
const jobsRemembered = 500;

type Job = PrintJob | PaperJob;

/** How far we are with a job. Held in memory only: after a restart, nothing is in hand. */
interface InHand {
  /** Nothing for a slip or a list. */
  readonly ticketId: TicketId | null;
  readonly copy: number;
  result: PrintResult | null;
}

export interface PrintJobs {
  /** The papers of tickets the feed or our own hands know of; copies are not the patient's. */
  papers(): Readonly<Record<TicketId, Paper>>;
  /** A slip that this kiosk was asked for, as far as it is known here. */
  slip(printJobId: PrintJobId): Paper;
  readonly isPrinting: boolean;
  /** Goes on with jobs that waited for the hospital's zone. */
  resume(): void;
  close(): void;
}

/**
 * Prints this device's jobs one at a time: claimed durably before the first byte, reported until
 * the server has heard it. A claimed job that is not in our hands was cut short by a restart:
 * nobody knows what came out, so it is reported `unknown` and never printed again by a machine.
 */
export function createPrintJobs(deps: {
  readonly client: Pick<Client, "command" | "follow">;
  readonly printer: Pick<Printer, "print" | "noteCutShort">;
  readonly time: ClientTime;
  readonly serverClock: ServerClock;
  /** The hospital's, for the clock on the paper; nothing before its directory is known. */
  readonly zone: () => string | null;
  readonly newCommandId: () => CommandId;
  readonly onChange: () => void;
  readonly log: (text: string) => void;
}): PrintJobs {
  const inHand = new Map<PrintJobId, InHand>();
  let jobs: readonly PrintJob[] = [];
  let others: readonly PaperJob[] = [];
  let working = false;
  let printing = false;
  let closed = false;

  const unfollow = deps.client.follow("prints", "self", ({ snapshot }) => {
    if (snapshot === null) return;
    deps.serverClock.note(snapshot.serverTime);
    jobs = snapshot.data.jobs;
    others = snapshot.data.papers ?? [];
    deps.onChange();
    void work();
  });

  async function work(): Promise<void> {
    const zone = deps.zone();
    if (working || zone === null) return;
    working = true;
    for (let job = nextJob(); job !== undefined && !closed; job = nextJob()) {
      await handle(job, deps.zone() ?? zone);
    }
    working = false;
  }

  /**
   * Tickets before other papers, oldest first. A `sent` job in our hands is ours and running or
   * settled, so it is passed by.
   */
  function nextJob(): Job | undefined {
    return [...jobs, ...others].find(
      (job) => (job.status === "sent" || job.status === "queued") && !inHand.has(job.printJobId),
    );
  }

  async function handle(job: Job, zone: string): Promise<void> {
    const ticketId = "kind" in job ? null : job.ticketId;
    const hand: InHand = { ticketId, copy: job.copy, result: null };
    take(job.printJobId, hand);
    const result = await outcomeOf(job, zone);
    if (result === null) return;
    hand.result = result;
    deps.onChange();
    await report(job.printJobId, result);
  }

  async function outcomeOf(job: Job, zone: string): Promise<PrintResult | null> {
    if (job.status === "sent") {
      deps.printer.noteCutShort();
      return { outcome: "unknown", detail: "agent_restarted" };
    }
    const claim = await claimJob(job);
    switch (claim) {
      case "claimed":
        return printNow(job, zone);
      case "too_old":
        return { outcome: "not_printed", detail: "too_old" };
      case "not_ours":
        return null;
      default:
        return missingCase(claim);
    }
  }

  /** No byte is written before the server has the claim, so giving up here is an honest "not". */
  async function claimJob(job: Job): Promise<"claimed" | "too_old" | "not_ours"> {
    const commandId = deps.newCommandId();
    for (;;) {
      if (isTooOld(job)) return "too_old";
      const { printJobId } = job;
      const answer = await deps.client.command("startPrint", { printJobId }, commandId);
      if (answer?.ok) return isTooOld(job) ? "too_old" : "claimed";
      if (closed) return "not_ours";
      if (answer !== null && isFinal(answer.refusal.code)) {
        deps.log(`print job ${printJobId} is not ours to start: ${answer.refusal.code}`);
        return "not_ours";
      }
      await deps.time.sleep(askAgainMs);
    }
  }

  async function printNow(job: Job, zone: string): Promise<PrintResult> {
    printing = true;
    deps.onChange();
    try {
      return await deps.printer.print(job, zone);
    } catch (error) {
      // A printer must not reject. If one does, bytes may be out: nobody knows.
      deps.log(`the printer broke its word on ${job.printJobId}: ${String(error)}`);
      return { outcome: "unknown", detail: "printer_fault" };
    } finally {
      printing = false;
    }
  }

  async function report(printJobId: PrintJobId, result: PrintResult): Promise<void> {
    const commandId = deps.newCommandId();
    const { outcome, detail } = result;
    const payload = { printJobId, outcome, ...(detail === null ? {} : { detail }) };
    while (!closed) {
      const answer = await deps.client.command("reportPrint", payload, commandId);
      if (answer?.ok) return;
      if (answer !== null && isFinal(answer.refusal.code)) {
        deps.log(`the outcome of ${printJobId} was refused: ${answer.refusal.code}`);
        return;
      }
      await deps.time.sleep(askAgainMs);
    }
  }

  function isTooOld(job: Job): boolean {
    const now = deps.serverClock.now();
    const until = "kind" in job ? job.until : job.queuedAt + printWithinMs;
    return now !== null && now > until;
  }

  function take(printJobId: PrintJobId, hand: InHand): void {
    inHand.set(printJobId, hand);
    const oldest = inHand.keys().next();
    if (inHand.size > jobsRemembered && !oldest.done) inHand.delete(oldest.value);
  }

  return {
    papers() {
      const papers: Record<TicketId, Paper> = {};
      for (const job of jobs) if (job.copy === 0) papers[job.ticketId] = paperOf(job);
      // What our own hands know is newer than what the feed says.
      for (const { ticketId, copy, result } of inHand.values()) {
        if (ticketId === null || copy !== 0 || result === null) continue;
        papers[ticketId] = { state: result.outcome, detail: result.detail };
      }
      return papers;
    },
    slip(printJobId) {
      const result = inHand.get(printJobId)?.result;
      return result
        ? { state: result.outcome, detail: result.detail }
        : { state: "printing", detail: null };
    },
    get isPrinting() {
      return printing;
    },
    resume: () => void work(),
    close() {
      closed = true;
      unfollow();
    },
  };
}

function paperOf(job: PrintJob): Paper {
  const isOpen = job.status === "queued" || job.status === "sent";
  return { state: isOpen ? "printing" : job.status, detail: job.detail };
}

/** A refusal that asking again won't change. A kiosk that was un-paired may be paired again. */
function isFinal(code: RefusalCode): boolean {
  return !isTransient(code) && code !== "unauthenticated" && code !== "forbidden";
}
