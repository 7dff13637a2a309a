import { useEffect, useReducer } from "react";
import type { Client } from "../../shared/protocol/client.ts";
import { browserTime } from "../../shared/ui/clock.ts";
import { newSession, nextSession } from "../session.ts";
import type { Session } from "../session.ts";

/** How often ages, gold and announcements are looked at. Half a second late is not seen. */
const tickMs = 500;

/** Runs a board's session on the client's feed and link, for as long as the component lives. */
export function useSession(client: Client, waitingRoomId: string | null): Session {
  const [session, dispatch] = useReducer(nextSession, null, () =>
    newSession(browserTime.monotonicMs()),
  );
  const { asked } = session;
  useEffect(() => {
    const timer = setInterval(
      () => dispatch({ kind: "tick", atMs: browserTime.monotonicMs() }),
      tickMs,
    );
    return () => clearInterval(timer);
  }, []);
  useEffect(
    () =>
      client.onLink((link) => dispatch({ kind: "link", link, atMs: browserTime.monotonicMs() })),
    [client],
  );
  // `asked` grows when a subscription brought nothing: following anew subscribes again.
  useEffect(() => {
    if (waitingRoomId === null) return;
    return client.follow("board", waitingRoomId, (state) =>
      dispatch({ kind: "feed", state, atMs: browserTime.monotonicMs() }),
    );
  }, [client, waitingRoomId, asked]);
  return session;
}
