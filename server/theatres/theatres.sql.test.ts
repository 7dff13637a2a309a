import { afterAll, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { theatresSql } from "./theatres.sql.ts";

const hospital = aHospital();
afterAll(() => hospital.close());

/** How SQLite means to answer, step by step. */
function plan(sql: string): readonly string[] {
  const parameters = sql
    .split("?")
    .slice(1)
    .map(() => 1);
  return hospital
    .rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)
    .map(({ detail }) => detail);
}

const seek = (table: string, index: string, terms: string, covering = "") =>
  `SEARCH ${table} USING ${covering}INDEX ${index} (${terms})`;
const byKey = (table: string, terms: string) => `SEARCH ${table} USING PRIMARY KEY (${terms})`;
const byRow = (table: string) => `SEARCH ${table} USING INTEGER PRIMARY KEY (rowid=?)`;

const hot: readonly (readonly [string, keyof typeof theatresSql, readonly string[]])[] = [
  [
    "the operations of a span of time",
    "operationsIn",
    [seek("operation", "operation_time", "from_at>? AND from_at<?")],
  ],
  [
    "the list of a theatre and day",
    "operationsOfTheatre",
    [seek("operation", "operation_theatre", "theatre_id=? AND from_at>? AND from_at<?")],
  ],
  [
    "who lost a place of a day",
    "movedFrom",
    [seek("operation", "operation_moved", "moved_from>? AND moved_from<?")],
  ],
  ["who is in a theatre", "inside", [seek("operation", "operation_inside", "theatre_id=?")]],
  ["the waiting list", "waiting", ["SCAN operation USING INDEX operation_waiting"]],
  [
    "the operations of a patient",
    "ofPatient",
    [seek("operation", "operation_patient", "patient_id=?")],
  ],
  [
    "when somebody or something is taken",
    "claims",
    [byKey("operation_claim", "holder=? AND holder_id=? AND to_at>?")],
  ],
  [
    "the blocks of a theatre's day",
    "blocksOfTheatre",
    [seek("block", "block_theatre", "theatre_id=? AND from_at>? AND from_at<?")],
  ],
  [
    "how long a procedure took",
    "durations",
    [seek("operation_duration", "operation_duration_procedure", "procedure_id=?")],
  ],
  [
    "how long it took a surgeon",
    "durationsOf",
    [seek("operation_duration", "operation_duration_surgeon", "procedure_id=? AND surgeon_id=?")],
  ],
  ["the checklist of an operation", "checks", [byKey("operation_check", "operation_id=?")]],
  ["the trace of an operation", "trace", [byKey("r", "operation_id=?"), byRow("j")]],
  [
    "the last number",
    "lastNumber",
    ["SEARCH operation USING COVERING INDEX sqlite_autoindex_operation_1"],
  ],
];

it.each(hot)("%s is a seek", (_, name, steps) => {
  expect(plan(theatresSql[name])).toEqual(steps);
});
