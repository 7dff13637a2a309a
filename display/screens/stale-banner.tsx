import IconPlugConnectedX from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
import type { Instant } from "../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../shared/i18n/translate.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";

/** White across the whole board: what is below was true then, and what to do meanwhile. */
export function StaleBanner(props: { readonly trueAt: Instant; readonly zone: string }) {
  const { t } = useLocale();
  const time = leftToRight(clockTime(props.trueAt, props.zone));
  return (
    <div className="stale-banner" role="alert">
      <IconPlugConnectedX className="icon" aria-hidden="true" />
      <div>
        <p className="stale-title">{t("link.stale", { time })}</p>
        <p className="stale-text">{t("display.staleText")}</p>
      </div>
    </div>
  );
}
