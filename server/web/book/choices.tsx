import type { FreePlace } from "../../../shared/domain/appointment.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import { cancelReasons } from "../../../shared/protocol/book.ts";
import type { BookView } from "../../../shared/protocol/book.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Booking } from "./booking.ts";
import type { BookingActs } from "./use-booking.ts";

/** The next free times, each one touch. */
export function Places(props: {
  readonly state: Booking;
  readonly zone: string;
  readonly onPlace: (place: FreePlace) => void;
  readonly onBack: () => void;
}) {
  const { state, zone, onPlace, onBack } = props;
  const { language, t } = useLocale();
  const { places, isBusy } = state;
  const time = (instant: number) => leftToRight(clockTime(instant, zone));
  return (
    <section className="card choices" aria-busy={places === null || isBusy}>
      <h1>{t("book.places")}</h1>
      {places?.length === 0 && <p>{t("book.noPlaces")}</p>}
      {places?.map((place) => (
        <button
          key={`${place.sessionId} ${place.at}`}
          type="button"
          className="choice"
          data-place={place.at}
          disabled={isBusy}
          onClick={() => onPlace(place)}
        >
          <b>{longDate(place.at, zone, language)}</b>
          <span>{t("book.come", { from: time(place.at), to: time(place.to) })}</span>
        </button>
      ))}
      <button type="button" className="button plain" data-act="back" onClick={onBack}>
        {t("word.back")}
      </button>
    </section>
  );
}

/** Why a place is given back, in the words of a list: no words of a patient are kept. */
export function Reasons(props: {
  readonly state: Booking;
  readonly view: BookView;
  readonly acts: BookingActs;
}) {
  const { state, view, acts } = props;
  const { t } = useLocale();
  return (
    <section className="card choices" aria-busy={state.isBusy}>
      <h1>{t("book.why")}</h1>
      {cancelReasons.map((reason) => (
        <button
          key={reason}
          type="button"
          className="choice"
          data-reason={reason}
          disabled={state.isBusy}
          onClick={() => acts.act("book/cancel", { token: view.token, reason })}
        >
          <b>{t(`book.reason.${reason}`)}</b>
        </button>
      ))}
      <button
        type="button"
        className="button plain"
        data-act="keep"
        onClick={() => acts.go("shown")}
      >
        {t("book.keep")}
      </button>
    </section>
  );
}
