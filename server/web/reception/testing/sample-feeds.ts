import type { EntryStatus } from "../../../../shared/domain/entry.ts";
import { idOf } from "../../../../shared/domain/ids.ts";
import type { QueueId, ServicePointId, WaitingRoomId } from "../../../../shared/domain/ids.ts";
import { defaultRates } from "../../../../shared/domain/priority.ts";
import { noOutcome } from "../../../../shared/domain/service.ts";
import type {
  PointCall,
  PointData,
  QueueData,
  QueueLine,
} from "../../../../shared/protocol/feeds.ts";
import { emptyDesk } from "../desk.ts";
import type { Situation } from "../situation.ts";

/** What a desk is told, as small as it can be: each test says only what matters to it. */

export const day = Date.UTC(2026, 10, 23, 6);

export function aLine(some: Partial<QueueLine> = {}): QueueLine {
  return {
    entryId: idOf("entry", 12),
    ticketId: idOf("ticket", 12),
    label: "A047",
    status: "waiting",
    priorityClass: "normal",
    eligibleAt: day,
    issuedAt: day,
    waitedMin: 0,
    serviceNames: { ar: "مراجعة", en: "Follow-up" },
    language: "ar",
    requeues: 0,
    claimed: false,
    notBefore: null,
    boundTo: null,
    segment: null,
    groupId: null,
    step: { at: 1, of: 1 },
    isBack: false,
    ...some,
  };
}

export function aCall(status: EntryStatus, some: Partial<PointCall> = {}): PointCall {
  return {
    ...aLine({ status }),
    callId: idOf("call", 20),
    queueId: "eye" as QueueId,
    calledAt: day,
    startedAt: null,
    recalls: 0,
    outcome: noOutcome,
    goesOnTo: null,
    patientId: null,
    ...some,
  };
}

export function aQueue(id: string, some: Partial<QueueData> = {}): QueueData {
  const entries = some.entries ?? [];
  return {
    queueId: id as QueueId,
    names: { ar: id },
    entries,
    waiting: entries.length,
    noShows: [],
    aside: [],
    cancelled: [],
    closed: false,
    alerts: [],
    wait: null,
    rates: defaultRates,
    ...some,
  };
}

export function aPoint(some: Partial<PointData> = {}): PointData {
  return {
    servicePointId: "room-12" as ServicePointId,
    names: { ar: "غرفة 12", en: "Room 12" },
    waitingRoomId: "hall" as WaitingRoomId,
    queueIds: ["eye" as QueueId],
    current: null,
    next: [],
    waiting: 3,
    today: { called: 0, ended: 0, noShows: 0, exceptions: 0 },
    status: "open",
    seat: { name: "Sara", since: day },
    pause: null,
    rates: defaultRates,
    printers: [],
    ...some,
  };
}

export function aSituation(some: Partial<Situation> = {}): Situation {
  return {
    role: "receptionist",
    name: "Sara",
    point: aPoint(),
    queues: [aQueue("eye")],
    stale: false,
    chosen: null,
    stopHere: false,
    serverNow: day,
    desk: emptyDesk,
    nowMs: 1_000,
    ...some,
  };
}
