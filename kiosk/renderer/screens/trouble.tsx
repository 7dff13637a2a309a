import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "../parts/act.ts";
import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { Message } from "../parts/message.tsx";
import type { Session } from "../session.ts";

/** No answer yet, or too busy to take one: what is safe, what happened, what to do. */
export function Trouble(props: {
  readonly session: Session;
  readonly screen: Extract<Session["screen"], { name: "trouble" }>;
  readonly act: Act;
}) {
  const { t } = useLocale();
  return (
    <>
      <Head title={t("kiosk.trouble.title")} />
      <main>
        <Message
          icon={IconShieldCheck}
          tone="warn"
          title={props.screen.code === null ? t("kiosk.trouble.noAnswer") : t("kiosk.trouble.busy")}
        >
          <p>{t("kiosk.trouble.text")}</p>
        </Message>
        <button
          type="button"
          className="btn fill"
          data-act="try-again"
          onClick={() => props.act({ type: "tryAgain" })}
        >
          <IconRefresh className="icon" aria-hidden="true" />
          {t("word.tryAgain")}
        </button>
      </main>
      <Foot session={props.session} act={props.act} />
    </>
  );
}
