import { describe, expect, test } from "vitest";
import { isLong } from "../durability/chance.ts";
import { addCounts, createFaultCounts, faultKinds } from "./faults.ts";
import { invariants } from "./check.ts";
import type { Invariant } from "./check.ts";
import { simulate } from "./simulate.ts";
import type { Report } from "./simulate.ts";
import { whole } from "./report.ts";

/** Days of `npm test`, and the long suite's. A failure names its seed; docs/TESTING.md says how. */
const daysMax = isLong ? 10_000 : 40;
const daysMin = isLong ? 10_000 : 10;
const endAfterMs = isLong ? 36_000_000 : 300_000;

describe("simulated days", () => {
  test(
    "break no invariant, whatever goes wrong, and everything has gone wrong",
    async () => {
      const faults = createFaultCounts();
      const checked = Object.fromEntries(Object.keys(invariants).map((id) => [id, 0])) as Record<
        Invariant,
        number
      >;
      const missing = () => faultKinds.filter((kind) => faults.all[kind] === 0);
      let pairs = 0;
      for (let seed = 1; seed <= daysMax; seed++) {
        if (seed > daysMin && missing().length === 0) break;
        const report = await simulate({
          seed,
          days: 1,
          size: isLong ? "small" : "tiny",
          faults: true,
        });
        expect(whole(report)).toBe("whole");
        addCounts(faults.all as Record<string, number>, report.faults);
        addCounts(checked, report.checked);
        pairs += report.tally.pairs;
      }
      expect(missing()).toEqual([]);
      const never = Object.entries(checked).filter(([, count]) => count === 0);
      expect(never).toEqual([]);
      expect(pairs).toBeGreaterThan(5_000);
    },
    endAfterMs,
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
