import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { useState } from "react";
import type { TicketId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { AskNotice } from "./ask-notice.tsx";
import { whyNoCopy } from "./paper.ts";
import type { Printer } from "./paper.ts";
import { useAsking } from "./use-asking.ts";
import type { Waiting } from "./use-asking.ts";
import { usePrinter } from "./use-paper.ts";

interface Wish {
  readonly ticket: QueueLine;
  readonly printer: Printer;
}

interface CopyProps {
  readonly client: Client;
  readonly point: PointData;
  readonly stale: boolean;
  /** As they stood when the dialog was opened: whom it names must not change under a hand. */
  readonly tickets: readonly QueueLine[];
  readonly onClose: () => void;
}

/** One more paper of a ticket, marked as a copy, for a patient whose paper is lost. */
export function PrintCopy(props: CopyProps) {
  const { t } = useLocale();
  const { client, tickets } = props;
  const { step, ask } = useAsking<"reprint", Wish>(client, "reprint");
  const [ticketId, setTicketId] = useState(tickets[0]?.ticketId ?? null);
  const ticket = tickets.find((line) => line.ticketId === ticketId);
  if (ticket === undefined) return null;

  return (
    <Dialog title={t("reception.copy.title")} begin="act" onClose={props.onClose}>
      {step.kind === "done" ? (
        <Ordered {...step.wish} copy={step.reply.copy} onClose={props.onClose} />
      ) : (
        <CopyForm
          {...props}
          ticket={ticket}
          onTicket={setTicketId}
          step={step}
          onOrder={(printer) =>
            ask(
              { ticketId: ticket.ticketId, printerDeviceId: printer.deviceId },
              { ticket, printer },
            )
          }
        />
      )}
    </Dialog>
  );
}

function CopyForm(
  props: CopyProps & {
    readonly ticket: QueueLine;
    readonly onTicket: (ticketId: TicketId) => void;
    readonly step: Waiting;
    readonly onOrder: (printer: Printer) => void;
  },
) {
  const { t } = useLocale();
  const { point, step, tickets } = props;
  const { printer, choose } = usePrinter(point.printers);
  const stands = whyNoCopy({ stale: props.stale, printers: point.printers, tickets });
  return (
    <div className="issue-form">
      <WhichTicket {...props} />
      {printer === null ? null : (
        <Choice
          legend={t("reception.copy.printer")}
          look="cards"
          chosen={printer.deviceId}
          onChoose={choose}
          options={point.printers.map(({ deviceId, name }) => ({
            value: deviceId,
            words: <bdi>{shownName(name)}</bdi>,
          }))}
        />
      )}
      <p>{t("reception.copy.lead")}</p>
      <AskNotice of={step} words={words} />
      <ActButton
        act="printCopy"
        look="filled"
        whyNot={stands === null ? null : t(stands)}
        wait={step.kind === "sending" ? "own" : null}
        onPress={() => {
          if (printer !== null && stands === null && step.kind === "asking") props.onOrder(printer);
        }}
      >
        <IconPrinter className="icon" aria-hidden="true" />
        {t("reception.copy.open")}
      </ActButton>
      {stands === null ? null : <p className="quiet">{t(stands)}</p>}
    </div>
  );
}

/** The ticket by name; with a line selected and another patient at the point, which of the two. */
function WhichTicket(props: {
  readonly point: PointData;
  readonly tickets: readonly QueueLine[];
  readonly ticket: QueueLine;
  readonly onTicket: (ticketId: TicketId) => void;
}) {
  const { t, language } = useLocale();
  const { tickets, ticket } = props;
  if (tickets.length === 1) {
    return (
      <div className="copy-of" data-copy-of={ticket.label}>
        <TicketLabel label={ticket.label} />
        <span>{nameIn(ticket.serviceNames, language)}</span>
      </div>
    );
  }
  return (
    <Choice
      legend={t("reception.copy.which")}
      look="cards"
      chosen={ticket.ticketId}
      onChoose={props.onTicket}
      options={tickets.map((line, at) => ({
        value: line.ticketId,
        words: <TicketLabel label={line.label} />,
        help: t(at === 0 ? "reception.copy.selected" : "reception.now.heading"),
      }))}
    />
  );
}

const words = {
  noAnswer: "reception.copy.noAnswer",
  // The limit of copies is the ticket's own, not the day's.
  daily_limit: "reception.copy.tooMany",
} as const;

/** Where the copy comes out, its mark, and what became of the papers before it. */
function Ordered(props: {
  readonly ticket: QueueLine;
  readonly copy: number;
  readonly printer: Printer;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  return (
    <div className="issue-form" data-copy={props.copy}>
      <div className="copy-of">
        <TicketLabel label={props.ticket.label} />
        <b role="status">{t("reception.copy.ordered", { name: shownName(props.printer.name) })}</b>
      </div>
      <p>{t("reception.copy.marked", { mark: t("ticket.copy", { n: props.copy }) })}</p>
      <button
        type="button"
        className="button button-big button-filled"
        autoFocus
        onClick={props.onClose}
      >
        {t("word.done")}
      </button>
    </div>
  );
}
