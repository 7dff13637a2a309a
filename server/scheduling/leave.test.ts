import { afterEach, describe, expect, it } from "vitest";
import { seqOf } from "../../shared/domain/ids.ts";
import type { StaffId } from "../../shared/domain/ids.ts";
import type { InboxData, MyDayData } from "../../shared/protocol/scheduling-feeds.ts";
import { codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import { aRoster, day, sunday } from "../../test/harness/rosters.ts";
import type { TestRoster } from "../../test/harness/rosters.ts";
import { hourMs } from "../../shared/domain/time.ts";

let h: TestRoster;
afterEach(() => {
  expectWhole(h);
  h.close();
});

const inbox = () => h.feeds.build("inbox", "site", h.runtime.now()) as InboxData;
const ask = (staffId: StaffId, from: number, to: number, as = h.asDoctor(staffId)) =>
  h.ask("requestLeave", { staffId, from: day(from), to: day(to), kind: "annual" }, as);
const decide = (leaveId: string, as: "approved" | "declined" | "withdrawn", over: object = {}) =>
  h.ask("decideLeave", { leaveId, as, ...over }, h.order);

describe("leave", () => {
  it("is asked for oneself, once for the same days", () => {
    h = aRoster();
    expect(codeOf(ask(h.one, 0, 2, h.asDoctor(h.two)))).toBe("forbidden");
    expect(codeOf(ask(h.one, 0, 0))).toBe("invalid");
    expect(codeOf(ask(h.one, 0, 2))).toBe("ok");
    expect(codeOf(ask(h.one, 1, 3))).toBe("already_booked");
    expect(codeOf(ask(h.one, 2, 3))).toBe("ok");
    expect(codeOf(ask(h.two, 0, 2, h.order))).toBe("ok");
    expect(codeOf(ask("s999" as StaffId, 0, 2, h.order))).toBe("unknown_staff");
  });

  it("that is given takes the shifts out and moves the patients; it says so before", () => {
    h = aRoster();
    const gone = h.plan(h.one, day(1));
    h.plan(h.one, day(5));
    const other = h.plan(h.two, day(2));
    h.publish();
    const booked = h.book(gone);
    const { leaveId } = granted(ask(h.one, 0, 3));
    expect(inbox().leave).toMatchObject([{ leaveId, name: "د. one", shifts: 1, patients: 1 }]);
    expect(granted(decide(leaveId, "approved"))).toEqual({ leaveId, moved: 1, unplaced: 0 });
    expect(h.appointment(booked.seq)?.session_id).toBe(h.sessionOf(other)?.id);
    expect(h.feed().assignments.map((each) => each.day)).toEqual([day(2), day(5)]);
    expect(inbox()).toMatchObject({ leave: [], decided: [{ leaveId, status: "approved" }] });
    // A publishing like any other: it has its version, and it can be taken back.
    const publicationId = h.feed().undoable?.publicationId ?? ("" as never);
    granted(decide(leaveId, "withdrawn"));
    expect(granted(h.undo(publicationId)).restored).toBe(1);
    expect(h.appointment(booked.seq)?.session_id).toBe(h.sessionOf(gone)?.id);
    expect(h.feed().draft).toEqual({ added: 0, removed: 0, touchedPatients: 0 });
  });

  it("that was given by mistake is asked for again by one undo of the command", () => {
    h = aRoster();
    const gone = h.plan(h.one, day(1));
    h.plan(h.two, day(2));
    h.publish();
    const booked = h.book(gone);
    const before = h.appointment(booked.seq);
    const { leaveId } = granted(ask(h.one, 0, 3));
    const id = h.runtime.uuid();
    granted(h.ask("decideLeave", { leaveId, as: "approved" }, { ...h.order, id }));
    expect(h.appointment(booked.seq)).not.toEqual(before);
    expect(granted(h.ask("undoMove", { commandId: id }, h.order))).toEqual({ restored: 1 });
    expect(h.appointment(booked.seq)).toEqual(before);
    expect(inbox().leave).toMatchObject([{ leaveId, status: "requested", shifts: 1 }]);
    expect(h.feed().assignments.map((each) => each.state)).toEqual(["published", "published"]);
    expect(codeOf(h.ask("undoMove", { commandId: id }, h.order))).toBe("wrong_state");
  });

  it("is declined with a reason, and withdrawn by whoever asked", () => {
    h = aRoster();
    const { leaveId } = granted(ask(h.one, 0, 2));
    expect(codeOf(decide(leaveId, "declined"))).toBe("reason_required");
    const declined = { leaveId, as: "declined" as const, reason: "عدد غير كافٍ" };
    expect(codeOf(h.ask("decideLeave", declined, h.asDoctor(h.one)))).toBe("forbidden");
    granted(h.ask("decideLeave", declined, h.order));
    expect(codeOf(decide(leaveId, "approved"))).toBe("wrong_state");
    const mine = granted(ask(h.one, 0, 2)).leaveId;
    const withdrawn = { leaveId: mine, as: "withdrawn" as const };
    expect(codeOf(h.ask("decideLeave", withdrawn, h.asDoctor(h.two)))).toBe("forbidden");
    granted(h.ask("decideLeave", withdrawn, h.asDoctor(h.one)));
    expect(codeOf(decide("l999", "approved"))).toBe("unknown_leave");
  });
});

describe("a swap", () => {
  const offer = (given: string, to: StaffId, instead: string | null, as = h.asDoctor(h.one)) =>
    h.ask("offerSwap", { assignmentId: given, toStaffId: to, forAssignmentId: instead }, as);
  const say = (
    swapId: string,
    as: "accepted" | "approved" | "declined" | "withdrawn",
    by: object,
  ) => h.ask("decideSwap", { swapId, as }, by);

  it("is offered, taken and approved; sessions and patients stay where they are", () => {
    h = aRoster();
    const mine = h.plan(h.one, day(1));
    const theirs = h.plan(h.two, day(3));
    h.publish();
    const booked = h.book(mine);
    const before = h.appointment(booked.seq);
    const { swapId } = granted(offer(mine, h.two, theirs));
    expect(inbox().swaps).toMatchObject([
      { swapId, status: "offered", from: { name: "د. one" }, to: { name: "د. two" } },
    ]);
    expect(codeOf(say(swapId, "approved", h.order))).toBe("wrong_state");
    expect(codeOf(say(swapId, "accepted", h.asDoctor(h.three)))).toBe("forbidden");
    granted(say(swapId, "accepted", h.asDoctor(h.two)));
    expect(codeOf(say(swapId, "approved", h.asDoctor(h.two)))).toBe("forbidden");
    granted(say(swapId, "approved", h.order));
    expect(h.feed().assignments.map((each) => [each.day, each.staffId, each.state])).toEqual([
      [day(1), h.two, "published"],
      [day(3), h.one, "published"],
    ]);
    expect(h.appointment(booked.seq)).toEqual(before);
    const open = h.rows<{ staff_id: number }>("SELECT staff_id FROM clinic_session ORDER BY day");
    expect(open.map((row) => row.staff_id)).toEqual([seqOf(h.two), seqOf(h.one)]);
  });

  it("between two clinics is published in both", () => {
    h = aRoster();
    const mine = h.plan(h.one, day(1));
    h.publish();
    const theirs = h.plan(h.three, day(2), "evening", { clinicId: "heart" });
    h.publish({ clinicId: "heart" });
    const { swapId } = granted(offer(mine, h.three, theirs));
    granted(say(swapId, "accepted", h.asDoctor(h.three)));
    granted(say(swapId, "approved", h.order));
    expect(h.feed().assignments).toMatchObject([{ staffId: h.three, state: "published" }]);
    expect(h.feed(`heart:${sunday}:7`).assignments).toMatchObject([{ staffId: h.one }]);
    const undone = h.feed(`heart:${sunday}:7`).undoable?.publicationId ?? ("" as never);
    granted(h.undo(undone));
    expect(h.feed().assignments).toMatchObject([{ staffId: h.three, state: "published" }]);
  });

  it("is taken back by one undo of the command, in both clinics", () => {
    h = aRoster();
    const mine = h.plan(h.one, day(1));
    h.publish();
    const theirs = h.plan(h.three, day(2), "evening", { clinicId: "heart" });
    h.publish({ clinicId: "heart" });
    const booked = h.book(mine);
    const { swapId } = granted(offer(mine, h.three, theirs));
    granted(say(swapId, "accepted", h.asDoctor(h.three)));
    const id = h.runtime.uuid();
    granted(h.ask("decideSwap", { swapId, as: "approved" }, { ...h.order, id }));
    granted(h.ask("undoMove", { commandId: id }, h.order));
    const of = (key: string) => h.feed(key).assignments.map((each) => [each.staffId, each.state]);
    expect(of(`eye:${sunday}:7`)).toEqual([[h.one, "published"]]);
    expect(of(`heart:${sunday}:7`)).toEqual([[h.three, "published"]]);
    expect(inbox().swaps).toMatchObject([{ swapId, status: "accepted" }]);
    expect(h.sessionOf(mine)).toMatchObject({ staff_id: seqOf(h.one), taken: 1 });
    expect(booked.seq).toBeGreaterThan(0);
  });

  it("that makes a clash is not offered, and one that a rule forbids is not taken", () => {
    h = aRoster();
    const mine = h.plan(h.one, day(1));
    h.plan(h.two, day(1), "theatre");
    h.publish();
    expect(codeOf(offer(mine, h.two, null))).toBe("clash");
    const { leaveId } = granted(ask(h.three, 0, 7));
    granted(decide(leaveId, "approved"));
    const { swapId } = granted(offer(mine, h.three, null));
    expect(inbox().swaps).toMatchObject([{ findings: [{ kind: "onLeave", hard: true }] }]);
    expect(codeOf(say(swapId, "accepted", h.asDoctor(h.three)))).toBe("rules_broken");
    granted(say(swapId, "declined", h.asDoctor(h.three)));
    expect(codeOf(say(swapId, "withdrawn", h.asDoctor(h.one)))).toBe("wrong_state");
  });

  it("is of one's own published shift", () => {
    h = aRoster();
    const mine = h.plan(h.one, day(1));
    expect(codeOf(offer(mine, h.two, null))).toBe("wrong_state");
    h.publish();
    expect(codeOf(offer(mine, h.two, null, h.asDoctor(h.two)))).toBe("forbidden");
    expect(codeOf(offer(mine, h.one, null))).toBe("wrong_state");
    expect(codeOf(offer(mine, h.two, mine))).toBe("wrong_state");
    expect(codeOf(offer(mine, "s999" as StaffId, null))).toBe("unknown_staff");
    expect(codeOf(say("w999", "accepted", h.order))).toBe("unknown_swap");
  });
});

describe("one busy calendar", () => {
  it("holds shifts, leave and whatever else says that it takes a person", () => {
    h = aRoster();
    h.plan(h.one, day(0));
    h.plan(h.one, day(0), "late", { clinicId: "heart" });
    const { leaveId } = granted(ask(h.one, 1, 2));
    granted(decide(leaveId, "approved"));
    const from = h.instantAt(day(0), 0);
    h.busy.addSource("dentists", (asked) => [
      { ...asked, kind: "operation", commitment: "x1", from: from + hourMs, to: from + 2 * hourMs },
    ]);
    const found = h.busy.busy({
      holder: "person",
      id: `${seqOf(h.one)}`,
      from,
      to: from + 48 * hourMs,
    });
    expect(found.map(({ kind, ...of }) => [kind, (of.from - from) / hourMs])).toEqual([
      ["operation", 1],
      ["shift", 8],
      ["shift", 20],
      ["leave", 24],
    ]);
  });
});

describe("a doctor's day", () => {
  const of = (key: string) => h.feeds.build("myDay", key, h.runtime.now()) as MyDayData | null;
  it("shows published shifts, the night that goes on among them, and no draft", () => {
    h = aRoster();
    h.plan(h.one, day(0), "late");
    h.plan(h.one, day(1), "evening");
    h.publish();
    h.plan(h.one, day(1), "theatre");
    expect(of(`${h.one}:${day(1)}`)).toMatchObject({
      name: "د. one",
      assignments: [{ shiftId: "late" }, { shiftId: "evening" }],
    });
    expect(of(`s999:${day(1)}`)).toBeNull();
    expect(of(`${h.one}:2026-02-30`)).toBeNull();
    expect(of(`${h.one}`)).toBeNull();
  });
});

describe("the roster feed", () => {
  it("is of a clinic and of days that there are, six weeks at most", () => {
    h = aRoster();
    const keys = ["eye", `eye:${sunday}`, `eye:${sunday}:43`, `nowhere:${sunday}:7`];
    for (const key of [...keys, `eye:2026-02-30:7`, `eye:${sunday}:7:1`, "eye:x:7"]) {
      expect(h.feed(key), key).toBeNull();
    }
    expect(h.feed(`eye:${sunday}:42`).days).toHaveLength(42);
  });

  it("shows who is busy elsewhere, and the people by name", () => {
    h = aRoster();
    h.plan(h.one, day(0));
    h.plan(h.one, day(1), "morning", { clinicId: "heart" });
    h.plan(h.three, day(2));
    expect(h.feed()).toMatchObject({
      people: [
        { staffId: h.one, name: "د. one", grade: "specialist", skills: ["عيون"] },
        { staffId: h.two },
        { staffId: h.three, clinicId: "heart" },
      ],
      elsewhere: [{ staffId: h.one, clinicId: "heart", day: day(1) }],
      draft: { added: 2, removed: 0, touchedPatients: 0 },
      findings: [],
      undoable: null,
    });
  });
});
