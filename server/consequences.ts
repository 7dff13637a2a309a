import type { Principal } from "./access/principal.ts";
import type { FlowModules } from "./flows.ts";
import { decideLeave, publishRoster } from "./roster-flows.ts";
import type { Touched } from "./scheduling/ports.ts";
import type { Flow } from "./store/store.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { LeaveId } from "../shared/domain/ids.ts";
import { fullName } from "../shared/domain/patient.ts";
import { accept } from "../shared/domain/result.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type { Consequence } from "../shared/protocol/scheduling-feeds.ts";

/**
 * Who would be touched by a publishing or a leave, and where they would go: found by doing it. The
 * caller runs these in a transaction that it takes back, so that what is shown is what will be done,
 * refusals included.
 */
export interface Consequences {
  ofPublishing(asked: Omit<Payload<"publishRoster">, "movePatients">): Flow<readonly Consequence[]>;
  ofLeave(by: Principal, leaveId: LeaveId): Flow<readonly Consequence[]>;
}

export function createConsequences(modules: FlowModules): Consequences {
  const told = (touched: readonly Touched[]) => touched.map((each) => consequenceOf(modules, each));
  return {
    ofPublishing: (asked) => (tx) => {
      const done = publishRoster(modules, tx, { ...asked, movePatients: true });
      return done.ok ? accept(told(done.value.touched)) : done;
    },
    ofLeave: (by, leaveId) => (tx) => {
      const done = decideLeave(modules, tx, by, { leaveId, as: "approved" });
      return done.ok ? accept(told(done.value.touched)) : done;
    },
  };
}

/** The words of a touched booking, for whoever decides. */
export function consequenceOf(
  { patients, access }: Pick<FlowModules, "patients" | "access">,
  { appointmentId, patient, from, to }: Touched,
): Consequence {
  const details = patients.read.details(patient);
  const staffName = (staff: number) => access.nameOf(idOf("staff", staff));
  const place = (at: NonNullable<Touched["to"]>) => ({
    ...{ sessionId: at.sessionId, at: at.at },
    staffName: staffName(at.staff),
  });
  return {
    appointmentId,
    patientName: details === null ? "" : fullName(details),
    from: place(from),
    to: to === null ? null : place(to),
  };
}
