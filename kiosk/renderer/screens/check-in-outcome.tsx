import IconCalendarX from "@tabler/icons-react/dist/esm/icons/IconCalendarX.mjs";
import IconCalendarEvent from "@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs";
import IconClockHour4 from "@tabler/icons-react/dist/esm/icons/IconClockHour4.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import IconZoomQuestion from "@tabler/icons-react/dist/esm/icons/IconZoomQuestion.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import IconToolsKitchen2Off from "@tabler/icons-react/dist/esm/icons/IconToolsKitchen2Off.mjs";
import IconTicket from "@tabler/icons-react/dist/esm/icons/IconTicket.mjs";
import { use } from "react";
import { checkInWindow } from "../../../shared/domain/appointment.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { MeantBooking } from "../../../shared/protocol/scheduling-commands.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Foot } from "../parts/foot.tsx";
import { Head, HeadContext } from "../parts/head.tsx";
import { Message } from "../parts/message.tsx";
import type { SlipAsked } from "../check-in.ts";
import type { CheckInProps } from "./check-in-props.ts";

/** No ticket: what it is, when to come, and the next right act. */
export function Unkept(props: CheckInProps) {
  const { checkIn, act, session, zone } = props;
  const { language, t } = useLocale();
  const { serverTime } = use(HeadContext);
  const { step } = checkIn;
  if (step.name === "trouble") return <NoAnswer {...props} isBusy={step.code !== null} />;
  if (step.name !== "refused") return null;
  const said = outcomeWords(step.code, step.bookings[0] ?? null, {
    ...{ language, zone, t },
    now: serverTime ?? 0,
  });
  return (
    <>
      <Head title={t("checkIn.title")} />
      <main data-outcome={step.code}>
        <Message icon={said.icon} tone="warn" title={said.title}>
          <p>{said.text}</p>
        </Message>
        {said.next === "slip" && <Slip {...props} slip={step.slip ?? null} />}
        {said.next === "correct" && (
          <button
            type="button"
            className="btn fill"
            data-act="correct"
            onClick={() => act({ type: "back" })}
          >
            <IconPencil className="icon" aria-hidden="true" />
            {t("checkIn.again")}
          </button>
        )}
        {said.next === "reception" && (
          <>
            <button
              type="button"
              className="btn fill"
              data-act="take-instead"
              onClick={() => act({ type: "go", to: "clinics" })}
            >
              <IconTicket className="icon" aria-hidden="true" />
              {t("checkIn.take")}
            </button>
            <button
              type="button"
              className="btn"
              data-act="correct"
              onClick={() => act({ type: "back" })}
            >
              <IconPencil className="icon" aria-hidden="true" />
              {t("checkIn.notPreparedAgain")}
            </button>
          </>
        )}
        {said.next === "take" && (
          <button
            type="button"
            className="btn fill"
            data-act="take-instead"
            onClick={() => act({ type: "go", to: "clinics" })}
          >
            <IconTicket className="icon" aria-hidden="true" />
            {t("checkIn.take")}
          </button>
        )}
      </main>
      <Foot session={session} act={act} />
    </>
  );
}

/** The paper of a booking that is still to come, for who has none to bring. */
function Slip(props: CheckInProps & { readonly slip: SlipAsked | null }) {
  const { act, newCommandId, slip } = props;
  const { t } = useLocale();
  if (slip !== null) {
    return (
      <p className="slip-said" role="status" data-slip={slip.paper}>
        {t(`checkIn.slip.${slip.paper}`)}
      </p>
    );
  }
  return (
    <button
      type="button"
      className="btn fill"
      data-act="print-slip"
      onClick={() => act({ type: "checkIn", act: { kind: "slip", commandId: newCommandId() } })}
    >
      <IconPrinter className="icon" aria-hidden="true" />
      {t("checkIn.slip.print")}
    </button>
  );
}

function NoAnswer({ act, session, isBusy }: CheckInProps & { readonly isBusy: boolean }) {
  const { t } = useLocale();
  return (
    <>
      <Head title={t("kiosk.trouble.title")} />
      <main data-outcome="trouble">
        <Message
          icon={IconShieldCheck}
          tone="warn"
          title={isBusy ? t("kiosk.trouble.busy") : t("kiosk.trouble.noAnswer")}
        >
          <p>{t("kiosk.trouble.text")}</p>
        </Message>
        <button
          type="button"
          className="btn fill"
          data-act="try-again"
          onClick={() => act({ type: "tryAgain" })}
        >
          <IconRefresh className="icon" aria-hidden="true" />
          {t("word.tryAgain")}
        </button>
      </main>
      <Foot session={session} act={act} />
    </>
  );
}

interface Said {
  readonly icon: typeof IconInfoCircle;
  readonly title: string;
  readonly text: string;
  /** What the patient can do here; reception is named in the text. */
  readonly next: "correct" | "take" | "slip" | "reception" | null;
}

interface Saying {
  readonly language: Language;
  readonly zone: string;
  readonly t: Translate;
  readonly now: Instant;
}

/** Every outcome of a check-in (K6): what it is, when to come, what to do. */
function outcomeWords(code: RefusalCode, booking: MeantBooking | null, saying: Saying): Said {
  const { t } = saying;
  if (code === "not_found") {
    const text = t("checkIn.notFoundText");
    return { icon: IconZoomQuestion, title: t("refusal.not_found"), text, next: "correct" };
  }
  if (code === "not_prepared") {
    return {
      ...{ icon: IconToolsKitchen2Off, title: t("checkIn.notPrepared") },
      ...{ text: t("checkIn.notPreparedText"), next: "reception" },
    };
  }
  const timed = booking === null ? null : timedWords(code, booking, saying);
  if (timed !== null) return timed;
  const title = t(`refusal.${code}`, { seconds: 0 });
  return { icon: IconInfoCircle, title, text: t("kiosk.refused.ask"), next: null };
}

function timedWords(code: RefusalCode, booking: MeantBooking, saying: Saying): Said | null {
  const { language, zone, t, now } = saying;
  const time = leftToRight(clockTime(booking.at, zone));
  const date = longDate(booking.at, zone, language);
  switch (code) {
    case "too_early": {
      const opensAt = booking.at - checkInWindow.earlyMin * minuteMs;
      const opens = leftToRight(clockTime(opensAt, zone));
      const title = t("checkIn.early", { time: opens });
      return { icon: IconClockHour4, title, text: t("checkIn.earlyText", { time }), next: "slip" };
    }
    case "wrong_day":
      return booking.at < now
        ? {
            ...{ icon: IconCalendarX, title: t("checkIn.pastDay", { date }) },
            ...{ text: t("checkIn.lateText"), next: "take" },
          }
        : {
            ...{ icon: IconCalendarEvent, title: t("checkIn.wrongDay", { date }) },
            ...{ text: t("checkIn.wrongDayText", { time }), next: "slip" },
          };
    case "too_late": {
      const title = t("checkIn.tooLate", { time });
      return { icon: IconCalendarX, title, text: t("checkIn.lateText"), next: "take" };
    }
    case "session_closed": {
      const title = t("checkIn.closed", { date, time });
      return { icon: IconCalendarX, title, text: t("checkIn.closedText"), next: null };
    }
    case "already_checked_in": {
      if (booking.label === null) return null;
      const title = t("checkIn.already", { label: leftToRight(booking.label) });
      return { icon: IconTicket, title, text: t("checkIn.alreadyText"), next: null };
    }
    default:
      return null;
  }
}
