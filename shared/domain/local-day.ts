/**
 * Local calendar days as text, `2026-11-26`, and as day numbers (days since 1970-01-01), so that
 * rosters can count without a clock and without a zone. Gregorian, proleptic.
 * Days to civil and back: H. Hinnant, "chrono-compatible low-level date algorithms" (2013).
 */
export type LocalDay = string;

export const localDayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const minutesOfDay = 1_440;

/** The number of a day. Throws on text that is no day of the calendar (`2026-02-30`). */
export function dayNumber(day: LocalDay): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const number = era * 146_097 + dayOfEra - 719_468;
  if (!localDayPattern.test(day) || localDay(number) !== day) throw new Error(`not a day: ${day}`);
  return number;
}

/** Is it a day of the calendar, and not only of its shape (`2026-02-30`)? */
export function isLocalDay(text: string): boolean {
  if (!localDayPattern.test(text)) return false;
  const date = Number(text.slice(8));
  return localDay(dayNumber(`${text.slice(0, 8)}01`) + date - 1) === text;
}

/** The day of a number. */
export function localDay(number: number): LocalDay {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

export function addDays(day: LocalDay, days: number): LocalDay {
  return localDay(dayNumber(day) + days);
}

/** 0: Sunday, the first day of the hospital's week, to 6: Saturday. */
export function weekday(day: LocalDay): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** The Sunday on or before a day. */
export function weekStart(day: LocalDay): LocalDay {
  return addDays(day, -weekday(day));
}

/** Which week of a cycle of n weeks a day lies in, from 0; nothing before it begins. */
export function weekOfCycle(
  { startsOn, weeks }: { readonly startsOn: LocalDay; readonly weeks: number },
  day: LocalDay,
): number | null {
  if (day < startsOn) return null;
  return Math.floor((dayNumber(day) - dayNumber(weekStart(startsOn))) / 7) % weeks;
}

/** The days from the first to before the second. */
export function daysFrom(from: LocalDay, to: LocalDay): readonly LocalDay[] {
  const [first, end] = [dayNumber(from), dayNumber(to)];
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => localDay(first + index));
}
