import { afterEach, describe, expect, it } from "vitest";
import { codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import { aRoster, day, sunday, week } from "../../test/harness/rosters.ts";
import type { TestRoster } from "../../test/harness/rosters.ts";
import { hourMs } from "../../shared/domain/time.ts";

let h: TestRoster;
afterEach(() => {
  expectWhole(h);
  h.close();
});

const sessions = () =>
  h.rows<{ id: number; day: string; staff_id: number; status: string; point_id: string | null }>(
    "SELECT id, day, staff_id, status, point_id FROM clinic_session ORDER BY id",
  );
const states = () =>
  h.rows<{ state: string }>("SELECT state FROM assignment ORDER BY id").map(({ state }) => state);
const messages = () =>
  h
    .rows<{ kind: string }>("SELECT kind FROM message WHERE status = 'queued' ORDER BY id")
    .map(({ kind }) => kind);

describe("publishing", () => {
  it("brings a draft into force and makes its sessions, once", () => {
    h = aRoster();
    h.plan(h.one, day(0));
    h.plan(h.two, day(1), "evening");
    h.plan(h.one, day(2), "call");
    expect(h.publish()).toMatchObject({ sessions: 2, moved: 0, unplaced: 0 });
    expect(states()).toEqual(["published", "published", "published"]);
    expect(sessions().map(({ day: on, status }) => `${on} ${status}`)).toEqual([
      `${day(0)} open`,
      `${day(1)} open`,
    ]);
    expect(codeOf(h.ask("publishRoster", h.publishing(), h.order))).toBe("nothing_to_publish");
    expect(sessions()).toHaveLength(2);
  });

  it("starts its sessions at the local hour", () => {
    h = aRoster();
    const assignmentId = h.plan(h.one, day(0), "late");
    h.publish();
    const session = h.sessionOf(assignmentId);
    expect(session).toMatchObject({
      day: sunday,
      from_at: Date.parse("2026-11-29T20:00:00+03:00"),
      to_at: Date.parse("2026-11-30T02:00:00+03:00"),
    });
  });

  it("gives a session to who takes over its shift with the hours that it has by then", () => {
    h = aRoster();
    const assignmentId = h.plan(h.one, day(0));
    h.publish();
    const session = h.sessionOf(assignmentId);
    const longer = (session?.to_at ?? 0) + hourMs;
    const change = { sessionId: `n${session?.id}` as never, to: longer, reason: "many are ill" };
    granted(h.ask("changeSession", change, h.order));
    const late = h.book(assignmentId, 6 * 60 + 30);
    granted(h.ask("unplanShift", { assignmentId }, h.order));
    const other = h.plan(h.two, day(0));
    h.publish();
    expect(h.sessionOf(other)).toMatchObject({ id: session?.id, to_at: longer });
    expect(h.appointment(late.seq)).toMatchObject({ status: "booked", session_id: session?.id });
  });

  it("is refused when somebody changed the roster after it was looked at", () => {
    h = aRoster();
    h.plan(h.one, day(0));
    const looked = h.publishing();
    h.plan(h.two, day(1));
    expect(codeOf(h.ask("publishRoster", looked, h.order))).toBe("roster_changed");
    expect(sessions()).toEqual([]);
  });

  it.each<[string, () => void, string]>([
    [
      "a person twice at one time",
      () => (h.plan(h.one, day(0)), h.plan(h.one, day(0), "theatre")),
      "clash",
    ],
    [
      "a person in two clinics",
      () => {
        h.plan(h.one, day(0), "morning", { clinicId: "heart" });
        h.publish({ clinicId: "heart" });
        h.plan(h.one, day(0));
      },
      "clash",
    ],
    [
      "a room for two",
      () => {
        h.plan(h.one, day(0), "morning", { pointId: "room-1" });
        h.plan(h.two, day(0), "theatre", { pointId: "room-1" });
      },
      "clash",
    ],
    [
      "past midnight",
      () => (h.plan(h.one, day(0), "call"), h.plan(h.one, day(0), "late")),
      "clash",
    ],
    [
      "a person on leave",
      () => {
        const asked = { staffId: h.one, from: day(0), to: day(2), kind: "annual" as const };
        const { leaveId } = granted(h.ask("requestLeave", asked, h.asDoctor(h.one)));
        granted(h.ask("decideLeave", { leaveId, as: "approved" }, h.order));
        h.plan(h.one, day(1));
      },
      "rules_broken",
    ],
  ])("%s is refused and makes nothing", (_, draft, code) => {
    h = aRoster();
    draft();
    const before = sessions();
    expect(codeOf(h.ask("publishRoster", h.publishing(), h.order))).toBe(code);
    expect(sessions()).toEqual(before);
  });

  it("takes two shifts that touch, and a soft rule only warns", () => {
    h = aRoster();
    h.plan(h.one, day(0));
    h.plan(h.one, day(0), "evening");
    h.plan(h.one, day(0), "late");
    h.plan(h.one, day(1));
    expect(h.publish()).toMatchObject({ sessions: 4 });
    expect(h.feed().findings.map(({ kind, hard }) => [kind, hard])).toEqual([["rest", false]]);
  });

  it("is refused by a rule that the house made hard", () => {
    h = aRoster();
    const soft = { value: 400, hard: false };
    const rules = { maxHoursPerWeek: soft, maxNightsInRow: soft, maxOnCallPerMonth: soft };
    const rest = { minRestHours: { value: 8, hard: true }, coverage: [] };
    granted(h.ask("setRosterRules", { ...rules, ...rest }, h.order));
    h.plan(h.one, day(0), "late");
    h.plan(h.one, day(1));
    expect(codeOf(h.ask("publishRoster", h.publishing(), h.order))).toBe("rules_broken");
  });
});

describe("what is broken already", () => {
  it("stops no publishing that breaks nothing more", () => {
    h = aRoster();
    h.plan(h.one, day(1));
    h.plan(h.one, day(3));
    h.publish();
    h.store.transact((tx) =>
      tx.record("clinicDaysClosed", { clinic: "eye", from: day(1), to: day(2), reason: "صيانة" }),
    );
    expect(h.feed().findings).toMatchObject([{ kind: "closedDay", hard: true, days: [day(1)] }]);
    h.plan(h.two, day(3));
    h.publish();
    h.plan(h.two, day(1));
    expect(codeOf(h.ask("publishRoster", h.publishing(), h.order))).toBe("rules_broken");
  });
});

describe("a shift that is taken out", () => {
  it("goes with the next publishing; its patients go to what the same publishing makes", () => {
    h = aRoster();
    const gone = h.plan(h.one, day(1));
    h.publish();
    const booked = h.book(gone);
    granted(h.ask("unplanShift", { assignmentId: gone }, h.order));
    const next = h.plan(h.two, day(2));
    expect(h.feed().draft).toEqual({ added: 1, removed: 1, touchedPatients: 1 });
    expect(h.publish()).toMatchObject({ sessions: 1, moved: 1, unplaced: 0 });
    expect(h.appointment(booked.seq)).toMatchObject({
      session_id: h.sessionOf(next)?.id,
      status: "booked",
    });
    expect(messages()).toContain("moved");
  });

  it("leaves its patients told and without a place when they are not to be moved", () => {
    h = aRoster();
    const gone = h.plan(h.one, day(1));
    h.plan(h.two, day(2));
    h.publish();
    const booked = h.book(gone);
    granted(h.ask("unplanShift", { assignmentId: gone }, h.order));
    expect(h.publish({ movePatients: false })).toMatchObject({ moved: 0, unplaced: 1 });
    expect(h.appointment(booked.seq)?.status).toBe("cancelled");
    expect(messages()).toContain("cancelled");
  });

  it("and is taken over by another person keeps its session and its patients", () => {
    h = aRoster();
    const gone = h.plan(h.one, day(1), "morning", { pointId: "room-1" });
    h.publish();
    const session = h.sessionOf(gone);
    const booked = h.book(gone);
    granted(h.ask("unplanShift", { assignmentId: gone }, h.order));
    const by = h.plan(h.two, day(1), "morning", { pointId: "room-2" });
    expect(h.publish()).toMatchObject({ sessions: 0, moved: 0, unplaced: 0 });
    expect(h.sessionOf(by)?.id).toBe(session?.id);
    expect(sessions()).toMatchObject([{ status: "open", point_id: "room-2" }]);
    expect(h.appointment(booked.seq)).toMatchObject({ session_id: session?.id, status: "booked" });
    expect(messages()).toEqual(["otherDoctor"]);
  });

  it("and comes back in another room keeps its patients, who are told nothing", () => {
    h = aRoster();
    const gone = h.plan(h.one, day(1), "morning", { pointId: "room-1" });
    h.publish();
    h.book(gone);
    granted(h.ask("unplanShift", { assignmentId: gone }, h.order));
    h.plan(h.one, day(1), "morning", { pointId: "room-2" });
    expect(h.publish()).toMatchObject({ sessions: 0, moved: 0 });
    expect(sessions()).toMatchObject([{ status: "open", point_id: "room-2" }]);
    expect(messages()).toEqual([]);
  });

  it("is kept by planning it again", () => {
    h = aRoster();
    const kept = h.plan(h.one, day(1));
    h.publish();
    granted(h.ask("unplanShift", { assignmentId: kept }, h.order));
    expect(h.plan(h.one, day(1))).toBe(kept);
    expect(states()).toEqual(["published"]);
    expect(codeOf(h.ask("publishRoster", h.publishing(), h.order))).toBe("nothing_to_publish");
  });
});

describe("undo of a publishing", () => {
  it("puts back the draft, the sessions and the patients", () => {
    h = aRoster();
    const gone = h.plan(h.one, day(1));
    const stays = h.plan(h.two, day(3), "morning", { pointId: "room-1" });
    h.publish();
    const moved = h.book(gone);
    const kept = h.book(stays);
    const before = { moved: h.appointment(moved.seq), kept: h.appointment(kept.seq) };
    granted(h.ask("unplanShift", { assignmentId: gone }, h.order));
    granted(h.ask("unplanShift", { assignmentId: stays }, h.order));
    h.plan(h.two, day(2));
    h.plan(h.one, day(3), "morning", { pointId: "room-1" });
    const drafted = states();
    const { publicationId } = h.publish();
    expect(h.feed().undoable).toMatchObject({ publicationId });
    expect(granted(h.undo(publicationId))).toEqual({ publicationId, restored: 1 });
    expect(states()).toEqual(drafted);
    expect({ moved: h.appointment(moved.seq), kept: h.appointment(kept.seq) }).toEqual(before);
    expect(sessions().map(({ day: on, status }) => `${on} ${status}`)).toEqual([
      `${day(1)} open`,
      `${day(3)} open`,
      `${day(2)} cancelled`,
    ]);
    expect(h.feed().undoable).toBeNull();
    // And forth again: the same sessions, none beside them.
    expect(h.publish()).toMatchObject({ moved: 1 });
    expect(sessions()).toHaveLength(3);
  });

  it("is too late after two hours, and after somebody was booked into what it made", () => {
    h = aRoster();
    const made = h.plan(h.one, day(1));
    const { publicationId } = h.publish();
    h.book(made);
    expect(codeOf(h.undo(publicationId))).toBe("too_late");
    expect(states()).toEqual(["published"]);
    expect(sessions()).toMatchObject([{ status: "open" }]);
    h.plan(h.two, day(2));
    const later = h.publish().publicationId;
    h.runtime.pass(2 * hourMs);
    expect(codeOf(h.undo(later))).toBe("too_late");
  });

  it("is for the last one only, once, and while nobody drafted over it", () => {
    h = aRoster();
    const first = (h.plan(h.one, day(1)), h.publish().publicationId);
    const second = h.plan(h.two, day(2));
    const last = h.publish().publicationId;
    expect(codeOf(h.undo(first))).toBe("wrong_state");
    granted(h.ask("unplanShift", { assignmentId: second }, h.order));
    expect(codeOf(h.undo(last))).toBe("wrong_state");
    granted(h.ask("discardDraft", { clinicId: "eye", ...week }, h.order));
    granted(h.undo(last));
    expect(codeOf(h.undo(last))).toBe("wrong_state");
  });
});
