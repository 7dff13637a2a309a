import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconCalendarCheck from "@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs";
import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import { codeInHalves } from "../../../shared/domain/booking-code.ts";
import type { Preparation } from "../../../shared/domain/laboratory.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { BookView } from "../../../shared/protocol/book.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { QrCode } from "../../../shared/ui/qr-code.tsx";
import { preparationSentences } from "../desk-laboratory/preparation-words.tsx";
import { preparationOf } from "../desk-laboratory/preparation.ts";
import type { Booking } from "./booking.ts";
import type { BookingActs } from "./use-booking.ts";

/** When, where, the code to show, and the two things that can still be done. */
export function BookingCard(props: {
  readonly state: Booking;
  readonly view: BookView;
  readonly acts: BookingActs;
}) {
  const { state, view, acts } = props;
  const { language, t } = useLocale();
  const { zone, at, status, isOpen } = view;
  const time = (instant: number) => leftToRight(clockTime(instant, zone));
  const isWarned = !isOpen || view.isCancelled;
  return (
    <>
      <section className="card booking" data-code={view.code}>
        {state.done !== null && (
          <p className="heading heading-chip" role="status">
            <IconCalendarCheck className="icon" aria-hidden="true" />
            <span>{t(`book.done.${state.done}`)}</span>
          </p>
        )}
        {isWarned && (
          <p className="heading heading-chip heading-warn" role="status">
            <span>
              {status === "booked" ? t("book.sessionCancelled") : t(`book.status.${status}`)}
            </span>
          </p>
        )}
        <h1>{longDate(at, zone, language)}</h1>
        <p className="window">{t("book.come", { from: time(at), to: time(view.to) })}</p>
        {view.doctorLateMin > 0 && isOpen && (
          <p className="late">
            {t("checkIn.doctorLate", { time: time(at + view.doctorLateMin * minuteMs) })}
          </p>
        )}
        <p className="clinic">{nameIn(view.clinicNames, language)}</p>
        <p className="room">{nameIn(view.serviceNames, language)}</p>
        <p className="room">
          <IconMapPin className="icon" aria-hidden="true" />
          {nameIn(view.waitingRoomNames, language)}
        </p>
        {isOpen && view.preparation !== null && <Before preparation={view.preparation} />}
        {isOpen && <Code view={view} />}
      </section>
      {isOpen && (
        <div className="acts">
          <button
            type="button"
            className="button"
            data-act="move"
            onClick={() => acts.go("moving")}
          >
            {t("book.move")}
          </button>
          <button
            type="button"
            className="button plain"
            data-act="cancel"
            onClick={() => acts.go("cancelling")}
          >
            {t("book.cancel")}
          </button>
        </div>
      )}
      {!isOpen && (
        <button type="button" className="button" data-act="new" onClick={() => acts.go("clinics")}>
          {t("book.new")}
        </button>
      )}
    </>
  );
}

/** What to do before the tests that it is for: a sentence each. */
function Before(props: { readonly preparation: Preparation }) {
  const locale = useLocale();
  const sentences = preparationSentences(preparationOf([props.preparation]), locale);
  return (
    <div className="before" data-before={props.preparation.fastingHours}>
      <IconAlertTriangle className="icon" aria-hidden="true" />
      <div>
        <b>{locale.t("lab.ordering.warn")}</b>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

/** What the kiosk reads, and the same for whoever types it. */
function Code({ view }: { readonly view: BookView }) {
  const { t } = useLocale();
  return (
    <div className="code">
      <QrCode text={view.url} name={t("book.qrName")} />
      <p>{t("book.code")}</p>
      <b dir="ltr">{codeInHalves(view.code)}</b>
      <p className="quiet">{t("book.qrText")}</p>
    </div>
  );
}
