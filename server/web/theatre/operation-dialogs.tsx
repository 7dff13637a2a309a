import { useState } from "react";
import { cancelReasons, delayReasons } from "../../../shared/domain/theatre.ts";
import type { CancelReason, DelayReason } from "../../../shared/domain/theatre.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { OperationData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { AskDialog } from "../admin/ask-dialog.tsx";
import { NumberField, ReasonField } from "../admin/fields.tsx";
import type { TheatreDesk } from "./desk.ts";

interface DialogProps {
  readonly desk: TheatreDesk;
  readonly one: OperationData;
  readonly onClose: () => void;
}

/** Later by so many minutes, and what follows in its theatre with it. */
export function DelayDialog({ desk, one, onClose }: DialogProps) {
  const { t } = useLocale();
  const [minutes, setMinutes] = useState(15);
  const [kind, setKind] = useState<DelayReason | null>(null);
  const [reason, setReason] = useState("");
  const { operationId, label } = one.operation;
  return (
    <AskDialog
      desk={desk}
      act="theatre.act.delay"
      name="delayOperation"
      payload={
        kind === null
          ? t("theatre.plan.noReason")
          : { operationId, minutes, kind, ...(reason.trim() !== "" && { reason: reason.trim() }) }
      }
      onDone={(commandId) =>
        desk.onUndoable({
          commandId,
          words: t("theatre.undo.delayed", {
            label: leftToRight(label),
            minutes: t("desk.minutes", { count: minutes }),
          }),
        })
      }
      onClose={onClose}
    >
      <p className="quiet">{t("theatre.delay.lead")}</p>
      <Choice
        legend={t("theatre.delay.why")}
        look="cards"
        options={delayReasons.map((value) => ({ value, words: t(`theatre.delayKind.${value}`) }))}
        chosen={kind}
        onChoose={setKind}
      />
      <div className="field-pair">
        <NumberField
          label={t("theatre.delay.minutes")}
          name="minutes"
          value={minutes}
          min={5}
          max={480}
          onChange={setMinutes}
        />
      </div>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}

/** Does not take place. Why is counted, and told in words as well. */
export function CancelDialog({ desk, one, onClose }: DialogProps) {
  const { t } = useLocale();
  const [kind, setKind] = useState<CancelReason | null>(null);
  const [reason, setReason] = useState("");
  const { operationId } = one.operation;
  const typed = reason.trim();
  return (
    <AskDialog
      desk={desk}
      act="theatre.act.cancel"
      name="cancelOperation"
      payload={
        kind === null || typed === ""
          ? t("theatre.plan.noReason")
          : { operationId, kind, reason: typed }
      }
      onClose={onClose}
    >
      <Choice
        legend={t("theatre.cancel.why")}
        look="cards"
        options={cancelReasons.map((value) => ({ value, words: t(`theatre.cancelKind.${value}`) }))}
        chosen={kind}
        onChoose={setKind}
      />
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}

/** Back to the waiting list, with its old due day. */
export function UnplanDialog({ desk, one, onClose }: DialogProps) {
  const { t } = useLocale();
  const [reason, setReason] = useState("");
  const { operationId, label } = one.operation;
  const typed = reason.trim();
  return (
    <AskDialog
      desk={desk}
      act="theatre.act.unplan"
      name="unplanOperation"
      payload={typed === "" ? t("theatre.plan.noReason") : { operationId, reason: typed }}
      onDone={(commandId) =>
        desk.onUndoable({
          commandId,
          words: t("theatre.undo.unplanned", { label: leftToRight(label) }),
        })
      }
      onClose={onClose}
    >
      <p className="quiet">{t("theatre.unplan.lead")}</p>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}

/** A step that was taken by mistake. */
export function UndoStepDialog({ desk, one, onClose }: DialogProps) {
  const { t } = useLocale();
  const [reason, setReason] = useState("");
  const { operationId } = one.operation;
  const typed = reason.trim();
  return (
    <AskDialog
      desk={desk}
      act="theatre.act.undoStep"
      name="undoStep"
      payload={typed === "" ? t("theatre.plan.noReason") : { operationId, reason: typed }}
      onClose={onClose}
    >
      <p className="quiet">{t("theatre.undoStep.lead")}</p>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
