import { expect, test } from "vitest";
import { createSteadyClock } from "./steady-clock.ts";

/** Readings of the wall clock and of the monotonic one, and how much time has passed for sure. */
test.each([
  [
    "both go on",
    [
      [1_000, 10],
      [2_000, 1_010],
      [2_500, 1_510],
    ],
    1_500,
  ],
  [
    "the phone slept: only the wall clock went on",
    [
      [1_000, 10],
      [601_000, 60],
    ],
    600_000,
  ],
  [
    "the wall clock was set back",
    [
      [90_000, 10],
      [1_000, 5_010],
    ],
    5_000,
  ],
  [
    "the wall clock was set back while the other stood",
    [
      [90_000, 10],
      [1_000, 10],
    ],
    0,
  ],
  [
    "the wall clock was set ahead: an age is taken for too great",
    [
      [0, 0],
      [86_400_000, 9],
    ],
    86_400_000,
  ],
] as const)("%s", (_, readings, passed) => {
  let at = 0;
  const reading = (which: 0 | 1) => readings[at]?.[which] ?? 0;
  const steady = createSteadyClock(
    () => reading(0),
    () => reading(1),
  );
  for (at = 1; at < readings.length; at++) steady();
  at = readings.length - 1;
  expect(steady()).toBe(passed);
});
