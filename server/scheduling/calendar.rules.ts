import { addDays, dayNumber, weekday } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { ShiftKind } from "../../shared/domain/roster.ts";

/** The days on which the house works, as rosters ask for them. Spans are half-open. */
export interface WorkCalendar {
  /** 0: Sunday. */
  readonly workdays: readonly number[];
  /** Only those that were announced: a tentative one may still move by a day. */
  readonly holidays: ReadonlySet<LocalDay>;
  readonly closures: readonly Closure[];
}

export interface Closure {
  readonly clinic: string;
  readonly from: LocalDay;
  readonly to: LocalDay;
}

/** On call and on the ward somebody stands every day; clinics and theatre lists keep holidays. */
export function keepsHolidays(kind: ShiftKind): boolean {
  return kind === "clinic" || kind === "theatre";
}

export function isWorkday(calendar: WorkCalendar, day: LocalDay): boolean {
  return calendar.workdays.includes(weekday(day)) && !calendar.holidays.has(day);
}

export function isClosed({ closures }: WorkCalendar, clinic: string, day: LocalDay): boolean {
  return closures.some((each) => each.clinic === clinic && isWithin(each, day));
}

export function isWithin(
  span: { readonly from: LocalDay; readonly to: LocalDay },
  day: LocalDay,
): boolean {
  // Days of this form sort as text in the order of time.
  return span.from <= day && day < span.to;
}

/** The first day of a day's month, and of the month after it. */
export function monthOf(day: LocalDay): { readonly from: LocalDay; readonly to: LocalDay } {
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: `${addDays(from, 31).slice(0, 7)}-01` };
}

/** How many days from the first to before the second. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return dayNumber(to) - dayNumber(from);
}
