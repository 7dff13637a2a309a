import type { ClinicId, ShiftId, StaffId } from "../../../shared/domain/ids.ts";
import { weekOfCycle, weekStart } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { PatternLine } from "../../../shared/protocol/scheduling-feeds.ts";

/** The longest cycle that the house plans in. */
export const weeksMax = 12;

/** A pattern as it stands in the form: one name for each of its weeks. */
export type PatternForm = PatternLine;

/** What a person has, with a name (or none) for each week; an empty week from today on otherwise. */
export function formOf(
  patterns: readonly PatternLine[],
  staffId: StaffId,
  today: LocalDay,
): PatternForm {
  const known = patterns.find((each) => each.staffId === staffId);
  if (known === undefined) {
    return { staffId, weeks: 1, startsOn: weekStart(today), weekNames: [""], cells: [] };
  }
  const weekNames = Array.from({ length: known.weeks }, (_, week) => known.weekNames[week] ?? "");
  return { ...known, weekNames };
}

export function withWeekMore(form: PatternForm): PatternForm {
  if (form.weeks >= weeksMax) return form;
  return { ...form, weeks: form.weeks + 1, weekNames: [...form.weekNames, ""] };
}

/** Without one of its weeks: the later ones move up. */
export function withoutWeek(form: PatternForm, week: number): PatternForm {
  if (form.weeks <= 1) return form;
  return {
    ...form,
    weeks: form.weeks - 1,
    weekNames: form.weekNames.filter((_, index) => index !== week),
    cells: form.cells
      .filter((cell) => cell.week !== week)
      .map((cell) => ({ ...cell, week: cell.week > week ? cell.week - 1 : cell.week })),
  };
}

export function named(form: PatternForm, week: number, name: string): PatternForm {
  const weekNames = form.weekNames.map((each, index) => (index === week ? name : each));
  return { ...form, weekNames };
}

/** With a shift more on one day of one week; the same one twice is once. It keeps the last room. */
export function withShift(
  form: PatternForm,
  on: { readonly week: number; readonly weekday: number },
  shiftId: ShiftId,
): PatternForm {
  const isThere = (cell: PatternForm["cells"][number]) =>
    cell.week === on.week && cell.weekday === on.weekday && cell.shiftId === shiftId;
  if (form.cells.some(isThere)) return form;
  const alike = form.cells.findLast((cell) => cell.shiftId === shiftId);
  const { pointId = null, thingIds = [] } = alike ?? {};
  return { ...form, cells: [...form.cells, { ...on, shiftId, pointId, thingIds }] };
}

export function withoutShift(
  form: PatternForm,
  gone: { readonly week: number; readonly weekday: number; readonly shiftId: ShiftId },
): PatternForm {
  const isGone = (cell: PatternForm["cells"][number]) =>
    cell.week === gone.week && cell.weekday === gone.weekday && cell.shiftId === gone.shiftId;
  return { ...form, cells: form.cells.filter((cell) => !isGone(cell)) };
}

/** The week that the cycle is in today; nothing before it begins. */
export function weekNow(form: PatternForm, today: LocalDay): number | null {
  return weekOfCycle(form, today);
}

/** As it is sent. */
export function patternAsked(form: PatternForm, clinicId: ClinicId): PayloadInput<"putPattern"> {
  const { staffId, weeks, startsOn, weekNames, cells } = form;
  return {
    ...{ staffId, clinicId, weeks, startsOn },
    weekNames: weekNames.map((name) => name.trim()),
    cells: cells.map(({ thingIds, ...cell }) => ({ ...cell, thingIds: [...thingIds] })),
  };
}
