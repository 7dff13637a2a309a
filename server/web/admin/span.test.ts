import { describe, expect, it } from "vitest";
import { nextMonth, spanOf } from "./span.ts";

describe("what is shown", () => {
  it.each([
    ["week", "2026-11-25", { from: "2026-11-22", days: 7, first: "2026-11-22" }],
    ["week", "2026-11-22", { from: "2026-11-22", days: 7, first: "2026-11-22" }],
    ["week", "2027-01-01", { from: "2026-12-27", days: 7, first: "2026-12-27" }],
    ["month", "2026-11-25", { from: "2026-11-01", days: 30, first: "2026-11-01" }],
    ["month", "2028-02-29", { from: "2028-02-01", days: 29, first: "2028-02-01" }],
    ["month", "2026-12-31", { from: "2026-12-01", days: 31, first: "2026-12-01" }],
  ] as const)("a %s of %s", (span, day, shown) => {
    expect(spanOf(span, day)).toEqual(shown);
  });

  it.each([
    ["2026-01-31", "2026-02-01"],
    ["2026-02-28", "2026-03-01"],
    ["2026-12-01", "2027-01-01"],
  ])("after %s comes %s", (day, next) => {
    expect(nextMonth(day)).toBe(next);
  });
});
