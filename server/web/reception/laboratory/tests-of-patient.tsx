import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { nameIn } from "../../../../shared/domain/language.ts";
import { shownName } from "../../../../shared/domain/plain-text.ts";
import { clockTime, leftToRight } from "../../../../shared/i18n/translate.ts";
import type { OrderLine, SpecimenLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { inOrderOfDraw, labelled, takenBackOf } from "../../desk-laboratory/order-stage.ts";
import { LabelLine } from "../../desk-laboratory/label-line.tsx";
import { TubeWords } from "../../desk-laboratory/tube.tsx";
import { Num } from "../../../../shared/ui/ticket-label.tsx";
import { StageChip } from "../../desk-laboratory/order-chips.tsx";

/** The tests of the patient here that are somebody else's to do, or are ready: as a line each. */
export function TestsOfPatient(props: {
  readonly orders: readonly OrderLine[];
  readonly zone: string | null;
  /** One more label for a tube whose own did not come out; nothing where it cannot be asked for. */
  readonly onAgain: ((specimen: SpecimenLine) => void) | null;
  /** Nothing where no labels are printed. */
  readonly onLabel: ((order: OrderLine) => void) | null;
}) {
  const { t, language } = useLocale();
  const { orders, onLabel } = props;
  if (orders.length === 0) return null;
  return (
    <section className="tests-of-patient" aria-labelledby="tests-of-patient">
      <h2 id="tests-of-patient">{t("lab.here.heading")}</h2>
      <ul>
        {orders.map((order) => (
          <li key={order.orderId} data-tests-of={order.label}>
            <span>
              {order.items
                .map(({ names }) => nameIn(names, language))
                .join(language === "en" ? ", " : "، ")}
            </span>
            <StageChip order={order} />
            {onLabel === null || labelled(order).length === 0 ? null : (
              <button
                type="button"
                className="button button-small"
                data-act="label-again"
                onClick={() => onLabel(order)}
              >
                <IconPrinter className="icon" aria-hidden="true" />
                {t("lab.act.printLabel")}
              </button>
            )}
            <TakenBackWords order={order} zone={props.zone} />
            {onLabel === null ? null : <Labels order={order} onAgain={props.onAgain} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whoever looked for the result has to see that it is not there after all. */
function TakenBackWords(props: { readonly order: OrderLine; readonly zone: string | null }) {
  const { t } = useLocale();
  const back = takenBackOf(props.order);
  if (back === null) return null;
  const time = leftToRight(clockTime(back.at, props.zone ?? "UTC"));
  return (
    <p className="tests-taken-back" data-taken-back>
      <IconArrowBackUp className="icon" aria-hidden="true" />
      {t("lab.here.takenBack", { time, reason: shownName(back.reason) })}
    </p>
  );
}

/** The tubes that were just taken, each with what became of its label. */
function Labels(props: {
  readonly order: OrderLine;
  readonly onAgain: ((specimen: SpecimenLine) => void) | null;
}) {
  const { order, onAgain } = props;
  const specimens = inOrderOfDraw(labelled(order));
  if (specimens.length === 0) return null;
  return (
    <ul className="tests-labels">
      {specimens.map((specimen) => (
        <li key={specimen.specimenId} data-label-of={specimen.barcode}>
          <TubeWords tube={specimen.tube} kind={specimen.kind} />
          <Num>{specimen.barcode}</Num>
          <LabelLine
            specimen={specimen}
            onAgain={onAgain === null ? null : () => onAgain(specimen)}
          />
        </li>
      ))}
    </ul>
  );
}
