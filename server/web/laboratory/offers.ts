import { missingCase } from "../../../shared/domain/result.ts";
import type { StaffRole } from "../../../shared/domain/role.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import {
  isOpen,
  labelled,
  rejectable,
  resultedOf,
  rightActOf,
  whyNotRight,
} from "../desk-laboratory/order-stage.ts";
import type { WhyNot } from "../desk-laboratory/order-stage.ts";
import type { ActWords } from "../desk-laboratory/use-order-acts.ts";
import type { LabAct } from "./lab-keys.ts";

/** An act as the desk offers it now. */
export interface Offer {
  readonly act: LabAct;
  /** Why it has to wait; nothing when it can be asked for. */
  readonly whyNot: WhyNot | null;
  readonly wait: "own" | "other" | null;
}

/** Those who take specimens and read them; everybody else at this desk may look. */
export function mayTest(role: StaffRole): boolean {
  return role === "nurse" || role === "technician" || role === "doctor" || role === "supervisor";
}

/** What is offered for the chosen order, in the order of its buttons. */
export function offersFor(
  order: OrderLine | null,
  at: { readonly role: StaffRole; readonly isStale: boolean; readonly pending: ActWords | null },
): readonly Offer[] {
  const { role, isStale, pending } = at;
  const general = !mayTest(role) ? "readOnly" : isStale ? "stale" : null;
  return actsOf(order).map((act) => ({
    act,
    whyNot: general ?? (pending === null ? whyNotAct(act, order) : "pending"),
    wait: pending === null ? null : pending === wordsOf(act, order) ? "own" : "other",
  }));
}

/** Only what is ready can be taken back; imaging has no specimen. */
function actsOf(order: OrderLine | null): readonly LabAct[] {
  return [
    "right",
    ...(order?.kind === "imaging" ? [] : (["printLabel", "reject"] as const)),
    ...(order !== null && resultedOf(order).length > 0 ? (["takeBack"] as const) : []),
    "cancel",
  ];
}

export function wordsOf(act: LabAct, order: OrderLine | null): ActWords {
  return act === "right" ? `lab.act.${rightActOf(order)}` : `lab.act.${act}`;
}

function whyNotAct(act: LabAct, order: OrderLine | null): WhyNot | null {
  if (order === null) return "chooseOrder";
  switch (act) {
    case "right":
      return whyNotRight(order);
    case "printLabel":
      return labelled(order).length > 0 ? null : "noSpecimen";
    case "reject":
      return rejectable(order).length > 0 ? null : isOpen(order) ? "notCollected" : "over";
    case "takeBack":
      return resultedOf(order).length > 0 ? null : "noResult";
    case "cancel":
      return isOpen(order) ? null : "over";
    default:
      return missingCase(act);
  }
}
