import type { Rate } from "../limits.ts";

/** A bucket that fills steadily and holds a burst. Time is handed in: monotonic or wall, one kind. */
export interface RateLimit {
  /** Whether `key` may act now; counts the act when it may. */
  take(key: string, nowMs: number): boolean;
}

/** What one key has left. A plain object: there may be one or two for each socket. */
export interface Bucket {
  tokens: number;
  atMs: number;
}

/** Keys remembered at most; the oldest is forgotten first, which only ever helps a caller. */
const keysMax = 10_000;

export function createRateLimit(perSecond: number, burst: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  const rate: Rate = { perSecond, burst };
  return {
    take(key, nowMs) {
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = fullBucket(rate, nowMs);
        buckets.set(key, bucket);
        if (buckets.size > keysMax) {
          const oldest = buckets.keys().next();
          if (oldest.done !== true) buckets.delete(oldest.value);
        }
      }
      return takeFrom(bucket, rate, nowMs);
    },
  };
}

export function fullBucket({ burst }: Rate, nowMs: number): Bucket {
  return { tokens: burst, atMs: nowMs };
}

/** Takes one token, if there is one by now. */
export function takeFrom(bucket: Bucket, { perSecond, burst }: Rate, nowMs: number): boolean {
  const filled = bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1_000) * perSecond;
  const tokens = Math.min(burst, filled);
  const may = tokens >= 1;
  bucket.tokens = may ? tokens - 1 : tokens;
  bucket.atMs = nowMs;
  return may;
}
