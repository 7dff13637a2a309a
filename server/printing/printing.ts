import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { DeviceId, PrintJobId, TicketId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import { canReportPrint, canStartPrint } from "../../shared/domain/print-job.ts";
import type { PrintOutcome, PrintStatus } from "../../shared/domain/print-job.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { PrintReply } from "../../shared/protocol/commands.ts";
import type { Store, Tx } from "../store/store.ts";
import { printingSql } from "./printing.sql.ts";

export interface PrintJobRow {
  readonly id: number;
  readonly ticket_id: number;
  readonly device_id: number;
  readonly status: PrintStatus;
  readonly detail: string | null;
  readonly ahead: number;
  readonly queued_at: number;
  readonly label: string;
  readonly language: Language;
  readonly service_id: string;
  readonly issued_at: number;
}

/** A device that was away this long has this many jobs to settle at most before it sees more. */
const unsettledListed = 50;
/** Settled jobs a device still hears of: enough for the ticket on its screen. */
const settledListed = 10;

/** The paper of tickets: which device owes which paper, and what came of it. */
export type Printing = ReturnType<typeof createPrinting>;

export function createPrinting(store: Store) {
  const put = store.write<[number, number, number, number, number]>(printingSql.put);
  const move = store.write<[string, string | null, number]>(printingSql.move);
  const byId = store.query<[number], Pick<PrintJobRow, "id" | "device_id" | "status">>(
    printingSql.job,
  );
  const unsettled = store.query<[number, number], PrintJobRow>(printingSql.unsettled);
  const settled = store.query<[number, number], PrintJobRow>(printingSql.settled);

  store.applyWith({
    printQueued: ({ seq, at, fact }) => put.run(seq, fact.ticket, fact.device, fact.ahead, at),
    printStarted: ({ fact }) => move.run("sent", null, fact.job),
    printReported: ({ fact }) => move.run(fact.outcome, fact.detail, fact.job),
  });

  /** The job, if it is this device's: a job of another device does not exist for it. */
  function own(tx: Tx, printJobId: PrintJobId) {
    const row = byId.get(seqOf(printJobId));
    const mine = row !== undefined && idOf("device", row.device_id) === tx.principal;
    return mine ? row : null;
  }

  return {
    /** The one original of a ticket, owed by this device. */
    queue(tx: Tx, ticketId: TicketId, deviceId: DeviceId, ahead: number): PrintJobId {
      const device = seqOf(deviceId);
      const seq = tx.record("printQueued", { ticket: seqOf(ticketId), device, ahead });
      tx.touch(`prints:${deviceId}`);
      return idOf("printJob", seq);
    },
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
