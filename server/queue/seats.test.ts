import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { minuteMs } from "../../shared/domain/time.ts";
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
let h: TestHospital;
beforeEach(() => {
  h = aBigHospital();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

const servicePointId = "doctor-1";
const [doctor, nurse] = [staff("doctor", 901), staff("nurse", 902)];
const state = () => h.queue.read.pointState(servicePointId);
const open = (as = doctor, takeOver?: boolean) =>
  codeOf(
    h.ask("openPoint", { servicePointId, ...(takeOver === undefined ? {} : { takeOver }) }, { as }),
  );
const close = (as = doctor) => codeOf(h.ask("closePoint", { servicePointId }, { as }));
const pause = (more: object = {}) => codeOf(h.ask("pausePoint", { servicePointId, ...more }));
const resume = () => codeOf(h.ask("resumePoint", { servicePointId }));

describe("a seat", () => {
  it("is one person's: taken by others unless taken over, and left by closing it", () => {
    expect([open(), open(), open(nurse), open(nurse, true), state().by]).toEqual([
      "ok",
      "wrong_state",
      "taken",
      "ok",
      "s902",
    ]);
    expect([close(nurse), close(nurse), state().by]).toEqual(["ok", "wrong_state", ""]);
  });

  it("says from whom it was taken over", () => {
    open();
    open(nurse, true);
    const facts = h.rows<{ fact: string }>("SELECT fact FROM journal WHERE name = 'pointOpened'");
    expect(facts.map(({ fact }) => JSON.parse(fact) as unknown)).toEqual([
      { point: servicePointId, from: null },
      { point: servicePointId, from: "s901" },
    ]);
  });

  it("is taken by whoever calls first, and not left while somebody is called there", () => {
    issue(h, "doctor-visit");
    const { callId } = granted(h.ask("callNext", { servicePointId }, { as: doctor }));
    expect([state().by, close()]).toEqual(["s901", "wrong_state"]);
    // Taken over with its patient, who stays where they are.
    expect([
      open(nurse, true),
      codeOf(h.ask("endService", { callId }, { as: nurse })),
      close(),
    ]).toEqual(["ok", "ok", "ok"]);
  });

  it("stays untaken where nobody was there to call", () => {
    expect([calledAt(h, servicePointId), state().status]).toEqual(["queue_empty", "closed"]);
  });

  it("of another console's room is not a device's to open, close or pause", () => {
    const as = h.console;
    expect(
      (["openPoint", "closePoint", "pausePoint", "resumePoint"] as const).map((name) =>
        codeOf(h.ask(name, { servicePointId }, { as })),
      ),
    ).toEqual(["forbidden", "forbidden", "forbidden", "forbidden"]);
    expect(codeOf(h.ask("openPoint", { servicePointId: "room-1" }, { as }))).toBe("ok");
    expect(codeOf(h.ask("openPoint", { servicePointId: "nowhere" }))).toBe("unknown_service_point");
  });
});

describe("a pause", () => {
  it("keeps anybody from calling, with the visit that is open let to its end", () => {
    const waiting = [issue(h, "doctor-visit"), issue(h, "doctor-visit")];
    const { callId } = callNext(h, servicePointId);
    expect([pause({ kind: "prayer" }), calledAt(h, servicePointId)]).toEqual([
      "ok",
      "service_point_paused",
    ]);
    granted(h.ask("endService", { callId }));
    const chosen = { servicePointId, entryId: waiting[1]?.entryId ?? "", reason };
    expect([codeOf(h.ask("callChosen", chosen)), resume(), resume()]).toEqual([
      "service_point_paused",
      "ok",
      "wrong_state",
    ]);
    expect(calledAt(h, servicePointId)).toBe(waiting[1]?.label);
  });

  it("is over at the time it was told to end, and leaves the time of who waited alone", () => {
    const { label, entryId } = issue(h, "doctor-visit");
    const before = entryOf(h, entryId).eligible_at;
    const until = h.runtime.now() + 20 * minuteMs;
    expect([pause({ until: h.runtime.now() }), pause({ kind: "meal", until })]).toEqual([
      "wrong_state",
      "ok",
    ]);
    h.runtime.set(until - 1);
    expect(calledAt(h, servicePointId)).toBe("service_point_paused");
    h.runtime.set(until);
    expect([calledAt(h, servicePointId), state()]).toMatchObject([
      label,
      { status: "open", pause: null },
    ]);
    expect(entryOf(h, entryId).eligible_at).toBe(before);
  });

  it("of a doctor who is late takes nobody's seat: the doctor opens it, or resumes to a closed one", () => {
    expect([pause({ kind: "late" }), state()]).toMatchObject(["ok", { status: "paused", by: "" }]);
    expect([resume(), state().status]).toEqual(["ok", "closed"]);
    pause({ kind: "late" });
    expect([open(), state()]).toMatchObject(["ok", { status: "open", by: "s901", pause: null }]);
  });
});

describe("what a point may call", () => {
  it("is its segments and whoever has none, and never one bound to another point", () => {
    const ask = (segment?: string) =>
      granted(
        h.ask("issueTicket", {
          serviceId: "doctor-visit",
          ...(segment === undefined ? {} : { segment }),
        }),
      ).label;
    const [man, anybody, woman] = [ask("men"), ask(), ask("women")];
    expect([
      calledAt(h, "women-desk"),
      calledAt(h, "women-desk"),
      calledAt(h, "women-desk"),
      calledAt(h, "doctor-1"),
    ]).toEqual([anybody, woman, "queue_empty", man]);
    expect(codeOf(h.ask("issueTicket", { serviceId: "doctor-visit", segment: "cats" }))).toBe(
      "invalid",
    );
  });

  it("is another queue's only while its longest wait passes the limit", () => {
    const { label } = issue(h, "doctor-visit");
    h.runtime.pass(40 * minuteMs);
    expect(calledAt(h, "helper")).toBe("queue_empty");
    h.runtime.pass(1);
    expect(calledAt(h, "helper")).toBe(label);
  });

  it("passes the limit by whoever waits longest, who need not be the first to be called", () => {
    const { label, entryId } = issue(h, "doctor-visit", "emergency");
    issue(h, "doctor-visit", "emergency");
    callNext(h, "doctor-1");
    granted(h.ask("requeue", { entryId }));
    h.runtime.pass(40 * minuteMs + 1);
    expect(calledAt(h, "helper")).toBe(label);
  });

  it("is shown as it is called: nobody held for another segment stands among its next", () => {
    const { entryId } = granted(
      h.ask("issueTicket", { serviceId: "doctor-visit", segment: "men" }),
    );
    granted(h.ask("hold", { entryId, minutes: 1 }));
    h.runtime.pass(minuteMs);
    const nextAt = (point: string) => {
      const profile = h.directory.profile(point);
      if (profile === null) throw new Error(point);
      return h.queue.read.inOrderFor(profile, h.runtime.now(), 5).map((line) => `e${line.id}`);
    };
    expect([nextAt("women-desk"), nextAt("doctor-1")]).toEqual([[], [entryId]]);
  });

  it("is changed at once with its roster, and a call that is open stays", () => {
    issue(h, "doctor-visit");
    const { callId } = callNext(h, "doctor-1");
    const { label } = issue(h, "lab-test");
    h.store.transact((tx) =>
      tx.record("servicePointPut", {
        id: "doctor-1",
        waitingRoom: "hall-3",
        names: { ar: "غرفة" },
        queues: ["lab"],
      }),
    );
    expect([codeOf(h.ask("endService", { callId })), calledAt(h, "doctor-1")]).toEqual([
      "ok",
      label,
    ]);
  });
});

it("two clerks who act on one entry in the same tick: the first does, the second is told", () => {
  issue(h, "doctor-visit");
  const { entryId, callId } = callNext(h, "doctor-1");
  const pairs = [
    () => h.ask("park", { entryId }, { as: doctor }),
    () => h.ask("park", { entryId }, { as: nurse }),
    () => h.ask("endService", { callId }, { as: doctor }),
    () => h.ask("unpark", { entryId }, { as: doctor }),
    () => h.ask("unpark", { entryId }, { as: nurse }),
    () => h.ask("callChosen", { servicePointId: "doctor-1", entryId, reason }, { as: doctor }),
    () => h.ask("callChosen", { servicePointId: "doctor-2", entryId, reason }, { as: nurse }),
    () => h.ask("cancelEntry", { entryId, reason }, { as: nurse }),
    () => h.ask("cancelEntry", { entryId, reason }, { as: doctor }),
  ];
  expect(pairs.map((one) => codeOf(one()))).toEqual([
    "ok",
    "wrong_state",
    "not_called",
    "ok",
    "wrong_state",
    "ok",
    "not_waiting",
    "ok",
    "wrong_state",
  ]);
});
