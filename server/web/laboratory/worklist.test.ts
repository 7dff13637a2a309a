import { describe, expect, test } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { anItem, anOrder, now } from "../desk-laboratory/testing/sample-orders.ts";
import { inWorkOrder, isShown, neighbour, readySince } from "./worklist.ts";

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

describe("readySince", () => {
  const resulted = (name: string, resultedAt: number) =>
    anItem(name, { status: "resulted", resultedAt });
  test.each([
    ["nothing has come", [anItem("a"), anItem("b", { status: "collected" })], null],
    [
      "one has come of two",
      [resulted("a", now - 60), anItem("b", { status: "received" })],
      now - 60,
    ],
    ["all have come", [resulted("a", now - 60), resulted("b", now - 20)], now - 20],
    [
      "one was cancelled",
      [resulted("a", now - 60), anItem("b", { status: "cancelled" })],
      now - 60,
    ],
  ] as const)(
    "%s: the time of the latest result, never the time that it is due",
    (_, items, at) => {
      expect(readySince(anOrder(1, { items, dueAt: due(240) }))).toBe(at);
    },
  );
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
