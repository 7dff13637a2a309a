import fc from "fast-check";
import { expect, test } from "vitest";
import { compareTurns, defaultRates, priorityClasses } from "../../shared/domain/priority.ts";
import type { Rates, Turn } from "../../shared/domain/priority.ts";
import { aheadOf } from "./queue.rules.ts";

/** Small enough that equal turn minutes, equal instants and times ahead all come up often. */
const now = 24;
const turn = fc.record({
  priorityClass: fc.constantFrom(...priorityClasses),
  eligibleAt: fc.integer({ min: 0, max: now + 6 }),
});
const turns = fc
  .array(turn, { minLength: 1, maxLength: 30 })
  .map((drawn) => drawn.map((each, at): Turn => ({ ...each, seq: at + 1 })));
const rate = fc.integer({ min: 1, max: 8 });
const rates: fc.Arbitrary<Rates> = fc.record({
  urgentFirst: fc.boolean(),
  urgent: rate,
  protected: rate,
  returning: rate,
  appointment: rate,
  normal: rate,
});

function isCutOff(mine: Turn, other: Turn, at: number, inForce: Rates): boolean {
  const { emergenciesBelow, bounds } = aheadOf(mine, at, inForce);
  if (other.priorityClass === "emergency") return other.seq < emergenciesBelow;
  const bound = bounds.find((each) => each.priorityClass === other.priorityClass);
  if (bound === undefined) return false;
  if (other.eligibleAt !== bound.eligibleAt) return other.eligibleAt < bound.eligibleAt;
  return other.seq < bound.seq;
}

test("whoever is counted ahead is exactly whom the rule puts before", () => {
  fc.assert(
    fc.property(turns, rates, (waiting, inForce) => {
      for (const mine of waiting) {
        const counted = waiting.filter((other) => isCutOff(mine, other, now, inForce));
        const before = waiting.filter((other) => compareTurns(other, mine, now, inForce) < 0);
        expect(counted).toEqual(before);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  [
    "a normal one that waited 10 minutes lets pass whoever is protected since 5",
    "normal",
    10,
    [
      { priorityClass: "urgent", minutes: 2.5 },
      { priorityClass: "protected", minutes: 5 },
      { priorityClass: "returning", minutes: 10 },
      { priorityClass: "appointment", minutes: 10 },
      { priorityClass: "normal", minutes: 10 },
    ],
  ],
  ["an emergency lets nobody of another class pass", "emergency", 10, []],
] as const)("%s", (_, priorityClass, waited, cuts) => {
  const minute = 60_000;
  const at = 100 * minute;
  const mine = { priorityClass, eligibleAt: at - waited * minute, seq: 7 };
  const { bounds } = aheadOf(mine, at, defaultRates);
  expect(
    bounds.map((each) => ({
      priorityClass: each.priorityClass,
      minutes: (at - each.eligibleAt) / minute,
    })),
  ).toEqual(cuts);
});
