import IconLogin2 from "@tabler/icons-react/dist/esm/icons/IconLogin2.mjs";
import { useEffect, useRef } from "react";
import { codeInHalves } from "../../../../shared/domain/booking-code.ts";
import { missingCase } from "../../../../shared/domain/result.ts";
import { localDayIn } from "../../../../shared/i18n/calendar.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../../shared/ui/ticket-label.tsx";
import type { Booked } from "./book-steps.ts";
import type { StepProps } from "./booking-props.ts";
import { CheckIn } from "./check-in.tsx";
import { PrintSlip } from "./print-slip.tsx";
import { Before } from "./for-order.tsx";
import { Between, DayWords, OnlyDay } from "./when.tsx";

/** It is done: the code to say, the slip to print, and the way on. */
export function DoneStep(props: StepProps) {
  const { t } = useLocale();
  const { book, onClose } = props;
  const { booked } = book.booking;
  const acts = useRef<HTMLDivElement>(null);
  useEffect(() => acts.current?.querySelector<HTMLElement>("[data-right]")?.focus(), []);
  if (booked === null) return null;
  return (
    <div className="booking-done" role="status">
      <Said {...props} booked={booked} />
      <div className="dialog-acts" ref={acts}>
        <ActButton act="done" look="filled" onPress={onClose}>
          {t("word.done")}
        </ActButton>
        <ActButton act="another" look="big" onPress={() => book.tell({ kind: "another" })}>
          {t("booking.another")}
        </ActButton>
        <ActButton act="nextPatient" look="big" onPress={() => book.tell({ kind: "anew" })}>
          {t("booking.nextPatient")}
        </ActButton>
      </div>
    </div>
  );
}

function Said(props: StepProps & { readonly booked: Booked }) {
  const { t } = useLocale();
  const { booked, zone, today, client, printers } = props;
  switch (booked.kind) {
    case "place": {
      const { reply, place } = booked;
      return (
        <>
          <h3>{t("booking.done.place")}</h3>
          <p className="booking-code" data-code={reply.code}>
            <small>{t("booking.fact.code")}</small>
            <bdi dir="ltr">{codeInHalves(reply.code)}</bdi>
          </p>
          <p className="booking-when">
            <DayWords at={reply.at} zone={zone} />
            <b className="booking-time">
              <Between from={place.at} to={place.to} zone={zone} />
            </b>
            <bdi>{place.staffName}</bdi>
          </p>
          {reply.preparation === undefined ? null : <Before preparation={reply.preparation} />}
          <PrintSlip
            client={client}
            printers={printers}
            appointmentId={reply.appointmentId}
            sessionId={reply.sessionId}
          />
          {localDayIn(reply.at, zone) === today ? (
            <CheckIn client={client} code={reply.code}>
              <IconLogin2 className="icon flip" aria-hidden="true" />
              {t("booking.arrive.here")}
            </CheckIn>
          ) : null}
        </>
      );
    }
    case "series":
      return <SaidSeries booked={booked} zone={zone} />;
    case "wait":
      return (
        <>
          <h3>{t("booking.done.wait")}</h3>
          <p>{t("booking.wait.lead")}</p>
        </>
      );
    default:
      return missingCase(booked);
  }
}

function SaidSeries(props: {
  readonly booked: Extract<Booked, { readonly kind: "series" }>;
  readonly zone: string;
}) {
  const { t } = useLocale();
  const { zone } = props;
  const { booked, missed } = props.booked.reply;
  return (
    <>
      <h3>{t("booking.done.series", { n: booked.length })}</h3>
      <ol className="booking-visits">
        {booked.map(({ appointmentId, at, code }) => (
          <li key={appointmentId}>
            <DayWords at={at} zone={zone} />
            <Num>{codeInHalves(code)}</Num>
          </li>
        ))}
      </ol>
      {missed.length === 0 ? null : (
        <>
          <h4>{t("booking.series.missed", { n: missed.length })}</h4>
          <ul className="booking-visits">
            {missed.map((day) => (
              <li key={day}>
                <OnlyDay day={day} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
