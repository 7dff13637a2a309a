import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { label, seriesLetters, seriesPattern, splitLabel } from "./label.ts";

const letter = fc.constantFrom(...seriesLetters);
const series = fc.string({ unit: letter, minLength: 1, maxLength: 2 });
const number = fc.oneof(
  fc.integer({ min: 1, max: 1_200 }),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);

describe("a label", () => {
  it.each([
    ["A", 1, "A001"],
    ["A", 12, "A012"],
    ["A", 999, "A999"],
    ["A", 1_000, "A1000"],
    ["A", 1_001, "A1001"],
    ["XZ", 11, "XZ011"],
  ])("of %s and %i is %s", (letters, count, text) => {
    expect(label(letters, count)).toBe(text);
  });

  it.each([
    ["", 1],
    ["a", 1],
    ["ABC", 1],
    ["I", 1],
    ["O", 1],
    ["Q", 1],
    ["A1", 1],
    ["أ", 1],
    ["A", 0],
    ["A", -1],
    ["A", 1.5],
    ["A", Number.NaN],
    ["A", Number.POSITIVE_INFINITY],
    ["A", 2 ** 53],
  ])("is not made of %j and %d", (letters, count) => {
    expect(() => label(letters, count)).toThrow(/not a (series|number)/);
  });

  it("is of one series and number only, as displayed", () => {
    fc.assert(
      fc.property(series, number, series, number, (a, m, b, n) => {
        expect(label(a, m) === label(b, n)).toBe(a === b && m === n);
      }),
    );
  });

  it("grows with its number as people read it: longer, or later in the alphabet of digits", () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 100_000 }), (letters, count) => {
        const [now, next] = [label(letters, count), label(letters, count + 1)];
        expect(next.length > now.length || next > now).toBe(true);
      }),
    );
  });
});

describe("splitting", () => {
  it("is the inverse of labelling", () => {
    fc.assert(
      fc.property(series, number, (letters, count) => {
        expect(splitLabel(label(letters, count))).toEqual({ series: letters, number: count });
      }),
    );
  });

  it("gives nothing for a text that no label is, and a text it splits is that label", () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z]{0,3}[0-9]{0,18}$/));
    fc.assert(
      fc.property(text, (any) => {
        const parts = splitLabel(any);
        if (parts !== null) expect(label(parts.series, parts.number)).toBe(any);
      }),
    );
  });

  it.each([
    "",
    "A",
    "001",
    "A12",
    "A0012",
    "A000",
    "A-012",
    "a012",
    "O012",
    "A٠١٢",
    "A012 ",
    "A9007199254740993",
  ])("gives nothing for %j", (text) => {
    expect(splitLabel(text)).toBeNull();
  });
});

it("series letters are none that is read as a digit or as another letter at ten metres", () => {
  expect([...seriesLetters].filter((one) => !seriesPattern.test(one))).toEqual([]);
  expect(["I", "O", "Q", "0", "1"].filter((one) => seriesPattern.test(one))).toEqual([]);
});
