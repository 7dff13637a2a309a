import { describe, expect, test } from "vitest";
import type { TestId } from "../../../../shared/domain/ids.ts";
import { noPreparation } from "../../../../shared/domain/laboratory.ts";
import { aTest } from "../../desk-laboratory/testing/sample-orders.ts";
import { nothingWished, preparationFor, tubesFor, withoutTest, withTest } from "./wished.ts";

const id = (name: string) => name as TestId;
const words = { ar: "بلا دواء" };
const catalogue = [
  aTest("lipids", {
    members: [id("cholesterol"), id("fats")],
    preparation: { ...noPreparation, words },
  }),
  aTest("cholesterol", { tube: "gold", preparation: { ...noPreparation, fastingHours: 9 } }),
  aTest("fats", { tube: "gold", preparation: { ...noPreparation, fastingHours: 12 } }),
  aTest("clotting", { tube: "light_blue" }),
  aTest("chest", { kind: "imaging", tube: null, specimen: null }),
];

describe("what is wished", () => {
  test("a test is chosen once and taken away again", () => {
    const twice = withTest(withTest(nothingWished, id("fats")), id("fats"));
    expect(twice.chosen).toEqual(["fats"]);
    expect(withoutTest(twice, id("fats"))).toEqual(nothingWished);
  });

  test("a panel asks for what its tests ask for, and for its own", () => {
    expect(preparationFor(catalogue, [id("lipids")])).toEqual({
      ...{ fastingHours: 12, notAfterMin: null, words: [words] },
    });
  });

  test("two tests of one cap take one tube, in the order of draw", () => {
    expect(tubesFor(catalogue, [id("lipids"), id("chest"), id("clotting")])).toEqual([
      ...["light_blue", "gold"],
    ]);
  });
});
