import { parseDate, toCalendarDateTime, toZoned } from "@internationalized/date";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Instant } from "../../../shared/domain/time.ts";

/** A clock time of the hospital's own day as an instant; minutes may pass midnight. */
export function instantIn(day: LocalDay, minute: number, zone: string): Instant {
  const time = toCalendarDateTime(parseDate(day)).add({ minutes: minute });
  return toZoned(time, zone).toDate().getTime();
}
