import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import type { OperationId } from "../../../shared/domain/ids.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { operationTransitions } from "../../../shared/domain/theatre.ts";
import { dayTitle } from "../../../shared/i18n/calendar.ts";
import type { OperationData, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { ChecklistParts } from "./checklist-parts.tsx";
import type { TheatreDesk } from "./desk.ts";
import { lastStepAt } from "./live.ts";
import { StatusChip, UrgencyChip } from "./looks.tsx";
import { NextStepButton } from "./next-step-button.tsx";
import { PanelActs } from "./panel-acts.tsx";
import { SuppliesList } from "./supplies-list.tsx";
import { TraceList } from "./trace-list.tsx";
import { procedureWords, timeWords } from "./words.ts";
import type { Speech } from "./words.ts";

/** One operation whole, for the people who do it; the one next step is the filled button. */
export function OperationPanel(props: {
  readonly desk: TheatreDesk;
  readonly said: TheatresData;
  readonly operationId: OperationId;
  /** It waits, and may be lifted onto a lane from here. */
  readonly onPlan: (() => void) | null;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, said, onPlan } = props;
  const feed = useFeed(desk.client, "operation", props.operationId);
  const one = feed.snapshot?.data ?? null;
  const speech = { t, language, zone: desk.site.zone };
  if (feed.refusal !== null && one === null) {
    return <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />;
  }
  if (one === null) return <div className="panel-blank" aria-busy="true" />;
  const { operation } = one;
  return (
    <div className="operation-panel" data-status={operation.status} data-label={operation.label}>
      <div className="panel-scroll" tabIndex={0} role="group" aria-label={operation.label}>
        <PanelHead one={one} said={said} speech={speech} onClose={props.onClose} />
        <ChecklistParts desk={desk} one={one} />
        <Team one={one} />
        <SuppliesList desk={desk} one={one} />
        {one.note === null ? null : (
          <section>
            <h3>{t("theatre.note")}</h3>
            <p>
              <bdi>{one.note}</bdi>
            </p>
          </section>
        )}
        <TraceList one={one} speech={speech} />
      </div>
      <div className="panel-foot">
        {onPlan === null ? (
          <NextStepButton desk={desk} operation={operation} />
        ) : (
          <ActButton
            act="plan-open"
            look="filled"
            whyNot={desk.mayAct ? null : t("theatre.whyNot.role")}
            onPress={onPlan}
          >
            {t("theatre.act.plan")}
          </ActButton>
        )}
        <PanelActs desk={desk} one={one} said={said} />
      </div>
    </div>
  );
}

function PanelHead(props: {
  readonly one: OperationData;
  readonly said: TheatresData;
  readonly speech: Speech;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { one, said, speech } = props;
  const { operation, patient } = one;
  const { plan } = operation;
  const theatre = said.theatres.find(({ theatreId }) => theatreId === plan?.theatreId);
  const at = lastStepAt(operation) ?? plan?.from ?? null;
  return (
    <header className="panel-head">
      <div className="panel-title">
        <h2>
          <TicketLabel label={operation.label} />
        </h2>
        <StatusChip status={operation.status} time={at === null ? null : timeWords(speech, at)} />
        <button
          type="button"
          className="button button-icon panel-close"
          aria-label={t("desk.close")}
          onClick={props.onClose}
        >
          <IconX className="icon" aria-hidden="true" />
        </button>
      </div>
      <p>
        <b>{procedureWords(speech, operation)}</b>
        {theatre === undefined ? null : <> · {nameIn(theatre.names, language)}</>}
      </p>
      <p className="panel-patient">
        <bdi>{shownName(patient.name)}</bdi>{" "}
        {patient.birthYear === null ? null : <Num>{patient.birthYear}</Num>}
      </p>
      <p className="quiet">
        {t("theatre.usual", {
          usual: t("desk.minutes", { count: one.minutes }),
          most: t("desk.minutes", { count: one.p80Min }),
        })}{" "}
        {t("theatre.knownFrom", { n: one.historyCount })}
      </p>
      <p className="panel-chips">
        <UrgencyChip urgency={operation.urgency} />
        {operationTransitions.plan.from.includes(operation.status) ? (
          <span className="quiet">
            {t("theatre.due.by", { day: dayTitle(operation.dueDay, language) })}
          </span>
        ) : null}
      </p>
      {operation.moved === null ? null : (
        <p className="moved-said">
          {t("theatre.movedFrom", { time: timeWords(speech, operation.moved.from) })}{" "}
          {operation.moved.madeRoomFor === null
            ? operation.moved.reason
            : t("theatre.madeRoomFor", { label: operation.moved.madeRoomFor })}
        </p>
      )}
    </header>
  );
}

function Team(props: { readonly one: OperationData }) {
  const { t } = useLocale();
  const { team } = props.one;
  if (team.length === 0) return null;
  return (
    <section>
      <h3>{t("theatre.team")}</h3>
      <dl className="team-list">
        {team.map(({ role, staffId, name }) => (
          <div key={`${role} ${staffId}`}>
            <dt>{t(`theatre.role.${role}`)}</dt>
            <dd>
              <bdi>{shownName(name)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
