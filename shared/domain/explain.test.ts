import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { couldPass, explain, standing } from "./explain.ts";
import { compareTurns, defaultRates, priorityClasses } from "./priority.ts";
import type { PriorityClass, Rates, Turn } from "./priority.ts";
import { minuteMs } from "./time.ts";

const now = 100 * minuteMs;
const aTurn = (priorityClass: PriorityClass, minutesAgo: number, seq: number): Turn => ({
  priorityClass,
  eligibleAt: now - minutesAgo * minuteMs,
  seq,
});

describe("an explanation", () => {
  it("tells the turn minutes, who is ahead by class, and who could still pass", () => {
    const mine = aTurn("normal", 20, 5);
    const others = [
      mine,
      aTurn("normal", 30, 1),
      aTurn("normal", 20, 6),
      aTurn("protected", 11, 2),
      aTurn("protected", 9, 3),
      aTurn("emergency", 0, 9),
    ];
    expect(explain(mine, others, now, now, defaultRates)).toEqual({
      turnMin: 20,
      rate: 1,
      ahead: [
        { priorityClass: "emergency", count: 1 },
        { priorityClass: "protected", count: 1 },
        { priorityClass: "normal", count: 1 },
      ],
      couldPass: [
        { priorityClass: "emergency", before: null },
        { priorityClass: "urgent", before: now - 5 * minuteMs },
        { priorityClass: "protected", before: now - 10 * minuteMs },
      ],
    });
  });

  it("of an emergency counts no minutes, and nobody could pass", () => {
    const mine = aTurn("emergency", 20, 5);
    expect([standing(mine, now, defaultRates), couldPass(mine, now, defaultRates)]).toEqual([
      { turnMin: null, rate: null },
      [],
    ]);
  });

  it("on a surge day says that urgent ones pass whenever they come", () => {
    const rates = { ...defaultRates, urgentFirst: true };
    const passers = couldPass(aTurn("protected", 20, 1), now, rates);
    expect(passers).toEqual([
      { priorityClass: "emergency", before: null },
      { priorityClass: "urgent", before: null },
    ]);
    expect(couldPass(aTurn("urgent", 20, 1), now, rates)).toEqual([
      { priorityClass: "emergency", before: null },
    ]);
  });

  it("of a time ahead says that everybody whose time begins sooner goes first", () => {
    const mine = aTurn("urgent", -20, 1);
    expect(couldPass(mine, now, defaultRates)).toEqual(
      priorityClasses.map((priorityClass) => ({
        priorityClass,
        before: priorityClass === "emergency" ? null : mine.eligibleAt,
      })),
    );
  });
});

/** Small, so that ties and crossings are met all the time. */
const rate = fc.integer({ min: 1, max: 8 });
const anyRates: fc.Arbitrary<Rates> = fc.record({
  urgent: rate,
  protected: rate,
  returning: rate,
  appointment: rate,
  normal: rate,
  urgentFirst: fc.boolean(),
});
const anyClass = fc.constantFrom(...priorityClasses);

it("nobody who comes later passes but those who were said to, and all who were said to do", () => {
  fc.assert(
    fc.property(
      anyRates,
      fc.record({ priorityClass: anyClass, eligibleAt: fc.nat(40) }),
      fc.record({ priorityClass: anyClass, eligibleAt: fc.nat(60) }),
      fc.nat(60),
      (rates, me, other, calledAt) => {
        const mine: Turn = { ...me, seq: 1 };
        const comer: Turn = { ...other, seq: 2 };
        // Who is there at the call: one whose time is ahead is not called before anybody is due.
        fc.pre(comer.eligibleAt <= calledAt);
        const passes = compareTurns(comer, mine, calledAt, rates) < 0;
        const said = couldPass(mine, calledAt, rates).find(
          ({ priorityClass }) => priorityClass === comer.priorityClass,
        );
        const isSaid =
          said !== undefined && (said.before === null || comer.eligibleAt < said.before);
        // Who came before is told as ahead, not as one who could still come.
        const came = comer.eligibleAt >= mine.eligibleAt || mine.eligibleAt > calledAt;
        if (came) expect([comer, passes]).toEqual([comer, isSaid]);
      },
    ),
    { numRuns: 3_000 },
  );
});

it("the later the call, the more are said to be able to pass: what was said is never too few", () => {
  fc.assert(
    fc.property(anyRates, anyClass, fc.nat(40), fc.nat(60), (rates, priorityClass, from, wait) => {
      const mine: Turn = { priorityClass, eligibleAt: from, seq: 1 };
      const [early, late] = [from + wait, from + wait + 7].map((at) => couldPass(mine, at, rates));
      for (const { priorityClass: name, before } of early ?? []) {
        const then = late?.find((passer) => passer.priorityClass === name);
        expect(then?.before ?? Infinity).toBeGreaterThanOrEqual(before ?? Infinity);
      }
    }),
  );
});
