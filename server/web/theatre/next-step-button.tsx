import IconBed from "@tabler/icons-react/dist/esm/icons/IconBed.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import type { OperationLine } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { isPending } from "../admin/askings.ts";
import type { TheatreDesk } from "./desk.ts";
import { nextStepOf } from "./next-step.ts";

/** The one next step; while the checklist is open it says so instead of being dead. */
export function NextStepButton(props: {
  readonly desk: TheatreDesk;
  readonly operation: OperationLine;
}) {
  const { t } = useLocale();
  const { desk, operation } = props;
  const next = nextStepOf(operation);
  if (next === null) return null;
  const whyNot = !desk.mayAct
    ? t("theatre.whyNot.role")
    : next.open > 0
      ? t("theatre.whyNot.open", { n: next.open })
      : null;
  const isAsked = isPending(desk.runner.askings, operation.operationId);
  const Icon = next.step === "sendFor" || next.step === "toWard" ? IconBed : IconPlayerPlay;
  return (
    <div className="next-step">
      <ActButton
        act="step"
        look="filled"
        whyNot={whyNot}
        wait={isAsked ? "own" : null}
        onPress={() => {
          if (whyNot !== null || isAsked) return;
          const { operationId } = operation;
          void desk.runner.ask(
            "stepOperation",
            { operationId, step: next.step },
            { act: `theatre.act.${next.step}`, spot: operationId },
          );
        }}
      >
        <Icon className="icon flip" aria-hidden="true" />
        {t(`theatre.act.${next.step}`)}
      </ActButton>
      {whyNot === null ? null : <p className="quiet next-step-why">{whyNot}</p>}
    </div>
  );
}
