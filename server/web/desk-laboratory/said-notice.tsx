import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import type { OrderActs } from "./use-order-acts.ts";

/** What has come of the last act on an order: quiet when it was done, and else until it is read. */
export function SaidNotice(props: { readonly acts: OrderActs }) {
  const { t } = useLocale();
  const { said, read } = props.acts;
  if (said === null) return null;
  if (said.kind === "done") {
    return (
      <p className="lab-done" role="status" data-said="done">
        <IconCircleCheck className="icon" aria-hidden="true" />
        <span>{t(said.words.key, said.words.values)}</span>
      </p>
    );
  }
  const understood = (
    <button type="button" className="button" data-act="understood" onClick={read}>
      {t("desk.understood")}
    </button>
  );
  return said.kind === "refused" ? (
    <Notice tone="refusal" title={t("lab.notDone", { act: t(said.act) })} actions={understood}>
      {t(`refusal.${said.code}`, { seconds: 0 })}
    </Notice>
  ) : (
    <Notice tone="error" title={t("lab.noAnswer", { act: t(said.act) })} actions={understood}>
      {t("lab.noAnswerKept")}
    </Notice>
  );
}
