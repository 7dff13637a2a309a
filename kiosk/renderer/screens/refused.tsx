import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconLayoutGrid from "@tabler/icons-react/dist/esm/icons/IconLayoutGrid.mjs";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "../parts/act.ts";
import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { Message } from "../parts/message.tsx";
import { findService } from "../session.ts";
import type { Session } from "../session.ts";

/** "Not this clinic now": who, why, and the next right act. */
export function Refused(props: {
  readonly session: Session;
  readonly screen: Extract<Session["screen"], { name: "refused" }>;
  readonly directory: DirectoryData | null;
  readonly act: Act;
}) {
  const { screen, directory, act } = props;
  const { language, t } = useLocale();
  const found = directory === null ? null : findService(directory, screen.serviceId);
  const isAboutClinic = isClinicShut(screen.code);
  return (
    <>
      <Head
        title={found === null ? t("kiosk.clinics.title") : nameIn(found.clinic.names, language)}
      />
      <main>
        <Message
          icon={isAboutClinic ? IconLock : IconInfoCircle}
          tone="warn"
          // The desk's words are about a patient; here the patient reads them.
          title={
            screen.code === "already_waiting"
              ? t("kiosk.refused.already")
              : t(`refusal.${screen.code}`, { seconds: 0 })
          }
        >
          <p>{isAboutClinic ? t("kiosk.refused.next") : t("kiosk.refused.ask")}</p>
        </Message>
        <button
          type="button"
          className="btn fill"
          data-act="another"
          onClick={() => act({ type: "go", to: "clinics" })}
        >
          <IconLayoutGrid className="icon" aria-hidden="true" />
          {t("kiosk.refused.another")}
        </button>
      </main>
      <Foot session={props.session} act={act} />
    </>
  );
}

function isClinicShut(code: RefusalCode): boolean {
  return code === "service_closed" || code === "service_full" || code === "daily_limit";
}
