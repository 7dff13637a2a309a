import { useEffect, useState } from "react";
import type { Client, FeedState, LinkState } from "../protocol/client.ts";
import type { FeedName } from "../protocol/feeds.ts";

const nothingYet = { snapshot: null, refusal: null };

/** Follows one feed for as long as the component lives. A `null` key follows nothing. */
export function useFeed<Name extends FeedName>(
  client: Client,
  feed: Name,
  key: string | null,
): FeedState<Name> {
  const [held, setHeld] = useState<{ key: string | null; state: FeedState<Name> }>({
    key,
    state: nothingYet,
  });
  useEffect(() => {
    if (key === null) return;
    return client.follow(feed, key, (state) => setHeld({ key, state }));
  }, [client, feed, key]);
  // A snapshot of another key must never be drawn under this one, not even for a frame.
  return held.key === key ? held.state : nothingYet;
}

/** The state of the connection, drawn again whenever it changes. */
export function useLink(client: Client): LinkState {
  const [link, setLink] = useState(client.link);
  useEffect(() => client.onLink(setLink), [client]);
  return link;
}
