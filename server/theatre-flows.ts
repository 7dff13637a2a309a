import type { FlowModules, Flows } from "./flow-modules.ts";
import { refuse } from "../shared/domain/result.ts";
import type { theatrePayloads } from "../shared/protocol/theatre-commands.ts";

type TheatreNames = keyof typeof theatrePayloads;

/** Theatres, their blocks, and operations. */
export function theatreFlows(_: FlowModules): Pick<Flows, TheatreNames> {
  const later = () => () => refuse("internal");
  return {
    ...{ putTheatre: later, putProcedure: later, putBlock: later, releaseBlock: later },
    ...{ requestOperation: later, changeOperation: later, planOperation: later },
    ...{ unplanOperation: later, reorderList: later, cancelOperation: later },
    ...{ stepOperation: later, undoStep: later, markChecklist: later, setSupplies: later },
    ...{ delayOperation: later, insertEmergency: later, undoOperations: later },
  };
}
