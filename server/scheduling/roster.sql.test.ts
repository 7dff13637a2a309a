import { afterAll, describe, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { rosterSql } from "./roster.sql.ts";

const hospital = aHospital();
afterAll(() => hospital.close());

/** How SQLite means to answer, with the number of parameters that the text asks for. */
function plan(sql: string): readonly string[] {
  const parameters = sql
    .split("?")
    .slice(1)
    .map(() => 1);
  return hospital
    .rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)
    .map(({ detail }) => detail);
}

const byIndex = (table: string, index: string, terms: string, covering = "") =>
  `SEARCH ${table} USING ${covering}INDEX ${index} (${terms})`;
const byRow = (table: string) => `SEARCH ${table} USING INTEGER PRIMARY KEY (rowid=?)`;
const span = "day>? AND day<?";
/** A session needs the things of its shift: one row more. */
const itsThings = ["CORRELATED SCALAR SUBQUERY 1", byRow("own")];

/** What is asked, the text that asks it in production, and the steps that answer it. */
const hot: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a clinic's week",
    rosterSql.ofClinic,
    [byIndex("assignment", "assignment_clinic", `clinic_id=? AND ${span}`)],
  ],
  [
    "a person's month over all clinics",
    rosterSql.ofPerson,
    [byIndex("assignment", "assignment_staff", `staff_id=? AND ${span}`)],
  ],
  [
    "who is in a room",
    rosterSql.atPoint,
    [byIndex("assignment", "assignment_point", `point_id=? AND ${span}`)],
  ],
  [
    "who needs a thing",
    rosterSql.withThing,
    [`SEARCH t USING PRIMARY KEY (thing_id=? AND ${span})`, byRow("a")],
  ],
  [
    "is the same shift planned",
    rosterSql.same,
    [byIndex("assignment", "assignment_staff", "staff_id=? AND day=?")],
  ],
  [
    "what was taken out by hand",
    rosterSql.takenOut,
    [byIndex("assignment", "assignment_taken_out", `clinic_id=? AND ${span}`)],
  ],
  [
    "what a person's calendar says",
    rosterSql.told,
    [byIndex("a", "assignment_told", `staff_id=? AND ${span}`), byRow("j")],
  ],
  [
    "the last publishing of a clinic",
    rosterSql.lastPublication,
    [byIndex("publication", "publication_version", "clinic_id=?")],
  ],
  [
    "a person's leave",
    rosterSql.leaveOfPerson,
    [byIndex("leave", "leave_staff", "staff_id=? AND from_day<?")],
  ],
  [
    "the sessions of a person's days",
    rosterSql.sessionsOfPerson,
    [byIndex("s", "session_staff", `staff_id=? AND ${span}`), ...itsThings],
  ],
  [
    "the sessions of a person's shifts that stand",
    rosterSql.standingSessions,
    [byIndex("s", "session_staff", `staff_id=? AND ${span}`), byRow("a"), ...itsThings],
  ],
  [
    "the session of a shift",
    rosterSql.sessionOfAssignment,
    [byIndex("s", "session_assignment", "assignment_id=?"), ...itsThings],
  ],
];

describe("the roster's questions", () => {
  it.each(hot)("%s is one seek", (_, sql, steps) => {
    const found = plan(sql).filter((step) => !step.startsWith("USE TEMP B-TREE"));
    expect(found).toEqual(steps);
  });

  it("of what waits for a decision read those that wait", () => {
    for (const [sql, index] of [
      [rosterSql.leaveOpen, "leave_open"],
      [rosterSql.leaveDecided, "leave_decided"],
      [rosterSql.swapsOpen, "swap_open"],
      [rosterSql.swapsDecided, "swap_decided"],
    ] as const) {
      expect(plan(sql).join(" ")).toContain(index);
    }
  });
});
