import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { nameIn } from "../../../../shared/domain/language.ts";
import type { Preparation } from "../../../../shared/domain/laboratory.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../../shared/ui/ticket-label.tsx";
import { PreparationWords } from "../../desk-laboratory/preparation-words.tsx";
import { isAsked, preparationOf } from "../../desk-laboratory/preparation.ts";

/** The order that a place is booked for. */
export function ForOrder(props: { readonly order: OrderLine }) {
  const { t, language } = useLocale();
  const { order } = props;
  return (
    <>
      <dt>{t("lab.list.order")}</dt>
      <dd data-for-order={order.label}>
        <TicketLabel label={order.label} />{" "}
        {order.items
          .map(({ names }) => nameIn(names, language))
          .join(language === "en" ? ", " : "، ")}
      </dd>
    </>
  );
}

/** What the patient has to do before, to be said to them. */
export function Before(props: { readonly preparation: Preparation }) {
  const { t } = useLocale();
  const prepared = preparationOf([props.preparation]);
  if (!isAsked(prepared)) return null;
  return (
    <div className="chosen-prep" data-preparation={prepared.fastingHours}>
      <IconAlertTriangle className="icon" aria-hidden="true" />
      <div>
        <b>{t("lab.ordering.warn")}</b>
        <PreparationWords prepared={prepared} />
      </div>
    </div>
  );
}
