import { describe, expect, test } from "vitest";
import { languages } from "../domain/language.ts";
import type { Language } from "../domain/language.ts";
import { pauseKinds } from "../domain/service.ts";
import { translator } from "./translate.ts";
import { pauseText, shortWaitText, waitText } from "./wait-text.ts";

const bare = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, "");

describe("waitText", () => {
  test.each<[Language, Parameters<typeof waitText>[0], string]>([
    ["en", null, "Wait not known yet"],
    ["en", { fromMin: 35, toMin: 40 }, "35 to 40 minutes"],
    ["en", { fromMin: 5, toMin: 5 }, "about 5 minutes"],
    ["en", { fromMin: 0, toMin: 5 }, "up to 5 minutes"],
    ["ar", { fromMin: 5, toMin: 10 }, "من 5 إلى 10 دقائق"],
    ["ar", { fromMin: 35, toMin: 40 }, "من 35 إلى 40 دقيقة"],
    ["ar", { fromMin: 0, toMin: 5 }, "حتى 5 دقائق"],
    ["ckb", { fromMin: 0, toMin: 15 }, "تا 15 خولەک"],
    ["fa", { fromMin: 20, toMin: 30 }, "20 تا 30 دقیقه"],
    ["ur", { fromMin: 20, toMin: 30 }, "20 سے 30 منٹ"],
  ])("in %s: %j", (language, wait, said) => {
    expect(bare(waitText(wait, translator(language)))).toBe(said);
  });
});

describe("shortWaitText", () => {
  test.each<[Language, Parameters<typeof shortWaitText>[0], string]>([
    ["en", { fromMin: 35, toMin: 40 }, "35–40 min"],
    ["en", { fromMin: 5, toMin: 5 }, "about 5 min"],
    ["en", { fromMin: 0, toMin: 5 }, "up to 5 min"],
    ["ar", { fromMin: 5, toMin: 10 }, "5–10 دقائق"],
    ["ar", { fromMin: 35, toMin: 40 }, "35–40 دقيقة"],
    ["ckb", { fromMin: 0, toMin: 15 }, "تا 15 خولەک"],
    ["fa", { fromMin: 20, toMin: 30 }, "20–30 دقیقه"],
    ["ur", { fromMin: 0, toMin: 30 }, "30 منٹ تک"],
  ])("in %s: %j", (language, wait, said) => {
    expect(bare(shortWaitText(wait, translator(language)))).toBe(said);
  });
});

describe("pauseText", () => {
  const until = Date.parse("2026-11-23T12:30:00+03:00");
  const said = (language: Language, kind: (typeof pauseKinds)[number], end: number | null) =>
    bare(pauseText({ kind, until: end }, "Asia/Baghdad", translator(language)));

  test("says until when, in the hospital's clock, or only why", () => {
    expect([
      said("en", "prayer", until),
      said("en", "late", until),
      said("en", "meal", null),
    ]).toEqual(["prayer break until 12:30", "the doctor is late, until about 12:30", "meal break"]);
  });

  test.each(languages)("has in %s words for each kind", (language) => {
    const texts = pauseKinds.flatMap((kind) => [
      said(language, kind, null),
      said(language, kind, until),
    ]);
    expect(new Set(texts).size).toBe(8);
  });
});
