import type { FlowModules, Flows } from "./flow-modules.ts";
import type { Tx } from "./store/store.ts";
import { operationOf, operationReply } from "./theatre-moves.ts";
import { isBroken, judge } from "./theatre-plan.ts";
import { after, canMark, isWhole } from "./theatres/operation.rules.ts";
import type { Operation } from "./theatres/operation.rules.ts";
import type { JournalFacts } from "../shared/domain/journal.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { isInTheatre, operationSteps, operationTransitions } from "../shared/domain/theatre.ts";
import type { OperationStatus } from "../shared/domain/theatre.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type { OperationReply } from "../shared/protocol/theatre-commands.ts";

type StepNames = "stepOperation" | "undoStep" | "markChecklist";

/** A wrong button is seen at once; later the times that were said stand. */
const undoStepMs = 10 * minuteMs;

/** The day of an operation: its steps with their actual times, and the checklist that gates them. */
export function theatreStepFlows(modules: FlowModules): Pick<Flows, StepNames> {
  return {
    stepOperation: (_, payload) => (tx) => step(modules, tx, payload),
    undoStep: (_, payload) => (tx) => undoStep(modules, tx, payload),
    markChecklist:
      (_, { operationId, item, mark, reason = null }) =>
      (tx) => {
        const found = operationOf(modules, operationId);
        if (!found.ok) return found;
        if (!canMark(item, found.value.status)) return refuse("wrong_state");
        if (mark === "notNeeded" && reason === null) return refuse("reason_required");
        modules.theatres.mark(tx, found.value.id, item, { mark, reason });
        return accept(operationReply(found.value));
      },
  };
}

/** Refusals: `wrong_state`, `checklist_open`, `taken` (somebody else is in that theatre). */
function step(
  modules: FlowModules,
  tx: Tx,
  { operationId, step: verb }: Payload<"stepOperation">,
): Result<OperationReply> {
  const found = operationOf(modules, operationId);
  if (!found.ok) return found;
  const operation = found.value;
  const status = after(verb, operation.status);
  if (status === null) return refuse("wrong_state");
  const { gate } = operationTransitions[verb];
  if (gate !== null && !isWhole(gate, marksOf(modules, operation), checkedOf(modules, operation))) {
    return refuse("checklist_open");
  }
  if (isSomebodyElseIn(modules, operation, status)) return refuse("taken");
  const times = { ...operation.times, [verb]: tx.now };
  return accept(operationReply(modules.theatres.move(tx, operation, verb, { status, times })));
}

function marksOf({ theatres }: FlowModules, { id }: Operation) {
  return theatres.read.marks(id);
}

function checkedOf({ theatres }: FlowModules, { procedure, supplies }: Operation) {
  return { supplies, fastingHours: theatres.read.procedure(procedure)?.fastingHours ?? 0 };
}

function isSomebodyElseIn(
  { theatres }: FlowModules,
  { id, theatre }: Operation,
  status: OperationStatus,
): boolean {
  if (theatre === null || !isInTheatre(status)) return false;
  return theatres.read.inside(theatre).some((other) => other.id !== id);
}

/** What was pressed last is taken back; the place it gave up may have been taken (`clash`, `taken`). */
function undoStep(
  modules: FlowModules,
  tx: Tx,
  { operationId, reason }: Payload<"undoStep">,
): Result<OperationReply> {
  const found = operationOf(modules, operationId);
  if (!found.ok) return found;
  const operation = found.value;
  const last = modules.theatres.read
    .trace(operation.id)
    .find(({ seq }) => seq === operation.lastSeq);
  if (last?.name !== "operationMoved") return refuse("nothing_to_undo");
  const { verb, from } = JSON.parse(last.fact) as JournalFacts["operationMoved"];
  if (!operationSteps.some((each) => each === verb)) return refuse("nothing_to_undo");
  if (tx.now - last.at > undoStepMs) return refuse("too_late");
  const is = { ...operation, ...from };
  if (isSomebodyElseIn(modules, is, is.status)) return refuse("taken");
  if (isBroken(judge(modules, [is]))) return refuse("clash");
  return accept(operationReply(modules.theatres.move(tx, operation, "undo", from, { reason })));
}
