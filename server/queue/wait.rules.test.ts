import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priorityClasses } from "../../shared/domain/priority.ts";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import { nothingLearned } from "./wait-learning.rules.ts";
import type { Learned } from "./wait-learning.rules.ts";
import { estimateWait, likelyAhead, rangeOf, recentServicesMax } from "./wait.rules.ts";
import type { WaitPoint, WaitSituation } from "./wait.rules.ts";

const now = 1_000 * hourMs;
const minutes = (count: number) => count * minuteMs;

/** Serves since an hour ago and is free. */
function aPoint(changes: Partial<WaitPoint> = {}): WaitPoint {
  const from = now - hourMs;
  return { isServing: true, from, until: null, busySince: null, pauses: [], ...changes };
}

const busy = aPoint({ busySince: now - minutes(3) });

/** One free point, six minutes a visit, nobody ahead. */
function aSituation(changes: Partial<WaitSituation> = {}): WaitSituation {
  return {
    priorityClass: "normal",
    ahead: 0,
    opensAt: now - hourMs,
    points: [aPoint()],
    recentServicesMs: Array.from({ length: 10 }, () => minutes(6)),
    ...changes,
  };
}

function pointMinOf(changes: Partial<WaitSituation>): number | null {
  const estimate = estimateWait(aSituation(changes), nothingLearned, now);
  return estimate && Math.round(estimate.pointMs / minuteMs);
}

function pause(fromMin: number, untilMin: number | null): WaitPoint["pauses"][number] {
  return {
    from: now + minutes(fromMin),
    until: untilMin === null ? null : now + minutes(untilMin),
  };
}

describe("estimating a wait, in minutes", () => {
  test.each<[string, Partial<WaitSituation>, number]>([
    ["nobody is ahead and a point is free: at once", {}, 0],
    ["as many free points as are needed: at once", { ahead: 1, points: [aPoint(), aPoint()] }, 0],
    ["nobody is ahead: what is left of the visit", { points: [busy] }, 3],
    ["a visit far over its time still takes a little", { points: [aPoint({ busySince: 0 })] }, 2],
    ["position × service", { ahead: 10, points: [busy] }, 63],
    ["÷ the points that serve", { ahead: 10, points: [busy, busy, busy] }, 21],
    ["a pause that runs adds its rest", { points: [aPoint({ pauses: [pause(-5, 20)] })] }, 20],
    [
      "a pause without an end is a usual one",
      { points: [aPoint({ pauses: [pause(-5, null)] })] },
      15,
    ],
    [
      "a pause within the wait adds its length",
      { ahead: 10, points: [aPoint({ busySince: now - minutes(3), pauses: [pause(30, 50)] })] },
      83,
    ],
    [
      "pauses that overlap count once",
      { points: [aPoint({ pauses: [pause(10, 30), pause(-5, 20), pause(30, 40)] })] },
      40,
    ],
    [
      "a pause that is over counts no more, nor does one after the wait",
      { ahead: 1, points: [aPoint({ busySince: now, pauses: [pause(-30, -5), pause(60, 90)] })] },
      12,
    ],
  ])("%s", (_, changes, expected) => {
    expect(pointMinOf(changes)).toBe(expected);
  });

  test.each<[string, Partial<WaitSituation>, number]>([
    [
      "before opening: until the stated time",
      { points: [aPoint({ isServing: false, from: now + minutes(40) })] },
      40,
    ],
    [
      "a point that will open shares the work from then on",
      { ahead: 10, points: [busy, aPoint({ isServing: false, from: now + minutes(30) })] },
      45,
    ],
    ["a late point is still expected", { points: [aPoint({ isServing: false, from: now })] }, 10],
    [
      "a point that the roster takes away does no more",
      { ahead: 10, points: [busy, aPoint({ busySince: now, until: now + minutes(12) })] },
      54,
    ],
    [
      "five services",
      { ahead: 1, points: [busy], recentServicesMs: [4, 5, 6, 7, 8].map(minutes) },
      9,
    ],
    ["fewer than nobody ahead", { ahead: -3 }, 0],
    ["a visit begun in the future: clocks differ", { points: [aPoint({ busySince: now + 1 })] }, 6],
    [
      "a visit left open over lunch does not spoil the day",
      { ahead: 1, points: [busy], recentServicesMs: [...Array(19).fill(minutes(6)), 9 * hourMs] },
      11,
    ],
  ])("%s", (_, changes, expected) => {
    expect(pointMinOf(changes)).toBe(expected);
  });
});

