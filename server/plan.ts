import type { Chart } from "./directory/chart.ts";
import type { Directory, Profile } from "./directory/directory.ts";

/** The plan as it is now: read once, and kept until somebody says that the directory changed. */
export interface KeptPlan {
  current(): Plan;
  forget(): void;
}

export function createPlan(directory: Directory): KeptPlan {
  let plan: Plan | null = null;
  return {
    current: () => (plan ??= readPlan(directory)),
    forget() {
      plan = null;
    },
  };
}

/** The directory with the look-ups that pictures need. */
export interface Plan {
  readonly chart: Chart;
  readonly queue: ReadonlyMap<string, Chart["queues"][number]>;
  readonly clinic: ReadonlyMap<string, Chart["clinics"][number]>;
  readonly service: ReadonlyMap<string, Chart["services"][number]>;
  readonly point: ReadonlyMap<string, Chart["servicePoints"][number]>;
  readonly room: ReadonlyMap<string, Chart["waitingRooms"][number]>;
  readonly pointsOfQueue: ReadonlyMap<string, readonly string[]>;
  /** What a service point calls; nothing when there is no such point. */
  readonly profile: (pointId: string) => Profile | null;
  /** The minutes after midnight at which days begin; midnight is always among them. */
  readonly dayStarts: readonly number[];
}

function readPlan(directory: Directory): Plan {
  const site = directory.site();
  if (site === null) throw new Error("the site was not founded");
  const chart = directory.chart(site);
  const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
    new Map<string, Row>(rows.map((row) => [row.id, row]));
  const pointsOfQueue = new Map<string, string[]>();
  for (const point of chart.servicePoints) {
    for (const queueId of point.queueIds) {
      const points = pointsOfQueue.get(queueId);
      if (points === undefined) pointsOfQueue.set(queueId, [point.id]);
      else points.push(point.id);
    }
  }
  return {
    chart,
    queue: byId(chart.queues),
    clinic: byId(chart.clinics),
    service: byId(chart.services),
    point: byId(chart.servicePoints),
    room: byId(chart.waitingRooms),
    pointsOfQueue,
    profile: remembered(directory.profile),
    dayStarts: [...new Set([0, ...chart.queues.map((queue) => queue.startMin)])],
  };
}

/** A plan does not change while it is kept: each profile is read once. */
function remembered(
  read: (pointId: string) => Profile | null,
): (pointId: string) => Profile | null {
  const known = new Map<string, Profile | null>();
  return (pointId) => {
    const kept = known.get(pointId);
    if (kept !== undefined) return kept;
    const profile = read(pointId);
    known.set(pointId, profile);
    return profile;
  };
}

/** The service points that call into a waiting room, each once. */
export function pointsOfRoom(plan: Plan, roomId: string): readonly string[] {
  const queues = plan.chart.queues.filter((row) => row.waitingRoomId === roomId);
  return [...new Set(queues.flatMap((row) => plan.pointsOfQueue.get(row.id) ?? []))];
}
