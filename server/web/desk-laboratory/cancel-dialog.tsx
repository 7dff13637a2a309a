import IconBan from "@tabler/icons-react/dist/esm/icons/IconBan.mjs";
import { useState } from "react";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { TextField } from "../admin/fields.tsx";

/** Takes back what is still open of an order, with the reason that the journal keeps. */
export function CancelDialog(props: {
  readonly order: OrderLine;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { order } = props;
  const [reason, setReason] = useState("");
  const words = reason.trim();
  return (
    <Dialog
      title={
        <>
          <TicketLabel label={order.label} /> {t("lab.act.cancel")}
        </>
      }
      begin="step"
      onClose={props.onClose}
    >
      <form
        className="lab-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (words !== "") props.onSend(words);
        }}
      >
        <p>{t("lab.cancel.help")}</p>
        <TextField
          label={t("lab.cancel.reason")}
          name="reason"
          value={reason}
          onChange={setReason}
        />
        <div className="dialog-acts">
          <ActButton
            act="sendCancel"
            look="filled"
            keyCap="Enter"
            whyNot={words === "" ? t("refusal.reason_required") : null}
            onPress={() => {
              if (words !== "") props.onSend(words);
            }}
          >
            <IconBan className="icon" aria-hidden="true" />
            {t("lab.act.cancel")}
          </ActButton>
        </div>
      </form>
    </Dialog>
  );
}
