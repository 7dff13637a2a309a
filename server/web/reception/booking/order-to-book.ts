import type { AppointmentId, ServiceId } from "../../../../shared/domain/ids.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { isOpen, stageOf } from "../../desk-laboratory/order-stage.ts";

/**
 * What was ordered of this service for a patient who is not in the house with it: a place that is
 * booked now is for it. One that has no place yet before one that has, then the oldest.
 */
export function orderToBook(
  orders: readonly OrderLine[],
  serviceId: ServiceId | null,
): OrderLine | null {
  const waiting = orders.filter(
    (order) =>
      order.serviceId === serviceId && order.ticketId === null && stageOf(order) === "toCollect",
  );
  const isBooked = (order: OrderLine) => Number(order.booked !== null);
  const [first] = waiting.toSorted(
    (one, other) => isBooked(one) - isBooked(other) || one.orderedAt - other.orderedAt,
  );
  return first ?? null;
}

/** What was ordered for another day and has no place yet, the oldest first. */
export function ordersWithoutPlace(orders: readonly OrderLine[]): readonly OrderLine[] {
  return orders
    .filter(
      (order) => order.ticketId === null && order.booked === null && stageOf(order) === "toCollect",
    )
    .toSorted((one, other) => one.orderedAt - other.orderedAt);
}

/**
 * What asks for an earlier hour than this of a booking that is moved there: the earliest of such
 * hours, in minutes of the day; nothing when the hour suits.
 */
export function tooLateAfter(
  orders: readonly Pick<OrderLine, "booked" | "preparation" | "items">[],
  moved: AppointmentId | null,
  minuteOfDay: number,
): number | null {
  const limits = orders.flatMap((order) => {
    const isMoved = moved !== null && order.booked?.appointmentId === moved;
    return isMoved && isOpen(order) ? (order.preparation.notAfterMin ?? []) : [];
  });
  const earliest = Math.min(...limits);
  return limits.length > 0 && minuteOfDay >= earliest ? earliest : null;
}
