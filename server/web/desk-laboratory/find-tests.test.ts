import { describe, expect, test } from "vitest";
import type { TestId } from "../../../shared/domain/ids.ts";
import { findTests, testsMeant } from "./find-tests.ts";
import { aTest } from "./testing/sample-orders.ts";

const id = (name: string) => name as TestId;
const catalogue = [
  aTest("cbc", { names: { ar: "صورة الدم الكاملة", en: "Full blood count", fa: "شمارش خون" } }),
  aTest("glucose", { names: { ar: "سكر الدم صائماً", en: "Fasting glucose", ckb: "شەکری خوێن" } }),
  aTest("liver", {
    names: { ar: "وظائف الكبد", en: "Liver panel" },
    members: [id("alt"), id("ast"), id("old")],
  }),
  aTest("alt", { names: { ar: "ناقلة أمين الألانين", en: "ALT" } }),
  aTest("ast", { names: { ar: "ناقلة أمين الأسبارتات", en: "AST" } }),
  aTest("old", { names: { ar: "قديم", en: "Old liver test" }, isOpen: false }),
];
const found = (typed: string) => findTests(catalogue, typed, "en").map(({ testId }) => testId);

describe("findTests", () => {
  test.each([
    [
      "nothing typed: all that is open, panels first",
      "",
      ["liver", "alt", "ast", "glucose", "cbc"],
    ],
    ["the code of the house", "CBC", ["cbc"]],
    ["English, the beginning of words, in any order", "blo fu", ["cbc"]],
    ["Arabic without its article and marks", "دم الكامله", ["cbc"]],
    ["Sorani on an English screen", "شەکر", ["glucose"]],
    ["Persian letters for Arabic ones", "شمارش", ["cbc"]],
    ["the middle of a word", "cose", ["glucose"]],
    ["a slip of the finger", "glucsoe", ["glucose"]],
    ["a sign too few", "gluose", ["glucose"]],
    ["a short word is not guessed at", "alx", []],
    ["what is closed is not offered", "old", []],
  ])("%s", (_, typed, tests) => {
    expect(found(typed)).toEqual(tests);
  });
});

test("a panel stands for its open members, and each test is meant once", () => {
  const meant = testsMeant(catalogue, [id("alt"), id("liver"), id("nothing")]);
  expect(meant.map(({ testId }) => testId)).toEqual(["alt", "ast"]);
});
