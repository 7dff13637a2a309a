import { idOf } from "../shared/domain/ids.ts";
import type { DeviceId, QueueId } from "../shared/domain/ids.ts";
import { missingCase } from "../shared/domain/result.ts";
import { noOutcome } from "../shared/domain/service.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type {
  DirectoryData,
  FeedName,
  Feeds,
  PointCall,
  PointData,
  QueueLine,
  PrintsData,
  QueueData,
} from "../shared/protocol/feeds.ts";
import type { Access } from "./access/access.ts";
import { board, figuresOf } from "./board.ts";
import { isBack, lineOf, unnamed } from "./lines.ts";
import { paperJobs } from "./paper-feeds.ts";
import { pauseOf } from "./pauses.ts";
import { buildPlaceFeed } from "./place-feeds.ts";
import type { KeptPlan, Plan } from "./plan.ts";
import type { Printing, PrintJobRow } from "./printing/printing.ts";
import type { Queue } from "./queue/queue.ts";
import type { CallLineRow, LineRow } from "./queue/queue.sql.ts";
import { buildLaboratoryFeed } from "./laboratory-feeds.ts";
import type { LaboratoryFeedModules } from "./laboratory-feeds.ts";
import { registeredAs } from "./patient-flows.ts";
import { buildRosterFeed } from "./roster-feeds.ts";
import type { RosterFeedModules } from "./roster-feeds.ts";
import { buildTheatreFeed } from "./theatre-feeds.ts";
import type { TheatreFeedModules } from "./theatre-feeds.ts";
import { testsOfVisit } from "./visit-tests.ts";
import type { Waits } from "./waits.ts";

/** Lines of one live queue on a desk screen; the count beside them is always the whole. */
const linesListed = 200;
const nextListed = 5;
const noShowsListed = 20;
const asideListed = 60;
const cancelledListed = 20;

export interface FeedModules
  extends
    RosterFeedModules,
    LaboratoryFeedModules,
    Pick<TheatreFeedModules, "theatres" | "localDate"> {
  readonly queue: Queue;
  readonly printing: Printing;
  readonly laboratory: LaboratoryFeedModules["laboratory"];
  readonly access: Pick<Access, "printers" | "nameOf" | "isStaff" | "everybody">;
  readonly waits: Waits;
  readonly plan: KeptPlan;
  readonly trackUrlOf: (ticketSeq: number, copy: number) => string;
}

/** What each feed says now; the only place where modules' rows become a screen's whole picture. */
export interface FeedBuilder {
  /** Nothing when there is no such key. */
  build<Name extends FeedName>(feed: Name, key: string, now: Instant): Feeds[Name] | null;
  /**
   * The feeds that show what was touched, as `feed:key`. Of feeds with many keys (a clinic's weeks)
   * those among `followed`.
   */
  affected(touched: string, followed?: () => Iterable<string>): readonly string[];
  /** The directory was changed: read it again before the next picture. */
  directoryChanged(): void;
}

export function createFeeds(modules: FeedModules): FeedBuilder {
  const { plan } = modules;
  return {
    build: <Name extends FeedName>(feed: Name, key: string, now: Instant) =>
      buildFeed(modules, plan.current(), feed, key, now) as Feeds[Name] | null,
    affected: (touched, followed = () => []) =>
      affectedFeeds(plan.current(), touched) ?? followedOf(touched, [...followed()]),
    directoryChanged: plan.forget,
  };
}

/** The feeds whose keys are the directory's; nothing for a feed that has as many keys as are asked. */
function affectedFeeds(plan: Plan, touched: string): readonly string[] | null {
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
      return [touched, ...rooms, "directory:site"];
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
    case "roster":
    case "sessions":
    case "bookings":
    case "inbox":
    case "things":
    case "patterns":
    case "myDay":
    case "calendar":
    case "theatres":
    case "operationsWaiting":
    case "operation":
    case "family":
    case "labWork":
    case "labReady":
    case "catalogue":
    case "orders":
      return null;
    default:
      throw new Error(`nobody shows ${touched}`);
  }
}

