/** Languages a screen and a ticket can speak, Arabic first. */
export const languages = ["ar", "en"] as const;
export type Language = (typeof languages)[number];

/** A name in each language. Arabic is always there; a missing one falls back to it. */
export type Names = { readonly ar: string } & { readonly [L in Exclude<Language, "ar">]?: string };

export function nameIn(names: Names, language: Language): string {
  return names[language] ?? names.ar;
}
