import type { PrintStatus } from "../../../../shared/domain/print-job.ts";
import { missingCase } from "../../../../shared/domain/result.ts";
import type { MessageKey } from "../../../../shared/i18n/translate.ts";

/** What a paper's outcome is called; nobody knows what became of an unknown one, and that is said. */
export function slipSaid(status: PrintStatus): MessageKey {
  switch (status) {
    case "queued":
    case "sent":
      return "booking.paper.printing";
    case "printed":
      return "booking.paper.printed";
    case "not_printed":
      return "booking.paper.notPrinted";
    case "unknown":
      return "booking.paper.unknown";
    default:
      return missingCase(status);
  }
}
