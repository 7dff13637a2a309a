import IconAmbulance from "@tabler/icons-react/dist/esm/icons/IconAmbulance.mjs";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "./act.ts";

/** The red band: whoever needs help now must not take a number and wait. */
export function EmergencyBand(props: {
  readonly directory: DirectoryData | null;
  readonly act: Act;
}) {
  const { language, t } = useLocale();
  const place = props.directory === null ? null : nameIn(props.directory.emergencyPlace, language);
  return (
    <button
      type="button"
      className="emergency-band"
      data-act="emergency"
      onClick={() => props.act({ type: "go", to: "emergency" })}
    >
      <IconAmbulance className="icon flip" aria-hidden="true" />
      <span className="words">
        <b>{t("kiosk.emergency.band")}</b>
        <span>
          {place === null ? t("kiosk.emergency.go") : t("kiosk.emergency.place", { place })}
        </span>
      </span>
      <IconArrowRight className="icon flip" aria-hidden="true" />
    </button>
  );
}
