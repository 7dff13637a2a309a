import { seriesLetters } from "../../shared/domain/label.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { ServiceStep } from "../../shared/domain/service.ts";
import type { Tx } from "../../server/store/store.ts";

/** The simulated house as data: the server is furnished from it, and the model reads it by itself. */
export interface House {
  readonly queues: readonly HouseQueue[];
  readonly services: readonly HouseService[];
  readonly points: readonly HousePoint[];
  /** Where a doctor's patients come with a booking. */
  readonly booked: readonly HouseClinic[];
  /** The minutes after midnight at which days begin. */
  readonly dayStarts: readonly number[];
}

export interface HouseQueue {
  readonly id: string;
  readonly clinic: string;
  readonly room: string;
  readonly segments: readonly string[];
  readonly startMin: number;
}

export interface HouseService {
  readonly id: string;
  readonly series: string;
  readonly clinic: string;
  readonly queue: string;
  readonly open: boolean;
  readonly dailyLimit: number | null;
  readonly steps: readonly ServiceStep[];
  /** The codes one of which must be said when a visit ends; none: nothing has to be. */
  readonly codes: readonly string[];
}

export interface HousePoint {
  readonly id: string;
  readonly room: string;
  readonly queues: readonly { readonly queue: string; readonly helpAfterMin: number | null }[];
  readonly segments: readonly string[] | null;
}

/** A clinic with sessions: hours after the opening of a day, and how many they are for. */
export interface HouseClinic {
  readonly clinic: string;
  readonly service: string;
  /** Each has a session of their own. */
  readonly doctors: number;
  readonly beginsMin: number;
  readonly lastsMin: number;
  readonly windowMin: number;
  readonly capacity: number;
  readonly overbookMax: number;
}

const clinics = { eye: "E", heart: "H", lab: "L", night: "N", pharmacy: "P" } as const;
type Clinic = keyof typeof clinics;

const queue = (
  id: string,
  clinic: Clinic,
  room: string,
  over: Partial<HouseQueue> = {},
): HouseQueue => ({ id, clinic, room, segments: [], startMin: 0, ...over });
const service = (
  id: string,
  clinic: Clinic,
  inQueue: string,
  over: Partial<HouseService> = {},
): HouseService => ({
  id,
  clinic,
  series: clinics[clinic],
  queue: inQueue,
  open: true,
  dailyLimit: null,
  steps: [],
  codes: [],
  ...over,
});
const point = (
  id: string,
  room: string,
  queues: readonly string[],
  over: { readonly segments?: readonly string[]; readonly help?: readonly [string, number] } = {},
): HousePoint => ({
  id,
  room,
  queues: queues.map((each) => ({
    queue: each,
    helpAfterMin: over.help?.[0] === each ? over.help[1] : null,
  })),
  segments: over.segments ?? null,
});

/** Two queues of one series, one with its own day, segments, journeys, a limit, and helpers. */
export const house: House = {
  queues: [
    queue("eye", "eye", "hall-1"),
    queue("glasses", "eye", "hall-1"),
    queue("heart", "heart", "hall-2", { segments: ["women", "men"] }),
    queue("lab", "lab", "hall-3"),
    queue("night", "night", "hall-2", { startMin: 360 }),
    queue("pharmacy", "pharmacy", "hall-3"),
  ],
  services: [
    service("eye-visit", "eye", "eye", { codes: ["fine", "again"] }),
    service("eye-glasses", "eye", "glasses", {
      steps: [{ queue: "pharmacy", placement: "keep", prepares: true }],
    }),
    service("heart-visit", "heart", "heart", {
      steps: [
        { queue: "lab", placement: "keep" },
        { queue: "pharmacy", placement: "restart", prepares: true },
      ],
    }),
    service("heart-few", "heart", "heart", { dailyLimit: 12 }),
    service("heart-shut", "heart", "heart", { open: false }),
    service("lab-visit", "lab", "lab"),
    service("night-visit", "night", "night"),
  ],
  points: [
    point("room-1", "hall-1", ["eye", "glasses"]),
    point("room-2", "hall-1", ["eye", "glasses"], { help: ["glasses", 20] }),
    point("room-3", "hall-2", ["heart"], { segments: ["women"] }),
    point("room-4", "hall-2", ["heart"]),
    point("room-5", "hall-2", ["night"]),
    point("room-6", "hall-3", ["lab"]),
    point("room-7", "hall-3", ["lab", "pharmacy"], { help: ["lab", 10] }),
    point("room-8", "hall-2", ["eye", "heart"], { segments: ["men"] }),
  ],
  // More patients than places, windows of one and of none, and some that are an hour away and more.
  booked: [
    {
      ...{ clinic: "eye", service: "eye-visit", doctors: 2, beginsMin: -15, lastsMin: 150 },
      ...{ windowMin: 25, capacity: 4, overbookMax: 1 },
    },
    {
      ...{ clinic: "heart", service: "heart-visit", doctors: 1, beginsMin: -10, lastsMin: 60 },
      ...{ windowMin: 60, capacity: 3, overbookMax: 0 },
    },
  ],
  dayStarts: [0, 360],
};

