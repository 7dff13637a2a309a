import type { OrderUrgency, TurnaroundAlarm } from "../../shared/domain/laboratory.ts";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

/** When a result is due, and when three quarters of its time are gone. */
export function dueTimes(
  collectedAt: Instant,
  turnaroundMin: Readonly<Record<OrderUrgency, number>>,
  urgency: OrderUrgency,
): { readonly soonAt: Instant; readonly dueAt: Instant } {
  const allMs = turnaroundMin[urgency] * minuteMs;
  return { soonAt: collectedAt + Math.floor((allMs * 3) / 4), dueAt: collectedAt + allMs };
}

/** Nothing rings before the clock runs, nor once the result is there. */
export function alarmOf(
  item: {
    readonly status: string;
    readonly soonAt: Instant | null;
    readonly dueAt: Instant | null;
  },
  now: Instant,
): TurnaroundAlarm {
  const isRunning = item.status === "collected" || item.status === "received";
  if (!isRunning || item.dueAt === null || item.soonAt === null) return "none";
  if (now >= item.dueAt) return "late";
  return now >= item.soonAt ? "soon" : "none";
}

/** The loudest of them. */
export function loudest(alarms: readonly TurnaroundAlarm[]): TurnaroundAlarm {
  if (alarms.includes("late")) return "late";
  return alarms.includes("soon") ? "soon" : "none";
}

/** A specimen is received while the least stable of its tests is. */
export function isTooOld(
  collectedAt: Instant,
  stableHours: readonly number[],
  now: Instant,
): boolean {
  return now - collectedAt > Math.min(...stableHours) * hourMs;
}

/** The middle one and 9 in 10 of these minutes, each one that was measured; nothing of none. */
export function spread(
  minutes: readonly number[],
): { readonly medianMin: number; readonly p90Min: number } | null {
  const sorted = minutes.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  const [medianMin, p90Min] = [at(0.5), at(0.9)];
  return medianMin === undefined || p90Min === undefined ? null : { medianMin, p90Min };
}
