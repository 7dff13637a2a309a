import { afterEach, beforeEach, expect, it } from "vitest";
import { minuteMs } from "../shared/domain/time.ts";
import { aBigHospital, calledAt, issue } from "../test/harness/big-hospital.ts";
import { granted } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import { pauseOf } from "./pauses.ts";
import { createPlan } from "./plan.ts";

let h: TestHospital;
beforeEach(() => {
  h = aBigHospital();
});
afterEach(() => h.close());

const pause = () => pauseOf(h.queue, createPlan(h.directory).current(), "doctor", h.runtime.now());
const paused = (servicePointId: string, more: object = {}) =>
  granted(h.ask("pausePoint", { servicePointId, ...more }));

it("a queue has paused when all who sit where it is called from have, and somebody sits there", () => {
  const seen = [pause()];
  for (const point of ["doctor-1", "doctor-2"]) {
    issue(h, "doctor-visit");
    calledAt(h, point);
  }
  seen.push(pause());
  const first = h.runtime.now() + 20 * minuteMs;
  paused("doctor-1", { kind: "prayer", until: first });
  seen.push(pause());
  paused("doctor-2", { kind: "meal", until: first + minuteMs });
  const since = h.runtime.now();
  // Over with the first of them who comes back.
  expect([...seen, pause()]).toEqual([null, null, null, { kind: "prayer", since, until: first }]);
  h.runtime.set(first);
  expect(pause()).toBe(null);
});

it("a doctor who is announced late pauses the queue, until nobody knows when", () => {
  paused("doctor-1", { kind: "late" });
  expect(pause()).toEqual({ kind: "late", since: h.runtime.now(), until: null });
  granted(h.ask("openPoint", { servicePointId: "doctor-1" }));
  expect(pause()).toBe(null);
});
