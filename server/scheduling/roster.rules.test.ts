import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClinicId, ShiftId } from "../../shared/domain/ids.ts";
import { addDays, dayNumber, localDay, minutesOfDay } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { defaultRosterRules } from "../../shared/domain/roster.ts";
import type { RosterFinding, RosterRules, Shift, ShiftKind } from "../../shared/domain/roster.ts";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import type { Duty } from "./roster-diff.rules.ts";
import { checkRoster } from "./roster.rules.ts";
import type { RosterPicture } from "./roster.rules.ts";

const sunday = "2026-11-22";
const day = (days: number) => addDays(sunday, days);
const at = (of: LocalDay, minute: number) =>
  (dayNumber(of) * minutesOfDay + minute) * minuteMs - 3 * hourMs;

function aShift(shiftId: string, kind: ShiftKind, fromHour: number, toHour: number): Shift {
  const times = { startMin: fromHour * 60, endMin: toHour * 60 };
  return { shiftId: shiftId as ShiftId, names: { ar: shiftId }, kind, ...times, tier: null };
}

const shifts = new Map(
  [
    aShift("morning", "clinic", 8, 14),
    aShift("evening", "clinic", 14, 20),
    aShift("late", "clinic", 20, 26),
    aShift("dawn", "clinic", 2, 8),
    aShift("early", "clinic", 0, 2),
    aShift("night", "ward", 20, 32),
    aShift("call", "onCall", 8, 32),
    aShift("theatre", "theatre", 8, 13),
  ].map((shift) => [shift.shiftId as string, shift]),
);

let made = 0;
function aDuty(shift: string, of: LocalDay, over: Partial<Duty> = {}): Duty {
  return {
    assignment: ++made,
    staff: 1,
    clinic: "eye",
    point: null,
    things: [],
    day: of,
    shift,
    ...over,
  };
}

function judged(duties: readonly Duty[], over: Partial<RosterPicture> = {}) {
  return checkRoster({
    ...{ clinic: "eye", from: sunday, to: day(7), duties, shifts, leave: [], others: [], at },
    calendar: { workdays: [0, 1, 2, 3, 4], holidays: new Set(), closures: [] },
    rules: defaultRosterRules,
    ...over,
  });
}

const kinds = (findings: readonly RosterFinding[]) =>
  findings.map(({ kind, hard, days }) => `${hard ? "hard" : "soft"} ${kind} ${days.join(" ")}`);

const limits = (over: Partial<RosterRules>): { rules: RosterRules } => ({
  rules: { ...defaultRosterRules, ...over },
});

