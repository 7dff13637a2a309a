import { checkInWindow, takesPlace } from "../../shared/domain/appointment.ts";
import type { AppointmentStatus } from "../../shared/domain/appointment.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

export const appointmentVerbs = [
  "confirm",
  "lapse",
  "move",
  "cancel",
  "checkIn",
  "fulfil",
  "miss",
] as const;
export type AppointmentVerb = (typeof appointmentVerbs)[number];

const transitions: Readonly<
  Record<AppointmentVerb, { from: readonly AppointmentStatus[]; to: AppointmentStatus | null }>
> = {
  confirm: { from: ["held"], to: "booked" },
  lapse: { from: ["held"], to: "lapsed" },
  /** Another place; the status stays. */
  move: { from: ["held", "booked"], to: null },
  cancel: { from: ["held", "booked"], to: "cancelled" },
  checkIn: { from: ["booked"], to: "checked_in" },
  fulfil: { from: ["checked_in"], to: "fulfilled" },
  /** Never came, or came and was not there when called. */
  miss: { from: ["booked", "checked_in"], to: "no_show" },
};

/** The status after a verb; nothing when it is not allowed from here. */
export function after(verb: AppointmentVerb, status: AppointmentStatus): AppointmentStatus | null {
  const { from, to } = transitions[verb];
  return from.includes(status) ? (to ?? status) : null;
}

/** May a booking go back to what it was, with so many others in its session by now? */
export function canUndoMove(
  status: AppointmentStatus,
  place: { readonly isOpen: boolean; readonly taken: number; readonly places: number },
): boolean {
  return !takesPlace(status) || (place.isOpen && place.taken < place.places);
}

/** What a patient who has come says of a booking. */
export interface Arrival {
  readonly status: AppointmentStatus;
  readonly at: Instant;
  readonly day: LocalDay;
  readonly session: {
    readonly isOpen: boolean;
    readonly to: Instant;
    readonly lateMin: number;
  };
}

export type CheckInDecision =
  | {
      readonly ok: true;
      /** From when the wait counts: the booked time, or the arrival of one who came too late. */
      readonly countsFrom: Instant;
      readonly isLate: boolean;
      readonly doctorLateMin: number;
    }
  | { readonly ok: false; readonly code: RefusalCode };

/**
 * Every outcome has a name (K6). In its window a check-in counts from the booked time; after it,
 * while the session goes on, from the arrival.
 */
export function decideCheckIn(arrival: Arrival, now: Instant, today: LocalDay): CheckInDecision {
  const { status, at, day, session } = arrival;
  if (status === "checked_in" || status === "fulfilled") return no("already_checked_in");
  if (!session.isOpen) return no("session_closed");
  if (status !== "booked" && status !== "no_show") return no("not_found");
  const opensAt = at - checkInWindow.earlyMin * minuteMs;
  const lateFrom = at + checkInWindow.lateMin * minuteMs;
  const endsAt = Math.max(session.to + session.lateMin * minuteMs, lateFrom);
  // A session across midnight is still of the day before.
  const isRunning = opensAt <= now && now < endsAt;
  if (!isRunning && day !== today) return no("wrong_day");
  if (now < opensAt) return no("too_early");
  if (now >= endsAt || status === "no_show") return no("too_late");
  const isLate = now > lateFrom;
  const countsFrom = isLate ? now : at;
  return { ok: true, countsFrom, isLate, doctorLateMin: session.lateMin };
}

function no(code: RefusalCode): CheckInDecision {
  return { ok: false, code };
}

/** A booking of the day that was not kept is given up when its session is over for so long. */
export const missedAfterMs = 60 * minuteMs;
