import type { Flows } from "./flows.ts";
import { refuse } from "../shared/domain/result.ts";

type Names =
  | "detailStaff"
  | "putShift"
  | "putSessionPlan"
  | "setRosterRules"
  | "putPattern"
  | "draftFromPatterns"
  | "planShift"
  | "unplanShift"
  | "copyWeek"
  | "discardDraft"
  | "publishRoster"
  | "undoPublication"
  | "requestLeave"
  | "decideLeave"
  | "offerSwap"
  | "decideSwap";

/** Who works when: drafts, publishing, leave, swaps. */
export function rosterFlows(): Pick<Flows, Names> {
  const later = () => () => refuse("internal");
  return {
    detailStaff: later,
    putShift: later,
    putSessionPlan: later,
    setRosterRules: later,
    putPattern: later,
    draftFromPatterns: later,
    planShift: later,
    unplanShift: later,
    copyWeek: later,
    discardDraft: later,
    publishRoster: later,
    undoPublication: later,
    requestLeave: later,
    decideLeave: later,
    offerSwap: later,
    decideSwap: later,
  };
}
