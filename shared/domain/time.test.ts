import { expect, it } from "vitest";
import { dayMs, hourMs, minuteMs, secondMs, waitedMinutes } from "./time.ts";

it.each([
  [0, 0, 0],
  [0, minuteMs - 1, 0],
  [0, minuteMs, 1],
  [0, 90 * secondMs, 1],
  [0, 2 * hourMs, 120],
  [minuteMs, 0, 0],
])("from %i to %i is %i whole minutes", (since, now, minutes) => {
  expect(waitedMinutes(since, now)).toBe(minutes);
});

it("units are milliseconds", () => {
  expect([secondMs, minuteMs, hourMs, dayMs]).toEqual([1e3, 6e4, 36e5, 864e5]);
});
