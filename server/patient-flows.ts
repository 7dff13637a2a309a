import { idOf, idPattern, seqOf } from "../shared/domain/ids.ts";
import type { PatientId } from "../shared/domain/ids.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { FlowModules, Flows } from "./flow-modules.ts";
import type { Patients } from "./patients/patients.ts";

type Names = "registerPatient" | "changePatient" | "mergePatients" | "erasePatient";

/** Patients: who they are, and that each is there once. */
export function patientFlows({ patients, localDate }: FlowModules): Pick<Flows, Names> {
  const yearOf = (at: Instant) => Number(localDate(at).slice(0, 4));
  return {
    registerPatient:
      (_, { isNew = false, ...person }) =>
      (tx) =>
        patients.register(tx, person, { isNew, year: yearOf(tx.now) }),
    changePatient:
      (_, { patientId, ...person }) =>
      (tx) =>
        patients.change(tx, patientId, person, yearOf(tx.now)),
    mergePatients:
      (_, { patientId, intoPatientId, reason }) =>
      (tx) =>
        patients.merge(tx, patientId, intoPatientId, reason),
    erasePatient:
      (_, { patientId, reason }) =>
      (tx) =>
        patients.erase(tx, patientId, reason),
  };
}

/** The registered patient of a ticket, if there is one and they are still in the house's files. */
export function registeredAs(
  { read }: Pick<Patients, "read">,
  given: string | undefined,
): PatientId | null {
  if (given === undefined || !idPattern("patient").test(given)) return null;
  const row = read.answering(seqOf(given as PatientId));
  return row?.status === "active" ? idOf("patient", row.id) : null;
}

/** Whom a ticket is for. A merged patient's is the other's; other programs' own ids stay theirs. */
export function patientOnTicket(patients: Patients, given: string | undefined): string | undefined {
  if (given === undefined || !idPattern("patient").test(given)) return given;
  const row = patients.read.answering(seqOf(given as PatientId));
  return row === null ? given : `m${row.id}`;
}
