import { describe, expect, it, test } from "vitest";
import { hourMs } from "../../../shared/domain/time.ts";
import { at, midnight, sampleDay, sampleZone } from "./testing/sample-operations.ts";
import {
  arrowStep,
  hoursOf,
  instantAt,
  scaleOf,
  shareAlong,
  shareAt,
  startOfDay,
} from "./time-scale.ts";

const day = scaleOf(midnight, []);

describe("startOfDay", () => {
  test.each([
    ["Asia/Baghdad", "2026-11-23", Date.UTC(2026, 10, 22, 21)],
    ["UTC", "2026-11-23", Date.UTC(2026, 10, 23)],
    ["America/New_York", "2026-11-23", Date.UTC(2026, 10, 23, 5)],
    ["Europe/Berlin", "2026-10-25", Date.UTC(2026, 9, 24, 22)],
  ])("in %s of %s", (zone, local, instant) => {
    expect(startOfDay(local, zone)).toBe(instant);
  });

  it("is the sample's midnight", () => {
    expect(startOfDay(sampleDay, sampleZone)).toBe(midnight);
  });
});

describe("scaleOf", () => {
  it("shows the working day when nothing is outside it", () => {
    expect(day).toEqual({ from: at("08:00"), to: at("17:00") });
    expect(hoursOf(day)).toHaveLength(9);
  });

  it("grows by whole hours to whatever happens earlier or later", () => {
    expect(scaleOf(midnight, [{ from: at("06:40"), to: at("19:05") }])).toEqual({
      from: at("06:00"),
      to: at("20:00"),
    });
  });

  it("follows a night's operation into the morning, but to no further than noon", () => {
    const night = { from: at("23:00"), to: midnight + 50 * hourMs };
    expect(scaleOf(midnight, [night]).to).toBe(midnight + 36 * hourMs);
  });
});

describe("shares of the scale", () => {
  it("an instant and its share say the same, on steps of five minutes", () => {
    expect(shareAt(day, at("12:30"))).toBe(0.5);
    expect(instantAt(day, 0.5)).toBe(at("12:30"));
    expect(instantAt(day, 0.5042)).toBe(at("12:30"));
    expect(instantAt(day, 0.506)).toBe(at("12:35"));
  });

  it("never leaves the scale", () => {
    expect([instantAt(day, -1), instantAt(day, 2)]).toEqual([day.from, day.to]);
  });

  it("time runs from where reading begins", () => {
    const box = { left: 100, width: 200 };
    expect([shareAlong(box, 150, "ltr"), shareAlong(box, 150, "rtl")]).toEqual([0.25, 0.75]);
    expect(shareAlong({ left: 0, width: 0 }, 9, "ltr")).toBe(0);
  });
});

test.each([
  ["ArrowRight", "ltr", { steps: 1, lanes: 0 }],
  ["ArrowRight", "rtl", { steps: -1, lanes: 0 }],
  ["ArrowLeft", "rtl", { steps: 1, lanes: 0 }],
  ["ArrowLeft", "ltr", { steps: -1, lanes: 0 }],
  ["ArrowDown", "rtl", { steps: 0, lanes: 1 }],
  ["ArrowUp", "ltr", { steps: 0, lanes: -1 }],
  ["a", "ltr", null],
] as const)("%s in %s", (key, direction, step) => {
  expect(arrowStep(key, direction)).toEqual(step);
});
