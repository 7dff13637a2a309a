import { idOf } from "../../shared/domain/ids.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { SessionPlan } from "../../shared/domain/roster.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { expect } from "vitest";
import { aHospital } from "./hospital.ts";
import type { HospitalOptions, TestHospital } from "./hospital.ts";

/** Rows that rosters and patients make: put there by hand, since places are what is looked at. */
const byHand = ["patient", "assignment", "shift"];

export interface SessionWish {
  readonly day: LocalDay;
  readonly fromMin?: number;
  readonly toMin?: number;
  readonly capacity?: number;
  readonly windowMin?: number;
  readonly overbookMax?: number;
  readonly staff?: number;
  readonly clinic?: "eye" | "heart";
}

/** The small hospital with doctors, patients by number, and sessions as a roster would make them. */
export function aClinic(options: HospitalOptions = {}) {
  const hospital = aHospital(options);
  const { store, places, access } = hospital;
  const doctors = store.transact((tx) =>
    ["one", "two"].map((user) =>
      access.addStaff(tx, { user, name: user, role: "doctor", password: "-" }),
    ),
  );
  const [doctor = "s0", otherDoctor = "s0"] = doctors;
  const put = (sql: string, ...values: unknown[]) => store.db.prepare(sql).run(...values);
  put(
    "INSERT OR IGNORE INTO shift(id, names, kind, start_min, end_min)" +
      " VALUES('morning', '{}', 'clinic', 480, 720)",
  );
  let assignments = 0;
  let patients = 0;

  /** The session of a shift that was just published. */
  function aSession(wish: SessionWish): number {
    const { day, fromMin = 480, toMin = 720, capacity = 8, windowMin = 60 } = wish;
    const { overbookMax = 0, staff = Number(doctor.slice(1)), clinic = "eye" } = wish;
    const assignment = ++assignments;
    put(
      "INSERT INTO assignment(id, clinic_id, staff_id, day, shift_id, state)" +
        " VALUES(?, ?, ?, ?, 'morning', 'removed')",
      ...[assignment, clinic, staff, day],
    );
    const shift = {
      ...{ assignment, clinic, staff, point: null, day },
      from: hospital.instantAt(day, fromMin),
      to: hospital.instantAt(day, toMin),
    };
    const plan = {
      ...{ clinicId: clinic, shiftId: "morning", serviceId: `${clinic}-visit` },
      ...{ capacity, windowMin, overbookMax },
    } as unknown as SessionPlan;
    return store.transact((tx) => places.sessions.make(tx, shift, plan));
  }

  /** A patient with a phone, a card and a birth year that follow from the number. */
  function aPatient(
    facts: {
      readonly phone?: string | null;
      readonly nationalId?: string | null;
      readonly birthYear?: number | null;
    } = {},
  ): PatientId {
    const number = 1_000_000 + ++patients;
    put("INSERT INTO patient(id, status, digest, since) VALUES(?, 'active', '', 0)", number);
    put(
      "INSERT INTO patient_private(patient_id, given, father, grandfather, family, mother," +
        " birth_year, phone, national_id, language, salt, folded)" +
        " VALUES(?, ?, 'ب', 'ج', '', 'د', ?, ?, ?, 'ar', x'00', '')",
      number,
      `مريض ${patients}`,
      facts.birthYear === undefined ? 1980 : facts.birthYear,
      facts.phone === undefined ? `+96477${String(number).padStart(8, "0")}` : facts.phone,
      facts.nationalId === undefined ? `19${String(number).padStart(10, "0")}` : facts.nationalId,
    );
    return idOf("patient", number);
  }

  const at = (day: LocalDay, minute: number): Instant => hospital.instantAt(day, minute);
  const sessionId = (session: number) => idOf("session", session);
  return { ...hospital, doctor, otherDoctor, aSession, aPatient, at, sessionId };
}

export type TestClinic = ReturnType<typeof aClinic>;

/** The chain holds, and every table that is not put there by hand is what the journal says. */
export function expectPlacesWhole(hospital: TestHospital): void {
  const { brokenAt, differing, damage } = hospital.verify();
  const odd = differing.filter((table) => !byHand.includes(table));
  expect({ brokenAt, odd, damage }).toEqual({ brokenAt: null, odd: [], damage: [] });
}
