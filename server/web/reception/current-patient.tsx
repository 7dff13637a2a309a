import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconArrowForwardUp from "@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs";
import IconBell from "@tabler/icons-react/dist/esm/icons/IconBell.mjs";
import IconBellRinging from "@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconStethoscope from "@tabler/icons-react/dist/esm/icons/IconStethoscope.mjs";
import IconUserCheck from "@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs";
import IconUserOff from "@tabler/icons-react/dist/esm/icons/IconUserOff.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { minuteMs, secondMs, waitedMinutes } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { PointCall, QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Chip, ClassChip } from "../../../shared/ui/desk/chips.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { mayCall, nextAct, rightAct, visitAct, whyNot } from "./desk.ts";
import type { Act, Press, Situation } from "./desk.ts";
import { keyCaps } from "./keys.ts";
import { stillTryingAfterMs } from "../../../shared/ui/desk/patience.ts";

const icons = {
  callNext: <IconUserCheck className="icon" aria-hidden="true" />,
  endAndNext: <IconUserCheck className="icon" aria-hidden="true" />,
  noShowAndNext: <IconArrowForwardUp className="icon flip" aria-hidden="true" />,
  recall: <IconBell className="icon" aria-hidden="true" />,
  start: <IconPlayerPlay className="icon flip" aria-hidden="true" />,
  end: <IconCheck className="icon" aria-hidden="true" />,
  noShow: <IconUserOff className="icon" aria-hidden="true" />,
  requeue: <IconArmchair className="icon" aria-hidden="true" />,
  undo: <IconArrowBackUp className="icon" aria-hidden="true" />,
} as const satisfies Record<Act, unknown>;

/** So long the other buttons keep their look; an answer mostly comes within it. */
const holdStillForMs = 800;
/** A call keeps its gold for a minute; an older one is no longer "now". */
const goldForMs = minuteMs;

/** The server's time as far as it is known, and the hospital's zone. */
export interface DeskClock {
  readonly serverNow: number | null;
  readonly zone: string | null;
}

/** An act with its words, its key and its present truth. */
export function DeskAct(props: {
  readonly act: Act;
  readonly situation: Situation;
  readonly onPress: () => void;
  readonly look?: "big" | "plain";
  /** Its key is lent to something else just now. */
  readonly withoutKey?: boolean;
}) {
  const { t } = useLocale();
  const { act, situation } = props;
  const reason = whyNot(act, situation);
  const right = rightAct(situation.point) === act;
  const look = props.look ?? "plain";
  return (
    <ActButton
      act={act === "endAndNext" ? "callNext" : act}
      look={right && look === "big" ? "filled" : look}
      keyCap={props.withoutKey === true ? undefined : keyCaps[act]}
      whyNot={reason === null ? null : t(`reception.whyNot.${reason}`)}
      wait={waitOf(act, situation)}
      onPress={props.onPress}
    >
      {icons[act]}
      {t(`reception.act.${act}`)}
    </ActButton>
  );
}

/** Whether a press is on its way, this act's own or, for a moment, another's. */
function waitOf(act: Act, situation: Situation): "own" | "other" | null {
  const { pending } = situation.desk;
  if (pending === null) return null;
  if (pending.intent.act === act) return "own";
  const young = situation.nowMs - pending.sinceMs < holdStillForMs;
  return young && whyNot(act, situation) === "pending" ? "other" : null;
}

/** The patient who is with this point, what can be done, and whom the rule names next. */
export function CurrentPatient(props: {
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
  /** The key of `requeue` is about somebody in the list just now. */
  readonly requeueTaken: boolean;
}) {
  const { t } = useLocale();
  const { situation, press } = props;
  const { point, desk } = situation;
  const current = point?.current ?? null;
  return (
    <>
      <section className="now" aria-label={t("reception.now.heading")}>
        {point === null ? (
          <div className="now-skeleton" role="status" aria-label={t("reception.loading")}>
            <i />
            <i />
            <i />
          </div>
        ) : current === null ? (
          <NobodyHere situation={situation} />
        ) : (
          <Patient call={current} clock={props.clock} />
        )}
        {mayCall(situation.role) ? (
          <Acts situation={situation} press={press} requeueTaken={props.requeueTaken} />
        ) : null}
        <p className="now-said" role="status">
          {desk.pending !== null && situation.nowMs - desk.pending.sinceMs > stillTryingAfterMs
            ? t("desk.stillTrying")
            : null}
        </p>
      </section>
      {point === null ? null : (
        <NextByRule situation={situation} press={press} clock={props.clock} />
      )}
    </>
  );
}

function NobodyHere(props: { readonly situation: Situation }) {
  const { t } = useLocale();
  const { point, role } = props.situation;
  const next = point?.next[0];
  const step = !mayCall(role)
    ? t("reception.now.noneRead")
    : next === undefined
      ? t("reception.now.noneWait")
      : t("reception.now.noneCall", { label: leftToRight(next.label) });
  return (
    <div className="now-empty" data-current-label="">
      <EmptyState
        icon={<IconArmchair className="icon" aria-hidden="true" />}
        title={t("reception.now.none")}
        next={step}
      />
    </div>
  );
}

