import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileWords } from "../../test/harness/hostile-words.ts";
import { canBeRead, nameLettersMax, plainText, shortName, shownName } from "./plain-text.ts";

const nothing: readonly string[] = ["only spaces", "nothing", "only what has no width"];

describe("plainText", () => {
  it.each(hostileWords)("of $is is its words and no more", ({ is, text }) => {
    const plain = plainText(text);
    expect(plain).not.toMatch(/[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]/u);
    expect(plain).not.toMatch(/\p{M}{4}|^\s|\s$|\s\s/u);
    expect(plain === "").toBe(nothing.includes(is));
  });

  it.each([
    ["چشم‌پزشکی", "a non-joiner between letters"],
    ["عِيَادَةُ الأُمَّهَاتِ", "vowels"],
    ["\u{1f469}\u200d\u2695", "a joiner between pictures"],
  ])("keeps %s: %s", (text) => {
    expect(plainText(text)).toBe(text);
  });

  it("is itself when it is made plain again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const plain = plainText(text);
        expect(plainText(plain)).toBe(plain);
        expect(plain.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("shownName", () => {
  it.each([
    "Room 7",
    "غرفة 7",
    "Room  7",
    "Room 7 ",
    " Room",
    "عِيَادَة",
    "a\u202eb",
    "W".repeat(500),
  ])("of %j is plain and short, whichever way it is found", (text) => {
    expect(shownName(text)).toBe(shortName(plainText(text)));
  });
});

describe("shortName", () => {
  it("leaves a name alone, and ends an endless one", () => {
    expect(shortName("Eye clinic")).toBe("Eye clinic");
    expect(shortName("W".repeat(500))).toBe(`${"W".repeat(nameLettersMax - 1)}…`);
  });

  it("cuts no sign in two", () => {
    expect(shortName("\u{1f469}".repeat(200)).isWellFormed()).toBe(true);
  });
});

describe("canBeRead", () => {
  it("asks for a letter or a digit", () => {
    expect(["غرفة", "7", "(-)", "\u{1f469}", ""].map(canBeRead)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
