import { describe, expect, it } from "vitest";
import { entryStatuses } from "../../../shared/domain/entry.ts";
import { commandIdOf, idOf } from "../../../shared/domain/ids.ts";
import type { CommandId, QueueId, ServiceId } from "../../../shared/domain/ids.ts";
import { refusalCodes } from "../../../shared/domain/refusal.ts";
import { staffRoles } from "../../../shared/domain/role.ts";
import { minuteMs, secondMs } from "../../../shared/domain/time.ts";
import type { PointData } from "../../../shared/protocol/feeds.ts";
import {
  deskMenu,
  isLineAct,
  lineMenu,
  nextAct,
  remedyOf,
  rightAct,
  visitAct,
  whyNot,
} from "./acts.ts";
import { afterEvent, emptyDesk, noticesMax, undoOfferedForMs } from "./desk.ts";
import type { Outcome } from "./desk.ts";
import { intentOf, stepOf } from "./intents.ts";
import { acts } from "./situation.ts";
import type { Act, Desk, Details, Intent, Situation, WhyNot } from "./situation.ts";
import { aCall, aLine, aPoint, aQueue, aSituation, day } from "./testing/sample-feeds.ts";

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

/** The acts of the keys about the patient here: the rest have tables of their own. */
const visitActs = acts.slice(0, acts.indexOf("callChosen"));

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
    const found = visitActs.flatMap((act) => {
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
      "stateForbids",
    );
  });
});

/** The acts about one patient that each state of an entry allows; the others say why not. */
describe("a line of the list can be", () => {
  const byStatus = {
    waiting: "callChosen park hold transfer setPriority cancel",
    held: "park hold transfer setPriority cancel",
    parked: "unpark transfer setPriority cancel",
    away: "unpark setPriority cancel",
    preparing: "transfer markReady setPriority cancel",
    called: "requeue park transfer detour cancel",
    serving: "park transfer detour",
    done: "",
    no_show: "requeue",
    transferred: "",
    rebooked: "",
    cancelled: "reinstate",
  } as const;
  it.each(entryStatuses)("%s: what the life of an entry allows and no more", (status) => {
    const situation = aSituation({ chosen: aLine({ status }) });
    const alive = acts.filter((act) => isLineAct(act) && whyNot(act, situation) === null);
    expect(alive.join(" ")).toBe(byStatus[status]);
    const said = acts
      .filter((act) => isLineAct(act) && !alive.includes(act))
      .map((act) => whyNot(act, situation));
    expect(new Set(said)).toEqual(
      new Set([status === "serving" ? "visitStarted" : "stateForbids"]),
    );
  });

  it("answered about its claim, which only a claimed line has", () => {
    const chosen = aLine({ claimed: true, priorityClass: "protected" });
    expect(lineMenu(chosen, aSituation())).toEqual([
      ...(["callChosen", "confirmClaim", "lowerClaim", "setPriority", "hold", "park"] as const),
      ...(["transfer", "cancel"] as const),
    ]);
    expect(lineMenu(aLine(), aSituation())).not.toContain("confirmClaim");
  });

  it("called out of turn once nobody is at the point and it is not paused", () => {
    const chosen = aLine();
    const busy = aPoint({ current: aCall("serving") });
    const paused = aPoint({ status: "paused", pause: { kind: "meal", since: day, until: null } });
    const why = (point: PointData) => whyNot("callChosen", aSituation({ chosen, point }));
    expect([why(busy), why(paused), why(aPoint())]).toEqual(["patientHere", "paused", null]);
    // It is offered all the same, with what has to come first.
    expect(lineMenu(chosen, aSituation({ point: busy }))[0]).toBe("callChosen");
  });

  it("nothing for whoever only reads", () => {
    expect(lineMenu(aLine(), aSituation({ role: "auditor" }))).toEqual([]);
    expect(deskMenu(aSituation({ role: "auditor" }))).toEqual([]);
  });
});

