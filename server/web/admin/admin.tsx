import IconCalendarEvent from "@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs";
import IconCalendarStats from "@tabler/icons-react/dist/esm/icons/IconCalendarStats.mjs";
import IconDoorEnter from "@tabler/icons-react/dist/esm/icons/IconDoorEnter.mjs";
import IconId from "@tabler/icons-react/dist/esm/icons/IconId.mjs";
import IconInbox from "@tabler/icons-react/dist/esm/icons/IconInbox.mjs";
import IconMicroscope from "@tabler/icons-react/dist/esm/icons/IconMicroscope.mjs";
import IconBuildingHospital from "@tabler/icons-react/dist/esm/icons/IconBuildingHospital.mjs";
import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import IconSlice from "@tabler/icons-react/dist/esm/icons/IconSlice.mjs";
import IconTool from "@tabler/icons-react/dist/esm/icons/IconTool.mjs";
import IconUsersGroup from "@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs";
import { useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { missingCase } from "../../../shared/domain/result.ts";
import { localDayIn } from "../../../shared/i18n/calendar.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import { useServerTime } from "../../../shared/ui/clock.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useAge } from "../../../shared/ui/desk/desk-bar.tsx";
import { DeskFace } from "../../../shared/ui/desk/desk-face.tsx";
import type { SignedIn } from "../../../shared/ui/desk/desk-face.tsx";
import { DeskPage } from "../../../shared/ui/desk/desk-page.tsx";
import type { DeskPorts } from "../open-desk.tsx";
import { AskingNotices } from "./asking-notices.tsx";
import { CalendarPage } from "./calendar-page.tsx";
import type { AdminDesk } from "./desk.ts";
import { InboxPage } from "./inbox-page.tsx";
import { LaboratoryPage } from "./laboratory-page.tsx";
import { RosterPage } from "./roster-page.tsx";
import { hashOf, routeOf, sections } from "./route.ts";
import type { Route, Section } from "./route.ts";
import { RulePage } from "./rule-page.tsx";
import { ServicesPage } from "./services-page.tsx";
import { SessionsPage } from "./sessions-page.tsx";
import { StaffPage } from "./staff-page.tsx";
import { ThingsPage } from "./things-page.tsx";
import { TheatresPage } from "./theatres-page.tsx";
import { useAskings } from "./use-askings.ts";

/** Administration from sign-in on. The door and the connection are handed in by `main`. */
export function Admin(props: DeskPorts) {
  return (
    <DeskFace title="admin.title" lead="admin.lead" access={props.access} connect={props.connect}>
      {(signedIn) => <AtAdmin signedIn={signedIn} fetcher={props.fetcher} />}
    </DeskFace>
  );
}

export function AtAdmin(props: { readonly signedIn: SignedIn; readonly fetcher: typeof fetch }) {
  const { client, me, directory } = props.signedIn;
  const { t, language } = useLocale();
  const site = directory.snapshot;
  const runner = useAskings(client);
  const [route, go] = useRoute();
  const age = useAge(client, site?.serverTime ?? null, site?.data.zone ?? null);
  const now = useServerTime(site?.serverTime ?? null, 60_000);
  const mayWrite = me.role === "supervisor" || me.role === "admin";
  const mayRead = mayWrite || me.role === "auditor";
  const refused = mayRead ? directory.refusal : "forbidden";
  return (
    <I18nProvider locale={locales[language].tag}>
      <DeskPage signedIn={props.signedIn} screen="admin" age={age} refusal={refused}>
        <div className="admin">
          <Rail route={route} mayDecide={mayWrite} />
          <main className="admin-page" aria-busy={site === null}>
            <AskingNotices runner={runner} />
            {site === null || now === null || !mayRead ? (
              <h1 className="only-read-aloud">{t("admin.title")}</h1>
            ) : (
              <SectionPage
                desk={{
                  client,
                  me,
                  runner,
                  mayWrite: mayWrite && age.freshness !== "stale",
                  site: site.data,
                  today: localDayIn(now, site.data.zone),
                  fetcher: props.fetcher,
                }}
                route={route}
                go={go}
              />
            )}
          </main>
        </div>
      </DeskPage>
    </I18nProvider>
  );
}

function SectionPage(props: {
  readonly desk: AdminDesk;
  readonly route: Route;
  readonly go: (route: Route) => void;
}) {
  const { section } = props.route;
  switch (section) {
    case "roster":
      return <RosterPage {...props} />;
    case "sessions":
      return <SessionsPage {...props} />;
    case "inbox":
      return <InboxPage desk={props.desk} />;
    case "calendar":
      return <CalendarPage {...props} />;
    case "staff":
      return <StaffPage {...props} />;
    case "things":
      return <ThingsPage desk={props.desk} />;
    case "rule":
      return <RulePage desk={props.desk} />;
    case "services":
      return <ServicesPage desk={props.desk} />;
    case "laboratory":
      return <LaboratoryPage desk={props.desk} />;
    case "theatres":
      return <TheatresPage {...props} />;
    default:
      return missingCase(section);
  }
}

const icons = {
  roster: IconUsersGroup,
  sessions: IconCalendarEvent,
  inbox: IconInbox,
  calendar: IconCalendarStats,
  staff: IconId,
  things: IconTool,
  rule: IconScale,
  services: IconDoorEnter,
  laboratory: IconMicroscope,
  theatres: IconBuildingHospital,
} as const satisfies Record<Section, unknown>;

function Rail(props: { readonly route: Route; readonly mayDecide: boolean }) {
  const { t } = useLocale();
  // Who may not decide has no inbox: its feed would be refused.
  const shown = sections.filter((section) => section !== "inbox" || props.mayDecide);
  return (
    <nav className="rail" aria-label={t("admin.sections")}>
      {shown.map((section) => {
        const Icon = icons[section];
        return (
          <a
            key={section}
            href={hashOf({ ...props.route, section })}
            data-section={section}
            aria-current={section === props.route.section ? "page" : undefined}
          >
            <Icon className="icon" aria-hidden="true" />
            {t(`admin.section.${section}`)}
          </a>
        );
      })}
      <span className="rail-rule" />
      <a href="/theatre/" data-section="theatre">
        <IconSlice className="icon" aria-hidden="true" />
        {t("theatre.title")}
      </a>
    </nav>
  );
}

/** Where we are stands in the address: the browser's back button and a reload know it too. */
function useRoute(): readonly [Route, (route: Route) => void] {
  const [route, setRoute] = useState(() => routeOf(window.location.hash));
  useEffect(() => {
    const listen = () => setRoute(routeOf(window.location.hash));
    window.addEventListener("hashchange", listen);
    return () => window.removeEventListener("hashchange", listen);
  }, []);
  return [
    route,
    (next) => {
      window.location.hash = hashOf(next);
    },
  ];
}
