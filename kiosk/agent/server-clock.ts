import type { Instant } from "../../shared/domain/time.ts";
import type { ClientTime } from "../../shared/protocol/client.ts";

export interface ServerClock {
  /** Notes the server's time as a snapshot just told it. */
  note(serverTime: Instant): void;
  /** The server's time now, as best known; nothing before the first snapshot. */
  now(): Instant | null;
}

/** The newest server time plus what has passed since: the kiosk's own date may be wrong. */
export function createServerClock(time: Pick<ClientTime, "monotonicMs">): ServerClock {
  let anchor: { serverTime: Instant; atMs: number } | null = null;
  return {
    note(serverTime) {
      anchor = { serverTime, atMs: time.monotonicMs() };
    },
    now() {
      if (anchor === null) return null;
      return Math.round(anchor.serverTime + (time.monotonicMs() - anchor.atMs));
    },
  };
}
