import { afterAll, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { byIndex, byRow, planIn } from "../../test/harness/query-plan.ts";
import { placesSql } from "./places.sql.ts";

const hospital = aHospital();
afterAll(() => hospital.close());

const plan = planIn(hospital);

const hot: readonly (readonly [string, keyof typeof placesSql, readonly string[]])[] = [
  [
    "the next sessions of a service with a place",
    "free",
    [byIndex("clinic_session", "session_free", "service_id=? AND from_at>?")],
  ],
  [
    "who has the places of a session",
    "takenIn",
    [byIndex("appointment", "appointment_once", "session_id=?")],
  ],
  [
    "when what a session needs is out of service",
    "outagesIn",
    [
      byRow("a"),
      "SCAN t VIRTUAL TABLE INDEX 1:",
      byIndex("o", "thing_outage_time", "thing_id=? AND to_at>?"),
    ],
  ],
  [
    "everybody of a session",
    "ofSession",
    [byIndex("appointment", "appointment_window", "session_id=?")],
  ],
  [
    "how many of a session have come",
    "checkedInOf",
    [byIndex("appointment", "appointment_window", "session_id=?")],
  ],
  [
    "the sessions of a clinic's days",
    "ofClinicInDays",
    [
      byIndex("clinic_session", "session_clinic", "clinic_id=? AND day>? AND day<?"),
      "USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY",
    ],
  ],
  [
    "the sessions of all clinics' days",
    "inDays",
    [
      byIndex("clinic_session", "session_day", "day>? AND day<?"),
      "USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY",
    ],
  ],
  [
    "a booking by its code",
    "byCode",
    [byIndex("appointment", "sqlite_autoindex_appointment_1", "code=?")],
  ],
  [
    "what a patient has",
    "ofPatient",
    [byIndex("a", "appointment_patient", "patient_id=? AND at>? AND at<?"), byRow("s")],
  ],
  [
    "holds whose time is over",
    "heldBefore",
    [byIndex("appointment", "appointment_held", "made_at<?")],
  ],
  [
    "bookings that nobody came for",
    "missed",
    [byIndex("a", "appointment_booked", "at<?"), byRow("s")],
  ],
  ["who waits for a place", "waitingWishes", [byIndex("wish", "wish_open", "service_id=?")]],
  ["offers whose time is over", "offeredBefore", [byIndex("wish", "wish_offered", "offered_at<?")]],
  ["the offer of a hold", "wishOfHold", [byIndex("wish", "wish_hold", "appointment_id=?")]],
  ["holidays of a span", "holidays", [byIndex("holiday", "holiday_day", "day>? AND day<?")]],
  ["messages that are due", "due", [byIndex("message", "message_due", "due_at<?")]],
  ["the latest that was said", "lastSaid", [byIndex("message", "message_told", "about=?")]],
  ["messages about a booking", "queuedAbout", [byIndex("message", "message_about", "about=?")]],
];

it.each(hot)("%s is a seek", (_, name, steps) => {
  expect(plan(placesSql[name])).toEqual(steps);
});
