import { GregorianCalendar, parseDate } from "@internationalized/date";
import IconChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { use } from "react";
import { Button } from "react-aria-components/Button";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarStateContext,
} from "react-aria-components/Calendar";
import { I18nProvider } from "react-aria-components/I18nProvider";
import type { LocalDay } from "../../../../shared/domain/local-day.ts";
import { monthTitle, weekdayName } from "../../../../shared/i18n/calendar.ts";
import { locales } from "../../../../shared/i18n/locale.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;
/** The hospital's calendar in every language; Hijri stands beside it where it matters. */
const gregorian = () => new GregorianCalendar();

/** A month to choose a day from: Sunday first, arrows from day to day, as in every calendar. */
export function DayCalendar(props: {
  readonly label: string;
  readonly day: LocalDay;
  /** Earlier ones cannot be chosen. */
  readonly first?: LocalDay;
  readonly onChange: (day: LocalDay) => void;
}) {
  const { language, t } = useLocale();
  const { day, first } = props;
  return (
    <I18nProvider locale={locales[language].tag}>
      <Calendar
        className="booking-calendar"
        aria-label={props.label}
        firstDayOfWeek="sun"
        createCalendar={gregorian}
        value={parseDate(day)}
        {...(first === undefined ? {} : { minValue: parseDate(first) })}
        onChange={(date) => props.onChange(date.toString())}
      >
        <div className="booking-month">
          <Button slot="previous" className="button" aria-label={t("booking.day.monthBefore")}>
            <IconChevronLeft className="icon flip" aria-hidden="true" />
          </Button>
          <b aria-hidden="true">
            <Month />
          </b>
          <Button slot="next" className="button" aria-label={t("booking.day.monthAfter")}>
            <IconChevronRight className="icon flip" aria-hidden="true" />
          </Button>
        </div>
        <CalendarGrid className="booking-days">
          <thead aria-hidden="true">
            <tr>
              {weekdays.map((weekday) => (
                <th key={weekday}>{weekdayName(weekday, language, "short")}</th>
              ))}
            </tr>
          </thead>
          <CalendarGridBody>
            {(date) => <CalendarCell date={date} data-day={date.toString()} />}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
    </I18nProvider>
  );
}

function Month() {
  const { language } = useLocale();
  const state = use(CalendarStateContext);
  return state === null ? null : monthTitle(state.visibleRange.start.toString(), language);
}
