import { accept, refuse } from "../../shared/domain/result.ts";
import type { DeviceId } from "../../shared/domain/ids.ts";
import type { DeviceKind } from "../../shared/domain/role.ts";
import type { Hospital } from "../hospital.ts";
import { keyedDigest } from "../runtime.ts";
import type { GroupCommit } from "../store/group-commit.ts";
import { submit } from "./submit.ts";

export interface PairRequest {
  readonly kind: DeviceKind;
  readonly name?: string | undefined;
  readonly waitingRoomId?: string | undefined;
  readonly servicePointId?: string | undefined;
}

export interface Paired {
  readonly deviceId: DeviceId;
  readonly deviceToken: string;
}

export interface Pairing {
  /** Pairs a new device; its token is shown this once. Nothing when the place does not exist. */
  pair(request: PairRequest): Promise<Paired | null>;
  /** The same device for the same request, however often it is asked. */
  pairOnce(request: PairRequest): Promise<Paired | null>;
  /** In the demo a page of this machine pairs itself: one device a kind and place. */
  pairDemo(request: PairRequest): Promise<Paired | null>;
}

export function createPairing(
  hospital: Hospital,
  groupCommit: GroupCommit,
  demo: boolean,
): Pairing {
  const { access, key, store } = hospital;

  async function pairUnder(request: PairRequest, token: string): Promise<Paired | null> {
    const { kind, name, waitingRoomId = null, servicePointId = null } = request;
    const place = servicePointId ?? waitingRoomId ?? "site";
    const outcome = await submit(groupCommit, "server", (tx) => {
      const device = { kind, name: name ?? `${kind} ${place}`, waitingRoomId, servicePointId };
      if (!placeExists(hospital, request)) return refuse("invalid");
      return accept(access.pair(tx, device, token));
    });
    return outcome.ok ? { deviceId: outcome.reply as DeviceId, deviceToken: token } : null;
  }

  function pairOnce(request: PairRequest): Promise<Paired | null> {
    const { kind, name = "", waitingRoomId = "", servicePointId = "" } = request;
    const token = keyedDigest(
      key,
      "device",
      kind,
      "\n",
      waitingRoomId,
      "\n",
      servicePointId,
      "\n",
      name,
    );
    return pairUnder(request, token.toString("base64url"));
  }

  return {
    pair: (request) => pairUnder(request, store.runtime.randomBytes(32).toString("base64url")),
    pairOnce,
    pairDemo: async (request) => (demo ? pairOnce(request) : null),
  };
}

function placeExists(hospital: Hospital, request: PairRequest): boolean {
  const { directory, feeds, store } = hospital;
  const { waitingRoomId, servicePointId } = request;
  const now = store.runtime.now();
  if (servicePointId !== undefined && directory.profile(servicePointId) === null) return false;
  return waitingRoomId === undefined || feeds.build("board", waitingRoomId, now) !== null;
}
