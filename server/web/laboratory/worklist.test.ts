import { describe, expect, test } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { anItem, anOrder, now } from "../desk-laboratory/testing/sample-orders.ts";
import { inWorkOrder, isShown, neighbour } from "./worklist.ts";

const due = (minutes: number) => now + minutes * minuteMs;

describe("inWorkOrder", () => {
  test("stat first, then the earliest due, then what has no clock, oldest first", () => {
    const orders = [
      anOrder(1, { dueAt: due(50) }),
      anOrder(2, { orderedAt: now - 1 }),
      anOrder(3, { urgency: "urgent", dueAt: due(20) }),
      anOrder(4, { urgency: "stat", dueAt: due(90) }),
      anOrder(5),
      anOrder(6, { urgency: "stat" }),
    ];
    expect(inWorkOrder(orders).map(({ label }) => label)).toEqual([
      ...["R4", "R6", "R3", "R1", "R2", "R5"],
    ]);
  });
});

describe("isShown", () => {
  const collected = anOrder(1, { items: [anItem("a", { status: "collected" })], dueAt: due(-1) });
  test.each([
    ["all", collected, true],
    ["onTheWay", collected, true],
    ["inWork", collected, false],
    ["inWork", { ...collected, kind: "imaging" }, true],
    ["toPerform", anOrder(2), true],
    ["late", collected, true],
    ["late", anOrder(3, { dueAt: due(1) }), false],
  ] as const)("%s", (filter, order, shown) => {
    expect(isShown(order, filter, now)).toBe(shown);
  });
});

describe("neighbour", () => {
  const listed = [1, 2, 3].map((number) => ({ orderId: idOf("order", number) }));
  test.each([
    ["the first", null, 1, 1],
    ["the last", null, -1, 3],
    ["the one below", 1, 1, 2],
    ["no further than the end", 3, 1, 3],
  ] as const)("%s", (_, from, step, to) => {
    const chosen = from === null ? null : idOf("order", from);
    expect(neighbour(listed, chosen, step)).toBe(idOf("order", to));
  });
  test("nobody in an empty list", () => {
    expect(neighbour([], null, 1)).toBeNull();
  });
});
