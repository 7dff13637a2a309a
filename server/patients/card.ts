import { bareNumber } from "./phone.ts";

/**
 * The number of the national card: twelve digits, of any of the three sets; nothing for any other
 * text. No rule of check digits is published for it, so there is none here.
 */
export function cardOf(text: string): string | null {
  const bare = bareNumber(text);
  return /^\d{12}$/.test(bare) ? bare : null;
}
