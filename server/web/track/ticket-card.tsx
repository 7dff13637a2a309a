import IconBellRinging from "@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconCircleX from "@tabler/icons-react/dist/esm/icons/IconCircleX.mjs";
import IconStethoscope from "@tabler/icons-react/dist/esm/icons/IconStethoscope.mjs";
import IconUserQuestion from "@tabler/icons-react/dist/esm/icons/IconUserQuestion.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
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
      {view.ahead === null || stale ? null : <Facts ahead={view.ahead} wait={view.wait} />}
    </section>
  );
}

function Heading(props: { readonly view: TrackView; readonly stale: boolean }) {
  const { t } = useLocale();
  const { status, call, zone } = props.view;
  switch (status) {
    case "waiting":
      return <h1 className="heading">{t("ticket.yourNumber")}</h1>;
    case "called":
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
    case "serving":
      return (
        <h1 className="heading heading-chip">
          <IconStethoscope className="icon" aria-hidden="true" />
          <span>{t("track.serving")}</span>
        </h1>
      );
    case "done":
      return (
        <h1 className="heading heading-chip">
          <IconCircleCheck className="icon" aria-hidden="true" />
          <span>{t("track.done")}</span>
        </h1>
      );
    case "no_show":
      return (
        <h1 className="heading heading-chip heading-warn">
          <IconUserQuestion className="icon" aria-hidden="true" />
          <span>{t("track.noShow")}</span>
        </h1>
      );
    case "cancelled":
      return (
        <h1 className="heading heading-chip heading-warn">
          <IconCircleX className="icon" aria-hidden="true" />
          <span>{t("track.cancelled")}</span>
        </h1>
      );
    default:
      return missingCase(status);
  }
}

function Facts(props: { readonly ahead: number; readonly wait: TrackView["wait"] }) {
  const { t } = useLocale();
  const { ahead, wait } = props;
  return (
    <dl className="facts">
      <div>
        <dt>{t("ticket.aheadNow")}</dt>
        <dd>
          <Num>{ahead}</Num>
        </dd>
      </div>
      <div>
        <dt>{t("ticket.waitAbout")}</dt>
        {wait === null ? (
          <dd className="not-known">{t("track.waitUnknown")}</dd>
        ) : (
          <dd>{t("track.waitRange", { a: wait.fromMin, b: wait.toMin, count: wait.toMin })}</dd>
        )}
      </div>
    </dl>
  );
}
