import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconBellRinging from "@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs";
import IconStethoscope from "@tabler/icons-react/dist/esm/icons/IconStethoscope.mjs";
import IconDots from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import { nameIn } from "../../../shared/domain/language.ts";
import { minuteMs, waitedMinutes } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { PointCall } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Chip, ClassChip } from "../../../shared/ui/desk/chips.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { isPausedNow, lineMenu, mayCall, visitAct } from "./acts.ts";
import { DeskAct, minutesAndSeconds } from "./desk-act.tsx";
import { keyCaps } from "./keys.ts";
import { LineChips } from "./line-chips.tsx";
import { NextByRule } from "./next-by-rule.tsx";
import { stillTryingAfterMs } from "../../../shared/ui/desk/patience.ts";
import { PausedHere } from "./paused-here.tsx";
import { TestsActs, TestsNow } from "./laboratory/tests-now.tsx";
import type { TestsHere } from "./laboratory/use-tests.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import type { Act, DeskClock, Press, Situation } from "./situation.ts";

/** A call keeps its gold for a minute; an older one is no longer "now". */
const goldForMs = minuteMs;

/** The patient who is with this point, what can be done, and whom the rule names next. */
export function CurrentPatient(props: {
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
  /** The key of `requeue` is about somebody in the list just now. */
  readonly requeueTaken: boolean;
  readonly onMore: () => void;
  readonly onStopHere: (stops: boolean) => void;
  readonly tests: TestsHere;
  readonly onTests: (kind: "orderTests" | "joinOrder") => void;
  readonly onLabel: (order: OrderLine) => void;
}) {
  const { t } = useLocale();
  const { situation, press } = props;
  const { point, desk } = situation;
  const paused = isPausedNow(situation);
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
        ) : current !== null ? (
          // Focusable: what does not fit on a small screen is turned by keys too.
          <div className="now-told" tabIndex={0} role="group" aria-label={current.label}>
            <Patient {...props} call={current} />
            {props.tests.isCollection ? null : <TestsNow {...props} />}
          </div>
        ) : paused ? null : (
          <NobodyHere situation={situation} />
        )}
        {paused ? <PausedHere situation={situation} press={press} clock={props.clock} /> : null}
        {mayCall(situation.role) ? <Acts {...props} /> : null}
        <p className="now-said" role="status">
          {desk.pending !== null && situation.nowMs - desk.pending.sinceMs > stillTryingAfterMs
            ? t("desk.stillTrying")
            : null}
        </p>
      </section>
      <LastDone situation={situation} press={press} />
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
  const closed = point?.status === "closed";
  const step = !mayCall(role)
    ? t("reception.now.noneRead")
    : closed
      ? t("reception.seat.closedNext")
      : next === undefined
        ? t("reception.now.noneWait")
        : t("reception.now.noneCall", { label: leftToRight(next.label) });
  return (
    <div className="now-empty" data-current-label="">
      <EmptyState
        icon={<IconArmchair className="icon" aria-hidden="true" />}
        title={t(closed ? "reception.seat.closed" : "reception.now.none")}
        next={step}
      />
    </div>
  );
}

function Patient(props: {
  readonly call: PointCall;
  readonly situation: Situation;
  readonly clock: DeskClock;
  readonly onStopHere: (stops: boolean) => void;
}) {
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
        <dt>
          {t("reception.now.service")} · {t("reception.now.language")}
        </dt>
        <dd>
          <bdi>{nameIn(call.serviceNames, language)}</bdi> ·{" "}
          <bdi>{t(`desk.language.${call.language}`)}</bdi>
        </dd>
        <dt>{t("reception.now.class")}</dt>
        <dd>
          <ClassChip priorityClass={call.priorityClass} />
          <LineChips line={call} point={props.situation.point} site={null} />
        </dd>
        <dt>
          {t("reception.now.arrived")} · {t("reception.now.waited")}
        </dt>
        <dd>
          <Num>{at(call.issuedAt)}</Num> · <bdi>{t("desk.minutes", { count: waited })}</bdi>
        </dd>
        <GoesOn {...props} />
      </dl>
      {call.recalls === 0 ? null : (
        <p className="now-recalls quiet">{t("reception.now.recalls", { n: call.recalls })}</p>
      )}
    </div>
  );
}

/** The ticket's next stop, and the choice that this is its last. */
function GoesOn(props: {
  readonly call: PointCall;
  readonly situation: Situation;
  readonly onStopHere: (stops: boolean) => void;
}) {
  const { t, language } = useLocale();
  const { goesOnTo } = props.call;
  const { stopHere, role } = props.situation;
  if (goesOnTo === null) return null;
  return (
    <>
      <dt>{t("reception.now.goesOnTo")}</dt>
      <dd className="goes-on" data-goes-on-to={goesOnTo.queueId}>
        <span className={stopHere ? "goes-on-not" : ""}>{nameIn(goesOnTo.names, language)}</span>
        {mayCall(role) ? (
          <button
            type="button"
            className="button button-small"
            data-act="stopHere"
            aria-pressed={stopHere}
            onClick={() => props.onStopHere(!stopHere)}
          >
            {t("reception.now.stopHere")}
          </button>
        ) : null}
      </dd>
    </>
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

const actsOfCalled: readonly Act[] = ["recall", "noShow", "transfer", "park", "requeue"];
const actsOfServing: readonly Act[] = ["transfer", "park"];

function Acts(props: {
  readonly situation: Situation;
  readonly press: Press;
  readonly requeueTaken: boolean;
  readonly onMore: () => void;
  readonly tests: TestsHere;
  readonly onTests: (kind: "orderTests" | "joinOrder") => void;
}) {
  const { situation, press } = props;
  const { point, desk } = situation;
  const waitingOn = desk.pending?.intent.act ?? null;
  // A pressed button stays what it was until its answer, whatever the newest snapshot says.
  const visit = waitingOn === "start" || waitingOn === "end" ? waitingOn : visitAct(situation);
  const present = point?.current ?? null;
  const shown = { called: actsOfCalled, serving: actsOfServing };
  const status = present?.status === "serving" ? "serving" : "called";
  const here = present !== null || waitingOn === "start" || waitingOn === "end";
  return (
    <div className="acts">
      {here ? (
        <DeskAct
          act={visit}
          look="big"
          isRight={props.tests.key !== "take"}
          situation={situation}
          onPress={() => press(visit)}
        />
      ) : null}
      {(present === null ? [] : shown[status]).map((act) => (
        <DeskAct
          key={act}
          act={act}
          situation={situation}
          withoutKey={act === "requeue" && props.requeueTaken}
          onPress={() => press(act)}
        />
      ))}
      {present === null ? null : <TestsActs {...props} />}
      {present === null ? null : <More situation={situation} onMore={props.onMore} />}
    </div>
  );
}

/** The rarer acts on this patient, behind one button. */
function More(props: { readonly situation: Situation; readonly onMore: () => void }) {
  const { t } = useLocale();
  const { point } = props.situation;
  const current = point?.current ?? null;
  const nothing = current === null || lineMenu(current, props.situation).length === 0;
  return (
    <ActButton
      act="moreOfPatient"
      look="plain"
      keyCap={keyCaps.moreOfPatient}
      whyNot={nothing ? t("reception.whyNot.stateForbids") : null}
      onPress={props.onMore}
    >
      <IconDots className="icon" aria-hidden="true" />
      {t("reception.menu.more")}
    </ActButton>
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
