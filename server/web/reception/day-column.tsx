import IconAmbulance from "@tabler/icons-react/dist/esm/icons/IconAmbulance.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconTicket from "@tabler/icons-react/dist/esm/icons/IconTicket.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import IconUser from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import IconWheelchair from "@tabler/icons-react/dist/esm/icons/IconWheelchair.mjs";
import { defaultRates } from "../../../shared/domain/priority.ts";
import type { StaffRole } from "../../../shared/domain/role.ts";
import type { PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { mayCall } from "./desk.ts";
import { whyNoCopy } from "./paper.ts";

interface DayProps {
  readonly point: PointData | null;
  readonly role: StaffRole;
  readonly stale: boolean;
  readonly onIssue: () => void;
  /** Whose paper can be printed again, the first named on the button. */
  readonly tickets: readonly QueueLine[];
  readonly onCopy: () => void;
}

/** The day's counters, the rule as it stands, and papers for those whom the kiosk cannot help. */
export function DayColumn(props: DayProps) {
  const { t } = useLocale();
  const { point } = props;
  return (
    <aside className="desk-day">
      <section className="card" aria-labelledby="today">
        <h2 id="today">{t("reception.today.heading")}</h2>
        <dl className="sums">
          <dt>{t("reception.today.waiting")}</dt>
          <dd data-count="waiting">{point === null ? null : <Num>{point.waiting}</Num>}</dd>
          <dt>{t("reception.today.called")}</dt>
          <dd data-count="called">{point === null ? null : <Num>{point.today.called}</Num>}</dd>
          <dt>{t("reception.today.ended")}</dt>
          <dd data-count="ended">{point === null ? null : <Num>{point.today.ended}</Num>}</dd>
          <dt>{t("reception.today.noShows")}</dt>
          <dd data-count="noShows">{point === null ? null : <Num>{point.today.noShows}</Num>}</dd>
        </dl>
      </section>
      <section className="card" aria-labelledby="rule">
        <h2 id="rule">{t("reception.rule.heading")}</h2>
        <ul className="rule-lines">
          <li>
            <IconAmbulance className="icon flip" aria-hidden="true" />
            <span>{t("reception.rule.emergency")}</span>
          </li>
          <li>
            <IconUrgent className="icon" aria-hidden="true" />
            <span>{t("reception.rule.urgent")}</span>
            <Num>{`× ${defaultRates.urgent}`}</Num>
          </li>
          <li>
            <IconWheelchair className="icon" aria-hidden="true" />
            <span>{t("reception.rule.protected")}</span>
            <Num>{`× ${defaultRates.protected}`}</Num>
          </li>
          <li>
            <IconUser className="icon" aria-hidden="true" />
            <span>{t("reception.rule.normal")}</span>
            <Num>{`× ${defaultRates.normal}`}</Num>
          </li>
        </ul>
        <p className="quiet">{t("reception.rule.then")}</p>
      </section>
      {mayCall(props.role) ? <PaperActs {...props} /> : null}
    </aside>
  );
}

/** A ticket for whoever cannot use the kiosk, and a copy for whoever lost the paper. */
function PaperActs(props: DayProps) {
  const { t } = useLocale();
  const { point, stale, tickets } = props;
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
