import type { DeviceId, ServiceId, ServicePointId } from "../../shared/domain/ids.ts";
import type { Principal } from "../../server/access/principal.ts";
import type { Hospital } from "../../server/hospital.ts";
import type { Flow } from "../../server/store/store.ts";

/** What the writer is to do: bursts of so many commands, each burst enqueued in one tick. */
export interface WriterOrders {
  readonly folder: string;
  /** SQLite's `synchronous`: 2 is FULL, the product's; 1 is NORMAL, which the tests must catch. */
  readonly synchronous: 1 | 2;
  readonly bursts: readonly number[];
  /** After which bursts it is idle for so long that the log is folded back. */
  readonly restAfter: readonly number[];
}

/** One acknowledged command, as one line on stdout. */
export interface WriterAck {
  readonly ack: "founded" | "issueTicket" | "callNext";
  readonly label: string;
  readonly ticketId: string;
  /** The journal's head when it was acknowledged. */
  readonly version: number;
}

export interface WriterEnd {
  /** Commits that carried at least one accepted command. */
  readonly groups: number;
  /** Commands refused because the disk was full. */
  readonly busy: number;
}

export const writerUrl = "http://dawr.test";

const services = ["internal-visit", "children-visit", "heart-visit", "dental-visit"];
const points = ["room-1", "room-3", "room-5", "room-13"];
const kiosk: Principal = {
  kind: "device",
  id: "d1" as DeviceId,
  deviceKind: "console",
  waitingRoomId: null,
  servicePointId: null,
};
const nurse: Principal = { kind: "staff", id: "s1" as never, role: "nurse" };

/** The load's n-th command: three tickets for each call, over four clinics. */
export function loadFlow(
  hospital: Hospital,
  number: number,
): { readonly name: "issueTicket" | "callNext"; readonly run: Flow<unknown> } {
  const place = Math.floor(number / 4) % services.length;
  if (number % 4 !== 3) {
    const serviceId = (services[(place + number) % services.length] ?? "") as ServiceId;
    return { name: "issueTicket", run: hospital.flows.issueTicket(kiosk, { serviceId }) };
  }
  const servicePointId = (points[place] ?? "") as ServicePointId;
  const finish = { as: "end" } as const;
  return { name: "callNext", run: hospital.flows.callNext(nurse, { servicePointId, finish }) };
}
