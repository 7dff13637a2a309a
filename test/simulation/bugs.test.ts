import { expect, test } from "vitest";
import { bugs } from "./bugs.ts";
import { simulate } from "./simulate.ts";

/** Whoever needs more days than this would not be found in a night either. */
const seedsMax = 200;

test("at least twenty bugs are put in, each with a name of its own", () => {
  expect(new Set(bugs.map((bug) => bug.name)).size).toBe(bugs.length);
  expect(bugs.length).toBeGreaterThanOrEqual(20);
});

test.each(bugs)(
  "found: $name",
  async (bug) => {
    for (let seed = 1; seed <= seedsMax; seed++) {
      const { broken } = await simulate({ seed, days: 1, size: "small", faults: true, bug });
      if (broken.length > 0) return;
    }
    expect.fail(`not found in ${seedsMax} days`);
  },
  240_000,
);
