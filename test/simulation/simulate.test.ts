import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { isLong } from "../durability/chance.ts";
import { faultKinds } from "./faults.ts";
import { manyDays, progressLine } from "./many-days.ts";
import type { ManyDays, Progress } from "./many-days.ts";
import { whole } from "./report.ts";
import { simulate } from "./simulate.ts";
import type { DaySize, Report } from "./simulate.ts";

const hourMs = 3_600_000;
/** What `npm test` always lives, and at most until every fault has happened. */
const [daysMin, daysMax] = [10, 40];
/** A failure names its seed; docs/TESTING.md says how to have it again. */
const runs: readonly (readonly [string, ManyDays])[] = isLong
  ? // A night: the next one goes on where this one ended.
    [
      ["ten thousand small ones", aNight("small", 10_000, 5 * hourMs)],
      ["as many of a clinic's hours as there is time for", aNight("clinic", 10_000, 3 * hourMs)],
    ]
  : [
      [
        "until everything has happened",
        {
          ...{ size: "small", seeds: daysMax, endAfterMs: hourMs / 12, file: null },
          isEnough: (progress) => progress.nextSeed > daysMin && missing(progress).length === 0,
        },
      ],
    ];

function aNight(size: DaySize, seeds: number, endAfterMs: number): ManyDays {
  const file = `test-results/simulated-${size}-days.json`;
  return { size, seeds, endAfterMs, jobs: availableParallelism(), file };
}

function missing({ faults }: Progress) {
  return faultKinds.filter((kind) => faults[kind] === 0);
}

describe("simulated days", () => {
  test.each(runs)(
    "break no invariant, whatever goes wrong, and everything has gone wrong: %s",
    async (_, asked) => {
      const { progress, broken } = await manyDays(asked);
      console.log(progressLine(progress));
      expect(broken && whole(broken)).toBe(null);
      expect(missing(progress)).toEqual([]);
      const never = Object.entries(progress.checked).filter(([, count]) => count === 0);
      expect(never).toEqual([]);
      expect(progress.pairs).toBeGreaterThan(5_000);
    },
    9 * hourMs,
  );

  test("go on for days, with the same labels from the beginning each day", async () => {
    const report = await simulate({ seed: 7, days: 3, size: "small", faults: true });
    expect(whole(report)).toBe("whole");
    expect(report.checked.I13).toBeGreaterThanOrEqual(3);
  }, 120_000);

  test("are the same from the same seed", async () => {
    const told = ({ wallMs: _, ...report }: Report) => report;
    const options = { seed: 11, days: 1, size: "small", faults: true } as const;
    const [one, other] = [await simulate(options), await simulate(options)];
    expect(told(one)).toEqual(told(other));
  }, 120_000);
});
