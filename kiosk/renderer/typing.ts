import { asciiDigits } from "../../shared/domain/arabic-name.ts";
import { codeLength, readBookingCode } from "../../shared/domain/booking-code.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { CheckInWay } from "../device-api.ts";

/** What a patient can be asked to type. A QR is shown, not typed. */
export type Question = Exclude<CheckInWay, "qr"> | "birthYear";

/** What was typed so far, in the signs that the server reads. */
export interface Typed {
  readonly signs: string;
  /** Of the last sign; nothing before the first one. */
  readonly atMs: number | null;
  /** Left on the screen for long: whoever comes by reads no number. */
  readonly isMasked: boolean;
}

/** After this time without a key only the last signs can still be read. */
export const maskAfterMs = 10_000;
const readableAtEnd = 2;
const mask = "•";

export const nothingTyped: Typed = { signs: "", atMs: null, isMasked: false };

/** An Iraqi mobile number has eleven digits; with the country in front it is longer. */
const signsMax: Readonly<Record<Question, number>> = {
  code: codeLength,
  phone: 15,
  nationalId: 12,
  birthYear: 4,
};
const phoneMin = 10;
const birthYears = { from: 1900, to: 2100 } as const;

/** With a key or a pasted text added. Signs that can't stand there are left out. */
export function withText(typed: Typed, question: Question, text: string, nowMs: number): Typed {
  const plain = asciiDigits(text.normalize("NFKC")).toUpperCase();
  const whole = question === "phone" ? plain.replace(/^\s*\+/u, "00") : plain;
  const fitting = whole.replace(question === "code" ? /[^0-9A-Z]/gu : /\D/gu, "");
  const signs = (typed.signs + fitting).slice(0, signsMax[question]);
  return { signs, atMs: nowMs, isMasked: false };
}

export function withoutLast(typed: Typed, nowMs: number): Typed {
  return { signs: typed.signs.slice(0, -1), atMs: nowMs, isMasked: false };
}

export function masked(typed: Typed, nowMs: number): Typed {
  const isDue = typed.atMs !== null && nowMs - typed.atMs >= maskAfterMs;
  return isDue && !typed.isMasked ? { ...typed, isMasked: true } : typed;
}

/** May it be sent as it stands? */
export function isComplete(question: Question, signs: string): boolean {
  switch (question) {
    case "code":
      return readBookingCode(signs) !== null;
    case "phone":
      return signs.length >= phoneMin;
    case "nationalId":
      return signs.length === signsMax.nationalId;
    case "birthYear":
      return (
        /^\d{4}$/u.test(signs) && Number(signs) >= birthYears.from && Number(signs) <= birthYears.to
      );
    default:
      return missingCase(question);
  }
}

/** All signs are there, and yet it can't be right: a code says so by its last sign. */
export function isMistyped(question: Question, signs: string): boolean {
  return signs.length === signsMax[question] && !isComplete(question, signs);
}

/** The signs as the field shows them, in groups; `missing` are places still to be filled. */
export function groupsOf(
  question: Question,
  typed: Typed,
): readonly { readonly signs: string; readonly missing: number }[] {
  const { signs, isMasked } = typed;
  const readable = isMasked ? Math.max(0, signs.length - readableAtEnd) : 0;
  const shown = mask.repeat(readable) + signs.slice(readable);
  let from = 0;
  return shapeOf(question, signs).map((length) => {
    const part = shown.slice(from, from + length);
    from += length;
    return { signs: part, missing: length - part.length };
  });
}

function shapeOf(question: Question, signs: string): readonly number[] {
  switch (question) {
    case "code":
      return [4, 4];
    case "nationalId":
      return [4, 4, 4];
    case "birthYear":
      return [4];
    case "phone":
      if (signs.startsWith("00")) return [5, 3, 3, 4];
      return signs.startsWith("964") ? [3, 3, 3, 4] : [4, 3, 4];
    default:
      return missingCase(question);
  }
}

/** The token in a booking's QR, by itself or behind the `#` of its address. */
const tokenAtEnd = /(?:^|#)([\w-]{30})$/u;

/** What a reader or the clipboard has read of a slip; nothing when it is no slip of ours. */
export function paperIn(
  text: string,
): { readonly by: "qr" | "code"; readonly value: string } | null {
  const token = tokenAtEnd.exec(text.trim())?.[1];
  if (token !== undefined) return { by: "qr", value: token };
  const code = readBookingCode(text);
  return code === null ? null : { by: "code", value: code };
}
