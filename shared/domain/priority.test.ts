import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTurns, defaultRates, priorityClasses, turnMs } from "./priority.ts";
import type { ClassRates, PriorityClass, Turn } from "./priority.ts";
import { minuteMs } from "./time.ts";

const now = 100 * minuteMs;
/** A turn whose time began so many minutes ago; negative: it lies ahead. */
function aTurn(priorityClass: PriorityClass, minutesAgo: number, seq = 1): Turn {
  return { priorityClass, eligibleAt: now - minutesAgo * minuteMs, seq };
}

const anyRates: fc.Arbitrary<ClassRates> = fc.record({
  urgent: fc.integer({ min: 1, max: 8 }),
  protected: fc.integer({ min: 1, max: 8 }),
  returning: fc.integer({ min: 1, max: 8 }),
  appointment: fc.integer({ min: 1, max: 8 }),
  normal: fc.integer({ min: 1, max: 8 }),
});
/** Close together and far apart, so that ties, crossings and times ahead all come up. */
const anyTurn = fc.record({
  priorityClass: fc.constantFrom(...priorityClasses),
  eligibleAt: fc.oneof(
    fc.integer({ min: now - 5, max: now + 5 }),
    fc.integer({ min: now - 90 * minuteMs, max: now + 30 * minuteMs }),
  ),
});
/** Sequence numbers are never shared: an entry's is its own journal row. */
const anyQueue = fc
  .array(anyTurn, { minLength: 2, maxLength: 12 })
  .map((turns) => turns.map((turn, index): Turn => ({ ...turn, seq: index + 1 })));

describe("of two, first goes", () => {
  it.each([
    ["an emergency, however long the other waited", aTurn("emergency", 0, 9), aTurn("urgent", 90)],
    [
      "of two emergencies the one that came first",
      aTurn("emergency", 0, 1),
      aTurn("emergency", 5, 2),
    ],
    ["an emergency whose time lies ahead", aTurn("emergency", -5, 2), aTurn("normal", 60, 1)],
    ["of one class the longer wait", aTurn("normal", 20, 2), aTurn("normal", 19, 1)],
    ["protected at double minutes", aTurn("protected", 11, 2), aTurn("normal", 21, 1)],
    [
      "normal, when protected came in the second half",
      aTurn("normal", 21, 2),
      aTurn("protected", 10, 1),
    ],
    ["urgent at fourfold minutes", aTurn("urgent", 6, 2), aTurn("protected", 11, 1)],
    [
      "protected, when urgent came in the last quarter",
      aTurn("protected", 21, 2),
      aTurn("urgent", 10, 1),
    ],
    ["by number, when turn minutes are equal", aTurn("normal", 20, 1), aTurn("protected", 10, 2)],
    ["by number, when both times begin this instant", aTurn("normal", 0, 1), aTurn("urgent", 0, 2)],
    [
      "whose time has begun, before any that lies ahead",
      aTurn("normal", 0, 2),
      aTurn("urgent", -1, 1),
    ],
    [
      "of times ahead the earlier, whatever the class",
      aTurn("normal", -1, 2),
      aTurn("urgent", -2, 1),
    ],
    ["of equal times ahead the lower number", aTurn("normal", -1, 1), aTurn("urgent", -1, 2)],
    [
      "an appointment and a normal one alike by wait",
      aTurn("appointment", 5, 2),
      aTurn("normal", 4, 1),
    ],
    ["a returning and a normal one alike by wait", aTurn("returning", 5, 2), aTurn("normal", 4, 1)],
  ])("%s", (_, first, second) => {
    expect([
      Math.sign(compareTurns(first, second, now, defaultRates)),
      Math.sign(compareTurns(second, first, now, defaultRates)),
    ]).toEqual([-1, 1]);
  });
});

