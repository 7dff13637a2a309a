import { afterAll, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { laboratorySql } from "./laboratory.sql.ts";

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

const seek = (table: string, index: string, terms: string) =>
  `SEARCH ${table} USING INDEX ${index} (${terms})`;
const byRow = (table: string) => `SEARCH ${table} USING INTEGER PRIMARY KEY (rowid=?)`;

const hot: readonly (readonly [string, keyof typeof laboratorySql, readonly string[]])[] = [
  ["the orders of a ticket", "ofTicket", [seek("test_order", "test_order_ticket", "ticket_id=?")]],
  ["the orders of a visit", "ofEntry", [seek("test_order", "test_order_entry", "entry_id=?")]],
  [
    "the orders of a booking",
    "ofAppointment",
    [seek("test_order", "test_order_booked", "appointment_id=?")],
  ],
  [
    "the latest orders of a patient",
    "ofPatient",
    [seek("test_order", "test_order_patient", "patient_id=?")],
  ],
  ["the tests of an order", "items", ["SEARCH order_item USING PRIMARY KEY (order_id=?)"]],
  ["the specimens of an order", "specimens", [seek("specimen", "specimen_order", "order_id=?")]],
  [
    "a scanned specimen",
    "specimenByNumber",
    [seek("specimen", "sqlite_autoindex_specimen_1", "number=?")],
  ],
  [
    "the next number of an order",
    "lastNumber",
    ["SEARCH test_order USING COVERING INDEX sqlite_autoindex_test_order_1"],
  ],
  [
    "the next number of a specimen",
    "lastSpecimen",
    ["SEARCH specimen USING COVERING INDEX sqlite_autoindex_specimen_1"],
  ],
  [
    "an alarm that began to ring",
    "rangLate",
    [seek("order_item", "order_item_late", "due_at>? AND due_at<?")],
  ],
  [
    "an alarm that is near",
    "rangSoon",
    [seek("order_item", "order_item_soon", "soon_at>? AND soon_at<?")],
  ],
  [
    "the results of today",
    "resultedSince",
    [seek("i", "order_item_resulted", "resulted_at>?"), byRow("o")],
  ],
  [
    "what is taken back of an order",
    "takenBack",
    [seek("result_taken_back", "result_taken_back_order", "order_id=?")],
  ],
  [
    "the rejected specimens of today",
    "rejectedSince",
    [seek("s", "specimen_rejected", "rejected_at>?"), byRow("o")],
  ],
];

it.each(hot)("%s is a seek", (_, name, steps) => {
  expect(plan(laboratorySql[name])).toEqual(steps);
});

it("what got a result lately is read by the time of the result", () => {
  expect(plan(laboratorySql.readySince)).toContain(
    "SEARCH i USING COVERING INDEX order_item_resulted (resulted_at>?)",
  );
});

it("the worklist reads what is in work, not what has been", () => {
  const steps = plan(laboratorySql.working);
  expect(steps).toContain("SCAN order_item USING INDEX order_item_work");
  expect(steps.filter((step) => step.startsWith("SCAN o "))).toEqual([]);
});
