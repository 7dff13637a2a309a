import { describe, expect, it } from "vitest";
import { writtenHospital as demo } from "../../server/demo/demo-hospital.ts";
import { hostileWords } from "../../test/harness/hostile-words.ts";
import { nameLettersMax } from "../domain/plain-text.ts";
import { displayName, words } from "./words.ts";

/** What the gate makes of a text: as it was, another text, or nothing. */
function outcome(parsed: { readonly success: boolean; readonly data?: string }, text: string) {
  if (!parsed.success) return "refused";
  return parsed.data === text ? "kept" : "cleaned";
}

describe("words", () => {
  const note = words(1_000);

  it.each(hostileWords)("of a person: $is", ({ text, asWords }) => {
    expect(outcome(note.safeParse(text), text)).toBe(asWords);
  });

  it("say nothing that turns, hides or piles up once they are in", () => {
    const kept = hostileWords.map(({ text }) => note.safeParse(text).data ?? "").join("");
    expect(kept).not.toMatch(/[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]/u);
    expect(kept).not.toMatch(/\p{M}{4}/u);
  });

  it("are as long as they may be, before anything is taken out of them", () => {
    expect(words(3).safeParse("abc").success).toBe(true);
    expect(words(3).safeParse("a\u200eb\u200e").success).toBe(false);
  });

  it("that look alike are equal bytes", () => {
    const forms = ["e\u0301te\u0301  7", " \u00e9t\u00e9\u200e 7 ", "\u00e9t\u00e9\u00a07"];
    expect(new Set(forms.map((form) => note.parse(form)))).toEqual(new Set(["\u00e9t\u00e9 7"]));
  });
});

describe("displayName", () => {
  it.each(hostileWords)("made of: $is", ({ text, asName }) => {
    expect(outcome(displayName.safeParse(text), text)).toBe(asName);
  });

  it.each([
    ["a space before it", " Room 7"],
    ["two spaces in it", "Room  7"],
    ["marks that are written as one sign", "e\u0301cole"],
    ["no letter and no digit", "(-)"],
    ["too many letters", "abc ".repeat(30).trim()],
  ])("is not %s", (_, text) => {
    expect(displayName.safeParse(text).success).toBe(false);
  });

  it("may be as long as a hospital's", () => {
    const longest = "Teaching ".repeat(11).trim();
    expect(longest.length).toBeLessThanOrEqual(nameLettersMax);
    expect(displayName.parse(longest)).toBe(longest);
  });

  it("is what everything in the demo hospital is called", () => {
    const named: string[] = [];
    JSON.stringify(demo, (key, value: unknown) => {
      if (/names$/i.test(key) && typeof value === "object" && value !== null)
        named.push(...Object.values(value).filter((name) => typeof name === "string"));
      return value;
    });
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((name) => !displayName.safeParse(name).success)).toEqual([]);
  });
});
