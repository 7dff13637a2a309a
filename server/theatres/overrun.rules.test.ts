import { describe, expect, it } from "vitest";
import { minuteMs } from "../../shared/domain/time.ts";
import { overrun } from "./overrun.rules.ts";
import type { Listed } from "./overrun.rules.ts";

const eight = Date.parse("2026-11-23T08:00:00+03:00");
const at = (minute: number) => eight + minute * minuteMs;

function listed(fromMin: number, minutes: number, p80Min: number, over: Partial<Listed> = {}) {
  const usual = { setupMin: 10, cleaningMin: 20, inAt: null, outAt: null };
  return { from: at(fromMin), minutes, p80Min, ...usual, ...over };
}

/** A linear congruence: the same chance each time (Numerical Recipes, 7.1). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** The same list, lived through many times. */
function livedThrough(list: readonly Listed[], to: number, now: number): number {
  const draw = chance(42);
  const normal = () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());
  const days = 20_000;
  let late = 0;
  for (let day = 0; day < days; day++) {
    let free = -Infinity;
    let out = 0;
    for (const each of list) {
      const sigma = Math.log(each.p80Min / each.minutes) / 0.8416;
      const begins = Math.max(each.from, now, free + each.setupMin * minuteMs);
      out = begins + each.minutes * Math.exp(sigma * normal()) * minuteMs;
      free = out + each.cleaningMin * minuteMs;
    }
    if (out > to) late++;
  }
  return late / days;
}

describe("how likely a list ends after its block", () => {
  const lists: readonly (readonly [string, readonly Listed[]])[] = [
    ["one operation", [listed(0, 90, 130)]],
    ["two with a gap", [listed(0, 90, 130), listed(200, 60, 70)]],
    ["five, one after the other", [0, 90, 180, 270, 360].map((from) => listed(from, 60, 80))],
    ["short and long", [listed(0, 30, 40), listed(60, 180, 260), listed(270, 45, 90)]],
  ];
  it.each(lists)("%s, as when it is lived through 20,000 times", (_, list) => {
    for (const to of [90, 180, 300, 400, 480].map(at)) {
      expect(Math.abs(overrun(list, to, eight) - livedThrough(list, to, eight))).toBeLessThan(0.02);
    }
  });

  it("an empty list does not end late, and one without doubt is sure", () => {
    expect(overrun([], at(10), eight)).toBe(0);
    expect(overrun([listed(0, 60, 60)], at(55), eight)).toBe(1);
    expect(overrun([listed(0, 60, 60)], at(65), eight)).toBe(0);
  });

  it("what has ended is a fact, and what is under way is the likelier late the longer it lasts", () => {
    const first = listed(0, 60, 80, { inAt: at(0), outAt: at(50) });
    expect(overrun([first], at(49), at(100))).toBe(1);
    expect(overrun([first], at(50), at(100))).toBe(0);
    const running = listed(0, 60, 80, { inAt: at(0) });
    const after = [0, 30, 60, 90, 119].map((min) => overrun([running], at(120), at(min)));
    expect(after).toEqual(after.toSorted((a, b) => a - b));
    expect(overrun([running], at(120), at(2_000))).toBe(1);
  });
});
