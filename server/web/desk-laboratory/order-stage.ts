import { missingCase } from "../../../shared/domain/result.ts";
import { tubes } from "../../../shared/domain/laboratory.ts";
import type {
  OrderItemStatus,
  Specimen,
  TakenBack,
  Tube,
} from "../../../shared/domain/laboratory.ts";
import type {
  OrderItemLine,
  OrderLine,
  SpecimenLine,
} from "../../../shared/protocol/laboratory-feeds.ts";

/** How far an order is, as one word: that of its test which is furthest behind. */
export const stages = ["toCollect", "onTheWay", "inWork", "ready", "cancelled"] as const;
export type Stage = (typeof stages)[number];

const stageOfItem = {
  ordered: "toCollect",
  collected: "onTheWay",
  received: "inWork",
  resulted: "ready",
  cancelled: "cancelled",
} as const satisfies Record<OrderItemStatus, Stage>;

export function stageOf(order: Pick<OrderLine, "items">): Stage {
  const reached = order.items.map(({ status }) => stageOfItem[status]);
  return stages.find((stage) => reached.includes(stage)) ?? "cancelled";
}

/** Is something of it still to be done? */
export function isOpen(order: Pick<OrderLine, "items">): boolean {
  const stage = stageOf(order);
  return stage !== "ready" && stage !== "cancelled";
}

/** Is this the moment of this test's result? Imaging has no specimen to be received. */
export function awaitsResult(order: Pick<OrderLine, "kind">, item: OrderItemLine): boolean {
  const isDone = item.status === "collected" && order.kind === "imaging";
  return item.status === "received" || isDone;
}

/** The one act that is next for whoever has this order before them. */
export type RightAct = "result" | "report" | "perform";

/** Why it cannot be done now; the sentence is the message `lab.why.<reason>`. */
export type WhyNot =
  | "chooseOrder"
  | "notReceived"
  | "notCollected"
  | "over"
  | "noSpecimen"
  | "noResult"
  | "readOnly"
  | "stale"
  | "pending";

export function rightActOf(order: Pick<OrderLine, "items" | "kind"> | null): RightAct {
  if (order?.kind !== "imaging") return "result";
  return order.items.some(({ status }) => status === "ordered") ? "perform" : "report";
}

/** Nothing when the right act can be asked for now. */
export function whyNotRight(order: Pick<OrderLine, "items" | "kind"> | null): WhyNot | null {
  if (order === null) return "chooseOrder";
  const act = rightActOf(order);
  switch (act) {
    case "perform":
      return null;
    case "result":
    case "report": {
      if (order.items.some((item) => awaitsResult(order, item))) return null;
      if (!isOpen(order)) return "over";
      return stageOf(order) === "toCollect" ? "notCollected" : "notReceived";
    }
    default:
      return missingCase(act);
  }
}

/** What of it was said to be ready, and can be taken back. */
export function resultedOf(order: Pick<OrderLine, "items">): readonly OrderItemLine[] {
  return order.items.filter(({ status }) => status === "resulted");
}

/** The latest result that was taken back and is not there again; nothing without one. */
export function takenBackOf(order: Pick<OrderLine, "items" | "takenBack">): TakenBack | null {
  const missing = order.items.filter(({ status }) => status !== "resulted");
  const isMissing = ({ tests }: TakenBack) =>
    missing.some(({ testId, status }) => tests.includes(testId) && status !== "cancelled");
  return order.takenBack.findLast(isMissing) ?? null;
}

/** The specimens that can be rejected still: taken or received, and in no result yet. */
export function rejectable(order: Pick<OrderLine, "specimens" | "items">): readonly Specimen[] {
  const waiting = new Set(
    order.items
      .filter(({ status }) => status === "collected" || status === "received")
      .map(({ testId }) => testId),
  );
  return order.specimens.filter(
    ({ status, tests }) =>
      (status === "collected" || status === "received") && tests.some((test) => waiting.has(test)),
  );
}

/** The specimens whose label is on a tube that is still of use. */
export function labelled(order: Pick<OrderLine, "specimens">): readonly SpecimenLine[] {
  return order.specimens.filter(({ status }) => status === "collected" || status === "received");
}

/** As collectors fill them: what one tube holds must not spoil the next (CLSI GP41). */
export function inOrderOfDraw<Taken extends { readonly tube: Tube }>(
  taken: readonly Taken[],
): readonly Taken[] {
  return taken.toSorted((one, other) => tubes.indexOf(one.tube) - tubes.indexOf(other.tube));
}
