import type { AppointmentId, CommandId } from "../../shared/domain/ids.ts";
import type { Preparation } from "../../shared/domain/laboratory.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { PrintOutcome } from "../../shared/domain/print-job.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { MeantBooking } from "../../shared/protocol/scheduling-commands.ts";
import type { CheckInIntent, CheckInOutcome, CheckInWay } from "../device-api.ts";
import { isComplete, masked, nothingTyped, paperIn, withoutLast, withText } from "./typing.ts";
import type { Question, Typed } from "./typing.ts";

/** Where a booked patient stands between "I have an appointment" and the ticket. */
export interface CheckIn {
  readonly way: CheckInWay;
  readonly value: Typed;
  readonly year: Typed;
  readonly step: Step;
}

type Asked =
  | { readonly name: "value" }
  /** A number is not a secret: the birth year goes with it. */
  | { readonly name: "birthYear" }
  /** Several bookings, told apart by their times. */
  | { readonly name: "choose"; readonly bookings: readonly MeantBooking[] }
  | PreparationAsked;

/** What the tests of the booking ask of their patient before: yes or no. */
export interface PreparationAsked {
  readonly name: "preparation";
  readonly preparation: Preparation;
  /** What was sent, to be sent again with the answer. */
  readonly intent: CheckInIntent;
}

export type Step =
  | Asked
  | {
      readonly name: "asking";
      readonly intent: CheckInIntent;
      readonly from: Asked;
      readonly sinceMs: number;
      readonly isSlow: boolean;
    }
  /** `code`: why it could not be done now; nothing when nobody answered. */
  | {
      readonly name: "trouble";
      readonly intent: CheckInIntent;
      readonly from: Asked;
      readonly code: RefusalCode | null;
    }
  | {
      readonly name: "refused";
      readonly code: RefusalCode;
      readonly bookings: readonly MeantBooking[];
      /** The booking's paper, once it was asked for. */
      readonly slip?: SlipAsked;
      /** The question whose answer it is: a slip of the finger is put right there. */
      readonly from?: Asked;
    };

export interface SlipAsked {
  readonly intent: CheckInIntent;
  readonly sinceMs: number;
  readonly paper: "printing" | PrintOutcome;
}

export type CheckInAct =
  | { readonly kind: "way"; readonly way: CheckInWay }
  /** A key, or a pasted text. */
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "erase" }
  | { readonly kind: "clear" }
  | { readonly kind: "send"; readonly commandId: CommandId }
  /** The slip of the booking that it is too early for. */
  | { readonly kind: "slip"; readonly commandId: CommandId }
  /** All that a reader has read, or a pasted slip. */
  | { readonly kind: "read"; readonly text: string; readonly commandId: CommandId }
  | {
      readonly kind: "choose";
      readonly appointmentId: AppointmentId;
      readonly commandId: CommandId;
    }
  | { readonly kind: "prepared"; readonly isPrepared: boolean; readonly commandId: CommandId };

export const newCheckIn: CheckIn = {
  way: "phone",
  value: nothingTyped,
  year: nothingTyped,
  step: { name: "value" },
};

/** With whom and when an act is done. */
interface Here {
  readonly language: Language;
  readonly nowMs: number;
}

/** After an act of the patient. While an answer is awaited, and without a meaning, none changes it. */
export function checkInActed(checkIn: CheckIn, act: CheckInAct, here: Here): CheckIn {
  if (checkIn.step.name === "asking") return checkIn;
  switch (act.kind) {
    case "way":
      if (checkIn.step.name !== "value" || act.way === checkIn.way) return checkIn;
      return { ...newCheckIn, way: act.way };
    case "type":
      return typedInto(checkIn, (typed, question) =>
        withText(typed, question, act.text, here.nowMs),
      );
    case "erase":
      return typedInto(checkIn, (typed) => withoutLast(typed, here.nowMs));
    case "clear":
      return typedInto(checkIn, () => nothingTyped);
    case "send":
      return sent(checkIn, act.commandId, here);
    case "slip":
      return slipAsked(checkIn, act.commandId, here);
    case "read":
      return wasRead(checkIn, act, here);
    case "prepared":
      return prepared(checkIn, act, here);
    case "choose": {
      const { step } = checkIn;
      if (step.name !== "choose") return checkIn;
      const { appointmentId, commandId } = act;
      if (!step.bookings.some((one) => one.appointmentId === appointmentId)) return checkIn;
      const intent = { ...intentOf(checkIn, commandId, here.language), appointmentId };
      return { ...checkIn, step: asking(intent, step, here.nowMs) };
    }
    default:
      return missingCase(act);
  }
}

