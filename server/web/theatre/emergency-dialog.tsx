import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { useState } from "react";
import type { PatientId, ProcedureId } from "../../../shared/domain/ids.ts";
import type { Side, TeamMember } from "../../../shared/domain/theatre.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { EmergencyProposal, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { AskNotice } from "../../../shared/ui/desk/ask-notice.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useAsking } from "../../../shared/ui/desk/use-asking.ts";
import { ReasonField } from "../admin/fields.tsx";
import type { Said } from "./ask.ts";
import { CaseFields, lacksSide } from "./case-fields.tsx";
import type { TheatreDesk } from "./desk.ts";
import { PickPatient } from "./pick-patient.tsx";
import { ProposalList } from "./proposal-list.tsx";
import { TeamFields } from "./team-fields.tsx";

const emergencyUrgencies = ["immediate", "urgent"] as const;
const emergencyTeam = ["surgeon", "anaesthetist"] as const;

interface Wish {
  readonly patientId: PatientId | null;
  readonly procedureId: ProcedureId | null;
  readonly side: Side;
  readonly urgency: (typeof emergencyUrgencies)[number];
  readonly team: readonly TeamMember[];
  readonly reason: string;
}

const noWish: Wish = {
  ...{ patientId: null, procedureId: null, side: "none", urgency: "immediate" },
  ...{ team: [], reason: "" },
};

