import { useState } from "react";
import { teamRoles } from "../../../shared/domain/theatre.ts";
import type { TeamMember } from "../../../shared/domain/theatre.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskDialog } from "../admin/ask-dialog.tsx";
import { NumberField, ReasonField } from "../admin/fields.tsx";
import type { CheckedPlan } from "./ask.ts";
import type { TheatreDesk } from "./desk.ts";
import { hardOf, wantsReason } from "./drag.ts";
import type { Lifted } from "./drag.ts";
import { FindingList } from "./finding-list.tsx";
import { TeamFields } from "./team-fields.tsx";
import { useCheck } from "./use-check.ts";
import { spotWords } from "./words.ts";
import type { Speech } from "./words.ts";

/** What is still to be said of an operation that was put down: its team, its length, a reason. */
export function PlanDialog(props: {
  readonly desk: TheatreDesk;
  readonly lifted: Lifted;
  readonly plan: CheckedPlan;
  readonly said: TheatresData;
  readonly speech: Speech;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, lifted, said, speech } = props;
  const [team, setTeam] = useState<readonly TeamMember[]>(props.plan.team);
  const [minutes, setMinutes] = useState(lifted.minutes);
  const [reason, setReason] = useState("");
  const plan = { ...props.plan, team, minutes };
  const check = useCheck(desk.ask, plan);
  const findings = check?.findings ?? [];
  const reasonWanted = wantsReason(
    check === null ? lifted : { ...lifted, judged: { kind: "said", check } },
  );
  const isMove = lifted.origin !== null;
  const missing = missingOf();
  const spot = spotWords(speech, { ...lifted, minutes }, said.theatres);
  const label = leftToRight(lifted.label);
  function payload() {
    const { things, ...others } = plan;
    return {
      ...others,
      team: [...team],
      ...(things !== undefined && { things: [...things] }),
      ...(reason.trim() !== "" && { reason: reason.trim() }),
    };
  }
  function missingOf(): string | null {
    if (hardOf(findings).length > 0) return t("theatre.plan.stopped");
    if (!team.some(({ role }) => role === "surgeon")) return t("theatre.plan.noSurgeon");
    return reasonWanted && reason.trim() === "" ? t("theatre.plan.noReason") : null;
  }
  return (
    <AskDialog
      desk={desk}
      act={isMove ? "theatre.act.move" : "theatre.act.plan"}
      name="planOperation"
      payload={missing ?? payload()}
      onDone={(commandId) =>
        desk.onUndoable({
          commandId,
          words: t(isMove ? "theatre.undo.moved" : "theatre.undo.planned", { label, spot }),
        })
      }
      onClose={props.onClose}
    >
      <p className="plan-spot" data-spot={lifted.spot.theatreId}>
        <b>{t("theatre.drag.at", { label, spot })}</b>
        {check === null ? null : (
          <span className="quiet">
            {t("theatre.usual", {
              usual: t("desk.minutes", { count: check.minutes }),
              most: t("desk.minutes", { count: check.p80Min }),
            })}
          </span>
        )}
      </p>
      {findings.length > 0 ? <FindingList findings={findings} said={said} speech={speech} /> : null}
      <TeamFields roles={teamRoles} team={team} people={said.people} onChange={setTeam} />
      <div className="field-pair">
        <NumberField
          label={t("theatre.plan.minutes")}
          name="minutes"
          value={minutes}
          min={5}
          max={1_440}
          onChange={setMinutes}
        />
      </div>
      {reasonWanted ? <ReasonField value={reason} onChange={setReason} /> : null}
    </AskDialog>
  );
}
