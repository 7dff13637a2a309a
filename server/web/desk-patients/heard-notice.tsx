import { missingCase } from "../../../shared/domain/result.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Heard } from "./patients-desk.ts";

/** Why there is no answer to show; `invalid` where its own words say more. */
export function HeardNotice(props: {
  readonly heard: Heard<unknown> | null;
  readonly invalid?: MessageKey;
}) {
  const { t } = useLocale();
  const { heard } = props;
  if (heard === null) return null;
  switch (heard.kind) {
    case "said":
      return null;
    case "noServer":
      return <Notice tone="error" title={t("patients.noServer")} />;
    case "refused": {
      const own = heard.code === "invalid" ? props.invalid : undefined;
      return <Notice tone="refusal" title={t(own ?? `refusal.${heard.code}`, { seconds: 0 })} />;
    }
    default:
      return missingCase(heard);
  }
}
