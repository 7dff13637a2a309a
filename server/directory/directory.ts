import type {
  ClinicId,
  QueueId,
  ServiceId,
  ServicePointId,
  WaitingRoomId,
} from "../../shared/domain/ids.ts";
import type { Names } from "../../shared/domain/language.ts";
import type { Appliers } from "../store/journal.ts";
import type { Sql, Store } from "../store/store.ts";
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
  }[];
  readonly services: readonly {
    readonly id: ServiceId;
    readonly clinicId: ClinicId;
    readonly queueId: QueueId;
    readonly names: Names;
    readonly open: boolean;
    readonly dailyLimit: number | null;
  }[];
  readonly servicePoints: readonly {
    readonly id: ServicePointId;
    readonly waitingRoomId: WaitingRoomId;
    readonly names: Names;
    readonly queueIds: readonly QueueId[];
  }[];
}

/** What issuing a ticket needs to know of its service. */
export interface Offer {
  readonly queueId: QueueId;
  readonly series: string;
  readonly open: boolean;
  readonly dailyLimit: number | null;
}

/** Who and what there is in the house: clinics, services, queues, service points, waiting rooms. */
export type Directory = ReturnType<typeof createDirectory>;

export function createDirectory(store: Store) {
  store.applyWith(directoryAppliers(store));
  const site = store.query<
    [],
    { epoch: string; zone: string; hospital_names: string; emergency_place: string }
  >(directorySql.site);
  const offer = store.query<
    [string],
    { queue_id: string; series: string; open: number; daily_limit: number | null }
  >(directorySql.offer);
  const point = store.query<[string], { id: string }>(directorySql.point);
  const queuesOfPoint = store.query<[string], { queue_id: string }>(directorySql.queuesOfPoint);

  return {
    site(): Site | null {
      const row = site.get();
      if (row === undefined) return null;
      return {
        epoch: row.epoch,
        zone: row.zone,
        hospitalNames: names(row.hospital_names),
        emergencyPlace: names(row.emergency_place),
      };
    },
    offer(serviceId: string): Offer | null {
      const row = offer.get(serviceId);
      if (row === undefined) return null;
      return {
        queueId: row.queue_id as QueueId,
        series: row.series,
        open: row.open === 1,
        dailyLimit: row.daily_limit,
      };
    },
    /** The queues that a service point calls from; nothing when there is no such point. */
    queuesOf(servicePointId: string): readonly string[] | null {
      if (point.get(servicePointId) === undefined) return null;
      return queuesOfPoint.all(servicePointId).map((row) => row.queue_id);
    },
    chart: chartReader(store),
  };
}

function names(text: string): Names {
  return JSON.parse(text) as Names;
}

function chartReader(sql: Sql): (site: Site) => Chart {
  const rooms = sql.query<[], { id: string; names: string }>(directorySql.waitingRooms);
  const clinics = sql.query<
    [],
    { id: string; names: string; board_names: string; pictogram: string }
  >(directorySql.clinics);
  const queues = sql.query<
    [],
    { id: string; clinic_id: string; waiting_room_id: string; names: string }
  >(directorySql.queues);
  const services = sql.query<
    [],
    {
      id: string;
      clinic_id: string;
      queue_id: string;
      names: string;
      open: number;
      daily_limit: number | null;
    }
  >(directorySql.services);
  const points = sql.query<[], { id: string; waiting_room_id: string; names: string }>(
    directorySql.servicePoints,
  );
  const pointQueues = sql.query<[], { service_point_id: string; queue_id: string }>(
    directorySql.pointQueues,
  );
  return (site) => {
    const served = Map.groupBy(pointQueues.all(), (row) => row.service_point_id);
    return {
      site,
      waitingRooms: rooms
        .all()
        .map((row) => ({ id: row.id as WaitingRoomId, names: names(row.names) })),
      clinics: clinics.all().map((row) => ({
        id: row.id as ClinicId,
        names: names(row.names),
        boardNames: names(row.board_names),
        pictogram: row.pictogram,
      })),
      queues: queues.all().map((row) => ({
        id: row.id as QueueId,
        clinicId: row.clinic_id as ClinicId,
        waitingRoomId: row.waiting_room_id as WaitingRoomId,
        names: names(row.names),
      })),
      services: services.all().map((row) => ({
        id: row.id as ServiceId,
        clinicId: row.clinic_id as ClinicId,
        queueId: row.queue_id as QueueId,
        names: names(row.names),
        open: row.open === 1,
        dailyLimit: row.daily_limit,
      })),
      servicePoints: points.all().map((row) => ({
        id: row.id as ServicePointId,
        waitingRoomId: row.waiting_room_id as WaitingRoomId,
        names: names(row.names),
        queueIds: (served.get(row.id) ?? []).map((queue) => queue.queue_id as QueueId),
      })),
    };
  };
}

type DirectoryFact =
  "siteFounded" | "waitingRoomPut" | "clinicPut" | "queuePut" | "servicePut" | "servicePointPut";

function directoryAppliers(sql: Sql): Pick<Appliers, DirectoryFact> {
  const putSite = sql.write<[string, string, string, string]>(directorySql.putSite);
  const putRoom = sql.write<[string, string]>(directorySql.putWaitingRoom);
  const putClinic = sql.write<[string, string, string, string, string, number]>(
    directorySql.putClinic,
  );
  const putQueue = sql.write<[string, string, string, string]>(directorySql.putQueue);
  const putService = sql.write<[string, string, string, string, number, number | null, number]>(
    directorySql.putService,
  );
  const putPoint = sql.write<[string, string, string]>(directorySql.putServicePoint);
  const clearPointQueues = sql.write<[string]>(directorySql.clearPointQueues);
  const putPointQueue = sql.write<[string, string]>(directorySql.putPointQueue);
  const text = (value: Names) => JSON.stringify(value);
  return {
    siteFounded: ({ fact }) =>
      putSite.run(fact.epoch, fact.zone, text(fact.hospitalNames), text(fact.emergencyPlace)),
    waitingRoomPut: ({ fact }) => putRoom.run(fact.id, text(fact.names)),
    clinicPut: ({ fact }) => {
      const { id, series, pictogram, position } = fact;
      putClinic.run(id, text(fact.names), text(fact.boardNames), series, pictogram, position);
    },
    queuePut: ({ fact }) => putQueue.run(fact.id, fact.clinic, fact.waitingRoom, text(fact.names)),
    servicePut: ({ fact }) => {
      const { id, clinic, queue, open, dailyLimit, position } = fact;
      putService.run(id, clinic, queue, text(fact.names), open ? 1 : 0, dailyLimit, position);
    },
    servicePointPut: ({ fact }) => {
      putPoint.run(fact.id, fact.waitingRoom, text(fact.names));
      clearPointQueues.run(fact.id);
      for (const queue of fact.queues) putPointQueue.run(fact.id, queue);
    },
  };
}
