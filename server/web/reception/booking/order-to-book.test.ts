import { expect, test } from "vitest";
import { idOf } from "../../../../shared/domain/ids.ts";
import type { ServiceId } from "../../../../shared/domain/ids.ts";
import { anItem, anOrder, now } from "../../desk-laboratory/testing/sample-orders.ts";
import { ordersWithoutPlace, orderToBook } from "./order-to-book.ts";

const service = "laboratory-blood" as ServiceId;

test("a place is for the oldest order of its service that nobody has come with", () => {
  const orders = [
    anOrder(1, { orderedAt: now + 1 }),
    anOrder(2),
    anOrder(3, { orderedAt: now - 1, ticketId: idOf("ticket", 4) }),
    anOrder(4, { orderedAt: now - 2, items: [anItem("cbc", { status: "resulted" })] }),
  ];
  expect(orderToBook(orders, service)?.label).toBe("R2");
  expect(orderToBook(orders, "eye-visit" as ServiceId)).toBeNull();
});

test("one that has a place already comes after one that has none", () => {
  const booked = { appointmentId: idOf("appointment", 9), at: now };
  const orders = [anOrder(1, { orderedAt: now - 9, booked }), anOrder(2), anOrder(3)];
  expect(orderToBook(orders, service)?.label).toBe("R2");
  expect(orderToBook(orders.slice(0, 1), service)?.label).toBe("R1");
  expect(ordersWithoutPlace(orders).map(({ label }) => label)).toEqual(["R2", "R3"]);
});
