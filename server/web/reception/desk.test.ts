import { describe, expect, it } from "vitest";
import { entryStatuses } from "../../../shared/domain/entry.ts";
import type { EntryStatus } from "../../../shared/domain/entry.ts";
import { commandIdOf, idOf } from "../../../shared/domain/ids.ts";
import type {
  CommandId,
  QueueId,
  ServicePointId,
  WaitingRoomId,
} from "../../../shared/domain/ids.ts";
import { staffRoles } from "../../../shared/domain/role.ts";
import { minuteMs, secondMs } from "../../../shared/domain/time.ts";
import type { PointCall, PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import {
  acts,
  afterEvent,
  emptyDesk,
  intentOf,
  nextAct,
  noticesMax,
  rightAct,
  undoOfferedForMs,
  visitAct,
  whyNot,
} from "./desk.ts";
import type { Act, Desk, Intent, Outcome, Situation, WhyNot } from "./desk.ts";

const day = Date.UTC(2026, 10, 23, 6);

function aLine(some: Partial<QueueLine> = {}): QueueLine {
  return {
    entryId: idOf("entry", 12),
    ticketId: idOf("ticket", 12),
    label: "A047",
    status: "waiting",
    priorityClass: "normal",
    eligibleAt: day,
    issuedAt: day,
    waitedMin: 0,
    serviceNames: { ar: "مراجعة", en: "Follow-up" },
    language: "ar",
    requeues: 0,
    ...some,
  };
}

function aCall(status: EntryStatus): PointCall {
  return {
    ...aLine({ status }),
    callId: idOf("call", 20),
    queueId: "eye" as QueueId,
    calledAt: day,
    startedAt: null,
    recalls: 0,
  };
}

function aPoint(some: Partial<PointData> = {}): PointData {
  return {
    servicePointId: "room-12" as ServicePointId,
    names: { ar: "غرفة 12", en: "Room 12" },
    waitingRoomId: "hall" as WaitingRoomId,
    queueIds: ["eye" as QueueId],
    current: null,
    next: [],
    waiting: 3,
    today: { called: 0, ended: 0, noShows: 0 },
    printers: [],
    ...some,
  };
}

function aSituation(some: Partial<Situation> = {}): Situation {
  return {
    role: "receptionist",
    point: aPoint(),
    stale: false,
    chosen: null,
    desk: emptyDesk,
    nowMs: 1_000,
    ...some,
  };
}

function ids(): () => CommandId {
  let last = 0;
  return () => commandIdOf(`command-${++last}`);
}

function anIntent(act: Act, id = "command-1", label: string | null = "A047"): Intent {
  const asked = { name: "recall", payload: { callId: "c20" } } as const;
  return { act, commandId: commandIdOf(id), asked, label, over: act };
}

function aDesk(...events: readonly Parameters<typeof afterEvent>[1][]): Desk {
  return events.reduce(afterEvent, emptyDesk);
}

describe("an act is alive", () => {
  const called = aPoint({ current: aCall("called") });
  const serving = aPoint({ current: aCall("serving") });
  const table: readonly (readonly [string, PointData, Readonly<Partial<Record<Act, WhyNot>>>])[] = [
    [
      "with nobody here and somebody waiting, only to call",
      aPoint(),
      {
        endAndNext: "nobodyHere",
        noShowAndNext: "nobodyHere",
        recall: "nobodyHere",
        start: "nobodyHere",
        end: "nobodyHere",
        noShow: "nobodyHere",
        requeue: "nobodyHere",
        undo: "nothingToUndo",
      },
    ],
    ["with a called patient, to go any way", called, { undo: "nothingToUndo" }],
    [
      "with a visit under way, only to end it",
      serving,
      {
        noShowAndNext: "visitStarted",
        recall: "visitStarted",
        start: "visitStarted",
        noShow: "visitStarted",
        requeue: "visitStarted",
        undo: "nothingToUndo",
      },
    ],
    [
      "with a called patient and nobody else, but not to call on",
      aPoint({ current: aCall("called"), waiting: 0 }),
      {
        callNext: "nobodyWaiting",
        endAndNext: "nobodyElse",
        noShowAndNext: "nobodyElse",
        undo: "nothingToUndo",
      },
    ],
  ];
  it.each(table)("%s", (_, point, expected) => {
    const found = acts.flatMap((act) => {
      const reason = whyNot(act, aSituation({ point }));
      return reason === null ? [] : [[act, reason] as const];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it.each(staffRoles.map((role) => [role, role === "admin" || role === "auditor"] as const))(
    "for a %s: reading only is %s",
    (role, readsOnly) => {
      const found = acts.every(
        (act) => whyNot(act, aSituation({ role, point: called })) === "role",
      );
      expect(found).toBe(readsOnly);
    },
  );

  it("never while the screen is stale, loading or waiting for an answer", () => {
    const pending = aDesk({ kind: "pressed", intent: anIntent("recall"), atMs: 0 });
    const reasons = (some: Partial<Situation>) =>
      new Set(acts.map((act) => whyNot(act, aSituation({ point: called, ...some }))));
    expect(reasons({ stale: true })).toEqual(new Set(["stale"]));
    expect(reasons({ point: null })).toEqual(new Set(["loading"]));
    expect(reasons({ desk: pending })).toEqual(new Set(["pending"]));
  });

  it("to put back a patient who did not come, also beside a visit under way", () => {
    const chosen = aLine({ status: "no_show" });
    expect(whyNot("requeue", aSituation({ point: serving, chosen }))).toBeNull();
    expect(whyNot("requeue", aSituation({ chosen: aLine({ status: "waiting" }) }))).toBe(
      "visitStarted",
    );
  });
});

describe("the next right act", () => {
  it.each([
    [null, 3, "callNext", "callNext", "start"],
    [null, 0, "callNext", "callNext", "start"],
    ["called", 3, "start", "endAndNext", "start"],
    ["called", 0, "start", "endAndNext", "start"],
    ["serving", 3, "endAndNext", "endAndNext", "end"],
    ["serving", 0, "end", "endAndNext", "end"],
  ] as const)("with %s here and %i waiting is %s; F2 is %s, F8 is %s", (status, waiting, ...is) => {
    const point = aPoint({ current: status === null ? null : aCall(status), waiting });
    expect([rightAct(point), nextAct(point), visitAct(point)]).toEqual(is);
  });

  it("is alive in every state in which anything but undo is", () => {
    for (const status of [
      null,
      ...entryStatuses.filter((one) => one === "called" || one === "serving"),
    ]) {
      for (const waiting of [0, 2]) {
        const point = aPoint({ current: status === null ? null : aCall(status), waiting });
        const situation = aSituation({ point });
        const anyAlive = acts.some((act) => whyNot(act, situation) === null);
        expect(whyNot(rightAct(point), situation) === null).toBe(anyAlive);
      }
    }
  });
});

describe("a press means", () => {
  const called = aPoint({ current: aCall("called") });
  it.each([
    ["callNext", aPoint(), "callNext", { servicePointId: "room-12" }],
    ["endAndNext", called, "callNext", { servicePointId: "room-12", finish: { as: "end" } }],
    ["noShowAndNext", called, "callNext", { servicePointId: "room-12", finish: { as: "noShow" } }],
    ["recall", called, "recall", { callId: "c20" }],
    ["start", called, "startService", { callId: "c20" }],
    ["end", called, "endService", { callId: "c20" }],
    ["noShow", called, "noShow", { callId: "c20" }],
    ["requeue", called, "requeue", { entryId: "e12" }],
  ] as const)("%s: one command", (act, point, name, payload) => {
    expect(intentOf(act, aSituation({ point }), ids())?.asked).toEqual({ name, payload });
  });

  it("to put back the chosen patient, with the reason as it was written", () => {
    const chosen = aLine({ entryId: idOf("entry", 7), label: "A007", status: "no_show" });
    const intent = intentOf(
      "requeue",
      aSituation({ point: called, chosen }),
      ids(),
      "  came back ",
    );
    expect([intent?.label, intent?.asked]).toEqual([
      "A007",
      { name: "requeue", payload: { entryId: "e7", reason: "came back" } },
    ]);
  });

  it("nothing where the act is not possible", () => {
    expect(intentOf("recall", aSituation(), ids())).toBeNull();
    expect(intentOf("callNext", aSituation({ stale: true }), ids())).toBeNull();
  });

  it("to undo the last act by its own command id", () => {
    const desk = aDesk(
      { kind: "pressed", intent: anIntent("start"), atMs: 0 },
      {
        kind: "answered",
        intent: anIntent("start"),
        outcome: { kind: "done", label: null },
        atMs: 5,
      },
    );
    const intent = intentOf("undo", aSituation({ point: called, desk }), ids());
    expect([intent?.label, intent?.asked]).toEqual([
      "A047",
      { name: "undo", payload: { commandId: "command-1" } },
    ]);
  });

  it("the same command again while it has no answer, and a new one once the patient changed", () => {
    const newId = ids();
    const first = intentOf("endAndNext", aSituation({ point: called }), newId);
    if (first === null) throw new Error("the act is possible");
    const desk = aDesk(
      { kind: "pressed", intent: first, atMs: 0 },
      { kind: "waitedLong", intent: first },
    );
    expect(intentOf("endAndNext", aSituation({ point: called, desk }), newId)).toBe(first);
    const other = aPoint({ current: { ...aCall("called"), callId: idOf("call", 30) } });
    const second = intentOf("endAndNext", aSituation({ point: other, desk }), newId);
    expect(second?.commandId).toBe("command-2");
  });
});

describe("the desk remembers", () => {
  const intent = anIntent("start");
  const pressed = { kind: "pressed", intent, atMs: 0 } as const;
  const answered = (outcome: Outcome, atMs = 100) =>
    ({ kind: "answered", intent, outcome, atMs }) as const;

  it("one press at a time", () => {
    const desk = aDesk(pressed, { kind: "pressed", intent: anIntent("end", "command-2"), atMs: 5 });
    expect(desk.pending?.intent).toBe(intent);
  });

  it("what was done, for as long as it may be undone", () => {
    const desk = aDesk(pressed, answered({ kind: "done", label: "A048" }));
    expect(desk).toEqual({
      ...emptyDesk,
      lastDone: {
        act: "start",
        commandId: "command-1",
        label: "A048",
        undoUntilMs: 100 + undoOfferedForMs,
      },
    });
    const point = aPoint({ current: aCall("serving") });
    const undo = (nowMs: number) => whyNot("undo", aSituation({ point, desk, nowMs }));
    expect([undo(100 + undoOfferedForMs - 1), undo(100 + undoOfferedForMs)]).toEqual([
      null,
      "undoOver",
    ]);
    expect(undoOfferedForMs).toBe(2 * minuteMs);
  });

  it.each(["recall", "undo"] as const)("that a %s cannot be undone", (act) => {
    const done = anIntent(act);
    const desk = aDesk(
      { kind: "pressed", intent: done, atMs: 0 },
      { kind: "answered", intent: done, outcome: { kind: "done", label: null }, atMs: 50 },
    );
    expect(whyNot("undo", aSituation({ desk, nowMs: 50 }))).toBe("undoOver");
  });

  it("a refusal until it is read, also past the next act that succeeds", () => {
    const next = anIntent("recall", "command-2");
    const refused = aDesk(
      pressed,
      answered({ kind: "refused", code: "wrong_state" }),
      { kind: "pressed", intent: next, atMs: 200 },
      { kind: "answered", intent: next, outcome: { kind: "done", label: null }, atMs: 300 },
    );
    expect(refused.notices).toEqual([
      { kind: "refused", id: "command-1", act: "start", label: "A047", code: "wrong_state" },
    ]);
    expect(afterEvent(refused, { kind: "read", id: intent.commandId }).notices).toEqual([]);
  });

  it("that the server will not undo, and offers it no more", () => {
    const undo = anIntent("undo", "command-2");
    const desk = aDesk(
      pressed,
      answered({ kind: "done", label: null }),
      { kind: "pressed", intent: undo, atMs: 200 },
      {
        kind: "answered",
        intent: undo,
        outcome: { kind: "refused", code: "too_late" },
        atMs: 300,
      },
    );
    expect(whyNot("undo", aSituation({ desk, nowMs: 300 }))).toBe("nothingToUndo");
  });

  it("an ask without an answer, says so, and takes the answer that comes after all", () => {
    const waiting = aDesk(pressed, { kind: "waitedLong", intent });
    expect(waiting).toEqual({
      ...emptyDesk,
      unanswered: intent,
      notices: [{ kind: "noAnswer", id: "command-1", act: "start", label: "A047" }],
    });
    const late = afterEvent(waiting, answered({ kind: "done", label: null }, 20 * secondMs));
    expect([late.unanswered, late.notices, late.lastDone?.act]).toEqual([null, [], "start"]);
  });

  it("nothing of ten seconds that passed after the answer came", () => {
    const desk = aDesk(pressed, answered({ kind: "done", label: null }));
    expect(afterEvent(desk, { kind: "waitedLong", intent })).toBe(desk);
  });

  it("no more messages than can be read", () => {
    const events = Array.from({ length: noticesMax + 2 }, (_, at) => {
      const one = anIntent("recall", `command-${at}`);
      return [
        { kind: "pressed", intent: one, atMs: at },
        {
          kind: "answered",
          intent: one,
          outcome: { kind: "refused", code: "not_called" },
          atMs: at,
        },
      ] as const;
    });
    const kept = aDesk(...events.flat()).notices.map((notice) => notice.id);
    expect(kept).toEqual(["command-4", "command-3", "command-2"]);
  });

  it("nothing of the service point it has left, whose answer may still come", () => {
    const desk = aDesk(pressed, { kind: "moved" }, answered({ kind: "refused", code: "busy" }));
    expect(desk).toEqual(emptyDesk);
  });
});
