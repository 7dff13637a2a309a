import type { LinkState } from "../../protocol/client.ts";
import { secondMs } from "../../domain/time.ts";

/** The server pings every five seconds: two pings may be missed before the word changes. */
export const freshForMs = 10 * secondMs;
/** From here on nobody may act on what is shown. */
export const staleAfterMs = 15 * secondMs;

export type Freshness = "connecting" | "fresh" | "ageing" | "stale";

/**
 * How far what a desk shows may be trusted, from the age of the last packet on the monotonic
 * clock. Before the first packet it is `connecting` for as long as an age may last, then `stale`.
 */
export function freshness(link: LinkState, openedAtMs: number, nowMs: number): Freshness {
  const age = nowMs - (link.lastPacketAtMs ?? openedAtMs);
  if (age > staleAfterMs) return "stale";
  if (link.lastPacketAtMs === null || !link.up) return "connecting";
  return age > freshForMs ? "ageing" : "fresh";
}
