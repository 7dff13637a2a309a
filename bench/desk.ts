import type { Hospital } from "../server/hospital.ts";
import type { Principal } from "../server/access/principal.ts";
import { systemRuntime } from "../server/runtime.ts";
import { idBytes } from "../server/store/command-id.ts";
import { createGroupCommit } from "../server/store/group-commit.ts";
import type { Outcome } from "../server/store/group-commit.ts";
import type { Flow } from "../server/store/store.ts";
import { commandPayloads } from "../shared/protocol/commands.ts";
import type { PrintJobId } from "../shared/domain/ids.ts";

/** A service, and a service point that calls those who came for it. */
export const places = [
  ["internal-visit", "room-1"],
  ["children-visit", "room-3"],
  ["heart-visit", "room-5"],
  ["heart-ecg", "room-6"],
  ["women-visit", "room-7"],
  ["eye-visit", "room-11"],
  ["dental-visit", "room-13"],
  ["bones-visit", "room-14"],
  ["ent-visit", "room-15"],
] as const;

/**
 * A kiosk and a clerk inside the server's own process: each command goes from the group commit to
 * its answer before the call returns, with no socket and no gate. A refusal throws.
 */
export function createDesk(hospital: Hospital) {
  const groupCommit = createGroupCommit({
    store: hospital.store,
    log: { info: quiet, warn: console.error, error: console.error, fatal: console.error },
    publish: quiet,
    die(error) {
      throw error;
    },
  });
  const { kiosk, clerk } = peopleOf(hospital);

  function ask(flow: Flow<unknown>, principal: Principal): unknown {
    const outcomes: Outcome[] = [];
    groupCommit.enqueue({
      principal: principal.id,
      command: { id: idBytes(systemRuntime.uuid()), digest: Buffer.alloc(16) },
      flow,
      settle: (settled) => outcomes.push(settled),
    });
    groupCommit.flush();
    const [outcome] = outcomes;
    if (outcome?.ok !== true) throw new Error(`refused: ${outcome?.code ?? "not answered"}`);
    return outcome.reply;
  }

  return {
    /** A ticket at the place of this step; gives its print job. */
    issue(step: number): PrintJobId {
      const [serviceId] = placeOf(step);
      const payload = commandPayloads.issueTicket.parse({ serviceId });
      const reply = ask(hospital.flows.issueTicket(kiosk, payload), kiosk);
      return (reply as { printJobId: PrintJobId }).printJobId;
    },
    startPrint(printJobId: PrintJobId): void {
      ask(hospital.flows.startPrint(kiosk, { printJobId }), kiosk);
    },
    reportPrint(printJobId: PrintJobId): void {
      ask(hospital.flows.reportPrint(kiosk, { printJobId, outcome: "printed" }), kiosk);
    },
    /** The next at the place of this step; whom it called before is ended. */
    call(step: number): void {
      const [, servicePointId] = placeOf(step);
      const payload = commandPayloads.callNext.parse({ servicePointId, finish: { as: "end" } });
      ask(hospital.flows.callNext(clerk, payload), clerk);
    },
    close() {
      groupCommit.stop();
      hospital.store.close();
    },
  };
}

function quiet(): void {
  // What is said on a good day is not what is measured.
}

function placeOf(step: number): (typeof places)[number] {
  return places[step % places.length] ?? places[0];
}

function peopleOf({ access, store }: Hospital): { kiosk: Principal; clerk: Principal } {
  const token = store.runtime.randomBytes(16).toString("hex");
  store.transact((tx) => {
    const place = { waitingRoomId: null, servicePointId: null };
    access.pair(tx, { kind: "kiosk", name: "kiosk", ...place }, token);
  });
  const kiosk = access.device(token);
  const member = access.findStaff("reception")?.member;
  if (kiosk === null || member === undefined) throw new Error("the demo has no reception");
  return { kiosk, clerk: { kind: "staff", id: member.staffId, role: member.role } };
}
