import { useState } from "react";
import type { ReactNode } from "react";
import { nameIn } from "../../../../shared/domain/language.ts";
import { missingCase } from "../../../../shared/domain/result.ts";
import { Choice } from "../../../../shared/ui/desk/choice.tsx";
import { Notice } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import type { StepProps } from "./booking-props.ts";
import { DayCalendar } from "./day-calendar.tsx";
import { NextPlaces } from "./next-places.tsx";
import { FullSessions } from "./full-sessions.tsx";
import { SeriesForm, WaitForm } from "./span-forms.tsx";

type Way = "next" | "over" | "series" | "wait";

/** Step 3: when. The next free places stand there at once; a day of the calendar shows its own. */
export function PlaceStep(props: StepProps) {
  const { t, language } = useLocale();
  const { book, site, today } = props;
  const { booking, tell } = book;
  const [way, setWay] = useState<Way>("next");
  const clinic = site.clinics.find((one) =>
    one.services.some(({ serviceId }) => serviceId === booking.serviceId),
  );
  const service = clinic?.services.find(({ serviceId }) => serviceId === booking.serviceId);
  const ways: readonly Way[] =
    booking.moves === null ? ["next", "over", "series", "wait"] : ["next", "over"];
  return (
    <div className="booking-two">
      <section aria-labelledby="booking-place">
        <h3 id="booking-place">
          {t(booking.moves === null ? "booking.place.title" : "booking.place.moveTitle")}
          {clinic === undefined || service === undefined ? null : (
            <small>
              <bdi>{nameIn(clinic.names, language)}</bdi> ·{" "}
              <bdi>{nameIn(service.names, language)}</bdi>
            </small>
          )}
        </h3>
        {booking.lost === null ? null : (
          <Notice tone="refusal" title={t(`refusal.${booking.lost}`, { seconds: 0 })}>
            {t("booking.place.lostNext")}
          </Notice>
        )}
        <Way way={way} {...props} />
      </section>
      <aside className="booking-ways">
        <DayCalendar
          label={t("booking.place.from")}
          day={booking.from ?? today}
          first={today}
          onChange={(from) => tell({ kind: "day", from: from === today ? null : from })}
        />
        <Choice
          legend={t("booking.place.way")}
          look="cards"
          options={ways.map((value) => ({
            value,
            words: t(`booking.way.${value}`),
            help: t(`booking.wayHelp.${value}`),
          }))}
          chosen={way}
          onChoose={setWay}
        />
      </aside>
    </div>
  );
}

function Way({ way, ...props }: StepProps & { readonly way: Way }): ReactNode {
  switch (way) {
    case "next":
      return <NextPlaces {...props} />;
    case "over":
      return <FullSessions {...props} />;
    case "series":
      return <SeriesForm {...props} />;
    case "wait":
      return <WaitForm {...props} />;
    default:
      return missingCase(way);
  }
}
