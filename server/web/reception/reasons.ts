import type { MessageKey } from "../../../shared/i18n/translate.ts";
import type { QueueLine } from "../../../shared/protocol/feeds.ts";
import type { Act } from "./situation.ts";

/**
 * Reasons ready to be said by one digit. What is sent is the sentence in the clerk's language, as
 * if it had been typed: who asks about it later reads words, not codes.
 */
const ready = {
  callChosen: [
    "reception.reasons.condition",
    "reception.reasons.shortErrand",
    "reception.reasons.staffAsked",
    "reception.reasons.calledByMistake",
  ],
  setPriority: [
    "reception.reasons.triage",
    "reception.reasons.entitled",
    "reception.reasons.notEntitled",
  ],
  cancel: [
    "reception.reasons.left",
    "reception.reasons.seenElsewhere",
    "reception.reasons.twoTickets",
    "reception.reasons.wrongService",
  ],
  reinstate: ["reception.reasons.cameBack", "reception.reasons.cancelledByMistake"],
  serve: [
    "reception.reasons.condition",
    "reception.reasons.shortErrand",
    "reception.reasons.kioskFault",
  ],
  closeQueue: [
    "reception.reasons.doctorAway",
    "reception.reasons.dayOver",
    "reception.reasons.equipmentFault",
  ],
} as const satisfies Partial<Record<Act, readonly MessageKey[]>>;
export type ReasonedAct = keyof typeof ready;

/** The reason of an answer to a claim: one press says it. */
export const claimReasons = {
  confirmClaim: "reception.reasons.claimConfirmed",
  lowerClaim: "reception.reasons.claimLowered",
} as const satisfies Partial<Record<Act, MessageKey>>;

/** The keys for this act; "family" first for a line of the group that was called last. */
export function reasonKeys(
  act: ReasonedAct,
  line: QueueLine | null,
  lastGroupId: string | null,
): readonly MessageKey[] {
  const groupId = line?.groupId ?? null;
  const isFamily = act === "callChosen" && groupId !== null && groupId === lastGroupId;
  return isFamily ? ["reception.reasons.family", ...ready[act]] : ready[act];
}

/** Does an act ask for a reason at all? */
export function isReasoned(act: Act): act is ReasonedAct {
  return Object.hasOwn(ready, act);
}
