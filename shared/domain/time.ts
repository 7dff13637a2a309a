/** An instant: UTC milliseconds since the epoch. */
export type Instant = number;

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Whole minutes waited, never negative: clocks of two machines may disagree by a little. */
export function waitedMinutes(since: Instant, now: Instant): number {
  return Math.max(0, Math.floor((now - since) / minuteMs));
}
