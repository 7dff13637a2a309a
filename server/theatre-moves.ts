import type { FlowModules } from "./flow-modules.ts";
import type { Tx } from "./store/store.ts";
import { isPlanned } from "./theatres/operation.rules.ts";
import type { Operation } from "./theatres/operation.rules.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { OperationId, PatientId } from "../shared/domain/ids.ts";
import type { MessageKind } from "../shared/domain/journal.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { checklistItems } from "../shared/domain/theatre.ts";
import type { OperationReply } from "../shared/protocol/theatre-commands.ts";

/** Refusal: `unknown_operation`. */
export function operationOf(
  { theatres }: Pick<FlowModules, "theatres">,
  operationId: OperationId,
): Result<Operation> {
  const operation = theatres.read.operation(seqOf(operationId));
  return operation === null ? refuse("unknown_operation") : accept(operation);
}

/** The row that answers for a patient, if it is one who can be operated on. */
export function operable(
  { patients }: Pick<FlowModules, "patients">,
  patientId: PatientId,
): number | null {
  const row = patients.read.answering(seqOf(patientId));
  return row?.status === "active" ? row.id : null;
}

/** As every command on an operation answers. */
export function operationReply({ id, status }: Operation): OperationReply {
  return { operationId: idOf("operation", id), status };
}

/**
 * What follows from another place: the patient is told, once, the newest; and what the ward checked
 * for one day (fasting, the band) is open again for another.
 */
export function tellMoved(modules: FlowModules, tx: Tx, was: Operation, is: Operation): void {
  const kind = messageOf(was, is);
  const patient = modules.patients.read.answering(is.patient);
  if (kind !== null && patient?.status === "active") {
    modules.places.outbox.tell(tx, kind, { patient: patient.id, about: is.id });
  }
  const isOtherDay =
    isPlanned(was) &&
    !(isPlanned(is) && modules.localDate(was.from) === modules.localDate(is.from));
  if (isOtherDay && is.status !== "cancelled") reopenChecks(modules, tx, is);
}

/** Nothing for whoever is in the house already, and knows it. */
function messageOf(was: Operation, is: Operation): MessageKind | null {
  if (isPlanned(is)) {
    if (is.status !== "planned" || was.from === is.from) return null;
    return isPlanned(was) ? "operationMoved" : "operationPlanned";
  }
  return isPlanned(was) || is.status === "cancelled" ? "operationCancelled" : null;
}

function reopenChecks({ theatres }: FlowModules, tx: Tx, { id }: Operation): void {
  const marks = theatres.read.marks(id);
  for (const item of checklistItems.before) {
    if ((marks.get(item) ?? "open") === "open") continue;
    theatres.mark(tx, id, item, { mark: "open", reason: null });
  }
}
