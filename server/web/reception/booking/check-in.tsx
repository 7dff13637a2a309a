import type { ReactNode } from "react";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { CommandReplies } from "../../../../shared/protocol/commands.ts";
import type { RefusalCode } from "../../../../shared/domain/refusal.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { Notice } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../../shared/ui/ticket-label.tsx";
import { AskNotice } from "../../../../shared/ui/desk/ask-notice.tsx";
import { useAsking } from "../../../../shared/ui/desk/use-asking.ts";

export type Came = CommandReplies["checkIn"];

/** Why somebody cannot be checked in, in words that say what to do next. */
export const comingWords = {
  noAnswer: "booking.noAnswer",
  not_found: "booking.arrive.notFound",
  too_early: "booking.arrive.tooEarly",
  too_late: "booking.arrive.tooLate",
  wrong_day: "booking.arrive.wrongDay",
  session_closed: "booking.arrive.closed",
} as const satisfies Partial<Record<RefusalCode | "noAnswer", string>>;

/** One button that checks a booking in, and becomes the ticket it gives. */
export function CheckIn(props: {
  readonly client: Client;
  readonly code: string;
  readonly onCame?: () => void;
  readonly children: ReactNode;
}) {
  const { client, code, onCame } = props;
  const { step, ask } = useAsking<"checkIn", null>(client, "checkIn", onCame);
  if (step.kind === "done") return <CameCard came={step.reply} />;
  return (
    <div className="booking-act">
      <AskNotice of={step} words={comingWords} />
      <ActButton
        act="checkIn"
        look="plain"
        wait={step.kind === "sending" ? "own" : null}
        onPress={() => ask({ by: "code", value: code }, null)}
      >
        {props.children}
      </ActButton>
    </div>
  );
}

/** The ticket: the same as the kiosk gives, in the class of appointments. */
export function CameCard(props: { readonly came: Came }) {
  const { t } = useLocale();
  const { label, ahead, isLate, doctorLateMin, wait } = props.came;
  return (
    <div className="ticket-card booking-came" data-came={label} role="status">
      <TicketLabel label={label} />
      <b>{t("booking.arrive.done")}</b>
      <span>{t("booking.arrive.ahead", { n: ahead })}</span>
      {wait === null ? null : (
        <span>{t("ticket.waitRange", { a: wait.fromMin, b: wait.toMin, count: wait.toMin })}</span>
      )}
      {isLate ? <Notice tone="quiet" title={t("booking.arrive.late")} /> : null}
      {doctorLateMin === 0 ? null : (
        <Notice tone="quiet" title={t("booking.arrive.doctorLate", { count: doctorLateMin })} />
      )}
    </div>
  );
}
