import type { FeedName } from "../../../shared/protocol/feeds.ts";
import type { Wire } from "../../../shared/protocol/client.ts";
import type { Snapshot } from "../../../shared/protocol/wire.ts";
import { browserTime } from "../../../shared/ui/clock.ts";

/** A wire that answers on the next turn, as a near server would, with what a sample page makes up. */
export function sampleWire(page: {
  readonly now: number;
  readonly answer: (feed: FeedName, key: string) => unknown;
  readonly command: object;
}): Wire {
  const { now, answer, command } = page;
  let told: (snapshot: Snapshot) => void = () => undefined;
  return {
    async request(event, body) {
      const { feed, key } = body as { feed: FeedName; key: string };
      await browserTime.sleep(0);
      if (event === "subscribe") {
        const snapshot = { feed, key, epoch: "sample", version: 1, serverTime: now };
        told({ ...snapshot, data: answer(feed, key) } as Snapshot);
      }
      return event === "command" ? command : { ok: true };
    },
    onSnapshot(listener) {
      told = listener;
    },
    onLink: (listener) => void setTimeout(() => listener(true, null), 0),
    onPacket(listener) {
      setInterval(listener, 1_000);
      setTimeout(listener, 0);
    },
    close: () => undefined,
  };
}