/** Who has eaten is not sent to wait for nothing: what to do instead is said at once. */
function prepared(
  checkIn: CheckIn,
  { isPrepared, commandId }: Extract<CheckInAct, { kind: "prepared" }>,
  here: Here,
): CheckIn {
  const { step } = checkIn;
  if (step.name !== "preparation") return checkIn;
  if (!isPrepared) {
    return {
      ...checkIn,
      step: { name: "refused", code: "not_prepared", bookings: [], from: step },
    };
  }
  const intent = { ...step.intent, commandId, isPrepared };
  return { ...checkIn, step: asking(intent, step, here.nowMs) };
}

/** What is being typed now; nothing where no text is asked for. */
export function questionOf({ way, step }: CheckIn): Question | null {
  if (step.name === "birthYear") return "birthYear";
  return step.name === "value" && way !== "qr" ? way : null;
}

/** The question that stays on the screen, also while its answer is on the way. */
export function askedOf({ step }: CheckIn): Asked | null {
  if (step.name === "asking") return step.from;
  return step.name === "trouble" || step.name === "refused" ? null : step;
}

function typedInto(checkIn: CheckIn, change: (typed: Typed, question: Question) => Typed): CheckIn {
  const question = questionOf(checkIn);
  if (question === null) return checkIn;
  if (question === "birthYear") return { ...checkIn, year: change(checkIn.year, question) };
  return { ...checkIn, value: change(checkIn.value, question) };
}

function sent(checkIn: CheckIn, commandId: CommandId, { language, nowMs }: Here): CheckIn {
  const { step, value, year } = checkIn;
  const question = questionOf(checkIn);
  if (question === null || (step.name !== "value" && step.name !== "birthYear")) return checkIn;
  const { signs } = question === "birthYear" ? year : value;
  if (!isComplete(question, signs)) return checkIn;
  return { ...checkIn, step: asking(intentOf(checkIn, commandId, language), step, nowMs) };
}

/** Only of one booking that is still to come, and once: a second paper is the reception's. */
function slipAsked(checkIn: CheckIn, commandId: CommandId, here: Here): CheckIn {
  const { step } = checkIn;
  if (step.name !== "refused" || step.slip !== undefined) return checkIn;
  const [booking, ...more] = step.bookings;
  const isAhead = step.code === "too_early" || step.code === "wrong_day";
  if (booking === undefined || more.length > 0 || !isAhead) return checkIn;
  const { appointmentId: slipOf } = booking;
  const intent = { ...intentOf(checkIn, commandId, here.language), slipOf };
  return {
    ...checkIn,
    step: { ...step, slip: { intent, sinceMs: here.nowMs, paper: "printing" } },
  };
}

function intentOf({ way, value, year }: CheckIn, commandId: CommandId, language: Language) {
  return {
    ...{ commandId, by: way, value: value.signs, language },
    ...(year.signs === "" ? {} : { birthYear: Number(year.signs) }),
  };
}

function asking(intent: CheckInIntent, from: Asked, nowMs: number): Step {
  return { name: "asking", intent, from, sinceMs: nowMs, isSlow: false };
}

/** A slip of ours is sent at once, whatever was asked for; a card's number only where it is. */
function wasRead(
  checkIn: CheckIn,
  { text, commandId }: Extract<CheckInAct, { kind: "read" }>,
  here: Here,
): CheckIn {
  const paper = paperIn(text);
  if (paper === null) {
    if (checkIn.way !== "qr" || checkIn.step.name !== "value")
      return sent(checkIn, commandId, here);
    return { ...checkIn, step: { name: "refused", code: "not_found", bookings: [] } };
  }
  const from: Asked = { name: "value" };
  const intent = { ...paper, commandId, language: here.language };
  return { ...newCheckIn, way: "qr", step: asking(intent, from, here.nowMs) };
}

