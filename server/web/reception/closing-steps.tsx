import { useState } from "react";
import type { QueueId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { dayMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import type { QueueData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { useQueueSearch } from "./queue-search.tsx";
import { reasonKeys } from "./reasons.ts";
import type { Details } from "./situation.ts";
import { digitsOf, Numbered, StepForm, useReason } from "./step-form.tsx";
import type { StepProps } from "./step-form.tsx";

const waitingKinds = ["finish", "transfer", "rebook"] as const;
type WaitingKind = (typeof waitingKinds)[number];

/** Closes a queue with people in it: what becomes of them is chosen, and said in numbers. */
export function CloseQueueStep(props: StepProps) {
  const { t } = useLocale();
  const open = props.situation.queues.filter((queue) => !queue.closed);
  const [queueId, setQueueId] = useState<QueueId | null>(open[0]?.queueId ?? null);
  const [waiting, setWaiting] = useState<WaitingKind>("finish");
  const [forDay, setForDay] = useState(() => tomorrow(props));
  const reason = useReason(reasonKeys("closeQueue", null, null), waitingKinds.length);
  const search = useQueueSearch({
    site: props.site,
    legend: t("reception.closing.toQueue"),
    except: queueId === null ? [] : [queueId],
    first: null,
  });
  const queue = open.find((one) => one.queueId === queueId);
  const people = (queue?.waiting ?? 0) + (queue?.aside.length ?? 0);
  const wish = { queueId, waiting, toQueueId: search.toQueueId, forDay, reason: reason.words };
  const lacks = lackOf(wish);
  const options = waitingKinds.map((value) => ({
    value,
    words: t(`reception.closing.${value}`),
    help: t(`reception.closingHelp.${value}`, { n: people }),
  }));
  return (
    <StepForm
      act={props.act}
      lacks={lacks === null ? null : t(lacks)}
      digits={[...digitsOf(options, setWaiting), ...reason.digits]}
      onSend={() => props.onSend(detailsOf(wish))}
    >
      <WhichQueue queues={open} chosen={queueId} onChoose={setQueueId} />
      <Numbered
        legend={t("reception.closing.people", { n: people })}
        options={options}
        chosen={waiting}
        onChoose={setWaiting}
      />
      {waiting === "transfer" ? search.field : null}
      {waiting === "rebook" ? (
        <label className="field">
          {t("reception.closing.day")}
          <input
            type="date"
            min={tomorrow(props)}
            value={forDay}
            onChange={(event) => setForDay(event.currentTarget.value)}
          />
        </label>
      ) : null}
      {reason.field}
      <p className="quiet">{t("reception.closing.undo")}</p>
    </StepForm>
  );
}

interface Wish {
  readonly queueId: QueueId | null;
  readonly waiting: WaitingKind;
  readonly toQueueId: QueueId | null;
  readonly forDay: string;
  readonly reason: string;
}

function lackOf(wish: Wish): MessageKey | null {
  if (wish.waiting === "transfer" && wish.toQueueId === null) return "reception.step.chooseQueue";
  if (wish.waiting === "rebook" && wish.forDay === "") return "reception.closing.chooseDay";
  return wish.reason === "" ? "refusal.reason_required" : null;
}

function detailsOf({ queueId, waiting, toQueueId, forDay, reason }: Wish): Details {
  return {
    waiting,
    reason,
    ...(queueId === null ? {} : { queueId }),
    ...(waiting === "transfer" && toQueueId !== null ? { toQueueId } : {}),
    ...(waiting === "rebook" ? { forDay } : {}),
  };
}

/** The day after today in the hospital's zone, `2026-11-30`. */
function tomorrow({ site, situation }: StepProps): string {
  const now: Instant | null = situation.serverNow;
  if (now === null) return "";
  return new Intl.DateTimeFormat("en-CA", { timeZone: site.zone }).format(now + dayMs);
}

/** New tickets are given again; with several closed queues, of which. */
export function ReopenQueueStep(props: StepProps) {
  const closed = props.situation.queues.filter((queue) => queue.closed);
  const [queueId, setQueueId] = useState<QueueId | null>(closed[0]?.queueId ?? null);
  return (
    <StepForm
      act={props.act}
      lacks={null}
      digits={closed.map((queue) => () => setQueueId(queue.queueId))}
      onSend={() => {
        if (queueId !== null) props.onSend({ queueId });
      }}
    >
      <WhichQueue queues={closed} chosen={queueId} onChoose={setQueueId} />
    </StepForm>
  );
}

function WhichQueue(props: {
  readonly queues: readonly QueueData[];
  readonly chosen: QueueId | null;
  readonly onChoose: (queueId: QueueId) => void;
}) {
  const { t, language } = useLocale();
  if (props.queues.length < 2) {
    return props.queues.map((queue) => <p key={queue.queueId}>{nameIn(queue.names, language)}</p>);
  }
  return (
    <Choice
      legend={t("reception.queue.which")}
      look="cards"
      chosen={props.chosen}
      onChoose={props.onChoose}
      options={props.queues.map((queue) => ({
        value: queue.queueId,
        words: nameIn(queue.names, language),
        help: t("reception.issue.waiting", { n: queue.waiting }),
      }))}
    />
  );
}
