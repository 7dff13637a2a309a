import type { Principal } from "./access/principal.ts";
import { consequenceOf, leaveFindings } from "./consequences.ts";
import type { FlowModules } from "./flow-modules.ts";
import { cancelSession, closeClinicDays, putHoliday } from "./place-flows.ts";
import { decideLeave } from "./roster-flows.ts";
import { unplaced } from "./scheduling/holidays.ts";
import type { Touched } from "./scheduling/ports.ts";
import { changeSession } from "./session-changes.ts";
import { putSessionPlan } from "./session-plans.ts";
import type { Flow, Tx } from "./store/store.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { AssignmentId, ClinicId } from "../shared/domain/ids.ts";
import type { RosterFinding } from "../shared/domain/roster.ts";
import { missingCase, accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type { Rehearsal, ThingUse } from "../shared/protocol/scheduling-feeds.ts";
import type { RehearsedName } from "../shared/protocol/scheduling-commands.ts";

/** One act with what it asks, as it would be sent to be done. */
export type RehearsedAct = {
  readonly [Name in RehearsedName]: { readonly name: Name; readonly payload: Payload<Name> };
}[RehearsedName];

/**
 * What an act would do, found by doing it: the caller runs this in a transaction that it takes back,
 * so that what is shown is what will be done, refusals included.
 */
export function createRehearsals(modules: FlowModules) {
  return (by: Principal, act: RehearsedAct): Flow<Rehearsal> =>
    (tx) => {
      const since = modules.store.head().seq;
      const done = carriedOut(modules, tx, by, act);
      if (!done.ok) return done;
      const { touched = [], findings = [], uses = [] } = done.value;
      return accept({
        consequences: touched.map((each) => consequenceOf(modules, each)),
        told: modules.places.read.toldSince(since),
        findings,
        uses,
      });
    };
}

interface Found {
  readonly touched?: readonly Touched[];
  readonly findings?: readonly RosterFinding[];
  readonly uses?: readonly ThingUse[];
}

function carriedOut(
  modules: FlowModules,
  tx: Tx,
  by: Principal,
  { name, payload }: RehearsedAct,
): Result<Found> {
  switch (name) {
    case "putHoliday":
      return shownAs(payload.movePatients ?? true, putHoliday(modules, tx, payload));
    case "closeClinicDays":
      return shownAs(payload.movePatients, closeClinicDays(modules, tx, payload));
    case "cancelSession":
      return shownAs(payload.movePatients, cancelSession(modules, tx, payload));
    case "changeSession":
      return shownAs(payload.movePatients ?? true, changeSession(modules, tx, payload));
    case "putSessionPlan":
      return shownAs(
        payload.toSessions?.movePatients ?? true,
        putSessionPlan(modules, tx, payload),
      );
    case "decideLeave":
      return leaveGiven(modules, tx, by, payload);
    case "takeThingOut":
      return thingTakenOut(modules, payload);
    default:
      return missingCase(name);
  }
}

/** Who is only told goes nowhere, whatever place there would have been. */
function shownAs(
  movePatients: boolean,
  done: Result<{ readonly touched: readonly Touched[] }>,
): Result<Found> {
  if (!done.ok) return done;
  const { touched } = done.value;
  return accept({ touched: movePatients ? touched : unplaced(touched) });
}

function leaveGiven(
  modules: FlowModules,
  tx: Tx,
  by: Principal,
  payload: Payload<"decideLeave">,
): Result<Found> {
  const before = new Set(leaveFindings(modules, payload.leaveId).map(wordsOf));
  const done = shownAs(payload.movePatients ?? true, decideLeave(modules, tx, by, payload));
  if (!done.ok) return done;
  const findings = leaveFindings(modules, payload.leaveId).filter(
    (each) => !before.has(wordsOf(each)),
  );
  return accept({ ...done.value, findings });
}

function wordsOf(finding: RosterFinding): string {
  return JSON.stringify(finding);
}

/** Nobody is moved by a broken machine; what was planned with it has to be planned anew by people. */
function thingTakenOut(
  { things, roster, access }: FlowModules,
  { thingId, from, to }: Payload<"takeThingOut">,
): Result<Found> {
  if (things.read.thing(thingId) === undefined) return refuse("unknown_thing");
  const shifts = roster.read.shifts();
  const uses = things.clashesWithout(thingId, { from, to }).flatMap(({ other }): ThingUse[] => {
    if (other.kind !== "shift" && other.kind !== "session") return [];
    const row = roster.read.assignment(seqOf(other.commitment as AssignmentId));
    const shift = row === null ? undefined : shifts.get(row.shift);
    if (row === null || shift === undefined) return [];
    const staffName = access.nameOf(idOf("staff", row.staff));
    const { from: at, to: until } = other;
    const names = shift.names;
    return [{ clinicId: row.clinic as ClinicId, staffName, shiftNames: names, at, until }];
  });
  return accept({ uses });
}
