import IconCalendarCheck from "@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs";
import { useEffect, useRef } from "react";
import { nameIn } from "../../../../shared/domain/language.ts";
import { addDays } from "../../../../shared/domain/local-day.ts";
import { missingCase } from "../../../../shared/domain/result.ts";
import { leftToRight } from "../../../../shared/i18n/translate.ts";
import type { MessageKey } from "../../../../shared/i18n/translate.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { Notice } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { isOver, lacksReason } from "./book-steps.ts";
import type { Booking, Want } from "./book-steps.ts";
import type { StepProps } from "./booking-props.ts";
import { Before, ForOrder } from "./for-order.tsx";
import { Between, DayWords, OnlyDay } from "./when.tsx";

/** Step 4: yes. Everything that was chosen in one card; Enter books it. */
export function ConfirmStep(props: StepProps) {
  const { t } = useLocale();
  const { book, zone, places } = props;
  const { booking, tell, confirm } = book;
  const { want } = booking;
  const form = useRef<HTMLFormElement>(null);
  const asksReason = isOver(want) || booking.isLate;
  useEffect(() => {
    const first = asksReason ? "input" : "[data-right]";
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, [asksReason]);
  if (want === null) return null;
  return (
    <form
      ref={form}
      className="booking-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <dl className="facts booking-facts">
        <dt>{t("booking.fact.patient")}</dt>
        <dd>
          <bdi>{places?.name}</bdi>
        </dd>
        <ServiceFacts {...props} />
        <Wanted want={want} zone={zone} />
        {props.order === null ? null : <ForOrder order={props.order} />}
      </dl>
      {props.order === null ? null : <Before preparation={props.order.preparation} />}
      {props.lateAfter === null ? null : <TooLate afterMin={props.lateAfter} />}
      {asksReason ? (
        <label className="field">
          <span>{t(isOver(want) ? "booking.over.reason" : "booking.late.reason")}</span>
          <input
            name="reason"
            dir="auto"
            autoComplete="off"
            maxLength={200}
            value={booking.reason}
            onChange={(event) => tell({ kind: "reason", reason: event.currentTarget.value })}
          />
          <small className="quiet">{t("patients.field.reasonHelp")}</small>
        </label>
      ) : null}
      <Trouble booking={booking} />
      <ActButton
        act="confirmBooking"
        look="filled"
        keyCap="Enter"
        whyNot={lacksReason(booking) ? t("refusal.reason_required") : null}
        wait={booking.isSending ? "own" : null}
        onPress={confirm}
      >
        <IconCalendarCheck className="icon" aria-hidden="true" />
        {t(submitWords(booking))}
      </ActButton>
    </form>
  );
}

function submitWords({ want, moves }: Booking): MessageKey {
  if (moves !== null) return "booking.submit.move";
  switch (want?.kind) {
    case "series":
      return "booking.submit.series";
    case "wait":
      return "booking.submit.wait";
    default:
      return "booking.submit.place";
  }
}

function ServiceFacts({ site, book }: StepProps) {
  const { t, language } = useLocale();
  const clinic = site.clinics.find((one) =>
    one.services.some(({ serviceId }) => serviceId === book.booking.serviceId),
  );
  const service = clinic?.services.find(({ serviceId }) => serviceId === book.booking.serviceId);
  if (clinic === undefined || service === undefined) return null;
  return (
    <>
      <dt>{t("booking.fact.service")}</dt>
      <dd>
        <bdi>{nameIn(clinic.names, language)}</bdi> · <bdi>{nameIn(service.names, language)}</bdi>
      </dd>
    </>
  );
}

function Wanted(props: { readonly want: Want; readonly zone: string }) {
  const { t } = useLocale();
  const { want, zone } = props;
  switch (want.kind) {
    case "place": {
      const { at, to, staffName } = want.place;
      return (
        <>
          <dt>{t("booking.fact.doctor")}</dt>
          <dd>
            <bdi>{staffName}</bdi>
          </dd>
          <dt>{t("booking.fact.day")}</dt>
          <dd>
            <DayWords at={at} zone={zone} />
          </dd>
          <dt>{t("booking.fact.come")}</dt>
          <dd className="booking-time">
            <Between from={at} to={to} zone={zone} />
          </dd>
        </>
      );
    }
    case "series":
      return (
        <>
          <dt>{t("booking.series.every")}</dt>
          <dd>{t("booking.series.days", { count: want.everyDays })}</dd>
          <dt>{t("booking.series.count")}</dt>
          <dd>{want.count}</dd>
          <dt>{t("booking.series.from")}</dt>
          <dd>
            <OnlyDay day={want.from} />
          </dd>
        </>
      );
    case "wait":
      return (
        <>
          <dt>{t("booking.wait.within")}</dt>
          <dd>
            <OnlyDay day={want.from} /> – <OnlyDay day={addDays(want.to, -1)} />
          </dd>
        </>
      );
    default:
      return missingCase(want);
  }
}

/** The finding, before the act: what it is for asks for an earlier hour. */
function TooLate({ afterMin }: { readonly afterMin: number }) {
  const { t } = useLocale();
  const hour = [Math.floor(afterMin / 60), afterMin % 60].map((n) => String(n).padStart(2, "0"));
  return (
    <div data-finding="fast_too_late">
      <Notice tone="error" title={t("booking.late.title", { time: leftToRight(hour.join(":")) })}>
        {t("booking.late.text")}
      </Notice>
    </div>
  );
}

function Trouble({ booking }: { readonly booking: Booking }) {
  const { t } = useLocale();
  const { trouble } = booking;
  if (trouble === null) return null;
  if (trouble === "noAnswer") {
    return (
      <Notice tone="error" title={t("booking.noAnswer")}>
        {t("booking.noAnswerNext")}
      </Notice>
    );
  }
  return <Notice tone="refusal" title={t(`refusal.${trouble}`, { seconds: 0 })} />;
}
