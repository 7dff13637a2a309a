import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { useState } from "react";
import type { SpecimenId } from "../../../shared/domain/ids.ts";
import type { Specimen } from "../../../shared/domain/laboratory.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { inOrderOfDraw, labelled } from "./order-stage.ts";
import { TubeWords } from "./tube.tsx";

/** Which tube's label comes out of the printer once more. */
export function LabelDialog(props: {
  readonly order: OrderLine;
  readonly onSend: (specimen: Specimen) => void;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { order } = props;
  const specimens = inOrderOfDraw(labelled(order));
  const [chosenId, setChosen] = useState<SpecimenId | null>(specimens[0]?.specimenId ?? null);
  const chosen = specimens.find(({ specimenId }) => specimenId === chosenId) ?? null;
  const send = () => {
    if (chosen !== null) props.onSend(chosen);
  };
  return (
    <Dialog
      title={
        <>
          <TicketLabel label={order.label} /> {t("lab.act.printLabel")}
        </>
      }
      begin="step"
      onClose={props.onClose}
    >
      <form
        className="lab-form"
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
          event.preventDefault();
          send();
        }}
      >
        <Choice
          legend={t("lab.reject.which")}
          look="cards"
          chosen={chosenId}
          onChoose={setChosen}
          options={specimens.map((one) => ({
            value: one.specimenId,
            words: <TubeWords tube={one.tube} kind={one.kind} />,
            help: <Num>{one.barcode}</Num>,
          }))}
        />
        <div className="dialog-acts">
          <ActButton act="sendLabel" look="filled" keyCap="Enter" onPress={send}>
            <IconPrinter className="icon" aria-hidden="true" />
            {t("lab.act.printLabel")}
          </ActButton>
        </div>
      </form>
    </Dialog>
  );
}
