import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { clockOfMinute } from "./preparation.ts";
import type { Prepared } from "./preparation.ts";

/** What a patient must do before, a sentence each; none for tests without a preparation. */
export function preparationSentences(
  { fastingHours, notAfterMin, words }: Prepared,
  { t, language }: { readonly t: Translate; readonly language: Language },
): readonly string[] {
  return [
    ...(fastingHours === 0 ? [] : [t("lab.prep.fasting", { count: fastingHours })]),
    ...(notAfterMin === null
      ? []
      : [t("lab.prep.before", { time: leftToRight(clockOfMinute(notAfterMin)) })]),
    ...words.map((names) => nameIn(names, language)),
  ];
}

export function PreparationWords(props: { readonly prepared: Prepared }) {
  const locale = useLocale();
  return (
    <ul className="prep-words">
      {preparationSentences(props.prepared, locale).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
