import { useState } from "react";
import { testKinds } from "../../../shared/domain/laboratory.ts";
import type { TestKind } from "../../../shared/domain/laboratory.ts";
import { useAge } from "../../../shared/ui/desk/desk-bar.tsx";
import { DeskFace } from "../../../shared/ui/desk/desk-face.tsx";
import type { SignedIn } from "../../../shared/ui/desk/desk-face.tsx";
import { DeskPage } from "../../../shared/ui/desk/desk-page.tsx";
import type { DeskPorts } from "../open-desk.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { WorkDesk } from "./work-desk.tsx";

/** The laboratory's and imaging's desk from sign-in on. */
export function Laboratory(props: DeskPorts) {
  return (
    <DeskFace title="lab.title" lead="lab.lead" access={props.access} connect={props.connect}>
      {(signedIn) => <AtWork signedIn={signedIn} fetcher={props.fetcher} />}
    </DeskFace>
  );
}

function AtWork(props: { readonly signedIn: SignedIn; readonly fetcher: typeof fetch }) {
  const { client, me, directory } = props.signedIn;
  const [kind, setKind] = useState<TestKind>(kindInAddress);
  const site = directory.snapshot;
  const feed = useFeed(client, "labWork", kind);
  const latest = Math.max(feed.snapshot?.serverTime ?? 0, site?.serverTime ?? 0);
  const age = useAge(client, latest === 0 ? null : latest, site?.data.zone ?? null);
  const refusal = feed.refusal ?? directory.refusal;
  return (
    <DeskPage signedIn={props.signedIn} screen="laboratory" age={age} refusal={refusal}>
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
    </DeskPage>
  );
}

/** The tab stands in the address, so that a reload comes back to it. */
function kindInAddress(): TestKind {
  return testKinds.find((kind) => window.location.hash === `#/${kind}`) ?? "laboratory";
}
