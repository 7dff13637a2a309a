import type { DirectoryData, QueueLine } from "../../../shared/protocol/feeds.ts";
import type { DeskClock, Press, Situation } from "./situation.ts";

export const queueTabs = ["waiting", "aside", "noShows", "cancelled"] as const;
export type QueueTab = (typeof queueTabs)[number];

/** The lists of a desk, who is selected in the one that is open, and what can be asked of them. */
export interface ListedLines {
  readonly tab: QueueTab;
  readonly onTab: (tab: QueueTab) => void;
  /** In the order of the rule; nothing before the first snapshot. */
  readonly waiting: readonly QueueLine[] | null;
  readonly waitingTotal: number;
  readonly others: Readonly<Record<Exclude<QueueTab, "waiting">, readonly QueueLine[]>>;
  readonly chosen: QueueLine | null;
  readonly onChoose: (line: QueueLine) => void;
  /** Why somebody is put back, as far as it is written. */
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onMenu: (line: QueueLine) => void;
  readonly onClaim: (line: QueueLine) => void;
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
  readonly site: DirectoryData | null;
}
