import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, expectWhole, granted, staff } from "../test/harness/hospital.ts";
import { aRoster, day } from "../test/harness/rosters.ts";
import type { TestRoster } from "../test/harness/rosters.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { AssignmentId } from "../shared/domain/ids.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { RosterData, SessionsData } from "../shared/protocol/scheduling-feeds.ts";
import type { RehearsedAct } from "./rehearsals.ts";

let h: TestRoster;
beforeEach(() => {
  h = aRoster();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

const noon = { kind: "prayer", fromMin: 720, toMin: 750 } as const;
/** The eye clinic's morning, 8 to 14: ten patients, an hour each window. */
const plan = { clinicId: "eye", shiftId: "morning", serviceId: "eye-visit" };
const numbers = { capacity: 10, windowMin: 60, overbookMax: 0 };
const putPlan = (over: object = {}) =>
  h.ask("putSessionPlan", { ...plan, ...numbers, ...over }, h.order);

/** When its windows begin, in minutes after midnight. */
function starts(assignment: AssignmentId): readonly number[] {
  const row = h.places.read.session(h.sessionOf(assignment)?.id ?? 0);
  if (row === undefined) throw new Error("no session");
  const midnight = h.instantAt(row.day, 0);
  return h.places.availability.windows(row).map(({ from }) => (from - midnight) / minuteMs);
}

function rehearsed(act: unknown) {
  const before = h.store.head().seq;
  let found: unknown = null;
  h.run((tx) => {
    found = h.rehearse(staff("admin", 901), act as RehearsedAct)(tx);
    return { ok: false, code: "wrong_state" };
  });
  expect(h.store.head().seq).toBe(before);
  return found;
}

describe("pauses and buffers of a plan", () => {
  it("are in the sessions that are published after it, and in what is offered", () => {
    granted(putPlan({ breaks: [noon], bufferBeforeMin: 5, bufferAfterMin: 10 }));
    const one = h.plan(h.one, day(0));
    h.publish();
    // Nothing begins at 710 or 830: the buffer after it would lie in the pause, or past the end.
    expect(starts(one)).toEqual([485, 560, 635, 755]);
    const { plans } = h.feed() as RosterData;
    expect(plans.find(({ shiftId }) => shiftId === "morning")).toMatchObject({
      breaks: [noon],
      ...{ bufferBeforeMin: 5, bufferAfterMin: 10 },
    });
    const shown = h.feeds.build("sessions", `eye:${day(0)}:1`, h.runtime.now()) as SessionsData;
    expect(shown.sessions[0]?.breaks).toEqual([
      { kind: "prayer", from: h.instantAt(day(0), 720), to: h.instantAt(day(0), 750) },
    ]);
  });

  it("leave what is published alone, unless they are asked to come into it", () => {
    granted(putPlan());
    const one = h.plan(h.one, day(0));
    const two = h.plan(h.two, day(0), "evening");
    h.publish();
    const hourly = [480, 540, 600, 660, 720, 780];
    granted(putPlan({ breaks: [noon] }));
    expect(starts(one)).toEqual(hourly);
    const asked = { breaks: [noon], toSessions: { movePatients: true } };
    expect(granted(putPlan(asked))).toMatchObject({ moved: 0, unplaced: 0 });
    expect(starts(one)).toEqual([480, 540, 600, 660, 750, 810]);
    expect(starts(two)).toEqual([840, 1_020]);
    const facts = h.store.head().seq;
    granted(putPlan(asked));
    // Said again, it changes no session.
    expect(h.store.head().seq).toBe(facts + 1);
  });

  it("move who is booked into a new pause, as was shown before, and give them back", () => {
    granted(putPlan());
    const one = h.plan(h.one, day(0));
    h.publish();
    const inPause = h.book(one, 240);
    const before = h.book(one, 180);
    const asked = { ...plan, ...numbers, breaks: [noon], toSessions: { movePatients: true } };
    expect(rehearsed({ name: "putSessionPlan", payload: asked })).toMatchObject({
      ok: true,
      value: {
        consequences: [
          { from: { at: h.instantAt(day(0), 720) }, to: { at: h.instantAt(day(0), 750) } },
        ],
        told: [{ kind: "moved", count: 1 }],
      },
    });
    const id = h.runtime.uuid();
    granted(h.ask("putSessionPlan", asked, { ...h.order, id }));
    expect(h.appointment(inPause.seq)?.at).toBe(h.instantAt(day(0), 750));
    expect(h.appointment(before.seq)?.at).toBe(h.instantAt(day(0), 660));
    expect(granted(h.ask("undoMove", { commandId: id }, h.order))).toEqual({ restored: 1 });
    expect(h.appointment(inPause.seq)?.at).toBe(h.instantAt(day(0), 720));
    expect(starts(one)).toContain(720);
  });

  it.each([
    { ...noon, toMin: 720 },
    { ...noon, fromMin: 800 },
  ])("%o is no pause", (pause) => {
    expect(codeOf(putPlan({ breaks: [pause] }))).toBe("invalid");
  });
});

describe("pauses of one session", () => {
  it("are changed by hand; who is in them is asked about first, and only told if that was asked", () => {
    granted(putPlan());
    const one = h.plan(h.one, day(0));
    h.publish();
    const { seq } = h.book(one, 240);
    const sessionId = idOf("session", h.sessionOf(one)?.id ?? 0);
    const pause = { kind: "meal", from: h.instantAt(day(0), 715), to: h.instantAt(day(0), 745) };
    const change = { sessionId, breaks: [pause], reason: "-" } as const;
    expect(codeOf(h.ask("changeSession", change as never, h.order))).toBe("clash");
    const told = { ...change, movePatients: false };
    expect(rehearsed({ name: "changeSession", payload: told })).toMatchObject({
      value: { consequences: [{ to: null }], told: [{ kind: "cancelled", count: 1 }] },
    });
    granted(h.ask("changeSession", told as never, h.order));
    expect(h.appointment(seq)?.status).toBe("cancelled");
    expect(starts(one)).toEqual([480, 540, 600, 660, 745, 805]);
    const bad = { ...change, breaks: [{ ...pause, to: pause.from }] };
    expect(codeOf(h.ask("changeSession", bad as never, h.order))).toBe("invalid");
  });
});

describe("what an act would do", () => {
  it("is said of a thing that goes out of service: who planned with it", () => {
    const names = { ar: "جهاز السونار" };
    const thing = { thingId: "sonar", names, kind: "machine" as const, clinicId: null };
    granted(h.ask("putThing", { ...thing, isRetired: false }, h.order));
    const asked = {
      clinicId: "eye",
      staffId: h.one,
      day: day(0),
      shiftId: "morning",
      pointId: null,
    };
    granted(h.ask("planShift", { ...asked, thingIds: ["sonar"] }, h.order));
    h.publish();
    const payload = { thingId: "sonar", from: h.instantAt(day(0), 0), to: h.instantAt(day(1), 0) };
    expect(rehearsed({ name: "takeThingOut", payload: { ...payload, reason: "-" } })).toMatchObject(
      {
        ok: true,
        value: { uses: [{ clinicId: "eye", staffName: "د. one", at: h.instantAt(day(0), 480) }] },
      },
    );
  });

  it("of a holiday with 500 bookings is counted before it is, and then comes true", () => {
    granted(putPlan({ capacity: 250, windowMin: 60 }));
    const both = [h.plan(h.one, day(1)), h.plan(h.two, day(1))];
    h.plan(h.one, day(2));
    h.plan(h.two, day(2));
    h.plan(h.one, day(3));
    h.publish();
    for (const each of both)
      for (let count = 0; count < 250; count++) h.book(each, (count % 6) * 60);
    const holiday = { names: { ar: "عيد" }, day: day(1), days: 2, hijri: null, replaces: null };
    const payload = { ...holiday, status: "confirmed" as const, movePatients: true };
    expect(rehearsed({ name: "putHoliday", payload })).toMatchObject({
      value: {
        consequences: { length: 500 },
        told: [
          { kind: "cancelled", count: 250 },
          { kind: "moved", count: 250 },
        ],
      },
    });
    expect(granted(h.ask("putHoliday", payload, h.order))).toMatchObject({
      ...{ moved: 250, unplaced: 250 },
    });
  });
});
