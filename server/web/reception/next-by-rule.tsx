import { waitedMinutes } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { mayCall, nextAct, whyNot } from "./acts.ts";
import { DeskAct } from "./desk-act.tsx";
import type { Act, DeskClock, Press, Situation } from "./situation.ts";

/** A pressed button stays what it was until its answer, whatever the newest snapshot says. */
const ownActs: readonly Act[] = ["callNext", "endAndNext", "openPoint"];

/** Whom the rule names, why, and the two ways to go on to that patient. */
export function NextByRule(props: {
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
}) {
  const { t } = useLocale();
  const { situation, press } = props;
  const { point, desk, role } = situation;
  const waitingOn = desk.pending?.intent.act ?? null;
  const meant = nextAct(situation);
  // A paused desk has its one way on where it says so, in the place of the patient.
  const resuming = meant === "resumePoint" ? (point?.current ? "endAndNext" : "callNext") : meant;
  const act = waitingOn !== null && ownActs.includes(waitingOn) ? waitingOn : resuming;
  const reason = whyNot(act, situation);
  const [next] = point?.next ?? [];
  const mayNoShow = point?.current?.status === "called" || waitingOn === "noShowAndNext";
  return (
    <section
      className="next"
      aria-label={t("reception.next.heading")}
      data-next-label={next?.label}
    >
      <div className="next-head">
        <span className="quiet">{t("reception.next.heading")}</span>
        {next === undefined ? null : <TicketLabel label={next.label} />}
      </div>
      <p>
        {next === undefined ? (
          <>
            <b>{t("reception.next.none")}</b>{" "}
            <span className="quiet">{t("reception.next.noneNext")}</span>
          </>
        ) : (
          <NextWhy line={next} clock={props.clock} />
        )}
      </p>
      {mayCall(role) && meant !== "resumePoint" ? (
        <>
          <DeskAct act={act} look="big" situation={situation} onPress={() => press(act)} />
          {mayNoShow && point !== null && point.waiting > 0 ? (
            <DeskAct
              act="noShowAndNext"
              situation={situation}
              onPress={() => press("noShowAndNext")}
            />
          ) : null}
        </>
      ) : null}
      {reason === null || reason === "pending" || reason === "nobodyWaiting" ? null : (
        <p className="next-why">{t(`reception.whyNot.${reason}`)}</p>
      )}
    </section>
  );
}

function NextWhy(props: { readonly line: QueueLine; readonly clock: DeskClock }) {
  const { t } = useLocale();
  const { line } = props;
  const { serverNow, zone } = props.clock;
  const now = serverNow ?? line.eligibleAt;
  if (line.eligibleAt > now && zone !== null) {
    return t("reception.next.ahead", { time: leftToRight(clockTime(line.eligibleAt, zone)) });
  }
  return t("reception.next.why", {
    class: t(`desk.class.${line.priorityClass}`),
    minutes: t("desk.minutes", { count: waitedMinutes(line.issuedAt, now) }),
  });
}
