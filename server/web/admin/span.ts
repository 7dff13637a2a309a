import { addDays, dayNumber, weekStart } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Span } from "./route.ts";

/** What a section shows of the calendar: whole weeks, or a month from its first to its last day. */
export interface ShownSpan {
  readonly from: LocalDay;
  readonly days: number;
  /** The day it is named after. */
  readonly first: LocalDay;
}

export function spanOf(span: Span, day: LocalDay): ShownSpan {
  if (span === "week") {
    const from = weekStart(day);
    return { from, days: 7, first: from };
  }
  const first = monthStart(day);
  return { from: first, days: dayNumber(nextMonth(first)) - dayNumber(first), first };
}

export function monthStart(day: LocalDay): LocalDay {
  return `${day.slice(0, 8)}01`;
}

/** The first of the month after. */
export function nextMonth(day: LocalDay): LocalDay {
  // No month has more than 31 days, and none is so short that it would be jumped over.
  return monthStart(addDays(monthStart(day), 31));
}
