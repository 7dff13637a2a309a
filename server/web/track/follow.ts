import type { Ask } from "./ask.ts";
import { afterAnswer, askAgainMs } from "./tracking.ts";
import type { Tracking } from "./tracking.ts";

export interface FollowPorts {
  readonly ask: Ask;
  /** Milliseconds that also pass while the phone sleeps. */
  readonly nowMs: () => number;
  /** In [0, 1). */
  readonly chance: () => number;
  /** Runs something later, and gives what takes that back. */
  readonly later: (run: () => void, ms: number) => () => void;
  /** Keeps what a reload needs. */
  readonly keep: (state: Tracking) => void;
}

/** Follows one ticket: asks, waits, asks again; one question at a time and none while hidden. */
export interface Follower {
  state(): Tracking;
  /** Hears of every change until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** The page can be seen, or the network is back: asks at once. */
  shown(): void;
  /** Nobody looks: asks no more until somebody does. */
  hidden(): void;
}

export function createFollower(ports: FollowPorts, start: Tracking): Follower {
  let state = start;
  let isShown = false;
  let isAsking = false;
  let cancel: () => void = () => undefined;
  const listeners = new Set<() => void>();

  async function askNow(): Promise<void> {
    cancel();
    const { token, key, tag, end } = state;
    if (isAsking || end !== null || token === null) return;
    isAsking = true;
    const answer = key === null ? await ports.ask.open(token) : await ports.ask.look(key, tag);
    isAsking = false;
    state = afterAnswer(state, answer, ports.nowMs());
    ports.keep(state);
    for (const listener of listeners) listener();
    wait();
  }

  function wait(): void {
    const ms = askAgainMs(state, ports.chance());
    if (!isShown || ms === null) return;
    cancel = ports.later(() => void askNow(), ms);
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shown() {
      isShown = true;
      void askNow();
    },
    hidden() {
      isShown = false;
      cancel();
    },
  };
}
