import type { Language } from "../domain/language.ts";

export type Direction = "rtl" | "ltr";

interface Locale {
  /** BCP 47, for Intl and the `lang` attribute. */
  readonly tag: string;
  readonly direction: Direction;
  /** The language's own name, as on the kiosk's first screen. */
  readonly ownName: string;
}

/**
 * Digits are Latin in every language: they must match the label on the paper. So is the calendar
 * the hospital's: a date in Persian is the day that the doctor says.
 */
export const locales: Readonly<Record<Language, Locale>> = {
  ar: { tag: "ar-IQ-u-nu-latn", direction: "rtl", ownName: "العربية" },
  ckb: { tag: "ckb-IQ-u-nu-latn", direction: "rtl", ownName: "کوردی" },
  en: { tag: "en-GB-u-nu-latn", direction: "ltr", ownName: "English" },
  fa: { tag: "fa-IR-u-ca-gregory-nu-latn", direction: "rtl", ownName: "فارسی" },
  ur: { tag: "ur-PK-u-nu-latn", direction: "rtl", ownName: "اردو" },
};
