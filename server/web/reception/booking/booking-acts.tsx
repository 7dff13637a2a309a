import IconCalendarX from "@tabler/icons-react/dist/esm/icons/IconCalendarX.mjs";
import IconLogin2 from "@tabler/icons-react/dist/esm/icons/IconLogin2.mjs";
import IconTransfer from "@tabler/icons-react/dist/esm/icons/IconTransfer.mjs";
import { useState } from "react";
import type { Appointment } from "../../../../shared/domain/appointment.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { ReasonField } from "../../desk-patients/reason-field.tsx";
import { AskNotice } from "../../../../shared/ui/desk/ask-notice.tsx";
import { useAsking } from "../../../../shared/ui/desk/use-asking.ts";
import { CheckIn } from "./check-in.tsx";
import type { Printer } from "../paper.ts";
import { PrintSlip } from "./print-slip.tsx";

interface ActsProps {
  readonly client: Client;
  readonly printers: readonly Printer[];
  readonly line: Pick<Appointment, "appointmentId" | "sessionId" | "status" | "code">;
  readonly isToday: boolean;
  readonly onChanged: () => void;
  readonly onMove: () => void;
}

/** What can be done with one booking while it stands. Giving it back takes a reason. */
export function BookingActs(props: ActsProps) {
  const { t } = useLocale();
  const { client, printers, line, isToday, onChanged, onMove } = props;
  const [isCancelling, setCancelling] = useState(false);
  if (line.status !== "booked") return null;
  if (isCancelling) return <CancelForm {...props} onBack={() => setCancelling(false)} />;
  return (
    <div className="booking-acts">
      {isToday ? (
        <CheckIn client={client} code={line.code} onCame={onChanged}>
          <IconLogin2 className="icon flip" aria-hidden="true" />
          {t("booking.arrive.here")}
        </CheckIn>
      ) : null}
      <button type="button" className="button" data-act="move" onClick={onMove}>
        <IconTransfer className="icon" aria-hidden="true" />
        {t("booking.act.move")}
      </button>
      <button
        type="button"
        className="button"
        data-act="cancel"
        onClick={() => setCancelling(true)}
      >
        <IconCalendarX className="icon" aria-hidden="true" />
        {t("booking.act.cancel")}
      </button>
      <PrintSlip
        client={client}
        printers={printers}
        appointmentId={line.appointmentId}
        sessionId={line.sessionId}
      />
    </div>
  );
}

function CancelForm(props: ActsProps & { readonly onBack: () => void }) {
  const { t } = useLocale();
  const { client, line, onChanged, onBack } = props;
  const { step, ask } = useAsking<"cancelAppointment", null>(client, "cancelAppointment", () => {
    onBack();
    onChanged();
  });
  if (step.kind === "done") return null;
  return (
    <div className="booking-form" data-cancelling={line.appointmentId}>
      <AskNotice of={step} words={{ noAnswer: "booking.noAnswer" }} />
      <ReasonField
        submit={t("booking.act.cancelSubmit")}
        isSending={step.kind === "sending"}
        onReason={(reason) => ask({ appointmentId: line.appointmentId, reason }, null)}
      />
      <button type="button" className="button" onClick={onBack}>
        {t("booking.act.keep")}
      </button>
    </div>
  );
}
