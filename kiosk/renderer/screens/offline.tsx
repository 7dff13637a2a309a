import IconCloudOff from "@tabler/icons-react/dist/esm/icons/IconCloudOff.mjs";
import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "../parts/act.ts";
import { EmergencyBand } from "../parts/emergency-band.tsx";
import { LanguagePicker } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { Message } from "../parts/message.tsx";
import type { Session } from "../session.ts";

/** The hospital can't be reached: what is safe, where to go. The screen comes back by itself. */
export function Offline(props: {
  readonly refusal: RefusalCode | null;
  readonly directory: DirectoryData | null;
  readonly session: Session;
  readonly act: Act;
}) {
  const { t } = useLocale();
  const { refusal } = props;
  const isUnpaired = refusal === "unauthenticated" || refusal === "forbidden";
  return (
    <>
      <Head title={t("kiosk.offline.title")} />
      <main>
        <Message icon={IconCloudOff} tone="warn" title={t("kiosk.offline.safe")}>
          <p>{t("kiosk.offline.cause")}</p>
          <p>{t("kiosk.offline.text")}</p>
          <p className="quiet">
            <IconRefresh className="icon" aria-hidden="true" />
            {t("kiosk.offline.back")}
          </p>
          {isUnpaired && <p className="quiet">{t("kiosk.offline.unpaired")}</p>}
          {refusal === "protocol_mismatch" && <p className="quiet">{t("kiosk.offline.newer")}</p>}
        </Message>
        <EmergencyBand directory={props.directory} act={props.act} />
      </main>
      <footer className="foot">
        <LanguagePicker act={props.act} />
      </footer>
    </>
  );
}

/** The first moments, before anything is known: the shape of the first screen, without promises. */
export function Starting() {
  const { t } = useLocale();
  return (
    <>
      <Head isTall title={t("kiosk.starting.title")} sub={t("kiosk.starting.text")} />
      <main className="skeleton">
        <span className="tall" aria-hidden="true" />
        <span aria-hidden="true" />
      </main>
    </>
  );
}
