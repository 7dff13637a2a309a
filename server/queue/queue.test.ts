import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { compareTurns, defaultRates, priorityClasses } from "../../shared/domain/priority.ts";
import type { PriorityClass, Turn } from "../../shared/domain/priority.ts";
import { dayMs, hourMs, minuteMs } from "../../shared/domain/time.ts";
import { aHospital, codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { handRuntime, mondayMorning } from "../../test/harness/runtime.ts";
import { noShowPenaltyMs, noShowToleranceMs, undoWindowMs } from "./queue.rules.ts";

const open: TestHospital[] = [];
function hospital(at?: number): TestHospital {
  const made = aHospital({ runtime: handRuntime(at) });
  open.push(made);
  return made;
}
afterEach(() => {
  for (const made of open.splice(0)) {
    expectWhole(made);
    made.close();
  }
});

const issue = (h: TestHospital, serviceId = "eye-visit", priorityClass?: PriorityClass) =>
  granted(
    h.ask(
      "issueTicket",
      priorityClass === undefined ? { serviceId } : { serviceId, priorityClass },
    ),
  );
const next = (h: TestHospital, servicePointId = "room-1") =>
  granted(h.ask("callNext", { servicePointId }));
const labelOf = (h: TestHospital, servicePointId = "room-1") => next(h, servicePointId).label;
const entry = (h: TestHospital, entryId: string) =>
  h.rows<{ status: string; eligible_at: number; requeues: number }>(
    "SELECT status, eligible_at, requeues FROM entry WHERE id = ?",
    Number(entryId.slice(1)),
  )[0];
/** Everything that may not change when a command changes nothing. */
const picture = (h: TestHospital) => ({
  entries: h.rows("SELECT * FROM entry ORDER BY id"),
  calls: h.rows("SELECT * FROM call ORDER BY id"),
  counts: h.rows("SELECT * FROM point_day"),
  head: h.store.head().seq,
});
/** What no act leaves behind it but the log: the tables without the numbers of the log's rows. */
const standing = (h: TestHospital) => ({
  entries: h.rows("SELECT id, status, eligible_at, requeues FROM entry ORDER BY id"),
  calls: h.rows(
    "SELECT id, status, recalls, ended_at FROM call WHERE status <> 'undone' ORDER BY id",
  ),
  counts: h.rows("SELECT * FROM point_day WHERE called + ended + no_shows > 0"),
});

describe("issueTicket", () => {
  it("gives labels in a row, one series for all queues of its clinic, from 001 again each day", () => {
    const h = hospital();
    const first = ["eye-visit", "eye-glasses", "eye-visit", "heart-visit"].map((service) => {
      const { label, serviceDay, queueId, ahead } = issue(h, service);
      return [label, serviceDay, queueId, ahead];
    });
    h.runtime.pass(dayMs);
    const { label, serviceDay } = issue(h);
    expect([...first, [label, serviceDay]]).toEqual([
      ["E001", "2026-11-23", "eye", 0],
      ["E002", "2026-11-23", "glasses", 0],
      ["E003", "2026-11-23", "eye", 1],
      ["H001", "2026-11-23", "heart", 0],
      ["E001", "2026-11-24"],
    ]);
  });

  it("goes on with 1000 after 999", () => {
    const h = hospital();
    const labels = Array.from({ length: 1_001 }, () => issue(h).label);
    expect([labels.slice(-3), new Set(labels).size]).toEqual([["E999", "E1000", "E1001"], 1_001]);
  });

  it("counts as ahead exactly those whom the rule would call first", () => {
    const h = hospital();
    issue(h, "eye-visit", "normal");
    h.runtime.pass(10 * minuteMs);
    issue(h, "eye-visit", "urgent");
    issue(h, "eye-visit", "emergency");
    issue(h, "eye-glasses", "normal");
    const ahead = priorityClasses.map((name) => issue(h, "eye-visit", name).ahead);
    // Each asks later than the one before: an emergency has only emergencies before it.
    expect(ahead).toEqual([1, 4, 5, 6, 7, 8]);
  });

  it("is refused for a closed service, past the day's limit, and for a patient who waits already", () => {
    const h = hospital();
    const few = () => codeOf(h.ask("issueTicket", { serviceId: "heart-few" }));
    const patient = (serviceId: string) =>
      codeOf(h.ask("issueTicket", { serviceId, patientId: "p-1" }));
    const before = picture(h);
    expect([
      codeOf(h.ask("issueTicket", { serviceId: "heart-shut" })),
      codeOf(h.ask("issueTicket", { serviceId: "nowhere" })),
      codeOf(h.ask("issueTicket", { serviceId: "eye-visit", printerDeviceId: "d999999" })),
    ]).toEqual(["service_closed", "unknown_service", "invalid"]);
    expect(picture(h)).toEqual(before);
    expect([few(), few(), few()]).toEqual(["ok", "ok", "daily_limit"]);
    expect([patient("eye-visit"), patient("eye-visit"), patient("eye-glasses")]).toEqual([
      "ok",
      "already_waiting",
      "ok",
    ]);
    // Being called is still being in the queue; being done is not.
    const { callId } = next(h, "room-2");
    expect(patient("eye-visit")).toBe("already_waiting");
    granted(h.ask("endService", { callId }));
    expect(patient("eye-visit")).toBe("ok");
  });

  it("starts the day's limit anew with the day", () => {
    const h = hospital();
    const few = () => codeOf(h.ask("issueTicket", { serviceId: "heart-few" }));
    const today = [few(), few(), few()];
    h.runtime.pass(dayMs);
    expect([...today, few()]).toEqual(["ok", "ok", "daily_limit", "ok"]);
  });
});

describe("callNext", () => {
  it("calls by the rule over the classes and the two queues of its point", () => {
    const h = hospital();
    issue(h, "eye-visit"); // E001, waits 30 min: 30
    h.runtime.pass(10 * minuteMs);
    issue(h, "eye-glasses"); // E002, 20 min: 20
    h.runtime.pass(4 * minuteMs);
    issue(h, "eye-visit", "protected"); // E003, 16 min at 2: 32
    h.runtime.pass(9 * minuteMs);
    issue(h, "eye-glasses", "urgent"); // E004, 7 min at 4: 28
    h.runtime.pass(7 * minuteMs);
    issue(h, "eye-visit", "emergency"); // E005
    issue(h, "heart-visit", "emergency"); // H001, of another point
    const called = ["E005", "E003", "E001", "E004", "E002"].map(() => {
      const call = next(h);
      granted(h.ask("endService", { callId: call.callId }));
      return call.label;
    });
    expect(called).toEqual(["E005", "E003", "E001", "E004", "E002"]);
  });

  it("takes emergencies in order of arrival, also one that did not answer and was put back", () => {
    const h = hospital();
    const first = issue(h, "eye-visit", "emergency");
    issue(h, "eye-visit", "emergency");
    next(h);
    granted(h.ask("requeue", { entryId: first.entryId }));
    expect(h.queue.read.inOrder("eye", h.runtime.now(), 2).map((line) => line.label)).toEqual([
      "E001",
      "E002",
    ]);
    expect(labelOf(h)).toBe("E001");
  });

  it("calls one whose time lies ahead only when nobody else is there", () => {
    const h = hospital();
    const first = issue(h);
    next(h);
    granted(h.ask("requeue", { entryId: first.entryId })); // its time: in ten minutes
    issue(h);
    const called = [labelOf(h, "room-2"), labelOf(h, "room-1")];
    expect(called).toEqual(["E002", "E001"]);
  });

  it("is refused where nobody waits, at a busy point and at a point that does not exist", () => {
    const h = hospital();
    const call = (servicePointId: string) => codeOf(h.ask("callNext", { servicePointId }));
    const empty = call("room-1");
    issue(h);
    issue(h);
    expect([empty, call("room-1"), call("room-1"), call("room-9"), call("room-3")]).toEqual([
      "queue_empty",
      "ok",
      "service_point_busy",
      "unknown_service_point",
      "queue_empty",
    ]);
  });

  it.each([
    ["end", "done", { ended: 1, no_shows: 0 }],
    ["noShow", "no_show", { ended: 0, no_shows: 1 }],
  ] as const)(
    "with finish as %s ends the open one and calls the next in one act",
    (as, status, counts) => {
      const h = hospital();
      const first = issue(h);
      issue(h);
      next(h);
      const before = h.store.head().seq;
      const answer = h.ask("callNext", { servicePointId: "room-1", finish: { as } });
      expect(granted(answer).label).toBe("E002");
      expect({
        status: entry(h, first.entryId)?.status,
        rows: h.store.head().seq - before,
        counts: h.queue.read.pointDay("2026-11-23", 0, "room-1"),
      }).toEqual({ status, rows: 2, counts: { called: 2, exceptions: 0, ...counts } });
    },
  );

  it("with finish straight from called starts and ends at one instant", () => {
    const h = hospital();
    issue(h);
    issue(h);
    const { callId } = next(h);
    h.runtime.pass(minuteMs);
    granted(
      h.ask("callNext", { servicePointId: "room-1", finish: { as: "end", resultCode: "seen" } }),
    );
    const at = h.runtime.now();
    expect(
      h.rows(
        "SELECT status, started_at, ended_at, result_code FROM call WHERE id = ?",
        Number(callId.slice(1)),
      ),
    ).toEqual([{ status: "ended", started_at: at, ended_at: at, result_code: "seen" }]);
  });

  it("with finish changes nothing at all when nobody waits", () => {
    const h = hospital();
    issue(h);
    next(h);
    const before = picture(h);
    const answer = h.ask("callNext", { servicePointId: "room-1", finish: { as: "end" } });
    expect([codeOf(answer), picture(h)]).toEqual(["queue_empty", before]);
  });

  it("with finish as noShow changes nothing when the patient is being served", () => {
    const h = hospital();
    issue(h);
    issue(h);
    granted(h.ask("startService", { callId: next(h).callId }));
    const before = picture(h);
    const answer = h.ask("callNext", { servicePointId: "room-1", finish: { as: "noShow" } });
    expect([codeOf(answer), picture(h)]).toEqual(["wrong_state", before]);
  });

  it("with finish just calls when nothing is open", () => {
    const h = hospital();
    issue(h);
    const answer = h.ask("callNext", { servicePointId: "room-1", finish: { as: "end" } });
    expect(granted(answer).label).toBe("E001");
  });

  it("never gives one entry to two points", () => {
    const h = hospital();
    issue(h);
    const call = (servicePointId: string) => codeOf(h.ask("callNext", { servicePointId }));
    expect([call("room-1"), call("room-2")]).toEqual(["ok", "queue_empty"]);
  });
});

describe("recall, startService, endService and noShow", () => {
  it("lead through a visit, and a note is kept beside the journal, not in it", () => {
    const h = hospital();
    issue(h);
    const { callId, entryId } = next(h);
    const acts = [
      h.ask("recall", { callId }),
      h.ask("recall", { callId }),
      h.ask("startService", { callId }),
      h.ask("endService", { callId, note: "سرّ المريض", resultCode: "seen" }),
    ].map(granted);
    expect(acts.map(({ status }) => status)).toEqual(["called", "called", "serving", "done"]);
    expect(acts.every((act) => act.entryId === entryId)).toBe(true);
    const log = h.rows<{ fact: string }>("SELECT fact FROM journal").map(({ fact }) => fact);
    expect(log.filter((fact) => fact.includes("سرّ المريض"))).toEqual([]);
    expect(h.rows("SELECT note FROM call_note")).toEqual([{ note: "سرّ المريض" }]);
  });

  it("are refused as not_called for a call that never was, is over, or was taken back", () => {
    const h = hospital();
    issue(h);
    const ended = next(h);
    granted(h.ask("endService", { callId: ended.callId }));
    issue(h);
    const id = h.runtime.uuid();
    const undone = granted(h.ask("callNext", { servicePointId: "room-1" }, { id }));
    granted(h.ask("undo", { commandId: id }));
    const codes = ["c999999", "c1", ended.callId, undone.callId].flatMap((callId) =>
      (["recall", "startService", "endService", "noShow"] as const).map((verb) =>
        codeOf(h.ask(verb, { callId })),
      ),
    );
    expect(new Set(codes)).toEqual(new Set(["not_called"]));
  });

  it("belong to the console of their own point; another room's console has no say", () => {
    const h = hospital();
    issue(h);
    const { callId, entryId } = next(h, "room-2");
    const before = picture(h);
    const as = h.console;
    const codes = [
      h.ask("recall", { callId }, { as }),
      h.ask("startService", { callId }, { as }),
      h.ask("endService", { callId }, { as }),
      h.ask("noShow", { callId }, { as }),
      h.ask("requeue", { entryId }, { as }),
      h.ask("callNext", { servicePointId: "room-2" }, { as }),
    ].map(codeOf);
    expect([new Set(codes), picture(h)]).toEqual([new Set(["forbidden"]), before]);
    granted(h.ask("noShow", { callId }));
    issue(h);
    const own = granted(h.ask("callNext", { servicePointId: "room-1" }, { as }));
    expect(codeOf(h.ask("startService", { callId: own.callId }, { as }))).toBe("ok");
  });
});

describe("requeue", () => {
  it("from a call costs the penalty and frees the point", () => {
    const h = hospital();
    const { entryId, issuedAt } = issue(h);
    next(h);
    h.runtime.pass(minuteMs);
    expect(granted(h.ask("requeue", { entryId }))).toEqual({ entryId, status: "waiting" });
    expect(entry(h, entryId)).toEqual({
      status: "waiting",
      eligible_at: issuedAt + noShowPenaltyMs,
      requeues: 1,
    });
    expect(h.queue.read.currentCall("room-1")).toBeUndefined();
  });

  it.each([
    ["within the tolerance costs the penalty", noShowToleranceMs, "penalty"],
    ["later begins the patient's time anew", noShowToleranceMs + 1, "anew"],
  ])("%s", (_, afterMs, expected) => {
    const h = hospital();
    const { entryId, issuedAt } = issue(h);
    h.runtime.pass(20 * minuteMs);
    granted(h.ask("noShow", { callId: next(h).callId }));
    h.runtime.pass(afterMs);
    granted(h.ask("requeue", { entryId, reason: "came back" }));
    expect(entry(h, entryId)?.eligible_at).toBe(
      expected === "penalty" ? issuedAt + noShowPenaltyMs : h.runtime.now(),
    );
  });

  it("is refused for who waits, is served, is done, was never there, or is of a finished day", () => {
    const h = hospital();
    const waits = issue(h);
    const codes = [codeOf(h.ask("requeue", { entryId: waits.entryId }))];
    const { callId } = next(h);
    granted(h.ask("startService", { callId }));
    codes.push(codeOf(h.ask("requeue", { entryId: waits.entryId })));
    granted(h.ask("endService", { callId }));
    codes.push(codeOf(h.ask("requeue", { entryId: waits.entryId })));
    codes.push(codeOf(h.ask("requeue", { entryId: "e999999" })));
    const yesterday = issue(h);
    granted(h.ask("noShow", { callId: next(h).callId }));
    h.runtime.pass(dayMs);
    const today = issue(h);
    expect(today.label).toBe("E001");
    codes.push(codeOf(h.ask("requeue", { entryId: yesterday.entryId })));
    expect(codes).toEqual(codes.map(() => "wrong_state"));
  });
});

describe("undo", () => {
  type Act = (h: TestHospital, id: string) => unknown;
  const setUp = (h: TestHospital) => {
    issue(h);
    issue(h);
    return next(h);
  };
  it.each<[string, Act]>([
    ["a start", (h, id) => h.ask("startService", { callId: open1(h) }, { id })],
    ["an end", (h, id) => h.ask("endService", { callId: open1(h) }, { id })],
    ["a no-show", (h, id) => h.ask("noShow", { callId: open1(h) }, { id })],
    ["a requeue", (h, id) => h.ask("requeue", { entryId: entry1(h) }, { id })],
    ["a call", (h, id) => h.ask("callNext", { servicePointId: "room-2" }, { id })],
    [
      "a finish with the call after it",
      (h, id) => h.ask("callNext", { servicePointId: "room-1", finish: { as: "noShow" } }, { id }),
    ],
  ])("of %s leaves everything as it was", (_, act) => {
    const h = hospital();
    setUp(h);
    const before = standing(h);
    const id = h.runtime.uuid();
    h.runtime.pass(minuteMs);
    act(h, id);
    expect(standing(h)).not.toEqual(before);
    h.runtime.pass(undoWindowMs);
    granted(h.ask("undo", { commandId: id }));
    expect(standing(h)).toEqual(before);
  });

  const open1 = (h: TestHospital) => {
    const call = h.queue.read.currentCall("room-1");
    if (call === undefined) throw new Error("nobody is called");
    return `c${call.call_id}`;
  };
  const entry1 = (h: TestHospital) => `e${h.queue.read.currentCall("room-1")?.id}`;

  it("is refused for what is not there, not yours, too old, heard, or undone already", () => {
    const h = hospital();
    setUp(h);
    const undo = (commandId: string, as = staff()) => codeOf(h.ask("undo", { commandId }, { as }));
    const did = (act: Act) => {
      const id = h.runtime.uuid();
      act(h, id);
      return id;
    };
    const issued = did((_, id) => h.ask("issueTicket", { serviceId: "heart-visit" }, { id }));
    const recalled = did((_, id) => h.ask("recall", { callId: open1(h) }, { id }));
    const refusedOne = did((_, id) => h.ask("callNext", { servicePointId: "room-1" }, { id }));
    const started = did((_, id) => h.ask("startService", { callId: open1(h) }, { id }));
    const codes = [
      undo(h.runtime.uuid()),
      undo(issued),
      undo(refusedOne),
      undo(recalled),
      undo(started, staff("nurse", 901)),
    ];
    h.runtime.pass(undoWindowMs + 1);
    codes.push(undo(started));
    const ended = did((_, id) => h.ask("endService", { callId: open1(h) }, { id }));
    const first = undo(ended);
    expect([...codes, first, undo(ended)]).toEqual([
      "nothing_to_undo",
      "nothing_to_undo",
      "nothing_to_undo",
      "wrong_state",
      "not_yours",
      "too_late",
      "ok",
      "wrong_state",
    ]);
  });

  it("is refused when somebody else has moved the entry since", () => {
    const h = hospital();
    setUp(h);
    const id = h.runtime.uuid();
    const entryId = entry1(h);
    granted(h.ask("noShow", { callId: open1(h) }, { id }));
    granted(h.ask("requeue", { entryId }, { as: staff("nurse", 901) }));
    const before = picture(h);
    expect([codeOf(h.ask("undo", { commandId: id })), picture(h)]).toEqual(["wrong_state", before]);
  });

  it("never puts two calls at one point: an end stays when the next was called since", () => {
    const h = hospital();
    setUp(h);
    const id = h.runtime.uuid();
    granted(h.ask("endService", { callId: open1(h) }, { id }));
    next(h);
    const before = picture(h);
    expect([codeOf(h.ask("undo", { commandId: id })), picture(h)]).toEqual(["wrong_state", before]);
  });

  it("of a command id that two people used takes back only one's own", () => {
    const h = hospital();
    setUp(h);
    const id = h.runtime.uuid();
    const other = staff("nurse", 100); // sorts before s900
    granted(h.ask("callNext", { servicePointId: "room-2" }, { id, as: other }));
    granted(h.ask("startService", { callId: open1(h) }, { id }));
    const theirs = () => h.queue.read.currentCall("room-2")?.call_status;
    granted(h.ask("undo", { commandId: id }));
    expect([theirs(), h.queue.read.currentCall("room-1")?.call_status]).toEqual([
      "called",
      "called",
    ]);
  });

  it("does not reach into a finished day", () => {
    const h = hospital(Date.parse("2026-11-23T23:59:30+03:00"));
    setUp(h);
    const id = h.runtime.uuid();
    granted(h.ask("noShow", { callId: open1(h) }, { id }));
    h.runtime.pass(minuteMs);
    issue(h);
    expect(codeOf(h.ask("undo", { commandId: id }))).toBe("too_late");
  });
});

describe("a service day", () => {
  it("closes what the day before left waiting and open, and counts it", () => {
    const h = hospital();
    const waits = issue(h);
    issue(h, "eye-glasses");
    issue(h, "heart-visit");
    next(h);
    granted(h.ask("startService", { callId: next(h, "room-3").callId }));
    issue(h);
    h.runtime.pass(dayMs);
    expect(issue(h).label).toBe("E001");
    expect(
      h.rows("SELECT fact FROM journal WHERE name = 'dayOpened' ORDER BY seq DESC LIMIT 1"),
    ).toEqual([{ fact: JSON.stringify({ day: "2026-11-24", leftWaiting: 2, leftOpen: 2 }) }]);
    expect(
      h.rows("SELECT status, count(*) AS n FROM entry GROUP BY status ORDER BY status"),
    ).toEqual([
      { status: "cancelled", n: 4 },
      { status: "waiting", n: 1 },
    ]);
    expect(h.rows("SELECT status, count(*) AS n FROM call GROUP BY status")).toEqual([
      { status: "closed", n: 2 },
    ]);
    expect(entry(h, waits.entryId)?.status).toBe("cancelled");
    expect(labelOf(h)).toBe("E001");
  });

  it("is opened by a call too, so that nobody of yesterday is called", () => {
    const h = hospital();
    issue(h);
    h.runtime.pass(dayMs);
    expect(codeOf(h.ask("callNext", { servicePointId: "room-1" }))).toBe("queue_empty");
  });

  it("turns at midnight in Baghdad, not in Greenwich", () => {
    const h = hospital(Date.parse("2026-11-23T23:59:59.999+03:00"));
    const before = issue(h);
    h.runtime.pass(1);
    const after = issue(h);
    expect([before.serviceDay, before.label, after.serviceDay, after.label]).toEqual([
      "2026-11-23",
      "E001",
      "2026-11-24",
      "E001",
    ]);
  });

  it.each(["UTC", "Asia/Baghdad", "America/Los_Angeles", "Pacific/Auckland"])(
    "is the same on a machine whose zone is %s",
    (zone) => {
      const before = process.env["TZ"];
      process.env["TZ"] = zone;
      try {
        // The zone was really taken: half a year apart some zones differ, so ask Intl.
        expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
        const h = hospital(mondayMorning);
        const days = ["00:00:00", "02:59:59", "03:00:00", "20:59:59", "21:00:00", "23:59:59"].map(
          (time) => h.localDate(Date.parse(`2026-11-24T${time}Z`)),
        );
        expect(days).toEqual([
          "2026-11-24",
          "2026-11-24",
          "2026-11-24",
          "2026-11-24",
          "2026-11-25",
          "2026-11-25",
        ]);
      } finally {
        if (before === undefined) delete process.env["TZ"];
        else process.env["TZ"] = before;
      }
    },
  );

  it("is never opened again, nor is a number given twice, when the clock is set back", () => {
    const h = hospital();
    issue(h);
    h.runtime.pass(dayMs);
    issue(h);
    h.runtime.pass(-dayMs);
    const back = issue(h);
    h.runtime.pass(-40 * dayMs);
    const further = issue(h);
    expect([back.serviceDay, back.label, further.serviceDay, further.label]).toEqual([
      "2026-11-24",
      "E002",
      "2026-11-24",
      "E003",
    ]);
    expect(h.rows("SELECT count(*) AS n FROM service_day")).toEqual([{ n: 2 }]);
  });

  it("keeps the order of arrival through a clock that is set back", () => {
    const h = hospital();
    issue(h);
    h.runtime.pass(-2 * hourMs);
    issue(h);
    h.runtime.pass(-hourMs);
    issue(h);
    h.runtime.pass(5 * hourMs);
    issue(h);
    const called = [1, 2, 3, 4].map(() => {
      const { callId, label } = next(h);
      granted(h.ask("endService", { callId }));
      return label;
    });
    expect(called).toEqual(["E001", "E002", "E003", "E004"]);
  });
});

describe("any history", () => {
  const points = ["room-1", "room-2", "room-3"] as const;
  const queuesOf = {
    "room-1": ["eye", "glasses"],
    "room-2": ["eye"],
    "room-3": ["heart"],
  } as const;
  const pick = fc.nat(40);
  const point = fc.constantFrom(...points);
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        act: fc.constant("issue" as const),
        serviceId: fc.constantFrom("eye-visit", "eye-glasses", "heart-visit", "heart-few"),
        priorityClass: fc.constantFrom(...priorityClasses),
        patient: fc.option(fc.constantFrom("p1", "p2"), { freq: 4 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        act: fc.constant("callNext" as const),
        point,
        finish: fc.option(fc.constantFrom("end" as const, "noShow" as const)),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constantFrom(
          "recall" as const,
          "startService" as const,
          "endService" as const,
          "noShow" as const,
        ),
        pick,
      }),
    },
    { weight: 3, arbitrary: fc.record({ act: fc.constant("requeue" as const), pick }) },
    {
      weight: 3,
      arbitrary: fc.record({ act: fc.constant("undo" as const), pick, nurse: fc.boolean() }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constant("pass" as const),
        ms: fc.oneof(
          fc.constantFrom(0, 1, dayMs, -dayMs, noShowToleranceMs, undoWindowMs),
          fc.integer({ min: -5 * minuteMs, max: 40 * minuteMs }),
        ),
      }),
    },
  );

  interface Known {
    readonly commands: string[];
    readonly calls: string[];
    readonly entries: string[];
    readonly original: Map<string, number>;
  }
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
  const latest = <T>(list: readonly T[], back: number) => list.at(-1 - (back % list.length));

  /** Whom the rule names, asked of all waiting entries rather than of each class's first. */
  function named(h: TestHospital, pointId: (typeof points)[number]): string | null {
    const queues = queuesOf[pointId].map((id) => `'${id}'`).join(",");
    const day = h.localDate(Math.max(h.runtime.now(), h.store.head().at));
    if ((h.queue.read.day() ?? "") < day) return null;
    const waiting = h
      .rows<{ id: number; class: PriorityClass; eligible_at: number }>(
        `SELECT id, class, eligible_at FROM entry WHERE status = 'waiting' AND queue_id IN (${queues})`,
      )
      .map((row): Turn => ({ priorityClass: row.class, eligibleAt: row.eligible_at, seq: row.id }));
    const at = Math.max(h.runtime.now(), h.store.head().at);
    const [first] = waiting.sort((a, b) => compareTurns(a, b, at, defaultRates));
    return first === undefined ? null : `e${first.seq}`;
  }

  function take(h: TestHospital, one: Step, known: Known): void {
    const id = h.runtime.uuid();
    switch (one.act) {
      case "pass":
        h.runtime.pass(one.ms);
        return;
      case "issue": {
        const { serviceId, priorityClass, patient } = one;
        const answer = h.ask(
          "issueTicket",
          { serviceId, priorityClass, ...(patient === null ? {} : { patientId: patient }) },
          { id },
        );
        if (!answer.ok) return;
        known.entries.push(answer.reply.entryId);
        known.original.set(answer.reply.entryId, answer.reply.issuedAt);
        break;
      }
      case "callNext": {
        const expected = named(h, one.point);
        const finish = one.finish === null ? {} : { finish: { as: one.finish } };
        const answer = h.ask("callNext", { servicePointId: one.point, ...finish }, { id });
        if (!answer.ok) return;
        expect(answer.reply.entryId).toBe(expected);
        known.calls.push(answer.reply.callId);
        break;
      }
      case "requeue": {
        const entryId = latest(known.entries, one.pick);
        if (entryId !== undefined) h.ask("requeue", { entryId }, { id });
        break;
      }
      case "undo": {
        const commandId = latest(known.commands, one.pick);
        const as = one.nurse ? staff("nurse", 901) : staff();
        if (commandId !== undefined) h.ask("undo", { commandId }, { id, as });
        break;
      }
      default: {
        const callId = latest(known.calls, one.pick);
        if (callId !== undefined) h.ask(one.act, { callId }, { id });
      }
    }
    known.commands.push(id);
  }

  it("keeps labels unique, calls single, turns by the rule, times no better, and tables folded", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const h = aHospital();
        try {
          const known: Known = { commands: [], calls: [], entries: [], original: new Map() };
          for (const one of steps) {
            take(h, one, known);
            const broken = [
              ...h.rows("SELECT day, label FROM ticket GROUP BY day, label HAVING count(*) > 1"),
              ...h.rows(
                "SELECT service_point_id FROM call WHERE status IN ('called', 'serving')" +
                  " GROUP BY service_point_id HAVING count(*) > 1",
              ),
              ...h.rows(
                "SELECT e.id, e.status, count(c.id) AS n FROM entry e LEFT JOIN call c ON" +
                  " c.entry_id = e.id AND c.status IN ('called', 'serving') GROUP BY e.id" +
                  " HAVING n <> (e.status IN ('called', 'serving'))",
              ),
              ...h.rows(
                "SELECT id FROM entry WHERE status IN ('waiting', 'called', 'serving')" +
                  " AND day <> (SELECT max(day) FROM service_day)",
              ),
            ];
            const better = h
              .rows<{ id: number; eligible_at: number }>("SELECT id, eligible_at FROM entry")
              .filter((row) => row.eligible_at < (known.original.get(`e${row.id}`) ?? 0));
            expect({ broken, better }).toEqual({ broken: [], better: [] });
          }
          expectWhole(h);
        } finally {
          h.close();
        }
      }),
      { numRuns: process.env["DAWR_LONG"] === "1" ? 2_000 : 40 },
    );
  });
});
