import { idOf } from "../shared/domain/ids.ts";
import type { DeviceId, QueueId, ServiceId } from "../shared/domain/ids.ts";
import type { Names } from "../shared/domain/language.ts";
import { missingCase } from "../shared/domain/result.ts";
import { waitedMinutes } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type {
  BoardCall,
  BoardData,
  DirectoryData,
  FeedName,
  Feeds,
  PointCall,
  PointData,
  PrintsData,
  QueueData,
  QueueLine,
} from "../shared/protocol/feeds.ts";
import type { Access } from "./access/access.ts";
import { pointsOfRoom } from "./plan.ts";
import type { KeptPlan, Plan } from "./plan.ts";
import type { Printing, PrintJobRow } from "./printing/printing.ts";
import type { Queue } from "./queue/queue.ts";
import type { CallLineRow, LineRow } from "./queue/queue.sql.ts";

/** Lines of one live queue on a desk screen; the count beside them is always the whole. */
const linesListed = 200;
const nextListed = 5;
const noShowsListed = 20;
/** A board shows three calls large and leads its last calls with the rest. */
const callsListed = 12;
const lastCallsListed = 8;

export interface FeedModules {
  readonly queue: Queue;
  readonly printing: Printing;
  readonly access: Pick<Access, "printers">;
  readonly plan: KeptPlan;
  readonly trackUrlOf: (ticketSeq: number, copy: number) => string;
}

/** What each feed says now; the only place where modules' rows become a screen's whole picture. */
export interface FeedBuilder {
  /** Nothing when there is no such key. */
  build<Name extends FeedName>(feed: Name, key: string, now: Instant): Feeds[Name] | null;
  /** The feeds that show what was touched, as `feed:key`. */
  affected(touched: string): readonly string[];
  /** The directory was changed: read it again before the next picture. */
  directoryChanged(): void;
}

export function createFeeds(modules: FeedModules): FeedBuilder {
  const { plan } = modules;
  return {
    build: <Name extends FeedName>(feed: Name, key: string, now: Instant) =>
      buildFeed(modules, plan.current(), feed, key, now) as Feeds[Name] | null,
    affected: (touched) => affectedFeeds(plan.current(), touched),
    directoryChanged: plan.forget,
  };
}

function affectedFeeds(plan: Plan, touched: string): readonly string[] {
  const colon = touched.indexOf(":");
  const [kind, id] =
    colon < 0 ? [touched, ""] : [touched.slice(0, colon), touched.slice(colon + 1)];
  switch (kind) {
    case "queue": {
      const room = plan.queue.get(id)?.waitingRoomId;
      const points = (plan.pointsOfQueue.get(id) ?? []).map((point) => `point:${point}`);
      return [
        touched,
        ...(room === undefined ? [] : [`board:${room}`]),
        ...points,
        "directory:site",
      ];
    }
    case "point": {
      const rooms = (plan.point.get(id)?.queueIds ?? []).flatMap((queueId) => {
        const room = plan.queue.get(queueId)?.waitingRoomId;
        return room === undefined ? [] : [`board:${room}`];
      });
      return [touched, ...rooms];
    }
    case "prints":
      return [touched];
    case "day":
    case "directory":
      return [
        ...plan.chart.waitingRooms.map((room) => `board:${room.id}`),
        ...plan.chart.queues.map((queue) => `queue:${queue.id}`),
        ...plan.chart.servicePoints.map((point) => `point:${point.id}`),
        "directory:site",
      ];
    default:
      throw new Error(`nobody shows ${touched}`);
  }
}

function buildFeed(
  modules: FeedModules,
  plan: Plan,
  feed: FeedName,
  key: string,
  now: Instant,
): Feeds[FeedName] | null {
  switch (feed) {
    case "board":
      return board(modules, plan, key);
    case "queue":
      return queueFeed(modules, plan, key, now);
    case "point":
      return point(modules, plan, key, now);
    case "prints":
      return prints(modules, plan, key);
    case "directory":
      return key === "site" ? directory(modules, plan) : null;
    default:
      return missingCase(feed);
  }
}

