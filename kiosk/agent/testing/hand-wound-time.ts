import type { ClientTime } from "../../../shared/protocol/client.ts";

export interface HandWoundTime extends ClientTime {
  /** Moves time on, waking every sleeper on its own instant, in order. */
  advance(ms: number): Promise<void>;
}

/** A clock that a test winds by hand. It starts at zero. */
export function handWoundTime(): HandWoundTime {
  let nowMs = 0;
  let sleepers: { atMs: number; wake: () => void }[] = [];
  return {
    monotonicMs: () => nowMs,
    sleep: (ms) =>
      new Promise((resolve) => {
        sleepers.push({ atMs: nowMs + ms, wake: resolve });
      }),
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settled();
      for (;;) {
        const next = sleepers
          .filter(({ atMs }) => atMs <= untilMs)
          .sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        sleepers = sleepers.filter((sleeper) => sleeper !== next);
        nowMs = next.atMs;
        next.wake();
        await settled();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets every promise that is already on its way arrive. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
