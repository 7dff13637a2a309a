import { describe, expect, it } from "vitest";
import { languages } from "../domain/language.ts";
import { hijriDate, longDate } from "./calendar.ts";

const zone = "Asia/Baghdad";
/** Monday 23 November 2026, 10:42 in Baghdad. */
const instant = Date.UTC(2026, 10, 23, 7, 42);
const bare = (text: string) => text.replaceAll("\u00a0", " ");

describe("longDate", () => {
  it.each([
    ["ar", "الاثنين، 23 تشرين الثاني 2026"],
    ["ckb", "دووشەممە، 23ی تشرینی دووەمی 2026"],
    ["en", "Monday, 23 November 2026"],
    ["fa", "دوشنبه 23 نوامبر 2026"],
    ["ur", "پیر، 23 نومبر، 2026"],
  ] as const)("in %s: %s", (language, said) => {
    expect(bare(longDate(instant, zone, language))).toBe(said);
  });

  it("names every weekday and month in Sorani", () => {
    const days = Array.from({ length: 365 }, (_, day) => instant + day * 86_400_000);
    const said = days.map((day) => bare(longDate(day, zone, "ckb")));
    expect(new Set(said.map((date) => date.split("،")[0])).size).toBe(7);
    expect(new Set(said.map((date) => date.replace(/^.*?ی |ی \d+$/g, ""))).size).toBe(12);
    expect(said.filter((date) => /undefined|NaN|[A-Za-z]/.test(date))).toEqual([]);
  });

  it.each(languages)(
    "shows the hospital's day in %s when midnight has passed there",
    (language) => {
      expect(longDate(Date.UTC(2026, 10, 23, 21, 5), zone, language)).toContain("24");
    },
  );
});

describe("hijriDate", () => {
  it.each([
    ["ar", "13 جمادى الآخرة 1448 هـ"],
    ["ckb", "13ی جەمادی دووەمی 1448"],
    ["en", "13 Jumada II 1448 AH"],
    ["ur", "13 جمادی الثانی، 1448 ہجری"],
  ] as const)("in %s: %s", (language, said) => {
    expect(hijriDate(instant, zone, language)).toBe(said);
  });

  it("is of the same calendar in Persian, whose other dates are not", () => {
    expect(hijriDate(instant, zone, "fa")).toMatch(/^13 جمادی‌الثانی 1448/);
  });
});