describe("a desk can be", () => {
  const meal = { kind: "meal", since: day, until: null } as const;
  const closedQueue = aQueue("eye", { closed: true });
  const deskActs = acts.slice(acts.indexOf("serve"));
  it.each([
    ["open, and mine", {}, "serve closePoint pausePoint closeQueue"],
    [
      "open, and somebody else's",
      { seat: { name: "Ali", since: day } },
      "serve takeOver closePoint pausePoint closeQueue",
    ],
    ["open with a patient", { current: aCall("called") }, "pausePoint closeQueue"],
    ["closed", { status: "closed", seat: null }, "serve openPoint closeQueue"],
    ["paused", { status: "paused", pause: meal }, "closePoint resumePoint closeQueue"],
    [
      "paused till a time that is over",
      { status: "paused", pause: { ...meal, until: day - 1 } },
      "serve closePoint resumePoint closeQueue",
    ],
  ] as const)("%s", (_, point, expected) => {
    const situation = aSituation({ point: aPoint(point) });
    const alive = deskActs.filter((act) => whyNot(act, situation) === null);
    expect(alive.join(" ")).toBe(expected);
  });

  it("reopened in its queues, once one is closed", () => {
    const of = (...queues: readonly ReturnType<typeof aQueue>[]) => {
      const situation = aSituation({ queues });
      return [whyNot("closeQueue", situation), whyNot("reopenQueue", situation)];
    };
    expect([of(aQueue("eye")), of(closedQueue), of(closedQueue, aQueue("ear"))]).toEqual([
      [null, "deskForbids"],
      ["deskForbids", null],
      [null, null],
    ]);
  });

  it("offers in its menu what has a place, also what has to wait", () => {
    const point = aPoint({ current: aCall("serving") });
    expect(deskMenu(aSituation({ point }))).toEqual([
      ...(["pausePoint", "serve", "closePoint", "closeQueue"] as const),
    ]);
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
    const here = { point, serverNow: day };
    expect([rightAct(here), nextAct(here), visitAct(here)]).toEqual(is);
  });

  it.each([
    ["closed", null, null, 3, "callNext", "callNext"],
    ["closed", null, null, 0, "openPoint", "openPoint"],
    ["paused", null, null, 3, "resumePoint", "resumePoint"],
    ["paused", "called", null, 3, "start", "resumePoint"],
    ["paused", "serving", null, 3, "end", "resumePoint"],
    // Its end has come: the next call ends it.
    ["paused", null, day, 3, "callNext", "callNext"],
    ["paused", null, day + 1, 3, "resumePoint", "resumePoint"],
  ] as const)(
    "at a %s desk with %s here, paused until %s, %i waiting, is %s; F2 is %s",
    (status, here, until, waiting, ...is) => {
      const pause = status === "paused" ? ({ kind: "prayer", since: day, until } as const) : null;
      const current = here === null ? null : aCall(here);
      const point = aPoint({ status, pause, current, waiting });
      expect([rightAct({ point, serverNow: day }), nextAct({ point, serverNow: day })]).toEqual(is);
    },
  );

  it("is alive in every state in which anything of a visit is", () => {
    for (const status of [null, "called", "serving"] as const) {
      for (const waiting of [0, 2]) {
        const point = aPoint({ current: status === null ? null : aCall(status), waiting });
        const situation = aSituation({ point });
        const anyAlive = visitActs.some((act) => whyNot(act, situation) === null);
        expect(whyNot(rightAct(situation), situation) === null).toBe(anyAlive);
      }
    }
  });
});

describe("a refusal shows the next right act", () => {
  const busy = aPoint({ current: aCall("serving") });
  const paused = aPoint({ status: "paused", pause: { kind: "away", since: day, until: null } });
  it.each([
    ["service_point_paused", paused, "resumePoint"],
    ["service_point_busy", busy, "end"],
    ["result_required", busy, "end"],
    ["taken", aPoint({ seat: { name: "Ali", since: day } }), "takeOver"],
    ["not_waiting", aPoint(), "callNext"],
    ["already_waiting", aPoint({ current: aCall("called") }), "start"],
    ["queue_closed", busy, "endAndNext"],
    // Nothing to do for now: the sentence alone.
    ["queue_empty", aPoint({ waiting: 0 }), null],
  ] as const)("%s", (code, point, act) => {
    expect(remedyOf(code, aSituation({ point }))).toBe(act);
  });

  it("and never one that is not possible, whatever the refusal", () => {
    for (const point of [busy, paused, aPoint(), aPoint({ status: "closed", waiting: 0 })]) {
      const situation = aSituation({ point });
      for (const code of refusalCodes) {
        const act = remedyOf(code, situation);
        expect(act === null ? null : whyNot(act, situation)).toBeNull();
      }
    }
  });
});

