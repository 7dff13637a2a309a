import { expect, test } from "vitest";
import { minuteMs } from "../../../shared/domain/time.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { dueOf, spanWords } from "./due.ts";
import { now } from "./testing/sample-orders.ts";

test.each([
  ["no clock yet", null, "none", { kind: "none" }],
  ["time enough", 40, "none", { kind: "left", minutes: 40 }],
  ["the server's alarm", 10, "soon", { kind: "soon", minutes: 10 }],
  ["the last moments count as a minute", 0.2, "soon", { kind: "soon", minutes: 1 }],
  ["late, before the next snapshot says so", -3, "soon", { kind: "over", minutes: 3 }],
  ["late", -61, "late", { kind: "over", minutes: 61 }],
] as const)("a turnaround clock: %s", (_, minutes, alarm, due) => {
  const dueAt = minutes === null ? null : now + minutes * minuteMs;
  expect(dueOf({ dueAt, alarm }, now)).toEqual(due);
});

test.each([
  [45, "45 minutes"],
  [119, "119 minutes"],
  [180, "3 hours"],
  [3_000, "2 days"],
])("%i minutes are said in the unit that fits", (minutes, words) => {
  // The count inside is isolated from its direction.
  const said = spanWords(minutes, translator("en")).replace(/[\u2066-\u2069]/g, "");
  expect(said).toBe(words);
});
