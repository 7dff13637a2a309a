import { dayNumber } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { dayMs, hourMs, minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { localDayIn } from "../../../shared/i18n/calendar.ts";
import type { Direction } from "../../../shared/i18n/locale.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";

/** Plans are made in steps of five minutes: no theatre keeps a finer time. */
export const stepMin = 5;
/** The working day that is always in sight; what lies outside it widens the scale. */
const usual = { fromHour: 8, toHour: 17 };

/** The hours in sight, from a whole hour to a whole hour. */
export interface TimeScale {
  readonly from: Instant;
  readonly to: Instant;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** The first instant of a day in the hospital's zone. */
export function startOfDay(day: LocalDay, zone: string): Instant {
  const wanted = dayNumber(day) * dayMs;
  // The zone's distance is read at the guess, and once more where that led: a change of clocks
  // lies between the two at most once.
  let at = wanted;
  for (let round = 0; round < 2; round++) at -= localMs(at, zone) - wanted;
  return at;
}

function localMs(instant: Instant, zone: string): number {
  const [hours = 0, minutes = 0] = clockTime(instant, zone).split(":").map(Number);
  return dayNumber(localDayIn(instant, zone)) * dayMs + hours * hourMs + minutes * minuteMs;
}

/** The scale of a day: the usual hours, and whatever else happens on it. */
export function scaleOf(dayStart: Instant, spans: readonly Span[]): TimeScale {
  const hoursAfter = (instant: Instant) => (instant - dayStart) / hourMs;
  const first = Math.min(usual.fromHour, ...spans.map(({ from }) => hoursAfter(from)));
  const last = Math.max(usual.toHour, ...spans.map(({ to }) => hoursAfter(to)));
  return {
    from: dayStart + Math.max(0, Math.floor(first)) * hourMs,
    // A list that runs into the morning after is shown to its end, but no further than noon.
    to: dayStart + Math.min(36, Math.ceil(last)) * hourMs,
  };
}

/** Each whole hour that is written above the lanes. */
export function hoursOf({ from, to }: TimeScale): readonly Instant[] {
  return Array.from(
    { length: Math.round((to - from) / hourMs) },
    (_, hour) => from + hour * hourMs,
  );
}

/** Where an instant lies on the scale, 0 at its beginning and 1 at its end; outside, beyond them. */
export function shareAt(scale: TimeScale, instant: Instant): number {
  return (instant - scale.from) / (scale.to - scale.from);
}

/** The instant at a share of the scale, on a step of five minutes and within it. */
export function instantAt(scale: TimeScale, share: number): Instant {
  const stepMs = stepMin * minuteMs;
  const exact = scale.from + Math.min(1, Math.max(0, share)) * (scale.to - scale.from);
  return scale.from + Math.round((exact - scale.from) / stepMs) * stepMs;
}

/** How far along the reading line a point of the screen lies in a box: 0 where reading begins. */
export function shareAlong(
  box: { readonly left: number; readonly width: number },
  x: number,
  direction: Direction,
): number {
  if (box.width === 0) return 0;
  const fromLeft = (x - box.left) / box.width;
  return direction === "rtl" ? 1 - fromLeft : fromLeft;
}

/** What an arrow key means where time runs along the reading line and theatres lie below it. */
export function arrowStep(
  key: string,
  direction: Direction,
): { readonly steps: number; readonly lanes: number } | null {
  const later = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const earlier = direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (key === later) return { steps: 1, lanes: 0 };
  if (key === earlier) return { steps: -1, lanes: 0 };
  if (key === "ArrowDown") return { steps: 0, lanes: 1 };
  if (key === "ArrowUp") return { steps: 0, lanes: -1 };
  return null;
}
