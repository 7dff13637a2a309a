import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { PatientId, SessionId, StaffId } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { SessionPlan } from "../../shared/domain/roster.ts";
import type { Hospital } from "../../server/hospital.ts";
import type { Tx } from "../../server/store/store.ts";

export interface Mornings {
  readonly clinicId: string;
  readonly serviceId: string;
  readonly doctors: readonly StaffId[];
  readonly from: LocalDay;
  readonly days: number;
  readonly capacity: number;
  readonly windowMin: number;
}

const shiftId = "morning";

/** A morning of every doctor on each of the days, as if a roster had been published. */
export function publishMornings(hospital: Hospital, wish: Mornings): readonly SessionId[] {
  const { store, places, instantAt } = hospital;
  const { clinicId: clinic, serviceId, doctors, from, days, capacity, windowMin } = wish;
  const plan = {
    ...{ clinicId: clinic, shiftId, serviceId, capacity, windowMin, overbookMax: 0 },
    ...{ breaks: [], bufferBeforeMin: 0, bufferAfterMin: 0 },
  };
  const sessions: SessionId[] = [];
  store.transact((tx) => putShift(hospital, tx));
  for (let index = 0; index < days; index++) {
    const day = addDays(from, index);
    const span = { from: instantAt(day, 480), to: instantAt(day, 720) };
    store.transact((tx) => {
      for (const doctor of doctors) {
        const staff = seqOf(doctor);
        const shift = { clinic, staff, day, point: null };
        const assignment = tx.record("shiftPlanned", { ...shift, shift: shiftId });
        const published = { ...shift, ...span, assignment };
        const made = places.sessions.make(tx, published, plan as unknown as SessionPlan);
        sessions.push(idOf("session", made));
      }
    });
  }
  return sessions;
}

function putShift({ roster }: Hospital, tx: Tx): void {
  if (roster.read.shifts().has(shiftId as never)) return;
  const times = { startMin: 480, endMin: 720, tier: null };
  const names = { ar: "صباحي" };
  tx.record("shiftPut", { id: shiftId, names, kind: "clinic", ...times });
}

/** So many doctors that nobody signs in as. */
export function addDoctors({ store, access }: Hospital, count: number): readonly StaffId[] {
  return store.transact((tx) =>
    Array.from({ length: count }, (_, index) =>
      access.addStaff(tx, {
        ...{ user: `doctor ${index}`, name: `د. ${index}`, role: "doctor", password: "-" },
      }),
    ),
  );
}

/** So many patients, each told apart by a number. */
export function addPatients({ store, patients }: Hospital, count: number): readonly PatientId[] {
  return store.transact((tx) =>
    Array.from({ length: count }, (_, index) => {
      const person = { given: `مريض ${index}`, birthYear: 1980 };
      const made = patients.register(tx, person, { isNew: true, year: 2026 });
      if (!made.ok) throw new Error(made.code);
      return made.value.patientId;
    }),
  );
}
