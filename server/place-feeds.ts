import type { Instant } from "../shared/domain/time.ts";
import type { SchedulingFeeds } from "../shared/protocol/scheduling-feeds.ts";

type Names = "sessions" | "bookings";

/** What the sessions' screens show; nothing when there is no such key. */
export function buildPlaceFeed(
  feed: Names,
  key: string,
  now: Instant,
): SchedulingFeeds[Names] | null {
  void [feed, key, now];
  return null;
}
