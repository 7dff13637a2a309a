import { idOf } from "../shared/domain/ids.ts";
import { resultsToldMs } from "../shared/domain/laboratory.ts";
import { isPaused } from "../shared/domain/service-point.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { BoardCall, BoardData, BoardNotice, PointData } from "../shared/protocol/feeds.ts";
import { unnamed } from "./lines.ts";
import { pointsOfRoom } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import { lastCallsMax } from "./queue/calls-of-point.ts";
import type { Queue } from "./queue/queue.ts";
import type { BoardCallRow } from "./queue/queue.sql.ts";
import { resultsAt } from "./visit-tests.ts";
import type { Waits } from "./waits.ts";

/** A board shows three calls large and leads its last calls with the rest. */
const callsListed = 12;
const noticesListed = 8;
/** So long a waiting room is told that an emergency was taken first. */
export const emergencyToldMs = 15 * minuteMs;
/** More patients whose results have just come would push the pauses off the board. */
const resultsListed = 3;

/** What a waiting room's display shows; nothing when there is no such room. */
export function board(
  modules: {
    readonly queue: Queue;
    readonly waits: Waits;
    readonly laboratory: Pick<Laboratory, "read">;
  },
  plan: Plan,
  roomId: string,
  now: Instant,
): BoardData | null {
  const { queue, waits } = modules;
  const room = plan.room.get(roomId);
  if (room === undefined) return null;
  const queues = queuesOfRoom(plan, room.id);
  const isHere = (call: BoardCallRow) => queues.some((row) => row.id === call.queue_id);
  const lastCalls = pointsOfRoom(plan, room.id)
    .flatMap((pointId) =>
      daysInForce(queue, plan).flatMap(({ day, startMin }) =>
        queue.read.lastCalls(pointId, day, startMin),
      ),
    )
    .filter(isHere)
    .sort((a, b) => b.last_at - a.last_at || b.call_id - a.call_id)
    .slice(0, lastCallsMax);
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
      wait: waits.forNewcomer(row.id, now),
    })),
    notices: notices(modules, plan, room.id, now),
    ...callsToday(queue, plan, room.id),
    rates: queue.read.rates(queues[0]?.startMin ?? 0),
  };
}

/** The day's calls of one waiting room, the same on its board and on the phones of who waits. */
export function callsToday(
  queue: Queue,
  plan: Plan,
  roomId: string,
): { readonly inTurnToday: number; readonly exceptionsToday: number } {
  let [called, exceptionsToday] = [0, 0];
  for (const pointId of pointsOfRoom(plan, roomId)) {
    const counts = figuresOf(queue, plan, pointId);
    called += counts.called;
    exceptionsToday += counts.exceptions;
  }
  return { inTurnToday: called - exceptionsToday, exceptionsToday };
}

/** What a service point did in the days in force: the night's beside the day's, none that is over. */
export function figuresOf(queue: Queue, plan: Plan, pointId: string): PointData["today"] {
  const today = { called: 0, ended: 0, noShows: 0, exceptions: 0 };
  for (const { day, startMin } of daysInForce(queue, plan)) {
    const counts = queue.read.pointDay(day, startMin, pointId);
    today.called += counts.called;
    today.ended += counts.ended;
    today.noShows += counts.no_shows;
    today.exceptions += counts.exceptions;
  }
  return today;
}

interface Timed {
  readonly since: Instant;
  readonly notice: BoardNotice;
}

/** Pauses, emergencies taken first, results that are ready, closed queues; the newest first. */
function notices(
  { queue, laboratory }: { readonly queue: Queue; readonly laboratory: Pick<Laboratory, "read"> },
  plan: Plan,
  roomId: string,
  now: Instant,
): readonly BoardNotice[] {
  const timed: Timed[] = [...resultsTold({ queue, laboratory }, plan, roomId, now)];
  for (const pointId of pointsOfRoom(plan, roomId)) {
    const state = queue.read.pointState(pointId);
    if (state.pause === null || !isPaused(state, now)) continue;
    const { kind: pause, since, until } = state.pause;
    const servicePointNames = plan.point.get(pointId)?.names ?? unnamed;
    const id = `pause-${pointId}-${since}`;
    timed.push({ since, notice: { id, kind: "pause", pause, servicePointNames, until } });
  }
  for (const { id: queueId, names, closed, startMin } of queuesOfRoom(plan, roomId)) {
    const taken = queue.read.emergencyCall(queueId);
    if (taken?.day === queue.read.day(startMin) && now - (taken?.at ?? 0) < emergencyToldMs) {
      const at = taken?.at ?? now;
      timed.push({ since: at, notice: { id: `emergency-${at}`, kind: "emergency", at } });
    }
    if (!closed) continue;
    timed.push({
      since: 0,
      notice: { id: `closed-${queueId}`, kind: "closed", queueNames: names },
    });
  }
  return timed
    .sort((a, b) => b.since - a.since)
    .slice(0, noticesListed)
    .map(({ notice }) => notice);
}

/** Who waits here again, and whose last result came a moment ago. */
function resultsTold(
  { queue, laboratory }: { readonly queue: Queue; readonly laboratory: Pick<Laboratory, "read"> },
  plan: Plan,
  roomId: string,
  now: Instant,
): readonly Timed[] {
  return queuesOfRoom(plan, roomId)
    .flatMap(({ id }) => queue.read.back(id, callsListed))
    .flatMap((line): Timed[] => {
      const at = resultsAt(laboratory, line);
      if (at === null || now - at >= resultsToldMs) return [];
      const servicePointNames = plan.point.get(line.bound_point)?.names ?? unnamed;
      const id = `results-${line.id}-${at}`;
      const { label } = line;
      return [{ since: at, notice: { id, kind: "results", label, servicePointNames, at } }];
    })
    .toSorted((a, b) => b.since - a.since)
    .slice(0, resultsListed);
}

function queuesOfRoom(plan: Plan, roomId: string) {
  return plan.chart.queues.filter((row) => row.waitingRoomId === roomId);
}

/** The service days in force: a night clinic's lasts past midnight, into the next one of the others. */
function daysInForce(queue: Queue, plan: Plan) {
  return plan.dayStarts.map((startMin) => ({ startMin, day: queue.read.day(startMin) ?? "" }));
}

function boardCall(plan: Plan, call: BoardCallRow): BoardCall {
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

function pointNames(plan: Plan, call: BoardCallRow): BoardCall["servicePoint"] {
  const row = plan.point.get(call.service_point_id);
  if (row === undefined) throw new Error(`no service point ${call.service_point_id}`);
  return { id: row.id, names: row.names };
}
