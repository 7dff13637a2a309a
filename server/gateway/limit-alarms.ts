import { minuteMs } from "../../shared/domain/time.ts";
import type { Hospital } from "../hospital.ts";
import type { Log } from "../runtime.ts";
import type { Counters } from "./counters.ts";

export const limitNames = [
  "socketsPerDevice",
  "socketsPerStaff",
  "strangersPerAddress",
  "events",
  "eventsFarOver",
  "snapshotBytes",
  "unsentBytes",
  "feedsPerSocket",
  "handshakesPerSecond",
  "phonesShed",
] as const;
export type LimitName = (typeof limitNames)[number];

/** Counts each time a limit was reached, and says it in the log. */
export type LimitAlarms = (limit: LimitName, who?: Readonly<Record<string, unknown>>) => void;

/** Of one limit a line a minute: the log of a storm must not be a second storm. */
const lineEveryMs = minuteMs;

export function createLimitAlarms(
  counters: Counters,
  log: Log,
  runtime: Hospital["store"]["runtime"],
): LimitAlarms {
  const saidAt = new Map<LimitName, number>();
  return (limit, who = {}) => {
    counters.limitReached(limit);
    const now = runtime.now();
    const last = saidAt.get(limit);
    if (last !== undefined && Math.abs(now - last) < lineEveryMs) return;
    saidAt.set(limit, now);
    log.warn({ limit, ...who }, "a limit was reached");
  };
}
