import type { RefusalCode } from "../../domain/refusal.ts";
import type { MessageKey } from "../../i18n/translate.ts";
import { useLocale } from "../locale-provider.tsx";
import { Notice } from "./notice.tsx";
import type { Waiting } from "./use-asking.ts";

/** What a dialog's asking has come to, above its button; `words` where its own say more. */
export function AskNotice(props: {
  readonly of: Waiting;
  readonly words: { readonly noAnswer: MessageKey } & Partial<Record<RefusalCode, MessageKey>>;
}) {
  const { t } = useLocale();
  const { of, words } = props;
  if (of.kind === "sending") {
    return (
      <p className="now-said" role="status">
        {of.long ? t("desk.stillTrying") : null}
      </p>
    );
  }
  if (of.trouble === null) return null;
  if (of.trouble === "noAnswer") return <Notice tone="error" title={t(words.noAnswer)} />;
  const said = words[of.trouble] ?? (`refusal.${of.trouble}` as const);
  return <Notice tone="refusal" title={t(said, { seconds: 0 })} />;
}
