import IconCalendarPlus from "@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs";
import IconFlask from "@tabler/icons-react/dist/esm/icons/IconFlask.mjs";
import { nameIn } from "../../../../shared/domain/language.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../../shared/ui/ticket-label.tsx";
import { mayOrder } from "../laboratory/tests-here.ts";
import type { StepProps } from "./booking-props.ts";
import { ordersWithoutPlace } from "./order-to-book.ts";

/** What was ordered for another day and has no place yet; and, for whoever may, ordering more. */
export function TestsToBook(props: StepProps) {
  const { t, language } = useLocale();
  const { orders, book, me } = props;
  const waiting = ordersWithoutPlace(orders);
  if (waiting.length === 0 && !mayOrder(me.role)) return null;
  return (
    <div className="tests-to-book">
      {waiting.length === 0 ? null : (
        <>
          <h4>{t("booking.tests.waiting")}</h4>
          <ul className="booking-has">
            {waiting.map(({ orderId, serviceId, label, items }) => (
              <li key={orderId} className="card" data-without-place={label}>
                <p className="booking-line">
                  <TicketLabel label={label} />
                  <span>
                    {items
                      .map(({ names }) => nameIn(names, language))
                      .join(language === "en" ? ", " : "، ")}
                  </span>
                </p>
                <button
                  type="button"
                  className="button"
                  data-act="bookOrder"
                  onClick={() => book.tell({ kind: "forOrder", orderId, serviceId })}
                >
                  <IconCalendarPlus className="icon" aria-hidden="true" />
                  {t("booking.tests.book")}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayOrder(me.role) ? (
        <button
          type="button"
          className="button"
          data-act="testsAnotherDay"
          onClick={() => book.tell({ kind: "tests" })}
        >
          <IconFlask className="icon" aria-hidden="true" />
          {t("lab.ordering.anotherDay")}
        </button>
      ) : null}
    </div>
  );
}
