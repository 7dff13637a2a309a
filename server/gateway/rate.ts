/** A bucket that fills steadily and holds a burst. Time is handed in: monotonic or wall, one kind. */
export interface RateLimit {
  /** Whether `key` may act now; counts the act when it may. */
  take(key: string, nowMs: number): boolean;
}

/** Keys remembered at most; the oldest is forgotten first, which only ever helps a caller. */
const keysMax = 10_000;

export function createRateLimit(perSecond: number, burst: number): RateLimit {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take(key, nowMs) {
      const bucket = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
      const filled = bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1_000) * perSecond;
      const tokens = Math.min(burst, filled);
      const may = tokens >= 1;
      buckets.set(key, { tokens: may ? tokens - 1 : tokens, atMs: nowMs });
      if (buckets.size > keysMax) {
        const oldest = buckets.keys().next();
        if (oldest.done !== true) buckets.delete(oldest.value);
      }
      return may;
    },
  };
}
