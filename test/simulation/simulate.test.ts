import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { isLong } from "../durability/chance.ts";
import { faultKinds } from "./faults.ts";
import { manyDays, progressLine } from "./many-days.ts";
import type { ManyDays, Progress } from "./many-days.ts";
import { whole } from "./report.ts";
import { simulate } from "./simulate.ts";
import type { Report } from "./simulate.ts";

const hourMs = 3_600_000;
/** What `npm test` always lives, and at most until every fault has happened. */
const [daysMin, daysMax] = [10, 40];
/** A failure names its seed; docs/TESTING.md says how to have it again. */
const asked: ManyDays = isLong
  ? {
      // A night: the next one goes on where this one ended.
      ...{ size: "small", seeds: 10_000, endAfterMs: 8 * hourMs, jobs: availableParallelism() },
      file: "test-results/simulated-days.json",
    }
  : {
      ...{ size: "tiny", seeds: daysMax, endAfterMs: hourMs / 12, file: null },
      isEnough: (progress) => progress.nextSeed > daysMin && missing(progress).length === 0,
    };

function missing({ faults }: Progress) {
  return faultKinds.filter((kind) => faults[kind] === 0);
}

describe("simulated days", () => {
  test(
    "break no invariant, whatever goes wrong, and everything has gone wrong",
    async () => {
      const { progress, broken } = await manyDays(asked);
      console.log(progressLine(progress));
      expect(broken && whole(broken)).toBe(null);
      expect(missing(progress)).toEqual([]);
      const never = Object.entries(progress.checked).filter(([, count]) => count === 0);
      expect(never).toEqual([]);
      expect(progress.pairs).toBeGreaterThan(5_000);
    },
    asked.endAfterMs + hourMs / 12,
  );

  test("go on for days, with the same labels from the beginning each day", async () => {
    const report = await simulate({ seed: 7, days: 3, size: "tiny", faults: true });
    expect(whole(report)).toBe("whole");
    expect(report.checked.I13).toBeGreaterThanOrEqual(3);
  }, 120_000);

  test("are the same from the same seed", async () => {
    const told = ({ wallMs: _, ...report }: Report) => report;
    const options = { seed: 11, days: 1, size: "tiny", faults: true } as const;
    const [one, other] = [await simulate(options), await simulate(options)];
    expect(told(one)).toEqual(told(other));
  }, 120_000);
});
