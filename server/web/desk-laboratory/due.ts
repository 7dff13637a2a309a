import type { TurnaroundAlarm } from "../../../shared/domain/laboratory.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";

/** A turnaround clock as it stands now. */
export type Due =
  /** Its clock does not run yet. */
  { readonly kind: "none" } | { readonly kind: "left" | "soon" | "over"; readonly minutes: number };

/**
 * From the instant it is due and the newest time of the server; the server's own alarm says when it
 * becomes `soon`, and the clock itself when it is over, also between two snapshots.
 */
export function dueOf(
  order: { readonly dueAt: Instant | null; readonly alarm: TurnaroundAlarm },
  now: Instant,
): Due {
  if (order.dueAt === null) return { kind: "none" };
  const leftMs = order.dueAt - now;
  // A minute that has begun counts, before and after.
  const minutes = Math.ceil(Math.abs(leftMs) / minuteMs);
  if (leftMs < 0) return { kind: "over", minutes };
  return { kind: order.alarm === "none" ? "left" : "soon", minutes };
}

/** Longer than this an hour more or less matters, and a minute does not. */
const minutesMax = 120;
const hoursMax = 48;

/** A time in its largest fitting unit: `45 minutes`, `3 hours`, `4 days`. */
export function spanWords(minutes: number, t: Translate): string {
  if (minutes < minutesMax) return t("desk.minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < hoursMax
    ? t("lab.hours", { count: hours })
    : t("lab.days", { count: Math.round(hours / 24) });
}
