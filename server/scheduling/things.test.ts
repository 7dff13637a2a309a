import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import { aRoster, day } from "../../test/harness/rosters.ts";
import type { TestRoster } from "../../test/harness/rosters.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { AssignmentId, StaffId } from "../../shared/domain/ids.ts";
import { hourMs } from "../../shared/domain/time.ts";
import type { ThingsData } from "../../shared/protocol/scheduling-feeds.ts";
import { thingSql } from "./things.sql.ts";

let h: TestRoster;
beforeEach(() => {
  h = aRoster();
  for (const thingId of ["sonar", "laser"]) thing(thingId);
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

function thing(thingId: string, over: { clinicId?: string; isRetired?: boolean } = {}): void {
  const names = {
    ar: "جهاز السونار",
    en: "Ultrasound",
    ckb: "سۆنار",
    fa: "سونوگرافی",
    ur: "سونار",
  };
  const { clinicId = null, isRetired = false } = over;
  granted(h.ask("putThing", { thingId, names, kind: "machine", clinicId, isRetired }, h.order));
}

/** Plans a shift that needs things. */
function plan(
  staffId: StaffId,
  thingIds: readonly string[],
  over: { on?: number; shiftId?: string; clinicId?: string } = {},
): AssignmentId {
  const { on = 0, shiftId = "morning", clinicId = "eye" } = over;
  const asked = {
    clinicId,
    staffId,
    day: day(on),
    shiftId,
    pointId: null,
    thingIds: [...thingIds],
  };
  return granted(h.ask("planShift", asked, h.order)).assignmentId;
}

const at = (on: number, hour: number) => h.instantAt(day(on), hour * 60);
const takeOut = (from: number, to: number, over: { thingId?: string; despite?: boolean } = {}) =>
  h.ask("takeThingOut", { thingId: "sonar", from, to, reason: "صيانة", ...over }, h.order);
const publish = (clinicId = "eye") =>
  codeOf(h.ask("publishRoster", h.publishing({ clinicId }), h.order));
const busyOf = (id: string, from: number, to: number) =>
  h.busy
    .busy({ holder: "thing", id, from, to })
    .map(({ kind, commitment, ...of }) => [kind, commitment, (of.from - from) / hourMs]);
const hardFindings = (clinicId = "eye") =>
  h
    .feed(`${clinicId}:${day(0)}:7`)
    .findings.filter(({ hard }) => hard)
    .map(({ kind, thingId, staffId }) => [kind, thingId, staffId]);

describe("a thing wanted twice", () => {
  it("stops the publishing in its own clinic and in another", () => {
    plan(h.one, ["sonar"]);
    plan(h.two, ["sonar"], { shiftId: "theatre" });
    expect(hardFindings()).toEqual([["clash", "sonar", null]]);
    expect(publish()).toBe("clash");
    granted(h.ask("discardDraft", { clinicId: "eye", from: day(0), to: day(7) }, h.order));

    plan(h.three, ["sonar"], { clinicId: "heart" });
    h.publish({ clinicId: "heart" });
    plan(h.one, ["laser", "sonar"], { shiftId: "theatre" });
    expect(hardFindings()).toEqual([["clash", "sonar", null]]);
    expect(publish()).toBe("clash");
  });

  it("is none when one ends as the other begins, or when they are two things", () => {
    plan(h.one, ["sonar"]);
    plan(h.two, ["sonar"], { shiftId: "evening" });
    plan(h.three, ["laser"], { clinicId: "heart" });
    expect(publish()).toBe("ok");
    expect(publish("heart")).toBe("ok");
  });

  it("is found in the hours that a session was given by hand", () => {
    const morning = plan(h.three, ["sonar"], { clinicId: "heart" });
    h.publish({ clinicId: "heart" });
    const longer = { sessionId: idOf("session", h.sessionOf(morning)?.id ?? 0), reason: "-" };
    granted(h.ask("changeSession", { ...longer, to: at(0, 16) }, h.order));
    plan(h.one, ["sonar"], { shiftId: "evening" });
    expect(publish()).toBe("clash");
  });
});

describe("what is only drafted to go", () => {
  it("stands until its own clinic publishes that", () => {
    const one = plan(h.one, ["sonar"]);
    h.publish();
    granted(h.ask("unplanShift", { assignmentId: one }, h.order));
    plan(h.three, ["sonar"], { clinicId: "heart" });
    expect(publish("heart")).toBe("clash");
    h.publish();
    expect(publish("heart")).toBe("ok");
  });

  it("does not hide the hours of a session that somebody else sits in for", () => {
    const one = plan(h.one, ["sonar"]);
    h.publish();
    const sessionId = idOf("session", h.sessionOf(one)?.id ?? 0);
    const change = { sessionId, staffId: h.three, to: at(0, 16), reason: "-" };
    granted(h.ask("changeSession", change, h.order));
    plan(h.one, ["sonar"], { shiftId: "evening" });
    expect(publish()).toBe("clash");
  });
});

describe("the things of a shift", () => {
  it("go along when the week is copied, when a pattern is drafted and when hands are changed", () => {
    const first = plan(h.one, ["sonar", "laser"]);
    expect(h.roster.read.assignment(seqOf(first))?.things).toEqual(["laser", "sonar"]);
    granted(h.ask("copyWeek", { clinicId: "eye", fromWeek: day(0), toWeek: day(7) }, h.order));
    const cells = [{ week: 0, weekday: 2, shiftId: "morning", pointId: null, thingIds: ["laser"] }];
    const pattern = { staffId: h.two, clinicId: "eye", weeks: 1, startsOn: day(0), cells };
    granted(h.ask("putPattern", pattern, h.order));
    granted(h.ask("draftFromPatterns", { clinicId: "eye", from: day(0), to: day(7) }, h.order));
    const things = () =>
      h.roster.read
        .ofClinic("eye", day(0), day(14))
        .map((row) => [row.day, row.staff, row.things.join(" ")]);
    expect(things()).toEqual([
      [day(0), seqOf(h.one), "laser sonar"],
      [day(2), seqOf(h.two), "laser"],
      [day(7), seqOf(h.one), "laser sonar"],
    ]);
    h.publish();
    const offer = { assignmentId: first, toStaffId: h.two, forAssignmentId: null };
    const { swapId } = granted(h.ask("offerSwap", offer, h.asDoctor(h.one)));
    granted(h.ask("decideSwap", { swapId, as: "accepted" }, h.asDoctor(h.two)));
    granted(h.ask("decideSwap", { swapId, as: "approved" }, h.order));
    expect(things()[0]).toEqual([day(0), seqOf(h.two), "laser sonar"]);
  });

  it("change at once where they are free, and not where they are taken", () => {
    const one = plan(h.one, ["sonar"]);
    const two = plan(h.two, [], { shiftId: "theatre" });
    h.publish();
    const before = h.version();
    const assign = (assignmentId: AssignmentId, thingIds: string[]) =>
      codeOf(h.ask("assignThings", { assignmentId, thingIds }, h.order));
    expect(assign(two, ["sonar"])).toBe("clash");
    expect(assign(two, ["nothing"])).toBe("unknown_thing");
    expect(assign(two, ["laser", "laser"])).toBe("ok");
    expect(h.version()).toBe(before + 1);
    expect(assign(one, [])).toBe("ok");
    expect(assign(two, ["sonar"])).toBe("ok");
    expect(busyOf("laser", at(0, 0), at(1, 0))).toEqual([]);
    expect(busyOf("sonar", at(0, 0), at(1, 0))).toEqual([["shift", two, 8]]);
    expect(h.feed().assignments.map(({ thingIds }) => thingIds)).toEqual([[], ["sonar"]]);
  });

  it("are judged with the draft when it is a draft", () => {
    plan(h.one, ["sonar"]);
    h.publish();
    const two = plan(h.two, [], { shiftId: "theatre" });
    granted(h.ask("assignThings", { assignmentId: two, thingIds: ["sonar"] }, h.order));
    expect(publish()).toBe("clash");
  });

  it("are those of its session, and change with it", () => {
    const one = plan(h.one, []);
    const other = plan(h.two, ["laser"]);
    h.publish();
    const sessionId = idOf("session", h.sessionOf(one)?.id ?? 0);
    const change = (thingIds: string[]) =>
      codeOf(h.ask("changeSession", { sessionId, thingIds, reason: "-" }, h.order));
    expect(change(["laser"])).toBe("clash");
    expect(change(["sonar"])).toBe("ok");
    expect(busyOf("sonar", at(0, 0), at(1, 0))).toEqual([
      ["shift", one, 8],
      ["session", one, 8],
    ]);
    granted(h.ask("assignThings", { assignmentId: other, thingIds: [] }, h.order));
    expect(change(["laser", "sonar"])).toBe("ok");
  });
});

describe("a thing out of service", () => {
  it("is said first to be planned for, and is taken out all the same by who has seen it", () => {
    const one = plan(h.one, ["sonar"]);
    h.publish();
    expect(codeOf(takeOut(at(0, 12), at(0, 13)))).toBe("clash");
    expect(h.things.clashesWithout("sonar", { from: at(0, 12), to: at(0, 13) })).toMatchObject([
      { other: { commitment: one, kind: "shift" } },
    ]);
    expect(codeOf(takeOut(at(0, 14), at(0, 20)))).toBe("ok");
    expect(granted(takeOut(at(0, 12), at(0, 13), { despite: true }))).toMatchObject({ clashes: 1 });
    expect(hardFindings()).toEqual([["outOfService", "sonar", null]]);
  });

  it("can't be planned for; what stood before does not stop the other days", () => {
    plan(h.one, ["sonar"]);
    h.publish();
    granted(takeOut(at(0, 0), at(2, 0), { despite: true }));
    plan(h.two, [], { on: 1 });
    expect(publish()).toBe("ok");
    plan(h.one, ["sonar"], { on: 1 });
    expect(publish()).toBe("clash");
  });

  it("comes back at once, or before it went, and not twice", () => {
    const { outageId } = granted(takeOut(at(0, 0), at(5, 0)));
    const soon = granted(takeOut(at(6, 0), at(7, 0))).outageId;
    const give = (id: typeof outageId) => codeOf(h.ask("giveThingBack", { outageId: id }, h.order));
    h.runtime.set(at(0, 9));
    expect(give(outageId)).toBe("ok");
    expect(give(outageId)).toBe("wrong_state");
    expect(give(soon)).toBe("ok");
    expect(busyOf("sonar", at(0, 0), at(7, 0))).toEqual([["outOfService", outageId, 0]]);
    expect(h.busy.busy({ holder: "thing", id: "sonar", from: at(0, 9), to: at(7, 0) })).toEqual([]);
  });

  it.each([
    ["without a thing", () => takeOut(at(0, 0), at(1, 0), { thingId: "none" }), "unknown_thing"],
    ["that ends before it begins", () => takeOut(at(1, 0), at(0, 0)), "invalid"],
    ["that is over", () => takeOut(1, 2), "invalid"],
  ])("%s is refused", (_, act, code) => {
    expect(codeOf(act())).toBe(code);
  });
});

describe("a session changed by hand", () => {
  it("can't take a doctor who is away, a room of others or a thing out of service", () => {
    const one = plan(h.one, ["sonar"]);
    h.publish();
    const asked = { staffId: h.two, from: day(0), to: day(1), kind: "annual" as const };
    const { leaveId } = granted(h.ask("requestLeave", asked, h.asDoctor(h.two)));
    granted(h.ask("decideLeave", { leaveId, as: "approved" }, h.order));
    granted(takeOut(at(0, 15), at(0, 18)));
    const sessionId = idOf("session", h.sessionOf(one)?.id ?? 0);
    const change = (over: object) =>
      codeOf(h.ask("changeSession", { sessionId, reason: "-", ...over }, h.order));
    expect(change({ staffId: h.two })).toBe("clash");
    expect(change({ to: at(0, 16) })).toBe("clash");
    expect(change({ to: at(0, 15) })).toBe("ok");
  });

  it("is not stopped by what it clashed with before, nor by a draft", () => {
    const one = plan(h.one, ["sonar"]);
    h.publish();
    granted(takeOut(at(0, 9), at(0, 10), { despite: true }));
    plan(h.one, [], { shiftId: "theatre" });
    const sessionId = idOf("session", h.sessionOf(one)?.id ?? 0);
    const change = { sessionId, to: at(0, 15), reason: "-" };
    expect(codeOf(h.ask("changeSession", change, h.order))).toBe("ok");
  });
});

describe("the list of things", () => {
  it("says what each is and when it is out of service from now on", () => {
    thing("old", { isRetired: true, clinicId: "eye" });
    granted(takeOut(at(0, 0), at(1, 0)));
    const { things } = h.feeds.build("things", "site", h.runtime.now()) as ThingsData;
    expect(things.map((each) => [each.thingId, each.isRetired, each.outages.length])).toEqual([
      ["laser", false, 0],
      ["sonar", false, 1],
      ["old", true, 0],
    ]);
    expect(things[2]).toMatchObject({ clinicId: "eye", kind: "machine", names: { ur: "سونار" } });
    expect(h.feeds.build("things", "here", h.runtime.now())).toBeNull();
  });

  it("keeps a retired thing where it is planned, and plans it no more", () => {
    const one = plan(h.one, ["sonar"]);
    thing("sonar", { isRetired: true });
    const assign = { assignmentId: one, thingIds: ["laser", "sonar"] };
    expect(codeOf(h.ask("assignThings", assign, h.order))).toBe("ok");
    const asked = {
      clinicId: "eye",
      staffId: h.two,
      day: day(3),
      shiftId: "morning",
      pointId: null,
    };
    expect(codeOf(h.ask("planShift", { ...asked, thingIds: ["sonar"] }, h.order))).toBe(
      "unknown_thing",
    );
    const names = { ar: "جهاز" };
    const lost = { thingId: "x", names, kind: "other" as const, clinicId: "no", isRetired: false };
    expect(codeOf(h.ask("putThing", lost, { as: staff("admin") }))).toBe("invalid");
  });

  it.each([
    ["outagesOf", thingSql.outagesOf, ["sonar", 0, 1]],
    ["outagesFrom", thingSql.outagesFrom, [0]],
  ] as const)("%s is found by an index", (_, sql, params) => {
    const steps = h.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params);
    expect(steps.map(({ detail }) => detail).join("; ")).not.toMatch(/SCAN/);
  });
});

describe("a thing out of service", () => {
  /** The hours of a session in which somebody can still be booked. */
  const hoursLeft = (assignmentId: AssignmentId) => {
    const session = h.places.read.session(h.sessionOf(assignmentId)?.id ?? 0);
    const windows = session === undefined ? [] : h.places.availability.windows(session);
    const open = windows.filter(({ left }) => left > 0);
    return [...new Set(open.map(({ from }) => Math.floor((from - at(0, 0)) / hourMs)))];
  };

  it("takes its hours out of the places that are offered, and gives them back with itself", () => {
    const one = plan(h.one, ["sonar"]);
    const two = plan(h.two, ["laser"]);
    h.publish();
    expect(hoursLeft(one)).toEqual([8, 11]);
    const { outageId } = granted(takeOut(at(0, 12), at(0, 13), { despite: true }));
    expect(hoursLeft(one)).toEqual([8]);
    expect(hoursLeft(two)).toEqual([8, 11]);
    granted(h.ask("giveThingBack", { outageId }, h.order));
    expect(hoursLeft(one)).toEqual([8, 11]);
  });

  it("leaves who is booked where they are, and their place when they cancel to nobody else", () => {
    const one = plan(h.one, ["sonar"]);
    h.publish();
    const { seq } = h.book(one, 180);
    granted(takeOut(at(0, 12), at(0, 13), { despite: true }));
    expect(h.appointment(seq)?.status).toBe("booked");
    granted(h.ask("cancelAppointment", { appointmentId: idOf("appointment", seq), reason: "-" }));
    expect(hoursLeft(one)).toEqual([8]);
  });
});