/** Sessions of all clinics are shown together too, under a key of that name. */
const allSessions = "sessions:all:";
/** Feeds that shade days: a holiday or a closure changes them all. */
const shadedFeeds = ["sessions:", "roster:"];

/** `roster:eye` is shown by `roster:eye:2026-11-22:7` and all its other weeks. */
function followedOf(touched: string, followed: readonly string[]): readonly string[] {
  const isShown = (address: string) =>
    address === touched ||
    address.startsWith(`${touched}:`) ||
    (touched.startsWith("sessions:") && address.startsWith(allSessions)) ||
    (touched === "calendar" && shadedFeeds.some((feed) => address.startsWith(feed)));
  return followed.filter(isShown);
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
      return board(modules, plan, key, now);
    case "queue":
      return queueFeed(modules, plan, key, now);
    case "point":
      return point(modules, plan, key, now);
    case "prints":
      return prints(modules, plan, key, now);
    case "directory":
      return key === "site" ? directory(modules, plan, now) : null;
    case "roster":
    case "inbox":
    case "things":
    case "patterns":
    case "myDay":
      return buildRosterFeed(modules, plan, { feed, key, now });
    case "theatres":
    case "operationsWaiting":
    case "operation":
    case "family":
      return buildTheatreFeed(modules, plan, { feed, key, now });
    case "labWork":
    case "labReady":
    case "catalogue":
    case "orders":
      return buildLaboratoryFeed(modules, plan, { feed, key, now });
    case "sessions":
    case "bookings":
      return buildPlaceFeed(modules, plan, { feed, key });
    default:
      return missingCase(feed);
  }
}

/** An entry as the desks see it: of who is back, whether the results are there too. */
function deskLine({ laboratory }: FeedModules, plan: Plan, now: Instant) {
  const line = lineOf(plan, now);
  return (row: LineRow): QueueLine => {
    const isReady = isBack(row) && testsOfVisit(laboratory, row) === "ready";
    return isReady ? { ...line(row), hasResults: true } : line(row);
  };
}

function queueFeed(
  modules: FeedModules,
  plan: Plan,
  queueId: string,
  now: Instant,
): QueueData | null {
  const { queue, waits } = modules;
  const row = plan.queue.get(queueId);
  if (row === undefined) return null;
  const { startMin } = row;
  const day = queue.read.day(startMin) ?? "";
  const line = deskLine(modules, plan, now);
  const waiting = queue.read.waiting(queueId);
  return {
    queueId: row.id,
    names: row.names,
    entries: queue.read.inOrder(queueId, now, linesListed, startMin).map(line),
    waiting,
    noShows: queue.read.noShows(queueId, day, noShowsListed).map(line),
    aside: queue.read.aside(queueId, asideListed).map(line),
    cancelled: queue.read.cancelled(queueId, day, cancelledListed).map(line),
    closed: row.closed,
    alerts: alertsOf(row, waiting, queue.read.oldestEligible(queueId), now),
    wait: waits.forNewcomer(queueId, now),
    rates: queue.read.rates(startMin),
  };
}

/** Limits of the site that are passed now. */
function alertsOf(
  row: Plan["chart"]["queues"][number],
  waiting: number,
  oldest: Instant | null,
  now: Instant,
): QueueData["alerts"] {
  const { alertWaitMin, alertWaiting } = row;
  const isLong = alertWaitMin !== null && oldest !== null && now - oldest > alertWaitMin * minuteMs;
  const isFull = alertWaiting !== null && waiting > alertWaiting;
  return [...(isLong ? (["wait"] as const) : []), ...(isFull ? (["count"] as const) : [])];
}

function point(modules: FeedModules, plan: Plan, pointId: string, now: Instant): PointData | null {
  const { queue, access } = modules;
  const row = plan.point.get(pointId);
  const profile = plan.profile(pointId);
  if (row === undefined || profile === null) return null;
  const call = queue.read.currentCall(pointId);
  const { status, by, since, pause } = queue.read.pointState(pointId);
  return {
    servicePointId: row.id,
    names: row.names,
    waitingRoomId: row.waitingRoomId,
    queueIds: row.queueIds,
    current: call === undefined ? null : pointCall(modules, plan, call, now),
    next: queue.read.inOrderFor(profile, now, nextListed).map(deskLine(modules, plan, now)),
    waiting: row.queueIds.reduce((sum, queueId) => sum + queue.read.waiting(queueId), 0),
    today: figuresOf(queue, plan, pointId),
    printers: access.printers(),
    status,
    seat: status === "closed" || by === "" ? null : { name: access.nameOf(by), since },
    pause,
    // In words; each line counts by its own queue's, which the queue's feed says.
    rates: queue.read.rates(profile.queues[0]?.startMin),
  };
}

