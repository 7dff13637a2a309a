import IconCalendarWeek from "@tabler/icons-react/dist/esm/icons/IconCalendarWeek.mjs";
import IconChecklist from "@tabler/icons-react/dist/esm/icons/IconChecklist.mjs";
import IconDeviceTv from "@tabler/icons-react/dist/esm/icons/IconDeviceTv.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import IconSettings from "@tabler/icons-react/dist/esm/icons/IconSettings.mjs";
import IconSlice from "@tabler/icons-react/dist/esm/icons/IconSlice.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { useEffect, useMemo, useState } from "react";
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
import { AskingNotices } from "../admin/asking-notices.tsx";
import { useAskings } from "../admin/use-askings.ts";
import { createTheatreAsk } from "./ask.ts";
import { ChecklistView } from "./checklist-view.tsx";
import { DayView } from "./day-view.tsx";
import type { TheatreDesk, Undo, ViewProps } from "./desk.ts";
import { LiveView } from "./live-view.tsx";
import { routeOf, searchOf, views } from "./route.ts";
import type { Route, View } from "./route.ts";
import { WaitingView } from "./waiting-view.tsx";
import { WeekView } from "./week-view.tsx";

/** Operations from sign-in on. The door and the connection are handed in by `main`. */
export function TheatreFace(props: DeskPorts) {
  return (
    <DeskFace
      title="theatre.title"
      lead="theatre.lead"
      access={props.access}
      connect={props.connect}
    >
      {(signedIn) => <AtTheatre signedIn={signedIn} fetcher={props.fetcher} />}
    </DeskFace>
  );
}

/** Those whom the server lets plan and do operations. */
const clinical: readonly string[] = ["nurse", "doctor", "supervisor"];
/** Those whom the server lets give up the time of a block. */
const deciding: readonly string[] = ["supervisor", "admin"];

function AtTheatre(props: { readonly signedIn: SignedIn; readonly fetcher: typeof fetch }) {
  const { client, me, directory } = props.signedIn;
  const { language } = useLocale();
  const site = directory.snapshot;
  const [route, go] = useRoute();
  const age = useAge(client, site?.serverTime ?? null, site?.data.zone ?? null);
  const desk = useTheatreDesk(props.signedIn, props.fetcher, age.freshness !== "stale");
  const body = desk === null ? <Waiting /> : <ViewOf desk={desk} route={route} go={go} />;
  const isBare = route.view === "live";
  return (
    <I18nProvider locale={locales[language].tag}>
      <DeskPage
        signedIn={props.signedIn}
        screen="theatre"
        view={route.view}
        age={age}
        refusal={directory.refusal}
      >
        <div className={isBare ? "admin theatre-bare" : "admin"}>
          {isBare ? null : <Rail route={route} onView={(view) => go({ view })} me={me.role} />}
          <main className="admin-page" aria-busy={desk === null}>
            {desk === null ? null : <AskingNotices runner={desk.runner} />}
            {body}
          </main>
        </div>
      </DeskPage>
    </I18nProvider>
  );
}

function useTheatreDesk(
  { client, me, directory }: SignedIn,
  fetcher: typeof fetch,
  isFresh: boolean,
): TheatreDesk | null {
  const site = directory.snapshot;
  const runner = useAskings(client);
  const now = useServerTime(site?.serverTime ?? null, 5_000);
  const [undo, onUndoable] = useState<Undo | null>(null);
  const ask = useMemo(() => createTheatreAsk(fetcher), [fetcher]);
  if (site === null || now === null) return null;
  return {
    client,
    me,
    runner,
    mayAct: clinical.includes(me.role) && isFresh,
    mayRelease: deciding.includes(me.role) && isFresh,
    site: site.data,
    today: localDayIn(now, site.data.zone),
    now,
    fetcher,
    ask,
    undo,
    onUndoable,
  };
}

function Waiting() {
  const { t } = useLocale();
  return <h1 className="only-read-aloud">{t("theatre.title")}</h1>;
}

function ViewOf(props: ViewProps) {
  const { view } = props.route;
  switch (view) {
    case "day":
      return <DayView key={props.route.day} {...props} />;
    case "week":
      return <WeekView {...props} />;
    case "waiting":
      return <WaitingView {...props} />;
    case "live":
      return <LiveView {...props} />;
    case "checklist":
      return <ChecklistView {...props} />;
    default:
      return missingCase(view);
  }
}

const icons = {
  day: IconSlice,
  week: IconCalendarWeek,
  waiting: IconHourglass,
  live: IconDeviceTv,
  checklist: IconChecklist,
} as const satisfies Record<View, unknown>;

/** Those whom administration lets in. */
const atAdministration: readonly string[] = ["supervisor", "admin", "auditor"];

function Rail(props: {
  readonly route: Route;
  readonly onView: (view: View) => void;
  readonly me: string;
}) {
  const { t } = useLocale();
  return (
    <nav className="rail" aria-label={t("theatre.sections")}>
      {views.map((view) => {
        const Icon = icons[view];
        return (
          <a
            key={view}
            href={searchOf({ ...props.route, view })}
            data-section={view}
            aria-current={view === props.route.view ? "page" : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              props.onView(view);
            }}
          >
            <Icon className="icon" aria-hidden="true" />
            {t(`theatre.section.${view}`)}
          </a>
        );
      })}
      <span className="rail-rule" />
      {atAdministration.includes(props.me) ? (
        <a href="/admin/" data-section="admin">
          <IconSettings className="icon" aria-hidden="true" />
          {t("admin.title")}
        </a>
      ) : null}
      <a href="/reception/" data-section="reception">
        <IconUsers className="icon" aria-hidden="true" />
        {t("reception.title")}
      </a>
    </nav>
  );
}

/** Where we are stands in the address: the browser's back button and a reload know it too. */
function useRoute(): readonly [Route, (route: Partial<Route>) => void] {
  const [route, setRoute] = useState(() => routeOf(window.location.search));
  useEffect(() => {
    const listen = () => setRoute(routeOf(window.location.search));
    window.addEventListener("popstate", listen);
    return () => window.removeEventListener("popstate", listen);
  }, []);
  return [
    route,
    (change) => {
      const next = { ...route, ...change };
      if (searchOf(next) === searchOf(route)) return;
      window.history.pushState(null, "", searchOf(next));
      setRoute(next);
    },
  ];
}
