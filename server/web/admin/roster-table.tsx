import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconMinus from "@tabler/icons-react/dist/esm/icons/IconMinus.mjs";
import { memo, useMemo } from "react";
import type { RefObject } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { weekday } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { LeaveStatus } from "../../../shared/domain/roster.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { weekdayAndDate, weekdayName } from "../../../shared/i18n/calendar.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { CalendarDay } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import type { AskedCells } from "./asked-cells.ts";
import type { GridHandlers } from "./use-roster-desk.ts";
import { shortWords } from "./roster-grid.ts";
import type { Cell, CoverageRow, Grid, GridRow } from "./roster-grid.ts";
import type { RosterDesk } from "./roster-desk.ts";
import { ShiftChip, shiftHours } from "./shift-chip.tsx";
import type { Span } from "./route.ts";

declare module "react" {
  interface CSSProperties {
    /** How many days stand beside each other in a roster. */
    "--days"?: number;
  }
}

/** People by days. Arrows move, Enter opens a cell, Delete empties it; shifts can be dragged. */
export function RosterTable(props: {
  readonly grid: Grid;
  readonly span: Span;
  readonly today: LocalDay;
  readonly desk: RosterDesk;
  readonly handlers: GridHandlers;
  readonly asked: AskedCells;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}) {
  const { t, language } = useLocale();
  const { grid, span, desk, today } = props;
  const names = useMemo(() => shortNamesOf(grid, span, language), [grid, span, language]);
  return (
    <div className="roster-frame">
      <div
        ref={props.gridRef}
        className={`roster roster-${span}`}
        role="grid"
        aria-label={t("admin.roster.grid")}
        aria-rowcount={grid.rows.length + 1}
        aria-colcount={grid.days.length + 1}
        style={{ "--days": grid.days.length }}
        {...props.handlers}
      >
        <div role="row" className="roster-row roster-head">
          <div role="columnheader" className="roster-person">
            <span className="only-read-aloud">{t("admin.person")}</span>
          </div>
          {grid.days.map((day) => (
            <DayHead key={day.day} day={day} span={span} isToday={day.day === today} />
          ))}
        </div>
        {grid.rows.map((row, index) => (
          <PersonRow
            key={row.person.staffId}
            row={row}
            rowIndex={index}
            days={grid.days}
            shortNames={names}
            // Only the row with the focus is drawn again when it moves.
            focused={desk.at.row === index ? desk.at.column : null}
            heldId={desk.held?.as === "cut" ? desk.held.assignment.assignmentId : null}
            asked={props.asked}
          />
        ))}
        {grid.coverage.map((row) => (
          <Coverage key={row.shift.shiftId} row={row} span={span} />
        ))}
      </div>
    </div>
  );
}

type ShortNames = ReadonlyMap<string, string> | null;

function shortNamesOf(grid: Grid, span: Span, language: Parameters<typeof nameIn>[1]): ShortNames {
  if (span === "week") return null;
  const shifts = new Map(
    grid.rows
      .flatMap(({ cells }) => cells.flatMap(({ items }) => items.map(({ shift }) => shift)))
      .map((shift) => [shift.shiftId, nameIn(shift.names, language)]),
  );
  const words = shortWords([...shifts.values()]);
  return new Map([...shifts.keys()].map((shiftId, index) => [shiftId, words[index] ?? ""]));
}

function DayHead(props: {
  readonly day: CalendarDay;
  readonly span: Span;
  readonly isToday: boolean;
}) {
  const { t, language } = useLocale();
  const { day, isWorkday, holiday, closed } = props.day;
  const name = weekdayName(weekday(day), language, props.span === "week" ? "long" : "narrow");
  const off = offWords(props.day, t, (names) => nameIn(names, language));
  const marks = `${isOff(props.day) ? "roster-off" : ""} ${props.isToday ? "roster-today" : ""}`;
  return (
    <div
      role="columnheader"
      className={`roster-day ${marks}`}
      title={off ?? undefined}
      aria-label={[weekdayAndDate(day, language), off].filter(Boolean).join(", ")}
      data-workday={isWorkday}
    >
      <span>{name}</span>
      <small>
        <Num>{Number(day.slice(8))}</Num>
      </small>
      {props.span === "week" && (holiday !== null || closed !== null) ? (
        <small className="roster-day-why">{off}</small>
      ) : null}
    </div>
  );
}

function isOff(day: CalendarDay): boolean {
  return !day.isWorkday || day.closed !== null || day.holiday?.status === "confirmed";
}

function offWords(
  { isWorkday, holiday, closed }: CalendarDay,
  t: Translate,
  nameOf: (names: Parameters<typeof nameIn>[0]) => string,
): string | null {
  if (closed !== null) return t("admin.day.closed", { reason: closed });
  if (holiday !== null) {
    const name = nameOf(holiday.names);
    return holiday.status === "confirmed" ? name : t("admin.day.tentative", { name });
  }
  return isWorkday ? null : t("admin.day.weekend");
}

