import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callerClasses } from "../../shared/protocol/come-back.ts";
import type { CallerClass } from "../../shared/protocol/come-back.ts";
import { createAdmission, laterMsMax } from "./admission.ts";

/** A generator by hand: a run of the storm is the same each time. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

interface Let {
  readonly caller: CallerClass;
  readonly atMs: number;
  readonly asks: number;
}

/** All come in the first instant, and obey. Says when each was let in, and after how many asks. */
function storm(fleet: Readonly<Record<CallerClass, number>>, perSecond: number, seed = 1): Let[] {
  const chance = chanceOf(seed);
  const admission = createAdmission(perSecond);
  const coming = callerClasses
    .flatMap((caller) => Array.from({ length: fleet[caller] }, () => caller))
    .map((caller) => ({ caller, atMs: chance() * 50, asks: 0 }));
  const inside: Let[] = [];
  while (coming.length > 0) {
    coming.sort((one, other) => one.atMs - other.atMs);
    const next = coming.shift();
    if (next === undefined) break;
    next.asks++;
    const laterMs = admission.ask(next.caller, next.atMs, chance());
    if (laterMs === 0) inside.push({ ...next });
    else coming.push({ ...next, atMs: next.atMs + laterMs });
  }
  return inside;
}

describe("1,100 at once, 50 let in each second", () => {
  const inside = storm({ kiosk: 40, device: 400, staff: 660 }, 50);
  const lastMs = (caller: CallerClass) =>
    Math.max(...inside.filter((each) => each.caller === caller).map(({ atMs }) => atMs));

  it("all are in within 25 s, the kiosks within three", () => {
    expect(inside).toHaveLength(1_100);
    expect(Math.max(...inside.map(({ atMs }) => atMs))).toBeLessThan(25_000);
    expect(lastMs("kiosk")).toBeLessThan(3_000);
    expect(lastMs("device")).toBeLessThan(lastMs("staff"));
  });

  it("nobody asks more than a few times, two on the whole", () => {
    const asks = inside.map((each) => each.asks);
    expect(Math.max(...asks)).toBeLessThanOrEqual(8);
    expect(asks.reduce((sum, each) => sum + each, 0) / asks.length).toBeLessThan(2.6);
  });

  it("never are more let in than the pace and one second's store of it", () => {
    const times = inside.map(({ atMs }) => atMs).sort((one, other) => one - other);
    const most = Math.max(
      ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length),
    );
    expect(most).toBeLessThanOrEqual(101);
  });
});

it("a few who come one after another never wait", () => {
  const admission = createAdmission(50);
  const waits = Array.from({ length: 200 }, (_, count) => admission.ask("staff", count * 100, 0.5));
  expect(waits).toEqual(Array(200).fill(0));
});

it("staff and boards leave a kiosk's place free", () => {
  const admission = createAdmission(50);
  const letIn = (caller: CallerClass) =>
    Array.from({ length: 60 }, () => admission.ask(caller, 0, 0.5)).filter((ms) => ms === 0).length;
  expect([letIn("staff"), letIn("device"), letIn("kiosk")]).toEqual([30, 10, 10]);
});

it("a storm is over a second after the last one was turned away", () => {
  const admission = createAdmission(1);
  const before = admission.isStorm(0);
  admission.ask("kiosk", 0, 0);
  const quiet = admission.isStorm(0);
  admission.ask("kiosk", 10, 0);
  expect([before, quiet, admission.isStorm(1_009), admission.isStorm(1_010)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

it("a clock that was set back by a day makes nobody wait for the old time", () => {
  const admission = createAdmission(1);
  for (let count = 0; count < 100; count++) admission.ask("staff", 86_400_000, 0);
  expect(admission.ask("staff", 0, 0.5)).toBeLessThanOrEqual(laterMsMax);
});

it("everybody is let in or told a time within the bound, whatever comes", () => {
  const call = fc.record({
    caller: fc.constantFrom(...callerClasses),
    passMs: fc.integer({ min: -1_000, max: 3_000 }),
    chance: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(call, { maxLength: 400 }),
      (perSecond, calls) => {
        const admission = createAdmission(perSecond);
        let nowMs = 1_000_000;
        for (const { caller, passMs, chance } of calls) {
          nowMs += passMs;
          const laterMs = admission.ask(caller, nowMs, chance);
          expect(laterMs === 0 || (laterMs > 0 && laterMs <= 2 * laterMsMax)).toBe(true);
          expect(Number.isInteger(laterMs)).toBe(true);
        }
      },
    ),
  );
});
