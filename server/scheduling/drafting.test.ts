import { afterEach, describe, expect, it } from "vitest";
import { codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import { aRoster, day, sunday, week } from "../../test/harness/rosters.ts";
import type { TestRoster } from "../../test/harness/rosters.ts";

let h: TestRoster;
afterEach(() => {
  expectWhole(h);
  h.close();
});

const cells = (...weekdays: readonly number[]) =>
  weekdays.map((weekday) => ({ week: 0, weekday, shiftId: "morning", pointId: null }));
const putPattern = (weekdays: readonly number[], over: object = {}) =>
  h.ask(
    "putPattern",
    {
      ...{ staffId: h.one, clinicId: "eye", weeks: 1, startsOn: sunday, cells: cells(...weekdays) },
      ...over,
    },
    h.order,
  );
const fromPatterns = () =>
  granted(h.ask("draftFromPatterns", { clinicId: "eye", ...week }, h.order));
const days = () => h.feed().assignments.map((each) => `${each.day} ${each.state}`);

describe("patterns", () => {
  it("draft what does not stand yet, however often they are asked", () => {
    h = aRoster();
    granted(putPattern([0, 2, 4]));
    h.plan(h.one, day(2));
    expect(fromPatterns()).toEqual({ drafted: 2 });
    expect(fromPatterns()).toEqual({ drafted: 0 });
    expect(days()).toEqual([0, 2, 4].map((each) => `${day(each)} adding`));
  });

  it("leave an exception alone, also after it was published", () => {
    h = aRoster();
    granted(putPattern([0, 2]));
    fromPatterns();
    h.publish();
    const assignmentId = h.feed().assignments[0]?.assignmentId ?? ("" as never);
    granted(h.ask("unplanShift", { assignmentId }, h.order));
    expect(fromPatterns()).toEqual({ drafted: 0 });
    h.publish();
    expect(fromPatterns()).toEqual({ drafted: 0 });
    expect(days()).toEqual([`${day(2)} published`]);
  });

  it("skip leave, and say no to what they can't mean", () => {
    h = aRoster();
    const leave = { staffId: h.one, from: day(0), to: day(2), kind: "sick" as const };
    const { leaveId } = granted(h.ask("requestLeave", leave, h.asDoctor(h.one)));
    granted(putPattern([0, 1, 2]));
    expect(fromPatterns()).toEqual({ drafted: 3 });
    granted(h.ask("discardDraft", { clinicId: "eye", ...week }, h.order));
    granted(h.ask("decideLeave", { leaveId, as: "approved" }, h.order));
    expect(fromPatterns()).toEqual({ drafted: 1 });
    const cell = { week: 1, weekday: 0, shiftId: "morning", pointId: null };
    expect(codeOf(putPattern([], { cells: [cell] }))).toBe("invalid");
    expect(codeOf(putPattern([], { cells: [{ ...cell, week: 0, shiftId: "none" }] }))).toBe(
      "unknown_shift",
    );
    expect(codeOf(putPattern([], { staffId: "s999" }))).toBe("unknown_staff");
    expect(codeOf(putPattern([], { clinicId: "nowhere" }))).toBe("invalid");
  });
});

describe("a draft", () => {
  it("is copied weekday by weekday, and thrown away", () => {
    h = aRoster();
    h.plan(h.one, day(0));
    h.plan(h.two, day(3), "evening");
    h.publish();
    const copy = { clinicId: "eye", fromWeek: day(2), toWeek: day(9) };
    expect(granted(h.ask("copyWeek", copy, h.order))).toEqual({ drafted: 2 });
    expect(granted(h.ask("copyWeek", copy, h.order))).toEqual({ drafted: 0 });
    const next = h.feed(`eye:${day(7)}:7`);
    expect(next.assignments.map((each) => each.day)).toEqual([day(7), day(10)]);
    const span = { clinicId: "eye", from: day(0), to: day(14) };
    expect(granted(h.ask("discardDraft", span, h.order))).toEqual({ discarded: 2 });
    expect(days()).toEqual([0, 3].map((each) => `${day(each)} published`));
  });

  it("names what it does not know", () => {
    h = aRoster();
    const planned = { clinicId: "eye", staffId: h.one, day: sunday, shiftId: "morning" };
    const ask = (over: object) =>
      codeOf(h.ask("planShift", { ...planned, pointId: null, ...over }, h.order));
    expect(ask({ staffId: "s999" })).toBe("unknown_staff");
    expect(ask({ shiftId: "none" })).toBe("unknown_shift");
    expect(ask({ pointId: "nowhere" })).toBe("invalid");
    expect(ask({ clinicId: "nowhere" })).toBe("invalid");
    expect(ask({})).toBe("ok");
    expect(ask({})).toBe("already_booked");
    expect(codeOf(h.ask("unplanShift", { assignmentId: "g999" }, h.order))).toBe("wrong_state");
  });

  it("counts every change in the clinic's version, and leaves the others' alone", () => {
    h = aRoster();
    const one = h.plan(h.one, day(0));
    granted(h.ask("unplanShift", { assignmentId: one }, h.order));
    h.plan(h.two, day(0));
    expect([h.version("eye"), h.version("heart")]).toEqual([3, 0]);
    expect(h.publish().version).toBe(4);
  });
});

describe("settings", () => {
  const evening = {
    shiftId: "evening",
    names: { ar: "مساء" },
    kind: "clinic" as const,
    tier: null,
  };
  it("of a shift in use keep their times, and may take another name", () => {
    h = aRoster();
    h.plan(h.one, day(0), "evening");
    const at = (startMin: number) => ({ ...evening, startMin, endMin: 1_200 });
    expect(codeOf(h.ask("putShift", at(900), h.order))).toBe("wrong_state");
    expect(codeOf(h.ask("putShift", at(840), h.order))).toBe("ok");
    expect(codeOf(h.ask("putShift", { ...at(1_200) }, h.order))).toBe("invalid");
    expect(codeOf(h.ask("putShift", { ...at(0), endMin: 1_441 }, h.order))).toBe("invalid");
    const call = { ...at(840), shiftId: "other", kind: "onCall" as const };
    expect(codeOf(h.ask("putShift", call, h.order))).toBe("invalid");
  });

  it("of sessions and people know their clinic, service and shift", () => {
    h = aRoster();
    const plan = { capacity: 4, windowMin: 60, overbookMax: 0, clinicId: "eye" };
    const ask = (over: object) =>
      codeOf(
        h.ask(
          "putSessionPlan",
          { ...plan, shiftId: "morning", serviceId: "eye-visit", ...over },
          h.order,
        ),
      );
    expect(ask({ shiftId: "none" })).toBe("unknown_shift");
    expect(ask({ serviceId: "none" })).toBe("unknown_service");
    expect(ask({ clinicId: "none" })).toBe("invalid");
    const detail = { staffId: "s999", clinicId: "eye", grade: "nurse" as const, skills: [] };
    expect(codeOf(h.ask("detailStaff", detail, { as: staff("admin") }))).toBe("unknown_staff");
  });
});
