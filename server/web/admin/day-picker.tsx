import { GregorianCalendar, parseDate } from "@internationalized/date";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { use } from "react";
import type { ReactNode } from "react";
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarStateContext,
} from "react-aria-components/Calendar";
import { RangeCalendar, RangeCalendarStateContext } from "react-aria-components/RangeCalendar";
import { addDays } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { monthTitle, weekdayName } from "../../../shared/i18n/calendar.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

/** The hospital's calendar in every language; Hijri stands beside it where it matters. */
const gregorian = () => new GregorianCalendar();

/** A month to choose a day from, Sunday first; keys as in every calendar. */
export function DayPicker(props: {
  readonly label: string;
  readonly day: LocalDay;
  readonly onChange: (day: LocalDay) => void;
}) {
  return (
    <Calendar
      className="calendar"
      aria-label={props.label}
      firstDayOfWeek="sun"
      createCalendar={gregorian}
      value={parseDate(props.day)}
      onChange={(date) => props.onChange(date.toString())}
    >
      <CalendarHead title={<DayTitle />} />
      <Month />
    </Calendar>
  );
}

/** Days from the first to before the second, as the hospital writes spans. */
export interface DayRange {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

export function RangePicker(props: {
  readonly label: string;
  readonly range: DayRange;
  readonly onChange: (range: DayRange) => void;
}) {
  const { from, to } = props.range;
  return (
    <RangeCalendar
      className="calendar"
      aria-label={props.label}
      firstDayOfWeek="sun"
      createCalendar={gregorian}
      value={{ start: parseDate(from), end: parseDate(addDays(to, -1)) }}
      onChange={(range) =>
        props.onChange({ from: range.start.toString(), to: addDays(range.end.toString(), 1) })
      }
    >
      <CalendarHead title={<RangeTitle />} />
      <Month />
    </RangeCalendar>
  );
}

function CalendarHead(props: { readonly title: ReactNode }) {
  const { t } = useLocale();
  return (
    <div className="calendar-head">
      <Button
        slot="previous"
        className="button button-icon"
        aria-label={t("admin.turn.monthBefore")}
      >
        <IconChevronRight className="icon turn-back" aria-hidden="true" />
      </Button>
      <b aria-hidden="true">{props.title}</b>
      <Button slot="next" className="button button-icon" aria-label={t("admin.turn.monthAfter")}>
        <IconChevronRight className="icon flip" aria-hidden="true" />
      </Button>
    </div>
  );
}

function DayTitle() {
  const { language } = useLocale();
  const state = use(CalendarStateContext);
  return state === null ? null : monthTitle(state.visibleRange.start.toString(), language);
}

function RangeTitle() {
  const { language } = useLocale();
  const state = use(RangeCalendarStateContext);
  return state === null ? null : monthTitle(state.visibleRange.start.toString(), language);
}

/** The names of the days are ours: no browser knows the Sorani ones. */
function Month() {
  const { language } = useLocale();
  return (
    <CalendarGrid className="calendar-grid">
      <thead aria-hidden="true">
        <tr>
          {[0, 1, 2, 3, 4, 5, 6].map((weekday) => (
            <th key={weekday}>{weekdayName(weekday, language, "narrow")}</th>
          ))}
        </tr>
      </thead>
      <CalendarGridBody>
        {(date) => (
          <CalendarCell date={date} className="calendar-cell" data-day={date.toString()}>
            {date.day}
          </CalendarCell>
        )}
      </CalendarGridBody>
    </CalendarGrid>
  );
}
