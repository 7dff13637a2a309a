import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiDigits, nameKey, nameWords } from "./arabic-name.ts";

describe("one name, written in different ways, has one key:", () => {
  it.each<[string, readonly string[]]>([
    ["alef with and without its hamza, madda, wasla", ["أحمد", "احمد", "إحمد", "آحمد", "ٱحمد"]],
    ["alef maksura and ya", ["موسى", "موسي", "موسی"]],
    ["ta marbuta and ha", ["فاطمة", "فاطمه", "فاطمۀ", "فاطمە"]],
    ["hamza on waw and on ya", ["مؤيد", "مويد"]],
    ["hamza on ya", ["رائد", "رايد", "رایٔد"]],
    ["a hamza at the end, or none", ["زهراء", "زهرا", "زەهرا".replace("ە", "")]],
    ["the Persian kaf", ["كاظم", "کاظم"]],
    ["harakat and shadda", ["مُحَمَّد", "محمد"]],
    ["a small alef", ["رحمٰن", "رحمن"]],
    ["tatweel", ["محـــمد", "محمد"]],
    ["the article of a family", ["الحسيني", "حسيني", "ال حسيني", "آل حسيني"]],
    [
      "the servant of God, in one word and in two",
      ["عبد الله", "عبدالله", "عبد  الله", "عَبدُ الله", "عبد ﷲ"],
    ],
    ["the servant of another", ["عبد الحسين", "عبدالحسين", "عبد حسين"]],
    ["joiners and bidi marks", ["علي\u200c", "\u202bعلي\u202c", "\u2067علي\u2069", "\ufeffعلي"]],
    ["presentation forms", ["ﻣﺤﻤﺪ", "محمد"]],
    ["digits of three sets", ["علي ٢", "علي ۲", "علي 2"]],
    ["spaces, hyphens and stops", ["محمد علي", "محمد  علي", "محمد-علي", " محمد . علي "]],
    ["Latin letters, large, small, accented", ["José", "JOSE", "jose"]],
    ["Kurdish letters typed on an Arabic keyboard", ["شێرکۆ", "شيركو"]],
    ["Kurdish r and l", ["ڕێژین", "ریژین", "ريزين"]],
    ["the letters that Iraqi Arabic borrows", ["چاسب", "جاسب"]],
    ["gaf and kaf", ["گاطع", "كاطع"]],
  ])("%s", (_, written) => {
    expect(new Set(written.map(nameKey)).size).toBe(1);
    expect(nameKey(written[0] ?? "")).not.toBe("");
  });
});

describe("different names keep different keys:", () => {
  it.each([
    ["حسن", "حسين"],
    ["علي", "علية"],
    ["كريم", "كريمة"],
    ["عبد الله", "عبد الاله"],
    ["عبد الرحمن", "عبد الرحيم"],
    ["جاسم", "قاسم"],
    ["سعد", "سعيد"],
  ])("%s and %s", (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});

describe("the words of a name", () => {
  it("are in their order, the servant joined with whom he serves", () => {
    expect(nameWords("مُحمد عبد الكريم آل ياسين الموسوي")).toEqual([
      "محمد",
      "عبدكريم",
      "ياسين",
      "موسوي",
    ]);
  });

  it("are none where there is no letter", () => {
    expect(["", "  ", "---", "\u200f\u200e", "ـــ", "ال"].map(nameWords)).toEqual(
      Array(6).fill([]),
    );
  });

  it("fold to themselves, and are made of letters and digits only", () => {
    const letters = fc.constantFrom(..."اأإآٱىئيؤوةهکكیەڕڵۆێڤگچپژ ـًّٰعبدال\u200c\u202b٣۳3aÉ-ء");
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 24 }), (drawn) => {
        const words = nameWords(drawn.join(""));
        expect(words.every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true);
        expect(words.some((word) => /[أإآٱىئؤةکیەڕڵۆێڤگچپژء]/.test(word))).toBe(false);
      }),
    );
  });
});

it("digits of three sets are one set, and nothing else is touched", () => {
  expect(asciiDigits("٠٧٧٠ ۱۲۳ 4567 علي")).toBe("0770 123 4567 علي");
});
