import { useEffect, useState } from "react";
import type { QueueId } from "../../../shared/domain/ids.ts";
import type { Client, FeedState } from "../../../shared/protocol/client.ts";

type QueueStates = Readonly<Record<string, FeedState<"queue">>>;

/** Follows the queues a service point calls from; those it no longer calls from are left out. */
export function useQueues(client: Client, queueIds: readonly QueueId[]): FeedState<"queue">[] {
  const [held, setHeld] = useState<QueueStates>({});
  // A new snapshot brings a new list of the same ids; only other ids are a reason to start anew.
  const joined = queueIds.join(" ");
  useEffect(() => {
    const leave = joined
      .split(" ")
      .filter((queueId) => queueId !== "")
      .map((queueId) =>
        client.follow("queue", queueId, (state) =>
          setHeld((others) => ({ ...others, [queueId]: state })),
        ),
      );
    return () => {
      for (const stop of leave) stop();
    };
  }, [client, joined]);
  return queueIds.flatMap((queueId) => held[queueId] ?? []);
}
