import { TZDate } from "@date-fns/tz";
// Each by itself: the whole package is hundreds of files, two seconds of every start.
import { addDays as daysLater } from "date-fns/addDays";
import { format } from "date-fns/format";
import { startOfDay } from "date-fns/startOfDay";
import { addDays, minutesOfDay } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import type { Instant } from "../shared/domain/time.ts";

/** Local days and times of the site's zone, whatever zone the machine is in. */
export interface Calendar {
  /** The local calendar date of an instant. */
  readonly localDate: (at: Instant) => LocalDay;
  /** A local time of day as an instant; minutes may pass midnight. */
  readonly instantAt: (day: LocalDay, minute: number) => Instant;
}

/** The zone is asked for when it is needed: folding a journal founds the site on its way. */
export function createCalendar(zoneOf: () => string): Calendar {
  // A date is worked out once and holds until it turns.
  let known = { from: 0, to: 0, date: "" };
  return {
    localDate(at) {
      if (at < known.from || at >= known.to) {
        const from = startOfDay(new TZDate(at, zoneOf()));
        known = { from: +from, to: +daysLater(from, 1), date: format(from, "yyyy-MM-dd") };
      }
      return known.date;
    },
    instantAt(day, minute) {
      const [year = 0, month = 1, date = 1] = addDays(day, Math.floor(minute / minutesOfDay))
        .split("-")
        .map(Number);
      const left = ((minute % minutesOfDay) + minutesOfDay) % minutesOfDay;
      const [hours, minutes] = [Math.floor(left / 60), left % 60];
      return +new TZDate(year, month - 1, date, hours, minutes, 0, 0, zoneOf());
    },
  };
}
