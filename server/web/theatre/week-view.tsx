import { memo, useMemo } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { TheatreId } from "../../../shared/domain/ids.ts";
import { addDays, daysFrom, weekStart, weekday } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { dayTitle, localDayIn, weekdayName } from "../../../shared/i18n/calendar.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { PageHead, Turner } from "../admin/page-head.tsx";
import type { ViewProps } from "./desk.ts";
import { Legend } from "./looks.tsx";
import { ViewSegments } from "./view-segments.tsx";
import { chanceInTens, overrunTone, weekOf } from "./week.ts";
import type { WeekCell } from "./week.ts";

declare module "react" {
  interface CSSProperties {
    /** Planned minutes as a share of the block. */
    "--load"?: number;
  }
}

/** A week of all theatres: each list with its load and its chance to end late. */
export function WeekView({ desk, route, go }: ViewProps) {
  const { t, language } = useLocale();
  const from = weekStart(route.day ?? desk.today);
  const feed = useFeed(desk.client, "theatres", `${from}:7`);
  const said = feed.snapshot?.data ?? null;
  return (
    <section className="section theatre-week">
      <PageHead title={t("theatre.title")}>
        <Turner
          words={t("theatre.weekOf", { day: dayTitle(from, language) })}
          day={from}
          today={desk.today}
          before={addDays(from, -7)}
          after={addDays(from, 7)}
          onDay={(day) => go({ day })}
        />
        <ViewSegments view="week" go={go} />
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {said === null ? (
        <div className="week-grid timeline-blank" aria-busy="true" />
      ) : (
        <WeekGrid
          said={said}
          from={from}
          today={desk.today}
          zone={desk.site.zone}
          onDay={(day) => go({ view: "day", day, operationId: null })}
        />
      )}
      <Legend />
    </section>
  );
}

function WeekGrid(props: {
  readonly said: TheatresData;
  readonly from: LocalDay;
  readonly today: LocalDay;
  readonly zone: string;
  readonly onDay: (day: LocalDay) => void;
}) {
  const { t, language } = useLocale();
  const { said, from, today, zone } = props;
  const cellOf = useMemo(
    () => weekOf(said, ({ plan }) => localDayIn(plan?.from ?? 0, zone)),
    [said, zone],
  );
  const days = daysFrom(from, addDays(from, 7));
  const theatres = said.theatres.toSorted((one, other) => one.position - other.position);
  return (
    <div
      className="week-grid"
      data-scrolls-along
      role="group"
      tabIndex={0}
      aria-label={t("theatre.spanOf.week")}
    >
      <span className="week-corner" />
      {days.map((day) => (
        <button
          key={day}
          type="button"
          className="week-day"
          data-day={day}
          data-today={day === today || undefined}
          onClick={() => props.onDay(day)}
        >
          <b>{weekdayName(weekday(day), language)}</b> <Num>{Number(day.slice(8))}</Num>
        </button>
      ))}
      {theatres.map((theatre) => (
        <WeekRow
          key={theatre.theatreId}
          theatreId={theatre.theatreId}
          name={nameIn(theatre.names, language)}
          days={days}
          cellOf={cellOf}
        />
      ))}
    </div>
  );
}

const WeekRow = memo(function WeekRow(props: {
  readonly theatreId: TheatreId;
  readonly name: string;
  readonly days: readonly LocalDay[];
  readonly cellOf: (theatreId: TheatreId, day: LocalDay) => WeekCell;
}) {
  return (
    <>
      <b className="week-name">{props.name}</b>
      {props.days.map((day) => (
        <Cell key={day} cell={props.cellOf(props.theatreId, day)} />
      ))}
    </>
  );
});

/** One list: its specialty, how many, how full, and how likely it ends late. */
function Cell({ cell }: { readonly cell: WeekCell }) {
  const { t, language } = useLocale();
  if (cell.blocks.length === 0 && cell.looks.length === 0) return <div className="week-cell" />;
  const load = cell.blockMin === 0 ? null : cell.plannedMin / cell.blockMin;
  const names = cell.blocks.map(({ clinicNames, status }) =>
    status === "released" ? t("theatre.block.released") : nameIn(clinicNames, language),
  );
  return (
    <div className="week-cell" data-count={cell.looks.length}>
      <b className="week-specialty">{[...new Set(names)].join(" · ")}</b>
      <span className="week-marks">
        <span>{t("theatre.week.count", { n: cell.looks.length })}</span>
        {cell.looks.map((look, index) => (
          <i key={index} className={`legend-mark bar-${look}`} aria-hidden="true" />
        ))}
      </span>
      {load === null ? null : (
        <span className="load" style={{ "--load": Math.min(1, load) }}>
          <i aria-hidden="true" />
          <span>
            {t("theatre.week.full", { percent: leftToRight(`${Math.round(load * 100)}%`) })}
          </span>
        </span>
      )}
      {cell.overrun === null || cell.looks.length === 0 ? null : (
        <small className={`overrun overrun-${overrunTone(cell.overrun)}`}>
          {t("theatre.week.overrun", { n: leftToRight(String(chanceInTens(cell.overrun))) })}
        </small>
      )}
    </div>
  );
}
