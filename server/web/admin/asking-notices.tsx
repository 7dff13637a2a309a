import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import type { Runner } from "./use-askings.ts";

/** Refusals and silence, newest first, each until it is read. */
export function AskingNotices(props: { readonly runner: Runner }) {
  const { t } = useLocale();
  const { askings, again, read } = props.runner;
  return askings.notices.map(({ commandId, act, kind }) => (
    <Notice
      key={commandId}
      tone={kind === "noAnswer" ? "error" : "refusal"}
      title={t(kind === "noAnswer" ? "admin.notice.noAnswer" : "admin.notice.refused", {
        act: t(act),
      })}
      actions={
        <>
          {kind === "noAnswer" ? (
            <button type="button" className="button" onClick={() => again(commandId)}>
              <IconRefresh className="icon" aria-hidden="true" />
              {t("word.tryAgain")}
            </button>
          ) : null}
          <button type="button" className="button" onClick={() => read(commandId)}>
            {t("desk.understood")}
          </button>
        </>
      }
    >
      {kind === "noAnswer" ? t("admin.notice.noAnswerKept") : t(`refusal.${kind}`, { seconds: 0 })}
    </Notice>
  ));
}