function board({ queue }: FeedModules, plan: Plan, roomId: string): BoardData | null {
  const room = plan.room.get(roomId);
  if (room === undefined) return null;
  const day = queue.read.day() ?? "";
  const queues = plan.chart.queues.filter((row) => row.waitingRoomId === room.id);
  const isHere = (call: CallLineRow) => queues.some((row) => row.id === call.queue_id);
  const lastCalls = pointsOfRoom(plan, room.id)
    .flatMap((pointId) => queue.read.lastCalls(pointId, day, lastCallsListed))
    .filter(isHere)
    .sort((a, b) => b.last_at - a.last_at || b.call_id - a.call_id)
    .slice(0, lastCallsListed);
  const calls = queue.read.openCalls().filter(isHere).slice(0, callsListed);
  return {
    names: room.names,
    hospitalNames: plan.chart.site.hospitalNames,
    calls: calls.map((call) => boardCall(plan, call)),
    lastCalls: lastCalls.map((call) => ({
      callId: idOf("call", call.call_id),
      label: call.label,
      servicePoint: pointNames(plan, call),
      at: call.last_at,
    })),
    queues: queues.map((row) => ({
      queueId: row.id,
      names: row.names,
      waiting: queue.read.waiting(row.id),
    })),
    notices: [],
    ...callsToday(queue, plan, room.id),
  };
}

/** The day's calls of one waiting room, the same on its board and on the phones of who waits. */
export function callsToday(
  queue: Queue,
  plan: Plan,
  roomId: string,
): { readonly inTurnToday: number; readonly exceptionsToday: number } {
  const day = queue.read.day() ?? "";
  let inTurnToday = 0;
  for (const pointId of pointsOfRoom(plan, roomId)) {
    inTurnToday += queue.read.pointDay(day, pointId).called;
  }
  // Calls out of turn need a command of their own, with a reason; there is none yet.
  return { inTurnToday, exceptionsToday: 0 };
}

function boardCall(plan: Plan, call: CallLineRow): BoardCall {
  const clinicId = plan.queue.get(call.queue_id)?.clinicId ?? "";
  return {
    callId: idOf("call", call.call_id),
    label: call.label,
    servicePoint: pointNames(plan, call),
    clinicNames: plan.clinic.get(clinicId)?.boardNames ?? unnamed,
    at: call.last_at,
    state: call.call_status === "serving" ? "serving" : "called",
    recalls: call.recalls,
  };
}

function pointNames(plan: Plan, call: CallLineRow): BoardCall["servicePoint"] {
  const row = plan.point.get(call.service_point_id);
  if (row === undefined) throw new Error(`no service point ${call.service_point_id}`);
  return { id: row.id, names: row.names };
}

const unnamed: Names = { ar: "" };

function queueFeed(
  { queue }: FeedModules,
  plan: Plan,
  queueId: string,
  now: Instant,
): QueueData | null {
  const row = plan.queue.get(queueId);
  if (row === undefined) return null;
  return {
    queueId: row.id,
    names: row.names,
    entries: queue.read.inOrder([queueId], now, linesListed).map(lineOf(plan, now)),
    waiting: queue.read.waiting(queueId),
    noShows: queue.read
      .noShows(queueId, queue.read.day() ?? "", noShowsListed)
      .map(lineOf(plan, now)),
  };
}

function lineOf(plan: Plan, now: Instant) {
  return (row: LineRow): QueueLine => ({
    entryId: idOf("entry", row.id),
    ticketId: idOf("ticket", row.ticket_id),
    label: row.label,
    status: row.status,
    priorityClass: row.class,
    eligibleAt: row.eligible_at,
    issuedAt: row.issued_at,
    waitedMin: waitedMinutes(row.issued_at, now),
    serviceNames: plan.service.get(row.service_id)?.names ?? unnamed,
    language: row.language,
    requeues: row.requeues,
  });
}