describe("the order of a queue", () => {
  it("is total: two entries are never equal, and turning the question turns the answer", () => {
    fc.assert(
      fc.property(anyQueue, anyRates, ([a, b], rates) => {
        if (a === undefined || b === undefined) throw new Error("two were asked for");
        const forth = Math.sign(compareTurns(a, b, now, rates));
        expect([forth, Math.sign(compareTurns(b, a, now, rates))]).toEqual([forth, -forth]);
        expect(forth).not.toBe(0);
      }),
    );
  });

  it("is one line: who goes before another goes before all behind that one", () => {
    fc.assert(
      fc.property(anyQueue, anyRates, (turns, rates) => {
        const inOrder = [...turns].sort((a, b) => compareTurns(a, b, now, rates));
        for (const [place, a] of inOrder.entries()) {
          for (const b of inOrder.slice(place + 1)) {
            expect(compareTurns(a, b, now, rates)).toBeLessThan(0);
          }
        }
      }),
    );
  });

  it("is by number alone where turn minutes are equal", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 600_000 }),
        (rate, ms) => {
          const rates = { ...defaultRates, urgent: rate };
          const slow: Turn = { priorityClass: "normal", eligibleAt: now - ms * rate, seq: 2 };
          const fast: Turn = { priorityClass: "urgent", eligibleAt: now - ms, seq: 1 };
          expect(turnMs(slow, now, rates)).toBe(turnMs(fast, now, rates));
          expect(compareTurns(fast, slow, now, rates)).toBeLessThan(0);
        },
      ),
    );
  });

  it("of one class and begun times never changes while time passes", () => {
    fc.assert(
      fc.property(anyQueue, anyRates, fc.nat(240 * minuteMs), ([a, b], rates, later) => {
        if (a === undefined || b === undefined) throw new Error("two were asked for");
        const same = { ...b, priorityClass: a.priorityClass };
        fc.pre(a.eligibleAt <= now && same.eligibleAt <= now);
        expect(Math.sign(compareTurns(a, same, now + later, rates))).toBe(
          Math.sign(compareTurns(a, same, now, rates)),
        );
      }),
    );
  });
});

describe("the guarantee", () => {
  it("nobody of my rate or more is called who came after a + (1 - r/s)(t - a)", () => {
    fc.assert(
      fc.property(anyQueue, anyRates, fc.nat(60 * minuteMs), (turns, rates, later) => {
        const at = now + later;
        const [called] = [...turns].sort((a, b) => compareTurns(a, b, at, rates));
        if (called === undefined || called.priorityClass === "emergency") return;
        const s = rates[called.priorityClass];
        for (const me of turns) {
          expect(me.priorityClass).not.toBe("emergency");
          if (me.priorityClass === "emergency" || me.eligibleAt > at) continue;
          const r = rates[me.priorityClass];
          if (s < r) continue;
          // In whole numbers: s·(b − a) ≤ (s − r)·(t − a).
          const late = s * (called.eligibleAt - me.eligibleAt);
          expect(late).toBeLessThanOrEqual((s - r) * (at - me.eligibleAt));
        }
      }),
    );
  });

  it("nobody who begins in the second half of a normal wait passes as protected", () => {
    const waited = 60 * minuteMs;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: waited }), (cameAfterMs) => {
        const me: Turn = { priorityClass: "normal", eligibleAt: now - waited, seq: 1 };
        const other: Turn = {
          priorityClass: "protected",
          eligibleAt: now - waited + cameAfterMs,
          seq: 2,
        };
        const passes = compareTurns(other, me, now, defaultRates) < 0;
        expect(passes).toBe(cameAfterMs < waited / 2);
      }),
    );
  });
});

it("turn minutes are never negative, and an emergency's are endless", () => {
  expect([
    turnMs(aTurn("normal", -5), now, defaultRates),
    turnMs(aTurn("protected", 5), now, defaultRates),
    turnMs(aTurn("emergency", 0), now, defaultRates),
  ]).toEqual([0, 10 * minuteMs, Number.POSITIVE_INFINITY]);
});
