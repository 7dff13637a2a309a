import type { FlowModules, Flows } from "./flow-modules.ts";
import { refuse } from "../shared/domain/result.ts";
import type { laboratoryPayloads } from "../shared/protocol/laboratory-commands.ts";

type LaboratoryNames = keyof typeof laboratoryPayloads;

/** Tests: what is ordered, taken, received, and ready. */
export function laboratoryFlows(_: FlowModules): Pick<Flows, LaboratoryNames> {
  const later = () => () => refuse("internal");
  return {
    ...{ putTest: later, orderTests: later, cancelTests: later, joinOrder: later },
    ...{ collectSpecimens: later, printLabel: later, receiveSpecimen: later },
    ...{ rejectSpecimen: later, performImaging: later, recordResults: later },
  };
}
