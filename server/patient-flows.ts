import type { Flows } from "./flows.ts";
import { refuse } from "../shared/domain/result.ts";

type Names = "registerPatient" | "changePatient" | "mergePatients" | "erasePatient";

/** Patients: who they are, and that each is there once. */
export function patientFlows(): Pick<Flows, Names> {
  const later = () => () => refuse("internal");
  return {
    registerPatient: later,
    changePatient: later,
    mergePatients: later,
    erasePatient: later,
  };
}
