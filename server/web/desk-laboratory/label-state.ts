import type { PrintStatus } from "../../../shared/domain/print-job.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { SpecimenLine } from "../../../shared/protocol/laboratory-feeds.ts";

/** What became of a specimen's label, as a word for each; `none`: nobody ordered one. */
export const labelStates = ["printing", "printed", "notPrinted", "unknown", "none"] as const;
export type LabelState = (typeof labelStates)[number];

export function labelStateOf({ labelPaper }: Pick<SpecimenLine, "labelPaper">): LabelState {
  return labelPaper === null ? "none" : stateOf(labelPaper.status);
}

function stateOf(status: PrintStatus): LabelState {
  switch (status) {
    case "queued":
    case "sent":
      return "printing";
    case "printed":
      return "printed";
    case "not_printed":
      return "notPrinted";
    case "unknown":
      return "unknown";
    default:
      return missingCase(status);
  }
}

/** Is there nothing on the tube, or perhaps nothing? Then one more is the act that is next. */
export function wantsLabel(state: LabelState): boolean {
  return state === "notPrinted" || state === "unknown" || state === "none";
}
