import IconArrowDown from "@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs";
import IconArrowUp from "@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { localDayIn } from "../../../shared/i18n/calendar.ts";
import type {
  OperationData,
  OperationLine,
  TheatresData,
} from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { AskDialog } from "../admin/ask-dialog.tsx";
import { ReasonField } from "../admin/fields.tsx";
import type { TheatreDesk } from "./desk.ts";
import { moved } from "./list-order.ts";

/** Those of its theatre's day that may still change places, in their order. */
export function reorderable(
  operation: OperationLine,
  said: TheatresData,
): readonly OperationLine[] {
  if (operation.status !== "planned") return [];
  return said.operations
    .filter(
      ({ status, plan }) =>
        status === "planned" && plan !== null && plan.theatreId === operation.plan?.theatreId,
    )
    .toSorted((one, other) => (one.plan?.from ?? 0) - (other.plan?.from ?? 0));
}

/** The list of a theatre in another order: one after the other from its first time on. */
export function ReorderDialog(props: {
  readonly desk: TheatreDesk;
  readonly one: OperationData;
  readonly said: TheatresData;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, said } = props;
  const { plan } = props.one.operation;
  const [order, setOrder] = useState(() => reorderable(props.one.operation, said));
  const [reason, setReason] = useState("");
  const typed = reason.trim();
  if (plan === null) return null;
  const { theatreId } = plan;
  const day = localDayIn(plan.from, desk.site.zone);
  const operationIds = order.map(({ operationId }) => operationId);
  const theatre = said.theatres.find((each) => each.theatreId === theatreId);
  return (
    <AskDialog
      desk={desk}
      act="theatre.act.reorder"
      name="reorderList"
      payload={
        typed === "" ? t("theatre.plan.noReason") : { theatreId, day, operationIds, reason: typed }
      }
      onDone={(commandId) =>
        desk.onUndoable({
          commandId,
          words: t("theatre.undo.reordered", {
            theatre: theatre === undefined ? "" : nameIn(theatre.names, language),
          }),
        })
      }
      onClose={props.onClose}
    >
      <ol className="order-list">
        {order.map((operation, at) => (
          <li key={operation.operationId} data-label={operation.label}>
            <TicketLabel label={operation.label} />
            <span className="grow">{nameIn(operation.procedureNames, language)}</span>
            {([-1, 1] as const).map((step) => {
              const Icon = step < 0 ? IconArrowUp : IconArrowDown;
              return (
                <button
                  key={step}
                  type="button"
                  className="button button-icon"
                  data-act={step < 0 ? "earlier" : "later"}
                  aria-disabled={at + step < 0 || at + step >= order.length}
                  aria-label={t(step < 0 ? "theatre.order.earlier" : "theatre.order.later", {
                    label: operation.label,
                  })}
                  onClick={() => setOrder(moved(order, at, at + step))}
                >
                  <Icon className="icon" aria-hidden="true" />
                </button>
              );
            })}
          </li>
        ))}
      </ol>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
