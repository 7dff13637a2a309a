import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { useState } from "react";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { AskNotice } from "../../../shared/ui/desk/ask-notice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useAsking } from "../../../shared/ui/desk/use-asking.ts";
import { ConsequenceList, usePreview } from "./consequence-list.tsx";
import type { AdminDesk } from "./desk.ts";
import { MoveChoice } from "./move-choice.tsx";
import type { Moving } from "./moving.ts";

/**
 * Who is touched, before anything is published. What is published is the version that was looked
 * at: when somebody changes the roster meanwhile, the server says so and nothing is done.
 */
export function PublishDialog(props: {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, onClose } = props;
  const [roster] = useState(props.roster);
  const { clinicId, from, to, version } = roster;
  const preview = usePreview(desk, { clinicId, from, to, version: String(version) });
  const [moving, setMoving] = useState<Moving>("move");
  const publishing = useAsking<"publishRoster", null>(desk.client, "publishRoster");
  const { step } = publishing;
  const isLooked = preview?.kind === "told";
  const isTouching = isLooked && preview.consequences.length > 0;
  if (step.kind === "done") {
    const { moved, unplaced, sessions } = step.reply;
    return (
      <Dialog title={t("admin.publish.title")} begin="act" onClose={onClose}>
        <Notice
          tone="quiet"
          title={t("admin.publish.done")}
          actions={
            <button type="button" className="button" data-right data-act="done" onClick={onClose}>
              {t("word.done")}
            </button>
          }
        >
          {t("admin.publish.counts", { sessions, moved, unplaced })}
        </Notice>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("admin.publish.title")} begin="act" onClose={onClose}>
      <div className="dialog-body">
        <p className="quiet">{t("admin.publish.lead")}</p>
        <ConsequenceList preview={preview} zone={desk.site.zone} />
        {isTouching ? <MoveChoice moving={moving} onChange={setMoving} /> : null}
        <AskNotice of={step} words={{ noAnswer: "admin.notice.noAnswerKept" }} />
        <div className="dialog-acts">
          <ActButton
            act="confirm-publish"
            look="filled"
            whyNot={isLooked ? null : t("admin.consequences.asking")}
            wait={step.kind === "sending" ? "own" : null}
            onPress={() => {
              if (!isLooked || step.kind === "sending") return;
              publishing.ask(
                { clinicId, from, to, version, movePatients: moving === "move" },
                null,
              );
            }}
          >
            <IconSend className="icon flip" aria-hidden="true" />
            {t("admin.act.publishRoster")}
          </ActButton>
          <button type="button" className="button" onClick={onClose}>
            {t("word.back")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
