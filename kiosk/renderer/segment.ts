import { languages } from "../../shared/domain/language.ts";
import { locales } from "../../shared/i18n/locale.ts";
import type { Translate } from "../../shared/i18n/translate.ts";

/** What a service's segments are asked by: whoever reads it knows what to answer. */
export function segmentTitle(segments: readonly string[], t: Translate): string {
  if (segments.every((segment) => segment === "women" || segment === "men")) {
    return t("segment.whoTitle");
  }
  if (segments.every((segment) => languageOf(segment) !== null)) return t("segment.languageTitle");
  return t("segment.title");
}

/** A segment's name: a language by its own; one that we have no word for by its id. */
export function segmentName(segment: string, t: Translate): string {
  if (segment === "women") return t("segment.women");
  if (segment === "men") return t("segment.men");
  const language = languageOf(segment);
  return language === null ? segment : locales[language].ownName;
}

function languageOf(segment: string) {
  return languages.find((language) => language === segment) ?? null;
}
