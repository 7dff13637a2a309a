import type { FlowModules } from "./flow-modules.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import type { OrderRow } from "./laboratory/laboratory-tables.ts";
import { asksAnything, preparationOf } from "./laboratory/order.rules.ts";
import type { OrderId } from "../shared/domain/ids.ts";
import type { Preparation } from "../shared/domain/laboratory.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";

type Tests = Pick<Laboratory, "orders" | "read">;

/** The orders that a booking is for, as far as something is left of them. */
export function ordersBooked(laboratory: Tests, appointment: number): readonly OrderRow[] {
  return laboratory.read.ofAppointment(appointment).filter((order) => order.open > 0);
}

/** What a booking asks of its patient; nothing when it asks for nothing. */
export function preparationFor(
  { laboratory }: { readonly laboratory: Tests },
  appointment: number,
): Preparation | null {
  const orders = ordersBooked(laboratory, appointment);
  const whole = preparationOf(orders.map((order) => laboratory.orders.preparation(order)));
  return asksAnything(whole) ? whole : null;
}

/** Which hours of the day suit what an order asks for: a fast ends before noon. Nothing: any. */
export function suitsOrder(
  { laboratory, midnight }: Pick<FlowModules, "laboratory" | "midnight">,
  orderId: OrderId | undefined,
): ((at: Instant) => boolean) | undefined {
  const order = orderId === undefined ? undefined : laboratory.read.order(orderId);
  const notAfterMin = order === undefined ? null : laboratory.orders.preparation(order).notAfterMin;
  if (notAfterMin === null) return undefined;
  return (at) => at - midnight(at) < notAfterMin * minuteMs;
}

/** Is this hour later than what a booking is for may be taken at? */
export function isTooLateFor(
  { laboratory, midnight }: Pick<FlowModules, "laboratory" | "midnight">,
  appointment: number,
  at: Instant,
): boolean {
  const orders = ordersBooked(laboratory, appointment);
  const { notAfterMin } = preparationOf(
    orders.map((order) => laboratory.orders.preparation(order)),
  );
  return notAfterMin !== null && at - midnight(at) >= notAfterMin * minuteMs;
}

/** The order that a place is booked for: of this patient, of this service, with something left. */
export function orderToBook(
  { laboratory, patients, places }: Pick<FlowModules, "laboratory" | "patients" | "places">,
  orderId: OrderId,
  of: { readonly patient: number; readonly session: number },
): OrderRow | null {
  const order = laboratory.read.order(orderId);
  const service = places.read.session(of.session)?.service_id;
  if (order === undefined || order.open === 0 || order.patient_id === null) return null;
  const isTheirs = patients.read.rowsOf(of.patient).includes(order.patient_id);
  return isTheirs && order.service_id === service ? order : null;
}
