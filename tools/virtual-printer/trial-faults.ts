import { missingCase } from "../../shared/domain/result.ts";
import { noFaults, type Faults, type VirtualPrinter } from "./virtual-printer.ts";

/** What a person can do to the printer from its page, by the words of `POST /fault`. */
export const trialFaults = [
  "paper_low",
  "paper_out",
  "paper_out_midway",
  "cover_open",
  "cutter_error",
  "drop_midway",
  "drop_at_cut",
  "mute",
  "no_process_id",
  "works",
] as const;
export type TrialFault = (typeof trialFaults)[number];

export function isTrialFault(word: unknown): word is TrialFault {
  return trialFaults.some((fault) => fault === word);
}

/** Within the label: what is on paper by then cannot be taken for a whole ticket. */
const midwayRows = 300;

export function applyTrialFault(printer: VirtualPrinter, fault: TrialFault): void {
  if (fault === "works") {
    printer.setFaults(noFaults);
    return;
  }
  printer.setFaults(changeFor(fault));
}

function changeFor(fault: Exclude<TrialFault, "works">): Partial<Faults> {
  switch (fault) {
    case "paper_low":
      return { paperLow: true };
    case "paper_out":
      return { paperLeftRows: 0 };
    case "paper_out_midway":
      return { paperLeftRows: midwayRows };
    case "cover_open":
      return { coverOpen: true };
    case "cutter_error":
      return { cutterError: true };
    case "drop_midway":
      return { dropAfterRows: midwayRows };
    case "drop_at_cut":
      return { dropAtCut: true };
    case "mute":
      return { mute: true };
    case "no_process_id":
      return { noProcessId: true };
    default:
      return missingCase(fault);
  }
}

/** The faults that are on, in words of the page; none of them: `ready`. */
export type TrialState =
  | "ready"
  | "paper_low"
  | "paper_out"
  | "paper_out_soon"
  | "cover_open"
  | "cutter_error"
  | "mute"
  | "drop"
  | "drop_at_cut"
  | "no_process_id";

export function trialStates(faults: Faults): readonly TrialState[] {
  const states: TrialState[] = [];
  if (faults.paperLeftRows === 0) states.push("paper_out");
  else if (faults.paperLeftRows !== null) states.push("paper_out_soon");
  if (faults.coverOpen) states.push("cover_open");
  if (faults.cutterError) states.push("cutter_error");
  if (faults.mute) states.push("mute");
  if (faults.dropAfterRows !== null || faults.dropAfterBytes !== null) states.push("drop");
  if (faults.dropAtCut) states.push("drop_at_cut");
  if (faults.noProcessId) states.push("no_process_id");
  if (faults.paperLow) states.push("paper_low");
  return states.length === 0 ? ["ready"] : states;
}
