import { leftToRight } from "../../i18n/translate.ts";
import { useLocale } from "../locale-provider.tsx";
import { Notice } from "./notice.tsx";

/** As of when the screen is true, and that nothing is lost. */
export function StaleNotice(props: { readonly asOf: string | null }) {
  const { t } = useLocale();
  return (
    <Notice
      tone="stale"
      title={
        props.asOf === null
          ? t("desk.stale.first")
          : t("desk.stale.at", { time: leftToRight(props.asOf) })
      }
    >
      {t("desk.stale.kept")}
    </Notice>
  );
}
