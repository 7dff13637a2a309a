import IconArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import IconCalendarCheck from "@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconPrinterOff from "@tabler/icons-react/dist/esm/icons/IconPrinterOff.mjs";
import IconReceipt from "@tabler/icons-react/dist/esm/icons/IconReceipt.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import { waitText } from "../../../shared/i18n/wait-text.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import type { Paper } from "../../device-api.ts";
import type { Act } from "../parts/act.ts";
import { LanguageButton, LanguagePicker } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { Countdown, MoreTime } from "../parts/idle-bar.tsx";
import { QrCode } from "../../../shared/ui/qr-code.tsx";
import { findService, hasPaperFault } from "../session.ts";
import type { Arrival } from "../check-in-screen.ts";
import type { Countdown as Left, Session } from "../session.ts";

type IssuedScreen = Extract<Session["screen"], { name: "issued" }>;

/** The number to take away, with its paper's true state and the code for the phone. */
export function Issued(props: {
  readonly session: Session;
  readonly screen: IssuedScreen;
  readonly directory: DirectoryData | null;
  readonly left: Left | null;
  readonly act: Act;
}) {
  const { session, screen, act } = props;
  const { t } = useLocale();
  const isFault = hasPaperFault(screen.paper);
  return (
    <div className="issued" data-label={screen.ticket.label} data-paper={screen.paper.state}>
      <Head title={isFault ? t("kiosk.fault.title") : t("kiosk.issued.title")} />
      <main className="tight">
        {isFault && <FaultBanner paper={screen.paper} />}
        <TicketCard screen={screen} directory={props.directory} />
        {!isFault && <PaperBanner paper={screen.paper} />}
        <PhoneCode url={screen.ticket.trackUrl} isFault={isFault} />
        <div className="last">
          {props.left !== null && <Countdown left={props.left} isFault={isFault} />}
          <div className="row">
            <button
              type="button"
              className="btn fill"
              data-act="done"
              onClick={() => act({ type: "finish" })}
            >
              <IconCheck className="icon" aria-hidden="true" />
              {isFault ? t("kiosk.fault.kept") : t("word.done")}
            </button>
            <MoreTime act={act} />
          </div>
          <div className="tools">
            {session.picksLanguage ? (
              <LanguagePicker act={act} />
            ) : (
              <LanguageButton session={session} act={act} />
            )}
          </div>
        </div>
      </main>
    </div>
  );
}

/** Card, phone page and paper say the same things in the same order. */
function TicketCard(props: {
  readonly screen: IssuedScreen;
  readonly directory: DirectoryData | null;
}) {
  const { language, t } = useLocale();
  const { ticket, serviceId } = props.screen;
  const found = props.directory === null ? null : findService(props.directory, serviceId);
  return (
    <section className="ticket" aria-live="assertive">
      <div className="upper">
        <p className="cap">{t("ticket.yourNumber")}</p>
        <TicketLabel label={ticket.label} />
        {found !== null && (
          <>
            <p className="where">{nameIn(found.clinic.names, language)}</p>
            <p className="at">
              <IconMapPin className="icon" aria-hidden="true" />
              <span>{nameIn(found.service.waitingRoomNames, language)}</span>
            </p>
          </>
        )}
      </div>
      {props.screen.arrival !== null && (
        <ArrivalNote arrival={props.screen.arrival} zone={props.directory?.zone ?? "UTC"} />
      )}
      <div className="tear" />
      <dl className="facts">
        <div>
          <dt>{t("ticket.aheadNow")}</dt>
          <dd>
            <Num>{ticket.ahead}</Num>
          </dd>
        </div>
        <div>
          <dt>{t("ticket.waitAbout")}</dt>
          <dd>{ticket.wait === null ? t("kiosk.issued.waitUnknown") : waitText(ticket.wait, t)}</dd>
        </div>
      </dl>
    </section>
  );
}

/** What a booking adds: from when the wait counts, and a doctor who is late. */
function ArrivalNote(props: { readonly arrival: Arrival; readonly zone: string }) {
  const { t } = useLocale();
  const { bookedAt, isLate, doctorLateMin } = props.arrival;
  const at = (instant: number) => leftToRight(clockTime(instant, props.zone));
  const isWarned = isLate || doctorLateMin > 0;
  return (
    <p className={isWarned ? "arrival warn" : "arrival"} data-late={isLate}>
      <IconCalendarCheck className="icon" aria-hidden="true" />
      <span>
        {isLate
          ? t("checkIn.late", { time: at(bookedAt) })
          : t("checkIn.booked", { time: at(bookedAt) })}
        {doctorLateMin > 0 && (
          <span className="doctor">
            {t("checkIn.doctorLate", { time: at(bookedAt + doctorLateMin * minuteMs) })}
          </span>
        )}
      </span>
    </p>
  );
}

/** "Printing now", and "ready below" only once the printer has said so. */
function PaperBanner(props: { readonly paper: Paper }) {
  const { t } = useLocale();
  const isOut = props.paper.state === "printed";
  return (
    <div className="banner paper" role="status">
      {isOut ? (
        <IconReceipt className="icon" aria-hidden="true" />
      ) : (
        <IconPrinter className="icon" aria-hidden="true" />
      )}
      <div className="words">
        <b>{isOut ? t("kiosk.issued.printed") : t("kiosk.issued.printing")}</b>
        {isOut ? t("kiosk.issued.printedText") : t("kiosk.issued.printingText")}
      </div>
      {isOut && <IconArrowDown className="icon" aria-hidden="true" />}
    </div>
  );
}

/** The head has said that the number is saved; this says what happened and what to do. */
function FaultBanner(props: { readonly paper: Paper }) {
  const { t } = useLocale();
  return (
    <div className="banner warn" role="alert">
      <IconPrinterOff className="icon" aria-hidden="true" />
      <div className="words">
        <b>{faultText(props.paper, t)}</b>
        {t("kiosk.fault.note")}
      </div>
    </div>
  );
}

function faultText(paper: Paper, t: ReturnType<typeof useLocale>["t"]): string {
  switch (paper.state) {
    case "unknown":
      return t("kiosk.fault.unknown");
    case "not_printed":
      return paper.detail === "paper_out" ? t("kiosk.fault.paperOut") : t("kiosk.fault.notPrinted");
    case "printing":
    case "printed":
      return "";
    default:
      return missingCase(paper.state);
  }
}

function PhoneCode(props: { readonly url: string; readonly isFault: boolean }) {
  const { t } = useLocale();
  return (
    <div className={props.isFault ? "qr-row big" : "qr-row"}>
      <QrCode text={props.url} name={t("kiosk.issued.qrName")} />
      <div className="words">
        <b>{props.isFault ? t("kiosk.fault.qrTitle") : t("ticket.follow")}</b>
        <span>{props.isFault ? t("kiosk.fault.qrText") : t("kiosk.issued.qrText")}</span>
        {props.isFault && (
          <span className="chip ok">
            <IconCheck className="icon" aria-hidden="true" />
            {t("kiosk.fault.valid")}
          </span>
        )}
      </div>
    </div>
  );
}
