import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import { useEffect } from "react";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { remedyOf } from "./acts.ts";
import { keyCaps } from "./keys.ts";
import type { Notice as DeskNotice, Press, Situation } from "./situation.ts";
import type { DeskRunner } from "./use-desk.ts";

/** Refusals and unanswered asks, newest first; Escape reads the newest. */
export function Notices(props: {
  readonly runner: DeskRunner;
  readonly situation: Situation;
  readonly press: Press;
}) {
  const { runner } = props;
  const newest = runner.desk.notices[0];
  useEffect(() => {
    if (newest === undefined) return;
    const listen = (event: KeyboardEvent) => {
      // An open dialog closes first.
      if (event.key === "Escape" && document.querySelector("dialog[open]") === null) {
        runner.read(newest.id);
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [newest, runner]);
  return runner.desk.notices.map((notice) => (
    <OneNotice key={notice.id} {...props} notice={notice} />
  ));
}

function OneNotice(props: {
  readonly notice: DeskNotice;
  readonly runner: DeskRunner;
  readonly situation: Situation;
  readonly press: Press;
}) {
  const { t } = useLocale();
  const { notice, runner, situation, press } = props;
  const act = t(`reception.act.${notice.act}`);
  const about = notice.label === null ? null : <TicketLabel label={notice.label} />;
  const understood = (
    <button type="button" className="button" onClick={() => runner.read(notice.id)}>
      {t("desk.understood")}
    </button>
  );
  if (notice.kind === "noAnswer") {
    return (
      <Notice
        tone="error"
        title={
          <>
            {t("reception.notice.noAnswer", { act })} {about}
          </>
        }
        actions={
          <>
            <button type="button" className="button" onClick={runner.askAgain}>
              <IconRefresh className="icon" aria-hidden="true" />
              {t("word.tryAgain")}
            </button>
            {understood}
          </>
        }
      >
        {t("reception.notice.noAnswerKept")}
      </Notice>
    );
  }
  const remedy = remedyOf(notice.code, situation);
  return (
    <Notice
      tone="refusal"
      title={
        <>
          {t("reception.notice.refused", { act })} {about}
        </>
      }
      actions={
        <>
          {remedy === null ? null : (
            <button
              type="button"
              className="button"
              data-remedy={remedy}
              onClick={() => press(remedy)}
            >
              {t(`reception.act.${remedy}`)}
              {keyCaps[remedy] === undefined ? null : <bdi dir="ltr">({keyCaps[remedy]})</bdi>}
            </button>
          )}
          {understood}
        </>
      }
    >
      {t(`refusal.${notice.code}`, { seconds: 0 })}
    </Notice>
  );
}

/** Why the last press did nothing. It goes with the next press. */
export function Hint(props: { readonly runner: DeskRunner }) {
  const { t } = useLocale();
  const { hint, clearHint } = props.runner;
  if (hint === null || hint.reason === "pending") return null;
  return (
    <Notice
      tone="quiet"
      title={t("reception.notice.refused", { act: t(`reception.act.${hint.act}`) })}
      actions={
        <button type="button" className="button" onClick={clearHint}>
          {t("desk.understood")}
        </button>
      }
    >
      {t(`reception.whyNot.${hint.reason}`)}
    </Notice>
  );
}

/** As of when the screen is true, and that nothing is lost. */
export function StaleNotice(props: { readonly asOf: string | null }) {
  const { t } = useLocale();
  return (
    <Notice
      tone="stale"
      title={
        props.asOf === null
          ? t("reception.notice.staleFirst")
          : t("reception.notice.stale", { time: leftToRight(props.asOf) })
      }
    >
      {t("reception.notice.staleKept")}
    </Notice>
  );
}