test("a free point and nobody ahead: within five minutes", () => {
  const estimate = estimateWait(aSituation(), nothingLearned, now);
  expect(estimate).toMatchObject({ fromMin: 0, toMin: 5, pointMs: 0, phase: "later" });
});

describe("a wait is not known with", () => {
  test.each<[string, Partial<WaitSituation>]>([
    [
      "a point so late that nobody expects it",
      { points: [aPoint({ isServing: false, from: now - 2 * hourMs })] },
    ],
    ["nobody to serve", { points: [] }],
    [
      "everybody gone before the turn comes",
      { ahead: 9, points: [aPoint({ until: now + minutes(20) })] },
    ],
    [
      "an opening far in the future",
      { points: [aPoint({ isServing: false, from: now + 40 * hourMs })] },
    ],
    ["a queue beyond the day", { ahead: 1_000_000 }],
    ["four services and nothing learned", { recentServicesMs: [1, 2, 3, 4].map(minutes) }],
    ["a position that is no number", { ahead: Number.NaN }],
    ["services that are no numbers", { recentServicesMs: Array(9).fill(Number.NaN) }],
    ["a point that is no number", { points: [aPoint({ from: Number.NaN })] }],
  ])("%s", (_, changes) => {
    expect(pointMinOf(changes)).toBeNull();
  });
});

describe("the usual service time", () => {
  test("comes from the latest services only", () => {
    const slow = Array.from({ length: 50 }, () => minutes(30));
    const quick = Array.from({ length: recentServicesMax }, () => minutes(6));
    expect(pointMinOf({ ahead: 10, points: [busy], recentServicesMs: [...slow, ...quick] })).toBe(
      63,
    );
  });

  test("leans on the days before while the day is young", () => {
    const learned: Learned = { ...nothingLearned, serviceMs: minutes(6) };
    const serviceMin = (recentServicesMs: readonly number[]) => {
      const estimate = estimateWait(aSituation({ recentServicesMs }), learned, now);
      return estimate && estimate.serviceMs / minuteMs;
    };
    expect([serviceMin([]), serviceMin([12, 12, 12, 12, 12].map(minutes))]).toEqual([6, 9]);
  });
});

test.each([
  [0, 0, { fromMin: 0, toMin: 5 }],
  [1, 1, { fromMin: 0, toMin: 5 }],
  [minutes(5), minutes(5), { fromMin: 5, toMin: 10 }],
  [minutes(12), minutes(31), { fromMin: 10, toMin: 35 }],
  [-minutes(3), minutes(4), { fromMin: 0, toMin: 5 }],
])("from %d to %d ms is shown as %o", (lowMs, highMs, shown) => {
  expect(rangeOf(lowMs, highMs)).toEqual(shown);
});

describe("counting who will be called before", () => {
  const minutesEach = (ahead: number) => minutes(6 * ahead);

  test("a class that passes nobody is asked for twice, and keeps its place", () => {
    let asked = 0;
    const aheadAt = () => {
      asked += 1;
      return 20;
    };
    expect([likelyAhead(aheadAt, minutesEach), asked]).toEqual([20, 2]);
  });

  test("a class that passes one in four minutes meets those who are called in six", () => {
    let asked = 0;
    const aheadAt = (waitedMs: number) => {
      asked += 1;
      return Math.max(0, 20 - Math.floor(waitedMs / minutes(4)));
    };
    const ahead = likelyAhead(aheadAt, minutesEach);
    expect({ near: Math.abs(ahead - 8) <= 1, fewQueries: asked <= 6 }).toEqual({
      near: true,
      fewQueries: true,
    });
  });

  test("what cannot be known is not guessed", () => {
    expect(
      likelyAhead(
        () => 7,
        () => null,
      ),
    ).toBe(7);
  });
});

