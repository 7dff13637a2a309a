import { useState } from "react";
import type { Language } from "../../../shared/domain/language.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { testKinds } from "../../../shared/domain/laboratory.ts";
import type { TestKind } from "../../../shared/domain/laboratory.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Access } from "../../../shared/ui/desk/access.ts";
import { DeskBar, useAge } from "../../../shared/ui/desk/desk-bar.tsx";
import { DeskFace } from "../../../shared/ui/desk/desk-face.tsx";
import type { SignedIn } from "../../../shared/ui/desk/desk-face.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { StaleNotice } from "../../../shared/ui/desk/stale-notice.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { WorkDesk } from "./work-desk.tsx";

/** The laboratory's and imaging's desk from sign-in on. */
export function Laboratory(props: {
  readonly access: Access;
  readonly fetcher: typeof fetch;
  readonly connect: (language: Language) => Client;
}) {
  return (
    <DeskFace title="lab.title" lead="lab.lead" access={props.access} connect={props.connect}>
      {(signedIn) => <AtWork signedIn={signedIn} fetcher={props.fetcher} />}
    </DeskFace>
  );
}

function AtWork(props: { readonly signedIn: SignedIn; readonly fetcher: typeof fetch }) {
  const { client, me, directory, onLanguage, onSignOut } = props.signedIn;
  const { t, language } = useLocale();
  const [kind, setKind] = useState<TestKind>(kindInAddress);
  const site = directory.snapshot;
  const feed = useFeed(client, "labWork", kind);
  const latest = Math.max(feed.snapshot?.serverTime ?? 0, site?.serverTime ?? 0);
  const age = useAge(client, latest === 0 ? null : latest, site?.data.zone ?? null);
  const refusal = feed.refusal ?? directory.refusal;
  return (
    <div className="page" data-screen="laboratory">
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
      <WorkDesk
        {...{ client, me, kind }}
        work={feed.snapshot?.data ?? null}
        clock={
          age.serverNow === null || site === null
            ? null
            : { now: age.serverNow, zone: site.data.zone }
        }
        isStale={age.freshness === "stale"}
        fetcher={props.fetcher}
        onKind={(next) => {
          window.location.hash = `#/${next}`;
          setKind(next);
        }}
      />
    </div>
  );
}

/** The tab stands in the address, so that a reload comes back to it. */
function kindInAddress(): TestKind {
  return testKinds.find((kind) => window.location.hash === `#/${kind}`) ?? "laboratory";
}
