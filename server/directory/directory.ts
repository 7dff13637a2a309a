import type { QueueId } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { Names } from "../../shared/domain/language.ts";
import type { ServiceStep } from "../../shared/domain/service.ts";
import type { Appliers } from "../store/journal.ts";
import type { Sql, Store, Tx } from "../store/store.ts";
import { createChartReader, namesOf, serviceOf, stepsOf, wordsOf } from "./chart.ts";
import type { Chart, ServiceRow, Site } from "./chart.ts";
import { directorySql } from "./directory.sql.ts";

/** What issuing a ticket needs to know of its service. */
export interface Offer {
  readonly queueId: QueueId;
  readonly series: string;
  /** Neither the service nor its queue is closed. */
  readonly open: boolean;
  readonly dailyLimit: number | null;
  readonly startMin: number;
  readonly segments: readonly string[];
  /** Those that only later queues of its journey have. */
  readonly laterSegments: readonly string[];
}

/** A queue as somebody who goes on to it needs to know it. */
export interface QueueSite {
  readonly queueId: string;
  readonly startMin: number;
  readonly closed: boolean;
  readonly segments: readonly string[];
}

/** Which queues a service point calls from, under which conditions. */
export interface Profile {
  readonly pointId: string;
  readonly queues: readonly {
    readonly queueId: string;
    readonly helpAfterMin: number | null;
    readonly startMin: number;
  }[];
  readonly segments: readonly string[] | null;
}

/** Who and what there is in the house: clinics, services, queues, service points, waiting rooms. */
export type Directory = ReturnType<typeof createDirectory>;

export function createDirectory(store: Store) {
  store.applyWith(directoryAppliers(store));
  const ask = questions(store);
  return {
    site(): Site | null {
      const row = ask.site.get();
      if (row === undefined) return null;
      return {
        epoch: row.epoch,
        zone: row.zone,
        hospitalNames: namesOf(row.hospital_names),
        emergencyPlace: namesOf(row.emergency_place),
      };
    },
    offer(serviceId: string): Offer | null {
      const row = ask.offer.get(serviceId);
      if (row === undefined) return null;
      const segments = wordsOf(row.segments);
      const later = stepsOf(row.steps).flatMap((step) =>
        wordsOf(ask.queue.get(step.queue)?.segments ?? "[]"),
      );
      return {
        queueId: row.queue_id as QueueId,
        series: row.series,
        open: row.open === 1 && row.closed === 0,
        dailyLimit: row.daily_limit,
        startMin: row.day_start_min,
        segments,
        laterSegments: [...new Set(later)].filter((segment) => !segments.includes(segment)),
      };
    },
    /** Nothing when there is no such queue. */
    queue(queueId: string): QueueSite | null {
      const row = ask.queue.get(queueId);
      if (row === undefined) return null;
      const { day_start_min: startMin, segments } = row;
      return { queueId, startMin, closed: row.closed === 1, segments: wordsOf(segments) };
    },
    isClinic: (clinicId: string) => ask.isClinic.get(clinicId) !== undefined,
    service(serviceId: string): Chart["services"][number] | null {
      const row = ask.service.get(serviceId);
      return row === undefined ? null : serviceOf(row);
    },
    /** The queues that a service point calls from; nothing when there is no such point. */
    profile(pointId: string): Profile | null {
      const point = ask.point.get(pointId);
      if (point === undefined) return null;
      const rows = ask.queuesOfPoint.all(pointId);
      const segments = wordsOf(point.segments);
      return {
        pointId,
        queues: rows.map((row) => ({
          queueId: row.queue_id,
          helpAfterMin: row.help_after_min,
          startMin: row.day_start_min,
        })),
        segments: segments.length === 0 ? null : segments,
      };
    },
    chart: createChartReader(store),
    /** Puts a service's changed row in the place of its old one. */
    changeService(tx: Tx, serviceId: string, change: ServiceChange): boolean {
      const row = ask.service.get(serviceId);
      if (row === undefined) return false;
      const { names, open, dailyLimit, steps, outcome } = serviceOf(row);
      tx.record("servicePut", {
        id: row.id,
        clinic: row.clinic_id,
        queue: change.queueId ?? row.queue_id,
        names: change.names ?? names,
        open: change.open ?? open,
        dailyLimit: change.dailyLimit === undefined ? dailyLimit : change.dailyLimit,
        position: row.position,
        steps,
        outcome,
      });
      tx.touch("directory");
      return true;
    },
    closeQueue(tx: Tx, fact: JournalFacts["queueClosed"]): void {
      tx.record("queueClosed", fact);
      tx.touch("directory");
    },
    reopenQueue(tx: Tx, queue: string): void {
      tx.record("queueReopened", { queue });
      tx.touch("directory");
    },
  };
}

