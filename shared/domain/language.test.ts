import { describe, expect, it } from "vitest";
import { languages, nameIn, preferredLanguage } from "./language.ts";

describe("nameIn", () => {
  it("gives each language its own name", () => {
    const names = { ar: "العيون", ckb: "چاو", en: "Eye", fa: "چشم", ur: "آنکھ" };
    expect(languages.map((language) => nameIn(names, language))).toEqual(Object.values(names));
  });

  it("falls back to Arabic", () => {
    expect(languages.map((language) => nameIn({ ar: "العيون" }, language))).toEqual(
      languages.map(() => "العيون"),
    );
  });
});

describe("nameIn, whatever a name is made of", () => {
  it("draws only what stands by itself", () => {
    const names = { ar: "غرفة 7", en: "\u2067\u202eRoom\u001b@ 7" };
    expect([nameIn(names, "en"), nameIn(names, "ar")]).toEqual(["Room @ 7", "غرفة 7"]);
  });

  it("falls back to Arabic when nothing of it can be seen", () => {
    expect(nameIn({ ar: "غرفة 7", en: "\u200b\u202e \ud83d" }, "en")).toBe("غرفة 7");
  });
});

describe("preferredLanguage", () => {
  it.each([
    [[], "ar"],
    [["de-DE", "fr"], "ar"],
    [["ur"], "ur"],
    [["FA-ir"], "fa"],
    [["ckb"], "ckb"],
    [["ku"], "ckb"],
    [["ku-IQ"], "ckb"],
    [["ku-Arab"], "ckb"],
    [["ku-Latn-TR", "en"], "en"],
    [["de", "en-GB", "ar"], "en"],
    [["english"], "ar"],
  ] as const)("of a phone that wishes for %j: %s", (wishes, language) => {
    expect(preferredLanguage(wishes)).toBe(language);
  });
});
