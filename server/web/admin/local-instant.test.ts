import { expect, it } from "vitest";
import { instantIn } from "./local-instant.ts";

it.each([
  ["2026-11-29", 0, "2026-11-28T21:00:00Z"],
  ["2026-11-29", 510, "2026-11-29T05:30:00Z"],
  ["2026-11-29", 1_440, "2026-11-29T21:00:00Z"],
])("minute %2$s of %1$s in Najaf", (day, minute, instant) => {
  expect(instantIn(day, minute, "Asia/Baghdad")).toBe(Date.parse(instant));
});
