import type { BusyCalendar } from "./scheduling/busy-calendar.ts";
import type { Things } from "./scheduling/things.ts";
import { isPlanned, roomTime, takenBy } from "./theatres/operation.rules.ts";
import type { Operation, Planned } from "./theatres/operation.rules.ts";
import { findingsOf } from "./theatres/plan.rules.ts";
import type { Theatres } from "./theatres/theatres.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import { refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { PlanFinding } from "../shared/domain/theatre.ts";
import type { OperationState } from "../shared/domain/theatre-facts.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { Payload } from "../shared/protocol/commands.ts";

/** What a plan is judged by. */
export interface PlanModules {
  readonly theatres: Pick<Theatres, "read">;
  readonly things: Pick<Things, "read">;
  readonly busy: Pick<BusyCalendar, "busy">;
  readonly localDate: (at: Instant) => LocalDay;
}

/** The id of an operation that is only asked about: no journal row has it. */
export const unmade = 0;

/**
 * What operations as they are to be would break, all of them changing together: each is judged
 * against the others' new places, and against everything else on the busy calendar. In their order.
 */
export function judge(
  modules: PlanModules,
  changed: readonly Operation[],
): readonly { readonly operation: Operation; readonly findings: readonly PlanFinding[] }[] {
  return changed.map((operation) => ({
    operation,
    findings: judgeAmong(modules, operation, changed),
  }));
}

/** What one of those that change together would break; the others are not judged. */
export function judgeAmong(
  modules: PlanModules,
  operation: Operation,
  changed: readonly Operation[],
): readonly PlanFinding[] {
  if (!isPlanned(operation)) return [];
  const ours = new Set<string>(changed.map(({ id }) => idOf("operation", id)));
  const others = changed.filter((each) => each !== operation).flatMap(takenBy);
  const rest = takenBy(operation)
    .flatMap((asked) => modules.busy.busy(asked))
    .filter(({ commitment }) => !ours.has(commitment));
  return judgeOne(modules, operation, [...rest, ...others]);
}

function judgeOne(
  { theatres, things, localDate }: PlanModules,
  operation: Planned,
  taken: Parameters<typeof findingsOf>[0]["taken"],
): readonly PlanFinding[] {
  return findingsOf({
    ...{ operation, taken },
    day: localDate(operation.from),
    blocks: theatres.read.blocksOfTheatre(operation.theatre, roomTime(operation)),
    isTheatreOpen: theatres.read.theatre(operation.theatre)?.isOpen ?? false,
    missing: operation.things.filter((id) => things.read.thing(id)?.isRetired ?? true),
  });
}

/** Would anything hard be broken? */
export function isBroken(judged: ReturnType<typeof judge>): boolean {
  return judged.some(({ findings }) => findings.some(({ hard }) => hard));
}

export type AskedPlan = Omit<Payload<"planOperation">, "operationId" | "reason">;

/**
 * An operation as a plan would make it. Refusals: `unknown_theatre`, `unknown_staff`, `too_soon` (it
 * would be over by now).
 */
export function plannedAs(
  {
    theatres,
    access,
  }: Pick<PlanModules, "theatres"> & {
    readonly access: { isStaff(staffId: AskedPlan["team"][number]["staffId"]): boolean };
  },
  operation: Operation,
  asked: AskedPlan,
  now: Instant,
): Result<Planned> {
  const { read } = theatres;
  const procedure = read.procedure(operation.procedure);
  if (procedure === null || read.theatre(asked.theatreId) === null)
    return refuse("unknown_theatre");
  if (!asked.team.every(({ staffId }) => access.isStaff(staffId))) return refuse("unknown_staff");
  const team = asked.team.map(({ role, staffId }) => ({ role, staff: seqOf(staffId) }));
  const surgeon = team.find(({ role }) => role === "surgeon")?.staff ?? operation.surgeon;
  const likely = read.estimate(operation.procedure, surgeon);
  const minutes = asked.minutes ?? likely.minutes;
  const to = {
    status: "planned",
    ...{ surgeon, team, minutes, theatre: asked.theatreId, from: asked.from },
    p80Min: Math.round((minutes * likely.p80Min) / likely.minutes),
    ...{ setupMin: procedure.setupMin, cleaningMin: procedure.cleaningMin },
    things: asked.things ?? procedure.things,
  } satisfies Partial<OperationState>;
  const is: Planned = { ...operation, ...to };
  return roomTime(is).to <= now ? refuse("too_soon") : { ok: true, value: is };
}

/** What a plan changes of an operation: everything but who the patient is and what is done. */
export function planOf(is: Operation): Partial<OperationState> {
  const { status, surgeon, theatre, from, minutes, p80Min, setupMin, cleaningMin, team, things } =
    is;
  return {
    ...{ status, surgeon, theatre, from, minutes, p80Min, setupMin, cleaningMin, team, things },
  };
}

/** Without a place, as on the waiting list. */
export const placeless = {
  ...{ status: "requested", theatre: null, from: null },
} as const satisfies Partial<OperationState>;
