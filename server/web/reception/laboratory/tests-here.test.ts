import { describe, expect, test } from "vitest";
import type { QueueId } from "../../../../shared/domain/ids.ts";
import { noPreparation } from "../../../../shared/domain/laboratory.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import { anItem, anOrder } from "../../desk-laboratory/testing/sample-orders.ts";
import { isReady, isToBeAsked, joinable, mayOrder, ordersToTake, testsKey } from "./tests-here.ts";

const site = {
  clinics: [{ services: [{ serviceId: "laboratory-blood", queueId: "laboratory" }] }],
} as unknown as Pick<DirectoryData, "clinics">;
const here = ["laboratory" as QueueId];

describe("ordersToTake", () => {
  test("what is still to be taken at this desk, stat first", () => {
    const orders = [
      anOrder(1),
      anOrder(2, { items: [anItem("cbc", { status: "collected" })] }),
      anOrder(3, { urgency: "stat" }),
    ];
    expect(ordersToTake(orders, site, here).map(({ label }) => label)).toEqual(["R3", "R1"]);
  });

  test("nothing at another's desk", () => {
    expect(ordersToTake([anOrder(1)], site, ["eye" as QueueId])).toEqual([]);
  });
});

test.each([
  ["no fast", 0, null, { ask: false, ready: true }],
  ["a fast, nobody asked", 8, null, { ask: true, ready: false }],
  ["a fast, kept", 8, true, { ask: false, ready: true }],
  ["a fast, broken", 8, false, { ask: false, ready: false }],
] as const)("the preparation: %s", (_, fastingHours, isPrepared, is) => {
  const order = { preparation: { ...noPreparation, fastingHours }, isPrepared };
  expect({ ask: isToBeAsked(order), ready: isReady(order) }).toEqual(is);
});

test("what is open and belongs to another ticket or to none may join this one", () => {
  const over = [anItem("cbc", { status: "resulted" as const })];
  const orders = [anOrder(1), anOrder(2, { ticketId: "t9" as never }), anOrder(3, { items: over })];
  expect(joinable(orders, "t9").map(({ label }) => label)).toEqual(["R1"]);
});

test.each([
  ["an order to take comes before ordering", [anOrder(1)], true, true, "take"],
  ["who may not take may order", [anOrder(1)], false, true, "order"],
  ["a doctor with a patient orders", [], true, true, "order"],
  ["a doctor with nobody does not", [], true, false, null],
] as const)("the key of tests: %s", (_, toTake, mayTake, isVisit, means) => {
  expect(testsKey({ toTake, mayTake, isVisit, mayOrder: true })).toBe(means);
});

test("reception and the laboratory's own people do not order", () => {
  expect((["receptionist", "technician", "doctor"] as const).map(mayOrder)).toEqual([
    ...[false, false, true],
  ]);
});
