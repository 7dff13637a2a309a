import { useState } from "react";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { LeaveLine, SwapLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import type { AdminDesk } from "./desk.ts";
import { ReasonField } from "./fields.tsx";
import { MoveChoice } from "./move-choice.tsx";
import type { Moving } from "./moving.ts";
import { PersonName } from "./person-name.tsx";

export type LeaveDecision = "approved" | "declined" | "withdrawn";
export type SwapDecision = "approved" | "declined";

interface LeaveDialogProps {
  readonly desk: AdminDesk;
  readonly line: LeaveLine;
  readonly as: LeaveDecision;
  readonly onClose: () => void;
}

/** Approving shows whom it touches first; declining needs a reason that is told. */
export function DecideLeaveDialog(props: LeaveDialogProps) {
  return props.as === "approved" ? <ApproveLeave {...props} /> : <RefuseLeave {...props} />;
}

function ApproveLeave({ desk, line, onClose }: LeaveDialogProps) {
  const { t } = useLocale();
  const { leaveId } = line;
  const [moving, setMoving] = useState<Moving>("move");
  const asked = { leaveId, as: "approved", movePatients: moving === "move" } as const;
  return (
    <AskDialog
      desk={desk}
      act="admin.act.approveLeave"
      name="decideLeave"
      undoable
      payload={asked}
      rehearsed={asked}
      onClose={onClose}
    >
      <p>
        <b>
          <bdi>{shownName(line.name)}</bdi>
        </b>
        {": "}
        {t("admin.inbox.cost", { shifts: line.shifts, patients: line.patients })}
      </p>
      {line.patients === 0 ? null : <MoveChoice moving={moving} onChange={setMoving} />}
    </AskDialog>
  );
}

function RefuseLeave({ desk, line, as, onClose }: LeaveDialogProps) {
  const { t } = useLocale();
  const [reason, setReason] = useState("");
  const { leaveId } = line;
  return (
    <AskDialog
      desk={desk}
      act={as === "declined" ? "admin.act.declineLeave" : "admin.act.withdrawLeave"}
      name="decideLeave"
      payload={
        reason.trim() === "" ? t("refusal.reason_required") : { leaveId, as, reason: reason.trim() }
      }
      onClose={onClose}
    >
      <PersonName name={line.name} />
      {as === "withdrawn" ? <p className="quiet">{t("admin.inbox.withdrawHelp")}</p> : null}
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}

export function DecideSwapDialog(props: {
  readonly desk: AdminDesk;
  readonly line: SwapLine;
  readonly as: SwapDecision;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, line, as, onClose } = props;
  const [reason, setReason] = useState("");
  const { swapId } = line;
  const given = reason.trim();
  const payload =
    as === "declined" && given === ""
      ? t("refusal.reason_required")
      : { swapId, as, ...(given === "" ? {} : { reason: given }) };
  return (
    <AskDialog
      desk={desk}
      act={as === "approved" ? "admin.act.approveSwap" : "admin.act.declineSwap"}
      name="decideSwap"
      payload={payload}
      onClose={onClose}
    >
      <p>
        {t("admin.inbox.swap", { from: shownName(line.from.name), to: shownName(line.to.name) })}
      </p>
      <ul>
        {line.findings.map((finding, index) => (
          <li key={index}>{t(`admin.finding.${finding.kind}`)}</li>
        ))}
      </ul>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
