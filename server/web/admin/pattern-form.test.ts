import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import type { ClinicId, ServicePointId, ShiftId } from "../../../shared/domain/ids.ts";
import { commandPayloads } from "../../../shared/protocol/commands.ts";
import {
  formOf,
  named,
  patternAsked,
  weekNow,
  weeksMax,
  withoutShift,
  withoutWeek,
  withShift,
  withWeekMore,
} from "./pattern-form.ts";
import type { PatternForm } from "./pattern-form.ts";

const staffId = idOf("staff", 1);
const [morning, night] = ["morning", "night"] as ShiftId[] as [ShiftId, ShiftId];
const sunday = "2026-11-22";
const empty = formOf([], staffId, "2026-11-25");

const cells = ({ cells: all }: PatternForm) =>
  all.map(({ week, weekday, shiftId }) => `${week} ${weekday} ${shiftId}`);

/** Mornings in the first week, nights in the second. */
const two = withShift(
  withShift(named(withWeekMore(empty), 1, "ليالٍ"), { week: 0, weekday: 1 }, morning),
  { week: 1, weekday: 3 },
  night,
);

describe("a pattern in its form", () => {
  it("begins empty, in the week of today", () => {
    expect(empty).toEqual({ staffId, weeks: 1, startsOn: sunday, weekNames: [""], cells: [] });
  });

  it("gains weeks up to the longest cycle, and names each", () => {
    expect(two).toMatchObject({ weeks: 2, weekNames: ["", "ليالٍ"] });
    const long = Array.from({ length: 20 }).reduce<PatternForm>((form) => withWeekMore(form), two);
    expect([long.weeks, long.weekNames.length]).toEqual([weeksMax, weeksMax]);
  });

  it("loses a week with its shifts, and the later ones move up; never the last", () => {
    const left = withoutWeek(two, 0);
    expect([left.weekNames, cells(left)]).toEqual([["ليالٍ"], ["0 3 night"]]);
    expect(withoutWeek(left, 0)).toBe(left);
  });

  it("holds a shift of a day once, in the room that it had elsewhere, and loses it", () => {
    const room = "room-11" as ServicePointId;
    const known = { ...two, cells: two.cells.map((cell) => ({ ...cell, pointId: room })) };
    const more = withShift(known, { week: 0, weekday: 4 }, morning);
    expect(more.cells.at(-1)).toMatchObject({ week: 0, weekday: 4, pointId: room });
    expect(withShift(more, { week: 0, weekday: 4 }, morning)).toBe(more);
    expect(cells(withoutShift(more, { week: 0, weekday: 1, shiftId: morning }))).toEqual([
      "1 3 night",
      "0 4 morning",
    ]);
  });

  it.each([
    ["2026-11-21", null],
    ["2026-11-22", 0],
    ["2026-11-29", 1],
    ["2026-12-12", 0],
  ])("is on %s in week %s", (day, week) => {
    expect(weekNow(two, day)).toBe(week);
  });

  it("is sent as the command reads it, and comes back as it was", () => {
    const asked = patternAsked(two, "eye" as ClinicId);
    expect(commandPayloads.putPattern.safeParse(asked)).toMatchObject({ success: true });
    expect(formOf([{ ...two, weekNames: [] }], staffId, sunday).weekNames).toEqual(["", ""]);
    expect(formOf([two], staffId, sunday)).toEqual(two);
  });
});
