import IconLogin2 from "@tabler/icons-react/dist/esm/icons/IconLogin2.mjs";
import { useEffect, useRef, useState } from "react";
import type { PatientId } from "../../../../shared/domain/ids.ts";
import { weekdayAndDate, localDayIn } from "../../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../../shared/i18n/translate.ts";
import type { MeantBooking } from "../../../../shared/protocol/scheduling-commands.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { Notice } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../../shared/ui/ticket-label.tsx";
import { HeardNotice } from "../../desk-patients/heard-notice.tsx";
import { HitList } from "../../desk-patients/hit-list.tsx";
import { useSearch } from "../../desk-patients/use-heard.ts";
import { AskNotice } from "../../../../shared/ui/desk/ask-notice.tsx";
import { useAsking } from "../../../../shared/ui/desk/use-asking.ts";
import { readSaid } from "./arrive.ts";
import type { Said } from "./arrive.ts";
import type { BookingProps } from "./booking-props.ts";
import { CameCard, comingWords } from "./check-in.tsx";
import type { Came } from "./check-in.tsx";

/** Somebody stands at the desk with a booking: one field takes whatever they have. */
export function ArriveView(props: BookingProps) {
  const { t } = useLocale();
  const { client, patients, book, onTab } = props;
  const [typed, setTyped] = useState("");
  const said = readSaid(typed);
  const { step, ask, again } = useAsking<"checkIn", Said>(client, "checkIn");
  const found = useSearch(patients, said?.by === "name" ? said.q : "");
  const field = useRef<HTMLInputElement>(null);
  const isDone = step.kind === "done";
  useEffect(() => {
    if (!isDone) field.current?.focus();
  }, [isDone]);
  const hits = found?.kind === "said" ? found.said.hits : [];
  /** A person is shown with what is booked: the button that checks in stands there. */
  const show = (patientId: PatientId) => {
    book.tell({ kind: "patient", patientId });
    onTab("book");
  };
  const submit = () => {
    const [first] = hits;
    if (said === null || step.kind === "sending") return;
    if (said.by !== "name") ask(said, said);
    else if (first !== undefined) show(first.patientId);
  };
  const next = () => {
    setTyped("");
    again();
  };
  if (step.kind === "done") return <Arrived came={step.reply} onNext={next} />;
  return (
    <form
      className="booking-arrive"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label className="field">
        <span>{t("booking.arrive.label")}</span>
        <input
          ref={field}
          name="arrival"
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (step.kind === "asking" && step.trouble !== null) again();
          }}
        />
      </label>
      <p className="quiet" role="status">
        {t(said === null ? "booking.arrive.hint" : `booking.arrive.by.${said.by}`)}
      </p>
      {step.kind === "asking" && step.bookings !== undefined ? (
        <Meant
          {...props}
          bookings={step.bookings}
          trouble={step.trouble}
          onPick={({ appointmentId }) => {
            if (said === null || said.by === "name") return;
            ask({ ...said, confirm: { appointmentId } }, said);
          }}
        />
      ) : null}
      <AskNotice of={step} words={comingWords} />
      {said?.by === "name" ? (
        <>
          <HeardNotice heard={found} />
          {hits.length === 0 ? null : <HitList hits={hits} onPick={show} />}
        </>
      ) : (
        <ActButton
          act="arrive"
          look="filled"
          keyCap="Enter"
          wait={step.kind === "sending" ? "own" : null}
          whyNot={said === null ? t("booking.arrive.hint") : null}
          onPress={submit}
        >
          <IconLogin2 className="icon flip" aria-hidden="true" />
          {t("booking.arrive.submit")}
        </ActButton>
      )}
    </form>
  );
}

function Arrived(props: { readonly came: Came; readonly onNext: () => void }) {
  const { t } = useLocale();
  const acts = useRef<HTMLDivElement>(null);
  useEffect(() => acts.current?.querySelector<HTMLElement>("[data-right]")?.focus(), []);
  return (
    <div className="booking-arrived" ref={acts}>
      <CameCard came={props.came} />
      <ActButton act="nextArrival" look="filled" onPress={props.onNext}>
        {t("booking.arrive.next")}
      </ActButton>
    </div>
  );
}

/** The bookings that a number may be about: chosen by their times, or only told. */
function Meant(
  props: BookingProps & {
    readonly bookings: readonly MeantBooking[];
    readonly trouble: string | null;
    readonly onPick: (booking: MeantBooking) => void;
  },
) {
  const { t, language } = useLocale();
  const { bookings, zone, trouble } = props;
  const words = ({ at }: MeantBooking) => (
    <>
      {weekdayAndDate(localDayIn(at, zone), language)} <Num>{clockTime(at, zone)}</Num>
    </>
  );
  if (bookings.length === 0) return null;
  if (trouble !== "ambiguous") {
    return (
      <Notice tone="quiet" title={t("booking.arrive.itIs")}>
        {bookings.map((each) => (
          <span key={each.appointmentId}>{words(each)} </span>
        ))}
      </Notice>
    );
  }
  return (
    <div className="booking-acts">
      {bookings.map((each) => (
        <button
          key={each.appointmentId}
          type="button"
          className="button"
          data-meant={each.appointmentId}
          onClick={() => props.onPick(each)}
        >
          {words(each)}
        </button>
      ))}
    </div>
  );
}
