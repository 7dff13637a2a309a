import type { PrintJob } from "../../shared/protocol/feeds.ts";
import type { PaperJob } from "../../shared/protocol/papers.ts";
import type { PrintOutcome } from "../../shared/domain/print-job.ts";

/** What an attempt to print came to, and why, in a short word for staff (`paper_out`, `link_lost`). */
export interface PrintResult {
  readonly outcome: PrintOutcome;
  readonly detail: string | null;
}

export interface PrinterStatus {
  readonly state: "ready" | "paper_out" | "cover_open" | "error" | "offline" | "unknown";
  readonly paperLow: boolean;
}

/** The agent's view of a printer: one job at a time, every attempt ends in one of three outcomes. */
export interface Printer {
  /**
   * `zone` is the hospital's: its clock is on the paper. Never rejects: whatever goes wrong is an
   * outcome.
   */
  print(job: PrintJob | PaperJob, zone: string): Promise<PrintResult>;
  /** An earlier start left a ticket half printed, perhaps: the next one is parted from it. */
  noteCutShort(): void;
  /**
   * Asks the printer how it is, when the jobs before are done; `offline` when it does not answer in
   * time. Never rejects.
   */
  status(): Promise<PrinterStatus>;
  close(): void;
}
