import type { Language } from "../domain/language.ts";
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

const noBreakSpace = "\u00a0";
const hijri = "islamic-umalqura";

// Chromium's Intl does not know Sorani and would answer in the machine's language; Node's knows the
// weekdays and months, but not the Hijri ones. The same names everywhere, then.
const soraniWeekdays = [
  ...["یەکشەممە", "دووشەممە", "سێشەممە", "چوارشەممە", "پێنجشەممە", "هەینی", "شەممە"],
];
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
