import parsePhoneNumber from "libphonenumber-js/max";
import { asciiDigits } from "../../shared/domain/arabic-name.ts";

/** What stands between digits or steers them: spaces, hyphens, stops, brackets, bidi marks. */
const between = /[\s\p{Cf}\p{Pd}().\u066a-\u066c/]/gu;

/** A number with nothing but its digits, and the plus in front of it if there is one. */
export function bareNumber(text: string): string {
  return asciiDigits(text).replace(between, "");
}

/**
 * A phone number in any form that people write it in, as E.164; nothing when it is none. Numbers
 * without a country are Iraq's. Which operator it is is not asked: new prefixes come.
 */
export function phoneOf(text: string): string | null {
  const bare = bareNumber(text);
  if (!/^\+?\d{5,20}$/.test(bare)) return null;
  const number = parsePhoneNumber(bare, "IQ");
  return number?.isValid() === true ? number.number : null;
}

/** What a half-typed number begins with, as stored numbers do; nothing when it is too short. */
export function phoneStart(text: string): string | null {
  const bare = bareNumber(text);
  if (!/^\+?\d{6,15}$/.test(bare)) return null;
  if (bare.startsWith("+")) return bare;
  if (bare.startsWith("00")) return `+${bare.slice(2)}`;
  if (bare.startsWith("964")) return `+${bare}`;
  return `+964${bare.replace(/^0/, "")}`;
}
