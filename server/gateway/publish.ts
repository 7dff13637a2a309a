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
 * Some feeds carry counts that need not be to the instant: told at most this often. Everything
 * that calls a patient is told at once.
 */
const gentleMs: Partial<Record<FeedName, number>> = { directory: secondMs };

/** Lists in the order of the rule change by time alone: a picture of one is true for so long. */
const agesMs: Partial<Record<FeedName, number>> = { queue: secondMs, point: secondMs };

export interface Publisher {
  /** Computes one snapshot for each touched feed that somebody follows, and tells them all. */
  publish(touched: ReadonlySet<string>): void;
  /** The picture of now, for one who just subscribed; nothing when there is no such feed. */
  snapshot(feed: FeedName, key: string): Snapshot | null;
  stop(): void;
}

export function createPublisher(hospital: Hospital, io: Io): Publisher {
  const { feeds, store } = hospital;
  /** Pictures still true: a storm of returning screens costs one computation a feed. */
  const pictures = new Map<string, { readonly data: unknown; readonly at: Instant }>();
  const pending = new Map<string, NodeJS.Timeout>();

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
    pictures.set(address, { data, at: now });
    return frame(feed, key, data);
  }

  function tell(address: string): void {
    const [feed, key] = split(address);
    const { rooms } = io.sockets.adapter;
    const asSelf = feed === "prints" && rooms.has(selfRoom(address));
    if (!rooms.has(address) && !asSelf) return;
    const now = snapshot(feed, key);
    if (now === null) return;
    io.to(address).emit("snapshot", now);
    if (asSelf) io.to(selfRoom(address)).emit("snapshot", { ...now, key: "self" });
  }

  function tellGently(address: string, everyMs: number): void {
    if (pending.has(address)) return;
    const timer = setTimeout(() => {
      pending.delete(address);
      tell(address);
    }, everyMs).unref();
    pending.set(address, timer);
  }

  return {
    snapshot,
    publish(touched) {
      if (touched.has("directory")) feeds.directoryChanged();
      const affected = new Set<string>();
      for (const touch of touched) {
        for (const address of feeds.affected(touch)) affected.add(address);
      }
      for (const address of affected) pictures.delete(address);
      for (const address of affected) {
        const everyMs = gentleMs[split(address)[0]];
        if (everyMs === undefined) tell(address);
        else tellGently(address, everyMs);
      }
    },
    stop() {
      for (const timer of pending.values()) clearTimeout(timer);
    },
  };
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
