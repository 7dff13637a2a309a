import type { Access } from "./access/access.ts";
import type { Theatres } from "./theatres/theatres.ts";
import { isPlanned, labelOf, markThatCounts, nextPart } from "./theatres/operation.rules.ts";
import type { Operation } from "./theatres/operation.rules.ts";
import { unnamed } from "./lines.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { ClinicId, ProcedureId, TheatreId, ThingId } from "../shared/domain/ids.ts";
import { checklistItems } from "../shared/domain/theatre.ts";
import type { OperationPlan, Procedure, TeamMember } from "../shared/domain/theatre.ts";
import type { OperationLine } from "../shared/protocol/theatre-feeds.ts";

export interface TheatreLineModules {
  readonly theatres: Pick<Theatres, "read">;
  readonly access: Pick<Access, "nameOf">;
}

/** Operations as screens show them. One for each picture: what it has looked up it knows. */
export function createOperationLines({ theatres, access }: TheatreLineModules) {
  const { read } = theatres;
  const procedures = new Map<string, Procedure | null>();
  const procedure = (id: string): Procedure | null => {
    const known = procedures.get(id);
    if (known !== undefined) return known;
    const found = read.procedure(id);
    procedures.set(id, found);
    return found;
  };
  const labelOfId = (id: number): string | null => {
    const other = read.operation(id);
    return other === null ? null : labelOf(other);
  };

  function line(operation: Operation): OperationLine {
    const done = procedure(operation.procedure);
    const { surgeon, moved, urgency } = operation;
    const staffId = surgeon === null ? null : idOf("staff", surgeon);
    return {
      operationId: idOf("operation", operation.id),
      label: labelOf(operation),
      procedureId: operation.procedure as ProcedureId,
      procedureNames: done?.names ?? unnamed,
      clinicId: operation.clinic as ClinicId,
      surgeon: staffId && { staffId, name: access.nameOf(staffId) },
      ...{ urgency, dueDay: operation.dueDay, side: operation.side, status: operation.status },
      ...{ plan: planOf(operation), times: operation.times },
      checklist: checklistOf(operation, done?.fastingHours ?? 0),
      suppliesOpen: operation.supplies.filter(({ isReady }) => !isReady).length,
      moved: moved && {
        ...{ from: moved.from, reason: moved.reason ?? "" },
        madeRoomFor: moved.madeRoomFor === null ? null : labelOfId(moved.madeRoomFor),
      },
      delay: moved?.delay ?? null,
      isEmergency: urgency === "immediate" || urgency === "urgent",
      requestedAt: operation.requestedAt,
      fastingHours: done?.fastingHours ?? 0,
    };
  }

  function checklistOf(operation: Operation, fastingHours: number): OperationLine["checklist"] {
    const part = nextPart(operation.status);
    if (part === null) return null;
    const [marks, of] = [read.marks(operation.id), { supplies: operation.supplies, fastingHours }];
    const items = checklistItems[part];
    const done = items.filter((item) => markThatCounts(item, marks, of) !== "open").length;
    return { part, done, of: items.length };
  }

  return { line, procedure, labelOfId };
}

export function teamOf({ team }: Operation): readonly TeamMember[] {
  return team.map(({ role, staff }) => ({ role, staffId: idOf("staff", staff) }));
}

function planOf(operation: Operation): OperationPlan | null {
  if (!isPlanned(operation)) return null;
  const { from, minutes, p80Min, setupMin, cleaningMin } = operation;
  return {
    theatreId: operation.theatre as TheatreId,
    ...{ from, minutes, p80Min, setupMin, cleaningMin },
    team: teamOf(operation),
    things: operation.things as readonly ThingId[],
  };
}
