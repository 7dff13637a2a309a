import fc from "fast-check";
import { expect, it } from "vitest";
import { estimate } from "./duration.rules.ts";

const usual = { usualMin: 60, p80Min: 90 };
const none = { ofProcedure: [], ofSurgeon: [] };
const times = (count: number, minutes: number) => Array.from({ length: count }, () => minutes);

it("says what the house says is usual, while nothing is known", () => {
  expect(estimate(none, usual)).toEqual({ minutes: 60, p80Min: 90, historyCount: 0 });
});

it("goes towards what was measured, the further the more there is of it", () => {
  const after = [1, 5, 50].map(
    (count) => estimate({ ...none, ofProcedure: times(count, 120) }, usual).minutes,
  );
  expect(after).toEqual([67, 85, 113]);
});

it("goes from the procedure towards the surgeon", () => {
  const ofProcedure = times(50, 60);
  const slow = estimate({ ofProcedure, ofSurgeon: times(5, 120) }, usual);
  expect(slow).toMatchObject({ minutes: 85, historyCount: 5 });
  expect(estimate({ ofProcedure, ofSurgeon: times(30, 120) }, usual).minutes).toBe(109);
});

it("lies between what was believed and what was measured, with the P80 at or over the median", () => {
  const minutes = fc.array(fc.integer({ min: 5, max: 900 }), { maxLength: 40 });
  fc.assert(
    fc.property(minutes, minutes, (ofProcedure, ofSurgeon) => {
      const found = estimate({ ofProcedure, ofSurgeon }, usual);
      const seen = [usual.usualMin, ...ofProcedure, ...ofSurgeon];
      expect(found.minutes).toBeGreaterThanOrEqual(Math.min(...seen));
      expect(found.minutes).toBeLessThanOrEqual(Math.max(...seen));
      expect(found.p80Min).toBeGreaterThanOrEqual(found.minutes);
    }),
  );
});

it("is not moved by one that went wrong", () => {
  const ofProcedure = [...times(20, 60), 600];
  expect(estimate({ ...none, ofProcedure }, usual).minutes).toBe(60);
});
