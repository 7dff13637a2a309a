import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import { useEffect, useState } from "react";
import type { PatientId } from "../../../../shared/domain/ids.ts";
import { missingCase } from "../../../../shared/domain/result.ts";
import { clockTime } from "../../../../shared/i18n/translate.ts";
import type { PatientPlaces } from "../../../../shared/protocol/patient-places.ts";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../../shared/ui/ticket-label.tsx";
import type { Heard } from "../../desk-patients/patients-desk.ts";
import type { BookStep } from "./book-steps.ts";
import type { BookingProps, StepProps } from "./booking-props.ts";
import { ConfirmStep } from "./confirm-step.tsx";
import { DoneStep } from "./done-step.tsx";
import { orderToBook, tooLateAfter } from "./order-to-book.ts";
import { PatientStep } from "./patient-step.tsx";
import { PlaceStep } from "./place-step.tsx";
import type { PlacesDesk } from "./places-desk.ts";
import { ServiceStep } from "./service-step.tsx";
import { TestsStep } from "./tests-step.tsx";

const steps = ["patient", "service", "place", "confirm"] as const;

/** Four steps to a booking, each on one screen: who, what for, when, and yes. */
export function BookView(props: BookingProps) {
  const { t } = useLocale();
  const { booking, tell } = props.book;
  const { heard, again } = usePlacesOf(props.desk, booking.patientId, booking.step);
  const places = heard?.kind === "said" ? heard.said : null;
  const orders = useFeed(props.client, "orders", booking.patientId).snapshot?.data.orders ?? [];
  const order =
    booking.moves !== null
      ? null
      : booking.isForOrder
        ? (orders.find((one) => one.orderId === booking.orderId) ?? null)
        : orderToBook(orders, booking.serviceId);
  const orderId = order?.orderId ?? null;
  const isOrderTold = booking.isForOrder || booking.orderId === orderId;
  useEffect(() => {
    if (!isOrderTold) tell({ kind: "order", orderId });
  }, [isOrderTold, orderId, tell]);
  const { want } = booking;
  const at = want?.kind === "place" ? want.place.at : null;
  const lateAfter =
    at === null ? null : tooLateAfter(orders, booking.moves, minuteOfDay(at, props.zone));
  const isLate = lateAfter !== null;
  const isLateTold = booking.isLate === isLate;
  useEffect(() => {
    if (!isLateTold) tell({ kind: "late", isLate });
  }, [isLateTold, isLate, tell]);
  return (
    <>
      <div className="booking-head">
        {booking.step === "patient" || booking.step === "done" ? null : (
          <button
            type="button"
            className="button"
            data-act="back"
            onClick={() => tell({ kind: "back" })}
          >
            <IconArrowBackUp className="icon flip" aria-hidden="true" />
            {t("word.back")}
          </button>
        )}
        <Steps now={booking.step} />
        {places === null ? null : <bdi className="booking-whose">{places.name}</bdi>}
      </div>
      <div data-step={booking.step}>
        <Step {...props} {...{ places, heard, again, order, orders, lateAfter }} />
      </div>
    </>
  );
}

function Step(props: StepProps) {
  const { step } = props.book.booking;
  switch (step) {
    case "patient":
      return <PatientStep {...props} />;
    case "service":
      return <ServiceStep {...props} />;
    case "tests":
      return <TestsStep {...props} />;
    case "place":
      return <PlaceStep {...props} />;
    case "confirm":
      return <ConfirmStep {...props} />;
    case "done":
      return <DoneStep {...props} />;
    default:
      return missingCase(step);
  }
}

function minuteOfDay(at: number, zone: string): number {
  const [hours = 0, minutes = 0] = clockTime(at, zone).split(":").map(Number);
  return hours * 60 + minutes;
}

/** Where one is of four; what is behind has a tick beside its number. */
function Steps(props: { readonly now: BookStep }) {
  const { t } = useLocale();
  // Tests are one way to say what for.
  const now = props.now === "tests" ? "service" : props.now;
  const at = now === "done" ? steps.length : steps.indexOf(now);
  return (
    <ol className="booking-steps" aria-label={t("booking.steps")}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === at ? "step" : undefined} data-past={index < at}>
          {index < at ? <IconCheck className="icon" aria-hidden="true" /> : <Num>{index + 1}</Num>}
          {t(`booking.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

/** What somebody has, asked again after each step that may have changed it. */
function usePlacesOf(desk: PlacesDesk, patientId: PatientId | null, step: BookStep) {
  const [answer, setAnswer] = useState<{
    readonly of: PatientId;
    readonly heard: Heard<PatientPlaces>;
  } | null>(null);
  const [round, setRound] = useState(0);
  const isDone = step === "done";
  useEffect(() => {
    if (patientId === null) return;
    let current = true;
    void desk.ofPatient(patientId).then((heard) => {
      if (current) setAnswer({ of: patientId, heard });
    });
    return () => {
      current = false;
    };
  }, [desk, patientId, round, isDone]);
  return {
    heard: answer?.of === patientId ? answer.heard : null,
    again: () => setRound((before) => before + 1),
  };
}
