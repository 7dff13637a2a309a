import IconBellRinging from "@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs";
import IconCalendarEvent from "@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconCircleX from "@tabler/icons-react/dist/esm/icons/IconCircleX.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import IconPlayerPause from "@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs";
import IconRoute from "@tabler/icons-react/dist/esm/icons/IconRoute.mjs";
import IconStethoscope from "@tabler/icons-react/dist/esm/icons/IconStethoscope.mjs";
import IconUserQuestion from "@tabler/icons-react/dist/esm/icons/IconUserQuestion.mjs";
import type { EntryStatus } from "../../../shared/domain/entry.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import { pauseText, waitText } from "../../../shared/i18n/wait-text.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";

/** The ticket as on its paper. Called, and known to be so, it is golden all over: you, now. */
export function TicketCard(props: { readonly view: TrackView; readonly stale: boolean }) {
  const { view, stale } = props;
  const { language } = useLocale();
  const isGolden = view.status === "called" && !stale;
  return (
    <section className={isGolden ? "card ticket ticket-golden" : "card ticket"} aria-live="polite">
      <Heading view={view} stale={stale} />
      <TicketLabel label={view.label} />
      {view.call === null ? null : (
        <p className="place">{nameIn(view.call.servicePointNames, language)}</p>
      )}
      <p className="clinic">{nameIn(view.clinicNames, language)}</p>
      <p className="room">{nameIn(view.waitingRoomNames, language)}</p>
      {view.ahead === null || stale ? null : <Facts ahead={view.ahead} view={view} />}
    </section>
  );
}

function Heading(props: { readonly view: TrackView; readonly stale: boolean }) {
  const { t } = useLocale();
  const { status, call, zone } = props.view;
  if (status === "waiting") return <h1 className="heading">{t("ticket.yourNumber")}</h1>;
  if (status !== "called") return <StateChip status={status} />;
  if (props.stale && call !== null) {
    const time = leftToRight(clockTime(call.at, zone));
    return <h1 className="heading">{t("track.calledAt", { time })}</h1>;
  }
  return (
    <h1 className="heading">
      <IconBellRinging className="icon" aria-hidden="true" />
      <span>{t("track.comeNow")}</span>
    </h1>
  );
}

type OtherStatus = Exclude<EntryStatus, "waiting" | "called">;

const chips: Readonly<
  Record<
    OtherStatus,
    { readonly icon: typeof IconClock; readonly text: MessageKey; readonly warns: boolean }
  >
> = {
  held: { icon: IconClock, text: "state.held", warns: false },
  parked: { icon: IconPlayerPause, text: "state.parked", warns: true },
  away: { icon: IconRoute, text: "state.away", warns: false },
  preparing: { icon: IconHourglass, text: "state.preparing", warns: false },
  serving: { icon: IconStethoscope, text: "track.serving", warns: false },
  done: { icon: IconCircleCheck, text: "track.done", warns: false },
  transferred: { icon: IconRoute, text: "state.transferred", warns: false },
  rebooked: { icon: IconCalendarEvent, text: "state.rebooked", warns: true },
  no_show: { icon: IconUserQuestion, text: "track.noShow", warns: true },
  cancelled: { icon: IconCircleX, text: "track.cancelled", warns: true },
};

function StateChip(props: { readonly status: OtherStatus }) {
  const { t } = useLocale();
  const { icon: Icon, text, warns } = chips[props.status];
  return (
    <h1 className={warns ? "heading heading-chip heading-warn" : "heading heading-chip"}>
      <Icon className="icon" aria-hidden="true" />
      <span>{t(text)}</span>
    </h1>
  );
}

function Facts(props: { readonly ahead: number; readonly view: TrackView }) {
  const { t } = useLocale();
  const { wait, pause, zone } = props.view;
  return (
    <dl className="facts">
      <div>
        <dt>{t("ticket.aheadNow")}</dt>
        <dd>
          <Num>{props.ahead}</Num>
        </dd>
      </div>
      <div>
        <dt>{t("ticket.waitAbout")}</dt>
        {pause !== null ? (
          <dd className="not-known">{pauseText(pause, zone, t)}</dd>
        ) : wait === null ? (
          <dd className="not-known">{t("track.waitUnknown")}</dd>
        ) : (
          <dd>{waitText(wait, t)}</dd>
        )}
      </div>
    </dl>
  );
}
