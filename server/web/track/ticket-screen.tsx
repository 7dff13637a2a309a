import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconCalendarEvent from "@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconHeart from "@tabler/icons-react/dist/esm/icons/IconHeart.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconRoute from "@tabler/icons-react/dist/esm/icons/IconRoute.mjs";
import IconWalk from "@tabler/icons-react/dist/esm/icons/IconWalk.mjs";
import IconWifiOff from "@tabler/icons-react/dist/esm/icons/IconWifiOff.mjs";
import { isActive, placedStatuses } from "../../../shared/domain/entry.ts";
import type { EntryStatus } from "../../../shared/domain/entry.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { adviceFor } from "./advice.ts";
import { TicketCard } from "./ticket-card.tsx";
import { VisitSteps } from "./visit-steps.tsx";
import { Fairness, WhyCard } from "./why-card.tsx";

/** The ticket, how old what it says is, and the one thing to do. */
export function TicketScreen(props: {
  readonly view: TrackView;
  readonly asOf: Instant;
  readonly stale: boolean;
  readonly onAskNow: () => void;
}) {
  const { view, asOf, stale, onAskNow } = props;
  const time = clockTime(asOf, view.zone);
  return (
    <main>
      <TicketCard view={view} stale={stale} />
      {stale ? <StaleBanner time={time} onAskNow={onAskNow} /> : <AsOf time={time} />}
      {stale ? null : <Advice view={view} asOf={asOf} />}
      {isActive(view.status) ? <VisitSteps view={view} stale={stale} /> : null}
      {view.why === null || stale ? null : <WhyCard why={view.why} asOf={asOf} zone={view.zone} />}
      {isPlaced(view.status) && !stale ? <Fairness view={view} /> : null}
      {isPlaced(view.status) ? <OnlyWhileOpen /> : null}
    </main>
  );
}

/** Still to be called. */
function isPlaced(status: EntryStatus): boolean {
  return placedStatuses.some((placed) => placed === status);
}

function AsOf(props: { readonly time: string }) {
  const { t } = useLocale();
  return (
    <p className="as-of">
      <IconCircleCheck className="icon" aria-hidden="true" />
      <span>{t("track.asOf", { time: leftToRight(props.time) })}</span>
    </p>
  );
}

function StaleBanner(props: { readonly time: string; readonly onAskNow: () => void }) {
  const { t } = useLocale();
  return (
    <section className="stale" role="alert">
      <IconWifiOff className="icon" aria-hidden="true" />
      <div>
        <h2>{t("link.stale", { time: leftToRight(props.time) })}</h2>
        <p>{t("track.staleSafe")}</p>
        <p>{t("track.network")}</p>
        <button type="button" className="button" onClick={props.onAskNow}>
          {t("word.tryAgain")}
        </button>
      </div>
    </section>
  );
}

const adviceIcons = {
  waiting: IconArmchair,
  held: IconClock,
  parked: IconInfoCircle,
  away: IconRoute,
  preparing: IconHourglass,
  called: IconWalk,
  serving: IconClock,
  done: IconHeart,
  transferred: IconRoute,
  rebooked: IconCalendarEvent,
  no_show: IconInfoCircle,
  cancelled: IconInfoCircle,
} as const satisfies Record<EntryStatus, typeof IconClock>;

function Advice(props: { readonly view: TrackView; readonly asOf: Instant }) {
  const { language } = useLocale();
  const { tone, title, texts } = adviceFor(props.view, props.asOf, language);
  const Icon = adviceIcons[props.view.status];
  return (
    <section className={`advice advice-${tone}`}>
      <Icon className="icon" aria-hidden="true" />
      <div>
        {title === null ? null : <h2>{title}</h2>}
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </section>
  );
}

/** A page can't ring a phone that shows something else: said, so that nobody relies on it. */
function OnlyWhileOpen() {
  const { t } = useLocale();
  return <p className="foot-note">{t("track.onlyWhileOpen")}</p>;
}
