import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import { useEffect, useRef } from "react";
import type { OrderId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { DueChip, StageChip, UrgencyChip } from "../desk-laboratory/order-chips.tsx";
import { readySince } from "./worklist.ts";
import type { Filter } from "./worklist.ts";

/** The worklist: whoever looks at it reads from the top, and the top is what is wanted first. */
export function WorkTable(props: {
  readonly orders: readonly OrderLine[];
  readonly kind: OrderLine["kind"];
  readonly filter: Filter;
  readonly chosen: OrderId | null;
  readonly clock: { readonly now: number; readonly zone: string };
  readonly onChoose: (orderId: OrderId) => void;
}) {
  const { t } = useLocale();
  const { orders, filter, kind } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    const row = body.current?.querySelector('[aria-selected="true"]');
    row?.scrollIntoView({ block: "nearest" });
  }, [props.chosen]);
  if (orders.length === 0) {
    const isAll = filter === "all";
    return (
      <div className="lab-empty">
        <EmptyState
          icon={<IconCircleCheck className="icon" aria-hidden="true" />}
          title={t(isAll ? "lab.list.empty" : "lab.list.emptyFilter")}
          next={t(
            !isAll
              ? "lab.list.emptyFilterNext"
              : kind === "imaging"
                ? "lab.list.emptyImagingNext"
                : "lab.list.emptyNext",
          )}
        />
      </div>
    );
  }
  return (
    <div className="lab-table">
      <table className="lines">
        <caption>{t(filter === "ready" ? "lab.list.sortedReady" : "lab.list.sorted")}</caption>
        <thead>
          <tr>
            <th>{t("lab.list.order")}</th>
            <th>{t("lab.list.number")}</th>
            <th className="grow">{t("lab.list.tests")}</th>
            <th>{t("lab.list.state")}</th>
            <th>{t(filter === "ready" ? "lab.list.readyAt" : "lab.list.due")}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {orders.map((order, at) => (
            <Row
              key={order.orderId}
              {...props}
              order={order}
              isReached={props.chosen === null ? at === 0 : order.orderId === props.chosen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  readonly order: OrderLine;
  readonly filter: Filter;
  readonly chosen: OrderId | null;
  readonly clock: { readonly now: number; readonly zone: string };
  readonly onChoose: (orderId: OrderId) => void;
  /** By the tab key: one row of the list is, and arrows do the rest. */
  readonly isReached: boolean;
}) {
  const { language } = useLocale();
  const { order, chosen, clock, filter } = props;
  const isReady = filter === "ready";
  const at = isReady ? readySince(order) : order.dueAt;
  return (
    <tr
      aria-selected={order.orderId === chosen}
      data-order={order.orderId}
      data-order-label={order.label}
      tabIndex={props.isReached ? 0 : -1}
      onFocus={() => props.onChoose(order.orderId)}
      onClick={() => props.onChoose(order.orderId)}
    >
      <td>
        <span className="lab-order">
          <TicketLabel label={order.label} />
          {order.urgency === "routine" ? null : <UrgencyChip urgency={order.urgency} />}
        </span>
      </td>
      <td>{order.ticketLabel === null ? null : <TicketLabel label={order.ticketLabel} />}</td>
      <td className="grow">
        <span className="lab-tests">
          <b>
            {order.items
              .filter(({ status }) => status !== "cancelled")
              .map(({ names }) => nameIn(names, language))
              .join(language === "en" ? ", " : "، ")}
          </b>
          {order.patientName === null ? null : (
            <small>
              <bdi>{shownName(order.patientName)}</bdi>
            </small>
          )}
        </span>
      </td>
      <td>
        <StageChip order={order} />
      </td>
      <td>
        <span className="lab-due">
          {at === null ? null : <Num>{clockTime(at, clock.zone)}</Num>}
          {isReady ? null : <DueChip order={order} now={clock.now} />}
        </span>
      </td>
    </tr>
  );
}
