import type { PrintJob } from "../../shared/protocol/feeds.ts";
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
  /** Never rejects: whatever goes wrong is an outcome. */
  print(job: PrintJob): Promise<PrintResult>;
  /** Asks the printer how it is; `offline` when it does not answer in time. Never rejects. */
  status(): Promise<PrinterStatus>;
  close(): void;
}
