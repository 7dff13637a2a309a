import IconCalendarOff from "@tabler/icons-react/dist/esm/icons/IconCalendarOff.mjs";
import IconClockPause from "@tabler/icons-react/dist/esm/icons/IconClockPause.mjs";
import IconCoffee from "@tabler/icons-react/dist/esm/icons/IconCoffee.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconTool from "@tabler/icons-react/dist/esm/icons/IconTool.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { addDays, weekday } from "../../../shared/domain/local-day.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { weekdayName } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type {
  CalendarDay,
  SessionLine,
  SessionsData,
  ThingLine,
} from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { EmptyState, Notice } from "../../../shared/ui/desk/notice.tsx";
import type { AdminDesk } from "./desk.ts";
import { ClinicSelect, PageHead, Turner } from "./page-head.tsx";
import { weekWords } from "./week-words.ts";
import type { SectionProps } from "./section.ts";
import { CancelSessionDialog, ChangeSessionDialog } from "./session-dialogs.tsx";
import { spanOf } from "./span.ts";
import { useThings } from "./things-field.tsx";

/** A week of sessions, by clinic or of the whole site: who, where, how full. */
export function SessionsPage(props: SectionProps) {
  const { t, language } = useLocale();
  const { desk, route, go } = props;
  const { from } = spanOf("week", route.day ?? desk.today);
  const feed = useFeed(desk.client, "sessions", `${route.clinicId ?? "all"}:${from}:7`);
  return (
    <div className="section" data-section-page="sessions">
      <PageHead title={t("admin.section.sessions")}>
        <ClinicSelect
          desk={desk}
          clinicId={route.clinicId}
          all
          onChange={(clinicId) => go({ ...route, clinicId })}
        />
        <Turner
          words={weekWords(from, language, t)}
          day={from}
          today={desk.today}
          before={addDays(from, -7)}
          after={addDays(from, 7)}
          onDay={(day) => go({ ...route, day })}
        />
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {feed.snapshot === null ? null : <SessionWeek desk={desk} week={feed.snapshot.data} />}
    </div>
  );
}

type Open = { readonly as: "change" | "cancel"; readonly session: SessionLine };

function SessionWeek(props: { readonly desk: AdminDesk; readonly week: SessionsData }) {
  const { t } = useLocale();
  const { desk, week } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const things = useThings(desk);
  if (week.sessions.length === 0) {
    return (
      <EmptyState
        icon={<IconCalendarOff className="icon" aria-hidden="true" />}
        title={t("admin.session.none")}
        next={t("admin.session.noneNext")}
      />
    );
  }
  return (
    <>
      <div className="session-week">
        {week.days.map((day) => (
          <section key={day.day} className="session-day" data-day={day.day}>
            <DayTitle day={day} isToday={day.day === desk.today} />
            {week.sessions
              .filter((session) => session.day === day.day)
              .toSorted((a, b) => a.from - b.from)
              .map((session) => (
                <SessionCard
                  key={session.sessionId}
                  desk={desk}
                  session={session}
                  things={things}
                  onOpen={(as) => setOpen({ as, session })}
                />
              ))}
          </section>
        ))}
      </div>
      {open?.as === "change" ? (
        <ChangeSessionDialog desk={desk} session={open.session} onClose={close} />
      ) : null}
      {open?.as === "cancel" ? (
        <CancelSessionDialog desk={desk} session={open.session} onClose={close} />
      ) : null}
    </>
  );
}

function DayTitle(props: { readonly day: CalendarDay; readonly isToday: boolean }) {
  const { t, language } = useLocale();
  const { day, holiday, closed } = props.day;
  return (
    <h2 className={props.isToday ? "is-today" : undefined}>
      {weekdayName(weekday(day), language)} <Num>{Number(day.slice(8))}</Num>
      {closed === null ? null : <small>{t("admin.day.closed", { reason: closed })}</small>}
      {holiday === null ? null : <small>{nameIn(holiday.names, language)}</small>}
    </h2>
  );
}

function SessionCard(props: {
  readonly desk: AdminDesk;
  readonly session: SessionLine;
  readonly things: readonly ThingLine[];
  readonly onOpen: (as: Open["as"]) => void;
}) {
  const { t, language } = useLocale();
  const { desk, session } = props;
  const { zone } = desk.site;
  const isCancelled = session.status === "cancelled";
  return (
    <article
      className={`session ${isCancelled ? "session-cancelled" : ""}`}
      data-session={session.sessionId}
      data-status={session.status}
    >
      <h3>
        <Num>{`${clockTime(session.from, zone)}–${clockTime(session.to, zone)}`}</Num>
      </h3>
      <p>{nameIn(session.serviceNames, language)}</p>
      <p>
        <b>
          <bdi>{shownName(session.staffName)}</bdi>
        </b>
      </p>
      {session.pointNames === null ? null : <p>{nameIn(session.pointNames, language)}</p>}
      <SessionNeeds session={session} zone={zone} things={props.things} />
      <p className="session-count">
        {t("admin.session.booked", { booked: session.booked, capacity: session.capacity })}
      </p>
      <progress max={Math.max(1, session.capacity)} value={session.booked} aria-hidden="true" />
      {session.lateMin === 0 ? null : (
        <p className="chip chip-warn">
          <IconClockPause className="icon" aria-hidden="true" />
          {t("admin.session.late", { count: session.lateMin })}
        </p>
      )}
      {isCancelled ? (
        <p className="chip chip-danger">{t("admin.session.cancelled")}</p>
      ) : (
        <SessionActs {...props} />
      )}
    </article>
  );
}

/** Its pauses, and the equipment that it takes. */
function SessionNeeds(props: {
  readonly session: SessionLine;
  readonly zone: string;
  readonly things: readonly ThingLine[];
}) {
  const { t, language } = useLocale();
  const { session, zone } = props;
  const taken = props.things.filter(({ thingId }) => session.thingIds.includes(thingId));
  return (
    <>
      {session.breaks.map(({ kind, from, to }) => (
        <p key={from} className="session-need" data-break={kind}>
          <IconCoffee className="icon" aria-hidden="true" />
          {t(`admin.break.kind.${kind}`)}{" "}
          <Num>{`${clockTime(from, zone)}–${clockTime(to, zone)}`}</Num>
        </p>
      ))}
      {taken.map(({ thingId, names }) => (
        <p key={thingId} className="session-need" data-thing={thingId}>
          <IconTool className="icon" aria-hidden="true" />
          {nameIn(names, language)}
        </p>
      ))}
    </>
  );
}

function SessionActs(props: {
  readonly desk: AdminDesk;
  readonly session: SessionLine;
  readonly onOpen: (as: Open["as"]) => void;
}) {
  const { t } = useLocale();
  return (
    <div className="session-acts">
      <a
        className="button button-icon"
        href={`/print/session/${props.session.sessionId}`}
        target="_blank"
        rel="noreferrer"
        aria-label={t("admin.session.print")}
      >
        <IconPrinter className="icon" aria-hidden="true" />
      </a>
      {props.desk.mayWrite ? (
        <>
          <button
            type="button"
            className="button"
            data-act="change-session"
            onClick={() => props.onOpen("change")}
          >
            {t("admin.change.verb")}
          </button>
          <button
            type="button"
            className="button"
            data-act="cancel-session"
            onClick={() => props.onOpen("cancel")}
          >
            {t("admin.cancel.verb")}
          </button>
        </>
      ) : null}
    </div>
  );
}