interface PersonRowProps {
  readonly row: GridRow;
  readonly rowIndex: number;
  readonly days: readonly CalendarDay[];
  readonly shortNames: ShortNames;
  readonly focused: number | null;
  readonly heldId: string | null;
  readonly asked: AskedCells;
}

const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { t } = useLocale();
  const { row, rowIndex, days, focused } = props;
  return (
    <div role="row" className="roster-row" aria-rowindex={rowIndex + 2}>
      <div role="rowheader" className="roster-person">
        <b>
          <bdi>{shownName(row.person.name)}</bdi>
        </b>
        <small>{t(`admin.grade.${row.person.grade}`)}</small>
      </div>
      {row.cells.map((cell, column) => {
        const day = days[column];
        return (
          <GridCell
            key={cell.day}
            cell={cell}
            spot={`${rowIndex}:${column}`}
            isOff={day !== undefined && isOff(day)}
            isFocused={focused === column}
            shortNames={props.shortNames}
            heldId={props.heldId}
            isAsked={props.asked.has(`${cell.staffId} ${cell.day}`)}
          />
        );
      })}
    </div>
  );
});

function GridCell(props: {
  readonly cell: Cell;
  readonly spot: string;
  readonly isOff: boolean;
  readonly isFocused: boolean;
  readonly shortNames: ShortNames;
  readonly heldId: string | null;
  readonly isAsked: boolean;
}) {
  const { t } = useLocale();
  const { cell, shortNames } = props;
  const isBroken = cell.findings.some(({ hard, kind }) => hard || kind === "clash");
  return (
    <div
      role="gridcell"
      className={`roster-cell ${props.isOff ? "roster-off" : ""}`}
      data-cell={props.spot}
      data-staff={cell.staffId}
      data-day={cell.day}
      data-broken={isBroken || undefined}
      tabIndex={props.isFocused ? 0 : -1}
      aria-busy={props.isAsked || undefined}
    >
      {cell.leave === null ? null : (
        <span
          className={`shift shift-leave ${cell.leave.status === "requested" ? "is-asked" : ""}`}
        >
          <LeaveWords status={cell.leave.status} isShort={shortNames !== null} />
        </span>
      )}
      {cell.items.map((item) => (
        <ShiftChip
          key={item.assignment.assignmentId}
          item={item}
          short={shortNames === null ? null : (shortNames.get(item.shift.shiftId) ?? "")}
          isHeld={item.assignment.assignmentId === props.heldId}
        />
      ))}
      {cell.elsewhere.map(({ assignment, shift }) => (
        <span key={assignment.assignmentId} className="shift shift-elsewhere">
          {shortNames === null ? (
            <>
              <b>{t("admin.elsewhere")}</b> <small>{shiftHours(shift, t)}</small>
            </>
          ) : (
            <>
              <b aria-hidden="true">✕</b>
              <span className="only-read-aloud">
                {t("admin.elsewhere")} {shiftHours(shift, t)}
              </span>
            </>
          )}
        </span>
      ))}
    </div>
  );
}

function LeaveWords(props: { readonly status: LeaveStatus; readonly isShort: boolean }) {
  const { t } = useLocale();
  const words = t(props.status === "approved" ? "admin.leave.on" : "admin.leave.asked");
  if (!props.isShort) return <b>{words}</b>;
  return (
    <>
      <b aria-hidden="true">{t("admin.leave.short")}</b>
      <span className="only-read-aloud">{words}</span>
    </>
  );
}

function Coverage(props: { readonly row: CoverageRow; readonly span: Span }) {
  const { t, language } = useLocale();
  const { shift, days } = props.row;
  return (
    <div role="row" className="roster-row roster-sum">
      <div role="rowheader" className="roster-person">
        <b>{t("admin.roster.coverage", { shift: nameIn(shift.names, language) })}</b>
      </div>
      {days.map(({ day, found, atLeast }) => (
        <div role="gridcell" key={day} className="roster-cover">
          {atLeast === null ? (
            <CoverChip tone="plain" found={found} atLeast={null} span={props.span} />
          ) : (
            <CoverChip
              tone={found < atLeast ? "danger" : "ok"}
              found={found}
              atLeast={atLeast}
              span={props.span}
            />
          )}
        </div>
      ))}
    </div>
  );
}

const coverIcons = { plain: IconMinus, ok: IconCheck, danger: IconAlertTriangle } as const;

function CoverChip(props: {
  readonly tone: keyof typeof coverIcons;
  readonly found: number;
  readonly atLeast: number | null;
  readonly span: Span;
}) {
  const { t } = useLocale();
  const { tone, found, atLeast } = props;
  const Icon = coverIcons[tone];
  const words = atLeast === null ? String(found) : t("admin.of", { found, atLeast });
  // Three signs are all that a column of a month has room for.
  if (props.span === "month") {
    return (
      <span className={`cover-count chip-${tone}`} title={words}>
        <Num>{found}</Num>
        {tone === "danger" ? <span className="only-read-aloud">{words}</span> : null}
      </span>
    );
  }
  return (
    <span className={`chip chip-${tone}`}>
      <Icon className="icon" aria-hidden="true" />
      <span>{words}</span>
    </span>
  );
}
