import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconLanguage from "@tabler/icons-react/dist/esm/icons/IconLanguage.mjs";
import IconPlugConnected from "@tabler/icons-react/dist/esm/icons/IconPlugConnected.mjs";
import IconPlugConnectedX from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
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

/** One button with the next language's own name: touched, everything speaks it at once. */
export function LanguageSwitch(props: { readonly onChange: (language: Language) => void }) {
  const { language } = useLocale();
  const next = languages[(languages.indexOf(language) + 1) % languages.length] ?? "ar";
  return (
    <button
      type="button"
      className="button button-on-bar"
      lang={next}
      data-language={next}
      onClick={() => props.onChange(next)}
    >
      <IconLanguage className="icon" aria-hidden="true" />
      {locales[next].ownName}
    </button>
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
