import type { Instant } from "../shared/domain/time.ts";

/** How far the server's clock is ahead of this screen's monotonic clock, in milliseconds. */
export type ClockOffset = number;

/**
 * A frame is never later than this: by then the link would have been given up (ping 5 s, timeout
 * 5 s, and slack for slow networks). A clock that looks further behind was set, not late.
 */
export const frameLateMaxMs = 60_000;

/**
 * The offset after one more frame. A frame can be late but never early, so the highest offset seen
 * is the truest; a fall by more than {@link frameLateMaxMs} means that the server's clock was set
 * back, and is believed.
 */
export function afterFrame(
  held: ClockOffset | null,
  frame: { readonly serverTime: Instant; readonly atMs: number },
): ClockOffset {
  const offset = frame.serverTime - frame.atMs;
  if (held === null || offset >= held || held - offset > frameLateMaxMs) return offset;
  return held;
}
