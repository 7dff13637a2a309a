import { daysFrom, weekday, weekOfCycle } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { ShiftKind } from "../../shared/domain/roster.ts";
import { isClosed, isWithin, keepsHolidays } from "./calendar.rules.ts";
import type { WorkCalendar } from "./calendar.rules.ts";

/** An n-week cycle of one person in one clinic; its first week is that of `startsOn`. */
export interface Pattern {
  readonly staff: number;
  readonly clinic: string;
  readonly weeks: number;
  readonly startsOn: LocalDay;
  /** In the order of its weeks; a week without one has its number. */
  readonly weekNames?: readonly string[];
  readonly cells: readonly {
    readonly week: number;
    readonly weekday: number;
    readonly shift: string;
    readonly point: string | null;
    readonly things?: readonly string[];
  }[];
}

/** A shift to be planned. */
export interface Planned {
  readonly staff: number;
  readonly clinic: string;
  readonly day: LocalDay;
  readonly shift: string;
  readonly point: string | null;
  readonly things: readonly string[];
}

export interface Leave {
  readonly staff: number;
  readonly from: LocalDay;
  /** Not in it. */
  readonly to: LocalDay;
}

export interface PatternGround {
  readonly kinds: ReadonlyMap<string, ShiftKind>;
  readonly calendar: WorkCalendar;
  readonly leave: readonly Leave[];
}

/**
 * What the patterns say for these days, in order of days: not before a pattern starts, not in
 * leave, not while the clinic is closed, and for clinics and theatre not on a holiday. The weekend is
 * no reason: a cell that names a Friday means it.
 */
export function expandPatterns(
  patterns: readonly Pattern[],
  span: { readonly from: LocalDay; readonly to: LocalDay },
  ground: PatternGround,
): readonly Planned[] {
  return daysFrom(span.from, span.to).flatMap((day) =>
    patterns.flatMap((pattern) => cellsOf(pattern, day, ground)),
  );
}

function cellsOf(pattern: Pattern, day: LocalDay, ground: PatternGround): readonly Planned[] {
  const { staff, clinic } = pattern;
  const week = weekOfCycle(pattern, day);
  if (week === null || !mayWork({ staff, clinic, day }, ground)) return [];
  return pattern.cells
    .filter((cell) => cell.week === week && cell.weekday === weekday(day))
    .filter((cell) => runsOn(cell.shift, day, ground))
    .map(({ shift, point, things = [] }) => ({ staff, clinic, day, shift, point, things }));
}

/** Neither on leave nor in a closed clinic. */
export function mayWork(
  { staff, clinic, day }: Pick<Planned, "staff" | "clinic" | "day">,
  { calendar, leave }: PatternGround,
): boolean {
  const isOnLeave = leave.some((each) => each.staff === staff && isWithin(each, day));
  return !isOnLeave && !isClosed(calendar, clinic, day);
}

/** Is it a shift of the house, and not of the kind that rests on this day? */
export function runsOn(shift: string, day: LocalDay, { kinds, calendar }: PatternGround): boolean {
  const kind = kinds.get(shift);
  return kind !== undefined && !(keepsHolidays(kind) && calendar.holidays.has(day));
}
