import { afterEach, describe, expect, it } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../shared/domain/time.ts";
import { aHospital, codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { handRuntime, mondayMorning } from "../../test/harness/runtime.ts";

const open: TestHospital[] = [];
afterEach(() => {
  for (const made of open.splice(0)) {
    expectWhole(made);
    made.close();
  }
});

/** A morning whose clock jumps 400 days ahead with two waiting and one called, and then is put right. */
function aJump() {
  const h = aHospital({ runtime: handRuntime() });
  open.push(h);
  const issue = () => granted(h.ask("issueTicket", { serviceId: "eye-visit" }));
  const morning = [issue(), issue()];
  h.runtime.pass(400 * dayMs);
  const lost = [issue(), issue(), issue()];
  const called = granted(h.ask("callNext", { servicePointId: "room-1" }));
  h.runtime.set(mondayMorning + hourMs);
  return { h, issue, morning, lost, called };
}

describe("a clock that was ahead and is put right", () => {
  it("holds time still until somebody says so", () => {
    const { h, issue } = aJump();
    const stuck = [issue(), issue()];
    expect(new Set(stuck.map((ticket) => ticket.issuedAt)).size).toBe(1);
    expect(stuck[0]?.serviceDay).toBe(h.localDate(mondayMorning + 400 * dayMs));
  });

  it("lets time and the true day go on; who waits keeps label and place, no number comes again", () => {
    const { h, issue, morning, lost, called } = aJump();
    const mended = h.run(h.mendClock(h.runtime.now(), "battery"));
    expect(mended).toMatchObject({ ok: true });
    h.runtime.pass(minuteMs);
    const later = issue();
    expect([later.serviceDay, later.issuedAt]).toEqual(["2026-11-23", h.runtime.now()]);
    const labels = [...morning, ...lost, later].map((ticket) => ticket.label);
    expect(labels.slice(2)).toEqual(["E001", "E002", "E003", "E004"]);
    granted(h.ask("endService", { callId: called.callId }));
    const next = granted(h.ask("callNext", { servicePointId: "room-1" }));
    expect(next.label).toBe("E002");
  });

  it("is no way to turn time back when it was right", () => {
    const h = aHospital({ runtime: handRuntime() });
    open.push(h);
    granted(h.ask("issueTicket", { serviceId: "eye-visit" }));
    const outcome = h.run(h.mendClock(h.runtime.now(), "no reason at all"));
    expect(codeOf(outcome as never)).toBe("wrong_state");
  });

  it("stays mended after a restart: the chain's last row says from when time goes on", () => {
    const { h } = aJump();
    h.run(h.mendClock(h.runtime.now(), "battery"));
    expect(h.store.head().at).toBe(mondayMorning + hourMs);
  });
});
