import { useEffect, useState } from "react";
import type { ClientTime } from "../protocol/client.ts";

/** The browser's clocks: the one place of the screens that reads them. */
export const browserTime: ClientTime & { readonly now: () => number } = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Chance in [0, 1): spreads devices that would else all ask in the same moment. */
export function browserChance(): number {
  return Math.random();
}

/** Monotonic milliseconds, renewed every `everyMs`, for whatever shows an age or a countdown. */
export function useMonotonicMs(everyMs: number): number {
  const [ms, setMs] = useState(browserTime.monotonicMs);
  useEffect(() => {
    const timer = setInterval(() => setMs(browserTime.monotonicMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return ms;
}

/**
 * The server's time as this screen best knows it: the newest `serverTime` plus what has passed
 * since on the monotonic clock. The device's own clock may be a day off and does not matter.
 */
export function useServerTime(serverTime: number | null, everyMs = 1_000): number | null {
  const monotonicMs = useMonotonicMs(everyMs);
  const [anchor, setAnchor] = useState<{ serverTime: number; atMs: number } | null>(null);
  if (serverTime !== null && anchor?.serverTime !== serverTime) {
    setAnchor({ serverTime, atMs: monotonicMs });
  }
  return anchor === null ? null : anchor.serverTime + (monotonicMs - anchor.atMs);
}
