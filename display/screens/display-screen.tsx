import type { Client } from "../../shared/protocol/client.ts";
import { useFeed, useLink } from "../../shared/ui/use-feed.ts";
import { freshnessAt } from "../board.ts";
import type { Chime } from "../chime.ts";
import { ageOf } from "../session.ts";
import { BoardScreen } from "./board-screen.tsx";
import { ChooserScreen } from "./chooser-screen.tsx";
import { useSession } from "./use-session.ts";
import { UnpairedScreen } from "./unpaired-screen.tsx";
import { WaitScreen } from "./wait-screen.tsx";

/** What this display shows: a waiting room's board, or what has to be settled before. */
export function DisplayScreen(props: {
  readonly client: Client;
  readonly chime: Chime;
  readonly waitingRoomId: string | null;
}) {
  const { client, chime, waitingRoomId } = props;
  const link = useLink(client);
  const directory = useFeed(client, "directory", "site").snapshot?.data ?? null;
  const session = useSession(client, waitingRoomId);

  const turnedAway = link.refusal === "unauthenticated" || link.refusal === "forbidden";
  const nothingToShow = session.snapshot === null || freshnessAt(ageOf(session)) === "blank";
  // A board in use keeps its last calls for a minute, whatever the server says of the device.
  if (turnedAway && nothingToShow) return <UnpairedScreen waitingRoomId={waitingRoomId} />;
  if (session.snapshot !== null) {
    return <BoardScreen session={session} chime={chime} zone={directory?.zone ?? fallbackZone} />;
  }
  if (directory !== null && (waitingRoomId === null || session.refusal !== null)) {
    return <ChooserScreen rooms={directory.waitingRooms} refused={waitingRoomId !== null} />;
  }
  return <WaitScreen refusal={link.refusal ?? session.refusal} />;
}

/** Until the directory says the hospital's own zone: the zone the service day is kept in. */
const fallbackZone = "Asia/Baghdad";
