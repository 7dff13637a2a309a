import { describe, expect, test } from "vitest";
import type { OrderItemStatus } from "../../../shared/domain/laboratory.ts";
import {
  inOrderOfDraw,
  labelled,
  rejectable,
  rightActOf,
  stageOf,
  whyNotRight,
} from "./order-stage.ts";
import { anItem, anOrder, aSpecimen } from "./testing/sample-orders.ts";

const of = (...statuses: readonly OrderItemStatus[]) =>
  anOrder(1, { items: statuses.map((status, at) => anItem(`test-${at}`, { status })) });
const imaging = (...statuses: readonly OrderItemStatus[]) =>
  anOrder(1, { ...of(...statuses), kind: "imaging" });

test.each([
  ["its only test", of("received"), "inWork"],
  ["the test furthest behind", of("resulted", "ordered", "received"), "toCollect"],
  ["nothing of what was cancelled", of("cancelled", "resulted"), "ready"],
  ["cancelled only when all of it is", of("cancelled", "cancelled"), "cancelled"],
] as const)("an order is as far as %s", (_, order, stage) => {
  expect(stageOf(order)).toBe(stage);
});

describe("the right act", () => {
  test.each([
    ["nothing chosen", null, "result", "chooseOrder"],
    ["one received", of("received", "collected"), "result", null],
    ["on the way", of("collected"), "result", "notReceived"],
    ["not taken", of("ordered"), "result", "notCollected"],
    ["all ready", of("resulted"), "result", "over"],
    ["cancelled", of("cancelled"), "result", "over"],
    ["imaging, to be done", imaging("ordered"), "perform", null],
    ["imaging, done", imaging("collected"), "report", null],
    ["imaging, reported", imaging("resulted"), "report", "over"],
  ] as const)("%s", (_, order, act, whyNot) => {
    expect([rightActOf(order), whyNotRight(order)]).toEqual([act, whyNot]);
  });
});

describe("specimens", () => {
  const specimens = [
    aSpecimen(1, { tests: [anItem("test-0").testId] }),
    aSpecimen(2, { status: "rejected", tests: [anItem("test-0").testId] }),
    aSpecimen(3, { status: "received", tests: [anItem("test-1").testId] }),
  ];

  test("what has a result, or was rejected, cannot be rejected", () => {
    const order = { ...of("collected", "resulted"), specimens };
    expect(rejectable(order).map(({ barcode }) => barcode)).toEqual(["X1K"]);
  });

  test("a label is printed again for every tube that is still of use", () => {
    const order = { ...of("collected", "received"), specimens };
    expect(labelled(order).map(({ barcode }) => barcode)).toEqual(["X1K", "X3K"]);
  });

  test("tubes stand in the order of draw, whatever order they were asked in", () => {
    const tubes = ["grey", "lavender", "blood_culture", "light_blue", "gold"] as const;
    expect(inOrderOfDraw(tubes.map((tube) => ({ tube }))).map(({ tube }) => tube)).toEqual([
      ...["blood_culture", "light_blue", "gold", "lavender", "grey"],
    ]);
  });
});
