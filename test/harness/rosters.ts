import { seqOf } from "../../shared/domain/ids.ts";
import type { AssignmentId, PatientId, PublicationId, StaffId } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { Principal } from "../../server/access/principal.ts";
import type { RosterData } from "../../shared/protocol/scheduling-feeds.ts";
import { aHospital, granted, staff } from "./hospital.ts";
import type { HospitalOptions } from "./hospital.ts";

/** The Sunday after the hand-wound clock's Monday. */
export const sunday = "2026-11-29";
export const week = { from: sunday, to: addDays(sunday, 7) } as const;

/** So many days after that Sunday. */
export function day(days: number): LocalDay {
  return addDays(sunday, days);
}

const admin = staff("admin");

/**
 * The small hospital with doctors of the eye clinic and one of the heart's, the shifts of a house,
 * and sessions of four patients in the mornings and evenings of both clinics.
 */
export function aRoster(options: HospitalOptions = {}) {
  const hospital = aHospital(options);
  const { store, access, ask } = hospital;
  const [one, two, three] = store.transact((tx) =>
    (["one", "two", "three"] as const).map((user) =>
      access.addStaff(tx, { user, name: `د. ${user}`, role: "doctor", password: "-" }),
    ),
  ) as [StaffId, StaffId, StaffId];
  const order = { as: admin };
  const shift = (
    shiftId: string,
    kind: "clinic" | "theatre" | "onCall" | "ward",
    startMin: number,
    endMin: number,
  ) => {
    const tier = kind === "onCall" ? (1 as const) : null;
    const names = { ar: shiftId, en: shiftId };
    granted(ask("putShift", { shiftId, names, kind, startMin, endMin, tier }, order));
  };
  shift("morning", "clinic", 480, 840);
  shift("evening", "clinic", 840, 1_200);
  shift("theatre", "theatre", 480, 780);
  shift("late", "clinic", 1_200, 1_560);
  shift("call", "onCall", 480, 1_920);
  for (const clinicId of ["eye", "heart"]) {
    for (const shiftId of ["morning", "evening", "late"]) {
      const plan = { capacity: 4, windowMin: 180, overbookMax: 1 };
      const serviceId = `${clinicId}-visit`;
      granted(ask("putSessionPlan", { clinicId, shiftId, serviceId, ...plan }, order));
    }
  }
  for (const [staffId, clinicId] of [
    [one, "eye"],
    [two, "eye"],
    [three, "heart"],
  ] as const) {
    granted(
      ask("detailStaff", { staffId, clinicId, grade: "specialist", skills: ["عيون"] }, order),
    );
  }

  /** Plans a shift; the assignment that it made. */
  function plan(
    staffId: StaffId,
    on: LocalDay,
    shiftId = "morning",
    over: { readonly clinicId?: string; readonly pointId?: string } = {},
  ): AssignmentId {
    const place = { clinicId: over.clinicId ?? "eye", pointId: over.pointId ?? null };
    const planned = { ...place, staffId, day: on, shiftId };
    return granted(ask("planShift", planned, order)).assignmentId;
  }

  const version = (clinicId = "eye") => hospital.roster.read.version(clinicId);
  const publishing = (
    over: { readonly clinicId?: string; readonly movePatients?: boolean } = {},
  ) => {
    const { clinicId = "eye", movePatients = true } = over;
    return { clinicId, ...week, version: version(clinicId), movePatients };
  };
  const publish = (over: Parameters<typeof publishing>[0] = {}) =>
    granted(ask("publishRoster", publishing(over), order));

  const sessionOf = (assignmentId: AssignmentId) =>
    hospital.roster.read.sessionOfAssignment(seqOf(assignmentId));

  /** Books somebody new into the session of a shift, `late` minutes after it begins. */
  function book(assignmentId: AssignmentId, late = 0): { patientId: PatientId; seq: number } {
    const session = sessionOf(assignmentId);
    if (session === undefined) throw new Error("the shift has no session");
    const patientId = granted(
      ask("registerPatient", { given: "مريم", family: `${store.head().seq}`, isNew: true }),
    ).patientId;
    const seq = store.transact((tx) =>
      tx.record("placeTaken", {
        ...{ patient: seqOf(patientId), session: session.id, at: session.from_at + late * 60_000 },
        ...{ status: "booked", code: `C${store.head().seq}`, overbookReason: null, series: null },
      }),
    );
    return { patientId, seq };
  }

  const appointment = (seq: number) =>
    hospital.rows<{ session_id: number; at: number; status: string }>(
      "SELECT session_id, at, status FROM appointment WHERE id = ?",
      seq,
    )[0];

  return {
    ...hospital,
    ...{ one, two, three, order, plan, publish, publishing, version, sessionOf, book, appointment },
    undo: (publicationId: PublicationId) => ask("undoPublication", { publicationId }, order),
    feed: (key = `eye:${sunday}:7`) =>
      hospital.feeds.build("roster", key, hospital.runtime.now()) as RosterData,
    asDoctor: (id: StaffId): { readonly as: Principal } => ({ as: staff("doctor", seqOf(id)) }),
  };
}

export type TestRoster = ReturnType<typeof aRoster>;
