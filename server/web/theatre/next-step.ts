import { operationSteps, operationTransitions } from "../../../shared/domain/theatre.ts";
import type { ChecklistPart, OperationStep } from "../../../shared/domain/theatre.ts";
import type { OperationData, OperationLine } from "../../../shared/protocol/theatre-feeds.ts";

/** The one step that comes next; `open`: what must be ticked before it. */
export interface NextStep {
  readonly step: OperationStep;
  readonly part: ChecklistPart | null;
  readonly open: number;
}

/** Nothing: it is not planned yet, or at its end. */
export function nextStepOf(operation: OperationLine): NextStep | null {
  const step = operationSteps.find((each) =>
    operationTransitions[each].from.includes(operation.status),
  );
  if (step === undefined) return null;
  const part = operationTransitions[step].gate;
  const told = operation.checklist;
  const open = part !== null && told?.part === part ? Math.max(0, told.of - told.done) : 0;
  return { step, part, open };
}

/** The parts of a checklist in the order of the day, each with its items and what is open of it. */
export function partsOf(items: OperationData["checklist"]): readonly {
  readonly part: ChecklistPart;
  readonly items: OperationData["checklist"];
  readonly open: number;
}[] {
  const parts = [...new Set(items.map(({ part }) => part))];
  return parts.map((part) => {
    const own = items.filter((item) => item.part === part);
    return { part, items: own, open: own.filter(({ mark }) => mark === "open").length };
  });
}

/** The part that is asked now: that of the next step, else the last one that was begun. */
export function partNow(operation: OperationLine): ChecklistPart {
  const order: Readonly<Partial<Record<OperationLine["status"], ChecklistPart>>> = {
    requested: "before",
    planned: "before",
    sent_for: "signIn",
    arrived: "signIn",
    signed_in: "timeOut",
  };
  return order[operation.status] ?? "signOut";
}
