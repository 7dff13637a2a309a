import { isPaused } from "../shared/domain/service-point.ts";
import type { PointState } from "../shared/domain/service-point.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { Plan } from "./plan.ts";
import type { Queue } from "./queue/queue.ts";

/**
 * The pause of a whole queue: all who sit where it is called from have paused, and at least one
 * has. Its end is the first of theirs; without one, nobody has said when.
 */
export function pauseOf(
  queue: Queue,
  plan: Plan,
  queueId: string,
  now: Instant,
): NonNullable<PointState["pause"]> | null {
  const states = (plan.pointsOfQueue.get(queueId) ?? []).map(queue.read.pointState);
  const manned = states.filter((state) => state.status !== "closed");
  if (manned.length === 0 || !manned.every((state) => isPaused(state, now))) return null;
  const pauses = manned.flatMap(({ pause }) => (pause === null ? [] : [pause]));
  return pauses.reduce((first, pause) => (endOf(pause) < endOf(first) ? pause : first));
}

function endOf(pause: NonNullable<PointState["pause"]>): number {
  return pause.until ?? Number.POSITIVE_INFINITY;
}