/** After an answer that gives no ticket. One of another intent changes nothing. */
export function checkInAnswered(
  checkIn: CheckIn,
  commandId: CommandId,
  outcome: Exclude<CheckInOutcome, { kind: "checked_in" }>,
): CheckIn {
  const { step } = checkIn;
  if (!isAwaiting(checkIn, commandId)) return checkIn;
  if (step.name === "refused" && step.slip !== undefined) {
    return { ...checkIn, step: { ...step, slip: { ...step.slip, paper: paperOf(outcome) } } };
  }
  if (outcome.kind === "slip") return checkIn;
  if (step.name !== "asking" && step.name !== "trouble") return checkIn;
  if (outcome.kind !== "refused") {
    const code = outcome.kind === "try_again" ? outcome.code : null;
    return { ...checkIn, step: { name: "trouble", intent: step.intent, from: step.from, code } };
  }
  const { code, bookings } = outcome;
  if (code === "confirm_needed" && step.from.name === "value") {
    return { ...checkIn, year: nothingTyped, step: { name: "birthYear" } };
  }
  if (code === "ambiguous" && bookings.length > 0) {
    return { ...checkIn, step: { name: "choose", bookings } };
  }
  const preparation = bookings.find((booking) => booking.preparation !== undefined)?.preparation;
  if (code === "preparation_asked" && preparation !== undefined) {
    return { ...checkIn, step: { name: "preparation", preparation, intent: step.intent } };
  }
  return { ...checkIn, step: { name: "refused", code, bookings } };
}

/** What nobody answered may have been done; a "no" was not. */
function paperOf(outcome: Exclude<CheckInOutcome, { kind: "checked_in" }>): PrintOutcome {
  if (outcome.kind === "slip") return outcome.paper;
  return outcome.kind === "no_answer" ? "unknown" : "not_printed";
}

export function isAwaiting({ step }: CheckIn, commandId: CommandId): boolean {
  if (step.name === "refused") {
    return step.slip?.paper === "printing" && step.slip.intent.commandId === commandId;
  }
  return (step.name === "asking" || step.name === "trouble") && step.intent.commandId === commandId;
}

/** The same intent once more: whatever became of the first try, there is one ticket. */
export function checkInAgain(checkIn: CheckIn, nowMs: number): CheckIn {
  const { step } = checkIn;
  if (step.name !== "trouble") return checkIn;
  return { ...checkIn, step: asking(step.intent, step.from, nowMs) };
}

/** One step back; nothing when that is the first screen. */
export function checkInBack(checkIn: CheckIn): CheckIn | null {
  const { step, value } = checkIn;
  switch (step.name) {
    case "value":
      return null;
    case "asking":
      return checkIn;
    case "trouble":
      return { ...checkIn, step: step.from };
    case "refused":
      if (step.from !== undefined) return { ...checkIn, step: step.from };
      return { ...newCheckIn, way: checkIn.way, value };
    case "birthYear":
    case "choose":
    case "preparation":
      return { ...newCheckIn, way: checkIn.way, value };
    default:
      return missingCase(step);
  }
}

/** What time alone changes: digits are hidden, a slow answer is said, a missing one given up. */
export function checkInTick(
  checkIn: CheckIn,
  nowMs: number,
  patience: { readonly slowAfterMs: number; readonly troubleAfterMs: number },
): CheckIn {
  const { step } = checkIn;
  const value = masked(checkIn.value, nowMs);
  const year = masked(checkIn.year, nowMs);
  const hidden =
    value === checkIn.value && year === checkIn.year ? checkIn : { ...checkIn, value, year };
  if (step.name !== "asking") return hidden;
  const triedMs = nowMs - step.sinceMs;
  if (triedMs >= patience.troubleAfterMs) {
    const { intent, from } = step;
    return { ...hidden, step: { name: "trouble", intent, from, code: null } };
  }
  const isSlow = triedMs >= patience.slowAfterMs;
  return isSlow === step.isSlow ? hidden : { ...hidden, step: { ...step, isSlow } };
}
