import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultRates } from "../../shared/domain/priority.ts";
import { dayMs, hourMs, minuteMs } from "../../shared/domain/time.ts";
import {
  aBigHospital,
  calledAt,
  callNext,
  entryOf,
  issue,
} from "../../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";

const reason = "a test asks";
/** Half past ten at night. */
const evening = Date.parse("2026-11-23T22:30:00+03:00");
let h: TestHospital;
beforeEach(() => {
  h = aBigHospital(evening);
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

const rebook = (queueId: string, forDay = "2026-11-24") =>
  h.ask("closeQueue", { queueId, waiting: "rebook", forDay, reason });
const dayFacts = () =>
  h
    .rows<{ fact: string }>("SELECT fact FROM journal WHERE name = 'dayOpened' ORDER BY seq")
    .map(({ fact }) => JSON.parse(fact) as Record<string, unknown>);

describe("a night clinic", () => {
  it("keeps its patients and their labels past midnight, and gives no label that one of them holds", () => {
    const night = [issue(h, "night-visit"), issue(h, "night-visit")];
    const doctor = issue(h, "doctor-visit");
    h.runtime.pass(2 * hourMs);
    h.run(h.tick);
    // The other queues' day is over, the night's is not.
    expect([
      codeOf(h.ask("reprint", { ticketId: doctor.ticketId })),
      calledAt(h, "doctor-1"),
    ]).toEqual(["unknown_ticket", "queue_empty"]);
    const third = issue(h, "night-visit");
    expect([third.label, third.serviceDay, issue(h, "doctor-visit").serviceDay]).toEqual([
      "N003",
      "2026-11-23",
      "2026-11-24",
    ]);
    expect(night.map(() => calledAt(h, "night-1"))).toEqual(["N001", "N002"]);
    h.runtime.pass(6 * hourMs);
    // Half past six: the new night has begun, and closed whoever was left.
    expect(issue(h, "night-visit")).toMatchObject({ label: "N001", serviceDay: "2026-11-24" });
    expect(entryOf(h, third.entryId).status).toBe("cancelled");
    expect(dayFacts()).toMatchObject([
      { day: "2026-11-23", leftWaiting: 0, leftOpen: 0 },
      { day: "2026-11-23", startMin: 360, leftWaiting: 0, leftOpen: 0 },
      { day: "2026-11-24", leftWaiting: 1, leftOpen: 0 },
      { day: "2026-11-24", startMin: 360, leftWaiting: 1, leftOpen: 1 },
    ]);
  });

  it("a label that a living patient of the night holds is passed over by the new day", () => {
    // Sent on to the night clinic, this patient outlives the day of the label.
    const { entryId, label } = issue(h, "doctor-visit");
    granted(h.ask("transfer", { entryId, toQueueId: "night", placement: "keep" }));
    h.runtime.pass(2 * hourMs);
    expect([label, issue(h, "doctor-visit").label, issue(h, "doctor-visit").label]).toEqual([
      "D001",
      "D002",
      "D003",
    ]);
    expect(calledAt(h, "night-1")).toBe("D001");
  });
});

it("a night patient who is at the laboratory at midnight stays there, and comes back", () => {
  const { entryId, label } = issue(h, "night-visit");
  const day = issue(h, "lab-test");
  callNext(h, "night-1");
  const detour = { toQueueId: "lab", placement: "keep", returnTo: true } as const;
  granted(h.ask("transfer", { entryId, ...detour }));
  h.runtime.pass(2 * hourMs);
  h.run(h.tick);
  expect(entryOf(h, day.entryId).status).toBe("cancelled");
  const { callId, ...called } = callNext(h, "lab-1");
  granted(h.ask("endService", { callId }));
  expect([called.label, calledAt(h, "night-1")]).toEqual([label, label]);
});

it("a label of last night that lives on in a day's queue is passed over by the next night", () => {
  const { entryId, label } = issue(h, "night-visit");
  h.runtime.pass(2 * hourMs);
  h.run(h.tick);
  granted(h.ask("transfer", { entryId, toQueueId: "doctor", placement: "keep" }));
  h.runtime.pass(6 * hourMs);
  const tonight = issue(h, "night-visit");
  expect([label, tonight.label, tonight.serviceDay]).toEqual(["N001", "N002", "2026-11-24"]);
  expect(calledAt(h, "doctor-1")).toBe("N001");
});

describe("a day's end", () => {
  it("closes whoever is left in any way, with counts, and frees the points", () => {
    for (let count = 0; count < 5; count++) issue(h, "doctor-visit");
    const parked = callNext(h, "doctor-1");
    granted(h.ask("park", { entryId: parked.entryId }));
    const away = callNext(h, "doctor-1");
    const detour = { toQueueId: "lab", placement: "keep", returnTo: true } as const;
    granted(h.ask("transfer", { entryId: away.entryId, ...detour }));
    callNext(h, "doctor-1");
    const held = h.queue.read.inOrder("doctor", h.runtime.now(), 1)[0];
    granted(h.ask("hold", { entryId: `e${held?.id}`, minutes: 10 }));
    h.runtime.pass(2 * hourMs);
    expect(calledAt(h, "doctor-1", false)).toBe("queue_empty");
    granted(h.ask("issueTicket", { serviceId: "doctor-visit" }));
    expect(dayFacts().at(2)).toMatchObject({ leftWaiting: 5, leftOpen: 1 });
    expect(
      h.rows("SELECT status, count(*) AS n FROM entry GROUP BY status ORDER BY status"),
    ).toEqual([
      { status: "cancelled", n: 6 },
      { status: "waiting", n: 1 },
    ]);
    const { entryId } = parked;
    expect([
      codeOf(h.ask("unpark", { entryId })),
      codeOf(h.ask("reinstate", { entryId, reason })),
    ]).toEqual(["wrong_state", "wrong_state"]);
  });

  it("never comes back: a clock set back stays in the new day, one far ahead is followed no further", () => {
    issue(h, "doctor-visit");
    h.runtime.pass(2 * dayMs);
    const ahead = issue(h, "doctor-visit");
    h.runtime.pass(-2 * dayMs);
    const back = issue(h, "doctor-visit");
    h.runtime.pass(3 * dayMs);
    expect(
      [ahead, back, issue(h, "doctor-visit")].map((ticket) => [ticket.serviceDay, ticket.label]),
    ).toEqual([
      ["2026-11-25", "D001"],
      ["2026-11-25", "D002"],
      ["2026-11-26", "D001"],
    ]);
  });

  it("a tick alone turns the day and releases holds", () => {
    const { entryId } = issue(h, "doctor-visit");
    granted(h.ask("hold", { entryId, minutes: 5 }));
    h.runtime.pass(5 * minuteMs);
    expect(h.run(h.tick)).toMatchObject({ ok: true, reply: true });
    expect(entryOf(h, entryId)).toMatchObject({ status: "waiting", not_before: null });
    expect(h.run(h.tick)).toMatchObject({ reply: false });
    h.runtime.pass(2 * hourMs);
    h.run(h.tick);
    expect([entryOf(h, entryId).status, h.queue.read.day()]).toEqual(["cancelled", "2026-11-24"]);
  });
});

describe("a service point over queues whose days begin at different hours", () => {
  const servicePointId = "both";
  beforeEach(() => {
    h.store.transact((tx) =>
      tx.record("servicePointPut", {
        ...{ id: servicePointId, waitingRoom: "hall-3", names: { ar: "غرفة" } },
        queues: ["doctor", "night"],
      }),
    );
  });
  const point = () => h.feeds.build("point", servicePointId, h.runtime.now());

  it("calls each patient by the rates of their own queue's day", () => {
    issue(h, "doctor-visit");
    const rates = { ...defaultRates, protected: 8 };
    granted(h.ask("setRates", { rates, reason }, { as: staff("supervisor") }));
    h.runtime.pass(hourMs + 20 * minuteMs);
    const [early, night] = [issue(h, "night-visit"), issue(h, "night-visit", "protected")];
    h.runtime.pass(15 * minuteMs);
    // Five past midnight: the doctor's new day has the new rates, the night goes on with its own.
    const doctor = issue(h, "doctor-visit", "protected");
    h.runtime.pass(5 * minuteMs);
    const later = issue(h, "night-visit", "urgent");
    h.runtime.pass(minuteMs);
    const labels = [doctor, night, early, later].map(({ label }) => label);
    expect(point()?.next.map(({ label }) => label)).toEqual(labels);
    expect(labels.map(() => calledAt(h, servicePointId))).toEqual(labels);
  });

  it("counts the days in force: the night's calls before midnight, and no other of yesterday's", () => {
    for (const service of ["doctor-visit", "night-visit"]) {
      issue(h, service);
      calledAt(h, servicePointId);
    }
    const counts = () => [point()?.today.called, point()?.today.ended];
    const board = () => h.feeds.build("board", "hall-3", h.runtime.now());
    const told = () => [board()?.inTurnToday, board()?.lastCalls.map(({ label }) => label)];
    expect([counts(), told()]).toEqual([
      [2, 1],
      [2, ["D001"]],
    ]);
    h.runtime.pass(2 * hourMs);
    h.run(h.tick);
    const { call_id: callId } = h.queue.read.currentCall(servicePointId) ?? {};
    granted(h.ask("endService", { callId: `c${callId}` }));
    expect([counts(), told()]).toEqual([
      [1, 1],
      [1, ["N001"]],
    ]);
    h.runtime.pass(6 * hourMs);
    h.run(h.tick);
    expect([counts(), told()]).toEqual([
      [0, 0],
      [0, []],
    ]);
  });
});

describe("setRates", () => {
  const rates = { ...defaultRates, protected: 3 };
  const set = () => h.ask("setRates", { rates, reason }, { as: staff("supervisor") });

  it("hold from the next day on, for every day after, and never in the middle of one", () => {
    issue(h, "doctor-visit");
    granted(set());
    const seen = [h.queue.read.rates()];
    for (let days = 0; days < 2; days++) {
      h.runtime.pass(dayMs);
      issue(h, "doctor-visit");
      seen.push(h.queue.read.rates());
    }
    expect(seen).toEqual([defaultRates, rates, rates]);
  });

  it("set as the first act after midnight they do not touch the day that has just begun", () => {
    issue(h, "doctor-visit");
    h.runtime.pass(2 * hourMs);
    granted(set());
    issue(h, "doctor-visit");
    expect([h.queue.read.day(), h.queue.read.rates()]).toEqual(["2026-11-24", defaultRates]);
  });
});

describe("closeQueue", () => {
  it("with rebook gives each the first place of the day promised, once, and only there", () => {
    const { ticketId } = issue(h, "doctor-visit");
    granted(rebook("doctor"));
    h.runtime.pass(2 * hourMs);
    h.run(h.tick);
    granted(h.ask("reopenQueue", { queueId: "doctor" }));
    const early = issue(h, "doctor-visit");
    const claim = (serviceId: string, as = staff()) =>
      h.ask("issueTicket", { serviceId, rebookedFrom: ticketId }, { as });
    expect([codeOf(claim("lab-test")), codeOf(claim("doctor-visit", h.kiosk))]).toEqual([
      "unknown_ticket",
      "forbidden",
    ]);
    h.runtime.pass(minuteMs);
    const promised = granted(claim("doctor-visit"));
    expect(codeOf(claim("doctor-visit"))).toBe("unknown_ticket");
    h.runtime.pass(8 * hourMs - minuteMs);
    expect([promised.ahead, calledAt(h, "doctor-1"), early.label]).toEqual([
      0,
      promised.label,
      "D001",
    ]);
  });

  it("with rebook keeps its promise to who was at the laboratory just then", () => {
    const { ticketId } = issue(h, "doctor-visit");
    const { entryId } = callNext(h, "doctor-1");
    const detour = { toQueueId: "lab", placement: "keep", returnTo: true } as const;
    granted(h.ask("transfer", { entryId, ...detour }));
    expect(granted(rebook("doctor"))).toMatchObject({ closed: true, moved: 1 });
    granted(h.ask("endService", { callId: callNext(h, "lab-1").callId }));
    h.runtime.pass(2 * hourMs);
    h.run(h.tick);
    granted(h.ask("reopenQueue", { queueId: "doctor" }));
    const claim = { serviceId: "doctor-visit", rebookedFrom: ticketId };
    expect(codeOf(h.ask("issueTicket", claim))).toBe("ok");
  });

  it("taken back gives back the places, and no promise stays", () => {
    const { entryId, ticketId } = issue(h, "doctor-visit");
    const id = h.runtime.uuid();
    const closing = { queueId: "doctor", waiting: "rebook", forDay: "2026-11-24", reason } as const;
    granted(h.ask("closeQueue", closing, { id }));
    granted(h.ask("undo", { commandId: id }));
    const seq = Number(ticketId.slice(1));
    expect([entryOf(h, entryId).status, h.queue.read.lineOfTicket(seq)?.rebooked_for]).toEqual([
      "waiting",
      null,
    ]);
  });

  it("taken back brings whoever was away back to being away", () => {
    issue(h, "doctor-visit");
    const { entryId } = callNext(h, "doctor-1");
    const detour = { toQueueId: "lab", placement: "keep", returnTo: true } as const;
    granted(h.ask("transfer", { entryId, ...detour }));
    const id = h.runtime.uuid();
    const closing = { queueId: "doctor", waiting: "rebook", forDay: "2026-11-24", reason } as const;
    granted(h.ask("closeQueue", closing, { id }));
    granted(h.ask("undo", { commandId: id }));
    expect(entryOf(h, entryId).status).toBe("away");
  });

  it("with transfer moves everybody on with their time and drops nobody; finish lets them be called", () => {
    const [first, second] = [issue(h, "doctor-visit"), issue(h, "doctor-visit")];
    granted(h.ask("hold", { entryId: second.entryId, minutes: 30 }));
    const close = (more: object) =>
      h.ask("closeQueue", { queueId: "doctor", waiting: "finish", reason, ...more });
    expect(granted(close({})).moved).toBe(0);
    expect([
      codeOf(h.ask("issueTicket", { serviceId: "doctor-visit" })),
      codeOf(close({})),
      codeOf(close({ waiting: "transfer" })),
      codeOf(close({ waiting: "transfer", toQueueId: "doctor" })),
      codeOf(close({ waiting: "transfer", toQueueId: "nowhere" })),
      codeOf(close({ waiting: "rebook", forDay: "2026-11-23" })),
      codeOf(close({ waiting: "finish", forDay: "2026-11-24" })),
    ]).toEqual([
      "service_closed",
      "wrong_state",
      "invalid",
      "queue_closed",
      "unknown_queue",
      "invalid",
      "invalid",
    ]);
    expect(granted(close({ waiting: "transfer", toQueueId: "imaging" })).moved).toBe(2);
    expect([calledAt(h, "imaging-1"), calledAt(h, "imaging-1")]).toEqual([
      first.label,
      "queue_empty",
    ]);
    h.runtime.pass(30 * minuteMs);
    expect(calledAt(h, "imaging-1")).toBe(second.label);
    granted(h.ask("reopenQueue", { queueId: "doctor" }));
    expect(codeOf(h.ask("reopenQueue", { queueId: "doctor" }))).toBe("wrong_state");
  });

  it("moves 300 people on in one act", () => {
    for (let count = 0; count < 300; count++) issue(h, "doctor-visit");
    const closing = { queueId: "doctor", waiting: "transfer", toQueueId: "lab", reason } as const;
    expect(granted(h.ask("closeQueue", closing)).moved).toBe(300);
    expect([h.queue.read.waiting("doctor"), h.queue.read.waiting("lab")]).toEqual([0, 300]);
  });
});
