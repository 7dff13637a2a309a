import { afterEach, beforeEach, expect, it } from "vitest";
import { dayMs, minuteMs } from "../../shared/domain/time.ts";
import { aBigHospital, callNext, issue } from "../../test/harness/big-hospital.ts";
import { expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";

let h: TestHospital;
beforeEach(() => {
  h = aBigHospital();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

interface Posted {
  readonly from_min: number;
  readonly to_min: number;
  readonly until: number | null;
  readonly entry_id: number | null;
  readonly issued_at: number | null;
  readonly called_at: number | null;
}
const posted = () =>
  h.rows<Posted>(
    "SELECT from_min, to_min, until, entry_id, issued_at, called_at FROM wait_posted" +
      " WHERE queue_id = 'doctor' ORDER BY id",
  );
const tick = () => h.run(h.tick);
/** So many visits of ten minutes each with the first doctor: now the wait is known. */
function visits(count: number): void {
  for (let each = 0; each < count; each++) {
    issue(h, "doctor-visit");
    const { callId } = callNext(h, "doctor-1");
    h.runtime.pass(10 * minuteMs);
    granted(h.ask("endService", { callId }));
  }
}

it("a range that walls show is kept when it changes, and not again while it stands", () => {
  tick();
  expect(posted()).toEqual([]);
  visits(6);
  tick();
  tick();
  const first = posted();
  expect(first).toMatchObject([{ until: null, entry_id: null }]);
  expect(h.feeds.build("queue", "doctor", h.runtime.now())?.wait).toEqual({
    fromMin: first[0]?.from_min,
    toMin: first[0]?.to_min,
  });
  for (let count = 0; count < 5; count++) issue(h, "doctor-visit");
  h.runtime.pass(minuteMs);
  tick();
  expect(posted()).toMatchObject([{ until: h.runtime.now() }, { until: null }]);
});

it("its outcome is the wait of the first ordinary ticket that is issued while it stands", () => {
  visits(6);
  tick();
  issue(h, "doctor-visit", "urgent");
  const { entryId } = issue(h, "doctor-visit");
  const issuedAt = h.runtime.now();
  issue(h, "doctor-visit");
  const id = Number(entryId.slice(1));
  expect(posted()).toMatchObject([{ entry_id: id, issued_at: issuedAt, called_at: null }]);
  h.runtime.pass(7 * minuteMs);
  granted(h.ask("endService", { callId: callNext(h, "doctor-1").callId }));
  const commandId = h.runtime.uuid();
  granted(h.ask("callNext", { servicePointId: "doctor-1" }, { id: commandId }));
  expect(posted()).toMatchObject([{ called_at: issuedAt + 7 * minuteMs }]);
  granted(h.ask("undo", { commandId }));
  expect(posted()).toMatchObject([{ entry_id: id, called_at: null }]);
});

it("nothing is posted any more where nobody sits, and a new day's ticket is none of yesterday's", () => {
  visits(6);
  tick();
  granted(h.ask("closePoint", { servicePointId: "doctor-1" }));
  tick();
  issue(h, "doctor-visit");
  expect(posted()).toMatchObject([{ until: h.runtime.now(), entry_id: null }]);
  granted(h.ask("openPoint", { servicePointId: "doctor-1" }));
  tick();
  h.runtime.pass(dayMs);
  issue(h, "doctor-visit");
  expect(posted()).toMatchObject([{}, { until: null, entry_id: null }]);
});
