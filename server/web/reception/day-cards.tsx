import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconArmchair2 from "@tabler/icons-react/dist/esm/icons/IconArmchair2.mjs";
import IconClockExclamation from "@tabler/icons-react/dist/esm/icons/IconClockExclamation.mjs";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import IconUsersGroup from "@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { QueueData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Chip } from "../../../shared/ui/desk/chips.tsx";
import { mayCall, whyNot } from "./acts.ts";
import { DeskAct } from "./desk-act.tsx";
import { keyCaps } from "./keys.ts";
import type { Act, DeskClock, Press, Situation } from "./situation.ts";

interface CardProps {
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
  readonly onMore: () => void;
}

/** The first that has a place; a paused desk says its own in large where the patient stands. */
const seatActs = ["openPoint", "takeOver", "pausePoint"] as const satisfies readonly Act[];

/** Who sits at this desk and since when; the way to a break, and to the rest. */
export function SeatCard(props: CardProps) {
  const { t } = useLocale();
  const { situation, press } = props;
  const seat = situation.point?.seat ?? null;
  const { zone } = props.clock;
  const since = seat === null || zone === null ? "" : leftToRight(clockTime(seat.since, zone));
  const isMine = seat !== null && seat.name === situation.name;
  const act = seatActs.find((one) => whyNot(one, situation) !== "deskForbids");
  return (
    <section className="card seat-card" aria-labelledby="seat" data-seat={seat?.name ?? ""}>
      <h2 id="seat">{t("reception.seat.heading")}</h2>
      <p>
        <IconArmchair2 className="icon" aria-hidden="true" />
        <span>
          {seat === null
            ? t("reception.seat.nobody")
            : isMine
              ? t("reception.seat.you", { time: since })
              : t("reception.seat.other", { name: seat.name, time: since })}
        </span>
      </p>
      {mayCall(situation.role) ? (
        <div className="seat-acts">
          {act === undefined ? null : (
            <DeskAct act={act} situation={situation} onPress={() => press(act)} />
          )}
          <ActButton
            act="moreOfDesk"
            look="plain"
            keyCap={keyCaps.moreOfDesk}
            onPress={props.onMore}
          >
            <IconDots className="icon" aria-hidden="true" />
            {t("reception.menu.more")}
          </ActButton>
        </div>
      ) : null}
    </section>
  );
}

/** The queues of this desk: how many wait, and what is not as usual. */
export function QueuesCard(props: { readonly queues: readonly QueueData[] }) {
  const { t } = useLocale();
  const { queues } = props;
  // The one queue of a desk has its number among the day's; a card would only repeat it.
  const isPlain = queues.every((queue) => !queue.closed && queue.alerts.length === 0);
  if (queues.length === 0 || (queues.length === 1 && isPlain)) return null;
  return (
    <section className="card" aria-labelledby="queues">
      <h2 id="queues">{t("reception.queue.heading")}</h2>
      <ul className="queue-lines">
        {queues.map((queue) => (
          <OneQueue key={queue.queueId} queue={queue} />
        ))}
      </ul>
    </section>
  );
}

function OneQueue(props: { readonly queue: QueueData }) {
  const { t, language } = useLocale();
  const { queue } = props;
  return (
    <li data-queue={queue.queueId} data-queue-closed={queue.closed}>
      <span>{nameIn(queue.names, language)}</span>
      <Num>{queue.waiting}</Num>
      {queue.closed || queue.alerts.length > 0 ? (
        <span className="queue-chips">
          {queue.closed ? (
            <Chip tone="plain" icon={IconLock}>
              {t("reception.queue.closed")}
            </Chip>
          ) : null}
          {queue.alerts.map((alert) => (
            <Chip
              key={alert}
              tone="warn"
              icon={{ wait: IconClockExclamation, count: IconUsersGroup }[alert]}
            >
              {t(`reception.alert.${alert}`)}
            </Chip>
          ))}
        </span>
      ) : null}
    </li>
  );
}

/** What passed a limit of the site, quietly above the list. */
export function QueueAlerts(props: { readonly queues: readonly QueueData[] }) {
  const { t, language } = useLocale();
  const alerting = props.queues.filter((queue) => queue.alerts.length > 0);
  if (alerting.length === 0) return null;
  return (
    <p className="queue-alerts" role="status">
      <IconAlertTriangle className="icon" aria-hidden="true" />
      {alerting.map((queue) => (
        <span key={queue.queueId} data-alert={queue.queueId}>
          <b>{nameIn(queue.names, language)}</b>{" "}
          {queue.alerts.map((alert) => t(`reception.alertSaid.${alert}`)).join(" ")}
        </span>
      ))}
    </p>
  );
}
