import { minuteMs } from "./time.ts";

/**
 * The paper of a ticket, an axis of its own: a jammed printer never changes a ticket.
 * `queued → sent → printed | not_printed | unknown`. A job is claimed (`sent`) durably before the
 * first byte; `unknown` is never retried by a machine.
 */
export const printOutcomes = ["printed", "not_printed", "unknown"] as const;
export type PrintOutcome = (typeof printOutcomes)[number];
export type PrintStatus = "queued" | "sent" | PrintOutcome;

/** Papers that are no tickets: of a booking, for its patient; of a session, of a specimen, for staff. */
export type PaperKind = "slip" | "list" | "label";

/** Somebody stands there for it; after this they have left. */
export const paperWithinMs = minuteMs;

/** May the agent claim this job? A second claim of the same agent is answered as the first. */
export function canStartPrint(status: PrintStatus): boolean {
  return status === "queued" || status === "sent";
}

/**
 * May this outcome be written over this status? A job that never started can still fail (no
 * printer, too old); `printed` needs a claimed job; a settled outcome stands.
 */
export function canReportPrint(status: PrintStatus, outcome: PrintOutcome): boolean {
  if (status === "sent" || status === outcome) return true;
  return status === "queued" && outcome === "not_printed";
}