describe("a clash", () => {
  it.each<[what: string, duties: readonly Duty[], clashes: number]>([
    ["two shifts at one time", [aDuty("morning", sunday), aDuty("theatre", sunday)], 1],
    [
      "in two clinics",
      [aDuty("morning", sunday), aDuty("morning", sunday, { clinic: "heart" })],
      1,
    ],
    ["one ends as the next begins", [aDuty("morning", sunday), aDuty("evening", sunday)], 0],
    ["past midnight into the next day", [aDuty("late", sunday), aDuty("early", day(1))], 1],
    ["past midnight up to the next", [aDuty("late", sunday), aDuty("dawn", day(1))], 0],
    ["on call until the morning shift", [aDuty("call", sunday), aDuty("morning", day(1))], 0],
    ["on call and a clinic", [aDuty("call", sunday), aDuty("evening", sunday)], 1],
    [
      "two people in one room",
      [
        aDuty("morning", sunday, { point: "r" }),
        aDuty("theatre", sunday, { staff: 2, point: "r" }),
      ],
      1,
    ],
    [
      "two people in two rooms",
      [
        aDuty("morning", sunday, { point: "r" }),
        aDuty("morning", sunday, { staff: 2, point: "q" }),
      ],
      0,
    ],
    [
      "of two other clinics is theirs to see",
      [
        aDuty("evening", sunday),
        aDuty("morning", sunday, { clinic: "heart" }),
        aDuty("morning", sunday, { clinic: "bones" }),
      ],
      0,
    ],
  ])("%s", (_, duties, clashes) => {
    const found = judged(duties).filter(({ kind }) => kind === "clash");
    expect(found.map(({ hard }) => hard)).toEqual(Array.from({ length: clashes }, () => true));
  });

  it("is found with an operation, and not with the session that the shift became", () => {
    const duty = aDuty("morning", sunday);
    const times = { from: at(sunday, 9 * 60), to: at(sunday, 10 * 60), id: "1" };
    const person = { ...times, holder: "person" } as const;
    const session = { ...person, kind: "session", commitment: `g${duty.assignment}` } as const;
    const operation = { ...person, kind: "operation", commitment: "x9" } as const;
    expect(judged([duty], { others: [session] })).toEqual([]);
    expect(kinds(judged([duty], { others: [operation] }))).toEqual([`hard clash ${sunday}`]);
  });

  const anyDuty = fc.record({
    days: fc.nat(6),
    staff: fc.integer({ min: 1, max: 3 }),
    shift: fc.constantFrom(...shifts.keys()),
    point: fc.constantFrom("r", "q", null),
  });

  it("is found exactly where two stretches of one person or room share a minute", () => {
    fc.assert(
      fc.property(fc.array(anyDuty, { maxLength: 12 }), (drawn) => {
        const duties = drawn.map(({ days, shift, staff, point }) =>
          aDuty(shift, day(days), { staff, point }),
        );
        const minutes = (duty: Duty) => {
          const { startMin = 0, endMin = 0 } = shifts.get(duty.shift) ?? {};
          const first = dayNumber(duty.day) * minutesOfDay + startMin;
          return new Set(Array.from({ length: endMin - startMin }, (_, index) => first + index));
        };
        let expected = 0;
        for (const [index, one] of duties.entries()) {
          for (const other of duties.slice(index + 1)) {
            const others = minutes(other);
            if (![...minutes(one)].some((minute) => others.has(minute))) continue;
            expected += Number(one.staff === other.staff);
            expected += Number(one.point !== null && one.point === other.point);
          }
        }
        const found = judged(duties, { to: day(8) }).filter(({ kind }) => kind === "clash");
        expect(found).toHaveLength(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe("leave", () => {
  const leave = [{ staff: 1, from: day(1), to: day(3) }];
  it.each([
    ["a shift in it can't be", aDuty("morning", day(2)), [`hard onLeave ${day(2)}`]],
    ["a shift that reaches into it is told", aDuty("call", day(0)), [`soft onLeave ${day(0)}`]],
    ["the first day back is free", aDuty("morning", day(3)), []],
    ["somebody else's is nobody's", aDuty("morning", day(2), { staff: 2 }), []],
  ])("%s", (_, duty, expected) => {
    expect(kinds(judged([duty], { leave }))).toEqual(expected);
  });
});

describe("rest", () => {
  it.each([
    ["an evening and the next morning", [aDuty("evening", day(0)), aDuty("morning", day(1))], 0],
    ["on call and the next morning", [aDuty("call", day(0)), aDuty("morning", day(1))], 1],
    ["two halves of one day", [aDuty("theatre", day(0)), aDuty("evening", day(0))], 0],
    ["a late shift and the morning after", [aDuty("late", day(0)), aDuty("morning", day(1))], 1],
  ])("%s", (_, duties, expected) => {
    expect(judged(duties).filter(({ kind }) => kind === "rest")).toHaveLength(expected);
  });

  it("stops the publishing where the house says so, and tells the hours", () => {
    const duties = [aDuty("late", day(0)), aDuty("morning", day(1))];
    const rules = limits({ minRestHours: { value: 8, hard: true } });
    expect(judged(duties, rules)).toEqual([
      {
        ...{ kind: "rest", hard: true, staffId: "s1", days: [day(0), day(1)] },
        ...{ shiftId: "morning", thingId: null, found: 6, limit: 8 },
      },
    ]);
  });
});

describe("hours, nights and on-calls", () => {
  it("of a week are counted from Sunday to Saturday, over all clinics", () => {
    const week = [0, 1, 2, 3, 4].map((days) => aDuty("night", day(days), { clinic: "heart" }));
    const duties = [...week, aDuty("morning", day(6)), aDuty("night", day(7))];
    const rules = limits({ maxNightsInRow: { value: 9, hard: false } });
    const found = judged(duties, rules).filter(({ kind }) => kind === "weekHours");
    expect(found).toMatchObject([{ found: 66, limit: 60, staffId: "s1" }]);
  });

  it("of nights in a row count also those before the week", () => {
    const duties = [-2, -1, 0, 1].map((days) => aDuty("night", day(days)));
    const found = judged(duties).filter(({ kind }) => kind === "nights");
    expect(found).toMatchObject([{ found: 4, limit: 3, days: [-2, -1, 0, 1].map(day) }]);
  });

  it("of on-calls are counted by month", () => {
    const november = Array.from({ length: 9 }, (_, index) =>
      aDuty("call", localDay(20_758 + index * 3)),
    );
    const found = judged(november).filter(({ kind }) => kind === "onCalls");
    expect(found).toMatchObject([{ found: 9, limit: 8 }]);
  });
});

describe("the house", () => {
  const coverage = limits({
    coverage: [
      { clinicId: "eye" as ClinicId, shiftId: "morning" as ShiftId, atLeast: 2, hard: true },
    ],
  });
  it("wants so many on every working day, and none on a holiday or in a closed clinic", () => {
    const duties = [
      ...[1, 2].map((staff) => aDuty("morning", day(0), { staff })),
      aDuty("morning", day(1)),
    ];
    const calendar = {
      workdays: [0, 1, 2, 3, 4],
      holidays: new Set([day(2)]),
      closures: [{ clinic: "eye", from: day(3), to: day(4) }],
    };
    expect(kinds(judged(duties, { ...coverage, calendar }))).toEqual([
      `hard coverage ${day(1)}`,
      `hard coverage ${day(4)}`,
    ]);
  });

  it("has nobody in a closed clinic, and says who comes on a holiday", () => {
    const calendar = {
      workdays: [0, 1, 2, 3, 4],
      holidays: new Set([day(2)]),
      closures: [{ clinic: "eye", from: day(3), to: day(4) }],
    };
    const duties = [2, 3].flatMap((days) => [
      aDuty("morning", day(days)),
      aDuty("night", day(days), { staff: 2 }),
    ]);
    expect(kinds(judged(duties, { calendar }))).toEqual([
      `soft closedDay ${day(2)}`,
      `hard closedDay ${day(3)}`,
    ]);
  });
});
