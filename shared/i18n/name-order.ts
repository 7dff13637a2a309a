import { nameIn } from "../domain/language.ts";
import type { Language, Names } from "../domain/language.ts";
import { locales } from "./locale.ts";

interface Named {
  readonly names: Names;
}

/** Compares by the names in a language, as its readers look them up: room 2 before room 10. */
export function byName(language: Language): (one: Named, other: Named) => number {
  const { compare } = new Intl.Collator(locales[language].tag, { numeric: true });
  return (one, other) => compare(nameIn(one.names, language), nameIn(other.names, language));
}
