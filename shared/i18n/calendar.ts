import type { Language } from "../domain/language.ts";
import { dayNumber } from "../domain/local-day.ts";
import type { LocalDay } from "../domain/local-day.ts";
import { locales } from "./locale.ts";

/** `الاثنين، 23 تشرين الثاني 2026`, with the month names of Iraq. */
export function longDate(instant: number, zone: string, language: Language): string {
  if (language === "ckb") {
    const { weekday, day, month, year } = numbersOf(instant, zone, "gregory");
    const date = `${day}ی ${soraniMonths[month - 1]}ی ${year}`;
    // On narrow paper the weekday takes a line of its own, and the date stays in one.
    return `${soraniWeekdays[weekday]}، ${date.replaceAll(" ", noBreakSpace)}`;
  }
  return new Intl.DateTimeFormat(locales[language].tag, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(instant);
}

/** Day, month and year of the Umm al-Qura calendar; a site's own sighting may differ by a day. */
export function hijriDate(instant: number, zone: string, language: Language): string {
  if (language === "ckb") {
    const { day, month, year } = numbersOf(instant, zone, hijri);
    return `${day}ی ${soraniHijriMonths[month - 1]}ی ${year}`;
  }
  return new Intl.DateTimeFormat(locales[language].tag, {
    calendar: hijri,
    timeZone: zone,
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(instant);
}

/** The day it is in the hospital at an instant, `2026-11-22`. */
export function localDayIn(instant: number, zone: string): LocalDay {
  const { year, month, day } = numbersOf(instant, zone, "gregory");
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** `الأحد`: a day of the week, 0 for Sunday; `short` for columns, as short as it can be told. */
export function weekdayName(
  weekday: number,
  language: Language,
  width: "long" | "short" = "long",
): string {
  if (language === "ckb") return (width === "long" ? soraniWeekdays : soraniShort)[weekday] ?? "";
  // 1970-01-04 was a Sunday.
  return dayFormat(language, { weekday: width }).format((weekday + 3) * dayMs);
}

/** `28 تشرين الثاني 2026`, for a day of the calendar that has no hour and no zone. */
export function dayTitle(day: LocalDay, language: Language): string {
  return dated(day, language, { day: "numeric", month: "long", year: "numeric" });
}

/** `تشرين الثاني 2026` */
export function monthTitle(day: LocalDay, language: Language): string {
  return dated(day, language, { month: "long", year: "numeric" });
}

/** `الثلاثاء، 24 تشرين الثاني` */
export function weekdayAndDate(day: LocalDay, language: Language): string {
  return dated(day, language, { weekday: "long", day: "numeric", month: "long" });
}

function dated(day: LocalDay, language: Language, options: Intl.DateTimeFormatOptions): string {
  const instant = dayNumber(day) * dayMs;
  if (language !== "ckb") return dayFormat(language, options).format(instant);
  const numbers = numbersOf(instant, "UTC", "gregory");
  const month = soraniMonths[numbers.month - 1] ?? "";
  const written = [
    options.day === undefined ? month : `${numbers.day}ی ${month}`,
    options.year === undefined ? "" : String(numbers.year),
  ].filter((part) => part !== "");
  const date = options.year === undefined ? written.join("") : written.join("ی ");
  return options.weekday === undefined ? date : `${soraniWeekdays[numbers.weekday]}، ${date}`;
}

/** A format is costly to make, and a grid asks for the same one for each of its days. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const made =
    dayFormats.get(key) ??
    new Intl.DateTimeFormat(locales[language].tag, { ...options, timeZone: "UTC" });
  dayFormats.set(key, made);
  return made;
}

const dayMs = 86_400_000;
const noBreakSpace = "\u00a0";
const hijri = "islamic-umalqura";

// Chromium's Intl does not know Sorani and would answer in the machine's language; Node's knows the
// weekdays and months, but not the Hijri ones. The same names everywhere, then.
const soraniWeekdays = [
  ...["یەکشەممە", "دووشەممە", "سێشەممە", "چوارشەممە", "پێنجشەممە", "هەینی", "شەممە"],
];
const soraniShort = [...["یەک", "دوو", "سێ", "چوار", "پێنج", "هەینی", "شەممە"]];
const soraniMonths = [
  ...["کانوونی دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران", "تەمووز", "ئاب"],
  ...["ئەیلوول", "تشرینی یەکەم", "تشرینی دووەم", "کانوونی یەکەم"],
];
const soraniHijriMonths = [
  ...["موحەڕەم", "سەفەر", "ڕەبیعی یەکەم", "ڕەبیعی دووەم", "جەمادی یەکەم", "جەمادی دووەم"],
  ...["ڕەجەب", "شەعبان", "ڕەمەزان", "شەووال", "زولقەعدە", "زولحیججە"],
];

function numbersOf(instant: number, zone: string, calendar: string) {
  const parts = new Intl.DateTimeFormat("en-u-nu-latn", {
    calendar,
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "numeric",
    year: "numeric",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? "";
  return {
    weekday: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(part("weekday")),
    day: Number(part("day")),
    month: Number(part("month")),
    year: Number.parseInt(part("year"), 10),
  };
}
