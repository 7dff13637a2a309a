import type { FlowModules } from "./flow-modules.ts";
import type { Plan } from "./plan.ts";
import { proposeEmergency } from "./theatre-emergency.ts";
import type { AskedEmergency } from "./theatre-emergency.ts";
import { familyBoard } from "./theatre-feeds.ts";
import { operationOf } from "./theatre-moves.ts";
import { judge, plannedAs } from "./theatre-plan.ts";
import { isPlanned, labelOf, outAt } from "./theatres/operation.rules.ts";
import type { Operation } from "./theatres/operation.rules.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { Names } from "../shared/domain/language.ts";
import { addDays } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import { fullName } from "../shared/domain/patient.ts";
import { accept } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { Side, TeamRole } from "../shared/domain/theatre.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type {
  EmergencyProposal,
  FamilyBoardData,
  PlanCheck,
} from "../shared/protocol/theatre-feeds.ts";
import { unnamed } from "./lines.ts";

/** What is asked about theatres by HTTP, and changes nothing. */
export interface TheatreAsks {
  /** Refusals: those of a plan that has nothing to be judged by. */
  check(asked: Omit<Payload<"planOperation">, "reason">, now: Instant): Result<PlanCheck>;
  proposals(asked: AskedEmergency, now: Instant): Result<readonly EmergencyProposal[]>;
  family(now: Instant): FamilyBoardData & { readonly zone: string };
  /** Of one theatre, or of all that have a list on that day. Nothing for an unknown theatre. */
  dayLists(day: LocalDay, theatre: string | null): readonly DayList[] | null;
}

/** The list of a theatre and day as it is printed. */
export interface DayList {
  readonly names: Names;
  readonly day: LocalDay;
  readonly version: number;
  readonly lines: readonly DayListLine[];
  /** Who lost a place on it on its own day. */
  readonly gone: readonly GoneLine[];
}

export interface DayListLine extends ListedPatient {
  readonly from: Instant;
  readonly to: Instant;
  readonly procedureNames: Names;
  readonly side: Side;
  readonly team: readonly { readonly role: TeamRole; readonly name: string }[];
  readonly isEmergency: boolean;
  /** Since the day began: what is not on the list that hangs there. */
  readonly change: { readonly kind: "new" } | { readonly kind: "moved"; from: Instant } | null;
}

export interface GoneLine extends ListedPatient {
  readonly from: Instant;
  readonly reason: string | null;
  /** Where it is now; nothing: it has no place. */
  readonly to: { readonly names: Names; readonly from: Instant } | null;
}

interface ListedPatient {
  readonly label: string;
  readonly patientName: string;
  readonly birthYear: number | null;
}

export function createTheatreAsks(modules: FlowModules, plan: { current(): Plan }): TheatreAsks {
  const { theatres } = modules;
  return {
    check({ operationId, ...asked }, now) {
      const found = operationOf(modules, operationId);
      if (!found.ok) return found;
      const planned = plannedAs(modules, found.value, asked, now);
      if (!planned.ok) return planned;
      const findings = judge(modules, [planned.value]).flatMap((each) => each.findings);
      const { minutes, p80Min } = planned.value;
      return accept({ findings, minutes, p80Min });
    },
    proposals: (asked, now) => proposeEmergency(modules, asked, now),
    family: (now) => ({
      ...familyBoard(modules, plan.current(), now),
      zone: plan.current().chart.site.zone,
    }),
    dayLists(day, theatre) {
      const all = theatres.read.theatres();
      const asked = theatre === null ? all : all.filter(({ theatreId }) => theatreId === theatre);
      if (asked.length === 0 && theatre !== null) return null;
      const lists = asked.map((each) => dayList(modules, each, day));
      const isUsed = ({ lines, gone }: DayList) => lines.length + gone.length > 0;
      return theatre === null ? lists.filter(isUsed) : lists;
    },
  };
}

function dayList(
  modules: FlowModules,
  { theatreId, names }: { readonly theatreId: string; readonly names: Names },
  day: LocalDay,
): DayList {
  const { theatres, instantAt } = modules;
  const [from, to] = [instantAt(day, 0), instantAt(addDays(day, 1), 0)];
  const here = theatres.read
    .operationsOfTheatre(theatreId, from, to)
    .filter((each) => isPlanned(each));
  const ids = new Set(here.map(({ id }) => id));
  const gone = theatres.read
    .movedFrom(from, to)
    .filter(({ id, moved }) => !ids.has(id) && moved?.theatre === theatreId && moved.at >= from);
  return {
    ...{ names, day, version: theatres.read.listVersion(theatreId) },
    lines: here.map((operation) => ({
      ...listed(modules, operation),
      ...{ from: operation.from, to: outAt(operation), side: operation.side },
      procedureNames: theatres.read.procedure(operation.procedure)?.names ?? unnamed,
      team: operation.team.map(({ role, staff }) => ({
        role,
        name: modules.access.nameOf(idOf("staff", staff)),
      })),
      isEmergency: operation.urgency === "immediate" || operation.urgency === "urgent",
      change: changeOf(operation, from),
    })),
    gone: gone.map((operation) => goneLine(modules, operation)),
  };
}

function changeOf({ placedAt, moved }: Operation, since: Instant): DayListLine["change"] {
  if (placedAt === null || placedAt < since) return null;
  return moved?.at === placedAt ? { kind: "moved", from: moved.from } : { kind: "new" };
}

function goneLine(modules: FlowModules, operation: Operation): GoneLine {
  const { moved } = operation;
  const names = isPlanned(operation)
    ? (modules.theatres.read.theatre(operation.theatre)?.names ?? unnamed)
    : unnamed;
  return {
    ...listed(modules, operation),
    ...{ from: moved?.from ?? 0, reason: moved?.reason ?? null },
    to: isPlanned(operation) ? { names, from: operation.from } : null,
  };
}

function listed({ patients }: FlowModules, operation: Operation): ListedPatient {
  const details = patients.read.details(operation.patient);
  return {
    label: labelOf(operation),
    patientName: details === null ? "" : fullName(details),
    birthYear: details?.birthYear ?? null,
  };
}
