import fc from "fast-check";
import { expect, it } from "vitest";
import { codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import { aRoster, day, week } from "../../test/harness/rosters.ts";
import type { TestRoster } from "../../test/harness/rosters.ts";

/**
 * Random administrators: they plan, take out, publish, undo, give leave and swap, and patients are
 * booked in between. What must hold after every step is asked of the tables.
 */
const step = fc.oneof(
  fc.record({
    do: fc.constant("plan" as const),
    who: fc.nat(2),
    on: fc.nat(6),
    shift: fc.constantFrom("morning", "evening", "theatre", "late", "call"),
    room: fc.constantFrom("room-1", "room-2", null),
    clinic: fc.constantFrom("eye", "heart"),
  }),
  fc.record({ do: fc.constant("unplan" as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant("publish" as const), clinic: fc.constantFrom("eye", "heart") }),
  fc.record({ do: fc.constant("undo" as const), clinic: fc.constantFrom("eye", "heart") }),
  fc.record({ do: fc.constant("book" as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant("leave" as const), who: fc.nat(2), on: fc.nat(5) }),
  fc.record({ do: fc.constant("discard" as const), clinic: fc.constantFrom("eye", "heart") }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

function take(h: TestRoster, each: Step): void {
  const people = [h.one, h.two, h.three] as const;
  const shown = h.rows<{ id: number; state: string }>(
    "SELECT id, state FROM assignment WHERE state <> 'removed' ORDER BY id",
  );
  switch (each.do) {
    case "plan":
      h.ask(
        "planShift",
        {
          ...{ clinicId: each.clinic, staffId: people[each.who] ?? h.one, day: day(each.on) },
          ...{ shiftId: each.shift, pointId: each.room },
        },
        h.order,
      );
      return;
    case "unplan": {
      const row = shown[each.which % Math.max(1, shown.length)];
      if (row !== undefined) h.ask("unplanShift", { assignmentId: `g${row.id}` }, h.order);
      return;
    }
    case "publish": {
      const before = h.rows("SELECT * FROM clinic_session ORDER BY id");
      const answer = h.ask("publishRoster", h.publishing({ clinicId: each.clinic }), h.order);
      if (!answer.ok) expect(h.rows("SELECT * FROM clinic_session ORDER BY id")).toEqual(before);
      // Twice is once.
      const twice = h.ask("publishRoster", h.publishing({ clinicId: each.clinic }), h.order);
      if (answer.ok) expect(codeOf(twice)).toBe("nothing_to_publish");
      return;
    }
    case "undo": {
      const { undoable } = h.feed(`${each.clinic}:${week.from}:7`);
      if (undoable !== null) h.undo(undoable.publicationId);
      return;
    }
    case "book": {
      const open = h.rows<{ assignment_id: number }>(
        "SELECT assignment_id FROM clinic_session WHERE status = 'open' AND taken < 4 ORDER BY id",
      );
      const row = open[each.which % Math.max(1, open.length)];
      if (row !== undefined) h.book(`g${row.assignment_id}` as never);
      return;
    }
    case "leave": {
      const asked = { from: day(each.on), to: day(each.on + 1), kind: "other" as const };
      const staffId = people[each.who] ?? h.one;
      const leave = h.ask("requestLeave", { staffId, ...asked }, h.order);
      if (leave.ok) {
        granted(h.ask("decideLeave", { leaveId: leave.reply.leaveId, as: "approved" }, h.order));
      }
      return;
    }
    case "discard":
      granted(h.ask("discardDraft", { clinicId: each.clinic, ...week }, h.order));
  }
}

/** Two open sessions that want one doctor or one room at one time: nobody may have made them. */
const overlapsSql =
  "SELECT a.id, b.id AS other FROM clinic_session a JOIN clinic_session b ON a.id < b.id" +
  " AND a.from_at < b.to_at AND b.from_at < a.to_at" +
  " AND (a.staff_id = b.staff_id OR a.point_id = b.point_id)" +
  " WHERE a.status = 'open' AND b.status = 'open'";
/** An open session that no published shift stands behind, or of another person, room or day. */
const strayDutiesSql =
  "SELECT s.id FROM clinic_session s JOIN assignment a ON a.id = s.assignment_id" +
  " WHERE s.status = 'open' AND (a.state NOT IN ('published', 'removing')" +
  " OR a.staff_id <> s.staff_id OR a.day <> s.day OR a.clinic_id <> s.clinic_id" +
  " OR a.point_id IS NOT s.point_id)";
/** A published shift of a kind that has sessions, without its open one. */
const missingSql =
  "SELECT a.id FROM assignment a JOIN session_plan p ON p.clinic_id = a.clinic_id" +
  " AND p.shift_id = a.shift_id WHERE a.state IN ('published', 'removing') AND NOT EXISTS" +
  " (SELECT 1 FROM clinic_session s WHERE s.assignment_id = a.id AND s.status = 'open')";
/** A booking that stands in a session that does not. */
const lostSql =
  "SELECT p.id FROM appointment p JOIN clinic_session s ON s.id = p.session_id" +
  " WHERE p.status = 'booked' AND s.status <> 'open'";
const fullSql = "SELECT id FROM clinic_session WHERE taken > capacity + overbook_max";

it("whatever administrators do, sessions are those of the published roster, and nobody is lost", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const h = aRoster();
      try {
        for (const each of steps) {
          take(h, each);
          const broken = [overlapsSql, strayDutiesSql, missingSql, lostSql, fullSql].map((sql) =>
            h.rows(sql),
          );
          expect(broken).toEqual([[], [], [], [], []]);
        }
        expectWhole(h);
      } finally {
        h.close();
      }
    }),
    { numRuns: process.env["DAWR_LONG"] === "1" ? 400 : 25 },
  );
}, 120_000);
