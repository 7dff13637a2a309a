import { TZDate } from "@date-fns/tz";
// Each by itself: the whole package is hundreds of files, two seconds of every start.
import { addDays as daysLater } from "date-fns/addDays";
import { format } from "date-fns/format";
import { startOfDay } from "date-fns/startOfDay";
import { addDays, minutesOfDay } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import { dayMs, minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";

/** Local days and times of the site's zone, whatever zone the machine is in. */
export interface Calendar {
  /** The local calendar date of an instant. */
  readonly localDate: (at: Instant) => LocalDay;
  /** The midnight before an instant. */
  readonly midnight: (at: Instant) => Instant;
  /** A local time of day as an instant; minutes may pass midnight. */
  readonly instantAt: (day: LocalDay, minute: number) => Instant;
}

/** A roster asks for the same days again and again; five years of them are little. */
const daysKept = 2_000;
/** Dates of instants are looked for one after the other: the days that are worked on now. */
const datesKept = 10;

interface KnownDay {
  readonly start: Instant;
  /** Of 24 hours: no clock is put forward or back in it. */
  readonly isWhole: boolean;
}

function clockAt(day: LocalDay, minute: number, zone: string): Instant {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return +new TZDate(year, month - 1, date, Math.floor(minute / 60), minute % 60, 0, 0, zone);
}

/** The zone is asked for when it is needed: folding a journal founds the site on its way. */
export function createCalendar(zoneOf: () => string): Calendar {
  // A date is worked out once and holds until it turns; a span has two of them, a week seven.
  let known: readonly { from: Instant; to: Instant; date: LocalDay }[] = [];
  const days = new Map<LocalDay, KnownDay>();
  function dayOf(day: LocalDay): KnownDay {
    const found = days.get(day);
    if (found !== undefined) return found;
    const start = clockAt(day, 0, zoneOf());
    const isWhole = clockAt(addDays(day, 1), 0, zoneOf()) - start === dayMs;
    if (days.size >= daysKept) days.clear();
    days.set(day, { start, isWhole });
    return { start, isWhole };
  }
  function dayAt(at: Instant): (typeof known)[number] {
    const found = known.find(({ from, to }) => from <= at && at < to);
    if (found !== undefined) return found;
    const from = startOfDay(new TZDate(at, zoneOf()));
    const day = { from: +from, to: +daysLater(from, 1), date: format(from, "yyyy-MM-dd") };
    known = [day, ...known.slice(0, datesKept - 1)];
    return day;
  }
  return {
    localDate: (at) => dayAt(at).date,
    midnight: (at) => dayAt(at).from,
    instantAt(day, minute) {
      const isIn = minute >= 0 && minute < minutesOfDay;
      const date = isIn ? day : addDays(day, Math.floor(minute / minutesOfDay));
      const left = ((minute % minutesOfDay) + minutesOfDay) % minutesOfDay;
      const { start, isWhole } = dayOf(date);
      return isWhole ? start + left * minuteMs : clockAt(date, left, zoneOf());
    },
  };
}