/** An emergency: who it is, where it could go and whom that moves, and the new list on paper. */
export function EmergencyDialog(props: {
  readonly desk: TheatreDesk;
  readonly said: TheatresData;
  readonly listAddress: string;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, said } = props;
  const [wish, setWish] = useState(noWish);
  const [found, setFound] = useState<Said<readonly EmergencyProposal[]> | "asking" | null>(null);
  const [chosen, setChosen] = useState<EmergencyProposal | null>(null);
  const asking = useAsking<"insertEmergency", null>(desk.client, "insertEmergency");
  const { step } = asking;
  const change = (part: Partial<Wish>) => {
    setWish({ ...wish, ...part });
    if (Object.keys(part).every((name) => name === "reason" || name === "patientId")) return;
    // What was proposed was proposed for another wish.
    setFound(null);
    setChosen(null);
  };
  async function propose(): Promise<void> {
    const { procedureId, urgency, team } = wish;
    if (procedureId === null) return;
    setFound("asking");
    setFound(await desk.ask.proposals({ procedureId, urgency, team: [...team] }));
  }
  if (step.kind === "done") {
    return (
      <Dialog title={t("theatre.act.insertEmergency")} begin="act" onClose={props.onClose}>
        <Done label={step.reply.label} moved={step.reply.moved} listAddress={props.listAddress} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("theatre.act.insertEmergency")} begin="step" wide onClose={props.onClose}>
      <div className="emergency">
        <WishForm
          desk={desk}
          said={said}
          wish={wish}
          isProposing={found === "asking"}
          isFirst={found === null}
          onChange={change}
          onPropose={() => void propose()}
        />
        <div className="proposals-side" aria-live="polite">
          <Found found={found} said={said} desk={desk} chosen={chosen} onChoose={setChosen} />
          {chosen === null ? null : (
            <div className="dialog-acts">
              <AskNotice of={step} words={{ noAnswer: "admin.notice.noAnswerKept" }} />
              <ActButton
                act="confirm"
                look="filled"
                whyNot={wish.reason.trim() === "" ? t("theatre.plan.noReason") : null}
                wait={step.kind === "sending" ? "own" : null}
                onPress={() => {
                  const payload = payloadOf(wish, chosen);
                  if (payload !== null && step.kind !== "sending") asking.ask(payload, null);
                }}
              >
                {t("theatre.emergency.do")}
              </ActButton>
              {wish.reason.trim() === "" ? (
                <p className="quiet dialog-missing">{t("theatre.plan.noReason")}</p>
              ) : null}
            </div>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function WishForm(props: {
  readonly desk: TheatreDesk;
  readonly said: TheatresData;
  readonly wish: Wish;
  readonly isProposing: boolean;
  /** Nothing is proposed yet: to ask is the next act. */
  readonly isFirst: boolean;
  readonly onChange: (part: Partial<Wish>) => void;
  readonly onPropose: () => void;
}) {
  const { t } = useLocale();
  const { desk, said, wish, onChange: change } = props;
  const missing = missingOf(wish, said);
  return (
    <div className="dialog-body">
      <PickPatient
        desk={desk}
        patientId={wish.patientId}
        onPick={(patientId) => change({ patientId })}
      />
      <CaseFields said={said} procedureId={wish.procedureId} side={wish.side} onChange={change} />
      <Choice
        legend={t("theatre.urgencyLabel")}
        look="segments"
        options={emergencyUrgencies.map((value) => ({
          value,
          words: t(`theatre.urgency.${value}`),
        }))}
        chosen={wish.urgency}
        onChoose={(urgency) => change({ urgency })}
      />
      <TeamFields
        roles={emergencyTeam}
        team={wish.team}
        people={said.people}
        onChange={(team) => change({ team })}
      />
      <ReasonField value={wish.reason} onChange={(reason) => change({ reason })} />
      <div className="dialog-acts">
        <ActButton
          act="propose"
          look={props.isFirst ? "filled" : "plain"}
          whyNot={missing === null ? null : t(missing)}
          wait={props.isProposing ? "own" : null}
          onPress={() => {
            if (missing === null && !props.isProposing) props.onPropose();
          }}
        >
          {t("theatre.emergency.propose")}
        </ActButton>
        {missing === null ? null : <p className="quiet dialog-missing">{t(missing)}</p>}
      </div>
    </div>
  );
}

function Found(props: {
  readonly found: Said<readonly EmergencyProposal[]> | "asking" | null;
  readonly said: TheatresData;
  readonly desk: TheatreDesk;
  readonly chosen: EmergencyProposal | null;
  readonly onChoose: (proposal: EmergencyProposal) => void;
}) {
  const { t } = useLocale();
  const { found } = props;
  if (found === null) return <p className="quiet">{t("theatre.emergency.lead")}</p>;
  if (found === "asking") return <p className="quiet">{t("theatre.drag.asking")}</p>;
  if (found.kind === "noAnswer") {
    return <Notice tone="error" title={t("admin.notice.noAnswerKept")} />;
  }
  if (found.kind === "refused") {
    return <Notice tone="refusal" title={t(`refusal.${found.code}`, { seconds: 0 })} />;
  }
  return <ProposalList {...props} proposals={found.value} />;
}

type Missing =
  | "theatre.missing.patient"
  | "theatre.missing.procedure"
  | "theatre.missing.side"
  | "theatre.plan.noSurgeon";

function missingOf(wish: Wish, said: TheatresData): Missing | null {
  const procedure = said.procedures.find((one) => one.procedureId === wish.procedureId);
  if (wish.patientId === null) return "theatre.missing.patient";
  if (procedure === undefined) return "theatre.missing.procedure";
  if (lacksSide(procedure, wish.side)) return "theatre.missing.side";
  if (!wish.team.some(({ role }) => role === "surgeon")) return "theatre.plan.noSurgeon";
  return null;
}

function payloadOf(
  { patientId, procedureId, ...wish }: Wish,
  proposal: EmergencyProposal,
): PayloadInput<"insertEmergency"> | null {
  const reason = wish.reason.trim();
  if (patientId === null || procedureId === null || reason === "") return null;
  const { theatreId, from, minutes } = proposal;
  return {
    ...{ patientId, procedureId, urgency: wish.urgency, side: wish.side },
    ...{ theatreId, from, minutes, team: [...wish.team], reason },
    moves: proposal.moves.map(({ operationId, to }) => ({ operationId, to })),
  };
}

function Done(props: {
  readonly label: string;
  readonly moved: number;
  readonly listAddress: string;
}) {
  const { t } = useLocale();
  return (
    <div className="emergency-done" data-emergency={props.label}>
      <IconCircleCheck className="icon" aria-hidden="true" />
      <p>
        <b>{t("theatre.emergency.done", { label: leftToRight(props.label) })}</b>
      </p>
      <p>{t("theatre.emergency.moved", { n: props.moved })}</p>
      <a
        className="button button-big button-filled"
        data-right
        data-act="print-new-list"
        href={props.listAddress}
        target="_blank"
      >
        <IconPrinter className="icon" aria-hidden="true" />
        {t("theatre.emergency.print")}
      </a>
    </div>
  );
}
