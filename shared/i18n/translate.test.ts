import { describe, expect, it } from "vitest";
import { hostileWords } from "../../test/harness/hostile-words.ts";
import { languages } from "../domain/language.ts";
import { leftToRight, translator } from "./translate.ts";

describe("a value inside a text", () => {
  it.each(hostileWords)("made of $is stays inside its own isolate", ({ text }) => {
    for (const language of languages) {
      const said = translator(language)("reception.copy.ordered", { name: text });
      const [before, inside, after] = said.split(/[\u2068\u2069]/u);
      expect(said.match(/[\u2066-\u2069\u202a-\u202e]/gu)).toEqual(["\u2068", "\u2069"]);
      expect([before, after].join("")).not.toMatch(/[{}]/);
      expect(inside).toBe(text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ""));
    }
  });

  it("that is left to right already is isolated once", () => {
    const said = translator("ar")("reception.copy.ordered", { name: leftToRight("A047") });
    expect(said.match(/[\u2066-\u2069]/gu)).toEqual(["\u2066", "\u2069"]);
  });

  it("keeps the isolates of a text that was said before", () => {
    const t = translator("ar");
    const span = leftToRight("16:25–17:05");
    const spot = t("theatre.spot", { theatre: "صالة 1", span });
    const said = t("theatre.drag.at", { label: leftToRight("OP176"), spot });
    // In the direction of its language: whoever looks for its first letter finds none outside them.
    expect(said).toContain(`\u2067${spot}\u2069`);
    expect(said).toContain(span);
  });

  it.each(["\u2069\u2066", "\u2066", "\u2066a\u2069\u2069", "\u2066\u202ea\u2069"])(
    "loses isolates that are not whole: %j",
    (name) => {
      const said = translator("en")("reception.copy.ordered", { name });
      expect(said.match(/[\u2066-\u2069\u202e]/gu)).toEqual(["\u2068", "\u2069"]);
    },
  );

  it("is not looked at for places and texts of its own", () => {
    const said = translator("en")("reception.copy.ordered", { name: "{n} $t(word.dawr) $&" });
    expect(said).toBe("Sent to print at: \u2068{n} $t(word.dawr) $&\u2069");
  });
});
