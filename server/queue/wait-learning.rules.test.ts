import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import { correct, learn, nothingLearned, phaseAt } from "./wait-learning.rules.ts";
import type { Learnable, Learned } from "./wait-learning.rules.ts";

const now = 1_000 * hourMs;

function aWait(changes: Partial<Learnable> = {}): Learnable {
  const baseMs = 30 * minuteMs;
  return { priorityClass: "normal", phase: "later", baseMs, serviceMs: 6 * minuteMs, ...changes };
}

/** A hundred outcomes evenly from `fromMin` up to `toMin`, in an order without a trend, again. */
function afterWaits(fromMin: number, toMin: number, times: number, wait = aWait()): Learned {
  let learned = nothingLearned;
  for (let at = 0; at < 100 * times; at++) {
    const outcomeMin = fromMin + ((toMin - fromMin) * ((at * 37) % 100)) / 100;
    learned = learn(learned, wait, outcomeMin * minuteMs);
  }
  return learned;
}

function told(learned: Learned, wait = aWait()): number[] {
  const { lowMs, pointMs, highMs } = correct(learned, wait);
  return [lowMs, pointMs, highMs].map((ms) => ms / minuteMs);
}

describe("learning", () => {
  test("with nothing learned the estimate stands, a third and a half around it", () => {
    expect(told(nothingLearned).map(Math.round)).toEqual([18, 30, 48]);
  });

  test("the tenth, the half and nine tenths of what happened are told", () => {
    const [low = 0, mid = 0, high = 0] = told(afterWaits(20, 60, 30));
    expect({
      low: Math.abs(low - 24) < 3,
      mid: Math.abs(mid - 40) < 3,
      high: Math.abs(high - 56) < 3,
    }).toEqual({ low: true, mid: true, high: true });
  });

  test("a few hundred waits move the whole range, not its middle alone", () => {
    const [low = 0, , high = 0] = told(afterWaits(58, 62, 4));
    expect({ low: low > 45, high: high < 90 }).toEqual({ low: true, high: true });
  });

  test("a class that comes seldom is told what all classes teach, until it has its own say", () => {
    const learned = afterWaits(60, 60.1, 10);
    const urgent = aWait({ priorityClass: "urgent" });
    expect(told(learned, urgent)).toEqual(told(learned, aWait({ priorityClass: "protected" })));
    let own = learned;
    for (let at = 0; at < 300; at++) own = learn(own, urgent, 10 * minuteMs);
    const [, before = 0] = told(learned, urgent);
    const [, after = 0] = told(own, urgent);
    expect([before > 50, after < 25]).toEqual([true, true]);
  });

  test("a queue that has changed is followed", () => {
    let learned = afterWaits(20, 40, 30);
    for (let at = 0; at < 4_000; at++) learned = learn(learned, aWait(), 90 * minuteMs);
    const [, point = 0] = told(learned);
    expect(point).toBeGreaterThan(80);
  });

  test.each([
    ["an outcome before it was shown", aWait(), -1],
    ["no outcome", aWait(), Number.NaN],
    ["no end of waiting", aWait(), Number.POSITIVE_INFINITY],
    ["an estimate that is no number", aWait({ baseMs: Number.NaN }), 0],
    ["a service that is no number", aWait({ serviceMs: Number.NaN }), 0],
  ])("nothing is learned from %s", (_, wait, outcomeMs) => {
    expect(learn(nothingLearned, wait, outcomeMs)).toBe(nothingLearned);
  });

  const waits = fc.array(
    fc.record({
      wait: fc.record({
        priorityClass: fc.constantFrom("normal", "protected", "urgent", "emergency"),
        phase: fc.constantFrom("before", "rush", "later"),
        baseMs: fc.integer({ min: 0, max: 12 * hourMs }),
        serviceMs: fc.integer({ min: 0, max: hourMs }),
      }),
      outcomeMs: fc.integer({ min: 0, max: 24 * hourMs }),
    }),
    { maxLength: 200 },
  );
  const fold = (from: Learned, all: readonly { wait: Learnable; outcomeMs: number }[]) =>
    all.reduce((learned, { wait, outcomeMs }) => learn(learned, wait, outcomeMs), from);

  test("made again from the stored waits, or kept as text and gone on, it is the same", () => {
    fc.assert(
      fc.property(waits, fc.nat(200), (all, cut) => {
        const asText: Learned = JSON.parse(JSON.stringify(fold(nothingLearned, all.slice(0, cut))));
        expect(fold(asText, all.slice(cut))).toEqual(fold(nothingLearned, all));
      }),
    );
  });

  test("it stays small, and in order, whatever it is taught", () => {
    fc.assert(
      fc.property(waits, fc.integer({ min: 0, max: 12 * hourMs }), (all, baseMs) => {
        const learned = fold(nothingLearned, all);
        const [low = 0, mid = 0, high = 0] = told(learned, aWait({ baseMs }));
        expect([0 <= low, low <= mid, mid <= high, Number.isFinite(high)]).toEqual(
          Array(4).fill(true),
        );
        expect(JSON.stringify(learned).length).toBeLessThan(16_000);
      }),
    );
  });
});

test.each([
  ["before it opens", now + 1, "before"],
  ["as it opens", now, "rush"],
  ["an hour later", now - hourMs, "later"],
  ["without hours", null, "later"],
] as const)("%s", (_, opensAt, phase) => {
  expect(phaseAt(now, opensAt)).toBe(phase);
});
