import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import IconId from "@tabler/icons-react/dist/esm/icons/IconId.mjs";
import IconDeviceMobile from "@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs";
import IconLoader from "@tabler/icons-react/dist/esm/icons/IconLoader.mjs";
import IconQrcode from "@tabler/icons-react/dist/esm/icons/IconQrcode.mjs";
import IconScan from "@tabler/icons-react/dist/esm/icons/IconScan.mjs";
import IconShieldLock from "@tabler/icons-react/dist/esm/icons/IconShieldLock.mjs";
import IconTicket from "@tabler/icons-react/dist/esm/icons/IconTicket.mjs";

import { longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { MeantBooking } from "../../../shared/protocol/scheduling-commands.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { checkInWays } from "../../device-api.ts";
import type { CheckInWay } from "../../device-api.ts";
import { askedOf, questionOf } from "../check-in.ts";
import type { CheckInAct } from "../check-in.ts";

import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { Keypad } from "../parts/keypad.tsx";

import { groupsOf, isComplete, isMistyped } from "../typing.ts";
import type { Question, Typed } from "../typing.ts";
import { AskPreparation } from "./check-in-preparation.tsx";
import { Unkept } from "./check-in-outcome.tsx";
import type { CheckInProps } from "./check-in-props.ts";

/** "I have an appointment": four ways, one field, and each outcome a screen of its own. */
export function CheckInScreen(props: CheckInProps) {
  const { session, checkIn, act } = props;
  const { t } = useLocale();
  const asked = askedOf(checkIn);
  if (asked === null) return <Unkept {...props} />;
  const waits = checkIn.step.name === "asking" ? checkIn.step : null;
  const does = (done: CheckInAct) => act({ type: "checkIn", act: done });
  return (
    <>
      <Head
        title={t("checkIn.title")}
        // Of the four ways one has been enough.
        {...(asked.name === "preparation" ? {} : { sub: t("checkIn.sub") })}
      />
      <main className="tight check-in" data-step={checkIn.step.name} data-way={checkIn.way}>
        {asked.name === "value" && <Ways way={checkIn.way} does={does} />}
        {asked.name === "choose" ? (
          <Choose {...props} bookings={asked.bookings} does={does} />
        ) : asked.name === "preparation" ? (
          <AskPreparation {...props} asked={asked} does={does} isWaiting={waits !== null} />
        ) : (
          <Ask {...props} does={does} isWaiting={waits !== null} />
        )}
        <p className="privacy">
          <IconShieldLock className="icon" aria-hidden="true" />
          {t("checkIn.privacy")}
        </p>
        {waits?.isSlow === true && (
          <div className="slow" role="status">
            <IconLoader className="icon" aria-hidden="true" />
            <div>
              <b>{t("kiosk.issuing.slow")}</b>
              {t("kiosk.issuing.safe")}
            </div>
          </div>
        )}
      </main>
      <Foot session={session} act={act} />
    </>
  );
}

const wayIcons = {
  qr: IconQrcode,
  code: IconTicket,
  phone: IconDeviceMobile,
  nationalId: IconId,
} as const;

function Ways(props: { readonly way: CheckInWay; readonly does: (done: CheckInAct) => void }) {
  const { t } = useLocale();
  return (
    <div className="ways" role="group" aria-label={t("checkIn.ways")}>
      {checkInWays.map((way) => {
        const Icon = wayIcons[way];
        return (
          <button
            key={way}
            type="button"
            data-way={way}
            aria-pressed={way === props.way}
            onClick={() => props.does({ kind: "way", way })}
          >
            <Icon className="icon" aria-hidden="true" />
            {t(`checkIn.way.${way}`)}
          </button>
        );
      })}
    </div>
  );
}

type AskProps = CheckInProps & {
  readonly does: (done: CheckInAct) => void;
  readonly isWaiting: boolean;
};

/** The field and its keys; for a QR, where to hold it. */
function Ask(props: AskProps) {
  const { checkIn, does, isWaiting } = props;
  const { t } = useLocale();
  const asked = askedOf(checkIn);
  const question = questionOf({ ...checkIn, step: asked ?? checkIn.step });
  if (question === null) {
    return (
      <section className="reader" aria-live="polite">
        {isWaiting ? (
          <IconLoader className="icon" aria-hidden="true" />
        ) : (
          <IconScan className="icon" aria-hidden="true" />
        )}
        <h2>{isWaiting ? t("checkIn.checking") : t("checkIn.ask.qr")}</h2>
        <p>{t("checkIn.help.qr")}</p>
      </section>
    );
  }
  const typed = question === "birthYear" ? checkIn.year : checkIn.value;
  const isReady = isComplete(question, typed.signs) && !isWaiting;
  return (
    <>
      <Field question={question} typed={typed} />
      <Keypad question={question} isDimmed={isWaiting} does={does} />
      <button
        type="button"
        className="btn fill go"
        data-act="go-on"
        aria-disabled={!isReady}
        onClick={() => does({ kind: "send", commandId: props.newCommandId() })}
      >
        {isWaiting ? (
          <>
            <IconLoader className="icon" aria-hidden="true" />
            {t("checkIn.checking")}
          </>
        ) : (
          <>
            {t("checkIn.go")}
            <IconArrowRight className="icon flip" aria-hidden="true" />
          </>
        )}
      </button>
    </>
  );
}

function Field(props: { readonly question: Question; readonly typed: Typed }) {
  const { question, typed } = props;
  const { t } = useLocale();
  const isWrong = isMistyped(question, typed.signs);
  const mistyped = question === "code" ? t("checkIn.mistyped.code") : t("checkIn.mistyped.other");
  const groups = groupsOf(question, typed);
  const at = groups.findIndex(({ missing }) => missing > 0);
  return (
    <section className="ask-field">
      <h2>{t(`checkIn.ask.${question}`)}</h2>
      <p className={isWrong ? "hint wrong" : "hint"} role="status">
        {isWrong ? mistyped : t(`checkIn.help.${question}`)}
      </p>
      <output className="field" dir="ltr" data-field={question} data-masked={typed.isMasked}>
        {groups.map((group, index) => (
          <span key={index} className="group">
            {group.signs}
            {index === at && <i className="caret" aria-hidden="true" />}
            <span className="missing" aria-hidden="true">
              {"–".repeat(group.missing)}
            </span>
          </span>
        ))}
      </output>
    </section>
  );
}

/** Bookings told apart by their times alone: no name, and no clinic. */
function Choose(
  props: CheckInProps & {
    readonly bookings: readonly MeantBooking[];
    readonly does: (done: CheckInAct) => void;
  },
) {
  const { bookings, zone, does, newCommandId } = props;
  const { language, t } = useLocale();
  return (
    <section className="choose">
      <h2>{t("checkIn.choose")}</h2>
      <p className="hint">{t("checkIn.chooseHelp")}</p>
      {bookings.map(({ appointmentId, at }) => (
        <button
          key={appointmentId}
          type="button"
          className="btn"
          data-booking={appointmentId}
          onClick={() => does({ kind: "choose", appointmentId, commandId: newCommandId() })}
        >
          <b>
            <Num>{clockTime(at, zone)}</Num>
          </b>
          <span>{longDate(at, zone, language)}</span>
        </button>
      ))}
    </section>
  );
}
