import { createContext, use, useEffect, useMemo } from "react";
import type { ReactNode } from "react";
import type { Language } from "../domain/language.ts";
import { locales } from "../i18n/locale.ts";
import type { Direction } from "../i18n/locale.ts";
import { translator } from "../i18n/translate.ts";
import type { Translate } from "../i18n/translate.ts";

interface Locale {
  readonly language: Language;
  readonly direction: Direction;
  readonly t: Translate;
}

const LocaleContext = createContext<Locale | null>(null);

/** Sets the language of everything below it, and `lang` and `dir` of the page, at once. */
export function LocaleProvider(props: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  const { language } = props;
  const locale = useMemo(
    () => ({ language, direction: locales[language].direction, t: translator(language) }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = locale.direction;
  }, [language, locale.direction]);
  return <LocaleContext value={locale}>{props.children}</LocaleContext>;
}

/** The language in force and its texts. Throws outside a {@link LocaleProvider}: a bug. */
export function useLocale(): Locale {
  const locale = use(LocaleContext);
  if (locale === null) throw new Error("no LocaleProvider above this component");
  return locale;
}
