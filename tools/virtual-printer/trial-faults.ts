import { missingCase } from "../../shared/domain/result.ts";
import { noFaults, type Faults } from "./faults.ts";
import type { VirtualPrinter } from "./virtual-printer.ts";

/** What a person can do to the printer from its page, by the words of `POST /fault`. */
export const trialFaults = [
  "works",
  "paper_low",
  "paper_out",
  "paper_out_midway",
  "cover_open",
  "cover_open_midway",
  "cutter_error",
  "drop_midway",
  "drop_at_cut",
  "keeps_buffer",
  "slow",
  "hang_midway",
  "mute",
  "partial_status",
  "no_process_id",
  "held_elsewhere",
] as const;
export type TrialFault = (typeof trialFaults)[number];

export function isTrialFault(word: unknown): word is TrialFault {
  return trialFaults.some((fault) => fault === word);
}

/** Within the label: what is on paper by then cannot be taken for a whole ticket. */
const midwayRows = 300;
/** An ordinary ticket takes about eight seconds then: an old serial line behind a network box. */
const slowBytesPerSecond = 4_500;

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
    case "cover_open_midway":
      return { coverOpensAfterRows: midwayRows };
    case "cutter_error":
      return { cutterError: true };
    case "drop_midway":
      return { dropAfterRows: midwayRows };
    case "drop_at_cut":
      return { dropAtCut: true };
    case "keeps_buffer":
      return { keepsBuffer: true };
    case "slow":
      return { bytesPerSecond: slowBytesPerSecond };
    case "hang_midway":
      return { hangsAfterRows: midwayRows };
    case "mute":
      return { mute: true };
    case "partial_status":
      return { answersQueries: [1] };
    case "no_process_id":
      return { noProcessId: true };
    case "held_elsewhere":
      return { heldByOther: true };
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
  | "cover_open_soon"
  | "cutter_error"
  | "hung"
  | "hang_soon"
  | "held_elsewhere"
  | "mute"
  | "partial_status"
  | "slow"
  | "keeps_buffer"
  | "drop"
  | "drop_at_cut"
  | "no_process_id";

export function trialStates(faults: Faults): readonly TrialState[] {
  const { paperLeftRows, hangsAfterRows } = faults;
  const drops = faults.dropAfterRows !== null || faults.dropAfterBytes !== null;
  const said: readonly (readonly [TrialState, boolean])[] = [
    ["paper_out", paperLeftRows === 0],
    ["paper_out_soon", paperLeftRows !== null && paperLeftRows > 0],
    ["cover_open", faults.coverOpen],
    ["cover_open_soon", faults.coverOpensAfterRows !== null],
    ["cutter_error", faults.cutterError],
    ["hung", hangsAfterRows === 0],
    ["hang_soon", hangsAfterRows !== null && hangsAfterRows > 0],
    ["held_elsewhere", faults.heldByOther],
    ["mute", faults.mute],
    ["drop", drops],
    ["drop_at_cut", faults.dropAtCut],
    ["keeps_buffer", faults.keepsBuffer],
    ["slow", faults.bytesPerSecond !== null],
    ["partial_status", faults.answersQueries !== null],
    ["no_process_id", faults.noProcessId],
    ["paper_low", faults.paperLow],
  ];
  const states = said.filter(([, isOn]) => isOn).map(([state]) => state);
  return states.length === 0 ? ["ready"] : states;
}
