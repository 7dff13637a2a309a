import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { orderUrgencies } from "../../../shared/domain/laboratory.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { OrderId } from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { dueOf } from "../desk-laboratory/due.ts";
import { stageOf } from "../desk-laboratory/order-stage.ts";

/** What of the work is shown. */
export const filters = ["all", "toPerform", "onTheWay", "inWork", "late", "ready"] as const;
export type Filter = (typeof filters)[number];

/** Stat first, then the earliest due; what has no clock yet comes last, oldest first. */
export function inWorkOrder(orders: readonly OrderLine[]): readonly OrderLine[] {
  const due = (order: OrderLine) => order.dueAt ?? Number.POSITIVE_INFINITY;
  const rank = (order: OrderLine) => orderUrgencies.indexOf(order.urgency);
  const isStat = (order: OrderLine) => Number(order.urgency !== "stat");
  return orders.toSorted(
    (one, other) =>
      isStat(one) - isStat(other) ||
      compare(due(one), due(other)) ||
      rank(one) - rank(other) ||
      compare(one.orderedAt, other.orderedAt),
  );
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

export function isShown(order: OrderLine, filter: Filter, now: Instant): boolean {
  switch (filter) {
    case "all":
      return true;
    // Of a list of its own.
    case "ready":
      return order.items.some(({ status }) => status === "resulted");
    case "late":
      return dueOf(order, now).kind === "over";
    case "toPerform":
      return stageOf(order) === "toCollect";
    case "onTheWay":
      return order.items.some(({ status }) => status === "collected");
    case "inWork":
      return order.items.some(
        ({ status }) =>
          status === "received" || (order.kind === "imaging" && status === "collected"),
      );
    default:
      return missingCase(filter);
  }
}

/** When the latest of its results came, others may still be open; nothing before the first. */
export function readySince({ items }: Pick<OrderLine, "items">): Instant | null {
  const times = items.flatMap(({ status, resultedAt }) =>
    status === "resulted" && resultedAt !== null ? [resultedAt] : [],
  );
  return times.length === 0 ? null : Math.max(...times);
}

/** The order an arrow key leads to; the first or the last when none is chosen yet. */
export function neighbour(
  listed: readonly Pick<OrderLine, "orderId">[],
  chosen: OrderId | null,
  step: 1 | -1,
): OrderId | null {
  const at = listed.findIndex(({ orderId }) => orderId === chosen);
  const next = at === -1 ? (step === 1 ? 0 : listed.length - 1) : at + step;
  return listed[Math.max(0, Math.min(listed.length - 1, next))]?.orderId ?? null;
}