describe("whatever the situation and whatever was learned", () => {
  const offset = fc.integer({ min: -120, max: 240 }).map(minutes);
  const at = offset.map((ms) => now + ms);
  const point: fc.Arbitrary<WaitPoint> = fc.record({
    isServing: fc.boolean(),
    from: at,
    until: fc.option(at, { freq: 2 }),
    busySince: fc.option(fc.integer({ min: 0, max: 60 }).map((ago) => now - minutes(ago))),
    pauses: fc.array(fc.record({ from: at, until: fc.option(at) }), { maxLength: 3 }),
  });
  const situation: fc.Arbitrary<WaitSituation> = fc.record({
    priorityClass: fc.constantFrom(...priorityClasses),
    ahead: fc.nat(60),
    opensAt: fc.option(at),
    points: fc.array(point, { minLength: 1, maxLength: 6 }),
    recentServicesMs: fc.array(fc.integer({ min: 0, max: hourMs }), { maxLength: 25 }),
  });
  // Wilder than waits would teach: promises must not hang on what was learned.
  const misses = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: 8,
    maxLength: 8,
  });
  const curve = fc.record({
    counts: fc.array(fc.nat(500), { minLength: 8, maxLength: 8 }),
    low: misses,
    mid: misses,
    high: misses,
  });
  const learned: fc.Arbitrary<Learned> = fc
    .record({
      count: fc.nat(),
      serviceMs: fc.option(fc.integer({ min: minuteMs, max: 20 * minuteMs })),
      own: curve,
      any: curve,
    })
    .map(({ count, serviceMs, own, any }) => {
      const phases = ["before", "rush", "later"] as const;
      const curves = phases.flatMap((phase) => [
        ...priorityClasses.map((name) => [`${name}/${phase}`, own] as const),
        [`any/${phase}`, any] as const,
      ]);
      return { count, serviceMs, curves: Object.fromEntries(curves) };
    });

  test("a range is two different multiples of five, from nothing up, around its point", () => {
    fc.assert(
      fc.property(situation, learned, (asked, known) => {
        const estimate = estimateWait(asked, known, now);
        if (estimate === null) return;
        const { fromMin, toMin, lowMs, pointMs, highMs } = estimate;
        expect([fromMin % 5, toMin % 5, fromMin < toMin]).toEqual([0, 0, true]);
        expect([0 <= lowMs, lowMs <= pointMs, pointMs <= highMs]).toEqual([true, true, true]);
        expect(Number.isFinite(highMs)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("one more ahead never waits less, and one more point never waits longer", () => {
    fc.assert(
      fc.property(situation, learned, point, (asked, known, another) => {
        const orEndless = (changes: Partial<WaitSituation>) => {
          const estimate = estimateWait({ ...asked, ...changes }, known, now);
          const endless = { lowMs: Infinity, pointMs: Infinity, highMs: Infinity };
          const { lowMs, pointMs, highMs } = estimate ?? endless;
          return [lowMs, pointMs, highMs];
        };
        const waits = orEndless({});
        const behind = orEndless({ ahead: asked.ahead + 1 });
        const helped = orEndless({ points: [...asked.points, another] });
        for (const [index, ms] of waits.entries()) {
          expect(behind[index]).toBeGreaterThanOrEqual(ms - 1e-6);
          expect(helped[index]).toBeLessThanOrEqual(ms + 1e-6);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
