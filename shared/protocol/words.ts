import { z } from "zod";
import { languages } from "../domain/language.ts";
import { canBeRead, nameLettersMax, plainText } from "../domain/plain-text.ts";

/** Controls would reach paper and logs; half a character is no text at all. */
function isText(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text);
}

/**
 * Free text from a person: well-formed, no control characters, not only spaces or what has no
 * width. Stored without direction controls and piles of marks, in single spaces and in NFC, so
 * that equal text is equal bytes and turns nothing beside it.
 */
export function words(longest: number) {
  return z
    .string()
    .max(longest)
    .refine(isText)
    .transform(plainText)
    .refine((text) => text.length > 0);
}

/** The longest word that a card, a board and narrow paper show unbroken or nearly so. */
const wordLettersMax = 30;

/** The signs beside letters and digits that every font here has, on paper too. */
const signs = /[ \u200c\u0640.,:;·…()/+'’"«»\-–&%،؛؟]/u;
/** Letters of the five languages with their marks, and the three kinds of digits. */
const letters =
  /[\p{Script=Latin}\p{Script=Arabic}\u064b-\u065f\u06500-9\u0660-\u0669\u06f0-\u06f9]/u;
const mayStandInNames = new RegExp(`^(?:${letters.source}|${signs.source})+$`, "u");

/**
 * A name over a door, on a board and on paper: a clinic's, a room's, a device's. Only what all of
 * these can draw; whoever writes it is asked again rather than read as something else.
 */
export const displayName = z
  .string()
  .max(nameLettersMax)
  .refine((text) => text === plainText(text) && canBeRead(text) && mayStandInNames.test(text))
  .refine((text) => text.split(/[ /-]/).every((word) => word.length <= wordLettersMax));

/** The same thing's name in every language. */
export const displayNames = z.record(z.enum(languages), displayName);
