import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  callerClasses,
  comeBackAfterMs,
  comeBackUntold,
  comeBackWindows,
  readComeBack,
  windowMsMax,
  windowMsMin,
} from "./come-back.ts";
import type { ComeBack, Fleet } from "./come-back.ts";

const span = ({ fromMs, toMs }: ComeBack) => [fromMs, toMs];

describe("the window of a fleet, when 50 are let in each second", () => {
  it.each<[string, Fleet, object]>([
    [
      "nobody",
      { kiosk: 0, device: 0, staff: 0 },
      { kiosk: [0, 500], device: [0, 500], staff: [0, 500] },
    ],
    [
      "one clinic: half a second, no order",
      { kiosk: 1, device: 2, staff: 4 },
      { kiosk: [0, 500], device: [0, 500], staff: [0, 500] },
    ],
    [
      "a hospital",
      { kiosk: 10, device: 40, staff: 60 },
      { kiosk: [0, 500], device: [200, 1_000], staff: [1_000, 2_200] },
    ],
    [
      "ten times a hospital",
      { kiosk: 100, device: 400, staff: 600 },
      { kiosk: [0, 2_000], device: [2_000, 10_000], staff: [10_000, 22_000] },
    ],
    [
      "more than can be let in within the longest window",
      { kiosk: 300, device: 1_200, staff: 1_500 },
      { kiosk: [0, 3_000], device: [3_000, 15_000], staff: [15_000, 30_000] },
    ],
  ])("%s", (_, fleet, windows) => {
    const told = comeBackWindows(fleet, 50);
    expect(Object.fromEntries(callerClasses.map((each) => [each, span(told[each])]))).toEqual(
      windows,
    );
  });

  const count = fc.nat({ max: 20_000 });
  it("is in order, within its bounds, and as thin as the pace wherever the bounds allow", () => {
    fc.assert(
      fc.property(
        fc.record({ kiosk: count, device: count, staff: count }),
        fc.integer({ min: 1, max: 1_000 }),
        (fleet, perSecond) => {
          const { kiosk, device, staff } = comeBackWindows(fleet, perSecond);
          const all = [kiosk, device, staff];
          const allMs = ((fleet.kiosk + fleet.device + fleet.staff) / perSecond) * 1_000;
          expect(kiosk.fromMs).toBe(0);
          expect(kiosk.fromMs <= device.fromMs && device.fromMs <= staff.fromMs).toBe(true);
          for (const each of all) {
            expect(each.toMs - each.fromMs).toBeGreaterThanOrEqual(windowMsMin - 1);
            expect(each.toMs).toBeLessThanOrEqual(windowMsMax + 1);
          }
          const last = Math.max(...all.map(({ toMs }) => toMs));
          const wanted = Math.min(windowMsMax, Math.max(windowMsMin, allMs));
          // A class of a few has the shortest window behind those before it.
          expect(last).toBeGreaterThanOrEqual(wanted - 1);
          expect(last).toBeLessThanOrEqual(Math.max(wanted, windowMsMin) + windowMsMin + 1);
        },
      ),
    );
  });
});

describe("a client that lost its link", () => {
  const large: ComeBack = { fromMs: 2_000, toMs: 22_000 };
  it.each<[string, ComeBack, number, number, number]>([
    ["told nothing comes at once", comeBackUntold, 0, 0, 250],
    ["told nothing, by chance later", comeBackUntold, 0, 0.9999, 750],
    ["told a window comes at its start", large, 0, 0, 2_000],
    ["in its middle", large, 0, 0.5, 12_000],
    ["at its end", large, 0, 0.9999, 21_998],
    ["after a failure waits a second", comeBackUntold, 1, 0.9999, 1_000],
    ["or half of it", comeBackUntold, 1, 0, 500],
    ["after three failures four seconds", comeBackUntold, 3, 0.9999, 4_000],
    ["after many never more than five", comeBackUntold, 1_000, 0.9999, 5_000],
    ["unless its fleet is large", large, 1_000, 0.9999, 19_999],
    ["and half at least", large, 1_000, 0, 10_000],
  ])("%s", (_, told, failed, chance, ms) => {
    expect(comeBackAfterMs(told, failed, chance)).toBe(ms);
  });

  it("never waits less than half of its pause, nor longer than the cap of its fleet", () => {
    const window = fc
      .tuple(fc.nat({ max: windowMsMax }), fc.nat({ max: windowMsMax }))
      .map(([fromMs, more]) => ({ fromMs, toMs: fromMs + more }));
    const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
    fc.assert(
      fc.property(window, fc.nat(), chance, (told, failed, drawn) => {
        const ms = comeBackAfterMs(told, failed, drawn);
        const cap = Math.max(5_000, told.toMs - told.fromMs);
        if (failed === 0) expect(ms >= told.fromMs && ms <= told.toMs).toBe(true);
        else expect(ms >= 500 && ms <= cap).toBe(true);
      }),
    );
  });
});

it.each<[unknown, ComeBack | null]>([
  [
    { fromMs: 0, toMs: 500 },
    { fromMs: 0, toMs: 500 },
  ],
  [
    { fromMs: 0, toMs: 500, more: 1 },
    { fromMs: 0, toMs: 500 },
  ],
  [null, null],
  [7, null],
  [{}, null],
  [{ fromMs: 5, toMs: 4 }, null],
  [{ fromMs: -1, toMs: 4 }, null],
  [{ fromMs: 0, toMs: Infinity }, null],
  [{ fromMs: NaN, toMs: 4 }, null],
  [{ fromMs: 0, toMs: 86_400_000 }, null],
  [{ fromMs: "0", toMs: "500" }, null],
])("a window as it was told, %j, is read as %j", (told, read) => {
  expect(readComeBack(told)).toEqual(read);
});
