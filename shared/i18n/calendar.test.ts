import { describe, expect, it } from "vitest";
import { languages } from "../domain/language.ts";
import {
  dayTitle,
  hijriDate,
  localDayIn,
  longDate,
  monthTitle,
  weekdayAndDate,
  weekdayName,
} from "./calendar.ts";

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

describe("days of the calendar, without an hour", () => {
  it.each([
    ["ar", "28 تشرين الثاني 2026", "تشرين الثاني 2026", "السبت، 28 تشرين الثاني"],
    ["ckb", "28ی تشرینی دووەمی 2026", "تشرینی دووەمی 2026", "شەممە، 28ی تشرینی دووەم"],
    ["en", "28 November 2026", "November 2026", "Saturday 28 November"],
    ["fa", "28 نوامبر 2026", "نوامبر 2026", "شنبه 28 نوامبر"],
    ["ur", "28 نومبر، 2026", "نومبر 2026", "ہفتہ، 28 نومبر"],
  ] as const)("%s", (language, day, month, date) => {
    const saturday = "2026-11-28";
    expect([
      dayTitle(saturday, language),
      monthTitle(saturday, language),
      weekdayAndDate(saturday, language).replace("Saturday, ", "Saturday "),
    ]).toEqual([day, month, date]);
  });

  it.each(languages)("%s has seven names of days, Sunday first, in three widths", (language) => {
    const names = (width: "long" | "short" | "narrow") =>
      [0, 1, 2, 3, 4, 5, 6].map((weekday) => weekdayName(weekday, language, width));
    expect(new Set(names("long")).size).toBe(7);
    expect(new Set(names("short")).size).toBe(7);
    expect(names("narrow").every((name) => Array.from(name).length <= 2)).toBe(true);
    expect(weekdayAndDate("2026-11-22", language)).toContain(names("long")[0]);
  });

  it.each([
    [Date.UTC(2026, 10, 22, 20, 59), "2026-11-22"],
    [Date.UTC(2026, 10, 22, 21, 0), "2026-11-23"],
  ])("at %d it is %s in Baghdad", (at, day) => {
    expect(localDayIn(at, zone)).toBe(day);
  });
});
