import { describe, expect, it } from "vitest";
import {
  afterRosterEvent,
  emptyRosterDesk,
  keyWish,
  onlyShift,
  stepsToPlace,
} from "./roster-desk.ts";
import type { Held, KeyWish } from "./roster-desk.ts";
import { gridOf } from "./roster-grid.ts";
import { assignment, morning, sampleRoster } from "./testing/sample-roster.ts";
import { idOf } from "../../../shared/domain/ids.ts";

const size = { rows: 20, columns: 7 };
const middle = { row: 10, column: 3 };
const go = (row: number, column: number): KeyWish => ({ kind: "go", to: { row, column } });

describe("keys in the grid", () => {
  it.each([
    ["ArrowRight", "ltr", go(10, 4)],
    ["ArrowRight", "rtl", go(10, 2)],
    ["ArrowLeft", "ltr", go(10, 2)],
    ["ArrowLeft", "rtl", go(10, 4)],
    ["ArrowUp", "rtl", go(9, 3)],
    ["ArrowDown", "rtl", go(11, 3)],
    ["PageUp", "ltr", go(0, 3)],
    ["PageDown", "ltr", go(19, 3)],
    ["Home", "rtl", go(10, 0)],
    ["End", "rtl", go(10, 6)],
    ["Enter", "ltr", { kind: "open" }],
    ["F2", "ltr", { kind: "open" }],
    ["Delete", "ltr", { kind: "remove" }],
    ["Escape", "ltr", { kind: "giveUp" }],
    ["a", "ltr", null],
    ["Tab", "ltr", null],
  ] as const)("%s in %s", (key, direction, wish) => {
    expect(keyWish({ key, code: key, ctrl: false }, middle, size, direction)).toEqual(wish);
  });

  it.each([
    ["KeyC", "ؤ", { kind: "copy" }],
    ["KeyX", "ء", { kind: "cut" }],
    ["KeyV", "ر", { kind: "paste" }],
    ["Home", "Home", go(0, 0)],
    ["End", "End", go(19, 6)],
    ["KeyA", "ش", null],
  ] as const)("with Ctrl, %s, whatever letter the layout has there", (code, key, wish) => {
    expect(keyWish({ key, code, ctrl: true }, middle, size, "rtl")).toEqual(wish);
  });

  it.each([
    ["ArrowUp", { row: 0, column: 0 }],
    ["ArrowLeft", { row: 0, column: 0 }],
  ])("%s stops at the edge", (key, to) => {
    const wish = keyWish({ key, code: key, ctrl: false }, { row: 0, column: 0 }, size, "ltr");
    expect(wish).toEqual({ kind: "go", to });
  });
});

const roster = sampleRoster({ from: "2026-11-22", days: 7, people: 2 });
const [first, second] = [idOf("staff", 1), idOf("staff", 2)];
const shift = assignment(5, { staffId: first, day: "2026-11-22", shiftId: morning.shiftId });
const cellOf = (assignments: readonly (typeof shift)[], row: number, column: number) => {
  const cell = gridOf({ ...roster, assignments }).rows[row]?.cells[column];
  if (cell === undefined) throw new Error("no such cell");
  return cell;
};

describe("a shift that is held", () => {
  const copied: Held = { assignment: shift, as: "copy" };
  const cut: Held = { assignment: shift, as: "cut" };
  const plan = {
    name: "planShift",
    payload: {
      clinicId: "eye",
      staffId: second,
      day: "2026-11-23",
      shiftId: "morning",
      pointId: "room-11",
      thingIds: [],
    },
  };
  const unplan = { name: "unplanShift", payload: { assignmentId: "g5" } };

  it.each([
    ["copied", copied, [plan]],
    ["moved: first the new one, then the old one", cut, [plan, unplan]],
  ])("is %s", (_, held, steps) => {
    expect(stepsToPlace(held, cellOf([shift], 1, 1))).toEqual(steps);
  });

  it("is not put where it is already", () => {
    expect(stepsToPlace(cut, cellOf([shift], 0, 0))).toEqual([]);
  });

  it("may come back where it is being taken away", () => {
    const going = { ...shift, state: "removing" as const };
    expect(stepsToPlace(copied, cellOf([going], 0, 0))).toHaveLength(1);
  });

  it.each([
    ["copied stays held", copied, copied],
    ["cut is free", cut, null],
  ])("that was %s when it has been placed", (_, held, left) => {
    const holding = afterRosterEvent(emptyRosterDesk, { kind: "held", held });
    expect(afterRosterEvent(holding, { kind: "placed" }).held).toEqual(left);
  });

  it("is let go by Escape", () => {
    const holding = afterRosterEvent(emptyRosterDesk, { kind: "held", held: cut });
    expect(afterRosterEvent(holding, { kind: "gaveUp" }).held).toBeNull();
  });
});

describe("the grid's focus", () => {
  it("stays inside when a smaller roster is shown, and closes what was open", () => {
    const open = afterRosterEvent(emptyRosterDesk, { kind: "opened", at: { row: 9, column: 30 } });
    const turned = afterRosterEvent(open, { kind: "turned", size: { rows: 4, columns: 7 } });
    expect(turned).toEqual({ at: { row: 3, column: 6 }, held: null, open: null });
  });

  it.each([
    ["one shift is meant", [shift], "g5"],
    ["nothing", [], undefined],
    [
      "of two nobody knows which",
      [shift, { ...shift, shiftId: roster.shifts[1]?.shiftId }],
      undefined,
    ],
    ["what is going is not meant again", [{ ...shift, state: "removing" }], undefined],
  ])("%s", (_, assignments, id) => {
    expect(onlyShift(cellOf(assignments as (typeof shift)[], 0, 0))?.assignmentId).toBe(id);
  });
});