function pointCall(
  { queue, patients }: FeedModules,
  plan: Plan,
  call: CallLineRow,
  now: Instant,
): PointCall {
  const patient = queue.read.ticket(call.ticket_id)?.patient_id ?? undefined;
  const service = plan.service.get(call.service_id);
  const isDetour = call.return_to !== null;
  const next = isDetour ? undefined : service?.steps[call.step];
  const onward = next === undefined ? undefined : plan.queue.get(next.queue);
  return {
    ...lineOf(plan, now)(call),
    patientId: registeredAs(patients, patient),
    callId: idOf("call", call.call_id),
    queueId: call.queue_id as QueueId,
    calledAt: call.called_at,
    startedAt: call.started_at,
    recalls: call.recalls,
    outcome: call.step === 0 && !isDetour ? (service?.outcome ?? noOutcome) : noOutcome,
    goesOnTo: onward === undefined ? null : { queueId: onward.id, names: onward.names },
  };
}

function prints(modules: FeedModules, plan: Plan, key: string, now: Instant): PrintsData {
  const device = key as DeviceId;
  return {
    jobs: modules.printing.jobsOf(device).map((job) => printJob(modules, plan, job)),
    papers: paperJobs(modules, plan, device, now),
  };
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
    wait:
      job.wait_from === null || job.wait_to === null
        ? null
        : { fromMin: job.wait_from, toMin: job.wait_to },
    issuedAt: job.issued_at,
    queuedAt: job.queued_at,
    trackUrl: trackUrlOf(job.ticket_id, job.copy),
    copy: job.copy,
  };
}

function directory({ queue, waits }: FeedModules, plan: Plan, now: Instant): DirectoryData {
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
          ...openness(queue, plan, service),
          waiting: queue.read.waiting(service.queueId),
          wait: waits.forNewcomer(service.queueId, now),
          pausedUntil: pauseOf(queue, plan, service.queueId, now)?.until ?? null,
          segments: segmentsOf(plan, service),
        })),
    })),
    queues: chart.queues.map(({ id, clinicId, names, closed }) => ({
      queueId: id,
      clinicId,
      names,
      closed,
    })),
    waitingRooms: chart.waitingRooms.map((room) => ({ waitingRoomId: room.id, names: room.names })),
    servicePoints: chart.servicePoints.map((row) => ({
      servicePointId: row.id,
      names: row.names,
      waitingRoomId: row.waitingRoomId,
      queueIds: row.queueIds,
    })),
    emergencyPlace: chart.site.emergencyPlace,
    rates: queue.read.rates(),
  };
}

/** What a kiosk asks for: the segments of every queue that the ticket comes to by itself. */
function segmentsOf(plan: Plan, service: Plan["chart"]["services"][number]): readonly string[] {
  const queueIds = [service.queueId, ...service.steps.map((step) => step.queue)];
  return [...new Set(queueIds.flatMap((queueId) => plan.queue.get(queueId)?.segments ?? []))];
}

/** Open, its queue too, and today's number of tickets not used up. */
function openness(
  queue: Queue,
  plan: Plan,
  service: Plan["chart"]["services"][number],
): { readonly open: boolean; readonly full?: true } {
  const row = plan.queue.get(service.queueId);
  if (!service.open || row?.closed === true) return { open: false };
  if (service.dailyLimit === null) return { open: true };
  const day = queue.read.day(row?.startMin ?? 0) ?? "";
  const isFull = queue.read.issuedToday(day, service.id) >= service.dailyLimit;
  return isFull ? { open: false, full: true } : { open: true };
}
