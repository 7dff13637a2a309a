import { expect, test } from "vitest";
import { noPreparation } from "../../../shared/domain/laboratory.ts";
import { clockOfMinute, isAsked, preparationOf } from "./preparation.ts";

test("several tests ask for the longest fast, the earliest hour and each word once", () => {
  const words = { ar: "بول الصباح" };
  const prepared = preparationOf([
    { fastingHours: 8, notAfterMin: 600, words },
    { fastingHours: 12, notAfterMin: null, words },
    { ...noPreparation, notAfterMin: 570 },
  ]);
  expect(prepared).toEqual({ fastingHours: 12, notAfterMin: 570, words: [words] });
  expect(clockOfMinute(570)).toBe("09:30");
});

test("tests without a preparation ask for nothing", () => {
  expect(isAsked(preparationOf([noPreparation]))).toBe(false);
  expect(isAsked(preparationOf([]))).toBe(false);
});
