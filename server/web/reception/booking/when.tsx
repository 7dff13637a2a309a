import type { LocalDay } from "../../../../shared/domain/local-day.ts";
import type { Instant } from "../../../../shared/domain/time.ts";
import { hijriDate, localDayIn, weekdayAndDate } from "../../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../../shared/i18n/translate.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../../shared/ui/ticket-label.tsx";

/** A day in words, the Hijri date beside it: computed, and a site's sighting may differ by a day. */
export function DayWords(props: { readonly at: Instant; readonly zone: string }) {
  const { t, language } = useLocale();
  const { at, zone } = props;
  return (
    <span className="booking-day">
      <b>{weekdayAndDate(localDayIn(at, zone), language)}</b>
      <small>{t("booking.hijri", { date: hijriDate(at, zone, language) })}</small>
    </span>
  );
}

/** `08:00–09:00`: an arrival window. */
export function Between(props: {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
}) {
  const { from, to, zone } = props;
  return <Num>{`${clockTime(from, zone)}–${clockTime(to, zone)}`}</Num>;
}

/** The words of a day that has no hour: of a span, a course, a leave. */
export function OnlyDay(props: { readonly day: LocalDay }) {
  const { language } = useLocale();
  return <>{weekdayAndDate(props.day, language)}</>;
}
