import IconAmbulance from "@tabler/icons-react/dist/esm/icons/IconAmbulance.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconTicket from "@tabler/icons-react/dist/esm/icons/IconTicket.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import IconUser from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import IconWheelchair from "@tabler/icons-react/dist/esm/icons/IconWheelchair.mjs";
import { defaultRates } from "../../../shared/domain/priority.ts";
import type { Rates } from "../../../shared/domain/priority.ts";
import type { QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { mayCall } from "./acts.ts";
import { QueuesCard, SeatCard } from "./day-cards.tsx";
import { whyNoCopy } from "./paper.ts";
import type { DeskClock, Press, Situation } from "./situation.ts";

interface DayProps {
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
  readonly onMore: () => void;
  readonly onIssue: () => void;
  /** Whose paper can be printed again, the first named on the button. */
  readonly tickets: readonly QueueLine[];
  readonly onCopy: () => void;
}

/** The day's counters, the queues, the seat, the rule in force, and papers by hand. */
export function DayColumn(props: DayProps) {
  const { situation } = props;
  return (
    <aside className="desk-day">
      <Today situation={situation} />
      <QueuesCard queues={situation.queues} />
      <SeatCard {...props} />
      {/* Before the first snapshot no other settings are known. */}
      <Rule rates={situation.point?.rates ?? defaultRates} />
      {mayCall(situation.role) ? <PaperActs {...props} /> : null}
    </aside>
  );
}

function Today(props: { readonly situation: Situation }) {
  const { t } = useLocale();
  const { point } = props.situation;
  const counted = (n: number | undefined) => (n === undefined ? null : <Num>{n}</Num>);
  return (
    <section className="card" aria-labelledby="today">
      <h2 id="today">{t("reception.today.heading")}</h2>
      <dl className="sums">
        <dt>{t("reception.today.waiting")}</dt>
        <dd data-count="waiting">{counted(point?.waiting)}</dd>
        <dt>{t("reception.today.called")}</dt>
        <dd data-count="called">{counted(point?.today.called)}</dd>
        <dt>{t("reception.today.exceptions")}</dt>
        <dd data-count="exceptions">{counted(point?.today.exceptions)}</dd>
        <dt>{t("reception.today.ended")}</dt>
        <dd data-count="ended">{counted(point?.today.ended)}</dd>
        <dt>{t("reception.today.noShows")}</dt>
        <dd data-count="noShows">{counted(point?.today.noShows)}</dd>
      </dl>
    </section>
  );
}

/** The rule with the rates of this service day. */
function Rule(props: { readonly rates: Rates }) {
  const { t } = useLocale();
  const { rates } = props;
  return (
    <section className="card" aria-labelledby="rule">
      <h2 id="rule">{t("reception.rule.heading")}</h2>
      <ul className="rule-lines">
        <li>
          <IconAmbulance className="icon flip" aria-hidden="true" />
          <span>{t("reception.rule.emergency")}</span>
        </li>
        <li data-rate="urgent">
          <IconUrgent className="icon" aria-hidden="true" />
          <span>
            {t(rates.urgentFirst === true ? "reception.rule.urgentFirst" : "reception.rule.urgent")}
          </span>
          {rates.urgentFirst === true ? null : <Num>{`× ${rates.urgent}`}</Num>}
        </li>
        <li data-rate="protected">
          <IconWheelchair className="icon" aria-hidden="true" />
          <span>{t("reception.rule.protected")}</span>
          <Num>{`× ${rates.protected}`}</Num>
        </li>
        {(["returning", "appointment"] as const)
          .filter((one) => rates[one] !== rates.normal)
          .map((one) => (
            <li key={one} data-rate={one}>
              <IconUser className="icon" aria-hidden="true" />
              <span>{t(`desk.class.${one}`)}</span>
              <Num>{`× ${rates[one]}`}</Num>
            </li>
          ))}
        <li data-rate="normal">
          <IconUser className="icon" aria-hidden="true" />
          <span>{t("reception.rule.normal")}</span>
          <Num>{`× ${rates.normal}`}</Num>
        </li>
      </ul>
      <p className="quiet">{t("reception.rule.then")}</p>
    </section>
  );
}

/** A ticket for whoever cannot use the kiosk, and a copy for whoever lost the paper. */
function PaperActs(props: DayProps) {
  const { t } = useLocale();
  const { tickets } = props;
  const { point, stale } = props.situation;
  const stands = whyNoCopy({ stale, printers: point?.printers ?? [], tickets });
  const whyNot = stands === null || point === null ? null : t(stands);
  const [ticket] = tickets;
  return (
    <div className="paper-acts">
      <ActButton
        act="issueTicket"
        look="plain"
        whyNot={stale ? t("reception.whyNot.stale") : null}
        onPress={() => {
          if (!stale && point !== null) props.onIssue();
        }}
      >
        <IconTicket className="icon" aria-hidden="true" />
        {t("reception.issue.open")}
      </ActButton>
      <ActButton
        act="reprint"
        look="plain"
        whyNot={whyNot}
        onPress={() => {
          if (stands === null) props.onCopy();
        }}
      >
        <IconCopy className="icon" aria-hidden="true" />
        {t("reception.copy.open")}
        {stands !== null || ticket === undefined ? null : <TicketLabel label={ticket.label} />}
      </ActButton>
      {whyNot === null || stale ? null : <p className="quiet">{whyNot}</p>}
    </div>
  );
}
