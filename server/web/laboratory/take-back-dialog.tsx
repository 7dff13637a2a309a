import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import { useState } from "react";
import { isOpen } from "../../../shared/domain/entry.ts";
import type { TestId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { TextField } from "../admin/fields.tsx";
import { resultedOf } from "../desk-laboratory/order-stage.ts";

/** Which result was said to be ready by mistake, and why; and what that means for its patient. */
export function TakeBackDialog(props: {
  readonly order: OrderLine;
  readonly onSend: (tests: readonly TestId[], reason: string) => void;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { order } = props;
  const ready = resultedOf(order);
  const [chosen, setChosen] = useState<TestId | "all">(
    ready.length === 1 ? (ready[0]?.testId ?? "all") : "all",
  );
  const [reason, setReason] = useState("");
  const words = reason.trim();
  const send = () => {
    if (words !== "") props.onSend(chosen === "all" ? [] : [chosen], words);
  };
  return (
    <Dialog
      title={
        <>
          <TicketLabel label={order.label} /> {t("lab.act.takeBack")}
        </>
      }
      begin="step"
      onClose={props.onClose}
    >
      <form
        className="lab-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p>{t("lab.takeBack.help")}</p>
        <WhatOfThePatient order={order} />
        {ready.length < 2 ? null : (
          <Choice
            legend={t("lab.takeBack.which")}
            look="cards"
            chosen={chosen}
            onChoose={setChosen}
            options={[
              { value: "all" as const, words: t("lab.takeBack.all") },
              ...ready.map((item) => ({
                value: item.testId,
                words: nameIn(item.names, language),
              })),
            ]}
          />
        )}
        <TextField
          label={t("lab.cancel.reason")}
          name="reason"
          value={reason}
          onChange={setReason}
        />
        <div className="dialog-acts">
          <ActButton
            act="sendTakeBack"
            look="filled"
            keyCap="Enter"
            whyNot={words === "" ? t("refusal.reason_required") : null}
            onPress={send}
          >
            <IconArrowBackUp className="icon" aria-hidden="true" />
            {t("lab.act.takeBack")}
          </ActButton>
        </div>
      </form>
    </Dialog>
  );
}

/** Whoever is called or seen already is not torn away, and the doctor has to hear of it. */
function WhatOfThePatient(props: { readonly order: OrderLine }) {
  const { t } = useLocale();
  const status = props.order.entry?.status ?? null;
  if (status === null) return null;
  if (isOpen(status)) {
    return (
      <p role="alert" data-patient="withDoctor">
        <b>{t("lab.takeBack.withDoctor")}</b>
      </p>
    );
  }
  const isBack = status === "waiting" || status === "held";
  if (!isBack || props.order.returnWhen !== "results") return null;
  return <p data-patient="waits">{t("lab.takeBack.waits")}</p>;
}
