import type {
  ClinicId,
  QueueId,
  ServiceId,
  ServicePointId,
  WaitingRoomId,
} from "../../shared/domain/ids.ts";
import type { Names } from "../../shared/domain/language.ts";
import { noOutcome } from "../../shared/domain/service.ts";
import type { ServiceOutcome, ServiceStep } from "../../shared/domain/service.ts";
import type { Sql } from "../store/store.ts";
import { directorySql } from "./directory.sql.ts";

export interface Site {
  readonly epoch: string;
  readonly zone: string;
  readonly hospitalNames: Names;
  readonly emergencyPlace: Names;
}

/** The whole directory as it stands: a few hundred rows at most, read at once. */
export interface Chart {
  readonly site: Site;
  readonly waitingRooms: readonly { readonly id: WaitingRoomId; readonly names: Names }[];
  readonly clinics: readonly {
    readonly id: ClinicId;
    readonly names: Names;
    readonly boardNames: Names;
    readonly pictogram: string;
  }[];
  readonly queues: readonly {
    readonly id: QueueId;
    readonly clinicId: ClinicId;
    readonly waitingRoomId: WaitingRoomId;
    readonly names: Names;
    readonly segments: readonly string[];
    readonly startMin: number;
    readonly closed: boolean;
    readonly alertWaitMin: number | null;
    readonly alertWaiting: number | null;
  }[];
  readonly services: readonly {
    readonly id: ServiceId;
    readonly clinicId: ClinicId;
    readonly queueId: QueueId;
    readonly names: Names;
    readonly open: boolean;
    readonly dailyLimit: number | null;
    readonly steps: readonly ServiceStep[];
    readonly outcome: ServiceOutcome;
  }[];
  readonly servicePoints: readonly {
    readonly id: ServicePointId;
    readonly waitingRoomId: WaitingRoomId;
    readonly names: Names;
    readonly queueIds: readonly QueueId[];
    /** The segments it calls; empty: all. */
    readonly segments: readonly string[];
  }[];
}

export interface ServiceRow {
  readonly id: string;
  readonly clinic_id: string;
  readonly queue_id: string;
  readonly names: string;
  readonly open: number;
  readonly daily_limit: number | null;
  readonly position: number;
  readonly steps: string;
  readonly outcome: string;
}

interface QueueRow {
  readonly id: string;
  readonly clinic_id: string;
  readonly waiting_room_id: string;
  readonly names: string;
  readonly segments: string;
  readonly day_start_min: number;
  readonly alert_wait_min: number | null;
  readonly alert_waiting: number | null;
  readonly closed: number;
}

export function createChartReader(sql: Sql): (site: Site) => Chart {
  const rooms = sql.query<[], { id: string; names: string }>(directorySql.waitingRooms);
  const clinics = sql.query<
    [],
    { id: string; names: string; board_names: string; pictogram: string }
  >(directorySql.clinics);
  const queues = sql.query<[], QueueRow>(directorySql.queues);
  const services = sql.query<[], ServiceRow>(directorySql.services);
  const points = sql.query<
    [],
    { id: string; waiting_room_id: string; names: string; segments: string }
  >(directorySql.servicePoints);
  const pointQueues = sql.query<[], { service_point_id: string; queue_id: string }>(
    directorySql.pointQueues,
  );
  return (site) => {
    const served = Map.groupBy(pointQueues.all(), (row) => row.service_point_id);
    return {
      site,
      waitingRooms: rooms
        .all()
        .map((row) => ({ id: row.id as WaitingRoomId, names: namesOf(row.names) })),
      clinics: clinics.all().map((row) => ({
        id: row.id as ClinicId,
        names: namesOf(row.names),
        boardNames: namesOf(row.board_names),
        pictogram: row.pictogram,
      })),
      queues: queues.all().map((row) => ({
        id: row.id as QueueId,
        clinicId: row.clinic_id as ClinicId,
        waitingRoomId: row.waiting_room_id as WaitingRoomId,
        names: namesOf(row.names),
        segments: wordsOf(row.segments),
        startMin: row.day_start_min,
        closed: row.closed === 1,
        alertWaitMin: row.alert_wait_min,
        alertWaiting: row.alert_waiting,
      })),
      services: services.all().map(serviceOf),
      servicePoints: points.all().map((row) => ({
        id: row.id as ServicePointId,
        waitingRoomId: row.waiting_room_id as WaitingRoomId,
        names: namesOf(row.names),
        queueIds: (served.get(row.id) ?? []).map((queue) => queue.queue_id as QueueId),
        segments: wordsOf(row.segments),
      })),
    };
  };
}

export function serviceOf(row: ServiceRow): Chart["services"][number] {
  return {
    id: row.id as ServiceId,
    clinicId: row.clinic_id as ClinicId,
    queueId: row.queue_id as QueueId,
    names: namesOf(row.names),
    open: row.open === 1,
    dailyLimit: row.daily_limit,
    steps: stepsOf(row.steps),
    outcome: row.outcome === "" ? noOutcome : (JSON.parse(row.outcome) as ServiceOutcome),
  };
}

export function namesOf(text: string): Names {
  return JSON.parse(text) as Names;
}

/** The further stops of a service's journey, in one cell. */
export function stepsOf(text: string): readonly ServiceStep[] {
  return JSON.parse(text) as readonly ServiceStep[];
}

/** A list of short words in one cell: segments. */
export function wordsOf(text: string): readonly string[] {
  return JSON.parse(text) as readonly string[];
}
