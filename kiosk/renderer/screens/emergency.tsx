import IconAmbulance from "@tabler/icons-react/dist/esm/icons/IconAmbulance.mjs";
import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "../parts/act.ts";
import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import type { Session } from "../session.ts";

/** Where Emergency is, as large as it gets. */
export function Emergency(props: {
  readonly session: Session;
  readonly directory: DirectoryData | null;
  readonly act: Act;
}) {
  const { language, t } = useLocale();
  return (
    <>
      <Head title={t("kiosk.emergency.band")} />
      <main>
        <section className="emergency" role="alert">
          <IconAmbulance className="icon flip" aria-hidden="true" />
          <h2>{t("kiosk.emergency.go")}</h2>
          {props.directory !== null && (
            <p className="place">
              <IconMapPin className="icon" aria-hidden="true" />
              <span>{nameIn(props.directory.emergencyPlace, language)}</span>
            </p>
          )}
          <p>{t("kiosk.emergency.noTicket")}</p>
          <p>{t("kiosk.emergency.help")}</p>
        </section>
      </main>
      <Foot session={props.session} act={props.act} />
    </>
  );
}
