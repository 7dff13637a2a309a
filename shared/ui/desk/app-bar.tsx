import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconChevronDown from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconLanguage from "@tabler/icons-react/dist/esm/icons/IconLanguage.mjs";
import IconPlugConnected from "@tabler/icons-react/dist/esm/icons/IconPlugConnected.mjs";
import IconPlugConnectedX from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { languages } from "../../domain/language.ts";
import type { Language } from "../../domain/language.ts";
import { locales } from "../../i18n/locale.ts";
import { leftToRight } from "../../i18n/translate.ts";
import { useLocale } from "../locale-provider.tsx";
import { Mark } from "../ticket-label.tsx";
import type { Freshness } from "./freshness.ts";

/** The bar above every desk: the mark, who and where, and at its end what is always there. */
export function AppBar(props: { readonly children?: ReactNode; readonly end: ReactNode }) {
  const { t } = useLocale();
  return (
    <header className="app-bar">
      <Mark />
      <span className="app-bar-name">{t("word.dawr")}</span>
      {props.children}
      <div className="app-bar-end">{props.end}</div>
    </header>
  );
}

/**
 * The language in force by its own name; touched, it opens all of them, and the one chosen is spoken
 * at once. Closes by itself when the focus goes elsewhere, and by Escape.
 */
export function LanguageSwitch(props: { readonly onChange: (language: Language) => void }) {
  const { language, t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsOpen(false);
    opener.current?.focus();
  };
  return (
    <div
      className="language-switch"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={opener}
        type="button"
        className="button button-on-bar"
        data-act="language"
        aria-expanded={isOpen}
        onClick={(event) => {
          // Not every browser gives a clicked button the focus that closes this again.
          event.currentTarget.focus();
          setIsOpen(!isOpen);
        }}
      >
        <IconLanguage className="icon" aria-hidden="true" />
        <span className="only-read-aloud">{t("word.language")}</span>
        <span lang={language}>{locales[language].ownName}</span>
        <IconChevronDown className="icon" aria-hidden="true" />
      </button>
      {isOpen ? (
        <LanguageRow
          onChange={(chosen) => {
            props.onChange(chosen);
            close();
          }}
        />
      ) : null}
    </div>
  );
}

/** Every language by its own name, each a touch away. */
export function LanguageRow(props: { readonly onChange: (language: Language) => void }) {
  const { language, t } = useLocale();
  return (
    <div className="language-row" role="group" aria-label={t("word.language")}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          lang={one}
          data-language={one}
          aria-pressed={one === language}
          onClick={() => props.onChange(one)}
        >
          {one === language ? <IconCheck className="icon" aria-hidden="true" /> : null}
          {locales[one].ownName}
        </button>
      ))}
    </div>
  );
}

const linkIcons = {
  fresh: IconCircleCheck,
  connecting: IconPlugConnected,
  ageing: IconClock,
  stale: IconPlugConnectedX,
} as const;

/** Always at the same place: its word changes, not only its colour. */
export function ConnectionChip(props: {
  readonly freshness: Freshness;
  /** Clock time of the last packet, `10:42`; nothing before the first. */
  readonly asOf: string | null;
}) {
  const { t } = useLocale();
  const Icon = linkIcons[props.freshness];
  const words =
    props.freshness === "ageing" && props.asOf !== null
      ? t("desk.link.ageing", { time: leftToRight(props.asOf) })
      : t(`desk.link.${props.freshness === "ageing" ? "connecting" : props.freshness}`);
  return (
    <span className={`link-chip link-${props.freshness}`} data-link={props.freshness} role="status">
      <Icon className="icon" aria-hidden="true" />
      <span>{words}</span>
    </span>
  );
}
