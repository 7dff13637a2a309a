import { expect, test } from "vitest";
import { idOf } from "../../../../shared/domain/ids.ts";
import type { ServiceId } from "../../../../shared/domain/ids.ts";
import { anItem, anOrder, now } from "../../desk-laboratory/testing/sample-orders.ts";
import { ordersWithoutPlace, orderToBook, tooLateAfter } from "./order-to-book.ts";

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

test.each([
  ["before the hour", 9, 599, null],
  ["at the hour", 9, 600, 600],
  ["another booking", 8, 700, null],
] as const)("a booking for a fasting test that is moved: %s", (_, moved, minute, limit) => {
  const order = anOrder(1, {
    booked: { appointmentId: idOf("appointment", 9), at: now },
    preparation: { fastingHours: 12, notAfterMin: 600, words: null },
  });
  const over = { ...order, items: [anItem("cbc", { status: "resulted" })] };
  expect(tooLateAfter([order], idOf("appointment", moved), minute)).toBe(limit);
  expect(tooLateAfter([over], idOf("appointment", moved), minute)).toBeNull();
  expect(tooLateAfter([order], null, minute)).toBeNull();
});