/** The same house so many times under one roof: each wing with its own rooms, queues and series. */
export function houseOf(wings: number): House {
  if (wings === 1) return house;
  const all = Array.from({ length: wings }, (_, wing) => wingOf(seriesLetters.charAt(wing)));
  return {
    queues: all.flatMap((wing) => wing.queues),
    services: all.flatMap((wing) => wing.services),
    points: all.flatMap((wing) => wing.points),
    booked: all.flatMap((wing) => wing.booked),
    dayStarts: house.dayStarts,
  };
}

function wingOf(letter: string): House {
  const named = (id: string) => `${id}-${letter.toLowerCase()}`;
  return {
    queues: house.queues.map((row) => ({ ...row, id: named(row.id), room: named(row.room) })),
    services: house.services.map((row) => ({
      ...row,
      ...{ id: named(row.id), queue: named(row.queue), series: `${row.series}${letter}` },
      clinic: named(row.clinic),
      steps: row.steps.map((step) => ({ ...step, queue: named(step.queue) })),
    })),
    points: house.points.map((row) => ({
      ...row,
      ...{ id: named(row.id), room: named(row.room) },
      queues: row.queues.map((each) => ({ ...each, queue: named(each.queue) })),
    })),
    booked: house.booked.map((row) => ({
      ...row,
      ...{ clinic: named(row.clinic), service: named(row.service) },
    })),
    dayStarts: house.dayStarts,
  };
}

const words = (en: string) => ({ ar: `${en} ع`, en });

/** The clinic of a queue, in its own wing. */
function clinicOf({ id, clinic }: HouseQueue): string {
  const wing = /-[a-z]$/.exec(id)?.[0] ?? "";
  return clinic + wing;
}

/** Writes the house into a new hospital. */
export function furnishHouse(tx: Tx, of: House): void {
  const rooms = new Set(of.queues.map((row) => row.room));
  for (const id of rooms) tx.record("waitingRoomPut", { id, names: words(id) });
  const series = new Map(of.services.map((row) => [row.clinic, row.series]));
  for (const id of new Set(of.queues.map((row) => clinicOf(row)))) {
    const names = { names: words(id), boardNames: words(`${id} board`) };
    // A clinic that gives no tickets of its own has a series all the same.
    const letters = series.get(id) ?? "Z";
    tx.record("clinicPut", { id, ...names, series: letters, pictogram: "eye", position: 0 });
  }
  for (const row of of.queues) {
    const { id, room: waitingRoom, segments, startMin } = row;
    const clinic = clinicOf(row);
    const fact: JournalFacts["queuePut"] = { id, clinic, waitingRoom, names: words(id), segments };
    tx.record("queuePut", startMin === 0 ? fact : { ...fact, dayStartMin: startMin });
  }
  for (const [position, row] of of.services.entries()) {
    const { id, clinic, queue: inQueue, open, dailyLimit, steps } = row;
    const codes = row.codes.map((code) => ({ code, names: words(code) }));
    tx.record("servicePut", {
      ...{ id, clinic, queue: inQueue, names: words(id), open, dailyLimit, position, steps },
      ...(codes.length === 0 ? {} : { outcome: { wants: "code" as const, codes } }),
    });
  }
  for (const row of of.points) {
    const helping = row.queues.flatMap(({ queue: id, helpAfterMin }) =>
      helpAfterMin === null ? [] : [[id, helpAfterMin] as const],
    );
    tx.record("servicePointPut", {
      id: row.id,
      waitingRoom: row.room,
      names: words(row.id),
      queues: row.queues.map((each) => each.queue),
      ...(helping.length === 0 ? {} : { helpAfterMin: Object.fromEntries(helping) }),
      ...(row.segments === null ? {} : { segments: row.segments }),
    });
  }
}
