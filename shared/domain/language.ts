import { shownName } from "./plain-text.ts";

/** Languages a screen and a ticket can speak, in the order of their buttons, Arabic first. */
export const languages = ["ar", "ckb", "en", "fa", "ur"] as const;
export type Language = (typeof languages)[number];

/** A name in each language. Arabic is always there; a missing one falls back to it. */
export type Names = { readonly ar: string } & { readonly [L in Exclude<Language, "ar">]?: string };

/** Names as somebody typed them, without the languages that were left out. */
export function namesGiven(
  given: { readonly ar: string } & { readonly [L in Exclude<Language, "ar">]?: string | undefined },
): Names {
  let names: Names = { ar: given.ar };
  for (const language of languages) {
    const name = given[language];
    if (name !== undefined) names = { ...names, [language]: name };
  }
  return names;
}

/**
 * The name to draw: in this language, else in Arabic. It stands beside labels and other names, so
 * whatever it was made of it cannot turn or push them.
 */
export function nameIn(names: Names, language: Language): string {
  const own = shownName(names[language] ?? "");
  return own === "" ? shownName(names.ar) : own;
}

/** What phones set to Kurdish in Arabic script call it, besides Sorani's own code. */
const sorani = /^ku(-arab)?(-iq|-ir)?$/;

/** The first of these wishes (BCP 47 tags, best first) that we speak; else Arabic. */
export function preferredLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes.map((each) => each.trim().toLowerCase())) {
    const spoken = sorani.test(wish)
      ? "ckb"
      : languages.find((language) => wish === language || wish.startsWith(`${language}-`));
    if (spoken !== undefined) return spoken;
  }
  return "ar";
}
