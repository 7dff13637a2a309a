import { patientName } from "./booking-lines.ts";
import type { FlowModules } from "./flow-modules.ts";
import { publishRoster } from "./roster-flows.ts";
import type { Touched } from "./scheduling/ports.ts";
import type { Flow } from "./store/store.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { LeaveId } from "../shared/domain/ids.ts";
import type { RosterFinding } from "../shared/domain/roster.ts";
import { accept } from "../shared/domain/result.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type { Consequence } from "../shared/protocol/scheduling-feeds.ts";

/** What a change would do: who is touched, and what the roster would newly break, hard or not. */
export interface Foreseen {
  readonly consequences: readonly Consequence[];
  readonly findings: readonly RosterFinding[];
}

/**
 * Who would be touched by a publishing, and where they would go: found by doing it. The caller runs
 * it in a transaction that it takes back, so that what is shown is what will be done, refusals
 * included. Any other act is rehearsed as the command that it is (`rehearsals.ts`).
 */
export interface Consequences {
  ofPublishing(asked: Omit<Payload<"publishRoster">, "movePatients">): Flow<Foreseen>;
}

export function createConsequences(modules: FlowModules): Consequences {
  const { roster, instantAt } = modules;
  const told = (touched: readonly Touched[]) => touched.map((each) => consequenceOf(modules, each));
  return {
    ofPublishing: (asked) => (tx) => {
      const done = publishRoster(modules, tx, { ...asked, movePatients: true });
      if (!done.ok) return done;
      const { clinicId: clinic, from, to } = asked;
      const findings = roster.read.findings({ clinic, from, to }, instantAt);
      return accept({ consequences: told(done.value.touched), findings });
    },
  };
}

/** What the rosters of whoever goes on leave break in its days: shifts that too few are left for. */
export function leaveFindings(
  { roster, instantAt }: FlowModules,
  leaveId: LeaveId,
): readonly RosterFinding[] {
  const { read } = roster;
  const row = read.leave(seqOf(leaveId));
  if (row === undefined) return [];
  const { staff_id: staff, from_day: from, to_day: to } = row;
  const home = read.detail(staff)?.clinic_id;
  const clinics = new Set(read.clinicsOfPerson(staff, from, to));
  if (typeof home === "string") clinics.add(home);
  return [...clinics].flatMap((clinic) => read.findings({ clinic, from, to }, instantAt));
}

/** The words of a touched booking, for whoever decides. */
export function consequenceOf(
  { patients, access }: Pick<FlowModules, "patients" | "access">,
  { appointmentId, patient, from, to }: Touched,
): Consequence {
  const staffName = (staff: number) => access.nameOf(idOf("staff", staff));
  const place = (at: NonNullable<Touched["to"]>) => ({
    ...{ sessionId: at.sessionId, at: at.at },
    staffName: staffName(at.staff),
  });
  return {
    appointmentId,
    patientName: patientName(patients, patient),
    from: place(from),
    to: to === null ? null : place(to),
  };
}