export interface ServiceChange {
  readonly names?: Names | undefined;
  readonly open?: boolean | undefined;
  readonly dailyLimit?: number | null | undefined;
  readonly queueId?: string | undefined;
}

function questions(sql: Sql) {
  return {
    site: sql.query<
      [],
      { epoch: string; zone: string; hospital_names: string; emergency_place: string }
    >(directorySql.site),
    offer: sql.query<
      [string],
      {
        queue_id: string;
        series: string;
        open: number;
        daily_limit: number | null;
        day_start_min: number;
        segments: string;
        closed: number;
        steps: string;
      }
    >(directorySql.offer),
    queue: sql.query<[string], { segments: string; day_start_min: number; closed: number }>(
      directorySql.queue,
    ),
    isClinic: sql.query<[string], { known: number }>(directorySql.isClinic),
    service: sql.query<[string], ServiceRow>(directorySql.service),
    point: sql.query<[string], { id: string; segments: string }>(directorySql.point),
    queuesOfPoint: sql.query<
      [string],
      { queue_id: string; help_after_min: number | null; day_start_min: number }
    >(directorySql.queuesOfPoint),
  };
}

type DirectoryFact =
  | "siteFounded"
  | "waitingRoomPut"
  | "clinicPut"
  | "queuePut"
  | "queueClosed"
  | "queueReopened"
  | "servicePut"
  | "servicePointPut";

function directoryAppliers(sql: Sql): Pick<Appliers, DirectoryFact> {
  const putSite = sql.write<[string, string, string, string]>(directorySql.putSite);
  const putRoom = sql.write<[string, string]>(directorySql.putWaitingRoom);
  const putClinic = sql.write<[string, string, string, string, string, number]>(
    directorySql.putClinic,
  );
  const text = (value: Names | readonly string[] | readonly ServiceStep[]) => JSON.stringify(value);
  return {
    siteFounded: ({ fact }) =>
      putSite.run(fact.epoch, fact.zone, text(fact.hospitalNames), text(fact.emergencyPlace)),
    waitingRoomPut: ({ fact }) => putRoom.run(fact.id, text(fact.names)),
    clinicPut: ({ fact }) => {
      const { id, series, pictogram, position } = fact;
      putClinic.run(id, text(fact.names), text(fact.boardNames), series, pictogram, position);
    },
    ...queueAppliers(sql),
    ...serviceAppliers(sql),
  };
}

function queueAppliers(sql: Sql): Pick<Appliers, "queuePut" | "queueClosed" | "queueReopened"> {
  const put = sql.write<
    [string, string, string, string, string, number, number | null, number | null]
  >(directorySql.putQueue);
  const setClosed = sql.write<[number, string]>(directorySql.setQueueClosed);
  return {
    queuePut: ({ fact }) =>
      put.run(
        fact.id,
        fact.clinic,
        fact.waitingRoom,
        JSON.stringify(fact.names),
        JSON.stringify(fact.segments ?? []),
        fact.dayStartMin ?? 0,
        fact.alertWaitMin ?? null,
        fact.alertWaiting ?? null,
      ),
    queueClosed: ({ fact }) => setClosed.run(1, fact.queue),
    queueReopened: ({ fact }) => setClosed.run(0, fact.queue),
  };
}

function serviceAppliers(sql: Sql): Pick<Appliers, "servicePut" | "servicePointPut"> {
  const putService = sql.write<
    [string, string, string, string, number, number | null, number, string, string]
  >(directorySql.putService);
  const putPoint = sql.write<[string, string, string, string]>(directorySql.putServicePoint);
  const clearPointQueues = sql.write<[string]>(directorySql.clearPointQueues);
  const putPointQueue = sql.write<[string, string, number | null]>(directorySql.putPointQueue);
  return {
    servicePut: ({ fact }) =>
      putService.run(
        fact.id,
        fact.clinic,
        fact.queue,
        JSON.stringify(fact.names),
        fact.open ? 1 : 0,
        fact.dailyLimit,
        fact.position,
        JSON.stringify(fact.steps ?? []),
        fact.outcome === undefined ? "" : JSON.stringify(fact.outcome),
      ),
    servicePointPut: ({ fact }) => {
      const { id, waitingRoom, helpAfterMin = {} } = fact;
      putPoint.run(
        id,
        waitingRoom,
        JSON.stringify(fact.names),
        JSON.stringify(fact.segments ?? []),
      );
      clearPointQueues.run(id);
      for (const queue of fact.queues) putPointQueue.run(id, queue, helpAfterMin[queue] ?? null);
    },
  };
}
