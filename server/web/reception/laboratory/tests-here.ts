import type { QueueId } from "../../../../shared/domain/ids.ts";
import type { Test } from "../../../../shared/domain/laboratory.ts";
import type { StaffRole } from "../../../../shared/domain/role.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { isOpen, stageOf } from "../../desk-laboratory/order-stage.ts";

/** Those who may order, and those who may take what is ordered. */
export function mayOrder(role: StaffRole): boolean {
  return role === "nurse" || role === "doctor" || role === "supervisor";
}

/** Is this order's service one that the desk's queues are for? */
function isOfDesk(
  order: Pick<OrderLine, "serviceId">,
  site: Pick<DirectoryData, "clinics">,
  queueIds: readonly QueueId[],
): boolean {
  return site.clinics.some(({ services }) =>
    services.some(
      ({ serviceId, queueId }) => serviceId === order.serviceId && queueIds.includes(queueId),
    ),
  );
}

/** Does a desk with these queues take anything of the catalogue? */
export function isCollection(
  tests: readonly Pick<Test, "serviceId">[],
  site: Pick<DirectoryData, "clinics"> | null,
  queueIds: readonly QueueId[],
): boolean {
  return site !== null && tests.some((test) => isOfDesk(test, site, queueIds));
}

/** The orders of the patient here that this desk has to take or do, stat first. */
export function ordersToTake(
  orders: readonly OrderLine[],
  site: Pick<DirectoryData, "clinics">,
  queueIds: readonly QueueId[],
): readonly OrderLine[] {
  const isLast = ({ urgency }: OrderLine) => Number(urgency !== "stat");
  return orders
    .filter((order) => stageOf(order) === "toCollect" && isOfDesk(order, site, queueIds))
    .toSorted((one, other) => isLast(one) - isLast(other));
}

/** Must somebody ask the patient before it is taken, and has nobody yet? */
export function isToBeAsked(order: Pick<OrderLine, "preparation" | "isPrepared">): boolean {
  return order.preparation.fastingHours > 0 && order.isPrepared === null;
}

/** Can it be taken as it stands: nothing to ask, or asked and answered with yes? */
export function isReady(order: Pick<OrderLine, "preparation" | "isPrepared">): boolean {
  return order.preparation.fastingHours === 0 || order.isPrepared === true;
}

/** An order for another day that may join the ticket that stands here. */
export function joinable(orders: readonly OrderLine[], ticketId: string): readonly OrderLine[] {
  return orders.filter((order) => isOpen(order) && order.ticketId !== ticketId);
}

/** What the key of tests does here now; nothing when it says nothing. */
export function testsKey(at: {
  readonly toTake: readonly OrderLine[];
  readonly mayTake: boolean;
  readonly mayOrder: boolean;
  readonly isVisit: boolean;
}): "take" | "order" | null {
  if (at.mayTake && at.toTake.length > 0) return "take";
  return at.mayOrder && at.isVisit ? "order" : null;
}
