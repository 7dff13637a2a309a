import type { CommandId, ServiceId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { CheckInIntent, CheckInOutcome, IssuedTicket } from "../device-api.ts";
import { checkInActed, checkInAnswered, checkInTick, isAwaiting, newCheckIn } from "./check-in.ts";
import type { CheckIn, CheckInAct } from "./check-in.ts";

/** The check-in as one screen of a session; a change without a meaning gives the very same screen. */
export interface CheckInScreen {
  readonly name: "checkIn";
  readonly checkIn: CheckIn;
}

/** What a ticket by booking says besides its number. */
export interface Arrival {
  readonly bookedAt: Instant;
  readonly isLate: boolean;
  readonly doctorLateMin: number;
}

/** With whom and when an act is done. */
interface Here {
  readonly language: Language;
  readonly nowMs: number;
}

export function ofCheckIn(screen: CheckInScreen, checkIn: CheckIn): CheckInScreen {
  return checkIn === screen.checkIn ? screen : { name: "checkIn", checkIn };
}

export function actedOn(screen: CheckInScreen, act: CheckInAct, here: Here): CheckInScreen {
  return ofCheckIn(screen, checkInActed(screen.checkIn, act, here));
}

/** A slip may be held to the reader on the first screen too; nothing for what is no slip of ours. */
export function readAtHome(act: CheckInAct, here: Here): CheckInScreen | null {
  if (act.kind !== "read") return null;
  const checkIn = checkInActed({ ...newCheckIn, way: "qr" }, act, here);
  return checkIn.step.name === "asking" ? { name: "checkIn", checkIn } : null;
}

export function isAsking({ checkIn }: CheckInScreen): boolean {
  return checkIn.step.name === "asking";
}

/** The check-in that is being asked for, and since when: asked again, it has another instant. */
export function askedOn({
  checkIn,
}: CheckInScreen): { readonly intent: CheckInIntent; readonly sinceMs: number } | null {
  const { step } = checkIn;
  if (step.name === "asking") return step;
  return step.name === "refused" && step.slip?.paper === "printing" ? step.slip : null;
}

/** What an answer comes to: a number, or this screen with something else on it. */
export type Came =
  | {
      readonly kind: "numbered";
      readonly ticket: IssuedTicket;
      readonly serviceId: ServiceId;
      readonly arrival: Arrival;
    }
  | { readonly kind: "stays"; readonly screen: CheckInScreen };

/** The answer of another patient's intent, long wiped, must never show here: nothing for it. */
export function cameOf(
  screen: CheckInScreen,
  commandId: CommandId,
  outcome: CheckInOutcome,
): Came | null {
  if (!isAwaiting(screen.checkIn, commandId)) return null;
  if (outcome.kind !== "checked_in") {
    const checkIn = checkInAnswered(screen.checkIn, commandId, outcome);
    return { kind: "stays", screen: ofCheckIn(screen, checkIn) };
  }
  const { ticket } = outcome;
  const { serviceId, bookedAt, isLate, doctorLateMin } = ticket;
  return { kind: "numbered", ticket, serviceId, arrival: { bookedAt, isLate, doctorLateMin } };
}

/** `hasEnded`: an answer that did not come starts the countdown; digits that are hidden do not. */
export function tickedOn(
  screen: CheckInScreen,
  nowMs: number,
  patience: { readonly slowAfterMs: number; readonly troubleAfterMs: number },
): { readonly screen: CheckInScreen; readonly hasEnded: boolean } {
  const next = ofCheckIn(screen, checkInTick(screen.checkIn, nowMs, patience));
  return { screen: next, hasEnded: isAsking(screen) && !isAsking(next) };
}
