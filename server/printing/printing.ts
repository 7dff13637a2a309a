import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { DeviceId, PrintJobId, TicketId } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { Language } from "../../shared/domain/language.ts";
import { canReportPrint, canStartPrint } from "../../shared/domain/print-job.ts";
import type { PrintOutcome, PrintStatus } from "../../shared/domain/print-job.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { PrintReply, WaitRange } from "../../shared/protocol/commands.ts";
import type { Store, Tx } from "../store/store.ts";
import { createPapers } from "./papers.ts";
import { papersSql } from "./papers.sql.ts";
import { printingSql } from "./printing.sql.ts";

export interface PrintJobRow {
  readonly id: number;
  readonly ticket_id: number;
  readonly copy: number;
  readonly device_id: number;
  readonly status: PrintStatus;
  readonly detail: string | null;
  readonly ahead: number;
  readonly queued_at: number;
  readonly wait_from: number | null;
  readonly wait_to: number | null;
  readonly label: string;
  readonly language: Language;
  readonly service_id: string;
  readonly issued_at: number;
}

/** A device that was away this long has this many jobs to settle at most before it sees more. */
const unsettledListed = 50;
/** Marked copies of one ticket. More than a few is somebody selling turns, and shows as that. */
const copiesMax = 9;
/** Settled jobs a device still hears of: enough for the ticket on its screen. */
const settledListed = 10;

/** The paper of tickets, and beside them other papers: which device owes which paper, and what came of it. */
export type Printing = ReturnType<typeof createPrinting>;

export function createPrinting(store: Store) {
  const put = store.write<(number | null)[]>(printingSql.put);
  const move = store.write<[string, string | null, number]>(printingSql.move);
  const byId = store.query<[number], Pick<PrintJobRow, "id" | "device_id" | "status">>(
    printingSql.job,
  );
  const lastOfTicket = store.query<[number], { copy: number; device_id: number }>(
    printingSql.lastOfTicket,
  );
  const currentCopy = store.query<[number], { copy: number }>(printingSql.currentCopy);
  const unsettled = store.query<[number, number], PrintJobRow>(printingSql.unsettled);
  const settled = store.query<[number, number], PrintJobRow>(printingSql.settled);
  const papers = createPapers(store);
  const movePaper = store.write<[string, string | null, number]>(papersSql.move);

  store.applyWith({
    printQueued: ({ seq, at, fact }) =>
      put.run(
        ...[seq, fact.ticket, fact.copy, fact.device, fact.ahead, at],
        ...[fact.wait?.fromMin ?? null, fact.wait?.toMin ?? null],
      ),
    // A job is of one table; in the other nothing has its number.
    printStarted: ({ fact }) => {
      move.run("sent", null, fact.job);
      movePaper.run("sent", null, fact.job);
    },
    printReported: ({ fact }) => {
      move.run(fact.outcome, fact.detail, fact.job);
      movePaper.run(fact.outcome, fact.detail, fact.job);
    },
  });

  /** The job, if it is this device's: a job of another device does not exist for it. */
  function own(tx: Tx, printJobId: PrintJobId) {
    const seq = seqOf(printJobId);
    const row = byId.get(seq) ?? papers.read.job(seq);
    if (row === null || row.device_id === null) return null;
    return idOf("device", row.device_id) === tx.principal ? row : null;
  }

  return {
    papers,
    /** The one original of a ticket, owed by this device; it says who is ahead and how long. */
    queue(
      tx: Tx,
      ticketId: TicketId,
      deviceId: DeviceId,
      says: { readonly ahead: number; readonly wait: WaitRange | null },
    ): PrintJobId {
      const fact = { ticket: seqOf(ticketId), copy: 0, device: seqOf(deviceId) };
      const seq = tx.record("printQueued", { ...fact, ...said(says) });
      tx.touch(`prints:${deviceId}`);
      return idOf("printJob", seq);
    },
    /**
     * One more paper of a ticket, marked as a copy; the paper before it loses its QR. On the printer
     * of the paper before unless another is named. Refusals: `no_printer`, `daily_limit` (of copies).
     */
    reprint(
      tx: Tx,
      ticketId: TicketId,
      asked: DeviceId | null,
      says: { readonly ahead: number; readonly wait: WaitRange | null },
    ): Result<{ readonly printJobId: PrintJobId; readonly copy: number }> {
      const before = lastOfTicket.get(seqOf(ticketId));
      const deviceId = asked ?? (before && idOf("device", before.device_id));
      if (deviceId === undefined) return refuse("no_printer");
      const copy = (before?.copy ?? 0) + 1;
      if (copy > copiesMax) return refuse("daily_limit");
      const fact = { ticket: seqOf(ticketId), copy, device: seqOf(deviceId) };
      const seq = tx.record("printQueued", { ...fact, ...said(says) });
      tx.touch(`prints:${deviceId}`);
      return accept({ printJobId: idOf("printJob", seq), copy });
    },
    /** Which paper of a ticket counts now: 0 the original, above it the marked copy. */
    currentCopy: (ticketSeq: number) => currentCopy.get(ticketSeq)?.copy ?? 0,
    /** Claims a job before its first byte. Refusals: `unknown_job`, `wrong_state`. */
    start(tx: Tx, printJobId: PrintJobId): Result<PrintReply> {
      const job = own(tx, printJobId);
      if (job === null) return refuse("unknown_job");
      if (!canStartPrint(job.status)) return refuse("wrong_state");
      if (job.status === "queued") {
        tx.record("printStarted", { job: job.id });
        tx.touch(`prints:${tx.principal}`);
      }
      return accept({ printJobId, status: "sent" });
    },
    /** Settles a job. Refusals: `unknown_job`, `wrong_state` (already settled otherwise). */
    report(
      tx: Tx,
      printJobId: PrintJobId,
      outcome: PrintOutcome,
      detail: string | null,
    ): Result<PrintReply> {
      const job = own(tx, printJobId);
      if (job === null) return refuse("unknown_job");
      if (!canReportPrint(job.status, outcome)) return refuse("wrong_state");
      if (job.status !== outcome) {
        tx.record("printReported", { job: job.id, outcome, detail });
        tx.touch(`prints:${tx.principal}`);
      }
      return accept({ printJobId, status: outcome });
    },
    jobsOf(deviceId: DeviceId): readonly PrintJobRow[] {
      const device = seqOf(deviceId);
      return [...unsettled.all(device, unsettledListed), ...settled.all(device, settledListed)];
    },
  };
}

function said({
  ahead,
  wait,
}: {
  readonly ahead: number;
  readonly wait: WaitRange | null;
}): Pick<JournalFacts["printQueued"], "ahead" | "wait"> {
  return wait === null ? { ahead } : { ahead, wait };
}
