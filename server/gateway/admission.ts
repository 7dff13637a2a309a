import { secondMs } from "../../shared/domain/time.ts";
import { callerClasses } from "../../shared/protocol/come-back.ts";
import type { CallerClass } from "../../shared/protocol/come-back.ts";

/** Nobody is told a longer time: the estimate is worth little beyond it. */
export const laterMsMax = 30 * secondMs;
/** Of a second's handshakes, how much each class leaves for those that come before it. */
const leftForOthers: Readonly<Record<CallerClass, number>> = { kiosk: 0, device: 0.2, staff: 0.4 };
/** Appointments are a little thinner than what is let in: some come twice. */
const pace = 0.95;

export interface Admission {
  /**
   * Zero: come in. Else the time in milliseconds after which to ask again. `chance` in [0, 1) keeps
   * those apart that were told alike.
   */
  ask(caller: CallerClass, nowMs: number, chance: number): number;
  /** Whether anybody was turned away a moment ago: who can wait longer should not come now. */
  isStorm(nowMs: number): boolean;
}

/** So long after the last one who was turned away, the storm is over. */
const stormMs = secondMs;

/**
 * Lets so many in each second, and gives every other an appointment: the next free place behind
 * those of its class and of the classes before it. A storm of a thousand is thus let in by two
 * handshakes each, in a known time, with nobody left hanging.
 */
export function createAdmission(perSecond: number): Admission {
  let places = perSecond;
  let filledAtMs: number | null = null;
  let turnedAwayAtMs: number | null = null;
  const lastAtMs: Record<CallerClass, number> = { kiosk: 0, device: 0, staff: 0 };

  return {
    ask(caller, nowMs, chance) {
      const passedMs = Math.max(0, nowMs - (filledAtMs ?? nowMs));
      filledAtMs = nowMs;
      places = Math.min(perSecond, places + (passedMs / secondMs) * perSecond);
      if (places >= 1 + Math.floor(leftForOthers[caller] * perSecond)) {
        places--;
        return 0;
      }
      turnedAwayAtMs = nowMs;
      const eachMs = secondMs / (perSecond * pace);
      const before = callerClasses.slice(0, callerClasses.indexOf(caller) + 1);
      // A clock that was set back must not leave everybody waiting for its old time.
      const behind = Math.min(
        Math.max(nowMs, ...before.map((each) => lastAtMs[each])),
        nowMs + laterMsMax - eachMs,
      );
      lastAtMs[caller] = behind + eachMs;
      const laterMs = behind + eachMs - nowMs;
      // Where the book is full they are spread over its second half, not told one and the same.
      const isFull = laterMs >= laterMsMax;
      return Math.ceil(isFull ? laterMsMax * (0.5 + 0.5 * chance) : laterMs + chance * eachMs);
    },
    isStorm: (nowMs) => turnedAwayAtMs !== null && Math.abs(nowMs - turnedAwayAtMs) < stormMs,
  };
}
