import { asciiDigits } from "./arabic-name.ts";

/**
 * Signs that nobody takes for one another, read aloud, printed small or written by hand: no I, O,
 * Q, U, no 0, 1, 2, 5, 8.
 */
export const codeSigns = "34679ABCDEFGHJKLMNPRSTVWXYZ";
const drawnSigns = 7;
export const codeLength = drawnSigns + 1;

/** Weights that share no factor with 27 signs, nor do the differences of two neighbours. */
const weights = [1, 2, 4, 5, 7, 8, 10] as const;

/** What people write for the sign they see. */
const takenFor: Readonly<Record<string, string>> = { "2": "Z", "5": "S", "8": "B", "1": "L" };

/**
 * A code from chance, its last sign a check on the others: one wrong sign, or two neighbours turned
 * round, is never another code. Nothing when there was too little chance in the bytes.
 */
export function bookingCode(chance: Uint8Array): string | null {
  // Bytes past the last whole run of the alphabet would make some signs likelier than others.
  const fair = [...chance].filter((byte) => byte < 256 - (256 % codeSigns.length));
  if (fair.length < drawnSigns) return null;
  const drawn = fair.slice(0, drawnSigns).map((byte) => byte % codeSigns.length);
  return [...drawn, checkOf(drawn)].map((index) => codeSigns.charAt(index)).join("");
}

/** As it is read aloud and copied, the same on paper, phone, desk and kiosk: `7H44 S4HC`. */
export function codeInHalves(code: string): string {
  const half = codeLength / 2;
  return `${code.slice(0, half)} ${code.slice(half)}`;
}

/** A code as somebody typed or read it; nothing when it cannot be one. */
export function readBookingCode(text: string): string | null {
  const typed = asciiDigits(text.normalize("NFKC"))
    .toUpperCase()
    .replace(/[\s\p{Cf}\p{Pd}]/gu, "");
  const code = [...typed].map((sign) => takenFor[sign] ?? sign).join("");
  if (code.length !== codeLength) return null;
  const indexes = [...code].map((sign) => codeSigns.indexOf(sign));
  const isOurs = !indexes.includes(-1) && checkOf(indexes) === indexes[drawnSigns];
  return isOurs ? code : null;
}

function checkOf(indexes: readonly number[]): number {
  const sum = weights.reduce((total, weight, at) => total + weight * (indexes[at] ?? 0), 0);
  return sum % codeSigns.length;
}
