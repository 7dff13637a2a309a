import IconKeyboard from "@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { useMemo } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { addDays } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { monthTitle } from "../../../shared/i18n/calendar.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import { EmptyState, Notice } from "../../../shared/ui/desk/notice.tsx";
import { askedCells } from "./asked-cells.ts";
import { CellEditor } from "./cell-editor.tsx";
import { clinicOf, pointsOf } from "./desk.ts";
import type { SiteClinic } from "./desk.ts";
import { DraftBanner } from "./draft-banner.tsx";
import { Findings } from "./findings.tsx";
import { ClinicSelect, PageHead, Turner } from "./page-head.tsx";
import { gridOf } from "./roster-grid.ts";
import type { Cell } from "./roster-grid.ts";
import { RosterTable } from "./roster-table.tsx";
import { RosterTools } from "./roster-tools.tsx";
import { spans } from "./route.ts";
import type { Span } from "./route.ts";
import { ShiftWords } from "./shift-chip.tsx";
import { monthStart, nextMonth, spanOf } from "./span.ts";
import type { SectionProps } from "./section.ts";
import { useThings } from "./things-field.tsx";
import { useRosterDesk } from "./use-roster-desk.ts";
import { weekWords } from "./week-words.ts";

/** Who works when, in one clinic: a week or a month, its draft, what it breaks, and publishing. */
export function RosterPage(props: SectionProps) {
  const { t, language } = useLocale();
  const { desk, route, go } = props;
  const clinic = clinicOf(desk.site, route.clinicId);
  const shown = spanOf(route.span, route.day ?? desk.today);
  const key = clinic === null ? null : `${clinic.clinicId}:${shown.from}:${shown.days}`;
  const feed = useFeed(desk.client, "roster", key);
  const roster = feed.snapshot?.data ?? null;
  const isMonth = route.span === "month";
  return (
    <div className="section" data-section-page="roster">
      <PageHead
        title={
          clinic === null
            ? t("admin.section.roster")
            : t("admin.roster.title", { clinic: nameIn(clinic.names, language) })
        }
      >
        <ClinicSelect
          desk={desk}
          clinicId={clinic?.clinicId ?? null}
          onChange={(clinicId) => go({ ...route, clinicId })}
        />
        <Turner
          words={isMonth ? monthTitle(shown.first, language) : weekWords(shown.from, language, t)}
          day={shown.first}
          today={desk.today}
          before={isMonth ? monthStart(addDays(shown.first, -1)) : addDays(shown.from, -7)}
          after={isMonth ? nextMonth(shown.first) : addDays(shown.from, 7)}
          onDay={(day) => go({ ...route, day })}
        />
        <SpanSwitch span={route.span} onChange={(span) => go({ ...route, span })} />
        <button
          type="button"
          className="button button-icon"
          data-act="print"
          aria-label={t("admin.print")}
          onClick={() => window.print()}
        >
          <IconPrinter className="icon" aria-hidden="true" />
        </button>
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {roster === null || clinic === null ? (
        <GridSkeleton />
      ) : (
        <Roster {...props} clinic={clinic} roster={roster} span={route.span} />
      )}
    </div>
  );
}

function SpanSwitch(props: { readonly span: Span; readonly onChange: (span: Span) => void }) {
  const { t } = useLocale();
  return (
    <div className="segments" role="group" aria-label={t("admin.spanLabel")}>
      {spans.map((span) => (
        <button
          key={span}
          type="button"
          data-span={span}
          aria-pressed={span === props.span}
          onClick={() => props.onChange(span)}
        >
          {t(`admin.spanOf.${span}`)}
        </button>
      ))}
    </div>
  );
}

