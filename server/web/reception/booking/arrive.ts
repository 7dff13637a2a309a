import { asciiDigits } from "../../../../shared/domain/arabic-name.ts";
import { readBookingCode } from "../../../../shared/domain/booking-code.ts";
import type { PayloadInput } from "../../../../shared/protocol/client.ts";

/** How somebody at the desk says which booking it is. */
export type Said =
  | { readonly by: "name"; readonly q: string }
  | { readonly by: PayloadInput<"checkIn">["by"]; readonly value: string };

const cardDigits = 12;
/** The shortest number that is a phone's, without its country. */
const phoneDigitsMin = 9;

/**
 * What was typed or scanned into the one field of the arrivals: the QR of a slip, its code, a phone,
 * a card, else a name. Nothing while it cannot be any of them yet.
 */
export function readSaid(text: string): Said | null {
  const typed = text.trim();
  if (typed.includes("#")) return { by: "qr", value: typed };
  const code = readBookingCode(typed);
  if (code !== null) return { by: "code", value: code };
  const digits = asciiDigits(typed).replace(/[\s\p{Cf}\p{Pd}()+.]/gu, "");
  if (/^\d+$/.test(digits)) {
    if (digits.length === cardDigits && !typed.startsWith("+")) {
      return { by: "nationalId", value: digits };
    }
    return digits.length >= phoneDigitsMin ? { by: "phone", value: typed } : null;
  }
  return /\p{L}.*\p{L}/u.test(typed) ? { by: "name", q: typed } : null;
}
