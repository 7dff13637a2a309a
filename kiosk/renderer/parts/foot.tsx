import IconArrowLeft from "@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconHome from "@tabler/icons-react/dist/esm/icons/IconHome.mjs";
import IconLanguage from "@tabler/icons-react/dist/esm/icons/IconLanguage.mjs";
import { languages } from "../../../shared/domain/language.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Session } from "../session.ts";
import type { Act } from "./act.ts";

/** Back, start and language: at the same place on every screen after the first. */
export function Foot(props: { readonly session: Session; readonly act: Act }) {
  const { session, act } = props;
  const { t } = useLocale();
  return (
    <footer className="foot">
      {session.picksLanguage ? (
        <LanguagePicker act={act} />
      ) : (
        <nav className="nav">
          <button type="button" data-act="back" onClick={() => act({ type: "back" })}>
            <IconArrowLeft className="icon flip" aria-hidden="true" />
            {t("word.back")}
          </button>
          <button type="button" data-act="start" onClick={() => act({ type: "go", to: "home" })}>
            <IconHome className="icon" aria-hidden="true" />
            {t("word.start")}
          </button>
          <LanguageButton session={session} act={act} />
        </nav>
      )}
    </footer>
  );
}

/** Opens and closes the choice of languages; the step the patient is at stays. */
export function LanguageButton(props: { readonly session: Session; readonly act: Act }) {
  const { t } = useLocale();
  return (
    <button
      type="button"
      data-act="language"
      aria-expanded={props.session.picksLanguage}
      onClick={() => props.act({ type: "pickLanguage" })}
    >
      <IconLanguage className="icon" aria-hidden="true" />
      {t("word.language")}
    </button>
  );
}

/** Every language by its own name. */
export function LanguagePicker(props: { readonly act: Act }) {
  const { language, t } = useLocale();
  return (
    <div className="langs" role="group" aria-label={t("word.language")}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          data-language={one}
          aria-pressed={one === language}
          onClick={() => props.act({ type: "language", language: one })}
        >
          {one === language && <IconCheck className="icon" aria-hidden="true" />}
          {locales[one].ownName}
        </button>
      ))}
    </div>
  );
}
