import IconLogout from "@tabler/icons-react/dist/esm/icons/IconLogout.mjs";
import { useState } from "react";
import type { ReactNode } from "react";
import type { Language } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import type { Snapshot } from "../../../shared/protocol/wire.ts";
import { browserTime, useMonotonicMs, useServerTime } from "../../../shared/ui/clock.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { useLink } from "../../../shared/ui/use-feed.ts";
import { AppBar, ConnectionChip, LanguageSwitch } from "../../../shared/ui/desk/app-bar.tsx";
import { freshness } from "../../../shared/ui/desk/freshness.ts";
import type { Freshness } from "../../../shared/ui/desk/freshness.ts";
import type { Me } from "./access.ts";

/** How fresh the desk is and what time the hospital has, renewed twice a second. */
export interface Age {
  readonly freshness: Freshness;
  /** The hospital's clock at the last packet and now, `10:42`; nothing before the first. */
  readonly asOf: string | null;
  readonly clock: string | null;
  /** The server's time now, for the minutes waited. */
  readonly serverNow: number | null;
}

/** `latest` is the newest server time of what is shown. */
export function useAge(client: Client, latest: number | null, zone: string | null): Age {
  const link = useLink(client);
  const [openedAtMs] = useState(browserTime.monotonicMs);
  const nowMs = useMonotonicMs(500);
  const serverNow = useServerTime(latest, 500);
  const ageMs = link.lastPacketAtMs === null ? null : Math.max(0, nowMs - link.lastPacketAtMs);
  const at = (instant: number | null) =>
    instant === null || zone === null ? null : clockTime(instant, zone);
  return {
    freshness: freshness(link, openedAtMs, nowMs),
    asOf: at(serverNow === null || ageMs === null ? null : serverNow - ageMs),
    clock: at(serverNow),
    serverNow,
  };
}

/** The app bar of every signed-in screen: where, who, how fresh, the hospital's clock, the way out. */
export function DeskBar(props: {
  readonly client: Client;
  readonly me: Me;
  readonly site: Snapshot<DirectoryData> | null;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  /** Where this desk is. */
  readonly children?: ReactNode;
}) {
  const { t } = useLocale();
  const { me, site } = props;
  const age = useAge(props.client, site?.serverTime ?? null, site?.data.zone ?? null);
  return (
    <AppBar
      end={
        <>
          <ConnectionChip freshness={age.freshness} asOf={age.asOf} />
          {age.clock === null ? null : (
            <time>
              <Num>{age.clock}</Num>
            </time>
          )}
          <LanguageSwitch onChange={props.onLanguage} />
          <button type="button" className="button button-on-bar" onClick={props.onSignOut}>
            <IconLogout className="icon flip" aria-hidden="true" />
            {t("reception.signOut")}
          </button>
        </>
      }
    >
      {props.children}
      <span className="app-bar-rule" />
      <span className="app-bar-who">
        <bdi>{shownName(me.name)}</bdi> · {t(`desk.role.${me.role}`)}
      </span>
    </AppBar>
  );
}
