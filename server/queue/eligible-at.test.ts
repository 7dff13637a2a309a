import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import {
  aBigHospital,
  calledAt,
  callNext,
  entryOf,
  issue,
} from "../../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { mondayMorning } from "../../test/harness/runtime.ts";
import { noShowPenaltyMs, noShowToleranceMs } from "./queue.rules.ts";

const reason = "a test asks";
let h: TestHospital;
beforeEach(() => {
  h = aBigHospital();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

const eligibleAt = (entryId: string) => entryOf(h, entryId).eligible_at;
const transfer = (entryId: string, more: object) =>
  granted(h.ask("transfer", { entryId, toQueueId: "imaging", placement: "keep", ...more })).entryId;
/** Came at half past eight; it is half past nine. */
function cameAnHourAgo(): string {
  const { entryId } = issue(h, "doctor-visit");
  h.runtime.pass(hourMs);
  return entryId;
}
const called = (entryId: string) => {
  const call = callNext(h, "doctor-1");
  expect(call.entryId).toBe(entryId);
  return call.callId;
};
const nine30 = mondayMorning + hourMs;
const at = (minutes: number) => mondayMorning + minutes * minuteMs;

/** The published table, row by row: everything that is not a call is somebody's time. */
describe("when a patient's time begins", () => {
  it("walk-in: when the ticket was issued", () => {
    h.runtime.pass(7 * minuteMs);
    expect(eligibleAt(issue(h, "doctor-visit").entryId)).toBe(at(7));
  });

  it("detour to the laboratory and back: unchanged, and time there counts", () => {
    const entryId = cameAnHourAgo();
    called(entryId);
    const lab = transfer(entryId, { toQueueId: "lab", returnTo: true });
    h.runtime.pass(hourMs);
    granted(h.ask("endService", { callId: callNext(h, "lab-1").callId }));
    expect([eligibleAt(lab), eligibleAt(entryId)]).toEqual([mondayMorning, mondayMorning]);
  });

  it("transfer for our reason: unchanged", () => {
    expect(eligibleAt(transfer(cameAnHourAgo(), {}))).toBe(mondayMorning);
  });

  it("transfer by the patient's wish: from the arrival there, and a time ahead is not brought nearer", () => {
    const restarted = transfer(cameAnHourAgo(), { placement: "restart" });
    const { entryId } = issue(h, "doctor-visit");
    granted(h.ask("hold", { entryId, minutes: 30 }));
    const ahead = transfer(entryId, { placement: "restart" });
    expect([eligibleAt(restarted), eligibleAt(ahead)]).toEqual([nine30, nine30 + 30 * minuteMs]);
  });

  it("transfer after some minutes: from then on, and never called before", () => {
    const entryId = transfer(cameAnHourAgo(), { placement: "afterMinutes", minutes: 20 });
    expect(entryOf(h, entryId)).toMatchObject({
      status: "held",
      eligible_at: at(80),
      not_before: at(80),
    });
    h.runtime.pass(20 * minuteMs - 1);
    expect(calledAt(h, "imaging-1")).toBe("queue_empty");
    h.runtime.pass(1);
    expect(calledAt(h, "imaging-1")).toBe("D001");
  });

  it.each([
    ["within the tolerance: the penalty later", noShowToleranceMs, noShowPenaltyMs],
    ["later: anew", noShowToleranceMs + 1, hourMs + noShowToleranceMs + 1],
  ])("no answer, and back %s", (_, gone, later) => {
    const entryId = cameAnHourAgo();
    granted(h.ask("noShow", { callId: called(entryId) }));
    h.runtime.pass(gone);
    granted(h.ask("requeue", { entryId }));
    expect(eligibleAt(entryId)).toBe(mondayMorning + later);
  });

  it("park, the pause of the point, a doctor who is late: unchanged", () => {
    const entryId = cameAnHourAgo();
    granted(h.ask("pausePoint", { servicePointId: "doctor-1", kind: "late" }));
    h.runtime.pass(hourMs);
    granted(h.ask("resumePoint", { servicePointId: "doctor-1" }));
    called(entryId);
    granted(h.ask("park", { entryId }));
    h.runtime.pass(hourMs);
    granted(h.ask("unpark", { entryId }));
    expect(eligibleAt(entryId)).toBe(mondayMorning);
  });

  it("pushed back by the patient: so much later, and not called before then", () => {
    const entryId = cameAnHourAgo();
    granted(h.ask("hold", { entryId, minutes: 30 }));
    expect(entryOf(h, entryId)).toMatchObject({ eligible_at: at(30), not_before: at(90) });
    h.runtime.pass(30 * minuteMs - 1);
    expect([calledAt(h, "doctor-1"), codeOf(h.ask("unpark", { entryId }))]).toEqual([
      "queue_empty",
      "wrong_state",
    ]);
  });

  it("raised by triage: now at the latest; emergencies in order of arrival", () => {
    const set = (entryId: string, priorityClass: "urgent" | "emergency" | "normal") =>
      granted(h.ask("setPriority", { entryId, priorityClass, reason }));
    const [first, second] = [cameAnHourAgo(), issue(h, "doctor-visit").entryId];
    granted(h.ask("hold", { entryId: second, minutes: 30 }));
    set(second, "urgent");
    set(first, "urgent");
    expect([eligibleAt(second), eligibleAt(first)]).toEqual([nine30, mondayMorning]);
    for (const entryId of [second, first]) set(entryId, "emergency");
    expect([calledAt(h, "doctor-1"), calledAt(h, "doctor-1")]).toEqual(["D001", "D002"]);
  });

  it("protected, claimed at the kiosk: counts at once, and the desk confirms or lowers it", () => {
    const claim = () =>
      granted(
        h.ask(
          "issueTicket",
          { serviceId: "doctor-visit", priorityClass: "protected" },
          { as: h.kiosk },
        ),
      ).entryId;
    const [confirmed, lowered] = [claim(), claim()];
    const claimed = () =>
      h.rows<{ claimed: number; class: string }>("SELECT claimed, class FROM entry ORDER BY id");
    expect(claimed()).toEqual([
      { claimed: 1, class: "protected" },
      { claimed: 1, class: "protected" },
    ]);
    granted(h.ask("setPriority", { entryId: confirmed, priorityClass: "protected", reason }));
    granted(h.ask("setPriority", { entryId: lowered, priorityClass: "normal", reason }));
    expect(claimed()).toEqual([
      { claimed: 0, class: "protected" },
      { claimed: 0, class: "normal" },
    ]);
    expect([confirmed, lowered].map(eligibleAt)).toEqual([mondayMorning, mondayMorning]);
  });

  it("cancelled and reinstated, or taken back: the old time, never a better one", () => {
    const entryId = cameAnHourAgo();
    granted(h.ask("cancelEntry", { entryId, reason }));
    h.runtime.pass(hourMs);
    granted(h.ask("reinstate", { entryId, reason }));
    const id = h.runtime.uuid();
    granted(h.ask("hold", { entryId, minutes: 5 }, { id }));
    granted(h.ask("undo", { commandId: id }));
    expect(eligibleAt(entryId)).toBe(mondayMorning);
  });
});

describe("an emergency that goes on to another queue", () => {
  const lab = (placement: object) => {
    const first = issue(h, "doctor-visit", "emergency");
    h.runtime.pass(minuteMs);
    const second = issue(h, "lab-test", "emergency");
    h.runtime.pass(minuteMs);
    transfer(first.entryId, { toQueueId: "lab", ...placement });
    return { first: first.label, second: second.label };
  };
  const firstTwo = () => [calledAt(h, "lab-1"), calledAt(h, "lab-1")];

  it("for our reason keeps its order of arrival among the emergencies there, to the hand on its place", () => {
    const { first, second } = lab({});
    const line = h.feeds.build("queue", "lab", h.runtime.now())?.entries[0];
    expect([line?.label, line?.arrival]).toEqual([
      first,
      h.rows<{ id: number }>("SELECT min(id) AS id FROM entry")[0]?.id,
    ]);
    expect(firstTwo()).toEqual([first, second]);
  });

  it("keeps it from queue to queue, at the laboratory and back, and where a queue closes", () => {
    const { first, second } = lab({});
    const [moved] = h.queue.read.inOrder("lab", h.runtime.now(), 1);
    transfer(transfer(`e${moved?.id}`, {}), { toQueueId: "lab" });
    const closing = { waiting: "transfer", reason } as const;
    granted(h.ask("closeQueue", { ...closing, queueId: "lab", toQueueId: "imaging" }));
    granted(h.ask("reopenQueue", { queueId: "lab" }));
    granted(h.ask("closeQueue", { ...closing, queueId: "imaging", toQueueId: "lab" }));
    expect(firstTwo()).toEqual([first, second]);
  });

  it("by the patient's wish has arrived there when it does", () => {
    const { first, second } = lab({ placement: "restart" });
    expect(firstTwo()).toEqual([second, first]);
  });

  it("is shown the same place as it is called in", () => {
    lab({});
    const lines = h.queue.read.inOrder("lab", h.runtime.now(), 9);
    expect(lines.map((line) => h.queue.read.ahead(line, h.runtime.now(), 0))).toEqual([0, 1]);
  });
});

describe("no way round what a missed call costs", () => {
  /** Missed a call and was put back, within the tolerance. */
  function missed(): string {
    const entryId = cameAnHourAgo();
    granted(h.ask("noShow", { callId: called(entryId) }));
    granted(h.ask("requeue", { entryId }));
    return entryId;
  }
  const owed = mondayMorning + noShowPenaltyMs;

  it.each(["cancelEntry", "reinstate", "transfer", "park", "unpark", "setPriority"] as const)(
    "who missed a call is put back first: %s is refused",
    (name) => {
      const entryId = cameAnHourAgo();
      granted(h.ask("noShow", { callId: called(entryId) }));
      const more = {
        cancelEntry: { reason },
        reinstate: { reason },
        transfer: { toQueueId: "imaging", placement: "keep" as const },
        park: {},
        unpark: {},
        setPriority: { priorityClass: "urgent" as const, reason },
      }[name];
      expect(codeOf(h.ask(name, { entryId, ...more } as never))).toBe("wrong_state");
    },
  );

  it("to another queue and back, the time is still the later one", () => {
    const there = transfer(missed(), {});
    const back = transfer(there, { toQueueId: "doctor" });
    expect([eligibleAt(there), eligibleAt(back)]).toEqual([owed, owed]);
  });

  it("put back and that taken back, the time of not answering runs on", () => {
    const entryId = cameAnHourAgo();
    granted(h.ask("noShow", { callId: called(entryId) }));
    h.runtime.pass(noShowToleranceMs);
    const id = h.runtime.uuid();
    granted(h.ask("requeue", { entryId }, { id }));
    h.runtime.pass(minuteMs);
    granted(h.ask("undo", { commandId: id }));
    granted(h.ask("requeue", { entryId }));
    expect(eligibleAt(entryId)).toBe(h.runtime.now());
  });

  it("raised, moved, lowered and moved back, a time ahead is ahead again", () => {
    const { entryId } = issue(h, "doctor-visit");
    granted(h.ask("hold", { entryId, minutes: 60 }));
    granted(h.ask("setPriority", { entryId, priorityClass: "urgent", reason }));
    const there = transfer(entryId, {});
    granted(h.ask("setPriority", { entryId: there, priorityClass: "normal", reason }));
    expect(eligibleAt(transfer(there, { toQueueId: "doctor" }))).toBe(at(60));
  });
});

it("a flood of 300 with priority passes 30 without only as far as their time began early enough", () => {
  const normal = Array.from({ length: 30 }, () => issue(h, "doctor-visit").label);
  h.runtime.pass(hourMs);
  for (let count = 0; count < 300; count++) issue(h, "doctor-visit", "protected");
  // Half an hour on, an hour and a half of waiting outweighs twice half an hour.
  h.runtime.pass(30 * minuteMs);
  const called = Array.from({ length: 30 }, () => calledAt(h, "doctor-1"));
  expect(called).toEqual(normal);
});
