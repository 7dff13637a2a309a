import { afterEach, describe, expect, it } from "vitest";
import { dayMs, minuteMs } from "../../shared/domain/time.ts";
import { aHospital, codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { handRuntime } from "../../test/harness/runtime.ts";

const open: TestHospital[] = [];
function hospital(): TestHospital {
  const made = aHospital({ runtime: handRuntime() });
  open.push(made);
  return made;
}
afterEach(() => {
  for (const made of open.splice(0)) {
    expectWhole(made);
    made.close();
  }
});

const issue = (h: TestHospital) => granted(h.ask("issueTicket", { serviceId: "eye-visit" }));
const next = (h: TestHospital) => codeOf(h.ask("callNext", { servicePointId: "room-1" }));

describe("a patient who is not to be called before a time", () => {
  it.each([
    ["park", "unpark"],
    ["cancelEntry", "reinstate"],
  ] as const)("stays so over %s and %s, until it has come", (away, back) => {
    const h = hospital();
    const { entryId } = issue(h);
    const reason = "asked at the desk";
    granted(h.ask("hold", { entryId, minutes: 20 }));
    granted(h.ask(away, { entryId, reason }));
    expect(granted(h.ask(back, { entryId, reason })).status).toBe("held");
    expect(next(h)).toBe("queue_empty");
    h.runtime.pass(20 * minuteMs);
    expect(next(h)).toBe("ok");
  });

  const raise = (h: TestHospital, entryId: string, priorityClass: "urgent" | "normal") =>
    granted(h.ask("setPriority", { entryId, priorityClass, reason: "seen at the desk" }));
  const heldFor20 = (h: TestHospital): string => {
    const { entryId } = issue(h);
    granted(h.ask("hold", { entryId, minutes: 20 }));
    return entryId;
  };

  it("raised can be called at once, and lowered again not before the time", () => {
    const h = hospital();
    const entryId = heldFor20(h);
    raise(h, entryId, "urgent");
    raise(h, entryId, "normal");
    expect(next(h)).toBe("queue_empty");
    raise(h, entryId, "urgent");
    expect(next(h)).toBe("ok");
  });

  it("raised or lowered and taken back is as it was", () => {
    const h = hospital();
    const entryId = heldFor20(h);
    const entry = () =>
      h.rows<object>("SELECT * FROM entry").map((row) => ({ ...row, last_seq: 0 }));
    for (const priorityClass of ["urgent", "normal"] as const) {
      const before = entry();
      const id = h.runtime.uuid();
      granted(h.ask("setPriority", { entryId, priorityClass, reason: "a test asks" }, { id }));
      granted(h.ask("undo", { commandId: id }));
      expect(entry()).toEqual(before);
      raise(h, entryId, priorityClass);
    }
  });

  it.each([
    ["to another queue", { toQueueId: "glasses", placement: "keep" as const }],
    ["and anew", { toQueueId: "glasses", placement: "restart" as const }],
  ])("raised, sent on %s and lowered there is still not to be called before", (_, to) => {
    const h = hospital();
    const entryId = heldFor20(h);
    raise(h, entryId, "urgent");
    const there = granted(h.ask("transfer", { entryId, ...to })).entryId;
    expect(granted(h.ask("park", { entryId: there })).status).toBe("parked");
    raise(h, there, "normal");
    expect(granted(h.ask("unpark", { entryId: there })).status).toBe("held");
    expect(next(h)).toBe("queue_empty");
    h.runtime.pass(20 * minuteMs);
    expect(next(h)).toBe("ok");
  });

  it("raised, called, sent on a detour and lowered meanwhile is held when they are back", () => {
    const h = hospital();
    const entryId = heldFor20(h);
    raise(h, entryId, "urgent");
    granted(h.ask("callNext", { servicePointId: "room-1" }));
    const detour = { toQueueId: "heart", placement: "keep", returnTo: true } as const;
    granted(h.ask("transfer", { entryId, ...detour }));
    raise(h, entryId, "normal");
    const { callId } = granted(h.ask("callNext", { servicePointId: "room-3" }));
    granted(h.ask("endService", { callId }));
    expect(next(h)).toBe("queue_empty");
    h.runtime.pass(20 * minuteMs);
    expect(next(h)).toBe("ok");
  });

  it("put aside and sent on is not to be called before there either", () => {
    const h = hospital();
    const entryId = heldFor20(h);
    granted(h.ask("park", { entryId }));
    const to = { toQueueId: "glasses", placement: "keep" } as const;
    expect(granted(h.ask("transfer", { entryId, ...to })).status).toBe("held");
    expect(next(h)).toBe("queue_empty");
  });

  it("can be called with a reason once the time has come, though nobody released the hold", () => {
    const h = hospital();
    const { entryId } = issue(h);
    granted(h.ask("hold", { entryId, minutes: 5 }));
    const chosen = { servicePointId: "room-1", entryId, reason: "family" };
    expect(codeOf(h.ask("callChosen", chosen))).toBe("not_waiting");
    h.runtime.pass(5 * minuteMs);
    expect(codeOf(h.ask("callChosen", chosen))).toBe("ok");
  });
});

it("undoing the closing of a queue brings its people back and opens it", () => {
  const h = hospital();
  issue(h);
  const id = h.runtime.uuid();
  const closing = {
    queueId: "eye",
    waiting: "rebook",
    forDay: "2026-11-24",
    reason: "ill",
  } as const;
  granted(h.ask("closeQueue", closing, { id }));
  granted(h.ask("undo", { commandId: id }));
  expect([h.directory.queue("eye")?.closed, next(h)]).toEqual([false, "ok"]);
});

it("a console sees to the queues of its own service point only", () => {
  const h = hospital();
  const heart = granted(h.ask("issueTicket", { serviceId: "heart-visit" }));
  const mine = issue(h);
  const park = (entryId: string) => codeOf(h.ask("park", { entryId }, { as: h.console }));
  expect([park(heart.entryId), park(mine.entryId)]).toEqual(["forbidden", "ok"]);
});

it("a pause that nobody ended is over with its day; one with an end to come is not", () => {
  const h = hospital();
  issue(h);
  granted(h.ask("pausePoint", { servicePointId: "room-1" }));
  const until = h.runtime.now() + 2 * dayMs;
  granted(h.ask("pausePoint", { servicePointId: "room-2", until }));
  h.runtime.pass(dayMs);
  issue(h);
  const status = (point: string) => h.queue.read.pointState(point).status;
  expect([status("room-1"), status("room-2")]).toEqual(["closed", "paused"]);
});
