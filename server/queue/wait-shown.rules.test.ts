import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minuteMs } from "../../shared/domain/time.ts";
import { accuracyOf, smooth } from "./wait-shown.rules.ts";
import type { PhoneWait } from "./wait-shown.rules.ts";

const now = 1_000_000 * minuteMs;

function shown(fromMin: number, toMin: number, agoMin = 0): PhoneWait {
  return { fromMin, toMin, since: now - agoMin * minuteMs, isDelayed: false };
}

describe("what the phone shows next", () => {
  test.each<[string, PhoneWait | null, [number, number] | null, PhoneWait | null]>([
    ["the first number as it is", null, [20, 35], shown(20, 35)],
    ["nothing while nothing is known", null, null, null],
    ["the same number, since when it stood", shown(20, 35, 4), [20, 35], shown(20, 35, 4)],
    ["a higher one is not shown", shown(20, 35, 4), [25, 40], shown(20, 35, 4)],
    [
      "past what was said, it says that it is late",
      shown(20, 35, 4),
      [35, 60],
      { ...shown(20, 35, 4), isDelayed: true },
    ],
    [
      "no longer known: the number stands, and it is late",
      shown(20, 35, 4),
      null,
      { ...shown(20, 35, 4), isDelayed: true },
    ],
    ["lower after as much time", shown(20, 35, 10), [10, 25], shown(10, 25)],
    ["soon, though late is not believed at once", shown(40, 60, 5), [5, 10], shown(5, 50)],
    ["a clock set back takes nothing away", shown(20, 35, -10), [10, 25], shown(10, 35)],
    ["never less than five minutes wide", shown(5, 10, 60), [0, 5], shown(0, 5)],
  ])("%s", (_, previous, fresh, expected) => {
    const range = fresh && { fromMin: fresh[0], toMin: fresh[1] };
    expect(smooth(previous, range, now)).toEqual(expected);
  });

  test("numbers never rise, whatever estimates come and when", () => {
    const five = fc.nat(40).map((steps) => 5 * steps);
    const fresh = fc.option(fc.record({ fromMin: five, wide: fc.integer({ min: 1, max: 10 }) }), {
      freq: 9,
    });
    const course = fc.array(
      fc.record({ fresh, passMs: fc.integer({ min: -1_000, max: 600_000 }) }),
    );
    fc.assert(
      fc.property(course, (steps) => {
        let at = now;
        let last: PhoneWait | null = null;
        for (const step of steps) {
          at += step.passMs;
          const range = step.fresh && {
            fromMin: step.fresh.fromMin,
            toMin: step.fresh.fromMin + 5 * step.fresh.wide,
          };
          const next = smooth(last, range, at);
          if (last !== null && next !== null) {
            expect(next.fromMin).toBeLessThanOrEqual(last.fromMin);
            expect(next.toMin).toBeLessThanOrEqual(last.toMin);
          }
          if (next !== null) {
            expect([next.fromMin % 5, next.toMin % 5]).toEqual([0, 0]);
            expect(next.fromMin).toBeLessThan(next.toMin);
          }
          expect(last !== null && next === null).toBe(false);
          last = next;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("how true a day's estimates were", () => {
  test("without calls there is no figure", () => {
    expect(accuracyOf([])).toBeNull();
  });

  test("the error, the share within the range, and the share told far too little", () => {
    const told = { shownAt: now, pointMs: 20 * minuteMs, fromMin: 15, toMin: 30 };
    const outcomes = [15, 30, 10, 31].map((minutes) => ({
      shown: told,
      calledAt: now + minutes * minuteMs,
    }));
    expect(accuracyOf(outcomes)).toEqual({
      count: 4,
      meanErrorMin: (5 + 10 + 10 + 11) / 4,
      coverage: 0.5,
      underShare: 0.25,
    });
  });
});
