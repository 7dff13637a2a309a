import { expect, test } from "vitest";
import { createCalendar } from "./calendar.ts";

test.each([
  ["Asia/Baghdad", "2026-11-29", 480, "2026-11-29T08:00:00+03:00"],
  ["Asia/Baghdad", "2026-11-29", 1_560, "2026-11-30T02:00:00+03:00"],
  ["Asia/Baghdad", "2026-12-31", 2_880, "2027-01-02T00:00:00+03:00"],
  ["Asia/Baghdad", "2026-11-29", -60, "2026-11-28T23:00:00+03:00"],
  // A clock is put forward, and put back: the hour on the wall is what counts.
  ["Europe/Berlin", "2026-03-29", 480, "2026-03-29T08:00:00+02:00"],
  ["Europe/Berlin", "2026-10-25", 60, "2026-10-25T01:00:00+02:00"],
  ["Europe/Berlin", "2026-10-25", 480, "2026-10-25T08:00:00+01:00"],
])("in %s, %s and minute %i is an instant", (zone, day, minute, at) => {
  const { instantAt } = createCalendar(() => zone);
  expect([instantAt(day, minute), instantAt(day, minute)]).toEqual([
    Date.parse(at),
    Date.parse(at),
  ]);
});
