import type { FlowModules, Flows } from "./flow-modules.ts";
import type { Tx } from "./store/store.ts";
import { emergencyFlows } from "./theatre-emergency.ts";
import { theatreHouseFlows } from "./theatre-house.ts";
import { theatreListFlows } from "./theatre-lists.ts";
import { operable, operationOf, operationReply, tellMoved } from "./theatre-moves.ts";
import { isBroken, judge } from "./theatre-plan.ts";
import { theatreStepFlows } from "./theatre-steps.ts";
import { after, isPlanned, labelOf } from "./theatres/operation.rules.ts";
import { seqOf } from "../shared/domain/ids.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { takesTheatre } from "../shared/domain/theatre.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";
import type { OperationReply, theatrePayloads } from "../shared/protocol/theatre-commands.ts";

type TheatreNames = keyof typeof theatrePayloads;
type RequestNames = "requestOperation" | "changeOperation" | "cancelOperation" | "setSupplies";

/** Theatres, their blocks, and operations. */
export function theatreFlows(modules: FlowModules): Pick<Flows, TheatreNames> {
  return {
    ...theatreHouseFlows(modules),
    ...requestFlows(modules),
    ...theatreListFlows(modules),
    ...theatreStepFlows(modules),
    ...emergencyFlows(modules),
  };
}

function requestFlows(modules: FlowModules): Pick<Flows, RequestNames> {
  const { theatres } = modules;
  return {
    requestOperation: (_, payload) => (tx) => request(modules, tx, payload),
    changeOperation: (_, payload) => (tx) => change(modules, tx, payload),
    cancelOperation:
      (_, { operationId, kind, reason }) =>
      (tx) => {
        const found = operationOf(modules, operationId);
        if (!found.ok) return found;
        const status = after("cancel", found.value.status);
        if (status === null) return refuse("wrong_state");
        const to = { status, theatre: null, from: null };
        const is = theatres.move(tx, found.value, "cancel", to, { reason, cancelKind: kind });
        tellMoved(modules, tx, found.value, is);
        return accept(operationReply(is));
      },
    setSupplies:
      (_, { operationId, supplies }) =>
      (tx) => {
        const found = operationOf(modules, operationId);
        if (!found.ok) return found;
        if (isOver(found.value.status)) return refuse("wrong_state");
        return accept(operationReply(theatres.move(tx, found.value, "supplies", { supplies })));
      },
  };
}

function isOver(status: OperationReply["status"]): boolean {
  return status === "cancelled" || status === "recovery" || status === "ward";
}

/**
 * Refusals: `unknown_patient`, `unknown_procedure`, `unknown_staff`, `already_waiting` (the same is
 * requested or planned), `invalid` (a sided procedure without its side).
 */
function request(
  modules: FlowModules,
  tx: Tx,
  { patientId, procedureId, surgeonId, note, ...asked }: Payload<"requestOperation">,
): Result<CommandReplies["requestOperation"]> {
  const { theatres, access } = modules;
  const patient = operable(modules, patientId);
  if (patient === null) return refuse("unknown_patient");
  const procedure = theatres.read.procedure(procedureId);
  if (procedure?.isOpen !== true) return refuse("unknown_procedure");
  if (surgeonId !== null && !access.isStaff(surgeonId)) return refuse("unknown_staff");
  if (procedure.isSided === (asked.side === "none")) return refuse("invalid");
  const isSame = modules.patients.read
    .rowsOf(patient)
    .flatMap((row) => theatres.read.ofPatient(row))
    .filter((each) => each.procedure === procedureId && each.side === asked.side)
    .some(({ status }) => status === "requested" || (takesTheatre(status) && !isOver(status)));
  if (isSame) return refuse("already_waiting");
  const fact = {
    ...{ patient, procedure: procedureId, clinic: procedure.clinicId },
    surgeon: surgeonId === null ? null : seqOf(surgeonId),
    ...{ urgency: asked.urgency, dueDay: asked.dueDay, side: asked.side },
    supplies: asked.supplies.map((words) => ({ words, isReady: false })),
  };
  const operation = theatres.request(tx, fact, note);
  return accept({ ...operationReply(operation), label: labelOf(operation) });
}

/** Another surgeon of one with a place takes the place in its team, if free for it: `clash`. */
function change(
  modules: FlowModules,
  tx: Tx,
  { operationId, surgeonId, urgency, dueDay, reason }: Payload<"changeOperation">,
): Result<OperationReply> {
  const found = operationOf(modules, operationId);
  if (!found.ok) return found;
  const operation = found.value;
  if (isOver(operation.status)) return refuse("wrong_state");
  if (surgeonId && !modules.access.isStaff(surgeonId)) return refuse("unknown_staff");
  const surgeon = surgeonId === undefined ? operation.surgeon : surgeonId && seqOf(surgeonId);
  const others = operation.team.filter(({ role }) => role !== "surgeon");
  const isOther = surgeonId !== undefined && surgeon !== operation.surgeon;
  const inTeam = surgeon === null ? [] : [{ role: "surgeon" as const, staff: surgeon }];
  const to = {
    surgeon,
    ...{ urgency: urgency ?? operation.urgency, dueDay: dueDay ?? operation.dueDay },
    ...(isOther && isPlanned(operation) ? { team: [...inTeam, ...others] } : {}),
  };
  if (isOther && isBroken(judge(modules, [{ ...operation, ...to }]))) return refuse("clash");
  return accept(operationReply(modules.theatres.move(tx, operation, "change", to, { reason })));
}
