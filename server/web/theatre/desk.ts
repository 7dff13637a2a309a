import type { CommandId } from "../../../shared/domain/ids.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import type { Me } from "../../../shared/ui/desk/access.ts";
import type { Runner } from "../admin/use-askings.ts";
import type { TheatreAsk } from "./ask.ts";
import type { Route } from "./route.ts";

/** What every view of the theatres works with. */
export interface TheatreDesk {
  readonly client: Client;
  readonly me: Me;
  readonly runner: Runner;
  /** Nurses, doctors and supervisors, while the screen is as fresh as acting needs. */
  readonly mayAct: boolean;
  /** Supervisors and administrators: whose time a block is. */
  readonly mayRelease: boolean;
  readonly site: DirectoryData;
  readonly today: LocalDay;
  /** The server's time, renewed every few seconds. */
  readonly now: Instant;
  readonly fetcher: typeof fetch;
  readonly ask: TheatreAsk;
  /** What was planned last and can be taken back by one press. */
  readonly undo: Undo | null;
  readonly onUndoable: (undo: Undo | null) => void;
}

export interface Undo {
  readonly commandId: CommandId;
  /** What was done, as a sentence. */
  readonly words: string;
}

export interface ViewProps {
  readonly desk: TheatreDesk;
  readonly route: Route;
  readonly go: (route: Partial<Route>) => void;
}
