import { useEffect, useState } from "react";
import type { QueueId } from "../../../shared/domain/ids.ts";
import type { Client, FeedState } from "../../../shared/protocol/client.ts";

type QueueStates = Readonly<Record<QueueId, FeedState<"queue">>>;

/** Follows the queues a service point calls from; those it no longer calls from are left out. */
export function useQueues(client: Client, queueIds: readonly QueueId[]): FeedState<"queue">[] {
  const [held, setHeld] = useState<QueueStates>({});
  const joined = queueIds.join(" ");
  useEffect(() => {
    const leave = queueIds.map((queueId) =>
      client.follow("queue", queueId, (state) =>
        setHeld((others) => ({ ...others, [queueId]: state })),
      ),
    );
    return () => {
      for (const stop of leave) stop();
    };
    // A new snapshot brings a new list of the same ids; only other ids are a reason to start anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, joined]);
  return queueIds.flatMap((queueId) => held[queueId] ?? []);
}
