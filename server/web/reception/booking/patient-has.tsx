import IconCalendarStats from "@tabler/icons-react/dist/esm/icons/IconCalendarStats.mjs";
import { codeInHalves } from "../../../../shared/domain/booking-code.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../../shared/ui/ticket-label.tsx";
import { Chip } from "../../../../shared/ui/desk/chips.tsx";
import { BookingActs } from "./booking-acts.tsx";
import type { StepProps } from "./booking-props.ts";
import { WishCard } from "./wish-card.tsx";
import { DayWords } from "./when.tsx";
import { clockTime } from "../../../../shared/i18n/translate.ts";

/** What a patient has: to be moved, given back, printed again or checked in. */
export function PatientHas(props: StepProps) {
  const { t, language } = useLocale();
  const { places, zone, client, again, book, today } = props;
  if (places === null) return null;
  if (places.bookings.length + places.wishes.length === 0) {
    return <p className="quiet">{t("booking.has.nothing")}</p>;
  }
  return (
    <ul className="booking-has">
      {places.wishes.map((wish) => (
        <li key={wish.wishId}>
          <WishCard wish={wish} client={client} zone={zone} onAnswered={again} />
        </li>
      ))}
      {places.bookings.map((line) => (
        <li key={line.appointmentId} className="card" data-booking={line.appointmentId}>
          <p className="booking-line">
            <DayWords at={line.at} zone={zone} />
            <b className="booking-time">
              <Num>{clockTime(line.at, zone)}</Num>
            </b>
            <Chip tone={line.status === "booked" ? "brand" : "plain"} icon={IconCalendarStats}>
              {t(`patients.status.${line.status}`)}
            </Chip>
          </p>
          <p className="quiet">
            <bdi>{nameIn(line.serviceNames, language)}</bdi> · <bdi>{line.staffName}</bdi> ·{" "}
            <Num>{line.label ?? codeInHalves(line.code)}</Num>
            {line.isOfSeries ? <> · {t("booking.has.ofSeries")}</> : null}
          </p>
          <BookingActs
            client={client}
            printers={props.printers}
            line={line}
            isToday={line.day === today}
            onChanged={again}
            onMove={() =>
              book.tell({
                kind: "move",
                appointmentId: line.appointmentId,
                patientId: places.patientId,
                serviceId: line.serviceId,
              })
            }
          />
        </li>
      ))}
    </ul>
  );
}
