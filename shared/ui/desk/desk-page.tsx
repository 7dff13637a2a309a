import type { ReactNode } from "react";
import type { RefusalCode } from "../../domain/refusal.ts";
import { nameIn } from "../../domain/language.ts";
import { useLocale } from "../locale-provider.tsx";
import { DeskBar } from "./desk-bar.tsx";
import type { Age } from "./desk-bar.tsx";
import type { SignedIn } from "./desk-face.tsx";
import { Notice } from "./notice.tsx";
import { StaleNotice } from "./stale-notice.tsx";

/** A signed-in desk of the whole hospital: its bar, how old it is, what was refused, its work. */
export function DeskPage(props: {
  readonly signedIn: SignedIn;
  readonly screen: string;
  readonly view?: string;
  readonly age: Age;
  readonly refusal: RefusalCode | null;
  readonly children: ReactNode;
}) {
  const { age, refusal } = props;
  const { client, me, directory, onLanguage, onSignOut } = props.signedIn;
  const { t, language } = useLocale();
  const site = directory.snapshot;
  return (
    <div className="page" data-screen={props.screen} data-view={props.view}>
      <DeskBar client={client} me={me} site={site} onLanguage={onLanguage} onSignOut={onSignOut}>
        <span className="app-bar-rule" />
        <span className="app-bar-place">
          {site === null ? null : <bdi>{nameIn(site.data.hospitalNames, language)}</bdi>}
        </span>
      </DeskBar>
      {age.freshness === "stale" ? <StaleNotice asOf={age.asOf} /> : null}
      {refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${refusal}`, { seconds: 0 })} />
      )}
      {props.children}
    </div>
  );
}
