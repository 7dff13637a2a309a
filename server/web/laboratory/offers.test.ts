import { describe, expect, test } from "vitest";
import { anItem, anOrder, aSpecimen } from "../desk-laboratory/testing/sample-orders.ts";
import { meaningOf } from "./lab-keys.ts";
import { offersFor } from "./offers.ts";

const received = anOrder(1, {
  items: [anItem("cbc", { status: "received" })],
  specimens: [aSpecimen(1, { status: "received" })],
});
const at = { role: "technician", isStale: false, pending: null } as const;
const reasons = (...given: Parameters<typeof offersFor>) =>
  Object.fromEntries(offersFor(...given).map(({ act, whyNot }) => [act, whyNot]));

describe("offersFor", () => {
  test("a received specimen can be resulted, rejected, labelled again, cancelled", () => {
    expect(reasons(received, at)).toEqual({
      ...{ right: null, printLabel: null, reject: null, cancel: null },
    });
  });

  test("an order that is over says so", () => {
    const over = { ...received, items: [anItem("cbc", { status: "resulted" })] };
    expect(reasons(over, at)).toMatchObject({ right: "over", reject: "over", cancel: "over" });
  });

  test("only what is ready can be taken back", () => {
    const part = {
      ...received,
      items: [...received.items, anItem("hba1c", { status: "resulted" })],
    };
    expect(reasons(part, at)).toMatchObject({ right: null, takeBack: null });
    expect(Object.keys(reasons(received, at))).not.toContain("takeBack");
  });

  test("imaging has no specimen to label or reject", () => {
    expect(Object.keys(reasons({ ...received, kind: "imaging" }, at))).toEqual(["right", "cancel"]);
  });

  test.each([
    ["who only reads", { ...at, role: "auditor" }, "readOnly"],
    ["a screen that is out of date", { ...at, isStale: true }, "stale"],
    ["while an answer is awaited", { ...at, pending: "lab.act.reject" }, "pending"],
  ] as const)("nothing for %s", (_, where, reason) => {
    expect(new Set(Object.values(reasons(received, where)))).toEqual(new Set([reason]));
  });
});

test.each([
  ["F8", false, false, "right"],
  ["F9", true, false, "cancel"],
  ["F8", true, false, "takeBack"],
  ["F8", false, true, "ours"],
  ["ArrowDown", false, true, "down"],
  ["KeyX", false, false, null],
] as const)("%s (shift %s, held %s) means %s", (code, shift, repeat, meaning) => {
  expect(meaningOf({ code, shift, repeat, modified: false })).toBe(meaning);
});
