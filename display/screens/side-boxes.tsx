import { nameIn } from "../../shared/domain/language.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../shared/ui/ticket-label.tsx";
import type { BoardView } from "../board.ts";
import { Fit } from "./fit.tsx";

/** Calls of before, so that whoever looked away finds the own number again. */
export function LastCalls(props: { readonly lines: BoardView["last"]; readonly old: boolean }) {
  const { t, language } = useLocale();
  const { lines, old } = props;
  return (
    <section className="box last-box">
      <h2>{t(old ? "display.earlierCalls" : "display.lastCalls")}</h2>
      {lines.length === 0 && <p className="box-text">{t("display.noLastCalls")}</p>}
      <ul className="last">
        {lines.map((line) => (
          <li
            key={line.callId}
            data-last-call-id={line.callId}
            data-live={line.live}
            data-long={line.label.length > 5}
          >
            <TicketLabel label={line.label} />
            <Fit className="last-place" least={0.8} text={nameIn(line.names, language)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many wait for each clinic; a sentence instead while the counts cannot be believed. */
export function WaitingCounts(props: { readonly counts: BoardView["counts"] }) {
  const { t, language } = useLocale();
  const { counts } = props;
  if (counts === null) {
    return (
      <section className="box wait-box">
        <h2>{t("display.waiting")}</h2>
        <p className="box-text">{t("display.countsHidden")}</p>
      </section>
    );
  }
  if (counts.queues.length === 0) return null;
  return (
    <section className="box wait-box">
      <h2>{t("display.waiting")}</h2>
      <ul className="wait">
        {counts.queues.map((queue) => (
          <WaitRow key={queue.queueId} queueId={queue.queueId} waiting={queue.waiting}>
            {nameIn(queue.names, language)}
          </WaitRow>
        ))}
        {counts.waitingElsewhere !== null && (
          <WaitRow queueId="" waiting={counts.waitingElsewhere}>
            {t("display.waitingElsewhere")}
          </WaitRow>
        )}
      </ul>
    </section>
  );
}

function WaitRow(props: {
  readonly queueId: string;
  readonly waiting: number;
  readonly children: string;
}) {
  return (
    <li data-queue-id={props.queueId} data-waiting={props.waiting}>
      <Fit className="wait-name" least={0.8} text={props.children} />
      <span className="wait-count">
        <Num>{props.waiting}</Num>
      </span>
    </li>
  );
}
