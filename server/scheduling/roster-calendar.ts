import { idOf } from "../../shared/domain/ids.ts";
import type { Names } from "../../shared/domain/language.ts";
import { addDays, daysFrom } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { CalendarDay } from "../../shared/protocol/scheduling-feeds.ts";
import type { Sql } from "../store/store.ts";
import { isWithin, isWorkday } from "./calendar.rules.ts";
import type { WorkCalendar } from "./calendar.rules.ts";
import { rosterSql } from "./roster.sql.ts";

/** Sunday to Thursday, until the hospital says otherwise. */
const usualWorkdays = [0, 1, 2, 3, 4];
/** The longest that a holiday may last: one that began before may still go on. */
const holidayDaysMax = 14;

interface HolidayRow {
  readonly id: number;
  readonly names: string;
  readonly day: LocalDay;
  readonly days: number;
  readonly status: "tentative" | "confirmed";
}

interface ClosureRow {
  readonly clinic_id: string;
  readonly from_day: LocalDay;
  readonly to_day: LocalDay;
  readonly reason: string;
}

export type RosterCalendar = ReturnType<typeof createRosterCalendar>;

/** The days on which the house and its clinics work, as far as rosters ask. */
export function createRosterCalendar(sql: Sql) {
  const workWeek = sql.query<[], { workdays: string }>(rosterSql.workWeek);
  const holidays = sql.query<[LocalDay, LocalDay], HolidayRow>(rosterSql.holidays);
  const closures = sql.query<[string, LocalDay, LocalDay], ClosureRow>(rosterSql.closures);

  const workdays = (): readonly number[] => {
    const row = workWeek.get();
    return row === undefined ? usualWorkdays : (JSON.parse(row.workdays) as number[]);
  };
  const holidaysIn = (from: LocalDay, to: LocalDay) =>
    holidays
      .all(addDays(from, -holidayDaysMax), to)
      .map((row) => ({ row, from: row.day, to: addDays(row.day, row.days) }));

  return {
    /** What the rules need to know of these days, for these clinics. */
    work(clinics: readonly string[], from: LocalDay, to: LocalDay): WorkCalendar {
      const announced = holidaysIn(from, to).filter(({ row }) => row.status === "confirmed");
      return {
        workdays: workdays(),
        holidays: new Set(announced.flatMap((each) => daysFrom(each.from, each.to))),
        closures: clinics.flatMap((clinic) =>
          closures
            .all(clinic, to, from)
            .map((row) => ({ clinic: row.clinic_id, from: row.from_day, to: row.to_day })),
        ),
      };
    },
    /** The days as screens shade them. */
    days(clinic: string, from: LocalDay, to: LocalDay): readonly CalendarDay[] {
      const work = { workdays: workdays(), holidays: new Set<LocalDay>(), closures: [] };
      const held = holidaysIn(from, to);
      const closed = closures.all(clinic, to, from);
      return daysFrom(from, to).map((day) => {
        const holiday = held.find((each) => isWithin(each, day))?.row;
        const closure = closed.find((row) => row.from_day <= day && day < row.to_day);
        return {
          day,
          isWorkday: isWorkday(work, day) && holiday?.status !== "confirmed",
          holiday:
            holiday === undefined
              ? null
              : {
                  holidayId: idOf("holiday", holiday.id),
                  names: JSON.parse(holiday.names) as Names,
                  status: holiday.status,
                },
          closed: closure?.reason ?? null,
        };
      });
    },
  };
}
