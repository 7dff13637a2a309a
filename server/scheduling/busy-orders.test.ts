import fc from "fast-check";
import { expect, it } from "vitest";
import { aRoster, day } from "../../test/harness/rosters.ts";
import type { TestRoster } from "../../test/harness/rosters.ts";
import { busyOf, clashesIn } from "../../shared/domain/busy.ts";
import type { Busy } from "../../shared/domain/busy.ts";
import { idOf } from "../../shared/domain/ids.ts";
import { missingCase } from "../../shared/domain/result.ts";
import { minuteMs } from "../../shared/domain/time.ts";

/** What somebody does to two clinics that share a room and two machines; small, so that it clashes. */
const acts = fc.oneof(
  fc.record({
    act: fc.constant("plan" as const),
    who: fc.nat(2),
    on: fc.nat(1),
    shiftId: fc.constantFrom("morning", "evening", "theatre", "late"),
    clinicId: fc.constantFrom("eye", "heart"),
    pointId: fc.constantFrom(null, "room-1"),
    thingIds: fc.subarray(["laser", "sonar"]),
  }),
  fc.record({ act: fc.constant("publish" as const), clinicId: fc.constantFrom("eye", "heart") }),
  fc.record({ act: fc.constant("unplan" as const), which: fc.nat(20) }),
  fc.record({
    act: fc.constant("assign" as const),
    which: fc.nat(20),
    thingIds: fc.subarray(["laser", "sonar"]),
  }),
  fc.record({
    act: fc.constant("session" as const),
    which: fc.nat(20),
    who: fc.nat(2),
    laterMin: fc.constantFrom(-120, 0, 90, 240),
    thingIds: fc.subarray(["laser", "sonar"]),
  }),
);
type Act = typeof acts extends fc.Arbitrary<infer One> ? One : never;

function carryOut(h: TestRoster, act: Act): void {
  const doctors = [h.one, h.two, h.three] as const;
  const rows = h.rows<{ id: number }>("SELECT id FROM assignment WHERE state <> 'removed'");
  const picked = "which" in act ? rows[act.which % Math.max(1, rows.length)] : undefined;
  switch (act.act) {
    case "plan": {
      const { on, clinicId, shiftId, pointId, thingIds } = act;
      const staffId = doctors[act.who] ?? h.one;
      h.ask("planShift", { clinicId, staffId, day: day(on), shiftId, pointId, thingIds }, h.order);
      break;
    }
    case "publish": {
      const { clinicId } = act;
      const published = h.ask("publishRoster", h.publishing({ clinicId }), h.order);
      // What can't come into force would stop everything after it.
      if (!published.ok) h.ask("discardDraft", { clinicId, from: day(0), to: day(7) }, h.order);
      break;
    }
    case "unplan":
      if (picked === undefined) break;
      h.ask("unplanShift", { assignmentId: idOf("assignment", picked.id) }, h.order);
      break;
    case "assign": {
      if (picked === undefined) break;
      const assignmentId = idOf("assignment", picked.id);
      h.ask("assignThings", { assignmentId, thingIds: act.thingIds }, h.order);
      break;
    }
    case "session": {
      const session = picked && h.roster.read.sessionOfAssignment(picked.id);
      if (session === undefined) break;
      const sessionId = idOf("session", session.id);
      const staffId = doctors[act.who] ?? h.one;
      const to = session.to_at + act.laterMin * minuteMs;
      const change = { sessionId, staffId, to, thingIds: act.thingIds, reason: "-" };
      h.ask("changeSession", change, h.order);
      break;
    }
    default:
      missingCase(act);
  }
}

/** Everything that is in force: published shifts in their hours, and their sessions in theirs. */
function inForce(h: TestRoster): readonly Busy[] {
  const shifts = h.roster.read.shifts();
  const rows = ["eye", "heart"].flatMap((clinic) =>
    h.roster.read.ofClinic(clinic, day(0), day(7)).filter(({ state }) => state !== "adding"),
  );
  return rows.flatMap((row) => {
    const commitment = idOf("assignment", row.assignment);
    const rooms = row.point === null ? [] : [row.point];
    const shift = shifts.get(row.shift);
    const session = h.roster.read.sessionOfAssignment(row.assignment);
    const hours = shift && {
      from: h.instantAt(row.day, shift.startMin),
      to: h.instantAt(row.day, shift.endMin),
    };
    const taken = { kind: "shift", commitment, rooms, things: row.things } as const;
    return [
      ...(hours === undefined ? [] : busyOf({ ...taken, ...hours, persons: [row.staff] })),
      ...(session === undefined
        ? []
        : busyOf({
            ...{ ...taken, from: session.from_at, to: session.to_at },
            persons: [session.staff_id],
          })),
    ];
  });
}

/** Each doctor's shift beside another's, with both machines and the room in use. */
function aPublishedDay(h: TestRoster): void {
  const shift = (who: number, shiftId: "morning" | "evening", thingIds: string[]): Act => {
    const clinicId = who === 2 ? "heart" : "eye";
    return { act: "plan", who, on: 0, shiftId, clinicId, pointId: null, thingIds };
  };
  carryOut(h, shift(0, "morning", ["laser"]));
  carryOut(h, shift(1, "evening", ["laser"]));
  carryOut(h, shift(2, "morning", ["sonar"]));
  carryOut(h, { act: "publish", clinicId: "eye" });
  carryOut(h, { act: "publish", clinicId: "heart" });
}

it("no order of acts leaves a person, a room or a thing in two places at once", () => {
  fc.assert(
    fc.property(fc.array(acts, { minLength: 4, maxLength: 24 }), (order) => {
      const h = aRoster();
      for (const thingId of ["laser", "sonar"]) {
        const thing = { thingId, names: { ar: thingId }, kind: "machine" as const };
        h.ask("putThing", { ...thing, clinicId: null, isRetired: false }, h.order);
      }
      aPublishedDay(h);
      for (const act of order) {
        carryOut(h, act);
        expect(clashesIn(inForce(h))).toEqual([]);
      }
      h.close();
    }),
    { numRuns: process.env["DAWR_LONG"] === "1" ? 400 : 40 },
  );
}, 120_000);