function Roster(
  props: SectionProps & {
    readonly clinic: SiteClinic;
    readonly roster: RosterData;
    readonly span: Span;
  },
) {
  const { t } = useLocale();
  const { desk, roster, span, clinic } = props;
  const grid = useMemo(() => gridOf(roster), [roster]);
  const work = useRosterDesk(desk, grid);
  const { askings } = desk.runner;
  const asked = useMemo(() => askedCells(askings), [askings]);
  const anchor = useMemo(() => ({ current: null as HTMLElement | null }), []);
  const things = useThings(desk);
  const points = useMemo(() => pointsOf(desk.site, clinic.clinicId), [desk.site, clinic.clinicId]);
  if (roster.people.length === 0) return <NoPeople {...props} />;
  return (
    <>
      <DraftBanner desk={desk} roster={roster} />
      <div className="roster-aside">
        {desk.mayWrite ? <RosterTools desk={desk} roster={roster} span={span} /> : null}
        <Findings
          roster={roster}
          things={things}
          onGo={(staffId, day) => {
            const spot = spotOf(grid.rows, staffId, day);
            if (spot !== null) work.openAt(spot);
          }}
        />
      </div>
      <RosterTable
        grid={grid}
        span={span}
        today={desk.today}
        desk={work.desk}
        handlers={work.handlers}
        asked={asked}
        gridRef={work.gridRef}
      />
      <Legend roster={roster} isMonth={span === "month"} />
      <p className="only-read-aloud" role="status">
        {work.said === null
          ? ""
          : t(`admin.roster.said.${work.said}`, {
              paste: leftToRight("Ctrl V"),
              stop: leftToRight("Escape"),
            })}
      </p>
      {work.openCell === null ? null : (
        <CellEditor
          key={`${work.openCell.staffId} ${work.openCell.day}`}
          roster={roster}
          cell={work.openCell}
          points={points}
          things={things}
          anchor={anchored(anchor, work.gridRef.current, work.openCell)}
          onThings={(assignmentId, thingIds) =>
            void desk.runner.ask(
              "assignThings",
              { assignmentId, thingIds: [...thingIds] },
              { act: "admin.act.assignThings" },
            )
          }
          onSteps={(steps) => {
            if (work.openCell !== null) work.plan(work.openCell, steps);
          }}
          onClose={work.close}
        />
      )}
    </>
  );
}

/** Points the editor at its cell. */
function anchored(
  anchor: { current: HTMLElement | null },
  grid: HTMLElement | null,
  { staffId, day }: Cell,
) {
  anchor.current =
    grid?.querySelector<HTMLElement>(`[data-staff="${staffId}"][data-day="${day}"]`) ?? null;
  return anchor;
}

function spotOf(
  rows: readonly { readonly cells: readonly Cell[] }[],
  staffId: string,
  day: LocalDay,
) {
  const row = rows.findIndex(({ cells }) => cells[0]?.staffId === staffId);
  const column = rows[row]?.cells.findIndex((cell) => cell.day === day) ?? -1;
  return row < 0 || column < 0 ? null : { row, column };
}

function NoPeople({ route, go }: SectionProps) {
  const { t } = useLocale();
  return (
    <EmptyState
      icon={null}
      title={t("admin.roster.nobody")}
      next={
        <button type="button" className="button" onClick={() => go({ ...route, section: "staff" })}>
          {t("admin.section.staff")}
        </button>
      }
    />
  );
}

function Legend(props: { readonly roster: RosterData; readonly isMonth: boolean }) {
  const { t } = useLocale();
  return (
    <div className="legend">
      {props.isMonth
        ? props.roster.shifts.map((shift) => <ShiftWords key={shift.shiftId} shift={shift} />)
        : null}
      <span>
        <i className="legend-new" aria-hidden="true" />
        {t("admin.legend.new")}
      </span>
      <span>
        <i className="legend-going" aria-hidden="true" />
        {t("admin.legend.going")}
      </span>
      <span>
        <i className="legend-clash" aria-hidden="true" />
        {t("admin.legend.clash")}
      </span>
      <span className="legend-keys">
        <IconKeyboard className="icon" aria-hidden="true" />
        {t("admin.legend.arrows")} <KeyCap>Enter</KeyCap> {t("admin.legend.edit")}{" "}
        <KeyCap>Del</KeyCap> {t("admin.legend.remove")} <KeyCap>Ctrl X</KeyCap>{" "}
        <KeyCap>Ctrl V</KeyCap> {t("admin.legend.move")}
      </span>
    </div>
  );
}

function GridSkeleton() {
  return (
    <div className="grid-skeleton" aria-hidden="true">
      {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
        <i key={row} />
      ))}
    </div>
  );
}
