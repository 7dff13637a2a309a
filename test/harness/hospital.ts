import { expect } from "vitest";
import type { DeviceId, ServicePointId, StaffId, WaitingRoomId } from "../../shared/domain/ids.ts";
import { commandPayloads } from "../../shared/protocol/commands.ts";
import type { CommandName, CommandReplies, Payload } from "../../shared/protocol/commands.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import type { DeviceKind, StaffRole } from "../../shared/domain/role.ts";
import type { Principal } from "../../server/access/principal.ts";
import { createHospital, createModules } from "../../server/hospital.ts";
import { sha256 } from "../../server/runtime.ts";
import { idBytes } from "../../server/store/command-id.ts";
import { createGroupCommit } from "../../server/store/group-commit.ts";
import type { GroupCommitPorts, Outcome } from "../../server/store/group-commit.ts";
import { openStore, verifyStore } from "../../server/store/store.ts";
import type { Flow, Tx } from "../../server/store/store.ts";
import { handRuntime, silentLog } from "./runtime.ts";
import type { HandRuntime } from "./runtime.ts";

export type Answered<Reply> =
  | { readonly ok: true; readonly reply: Reply; readonly version: number }
  | { readonly ok: false; readonly code: string };

export interface Asking {
  readonly as?: Principal;
  readonly id?: string;
}

export interface HospitalOptions {
  readonly runtime?: HandRuntime;
  readonly folder?: string;
  readonly batchMax?: number;
  readonly ports?: Partial<GroupCommitPorts>;
}

/** Staff as the gate would hand them in. */
export function staff(role: StaffRole = "receptionist", seq = 900): Principal {
  return { kind: "staff", id: `s${seq}` as StaffId, role };
}

/** A device as the gate would hand it in. */
export function device(
  deviceKind: DeviceKind,
  id: DeviceId,
  place: { readonly servicePointId?: string; readonly waitingRoomId?: string } = {},
): Extract<Principal, { kind: "device" }> {
  return {
    kind: "device",
    id,
    deviceKind,
    waitingRoomId: (place.waitingRoomId ?? null) as WaitingRoomId | null,
    servicePointId: (place.servicePointId ?? null) as ServicePointId | null,
  };
}

/**
 * A small hospital on real SQLite: everything behind the gate, on one hand-wound clock. Each
 * command is committed before `ask` returns, so a test reads from top to bottom.
 */
export function aHospital(options: HospitalOptions = {}) {
  const runtime = options.runtime ?? handRuntime();
  const store = openStore({ folder: options.folder ?? ":memory:" }, runtime);
  const hospital = createHospital(store, "http://dawr.test");
  const isEmpty = hospital.directory.offer("eye-visit") === null;
  const devices = store.transact((tx) => {
    if (isEmpty) furnish(tx);
    const paired = (kind: DeviceKind, servicePointId: string | null, token: string) =>
      hospital.access.pair(tx, { kind, name: kind, waitingRoomId: null, servicePointId }, token);
    return {
      kiosk: device("kiosk", paired("kiosk", null, "kiosk token")),
      otherKiosk: device("kiosk", paired("kiosk", null, "other kiosk token")),
      console: device("console", paired("console", "room-1", "console token"), {
        servicePointId: "room-1",
      }),
    };
  });
  const log = silentLog();
  const groupCommit = createGroupCommit({
    store,
    log,
    publish: () => undefined,
    die: (error) => {
      throw error;
    },
    ...(options.batchMax === undefined ? {} : { batchMax: options.batchMax }),
    ...options.ports,
  });

  /** One flow of one principal through the group commit, answered after its commit. */
  function run(flow: Flow<unknown>, asking: Asking & { readonly body?: string } = {}): Outcome {
    const { as = staff(), id = runtime.uuid(), body = "" } = asking;
    let outcome: Outcome | null = null;
    groupCommit.enqueue({
      principal: as.id,
      command: { id: idBytes(id), digest: sha256(body) },
      flow,
      settle: (settled) => void (outcome = settled),
    });
    groupCommit.flush();
    if (outcome === null) throw new Error("nobody was answered");
    return outcome;
  }

  return {
    ...hospital,
    ...devices,
    runtime,
    log,
    groupCommit,
    run,
    ask<Name extends CommandName>(
      name: Name,
      payload: PayloadInput<Name>,
      asking: Asking = {},
    ): Answered<CommandReplies[Name]> {
      const parsed = commandPayloads[name].parse(payload) as Payload<Name>;
      const flow = hospital.flows[name](asking.as ?? staff(), parsed);
      const body = `${name}\n${JSON.stringify(parsed)}`;
      return run(flow, { ...asking, body }) as Answered<CommandReplies[Name]>;
    },
    close() {
      groupCommit.stop();
      store.close();
    },
    verify: () => verifyStore(store.db, runtime, createModules),
    rows: <Row>(sql: string, ...params: unknown[]) => store.db.prepare(sql).all(...params) as Row[],
  };
}

export type TestHospital = ReturnType<typeof aHospital>;

/** The reply of a command that must have been accepted. */
export function granted<Reply>(answer: Answered<Reply>): Reply {
  if (!answer.ok) throw new Error(`refused: ${answer.code}`);
  return answer.reply;
}

/** The code of an answer: a refusal's, or `ok`. */
export function codeOf(answer: Answered<unknown>): string {
  return answer.ok ? "ok" : answer.code;
}

/** The chain holds and every table is what the journal says. */
export function expectWhole(hospital: TestHospital): void {
  const { brokenAt, differing, damage } = hospital.verify();
  expect({ brokenAt, differing, damage }).toEqual({ brokenAt: null, differing: [], damage: [] });
}

const names = (en: string) => ({ ar: `${en} ع`, en });

/** Two waiting rooms, two clinics (two queues share one series), three service points. */
export function furnish(tx: Tx): void {
  for (const id of ["hall-1", "hall-2"]) tx.record("waitingRoomPut", { id, names: names(id) });
  const clinic = (id: string, series: string, position: number) =>
    tx.record("clinicPut", {
      id,
      names: names(id),
      boardNames: names(`${id} board`),
      series,
      pictogram: id,
      position,
    });
  clinic("eye", "E", 0);
  clinic("heart", "H", 1);
  const queue = (id: string, clinicId: string, waitingRoom: string) =>
    tx.record("queuePut", { id, clinic: clinicId, waitingRoom, names: names(`${id} queue`) });
  queue("eye", "eye", "hall-1");
  queue("glasses", "eye", "hall-1");
  queue("heart", "heart", "hall-2");
  const service = (
    id: string,
    clinicId: string,
    queueId: string,
    over: { readonly open?: boolean; readonly dailyLimit?: number } = {},
  ) =>
    tx.record("servicePut", {
      id,
      clinic: clinicId,
      queue: queueId,
      names: names(id),
      open: over.open ?? true,
      dailyLimit: over.dailyLimit ?? null,
      position: 0,
    });
  service("eye-visit", "eye", "eye");
  service("eye-glasses", "eye", "glasses");
  service("heart-visit", "heart", "heart");
  service("heart-shut", "heart", "heart", { open: false });
  service("heart-few", "heart", "heart", { dailyLimit: 2 });
  const point = (id: string, waitingRoom: string, queues: readonly string[]) =>
    tx.record("servicePointPut", { id, waitingRoom, names: names(id), queues });
  point("room-1", "hall-1", ["eye", "glasses"]);
  point("room-2", "hall-1", ["eye"]);
  point("room-3", "hall-2", ["heart"]);
}
