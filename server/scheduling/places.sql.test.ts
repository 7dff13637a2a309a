import { afterAll, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { placesSql } from "./places.sql.ts";

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
const byRow = (table: string) => `SEARCH ${table} USING INTEGER PRIMARY KEY (rowid=?)`;

const hot: readonly (readonly [string, keyof typeof placesSql, readonly string[]])[] = [
  [
    "the next sessions of a service with a place",
    "free",
    [seek("clinic_session", "session_free", "service_id=? AND from_at>?")],
  ],
  [
    "who has the places of a session",
    "takenIn",
    [seek("appointment", "appointment_once", "session_id=?")],
  ],
  [
    "everybody of a session",
    "ofSession",
    [seek("appointment", "appointment_window", "session_id=?")],
  ],
  [
    "how many of a session have come",
    "checkedInOf",
    [seek("appointment", "appointment_window", "session_id=?")],
  ],
  [
    "the sessions of a clinic's days",
    "ofClinicInDays",
    [
      seek("clinic_session", "session_clinic", "clinic_id=? AND day>? AND day<?"),
      "USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY",
    ],
  ],
  [
    "the sessions of all clinics' days",
    "inDays",
    [
      seek("clinic_session", "session_day", "day>? AND day<?"),
      "USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY",
    ],
  ],
  [
    "a booking by its code",
    "byCode",
    [seek("appointment", "sqlite_autoindex_appointment_1", "code=?")],
  ],
  [
    "what a patient has",
    "ofPatient",
    [seek("a", "appointment_patient", "patient_id=? AND at>? AND at<?"), byRow("s")],
  ],
  [
    "holds whose time is over",
    "heldBefore",
    [seek("appointment", "appointment_held", "made_at<?")],
  ],
  [
    "bookings that nobody came for",
    "missed",
    [seek("a", "appointment_booked", "at<?"), byRow("s")],
  ],
  ["who waits for a place", "waitingWishes", [seek("wish", "wish_open", "service_id=?")]],
  ["offers whose time is over", "offeredBefore", [seek("wish", "wish_offered", "offered_at<?")]],
  ["the offer of a hold", "wishOfHold", [seek("wish", "wish_hold", "appointment_id=?")]],
  ["holidays of a span", "holidays", [seek("holiday", "holiday_day", "day>? AND day<?")]],
  ["messages that are due", "due", [seek("message", "message_due", "due_at<?")]],
  ["messages about a booking", "queuedAbout", [seek("message", "message_about", "about=?")]],
];

it.each(hot)("%s is a seek", (_, name, steps) => {
  expect(plan(placesSql[name])).toEqual(steps);
});
