/** When a client that lost its link comes back first: somewhere between the two, by chance. */
export interface ComeBack {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Who comes back, first to last: a patient stands at a kiosk, a clerk can still call by voice. */
export const callerClasses = ["kiosk", "device", "staff"] as const;
export type CallerClass = (typeof callerClasses)[number];

/** Sockets that a server holds, by class. */
export type Fleet = Readonly<Record<CallerClass, number>>;

/** For a client that no server has told how large the fleet is. */
export const comeBackUntold: ComeBack = { fromMs: 250, toMs: 750 };

/** No window is shorter: a switch that blinks must not bring all in the same instant. */
export const windowMsMin = 500;
/** None ends later: a screen may not be blind for longer, and the server turns the rest away. */
export const windowMsMax = 30_000;
/** The longest pause of a small fleet while the server stays away: a patient may be waiting. */
export const pauseMsMax = 5_000;
/** First pause after a try that failed. */
const pauseMsFirst = 500;

/**
 * The part of the come-back window that each class has: as many come in a second as the server lets
 * in, the kiosks before the other devices and those before the staff's pages.
 */
export function comeBackWindows(
  fleet: Fleet,
  handshakesPerSecond: number,
): Readonly<Record<CallerClass, ComeBack>> {
  const all = fleet.kiosk + fleet.device + fleet.staff;
  const wholeMs = clamp((all / handshakesPerSecond) * 1_000, windowMsMin, windowMsMax);
  // A fleet that is let in within the shortest window needs no order.
  const msEach = wholeMs === windowMsMin ? 0 : wholeMs / all;
  let before = 0;
  const window = (count: number): ComeBack => {
    const fromMs = Math.min(before * msEach, wholeMs - windowMsMin);
    before += count;
    return {
      fromMs: Math.round(fromMs),
      toMs: Math.round(Math.max(before * msEach, fromMs + windowMsMin)),
    };
  };
  return {
    kiosk: window(fleet.kiosk),
    device: window(fleet.device),
    staff: window(fleet.staff),
  };
}

/**
 * How long a client waits before it tries again. `failed`: tries since the link was lost; the first
 * comes within the told window, later ones after pauses that double up to a cap. The cap is as long
 * as the fleet's window, so that a server that was away for an hour is met no faster.
 * `chance` is in [0, 1).
 */
export function comeBackAfterMs(told: ComeBack, failed: number, chance: number): number {
  if (failed <= 0) return Math.round(told.fromMs + chance * (told.toMs - told.fromMs));
  const longestMs = Math.max(pauseMsMax, told.toMs - told.fromMs);
  const pauseMs = Math.min(longestMs, pauseMsFirst * 2 ** Math.min(failed, 10));
  return Math.round(pauseMs * (0.5 + 0.5 * chance));
}

/** What a server told, if it can be followed: a window within bounds. Nothing for anything else. */
export function readComeBack(value: unknown): ComeBack | null {
  if (typeof value !== "object" || value === null) return null;
  const { fromMs, toMs } = value as { readonly fromMs?: unknown; readonly toMs?: unknown };
  if (typeof fromMs !== "number" || typeof toMs !== "number") return null;
  if (!(fromMs >= 0 && fromMs <= toMs && toMs <= 2 * windowMsMax)) return null;
  return { fromMs, toMs };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
