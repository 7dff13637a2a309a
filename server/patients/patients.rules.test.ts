import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  distance,
  fold,
  foldedOf,
  foldedText,
  masked,
  maybeSame,
  tokensOf,
} from "./patients.rules.ts";
import type { Sought } from "./patients.rules.ts";

const ali: Sought = {
  given: "علي",
  father: "حسين",
  grandfather: "عبد الكريم",
  family: "الموسوي",
  mother: "زهراء كاظم",
  birthYear: 1984,
};

describe("how far a patient is from what was typed", () => {
  it.each<[string, number | null]>([
    ["علي", 0],
    ["علي حسين", 0],
    ["علي حسين عبدكريم موسوي", 0],
    ["عل", 1],
    ["علي عبدكريم", 10],
    ["علي موسوي", 20],
    ["علي زهرا", 30],
    ["علي 1984", 50],
    ["حسين", 101],
    ["موسوي علي", null],
    ["علي علي", null],
    ["حسن", null],
  ])("%s: %s", (typed, far) => {
    expect(distance(typed.split(" "), fold(ali))).toBe(far);
  });
});

describe("may be one person", () => {
  it.each<[string, Partial<Sought>, boolean]>([
    ["written in another way", { given: "عَلي", family: "موسوي", mother: "زهرا كاظم" }, true],
    ["the same mother, another year", { birthYear: 1990 }, true],
    ["the same year, another mother", { mother: "فاطمة" }, true],
    ["parts that are not known", { grandfather: "", family: "", mother: "" }, true],
    ["another mother, another year", { mother: "فاطمة", birthYear: 1990 }, false],
    ["another grandfather", { grandfather: "جاسم" }, false],
    ["another given name", { given: "عباس" }, false],
    ["nothing to tell by", { mother: "", birthYear: null }, false],
  ])("%s: %s", (_, change, same) => {
    const other = fold({ ...ali, ...change });
    expect([maybeSame(fold(ali), other), maybeSame(other, fold(ali))]).toEqual([same, same]);
  });
});

it("a folded name comes back from its text as it was", () => {
  const part = fc.string({ unit: fc.constantFrom(..."عليأ ة|-1ـِ x"), maxLength: 8 });
  const year = fc.option(fc.integer({ min: 1900, max: 2100 }));
  fc.assert(
    fc.property(fc.tuple(part, part, part, part, part), year, (parts, birthYear) => {
      const [given, father, grandfather, family, mother] = parts;
      const folded = fold({ given, father, grandfather, family, mother, birthYear });
      expect(foldedOf(foldedText(folded))).toEqual(folded);
      const all = tokensOf(folded).map(({ token, part: at }) => `${at} ${token}`);
      expect(new Set(all).size).toBe(all.length);
    }),
  );
});

it("a number shows its last three digits", () => {
  expect([masked("+9647701234567"), masked("12"), masked(null)]).toEqual([
    "•••••••••••567",
    "12",
    null,
  ]);
});