describe("before an act is asked", () => {
  const wanting = (wants: "nothing" | "code" | "note") =>
    aSituation({
      point: aPoint({ current: aCall("serving", { outcome: { wants, codes: [] } }) }),
      chosen: aLine(),
    });
  const steps = (situation: Situation) =>
    Object.fromEntries(
      acts.flatMap((act) => {
        const step = stepOf(act, situation);
        return step === null ? [] : [[act, step] as const];
      }),
    );
  const always = {
    callChosen: "reason",
    cancel: "reason",
    reinstate: "reason",
    setPriority: "priority",
    hold: "hold",
    transfer: "transfer",
    detour: "detour",
    pausePoint: "pause",
    takeOver: "takeOver",
    closePoint: "closePoint",
    closeQueue: "closeQueue",
    serve: "serve",
  };

  it("the common path has no step", () => {
    expect(steps(wanting("nothing"))).toEqual(always);
  });

  it.each(["code", "note"] as const)("a visit that wants a %s is asked for it", (wants) => {
    expect(steps(wanting(wants))).toEqual({ ...always, end: "result", endAndNext: "result" });
  });

  it("of several closed queues, which one is opened", () => {
    const queues = [aQueue("eye", { closed: true }), aQueue("ear", { closed: true })];
    expect(stepOf("reopenQueue", aSituation({ queues }))).toBe("reopenQueue");
    expect(stepOf("reopenQueue", aSituation({ queues: queues.slice(1) }))).toBeNull();
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
    const intent = intentOf("requeue", aSituation({ point: called, chosen }), ids(), {
      reason: "  came back ",
    });
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

const e12 = { entryId: "e12" };
const room = { servicePointId: "room-12" };
const lab = "lab" as QueueId;
const byReason = { ...e12, reason: "asked" };

describe("a press and the answers of its step mean", () => {
  it.each([
    ["callChosen", "waiting", { reason: "asked" }, "callChosen", { ...room, ...byReason }],
    ["callChosen", "waiting", { reason: "  " }, null, null],
    ["park", "waiting", {}, "park", e12],
    ["unpark", "parked", {}, "unpark", e12],
    ["hold", "waiting", { minutes: 10 }, "hold", { ...e12, minutes: 10 }],
    ["hold", "waiting", {}, null, null],
    ["markReady", "preparing", {}, "markReady", e12],
    ["cancel", "away", { reason: "asked" }, "cancelEntry", byReason],
    ["cancel", "away", {}, null, null],
    ["reinstate", "cancelled", { reason: "asked" }, "reinstate", byReason],
    [
      "setPriority",
      "held",
      { priorityClass: "urgent", reason: "asked" },
      "setPriority",
      { ...byReason, priorityClass: "urgent" },
    ],
    ["setPriority", "held", { priorityClass: "urgent" }, null, null],
    [
      "transfer",
      "waiting",
      { toQueueId: lab, placement: "restart", minutes: 5 },
      "transfer",
      { ...e12, toQueueId: lab, placement: "restart" },
    ],
    [
      "transfer",
      "waiting",
      { toQueueId: lab, placement: "afterMinutes", minutes: 30 },
      "transfer",
      { ...e12, toQueueId: lab, placement: "afterMinutes", minutes: 30 },
    ],
    ["transfer", "waiting", { toQueueId: lab, placement: "afterMinutes" }, null, null],
    ["transfer", "waiting", { placement: "keep" }, null, null],
    [
      "detour",
      "called",
      { toQueueId: lab },
      "transfer",
      { ...e12, toQueueId: lab, placement: "keep", returnTo: true },
    ],
  ] as const)("%s of a line that is %s, with %o", (act, status, details, name, payload) => {
    const situation = aSituation({ chosen: aLine({ status }) });
    const intent = intentOf(act, situation, ids(), details);
    expect([intent?.asked ?? null, intent?.label ?? null]).toEqual(
      name === null ? [null, null] : [{ name, payload }, "A047"],
    );
  });

  it.each([
    ["confirmClaim", "protected"],
    ["lowerClaim", "normal"],
  ] as const)("to answer a claim, %s: %s", (act, priorityClass) => {
    const chosen = aLine({ claimed: true, priorityClass: "protected" });
    const intent = intentOf(act, aSituation({ chosen }), ids(), { reason: "asked" });
    expect(intent?.asked).toEqual({ name: "setPriority", payload: { ...byReason, priorityClass } });
  });
});

describe("an act of the desk, with its answers, means", () => {
  const eye = "eye" as QueueId;
  const visit = "eye-visit" as ServiceId;
  const closing = { queueId: eye, reason: "late" } as const;
  it.each([
    ["openPoint", { status: "closed" }, {}, "openPoint", room],
    [
      "takeOver",
      { seat: { name: "Ali", since: day } },
      {},
      "openPoint",
      { ...room, takeOver: true },
    ],
    ["closePoint", {}, {}, "closePoint", room],
    ["pausePoint", {}, { pause: "prayer" }, "pausePoint", { ...room, kind: "prayer" }],
    [
      "pausePoint",
      {},
      { pause: "meal", until: day },
      "pausePoint",
      { ...room, kind: "meal", until: day },
    ],
    ["pausePoint", {}, {}, null, null],
    ["resumePoint", { status: "paused" }, {}, "resumePoint", room],
    [
      "serve",
      {},
      { serviceId: visit, reason: "ill" },
      "serveWithoutTicket",
      { ...room, serviceId: visit, reason: "ill" },
    ],
    ["serve", {}, { serviceId: visit }, null, null],
    [
      "closeQueue",
      {},
      { ...closing, waiting: "finish", toQueueId: lab },
      "closeQueue",
      { ...closing, waiting: "finish" },
    ],
    [
      "closeQueue",
      {},
      { ...closing, waiting: "transfer", toQueueId: lab },
      "closeQueue",
      { ...closing, waiting: "transfer", toQueueId: lab },
    ],
    ["closeQueue", {}, { ...closing, waiting: "transfer" }, null, null],
    [
      "closeQueue",
      {},
      { ...closing, waiting: "rebook", forDay: "2026-11-24" },
      "closeQueue",
      { ...closing, waiting: "rebook", forDay: "2026-11-24" },
    ],
    ["closeQueue", {}, { ...closing, waiting: "rebook" }, null, null],
  ] as const)("%s at a desk with %o, and %o", (act, point, details: Details, name, payload) => {
    const intent = intentOf(act, aSituation({ point: aPoint(point) }), ids(), details);
    expect([intent?.asked ?? null, intent?.label ?? null]).toEqual([
      name === null ? null : { name, payload },
      null,
    ]);
  });

  it("to open the one queue that is closed", () => {
    const situation = aSituation({ queues: [aQueue("eye", { closed: true }), aQueue("ear")] });
    expect(intentOf("reopenQueue", situation, ids())?.asked).toEqual({
      name: "reopenQueue",
      payload: { queueId: "eye" },
    });
  });
});

describe("the end of a visit says what the service wants", () => {
  const called = aPoint({ current: aCall("called") });
  it.each([
    ["nothing", {}, { callId: "c20" }],
    ["code", {}, null],
    ["code", { resultCode: "ok" }, { callId: "c20", resultCode: "ok" }],
    ["note", { note: " " }, null],
    ["note", { note: " seen " }, { callId: "c20", note: "seen" }],
  ] as const)("an end that wants %s, with %o", (wants, details, payload) => {
    const current = aCall("serving", { outcome: { wants, codes: [] } });
    const asked = intentOf(
      "end",
      aSituation({ point: aPoint({ current }) }),
      ids(),
      details,
    )?.asked;
    expect(asked ?? null).toEqual(payload && { name: "endService", payload });
  });

  it("an end that is the last stop, also when the next is called by it", () => {
    const situation = aSituation({ point: called, stopHere: true });
    expect(intentOf("end", situation, ids())?.asked.payload).toEqual({
      callId: "c20",
      stopHere: true,
    });
    expect(intentOf("endAndNext", situation, ids())?.asked.payload).toEqual({
      ...room,
      finish: { as: "end", stopHere: true },
    });
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

  it.each(["recall", "undo", "pausePoint", "closeQueue"] as const)(
    "that a %s cannot be undone",
    (act) => {
      const done = anIntent(act);
      const desk = aDesk(
        { kind: "pressed", intent: done, atMs: 0 },
        { kind: "answered", intent: done, outcome: { kind: "done", label: null }, atMs: 50 },
      );
      expect(whyNot("undo", aSituation({ desk, nowMs: 50 }))).toBe("undoOver");
    },
  );

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
