import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import type { RosterFinding } from "../../../shared/domain/roster.ts";
import { changesOf, gridOf, hoursText, lookOf, publishBlock, shortWords } from "./roster-grid.ts";
import {
  assignment,
  busyWeek,
  evening,
  leaveLine,
  morning,
  onCall,
  sampleRoster,
  theatre,
} from "./testing/sample-roster.ts";

const sunday = "2026-11-22";
const quiet = sampleRoster({ from: sunday, days: 7, people: 2 });
const finding: RosterFinding = {
  kind: "clash",
  hard: true,
  staffId: idOf("staff", 1),
  days: [sunday],
  shiftId: null,
  thingId: null,
  found: 2,
  limit: 1,
};

describe("a roster as a grid", () => {
  it("has a row for each person and a cell for each day, shifts in the order they begin", () => {
    const staffId = idOf("staff", 1);
    const at = (seq: number, shiftId: typeof morning.shiftId) =>
      assignment(seq, { staffId, day: sunday, shiftId });
    const { rows } = gridOf({
      ...quiet,
      assignments: [at(2, evening.shiftId), at(1, morning.shiftId)],
    });
    expect(rows.map(({ person, cells }) => [person.staffId, cells.length])).toEqual([
      ["s1", 7],
      ["s2", 7],
    ]);
    expect(rows[0]?.cells[0]?.items.map(({ shift }) => shift.shiftId)).toEqual([
      "morning",
      "evening",
    ]);
  });

  it("leaves out what was taken away by a published roster", () => {
    const gone = assignment(1, {
      staffId: idOf("staff", 1),
      day: sunday,
      shiftId: morning.shiftId,
      state: "removed",
    });
    const { rows } = gridOf({ ...quiet, assignments: [gone] });
    expect(rows[0]?.cells[0]?.items).toEqual([]);
  });

  it("marks the shift that clashes, and only it", () => {
    const { rows } = gridOf(busyWeek(sunday));
    const marked = rows.flatMap(({ cells }) =>
      cells.flatMap(({ items }) =>
        items
          .filter(({ findings }) => findings.length > 0)
          .map((item) => [item.assignment.staffId, item.assignment.day, item.shift.shiftId]),
      ),
    );
    expect(marked).toEqual([["s4", "2026-11-24", "on-call"]]);
  });

  it.each([
    ["the first day", "2026-11-23", true],
    ["the last day", "2026-11-24", true],
    ["the day they are back", "2026-11-25", false],
  ])("shows leave on %s", (_, day, isAway) => {
    const leave = [leaveLine({ staffId: idOf("staff", 1), from: "2026-11-23", to: "2026-11-25" })];
    const { rows } = gridOf({ ...quiet, leave });
    const cell = rows[0]?.cells.find((each) => each.day === day);
    expect(cell?.leave !== null).toBe(isAway);
  });

  it.each(["declined", "withdrawn"] as const)("does not show %s leave", (status) => {
    const leave = [
      leaveLine({ staffId: idOf("staff", 1), from: sunday, to: "2026-11-24", status }),
    ];
    expect(gridOf({ ...quiet, leave }).rows[0]?.cells[0]?.leave).toBeNull();
  });

  it("counts who covers a shift, with the draft in force", () => {
    const { coverage } = gridOf({
      ...quiet,
      assignments: (["published", "adding", "removing"] as const).map((state, index) =>
        assignment(index + 1, {
          staffId: idOf("staff", index + 1),
          day: sunday,
          shiftId: morning.shiftId,
          state,
        }),
      ),
    });
    expect(coverage[0]?.days.slice(0, 1)).toEqual([{ day: sunday, found: 2, atLeast: 2 }]);
    // Friday is no working day: nobody is asked for.
    expect(coverage[0]?.days[5]?.atLeast).toBeNull();
  });
});

describe("what a draft changes", () => {
  it("is listed by day", () => {
    expect(
      changesOf(busyWeek(sunday)).map(({ kind, day, shift }) => [kind, day, shift.shiftId]),
    ).toEqual(expect.arrayContaining([["added", "2026-11-24", "on-call"]]));
    const days = changesOf(busyWeek(sunday)).map(({ day }) => day);
    expect(days).toEqual(days.toSorted());
  });

  it.each([
    ["nothing was changed", {}, { kind: "nothing" }],
    ["it has changes and breaks nothing", { draft: 1 }, null],
    ["it breaks a rule that only warns", { draft: 1, found: [{ hard: false }] }, null],
    [
      "it breaks a rule that binds",
      { draft: 1, found: [{ hard: true }, { hard: true }] },
      { kind: "rules", count: 2 },
    ],
    [
      "somebody is in two places",
      { draft: 1, found: [{ kind: "clash" }, { hard: true }] },
      { kind: "clash", count: 1 },
    ],
  ] as const)("can be published or not: %s", (_, given, block) => {
    const { draft = 0, found = [] }: { draft?: number; found?: readonly Partial<RosterFinding>[] } =
      given;
    const roster = {
      ...quiet,
      draft: { added: draft, removed: 0, touchedPatients: 0 },
      findings: found.map((each) => ({ ...finding, kind: "rest" as const, ...each })),
    };
    expect(publishBlock(roster)).toEqual(block);
  });
});

describe("how a shift is drawn", () => {
  it.each([
    [morning, "day", "8–14"],
    [evening, "evening", "14–20"],
    [onCall, "onCall", null],
    [theatre, "theatre", "8–13:30"],
  ] as const)("$shiftId", (shift, look, hours) => {
    expect([lookOf(shift), hoursText(shift)]).toEqual([look, hours]);
  });

  it.each([
    [
      ["صباحي", "مسائي", "خفارة", "صالة"],
      ["صب", "م", "خ", "صا"],
    ],
    [
      ["On call", "On call 2", "Morning"],
      ["On call", "On call 2", "M"],
    ],
    [["Night"], ["N"]],
    [[], []],
  ])("has the shortest word that tells it from the others: %s", (names, words) => {
    expect(shortWords(names)).toEqual(words);
  });
});
