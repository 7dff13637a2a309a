import IconLanguage from "@tabler/icons-react/dist/esm/icons/IconLanguage.mjs";
import { languages, nameIn } from "../../../shared/domain/language.ts";
import type { Language, Names } from "../../../shared/domain/language.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Mark } from "../../../shared/ui/ticket-label.tsx";

/** Whose page this is, and its languages by their own names in the phone's own list. */
export function PageHead(props: {
  readonly hospitalNames: Names | null;
  readonly onLanguage: (language: Language) => void;
}) {
  const { language, t } = useLocale();
  const { hospitalNames, onLanguage } = props;
  return (
    <header className="head">
      <Mark />
      <span className="head-name">
        {hospitalNames === null ? t("word.dawr") : nameIn(hospitalNames, language)}
      </span>
      <label className="language">
        <IconLanguage className="icon" aria-hidden="true" />
        <span className="only-read-aloud">{t("word.language")}</span>
        <select
          value={language}
          onChange={(event) => {
            const next = languages.find((known) => known === event.target.value);
            if (next !== undefined) onLanguage(next);
          }}
        >
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {locales[each].ownName}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
