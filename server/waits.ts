import type { ShownWait } from "../shared/domain/journal.ts";
import type { PriorityClass, Turn } from "../shared/domain/priority.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { WaitRange } from "../shared/protocol/commands.ts";
import type { KeptPlan, Plan } from "./plan.ts";
import { turnOf } from "./queue/queue.ts";
import type { Queue } from "./queue/queue.ts";
import type { LineRow } from "./queue/queue.sql.ts";
import { callAfterMs, estimateWait, likelyAhead } from "./queue/wait.rules.ts";
import type { WaitPoint } from "./queue/wait.rules.ts";

/** How long people wait, as far as anybody can say; nothing while nobody can. */
export interface Waits {
  /** For one of the normal class who came to this queue now. */
  forNewcomer(queueId: string, now: Instant): WaitRange | null;
  /** The same, as it is kept. */
  forEverybody(queueId: string, now: Instant): ShownWait | null;
  /** For a ticket that is issued now, as it is shown and kept. `seq`: after all who wait. */
  forTurn(queueId: string, turn: Turn, segment: string, now: Instant): ShownWait | null;
  /** For an entry that waits. */
  forLine(line: LineRow, now: Instant): ShownWait | null;
}

export function createWaits(queue: Queue, plan: KeptPlan): Waits {
  function forTurn(queueId: string, turn: Turn, segment: string, now: Instant): ShownWait | null {
    const chart = plan.current();
    const points = pointsAt(queue, chart, queueId);
    // Nobody sits there, and no roster says who will: the wait is not known.
    if (points.length === 0) return null;
    const row = chart.queue.get(queueId);
    const day = queue.read.day(row?.startMin ?? 0) ?? "";
    const learned = queue.read.learned(queueId);
    const recentServicesMs = queue.read.pace(queueId, day);
    const serviceMs = meanOf(recentServicesMs) ?? learned.serviceMs;
    if (serviceMs === null) return null;
    const aheadAt = (waitedMs: number) =>
      aheadAmong(queue, chart, queueId, turn, segment, now + waitedMs);
    const callAfter = (ahead: number) => callAfterMs(ahead, serviceMs, points, now);
    const ahead = likelyAhead(aheadAt, callAfter);
    const situation = {
      priorityClass: turn.priorityClass,
      ahead,
      opensAt: null,
      points,
      recentServicesMs,
    };
    const estimate = estimateWait(situation, learned, now);
    if (estimate === null) return null;
    const { fromMin, toMin, pointMs, baseMs, phase } = estimate;
    return {
      ahead: Math.round(ahead),
      pointMs: Math.round(pointMs),
      fromMin,
      toMin,
      baseMs: Math.round(baseMs),
      serviceMs: Math.round(estimate.serviceMs),
      phase,
    };
  }

  const forEverybody = (queueId: string, now: Instant) =>
    forTurn(queueId, newcomer("normal", now), "", now);

  return {
    forTurn,
    forEverybody,
    forNewcomer(queueId, now) {
      const shown = forEverybody(queueId, now);
      return shown && { fromMin: shown.fromMin, toMin: shown.toMin };
    },
    forLine: (line, now) => forTurn(line.queue_id, turnOf(line), line.segment, now),
  };
}

/** A turn behind all who wait already. */
export function newcomer(priorityClass: PriorityClass, now: Instant): Turn {
  return { priorityClass, eligibleAt: now, seq: Number.MAX_SAFE_INTEGER };
}

/**
 * Who is called before: of the queue itself, and of the others that its service points call from,
 * as far as they share them.
 */
function aheadAmong(
  queue: Queue,
  plan: Plan,
  queueId: string,
  turn: Turn,
  segment: string,
  at: Instant,
): number {
  const startMinOf = (id: string) => plan.queue.get(id)?.startMin ?? 0;
  const startMinOfTurn = startMinOf(queueId);
  const asked = { turn, segment, now: at, startMin: startMinOfTurn, startMinOfTurn };
  let ahead = queue.read.aheadOf(queueId, asked);
  for (const [otherId, share] of siblings(plan, queueId)) {
    const there = { ...asked, segment: "", startMin: startMinOf(otherId) };
    ahead += share * queue.read.aheadOf(otherId, there);
  }
  return ahead;
}

/** The other queues of a queue's service points, each with the share of its points that these are. */
function siblings(plan: Plan, queueId: string): ReadonlyMap<string, number> {
  const mine = plan.pointsOfQueue.get(queueId) ?? [];
  const shares = new Map<string, number>();
  for (const pointId of mine) {
    for (const otherId of plan.point.get(pointId)?.queueIds ?? []) {
      if (otherId === queueId) continue;
      const all = plan.pointsOfQueue.get(otherId)?.length ?? 1;
      shares.set(otherId, (shares.get(otherId) ?? 0) + 1 / all);
    }
  }
  return shares;
}

/** Whoever sits where a queue is called from. */
function pointsAt(queue: Queue, plan: Plan, queueId: string): readonly WaitPoint[] {
  return (plan.pointsOfQueue.get(queueId) ?? []).flatMap((pointId): readonly WaitPoint[] => {
    const { status, since, pause } = queue.read.pointState(pointId);
    if (status === "closed") return [];
    const pauses = pause === null ? [] : [{ from: pause.since, until: pause.until }];
    const busySince = queue.read.busySince(pointId);
    return [{ isServing: true, from: since, until: null, busySince, pauses }];
  });
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
