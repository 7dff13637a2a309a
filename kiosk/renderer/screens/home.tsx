import IconBuildingHospital from "@tabler/icons-react/dist/esm/icons/IconBuildingHospital.mjs";
import IconCalendarCheck from "@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import IconWheelchair from "@tabler/icons-react/dist/esm/icons/IconWheelchair.mjs";
import IconPrinterOff from "@tabler/icons-react/dist/esm/icons/IconPrinterOff.mjs";
import IconReceipt from "@tabler/icons-react/dist/esm/icons/IconReceipt.mjs";
import IconBellRinging from "@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs";
import IconTextSize from "@tabler/icons-react/dist/esm/icons/IconTextSize.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import IconTicket from "@tabler/icons-react/dist/esm/icons/IconTicket.mjs";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { DeviceState } from "../../device-api.ts";
import type { Act } from "../parts/act.ts";
import { EmergencyBand } from "../parts/emergency-band.tsx";
import { LanguagePicker } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import type { Session } from "../session.ts";

/** One choice in three seconds; emergencies and languages in sight. */
export function Home(props: {
  readonly session: Session;
  readonly directory: DirectoryData | null;
  readonly printer: DeviceState["printer"];
  readonly act: Act;
}) {
  const { act, printer } = props;
  const { t } = useLocale();
  const isPaperless = printer !== null && printer.state !== "ready" && printer.state !== "unknown";
  return (
    <>
      <Head isTall title={t("kiosk.home.welcome")} sub={t("kiosk.home.question")} />
      <main>
        {isPaperless && (
          <p className="note warn">
            <IconPrinterOff className="icon" aria-hidden="true" />
            {printer.state === "paper_out" ? t("kiosk.home.outOfPaper") : t("kiosk.home.noPaper")}
          </p>
        )}
        <button
          type="button"
          className="choice first"
          data-act="take-ticket"
          onClick={() => act({ type: "go", to: "clinics" })}
        >
          <span className="pic">
            <IconTicket className="icon" aria-hidden="true" />
          </span>
          <span className="words">
            <b>{t("kiosk.home.take")}</b>
            <span>{t("kiosk.home.takeHelp")}</span>
          </span>
          <IconChevronRight className="icon flip" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="choice"
          data-act="appointment"
          onClick={() => act({ type: "go", to: "checkIn" })}
        >
          <span className="pic">
            <IconCalendarCheck className="icon" aria-hidden="true" />
          </span>
          <span className="words">
            <b>{t("checkIn.home")}</b>
            <span>{t("checkIn.homeHelp")}</span>
          </span>
          <IconChevronRight className="icon flip" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn"
          data-act="group"
          onClick={() => act({ type: "go", to: "group" })}
        >
          <IconUsers className="icon" aria-hidden="true" />
          {t("group.title")}
        </button>
        <Steps isPaperless={isPaperless} />
        <EmergencyBand directory={props.directory} act={act} />
      </main>
      <footer className="foot">
        <LanguagePicker act={act} />
        <Aids session={props.session} act={act} />
      </footer>
    </>
  );
}

/** The way of a number in a few pictures, for whoever is here the first time. */
function Steps(props: { readonly isPaperless: boolean }) {
  const { t } = useLocale();
  return (
    <ol className="steps">
      <li>
        <IconBuildingHospital className="icon" aria-hidden="true" />
        {t("kiosk.home.stepChoose")}
      </li>
      {!props.isPaperless && (
        <li>
          <IconReceipt className="icon" aria-hidden="true" />
          {t("kiosk.home.stepPaper")}
        </li>
      )}
      <li>
        <IconBellRinging className="icon" aria-hidden="true" />
        {t("kiosk.home.stepWait")}
      </li>
    </ol>
  );
}

function Aids(props: { readonly session: Session; readonly act: Act }) {
  const { t } = useLocale();
  const { largerText, lowButtons } = props.session;
  return (
    <div className="aids" role="group" aria-label={t("kiosk.aids.group")}>
      <button
        type="button"
        data-act="larger-text"
        aria-pressed={largerText}
        onClick={() => props.act({ type: "largerText" })}
      >
        {largerText ? (
          <IconCheck className="icon" aria-hidden="true" />
        ) : (
          <IconTextSize className="icon" aria-hidden="true" />
        )}
        {t("kiosk.aids.larger")}
      </button>
      <button
        type="button"
        data-act="low-buttons"
        aria-pressed={lowButtons}
        onClick={() => props.act({ type: "lowButtons" })}
      >
        {lowButtons ? (
          <IconCheck className="icon" aria-hidden="true" />
        ) : (
          <IconWheelchair className="icon" aria-hidden="true" />
        )}
        {t("kiosk.aids.low")}
      </button>
    </div>
  );
}
