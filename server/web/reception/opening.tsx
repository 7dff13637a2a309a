import type { Language } from "../../../shared/domain/language.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { StaleNotice } from "../../../shared/ui/desk/stale-notice.tsx";
import type { Me } from "../../../shared/ui/desk/access.ts";
import { DeskBar, useAge } from "../../../shared/ui/desk/desk-bar.tsx";

/** The console before its first snapshot: its layout in grey, or the reason why nothing comes. */
export function Opening(props: {
  readonly client: Client;
  readonly me: Me;
  readonly refusal: RefusalCode | null;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
}) {
  const { t } = useLocale();
  const age = useAge(props.client, null, null);
  return (
    <div className="page" data-screen="opening">
      <DeskBar
        client={props.client}
        me={props.me}
        site={null}
        onLanguage={props.onLanguage}
        onSignOut={props.onSignOut}
      />
      {age.freshness === "stale" ? <StaleNotice asOf={null} /> : null}
      {props.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${props.refusal}`, { seconds: 0 })} />
      )}
      <main className="desk" aria-busy="true" aria-label={t("reception.loading")}>
        <h1 className="only-read-aloud">{t("reception.title")}</h1>
        <div className="desk-now now-skeleton">
          <i />
          <i />
          <i />
        </div>
        <div className="desk-list list-skeleton">
          {[1, 2, 3, 4, 5, 6].map((row) => (
            <i key={row} />
          ))}
        </div>
        <div className="desk-day" />
      </main>
    </div>
  );
}
