import { useState } from "react";
import type { ServiceId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { priorityClasses } from "../../../shared/domain/priority.ts";
import type { PriorityClass } from "../../../shared/domain/priority.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { laterMinutesMax, pauseKinds, placements } from "../../../shared/domain/service.ts";
import type { PauseKind, Placement } from "../../../shared/domain/service.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { Choice, Tick } from "../../../shared/ui/desk/choice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { remember, remembered } from "../../../shared/ui/desk/remembered.ts";
import { CloseQueueStep, ReopenQueueStep } from "./closing-steps.tsx";
import type { StepKind } from "./intents.ts";
import { clinicsOf } from "./point-names.ts";
import { useQueueSearch } from "./queue-search.tsx";
import { isReasoned, reasonKeys } from "./reasons.ts";
import { digitsOf, Line, Minutes, Numbered, StepForm, useReason } from "./step-form.tsx";
import type { StepProps } from "./step-form.tsx";

/** The one small step before an act, above the console. */
export function StepDialog(
  props: StepProps & {
    readonly kind: StepKind;
    readonly onStopHere: (stops: boolean) => void;
    readonly onClose: () => void;
  },
) {
  const { t } = useLocale();
  const { act, line } = props;
  const title = (
    <>
      {line === null ? null : <TicketLabel label={line.label} />} {t(`reception.act.${act}`)}
    </>
  );
  return (
    <Dialog title={title} begin="step" onClose={props.onClose}>
      <Step {...props} />
    </Dialog>
  );
}

function Step(
  props: StepProps & {
    readonly kind: StepKind;
    readonly onStopHere: (stops: boolean) => void;
  },
) {
  switch (props.kind) {
    case "result":
      return <ResultStep {...props} />;
    case "reason":
      return <ReasonStep {...props} />;
    case "priority":
      return <PriorityStep {...props} />;
    case "hold":
      return <HoldStep {...props} />;
    case "transfer":
      return <TransferStep {...props} />;
    case "detour":
      return <DetourStep {...props} />;
    case "pause":
      return <PauseStep {...props} />;
    case "takeOver":
    case "closePoint":
      return <SeatStep {...props} />;
    case "closeQueue":
      return <CloseQueueStep {...props} />;
    case "reopenQueue":
      return <ReopenQueueStep {...props} />;
    case "serve":
      return <ServeStep {...props} />;
    default:
      return missingCase(props.kind);
  }
}

/** The result that this service wants said; nothing more is asked than that. */
function ResultStep(props: StepProps & { readonly onStopHere: (stops: boolean) => void }) {
  const { t, language } = useLocale();
  const { situation } = props;
  const current = props.point.current;
  const { wants, codes } = current?.outcome ?? { wants: "nothing", codes: [] };
  const [code, setCode] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const options = codes.map((one) => ({ value: one.code, words: nameIn(one.names, language) }));
  const lacking = wants === "code" ? code === null : wants === "note" && note.trim() === "";
  const goesOnTo = current?.goesOnTo ?? null;
  return (
    <StepForm
      act={props.act}
      lacks={lacking ? t("refusal.result_required") : null}
      digits={digitsOf(options, setCode)}
      onSend={() => props.onSend({ note, ...(code === null ? {} : { resultCode: code }) })}
    >
      {wants === "code" ? (
        <Numbered
          legend={t("reception.step.result")}
          options={options}
          chosen={code}
          onChoose={setCode}
        />
      ) : null}
      <Line
        words={t(wants === "note" ? "reception.step.note" : "reception.step.noteToo")}
        value={note}
        onChange={setNote}
        longest={500}
      />
      {goesOnTo === null ? null : (
        <Tick
          words={t("reception.now.stopHere")}
          help={t("reception.step.stopHereHelp", { place: nameIn(goesOnTo.names, language) })}
          on={situation.stopHere}
          onChange={props.onStopHere}
        />
      )}
    </StepForm>
  );
}

function ReasonStep(props: StepProps) {
  const { t } = useLocale();
  const { act, line } = props;
  const keys = isReasoned(act) ? reasonKeys(act, line, props.lastGroupId) : [];
  const reason = useReason(keys);
  return (
    <StepForm
      act={act}
      lacks={reason.words === "" ? t("refusal.reason_required") : null}
      digits={reason.digits}
      onSend={() => props.onSend({ reason: reason.words })}
    >
      {act === "callChosen" ? <p>{t("reception.step.outOfTurn")}</p> : null}
      {act === "reinstate" ? <p>{t("reception.step.oldTime")}</p> : null}
      {reason.field}
    </StepForm>
  );
}

function PriorityStep(props: StepProps) {
  const { t } = useLocale();
  const [wanted, setWanted] = useState<PriorityClass | null>(null);
  const options = priorityClasses
    .filter((one) => one !== props.line?.priorityClass)
    .map((value) => ({ value, words: t(`desk.class.${value}`) }));
  const reason = useReason(reasonKeys("setPriority", props.line, null), options.length);
  const lacks =
    wanted === null
      ? t("reception.step.chooseClass")
      : reason.words === ""
        ? t("refusal.reason_required")
        : null;
  return (
    <StepForm
      act={props.act}
      lacks={lacks}
      digits={[...digitsOf(options, setWanted), ...reason.digits]}
      onSend={() => {
        if (wanted !== null) props.onSend({ priorityClass: wanted, reason: reason.words });
      }}
    >
      <Numbered
        legend={t("reception.now.class")}
        options={options}
        chosen={wanted}
        onChoose={setWanted}
      />
      {reason.field}
    </StepForm>
  );
}

const holdMinutes = [5, 10, 15, 20, 30, 60];

function HoldStep(props: StepProps) {
  const { t } = useLocale();
  const [minutes, setMinutes] = useState<number | null>(10);
  return (
    <StepForm
      act={props.act}
      lacks={minutes === null ? t("reception.step.chooseMinutes") : null}
      digits={holdMinutes.map((n) => () => setMinutes(n))}
      onSend={() => {
        if (minutes !== null) props.onSend({ minutes });
      }}
    >
      <p>{t("reception.step.holdHelp")}</p>
      <Minutes
        legend={t("reception.step.minutes")}
        presets={holdMinutes}
        longest={laterMinutesMax}
        value={minutes}
        onChange={setMinutes}
      />
    </StepForm>
  );
}

function TransferStep(props: StepProps) {
  const { t } = useLocale();
  const search = useQueueSearch({
    site: props.site,
    legend: t("reception.step.toQueue"),
    except: [],
    first: null,
  });
  const [placement, setPlacement] = useState<Placement>("keep");
  const [minutes, setMinutes] = useState<number | null>(30);
  const { toQueueId } = search;
  const late = placement === "afterMinutes";
  const lacks =
    toQueueId === null
      ? t("reception.step.chooseQueue")
      : late && minutes === null
        ? t("reception.step.chooseMinutes")
        : null;
  const options = placements.map((value) => ({
    value,
    words: t(`reception.placement.${value}`),
    help: t(`reception.placementHelp.${value}`),
  }));
  return (
    <StepForm
      act={props.act}
      lacks={lacks}
      digits={digitsOf(options, setPlacement)}
      onSend={() => {
        if (toQueueId === null) return;
        props.onSend({ toQueueId, placement, ...(late && minutes !== null ? { minutes } : {}) });
      }}
    >
      {search.field}
      <Numbered
        legend={t("reception.step.placement")}
        options={options}
        chosen={placement}
        onChoose={setPlacement}
      />
      {late ? (
        <Minutes
          legend={t("reception.step.minutes")}
          presets={[15, 30, 60, 120]}
          longest={laterMinutesMax}
          value={minutes}
          onChange={setMinutes}
        />
      ) : null}
    </StepForm>
  );
}

/** To the laboratory and back: mostly the same one, so the last choice is one Enter away. */
function DetourStep(props: StepProps) {
  const { t } = useLocale();
  const last = remembered("detourQueue");
  const search = useQueueSearch({
    site: props.site,
    legend: t("reception.step.toQueue"),
    except: props.point.queueIds,
    first: props.site.queues.find((queue) => queue.queueId === last)?.queueId ?? null,
  });
  const { toQueueId } = search;
  return (
    <StepForm
      act={props.act}
      lacks={toQueueId === null ? t("reception.step.chooseQueue") : null}
      digits={[]}
      onSend={() => {
        if (toQueueId === null) return;
        remember("detourQueue", toQueueId);
        props.onSend({ toQueueId });
      }}
    >
      <p>{t("reception.step.detourHelp")}</p>
      {search.field}
    </StepForm>
  );
}

/** An unknown end is an honest answer; a break seldom lasts longer than two hours. */
const pauseMinutes = [10, 15, 20, 30, 60];
const pauseMinutesMax = 240;

function PauseStep(props: StepProps) {
  const { t } = useLocale();
  const { serverNow } = props.situation;
  const [kind, setKind] = useState<PauseKind>("prayer");
  const [minutes, setMinutes] = useState<number | null>(15);
  const options = pauseKinds.map((value) => ({ value, words: t(`reception.pause.kind.${value}`) }));
  return (
    <StepForm
      act={props.act}
      lacks={null}
      digits={digitsOf(options, setKind)}
      onSend={() => {
        const known = minutes !== null && serverNow !== null;
        const end = known ? { until: Math.round(serverNow) + minutes * minuteMs } : {};
        props.onSend({ pause: kind, ...end });
      }}
    >
      <Numbered
        legend={t("reception.pause.why")}
        options={options}
        chosen={kind}
        onChoose={setKind}
      />
      <Minutes
        legend={t("reception.pause.howLong")}
        presets={pauseMinutes}
        longest={pauseMinutesMax}
        value={minutes}
        onChange={setMinutes}
        none={t("reception.pause.notKnown")}
      />
      <p className="quiet">{t("reception.pause.help")}</p>
    </StepForm>
  );
}

/** What is left to whoever comes, before a seat changes hands or stays empty. */
function SeatStep(props: StepProps) {
  const { t, language } = useLocale();
  const { act, point, site, situation } = props;
  const { seat, current } = point;
  const aside = situation.queues.reduce((sum, queue) => sum + queue.aside.length, 0);
  return (
    <StepForm act={act} lacks={null} digits={[]} onSend={() => props.onSend({})}>
      {act === "takeOver" && seat !== null ? (
        <p>
          {t("reception.seat.takeOverAsk", {
            name: seat.name,
            time: leftToRight(clockTime(seat.since, site.zone)),
          })}
        </p>
      ) : (
        <p>{t("reception.seat.closeAsk", { place: nameIn(point.names, language) })}</p>
      )}
      <dl className="facts handover">
        <dt>{t("reception.now.heading")}</dt>
        <dd>
          {current === null ? t("reception.now.none") : <TicketLabel label={current.label} />}
        </dd>
        <dt>{t("reception.today.waiting")}</dt>
        <dd>{point.waiting}</dd>
        <dt>{t("reception.list.aside")}</dt>
        <dd>{aside}</dd>
      </dl>
    </StepForm>
  );
}

/** For a patient who has no ticket and is seen at once: in public, with its reason. */
function ServeStep(props: StepProps) {
  const { t, language } = useLocale();
  const services = clinicsOf(props.site, props.point.queueIds).flatMap(({ services }) => services);
  const [serviceId, setServiceId] = useState<ServiceId | null>(
    () => services.find((service) => service.open)?.serviceId ?? null,
  );
  const reason = useReason(reasonKeys("serve", null, null));
  const lacks =
    serviceId === null
      ? t("refusal.service_closed")
      : reason.words === ""
        ? t("refusal.reason_required")
        : null;
  return (
    <StepForm
      act={props.act}
      lacks={lacks}
      digits={reason.digits}
      onSend={() => {
        if (serviceId !== null) props.onSend({ serviceId, reason: reason.words });
      }}
    >
      <p>{t("reception.step.outOfTurn")}</p>
      {services.length < 2 ? null : (
        <Choice
          legend={t("reception.issue.service")}
          look="cards"
          chosen={serviceId}
          onChoose={setServiceId}
          options={services.map((service) => ({
            value: service.serviceId,
            words: nameIn(service.names, language),
            off: service.open ? null : t("reception.issue.closed"),
          }))}
        />
      )}
      {reason.field}
    </StepForm>
  );
}
