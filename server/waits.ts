import type { Instant } from "../shared/domain/time.ts";
import type { WaitRange } from "../shared/protocol/commands.ts";

/** How long people wait, as far as anybody can say; nothing while nobody can. */
export interface Waits {
  /** For one of the normal class who came to this queue now. */
  forNewcomer(queueId: string, now: Instant): WaitRange | null;
}

export function createWaits(): Waits {
  return { forNewcomer: () => null };
}
