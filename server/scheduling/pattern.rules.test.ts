import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysFrom, weekday } from "../../shared/domain/local-day.ts";
import { monthOf } from "./calendar.rules.ts";
import { expandPatterns } from "./pattern.rules.ts";
import type { Pattern, PatternGround } from "./pattern.rules.ts";

const sunday = "2026-11-22";
const day = (days: number) => addDays(sunday, days);

const ground: PatternGround = {
  kinds: new Map([
    ["morning", "clinic"],
    ["call", "onCall"],
  ]),
  calendar: { workdays: [0, 1, 2, 3, 4], holidays: new Set(), closures: [] },
  leave: [],
};

function aPattern(over: Partial<Pattern> = {}): Pattern {
  const cell = { week: 0, weekday: 0, shift: "morning", point: null };
  return { staff: 1, clinic: "eye", weeks: 1, startsOn: sunday, cells: [cell], ...over };
}

const daysOf = (pattern: Pattern, over: Partial<PatternGround> = {}, weeks = 4) =>
  expandPatterns([pattern], { from: sunday, to: day(7 * weeks) }, { ...ground, ...over }).map(
    (planned) => planned.day,
  );

describe("a pattern", () => {
  const call = { week: 0, weekday: 0, shift: "call", point: null };
  it.each<[what: string, pattern: Pattern, over: Partial<PatternGround>, days: readonly number[]]>([
    ["of one week comes every week", aPattern(), {}, [0, 7, 14, 21]],
    ["of two weeks comes every other", aPattern({ weeks: 2 }), {}, [0, 14]],
    ["begins in the week that it starts in", aPattern({ startsOn: day(3) }), {}, [7, 14, 21]],
    ["of two weeks that began last week", aPattern({ weeks: 2, startsOn: day(-5) }), {}, [7, 21]],
    [
      "names a Friday and means it",
      aPattern({ cells: [{ week: 0, weekday: 5, shift: "morning", point: null }] }),
      {},
      [5, 12, 19, 26],
    ],
    [
      "skips leave up to the first day back",
      aPattern(),
      { leave: [{ staff: 1, from: day(6), to: day(14) }] },
      [0, 14, 21],
    ],
    [
      "knows whose leave it is",
      aPattern(),
      { leave: [{ staff: 2, from: day(0), to: day(14) }] },
      [0, 7, 14, 21],
    ],
    [
      "of a clinic skips holidays",
      aPattern(),
      { calendar: { ...ground.calendar, holidays: new Set([day(7)]) } },
      [0, 14, 21],
    ],
    [
      "of on-calls does not",
      aPattern({ cells: [call] }),
      { calendar: { ...ground.calendar, holidays: new Set([day(7)]) } },
      [0, 7, 14, 21],
    ],
    [
      "skips closed days of its own clinic",
      aPattern({ cells: [call] }),
      {
        calendar: {
          ...ground.calendar,
          closures: [
            { clinic: "eye", from: day(7), to: day(8) },
            { clinic: "heart", from: day(14), to: day(15) },
          ],
        },
      },
      [0, 14, 21],
    ],
    [
      "of a shift that is no more says nothing",
      aPattern({ cells: [{ ...call, shift: "gone" }] }),
      {},
      [],
    ],
  ])("%s", (_, pattern, over, days) => {
    expect(daysOf(pattern, over)).toEqual(days.map(day));
  });

  it("gives each cell as often as its week comes, on its weekday, whatever part is asked for", () => {
    const cell = fc.record({ week: fc.nat(3), weekday: fc.nat(6) });
    fc.assert(
      fc.property(cell, fc.nat(27), fc.nat(27), ({ week, weekday: of }, cut, startsIn) => {
        const cells = [{ week, weekday: of, shift: "morning", point: null }];
        const pattern = aPattern({ weeks: 4, cells, startsOn: day(startsIn) });
        const asked = (from: string, to: string) => expandPatterns([pattern], { from, to }, ground);
        const whole = asked(day(28), day(28 * 3));
        expect(whole).toHaveLength(2);
        expect(whole.every((planned) => weekday(planned.day) === of)).toBe(true);
        expect([...asked(day(28), day(28 + cut)), ...asked(day(28 + cut), day(28 * 3))]).toEqual(
          whole,
        );
      }),
    );
  });
});

it("a month ends where the next begins", () => {
  expect(monthOf("2026-12-31")).toEqual({ from: "2026-12-01", to: "2027-01-01" });
  expect(daysFrom(monthOf("2028-02-10").from, monthOf("2028-02-10").to)).toHaveLength(29);
});
