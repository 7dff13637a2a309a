import IconMoonStars from "@tabler/icons-react/dist/esm/icons/IconMoonStars.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { addDays, dayNumber, weekStart } from "../../../shared/domain/local-day.ts";
import { dayMs } from "../../../shared/domain/time.ts";
import {
  hijriDate,
  monthTitle,
  weekdayAndDate,
  weekdayName,
} from "../../../shared/i18n/calendar.ts";
import type { CalendarDay } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { CloseDaysDialog, HolidayDialog, WorkWeekDialog } from "./calendar-dialogs.tsx";
import { clinicOf } from "./desk.ts";
import { ClinicSelect, PageHead, Turner } from "./page-head.tsx";
import type { SectionProps } from "./section.ts";
import { monthStart, nextMonth, spanOf } from "./span.ts";

type Open =
  | { readonly kind: "holiday"; readonly day: CalendarDay }
  | { readonly kind: "week" }
  | { readonly kind: "close" };

/** Working days, holidays and closures, a month at a time with the Hijri day beside each. */
export function CalendarPage({ desk, route, go }: SectionProps) {
  const { t, language } = useLocale();
  const clinic = clinicOf(desk.site, route.clinicId);
  const { first } = spanOf("month", route.day ?? desk.today);
  const from = weekStart(first);
  // Six weeks hold any month: the grid keeps its height from month to month.
  const feed = useFeed(
    desk.client,
    "roster",
    clinic === null ? null : `${clinic.clinicId}:${from}:42`,
  );
  const days = feed.snapshot?.data.days ?? [];
  // The site's own Hijri calendar comes with its sessions.
  const sessions = useFeed(desk.client, "sessions", `all:${desk.today}:1`);
  const hijriOffset = sessions.snapshot?.data.hijriOffset ?? 0;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="section" data-section-page="calendar">
      <PageHead title={t("admin.section.calendar")}>
        <ClinicSelect
          desk={desk}
          clinicId={clinic?.clinicId ?? null}
          onChange={(clinicId) => go({ ...route, clinicId })}
        />
        <Turner
          words={monthTitle(first, language)}
          day={first}
          today={desk.today}
          before={monthStart(addDays(first, -1))}
          after={nextMonth(first)}
          onDay={(day) => go({ ...route, day })}
        />
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {desk.mayWrite ? <CalendarTools onOpen={setOpen} /> : null}
      <ol className="month" aria-label={monthTitle(first, language)}>
        {[0, 1, 2, 3, 4, 5, 6].map((each) => (
          <li key={each} className="month-head" aria-hidden="true">
            {weekdayName(each, language)}
          </li>
        ))}
        {days.map((day) => (
          <MonthDay
            key={day.day}
            day={day}
            hijriOffset={hijriOffset}
            isOther={day.day.slice(0, 7) !== first.slice(0, 7)}
            isToday={day.day === desk.today}
            onOpen={desk.mayWrite ? () => setOpen({ kind: "holiday", day }) : null}
          />
        ))}
      </ol>
      {open?.kind === "holiday" ? (
        <HolidayDialog desk={desk} day={open.day} onClose={close} />
      ) : null}
      {open?.kind === "week" ? (
        <WorkWeekDialog desk={desk} days={days} hijriOffset={hijriOffset} onClose={close} />
      ) : null}
      {open?.kind === "close" && clinic !== null ? (
        <CloseDaysDialog desk={desk} clinic={clinic} onClose={close} />
      ) : null}
    </div>
  );
}

function CalendarTools(props: { readonly onOpen: (open: Open) => void }) {
  const { t } = useLocale();
  return (
    <div className="roster-tools">
      <button
        type="button"
        className="button"
        data-act="work-week"
        onClick={() => props.onOpen({ kind: "week" })}
      >
        {t("admin.act.setWorkWeek")}
      </button>
      <button
        type="button"
        className="button"
        data-act="close-days"
        onClick={() => props.onOpen({ kind: "close" })}
      >
        {t("admin.act.closeClinicDays")}
      </button>
      <p className="quiet">{t("admin.calendar.help")}</p>
    </div>
  );
}

function MonthDay(props: {
  readonly day: CalendarDay;
  readonly hijriOffset: number;
  readonly isOther: boolean;
  readonly isToday: boolean;
  readonly onOpen: (() => void) | null;
}) {
  const { t, language } = useLocale();
  const { day, isWorkday, holiday, closed } = props.day;
  const marks = [
    "month-day",
    !isWorkday || holiday?.status === "confirmed" || closed !== null ? "roster-off" : "",
    props.isOther ? "is-other" : "",
    props.isToday ? "is-today" : "",
  ].join(" ");
  const words = (
    <>
      <span className="only-read-aloud">{weekdayAndDate(day, language)}</span>
      <b aria-hidden="true">
        <Num>{Number(day.slice(8))}</Num>
      </b>
      <small>{hijriDate((dayNumber(day) + props.hijriOffset) * dayMs, "UTC", language)}</small>
      {holiday === null ? null : (
        <span className={`chip ${holiday.status === "confirmed" ? "chip-brand" : "chip-warn"}`}>
          <IconMoonStars className="icon" aria-hidden="true" />
          <span>
            {holiday.status === "confirmed"
              ? nameIn(holiday.names, language)
              : t("admin.day.tentative", { name: nameIn(holiday.names, language) })}
          </span>
        </span>
      )}
      {closed === null ? null : (
        <span className="chip chip-danger">{t("admin.day.closed", { reason: closed })}</span>
      )}
      {isWorkday ? null : <small className="quiet">{t("admin.day.weekend")}</small>}
    </>
  );
  return (
    <li className={marks} data-day={day} data-holiday={holiday?.status}>
      {props.onOpen === null ? (
        <div className="month-day-face">{words}</div>
      ) : (
        <button type="button" className="month-day-face" onClick={props.onOpen}>
          {words}
        </button>
      )}
    </li>
  );
}
