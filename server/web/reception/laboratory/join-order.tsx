import IconTestPipeOff from "@tabler/icons-react/dist/esm/icons/IconTestPipeOff.mjs";
import { useState } from "react";
import type { PatientId } from "../../../../shared/domain/ids.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import { leftToRight } from "../../../../shared/i18n/translate.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { QueueLine } from "../../../../shared/protocol/feeds.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import type { StaffRole } from "../../../../shared/domain/role.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import { Dialog } from "../../../../shared/ui/desk/dialog.tsx";
import { EmptyState } from "../../../../shared/ui/desk/notice.tsx";
import { FindPatients } from "../../desk-patients/find-patients.tsx";
import { createPatientsDesk } from "../../desk-patients/patients-desk.ts";
import "../../desk-patients/patients.css";
import { StageChip, UrgencyChip } from "../../desk-laboratory/order-chips.tsx";
import type { OrderActs } from "../../desk-laboratory/use-order-acts.ts";
import { joinable } from "./tests-here.ts";

/** An order that was made for another day goes with the number that stands here now. */
export function JoinOrder(props: {
  readonly client: Client;
  readonly role: StaffRole;
  readonly zone: string | null;
  readonly line: QueueLine;
  readonly acts: OrderActs;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { client, line, acts, onClose } = props;
  const [patientId, setPatient] = useState<PatientId | null>(null);
  const [desk] = useState(() => createPatientsDesk(window.fetch.bind(window)));
  return (
    <Dialog
      title={
        <>
          <TicketLabel label={line.label} /> {t("lab.collect.join")}
        </>
      }
      begin="step"
      wide
      onClose={onClose}
    >
      <div className="patients join-order">
        {patientId === null ? (
          <>
            <h3>{t("lab.join.who")}</h3>
            <FindPatients
              {...{ client, desk, role: props.role, zone: props.zone }}
              go={(step) => {
                if (step.to === "picked" || step.to === "file") setPatient(step.patientId);
              }}
              onlyKnown
            />
          </>
        ) : (
          <OrdersOf
            client={client}
            patientId={patientId}
            line={line}
            onAnother={() => setPatient(null)}
            onJoin={({ orderId, label }) => {
              onClose();
              void acts.ask(
                "joinOrder",
                { orderId, ticketId: line.ticketId },
                {
                  act: "lab.act.join",
                  said: () => ({ key: "lab.done.join", values: { order: leftToRight(label) } }),
                },
              );
            }}
          />
        )}
      </div>
    </Dialog>
  );
}

function OrdersOf(props: {
  readonly client: Client;
  readonly patientId: PatientId;
  readonly line: QueueLine;
  readonly onAnother: () => void;
  readonly onJoin: (order: OrderLine) => void;
}) {
  const { t, language } = useLocale();
  const feed = useFeed(props.client, "orders", props.patientId);
  const orders =
    feed.snapshot === null ? null : joinable(feed.snapshot.data.orders, props.line.ticketId);
  return (
    <>
      <h3>{t("lab.join.which")}</h3>
      {orders?.length === 0 ? (
        <EmptyState
          icon={<IconTestPipeOff className="icon" aria-hidden="true" />}
          title={t("lab.join.none")}
          next={t("lab.join.noneNext")}
        />
      ) : null}
      <ul className="join-orders">
        {(orders ?? []).map((order) => (
          <li key={order.orderId}>
            <button
              type="button"
              className="button"
              data-join={order.label}
              onClick={() => props.onJoin(order)}
            >
              <TicketLabel label={order.label} />
              <span>
                {order.items
                  .map(({ names }) => nameIn(names, language))
                  .join(language === "en" ? ", " : "، ")}
              </span>
              <UrgencyChip urgency={order.urgency} />
              <StageChip order={order} />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" data-act="another-patient" onClick={props.onAnother}>
        {t("lab.join.another")}
      </button>
    </>
  );
}