function Patient(props: { readonly call: PointCall; readonly clock: DeskClock }) {
  const { t, language } = useLocale();
  const { call } = props;
  const { serverNow, zone } = props.clock;
  const at = (instant: number) => (zone === null ? "" : clockTime(instant, zone));
  // The wait is over with the call: what is shown is how long it was.
  const waited = waitedMinutes(call.issuedAt, call.calledAt);
  return (
    <div className="now-patient" data-current-label={call.label} data-current-status={call.status}>
      <div className="now-head">
        <TicketLabel label={call.label} />
        <CallChip
          call={call}
          serverNow={serverNow}
          startedAt={at(call.startedAt ?? call.calledAt)}
        />
      </div>
      <dl className="facts">
        <dt>{t("reception.now.service")}</dt>
        <dd>{nameIn(call.serviceNames, language)}</dd>
        <dt>{t("reception.now.class")}</dt>
        <dd>
          <ClassChip priorityClass={call.priorityClass} />
        </dd>
        <dt>{t("reception.now.arrived")}</dt>
        <dd>
          <Num>{at(call.issuedAt)}</Num>
        </dd>
        <dt>{t("reception.now.waited")}</dt>
        <dd>{t("desk.minutes", { count: waited })}</dd>
        <dt>{t("reception.now.language")}</dt>
        <dd>{t(`desk.language.${call.language}`)}</dd>
      </dl>
      {call.recalls === 0 ? null : (
        <p className="now-recalls quiet">{t("reception.now.recalls", { n: call.recalls })}</p>
      )}
    </div>
  );
}

/** Gold while the call is young and nobody has come; then a plain word. */
function CallChip(props: {
  readonly call: PointCall;
  readonly serverNow: number | null;
  readonly startedAt: string;
}) {
  const { t } = useLocale();
  const { call, serverNow } = props;
  if (call.status === "serving") {
    return (
      <Chip tone="brand" icon={IconStethoscope}>
        {t("reception.now.servingSince", { time: leftToRight(props.startedAt) })}
      </Chip>
    );
  }
  const ageMs = Math.max(0, (serverNow ?? call.calledAt) - call.calledAt);
  return (
    <Chip tone={ageMs < goldForMs ? "turn" : "warn"} icon={IconBellRinging}>
      {t("reception.now.calledAgo", { time: leftToRight(minutesAndSeconds(ageMs)) })}
    </Chip>
  );
}

function Acts(props: {
  readonly situation: Situation;
  readonly press: Press;
  readonly requeueTaken: boolean;
}) {
  const { situation, press } = props;
  const { point, desk } = situation;
  const waitingOn = desk.pending?.intent.act ?? null;
  // A pressed button stays what it was until its answer, whatever the newest snapshot says.
  const visit = waitingOn === "start" || waitingOn === "end" ? waitingOn : visitAct(point);
  const called = point?.current?.status === "called";
  const shown: readonly Act[] = called ? ["recall", "noShow", "requeue"] : [];
  const present = point?.current ?? null;
  const here = present !== null || waitingOn === "start" || waitingOn === "end";
  return (
    <div className="acts">
      {here ? (
        <DeskAct act={visit} look="big" situation={situation} onPress={() => press(visit)} />
      ) : null}
      {shown.map((act) => (
        <DeskAct
          key={act}
          act={act}
          situation={situation}
          withoutKey={act === "requeue" && props.requeueTaken}
          onPress={() => press(act)}
        />
      ))}
      <LastDone situation={situation} press={press} />
    </div>
  );
}

/** What was done last, and the way back while it is open. */
function LastDone(props: { readonly situation: Situation; readonly press: Press }) {
  const { t } = useLocale();
  const { situation, press } = props;
  const { lastDone, pending } = situation.desk;
  if (lastDone === null) return null;
  const leftMs = lastDone.undoUntilMs - situation.nowMs;
  const open = leftMs > 0 || pending?.intent.act === "undo";
  return (
    <div className="last-done">
      <p role="status" data-done={lastDone.act}>
        <b>{t(`reception.done.${lastDone.act}`)}</b>{" "}
        {lastDone.label === null ? null : <TicketLabel label={lastDone.label} />}
      </p>
      {leftMs > 0 ? (
        <span className="last-done-left quiet">
          {t("reception.done.undoFor", { time: leftToRight(minutesAndSeconds(leftMs)) })}
        </span>
      ) : null}
      {open ? <DeskAct act="undo" situation={situation} onPress={() => press("undo")} /> : null}
    </div>
  );
}

/** Whom the rule names, why, and the two ways to go on to that patient. */
function NextByRule(props: {
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
}) {
  const { t } = useLocale();
  const { situation, press } = props;
  const { point, desk, role } = situation;
  const waitingOn = desk.pending?.intent.act ?? null;
  const act = waitingOn === "callNext" || waitingOn === "endAndNext" ? waitingOn : nextAct(point);
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
      {next === undefined ? (
        <p>
          <b>{t("reception.next.none")}</b>{" "}
          <span className="quiet">{t("reception.next.noneNext")}</span>
        </p>
      ) : (
        <p>
          <NextWhy line={next} clock={props.clock} />
        </p>
      )}
      {mayCall(role) ? (
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

/** `1:05`, for ages and countdowns shorter than an hour or so. */
function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / secondMs));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