function point(
  { queue, access }: FeedModules,
  plan: Plan,
  pointId: string,
  now: Instant,
): PointData | null {
  const row = plan.point.get(pointId);
  if (row === undefined) return null;
  const call = queue.read.currentCall(pointId);
  const counts = queue.read.pointDay(queue.read.day() ?? "", pointId);
  return {
    servicePointId: row.id,
    names: row.names,
    waitingRoomId: row.waitingRoomId,
    queueIds: row.queueIds,
    current: call === undefined ? null : pointCall(plan, call, now),
    next: queue.read.inOrder(row.queueIds, now, nextListed).map(lineOf(plan, now)),
    waiting: row.queueIds.reduce((sum, queueId) => sum + queue.read.waiting(queueId), 0),
    today: { called: counts.called, ended: counts.ended, noShows: counts.no_shows },
    printers: access.printers(),
  };
}

function pointCall(plan: Plan, call: CallLineRow, now: Instant): PointCall {
  return {
    ...lineOf(plan, now)(call),
    callId: idOf("call", call.call_id),
    queueId: call.queue_id as QueueId,
    calledAt: call.called_at,
    startedAt: call.started_at,
    recalls: call.recalls,
  };
}

function prints(modules: FeedModules, plan: Plan, deviceId: string): PrintsData {
  const jobs = modules.printing.jobsOf(deviceId as DeviceId);
  return { jobs: jobs.map((job) => printJob(modules, plan, job)) };
}

function printJob(
  { trackUrlOf }: FeedModules,
  plan: Plan,
  job: PrintJobRow,
): PrintsData["jobs"][number] {
  const service = plan.service.get(job.service_id);
  const queue = plan.queue.get(service?.queueId ?? "");
  return {
    printJobId: idOf("printJob", job.id),
    status: job.status,
    detail: job.detail,
    ticketId: idOf("ticket", job.ticket_id),
    label: job.label,
    language: job.language,
    hospitalNames: plan.chart.site.hospitalNames,
    clinicNames: plan.clinic.get(service?.clinicId ?? "")?.names ?? unnamed,
    serviceNames: service?.names ?? unnamed,
    waitingRoomNames: plan.room.get(queue?.waitingRoomId ?? "")?.names ?? unnamed,
    ahead: job.ahead,
    wait: null,
    issuedAt: job.issued_at,
    queuedAt: job.queued_at,
    trackUrl: trackUrlOf(job.ticket_id, job.copy),
    copy: job.copy,
  };
}

function directory({ queue }: FeedModules, plan: Plan): DirectoryData {
  const { chart } = plan;
  return {
    hospitalNames: chart.site.hospitalNames,
    zone: chart.site.zone,
    clinics: chart.clinics.map((clinic) => ({
      clinicId: clinic.id,
      names: clinic.names,
      pictogram: clinic.pictogram,
      services: chart.services
        .filter((service) => service.clinicId === clinic.id)
        .map((service) => ({
          serviceId: service.id,
          names: service.names,
          queueId: service.queueId,
          waitingRoomNames:
            plan.room.get(plan.queue.get(service.queueId)?.waitingRoomId ?? "")?.names ?? unnamed,
          open: isOpenNow(queue, service),
          waiting: queue.read.waiting(service.queueId),
        })),
    })),
    waitingRooms: chart.waitingRooms.map((room) => ({ waitingRoomId: room.id, names: room.names })),
    servicePoints: chart.servicePoints.map((row) => ({
      servicePointId: row.id,
      names: row.names,
      waitingRoomId: row.waitingRoomId,
      queueIds: row.queueIds,
    })),
    emergencyPlace: chart.site.emergencyPlace,
  };
}

/** Open, and today's number of tickets not used up. */
function isOpenNow(
  queue: Queue,
  service: { readonly id: ServiceId; readonly open: boolean; readonly dailyLimit: number | null },
): boolean {
  if (!service.open || service.dailyLimit === null) return service.open;
  return queue.read.issuedToday(queue.read.day() ?? "", service.id) < service.dailyLimit;
}
