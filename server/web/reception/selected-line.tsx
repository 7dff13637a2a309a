import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { mayCall, whyNot } from "./acts.ts";
import { DeskAct } from "./desk-act.tsx";
import type { ListedLines } from "./listed-lines.ts";
import type { Act } from "./situation.ts";
import { WhyHere } from "./why-here.tsx";

/** The selected line in words: why it stands there, and what can be done with it. */
export function SelectedLine(props: ListedLines) {
  const { t, language } = useLocale();
  const { chosen: line, situation, tab } = props;
  const { point } = situation;
  if (line === null) return null;
  return (
    <div className="selected" data-selected-label={line.label}>
      <span className="quiet">{t("reception.list.selected")}</span>
      <TicketLabel label={line.label} />
      <span>{nameIn(line.serviceNames, language)}</span>
      <span className="quiet">{t(`desk.language.${line.language}`)}</span>
      {line.requeues === 0 ? null : (
        <span className="quiet">{t("reception.list.putBackTimes", { n: line.requeues })}</span>
      )}
      {mayCall(situation.role) ? <SelectedActs {...props} line={line} /> : null}
      {tab === "waiting" && point !== null ? (
        <WhyHere
          line={line}
          waiting={props.waiting ?? []}
          point={point}
          queues={situation.queues}
          clock={props.clock}
        />
      ) : null}
    </div>
  );
}

/** What a line of each list is there for; the menu has the rest. */
const ownActs: readonly Act[] = ["markReady", "unpark", "reinstate"];

function SelectedActs(props: ListedLines & { readonly line: NonNullable<ListedLines["chosen"]> }) {
  const { t } = useLocale();
  const { line, tab, press } = props;
  const situation = { ...props.situation, chosen: line };
  const hidden = (act: Act) =>
    ["stateForbids", "visitStarted"].includes(whyNot(act, situation) ?? "");
  const own = tab === "waiting" ? undefined : ownActs.find((act) => !hidden(act));
  return (
    <div className="selected-act">
      {tab === "noShows" ? <PutBack {...props} /> : null}
      {line.claimed && tab === "waiting" ? (
        <DeskAct
          act="confirmClaim"
          situation={situation}
          onPress={() => press("confirmClaim", line)}
        />
      ) : null}
      {own === undefined ? null : (
        <DeskAct act={own} situation={situation} onPress={() => press(own, line)} />
      )}
      <ActButton
        act="moreOfLine"
        look="plain"
        keyCap={tab === "waiting" || tab === "aside" ? "Enter" : undefined}
        onPress={() => props.onMenu(line)}
      >
        <IconDots className="icon" aria-hidden="true" />
        {t("reception.menu.more")}
      </ActButton>
    </div>
  );
}

/** Whoever did not come and came after all, with the reason if there is one to say. */
function PutBack(props: ListedLines & { readonly line: NonNullable<ListedLines["chosen"]> }) {
  const { t } = useLocale();
  const { line, reason, onReason, press } = props;
  const putBack = () => press("requeue", line, { reason });
  return (
    <>
      <input
        className="selected-reason"
        dir="auto"
        maxLength={200}
        placeholder={t("reception.list.reason")}
        aria-label={t("reception.list.reason")}
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.repeat) putBack();
        }}
      />
      <DeskAct act="requeue" situation={{ ...props.situation, chosen: line }} onPress={putBack} />
    </>
  );
}
