import { describe, expect, test } from "vitest";
import type { ServiceId, TestId } from "../../../shared/domain/ids.ts";
import { aTest } from "../desk-laboratory/testing/sample-orders.ts";
import { typedNames } from "./fields.tsx";
import { askedOf, newPanel, newTest, wishOf } from "./test-wish.ts";

const service = "laboratory-blood" as ServiceId;
const named = { ...newTest(service), code: "CBC ", names: { ar: "صورة الدم", en: " " } };

describe("a line of the catalogue", () => {
  test("what is read and not changed is written as it was", () => {
    const line = aTest("glucose", {
      names: { ar: "سكر", en: "Glucose" },
      preparation: { fastingHours: 8, notAfterMin: 600, words: { ar: "بلا قهوة" } },
      tube: "grey",
    });
    const { clinicId: _, ...asked } = line;
    expect(askedOf(wishOf(line), typedNames)).toEqual(asked);
  });

  test("a new one gets its code in small letters, without empty names", () => {
    expect(askedOf(named, typedNames)).toMatchObject({
      ...{ testId: "cbc", names: { ar: "صورة الدم" }, specimen: "blood", tube: "gold" },
    });
  });

  test("imaging and panels have no tube of their own", () => {
    const none = { specimen: null, tube: null };
    expect(askedOf({ ...named, kind: "imaging" }, typedNames)).toMatchObject(none);
    const panel = { ...newPanel(service), ...{ code: "liver", names: { ar: "كبد" } } };
    const members = ["alt" as TestId];
    expect(askedOf({ ...panel, members }, typedNames)).toMatchObject({ ...none, members });
  });

  test.each([
    ["name", { ...named, names: { en: "CBC" } }],
    ["code", { ...named, code: "full blood" }],
    ["members", { ...named, isPanel: true }],
    ["words", { ...named, words: { en: "No coffee" } }],
  ] as const)("without its %s it is not asked", (missing, wish) => {
    expect(askedOf(wish, typedNames)).toBe(missing);
  });
});
