import type { EntryStatus } from "../../shared/domain/entry.ts";
import type { CallStatus } from "../../shared/domain/journal.ts";
import type { PriorityClass, Rates } from "../../shared/domain/priority.ts";
import type { House, HousePoint, HouseService } from "./house.ts";

/** An entry as a child would keep it: one object, changed in place. */
export interface ModelEntry {
  readonly id: number;
  readonly ticket: number;
  readonly queue: string;
  readonly day: string;
  readonly startMin: number;
  readonly segment: string;
  readonly patient: string | null;
  readonly step: number;
  readonly returnTo: number | null;
  /** The number it came with, whatever queue it has come to. */
  readonly arrival: number;
  status: EntryStatus;
  priorityClass: PriorityClass;
  eligibleAt: number;
  notBefore: number | null;
  boundPoint: string;
  claimed: boolean;
  raisedFrom: number | null;
  raisedHold: number | null;
  requeues: number;
  /** When it was last said that nobody answered. */
  missedAt: number;
  rebookedFor: string | null;
  /** Counts every change: an undo asks whether anything happened since. */
  changes: number;
  movedAt: number;
  /** Which of all steps was its last. */
  lastStep: number;
}

export interface ModelCall {
  readonly id: number;
  readonly entry: number;
  readonly ticket: number;
  readonly point: string;
  readonly day: string;
  readonly outOfTurn: boolean;
  status: CallStatus;
  recalls: number;
  lastAt: number;
}

export interface ModelTicket {
  readonly id: number;
  readonly day: string;
  readonly label: string;
  readonly service: string;
  readonly segment: string;
  readonly rebookedFrom: number | null;
  readonly entries: number[];
}

export interface ModelPoint {
  readonly house: HousePoint;
  status: "closed" | "open" | "paused";
  by: string;
  pause: { readonly until: number | null } | null;
  openCall: number | null;
}

export interface ModelQueue {
  readonly id: string;
  readonly room: string;
  readonly startMin: number;
  readonly segments: readonly string[];
  closed: boolean;
  /** Everybody who still has to be seen to, in order of arrival. */
  readonly active: Set<ModelEntry>;
}

export interface ModelJob {
  readonly id: number;
  readonly ticket: number;
  readonly device: string;
  readonly copy: number;
  status: "queued" | "sent" | "printed" | "not_printed" | "unknown";
}

/** One step of a command, kept so that it can be taken back. */
export interface ModelStep {
  readonly principal: string;
  readonly kind: "moved" | "added" | "other";
  readonly verb: string;
  readonly at: number;
  readonly entry: ModelEntry | null;
  /** As it was before the step, and the count of its changes after it. */
  readonly before: Readonly<Partial<ModelEntry>>;
  readonly changes: number;
  readonly call: ModelCall | null;
  readonly callBefore: Readonly<Partial<ModelCall>>;
}

export interface ModelState {
  readonly entries: Map<number, ModelEntry>;
  readonly calls: Map<number, ModelCall>;
  readonly tickets: Map<number, ModelTicket>;
  readonly points: Map<string, ModelPoint>;
  readonly queues: Map<string, ModelQueue>;
  readonly services: Map<string, { -readonly [Key in keyof HouseService]: HouseService[Key] }>;
  readonly jobs: Map<number, ModelJob>;
  readonly days: Map<number, string>;
  readonly openedAt: Map<number, number>;
  readonly rates: Map<number, Rates>;
  /** Last number given, by day and series; tickets given, by day and service. */
  readonly numbers: Map<string, number>;
  readonly issued: Map<string, number>;
  readonly labels: Map<string, number>;
  readonly rebooked: Map<number, number>;
  readonly steps: Map<string, ModelStep[]>;
  /** Calls made, and of these out of turn, by day, its beginning, and point. */
  readonly called: Map<string, number>;
  readonly exceptions: Map<string, number>;
  pendingRates: Rates | null;
}

export function emptyState(house: House): ModelState {
  return {
    entries: new Map(),
    calls: new Map(),
    tickets: new Map(),
    points: new Map(
      house.points.map((row) => {
        const closed = { status: "closed" as const, by: "", pause: null, openCall: null };
        return [row.id, { house: row, ...closed }];
      }),
    ),
    queues: new Map(
      house.queues.map(({ id, room, startMin, segments }) => [
        id,
        { id, room, startMin, segments, closed: false, active: new Set() },
      ]),
    ),
    services: new Map(house.services.map((row) => [row.id, { ...row }])),
    jobs: new Map(),
    days: new Map(),
    openedAt: new Map(),
    rates: new Map(),
    numbers: new Map(),
    issued: new Map(),
    labels: new Map(),
    rebooked: new Map(),
    steps: new Map(),
    called: new Map(),
    exceptions: new Map(),
    pendingRates: null,
  };
}

/** The statuses by what they mean to somebody who counts heads. */
export const placed: ReadonlySet<EntryStatus> = new Set([
  "waiting",
  "held",
  "parked",
  "away",
  "preparing",
]);
export const withSomebody: ReadonlySet<EntryStatus> = new Set(["called", "serving"]);

export function isThere(status: EntryStatus): boolean {
  return placed.has(status) || withSomebody.has(status);
}
