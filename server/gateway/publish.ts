import type { Server } from "socket.io";
import { secondMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { feedNames } from "../../shared/protocol/feeds.ts";
import type { FeedName } from "../../shared/protocol/feeds.ts";
import type { ClientToServerEvents, ServerToClientEvents } from "../../shared/protocol/wire.ts";
import type { Snapshot } from "../../shared/protocol/wire.ts";
import type { Hospital } from "../hospital.ts";

export type Io = Server<ClientToServerEvents, ServerToClientEvents>;

/**
 * A ticket changes numbers on many screens, and numbers need not be to the instant: after they were
 * told they rest for this long, or a full kiosk hall would be all that the displays hear. A call
 * touches its service point, and that is told at once.
 */
const countsRestMs = secondMs / 4;
/** The directory is for kiosks, each of which hears of every queue. */
const restMs: Partial<Record<FeedName, number>> = {
  directory: secondMs,
  roster: countsRestMs,
  sessions: countsRestMs,
  bookings: countsRestMs,
  inbox: countsRestMs,
  myDay: countsRestMs,
  theatres: countsRestMs,
  operationsWaiting: countsRestMs,
  labWork: countsRestMs,
  labReady: countsRestMs,
};

/** Feeds with as many keys as somebody asks for: a picture of one is told, and not kept. */
const openFeeds: readonly FeedName[] = [
  ...(["roster", "sessions", "bookings", "inbox", "things", "patterns", "myDay"] as const),
  ...(["theatres", "operationsWaiting", "operation"] as const),
  ...(["labWork", "labReady", "orders"] as const),
];

/** Lists in the order of the rule change by time alone: a picture of one is true for so long. */
const agesMs: Partial<Record<FeedName, number>> = { queue: secondMs, point: secondMs };

/** What a publisher needs of {@link Io}: whether anybody follows a feed, and a way to tell them. */
export interface Followers {
  readonly sockets: {
    readonly adapter: {
      readonly rooms: { has(address: string): boolean; keys(): Iterable<string> };
    };
  };
  to(address: string): { emit(event: "snapshot", snapshot: Snapshot): unknown };
}

/** Runs something once, so much later, unless the returned function is called before. */
export type Later = (run: () => void, ms: number) => () => void;

const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};

export interface Publisher {
  /** Computes one snapshot for each touched feed that somebody follows, and tells them all. */
  publish(touched: ReadonlySet<string>): void;
  /** The picture of now, for one who just subscribed; nothing when there is no such feed. */
  snapshot(feed: FeedName, key: string): Snapshot | null;
  stop(): void;
}

export function createPublisher(
  hospital: Hospital,
  io: Followers,
  wakeLater: Later = later,
): Publisher {
  const { feeds, store } = hospital;
  /** Pictures still true: a storm of returning screens costs one computation a feed. */
  const pictures = new Map<string, { readonly data: unknown; readonly at: Instant }>();
  /** Feeds told a moment ago, and whether something came since. */
  const resting = new Map<string, Rest>();

  const frame = (feed: FeedName, key: string, data: unknown): Snapshot => {
    const head = store.head();
    const serverTime = Math.max(store.runtime.now(), head.at);
    return { feed, key, epoch: hospital.epoch, version: head.seq, serverTime, data };
  };

  function snapshot(feed: FeedName, key: string): Snapshot | null {
    const address = `${feed}:${key}`;
    const now = Math.max(store.runtime.now(), store.head().at);
    const held = pictures.get(address);
    if (held !== undefined && now - held.at < (agesMs[feed] ?? Infinity)) {
      return frame(feed, key, held.data);
    }
    const data = feeds.build(feed, key, now);
    if (data === null) return null;
    if (!openFeeds.includes(feed)) pictures.set(address, { data, at: now });
    return frame(feed, key, data);
  }

  /** Whether anybody heard it. */
  function tell(address: string): boolean {
    const [feed, key] = split(address);
    const { rooms } = io.sockets.adapter;
    const asSelf = feed === "prints" && rooms.has(selfRoom(address));
    if (!rooms.has(address) && !asSelf) return false;
    const now = snapshot(feed, key);
    if (now === null) return false;
    const rest = resting.get(address);
    if (rest !== undefined) rest.isStale = false;
    io.to(address).emit("snapshot", now);
    if (asSelf) io.to(selfRoom(address)).emit("snapshot", { ...now, key: "self" });
    return true;
  }

  /** At once if it has rested, else when it has: what came meanwhile is told as one. */
  function tellGently(address: string, forMs: number): void {
    const rest = resting.get(address);
    if (rest !== undefined) {
      rest.isStale = true;
      return;
    }
    if (!tell(address)) return;
    const wake = () => {
      const { isStale } = resting.get(address) ?? { isStale: false };
      resting.delete(address);
      if (isStale) tellGently(address, forMs);
    };
    resting.set(address, { isStale: false, cancel: wakeLater(wake, forMs) });
  }

  const followed = () => io.sockets.adapter.rooms.keys();

  return {
    snapshot,
    publish(touched) {
      if (touched.has("directory")) feeds.directoryChanged();
      const urgent = new Set<string>();
      const gentle = new Set<string>();
      for (const touch of touched) {
        const kind = touch.startsWith("queue:") ? gentle : urgent;
        for (const address of feeds.affected(touch, followed)) kind.add(address);
      }
      for (const address of [...urgent, ...gentle]) pictures.delete(address);
      for (const address of urgent) {
        const forMs = restMs[split(address)[0]];
        if (forMs === undefined) tell(address);
        else tellGently(address, forMs);
      }
      for (const address of gentle) {
        if (!urgent.has(address)) tellGently(address, restMs[split(address)[0]] ?? countsRestMs);
      }
    },
    stop() {
      for (const { cancel } of resting.values()) cancel();
    },
  };
}

interface Rest {
  isStale: boolean;
  readonly cancel: () => void;
}

/** The room of a device that follows its own feed under the key `self`. */
export function selfRoom(address: string): string {
  return `${address} self`;
}

function split(address: string): [FeedName, string] {
  const colon = address.indexOf(":");
  const feed = feedNames.find((name) => name === address.slice(0, colon));
  if (feed === undefined) throw new Error(`no feed ${address}`);
  return [feed, address.slice(colon + 1)];
}
