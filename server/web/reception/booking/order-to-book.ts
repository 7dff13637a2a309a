import type { ServiceId } from "../../../../shared/domain/ids.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { stageOf } from "../../desk-laboratory/order-stage.ts";

/**
 * What was ordered of this service for a patient who is not in the house with it: a place that is
 * booked now is for it. The oldest first.
 */
export function orderToBook(
  orders: readonly OrderLine[],
  serviceId: ServiceId | null,
): OrderLine | null {
  const waiting = orders.filter(
    (order) =>
      order.serviceId === serviceId && order.ticketId === null && stageOf(order) === "toCollect",
  );
  return waiting.toSorted((one, other) => one.orderedAt - other.orderedAt)[0] ?? null;
}
