import { idOf } from "../../shared/domain/ids.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { SessionPlan } from "../../shared/domain/roster.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { aHospital } from "./hospital.ts";
import type { HospitalOptions } from "./hospital.ts";

export interface PatientFacts {
  readonly phone?: string;
  readonly nationalId?: string;
  readonly birthYear?: number | null;
}

export interface SessionWish {
  readonly day: LocalDay;
  readonly fromMin?: number;
  readonly toMin?: number;
  readonly capacity?: number;
  readonly windowMin?: number;
  readonly overbookMax?: number;
  readonly breaks?: SessionPlan["breaks"];
  readonly bufferBeforeMin?: number;
  readonly bufferAfterMin?: number;
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
  let shifts = 0;
  let patients = 0;

  /** The session of a shift that was just published. */
  function aSession(wish: SessionWish): number {
    const { day, fromMin = 480, toMin = 720, capacity = 8, windowMin = 60 } = wish;
    const { breaks = [], bufferBeforeMin = 0, bufferAfterMin = 0 } = wish;
    const { overbookMax = 0, staff = Number(doctor.slice(1)), clinic = "eye" } = wish;
    const shift = {
      ...{ clinic, staff, point: null, day },
      from: hospital.instantAt(day, fromMin),
      to: hospital.instantAt(day, toMin),
    };
    const plan = {
      ...{ clinicId: clinic, shiftId: "morning", serviceId: `${clinic}-visit` },
      ...{ capacity, windowMin, overbookMax, breaks },
      ...{ bufferBeforeMin, bufferAfterMin },
    } as unknown as SessionPlan;
    return store.transact((tx) => {
      // A shift of its own: the same doctor may have several in a day of a test.
      const id = `shift-${++shifts}`;
      const times = { startMin: fromMin % 1_440, endMin: toMin, tier: null };
      tx.record("shiftPut", { id, names: { ar: id }, kind: "clinic", ...times });
      const planned = { clinic, staff, day, shift: id, point: null };
      const assignment = tx.record("shiftPlanned", planned);
      return places.sessions.make(tx, { ...shift, assignment }, plan);
    });
  }

  /** A patient as the reception registers one; `null`: nobody knows it. */
  function aPatient({ phone, nationalId, birthYear = 1980 }: PatientFacts = {}): PatientId {
    const person = {
      given: `مريض ${++patients}`,
      ...(phone === undefined ? {} : { phone }),
      ...(nationalId === undefined ? {} : { nationalId }),
      ...(birthYear === null ? {} : { birthYear }),
    };
    const asked = { isNew: true, year: 2026 };
    const made = store.transact((tx) => hospital.patients.register(tx, person, asked));
    if (!made.ok) throw new Error(made.code);
    return made.value.patientId;
  }

  const at = (day: LocalDay, minute: number): Instant => hospital.instantAt(day, minute);
  const sessionId = (session: number) => idOf("session", session);
  return { ...hospital, doctor, otherDoctor, aSession, aPatient, at, sessionId };
}

export type TestClinic = ReturnType<typeof aClinic>;
