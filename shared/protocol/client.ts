import type { RefusalCode } from "../domain/refusal.ts";
import { isTransient } from "../domain/refusal.ts";
import type { CommandId } from "../domain/ids.ts";
import type { CommandName, CommandReplies, commandPayloads } from "./commands.ts";
import type { FeedName, Feeds } from "./feeds.ts";
import type { Answer, CommandFrame, FeedAddress, Snapshot, SubscribeAnswer } from "./wire.ts";
import type { z } from "zod";

/**
 * What the client needs of a connection. Each app hands it a socket (Socket.IO in its `main`); a
 * test hands it a wire it can cut.
 */
export interface Wire {
  /** Sends and waits for the answer; `null` when none came in time or the link broke meanwhile. */
  request(event: "command" | "subscribe" | "unsubscribe", body: unknown): Promise<unknown>;
  onSnapshot(listener: (snapshot: Snapshot) => void): void;
  /** Up: connected and let in. Down: `refusal` says why, when the server said why. */
  onLink(listener: (up: boolean, refusal: RefusalCode | null) => void): void;
  /** Called for every packet that proves the server alive, its pings included. */
  onPacket(listener: () => void): void;
  close(): void;
}

export interface ClientTime {
  /** Monotonic milliseconds: the age of data must not jump when a device's clock is set. */
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export type PayloadInput<Name extends CommandName> = z.input<(typeof commandPayloads)[Name]>;

/** How old and how true what we hold is. */
export interface LinkState {
  readonly up: boolean;
  readonly refusal: RefusalCode | null;
  /** Monotonic instant of the last packet from the server; nothing before the first. */
  readonly lastPacketAtMs: number | null;
}

export interface FeedState<Name extends FeedName = FeedName> {
  readonly snapshot: Snapshot<Feeds[Name]> | null;
  readonly refusal: RefusalCode | null;
}

export interface Client {
  /**
   * Sends a command until it is answered: a lost answer is asked for again with the same id, so it
   * acts once. Transient refusals are sent again too, up to `triesMax`; then the last answer, or
   * `null` when there was none, is returned. The caller may go on with the same id.
   */
  command<Name extends CommandName>(
    name: Name,
    payload: PayloadInput<Name>,
    commandId: CommandId,
    triesMax?: number,
  ): Promise<Answer<CommandReplies[Name]> | null>;
  /** Follows a feed until the returned function is called. Reconnecting subscribes again. */
  follow<Name extends FeedName>(
    feed: Name,
    key: string,
    listener: (state: FeedState<Name>) => void,
  ): () => void;
  onLink(listener: (link: LinkState) => void): () => void;
  readonly link: LinkState;
  close(): void;
}

/** Between two tries of one command. Bounded, so a tired network is not beaten to death. */
const retryPausesMs = [250, 500, 1_000, 2_000] as const;
const triesMaxDefault = 8;

interface Following {
  readonly address: FeedAddress;
  readonly listeners: Set<(state: FeedState) => void>;
  state: FeedState;
}

/** The one client of the wire: agent, display and desk screens differ only in the wire they give it. */
export function createClient(wire: Wire, time: ClientTime): Client {
  const feeds = new Map<string, Following>();
  const linkListeners = new Set<(link: LinkState) => void>();
  let link: LinkState = { up: false, refusal: null, lastPacketAtMs: null };
  let closed = false;

  const setLink = (next: LinkState) => {
    link = next;
    for (const listener of linkListeners) listener(link);
  };
  const setFeed = (following: Following, state: FeedState) => {
    following.state = state;
    for (const listener of following.listeners) listener(state);
  };

  async function subscribe(following: Following): Promise<void> {
    const answer = (await wire.request("subscribe", following.address)) as SubscribeAnswer | null;
    // No answer: the link broke, and its return subscribes again.
    if (answer === null || answer.ok) return;
    setFeed(following, { ...following.state, refusal: answer.refusal.code });
  }

  wire.onPacket(() => setLink({ ...link, lastPacketAtMs: time.monotonicMs() }));
  wire.onLink((up, refusal) => {
    setLink({ ...link, up, refusal });
    if (up) for (const following of feeds.values()) void subscribe(following);
  });
  wire.onSnapshot((snapshot) => {
    const following = feeds.get(addressKey(snapshot));
    if (following !== undefined && isNewer(snapshot, following.state.snapshot)) {
      setFeed(following, { snapshot: snapshot as Snapshot<Feeds[FeedName]>, refusal: null });
    }
  });

  return {
    get link() {
      return link;
    },
    async command(name, payload, commandId, triesMax = triesMaxDefault) {
      const frame: CommandFrame = { commandId, name, payload };
      let answer: Answer | null = null;
      for (let tries = 0; tries < triesMax && !closed; tries++) {
        if (tries > 0) await time.sleep(retryPausesMs[Math.min(tries - 1, 3)] ?? 0);
        answer = (await wire.request("command", frame)) as Answer | null;
        if (answer !== null && (answer.ok || !isTransient(answer.refusal.code))) break;
      }
      return answer as Answer<CommandReplies[typeof name]> | null;
    },
    follow(feed, key, listener) {
      const address: FeedAddress = { feed, key };
      const known = feeds.get(addressKey(address));
      const following: Following = known ?? {
        address,
        listeners: new Set(),
        state: { snapshot: null, refusal: null },
      };
      following.listeners.add(listener as (state: FeedState) => void);
      if (known === undefined) {
        feeds.set(addressKey(address), following);
        if (link.up) void subscribe(following);
      } else if (known.state.snapshot !== null || known.state.refusal !== null) {
        listener(known.state as FeedState<typeof feed>);
      }
      return () => {
        following.listeners.delete(listener as (state: FeedState) => void);
        if (following.listeners.size > 0 || feeds.get(addressKey(address)) !== following) return;
        feeds.delete(addressKey(address));
        if (link.up) void wire.request("unsubscribe", address);
      };
    },
    onLink(listener) {
      linkListeners.add(listener);
      listener(link);
      return () => linkListeners.delete(listener);
    },
    close() {
      closed = true;
      wire.close();
    },
  };
}

function addressKey(address: FeedAddress): string {
  return `${address.feed}:${address.key}`;
}

/** A late frame never takes a screen back; a new epoch (a restored server) always wins. */
export function isNewer(candidate: Snapshot, held: Snapshot | null): boolean {
  return held === null || candidate.epoch !== held.epoch || candidate.version >= held.version;
}
