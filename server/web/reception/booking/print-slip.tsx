import IconFileText from "@tabler/icons-react/dist/esm/icons/IconFileText.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import type { AppointmentId, DeviceId, SessionId } from "../../../../shared/domain/ids.ts";
import { shownName } from "../../../../shared/domain/plain-text.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { CommandReplies } from "../../../../shared/protocol/commands.ts";
import { AskNotice } from "../../../../shared/ui/desk/ask-notice.tsx";
import { useAsking } from "../../../../shared/ui/desk/use-asking.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import type { Printer } from "../paper.ts";
import { usePrinter } from "../use-paper.ts";
import { slipSaid } from "./slip-said.ts";
import { paperOf } from "./places-desk.ts";

interface SlipProps {
  readonly client: Client;
  readonly printers: readonly Printer[];
  readonly appointmentId: AppointmentId;
  readonly sessionId: SessionId;
}

/** The slip of a booking: on a ticket printer with what became of it, and as a page at any time. */
export function PrintSlip(props: SlipProps) {
  const { t, language } = useLocale();
  const { client, printers, appointmentId } = props;
  const { printer, choose } = usePrinter(printers);
  const { step, ask } = useAsking<"printSlip", Printer>(client, "printSlip");
  const isAgain = step.kind === "done";
  return (
    <div className="booking-slip" data-slip={appointmentId}>
      <div className="booking-acts">
        {printer === null ? null : (
          <button
            type="button"
            className="button"
            data-act="printSlip"
            disabled={step.kind === "sending"}
            onClick={() => ask({ appointmentId, printerDeviceId: printer.deviceId }, printer)}
          >
            <IconPrinter className="icon" aria-hidden="true" />
            {t(isAgain ? "booking.paper.again" : "booking.slip")}
          </button>
        )}
        {printers.length < 2 || printer === null ? null : (
          <WhichPrinter printers={printers} printer={printer} onChoose={choose} />
        )}
        <a
          className="button"
          href={paperOf("booking", appointmentId, language)}
          target="_blank"
          rel="noreferrer"
          data-act="slip"
        >
          <IconFileText className="icon" aria-hidden="true" />
          {t("booking.paper.page")}
        </a>
      </div>
      {step.kind === "done" ? (
        <Outcome {...props} reply={step.reply} printer={step.wish} />
      ) : (
        <AskNotice of={step} words={{ noAnswer: "booking.paper.noAnswer" }} />
      )}
    </div>
  );
}

function WhichPrinter(props: {
  readonly printers: readonly Printer[];
  readonly printer: Printer;
  readonly onChoose: (deviceId: DeviceId) => void;
}) {
  const { t } = useLocale();
  const { printers, printer } = props;
  return (
    <select
      className="booking-printer"
      aria-label={t("reception.copy.printer")}
      name="slipPrinter"
      value={printer.deviceId}
      onChange={({ currentTarget }) => {
        const chosen = printers.find(({ deviceId }) => deviceId === currentTarget.value);
        if (chosen !== undefined) props.onChoose(chosen.deviceId);
      }}
    >
      {printers.map(({ deviceId, name }) => (
        <option key={deviceId} value={deviceId}>
          {shownName(name)}
        </option>
      ))}
    </select>
  );
}

/** What became of the paper that was ordered last; followed only while somebody looks. */
function Outcome(
  props: SlipProps & {
    readonly reply: CommandReplies["printSlip"];
    readonly printer: Printer;
  },
) {
  const { t } = useLocale();
  const { client, sessionId, reply, printer } = props;
  const { snapshot } = useFeed(client, "bookings", sessionId);
  const slips = snapshot?.data.papers.slips ?? [];
  const paper = slips.find(({ printJobId }) => printJobId === reply.printJobId);
  const status = paper?.status ?? "queued";
  return (
    <p
      className={status === "printed" ? "quiet" : undefined}
      role="status"
      data-slip-outcome={status}
    >
      {t(slipSaid(status), { name: shownName(printer.name) })}
      {reply.copy === 0 ? null : ` ${t("ticket.copy", { n: reply.copy })}`}
    </p>
  );
}
