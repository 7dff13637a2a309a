import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconHeart from "@tabler/icons-react/dist/esm/icons/IconHeart.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import IconWalk from "@tabler/icons-react/dist/esm/icons/IconWalk.mjs";
import IconWifiOff from "@tabler/icons-react/dist/esm/icons/IconWifiOff.mjs";
import type { EntryStatus } from "../../../shared/domain/entry.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketCard } from "./ticket-card.tsx";
import { VisitSteps } from "./visit-steps.tsx";
import { isNear } from "./tracking.ts";

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
      {stale ? null : <Advice view={view} />}
      {isOngoing(view.status) ? <VisitSteps view={view} stale={stale} /> : null}
      {view.status === "waiting" && !stale ? <Fairness view={view} /> : null}
      {view.status === "waiting" ? <OnlyWhileOpen /> : null}
    </main>
  );
}

function isOngoing(status: EntryStatus): boolean {
  return status === "waiting" || status === "called" || status === "serving";
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

interface Said {
  readonly tone: "calm" | "act";
  readonly title: MessageKey | null;
  readonly texts: readonly MessageKey[];
}

/** What to do now, one thing first, for each state of the ticket. */
function adviceFor(view: TrackView): Said {
  switch (view.status) {
    case "waiting":
      return {
        tone: "calm",
        title: null,
        texts: [isNear(view) ? "track.near" : "track.far"],
      };
    case "called":
      return { tone: "calm", title: null, texts: ["track.calledHelp"] };
    case "serving":
      return { tone: "calm", title: null, texts: ["track.servingHelp"] };
    case "done":
      return { tone: "calm", title: "track.doneTitle", texts: ["track.doneText"] };
    case "no_show":
      return {
        tone: "act",
        title: "track.noShowTitle",
        texts: ["track.noShowNext", "track.noShowText"],
      };
    case "cancelled":
      return { tone: "act", title: "track.cancelledTitle", texts: ["track.cancelledNext"] };
    default:
      return missingCase(view.status);
  }
}

const adviceIcons = {
  waiting: IconArmchair,
  called: IconWalk,
  serving: IconClock,
  done: IconHeart,
  no_show: IconInfoCircle,
  cancelled: IconInfoCircle,
} as const satisfies Record<EntryStatus, typeof IconClock>;

function Advice(props: { readonly view: TrackView }) {
  const { t } = useLocale();
  const { tone, title, texts } = adviceFor(props.view);
  const Icon = adviceIcons[props.view.status];
  return (
    <section className={`advice advice-${tone}`}>
      <Icon className="icon" aria-hidden="true" />
      <div>
        {title === null ? null : <h2>{t(title)}</h2>}
        {texts.map((text) => (
          <p key={text}>{t(text)}</p>
        ))}
      </div>
    </section>
  );
}

/** The day's figures of this waiting room, the same as on its board. */
function Fairness(props: { readonly view: TrackView }) {
  const { t } = useLocale();
  const { inTurnToday, exceptionsToday } = props.view;
  return (
    <p className="fairness">
      <IconShieldCheck className="icon" aria-hidden="true" />
      <span>
        {t("track.fairness", {
          inTurn: leftToRight(String(inTurnToday)),
          exceptions: leftToRight(String(exceptionsToday)),
        })}
      </span>
    </p>
  );
}

/** A page can't ring a phone that shows something else: said, so that nobody relies on it. */
function OnlyWhileOpen() {
  const { t } = useLocale();
  return <p className="foot-note">{t("track.onlyWhileOpen")}</p>;
}
