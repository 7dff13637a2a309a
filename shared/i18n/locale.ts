import type { Language } from "../domain/language.ts";

export type Direction = "rtl" | "ltr";

interface Locale {
  /** BCP 47, for Intl and the `lang` attribute. */
  readonly tag: string;
  readonly direction: Direction;
  /** The language's own name, as on the kiosk's first screen. */
  readonly ownName: string;
}

/** Digits are Latin in every language: they must match the label on the paper. */
export const locales: Readonly<Record<Language, Locale>> = {
  ar: { tag: "ar-IQ-u-nu-latn", direction: "rtl", ownName: "العربية" },
  en: { tag: "en-GB-u-nu-latn", direction: "ltr", ownName: "English" },
};
