import { useState } from "react";
import type { ServiceId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Buffers, DayBreak, SessionPlan, Shift } from "../../../shared/domain/roster.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { areBreaks, BreaksField } from "./breaks-field.tsx";
import { BufferFields } from "./buffer-fields.tsx";
import type { AdminDesk, SiteClinic } from "./desk.ts";
import { NumberField, SelectField } from "./fields.tsx";
import { MoveChoice } from "./move-choice.tsx";
import type { Moving } from "./moving.ts";

/** What becomes of the sessions that are published already. */
const whens = ["later", "now"] as const;

/** Makes a clinic's shift bookable: which service, how many, in which windows, with which pauses. */
export function PlanDialog(props: {
  readonly desk: AdminDesk;
  readonly clinic: SiteClinic;
  readonly shift: Shift;
  readonly plan: SessionPlan | null;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { clinic, shift, plan } = props;
  const [serviceId, setServiceId] = useState<ServiceId | null>(
    () =>
      clinic.services.find((service) => service.serviceId === plan?.serviceId)?.serviceId ??
      clinic.services[0]?.serviceId ??
      null,
  );
  const [numbers, setNumbers] = useState(() => numbersOf(plan));
  const [breaks, setBreaks] = useState<readonly DayBreak[]>(plan?.breaks ?? []);
  const [when, setWhen] = useState<(typeof whens)[number]>("later");
  const [moving, setMoving] = useState<Moving>("move");
  const isNow = plan !== null && when === "now";
  const asked =
    serviceId === null
      ? null
      : {
          ...{ clinicId: clinic.clinicId, shiftId: shift.shiftId, serviceId, ...numbers },
          breaks: [...breaks],
          ...(isNow ? { toSessions: { movePatients: moving === "move" } } : {}),
        };
  const missing = areBreaks(breaks) ? t("refusal.unknown_service") : t("admin.break.wrong");
  return (
    <AskDialog
      desk={props.desk}
      act="admin.act.putSessionPlan"
      name="putSessionPlan"
      payload={asked === null || !areBreaks(breaks) ? missing : asked}
      rehearsed={isNow && areBreaks(breaks) ? asked : null}
      undoable
      onClose={props.onClose}
    >
      <p>
        <b>{nameIn(clinic.names, language)}</b> · {nameIn(shift.names, language)}
      </p>
      <SelectField
        label={t("admin.service.title")}
        name="service"
        value={serviceId ?? ("" as ServiceId)}
        options={clinic.services.map((service) => ({
          value: service.serviceId,
          words: nameIn(service.names, language),
        }))}
        onChange={setServiceId}
      />
      <PlanNumbers numbers={numbers} onChange={setNumbers} />
      <BreaksField breaks={breaks} startMin={shift.startMin} onChange={setBreaks} />
      {plan === null ? null : (
        <Choice
          legend={t("admin.plan.toSessions.legend")}
          look="segments"
          options={whens.map((value) => ({ value, words: t(`admin.plan.toSessions.${value}`) }))}
          chosen={when}
          onChoose={setWhen}
        />
      )}
      {isNow ? <MoveChoice moving={moving} onChange={setMoving} /> : null}
    </AskDialog>
  );
}

interface PlanNumberValues extends Buffers {
  readonly capacity: number;
  readonly windowMin: number;
  readonly overbookMax: number;
}

function numbersOf(plan: SessionPlan | null): PlanNumberValues {
  const { capacity = 30, windowMin = 30, overbookMax = 0 } = plan ?? {};
  const { bufferBeforeMin = 0, bufferAfterMin = 0 } = plan ?? {};
  return { capacity, windowMin, overbookMax, bufferBeforeMin, bufferAfterMin };
}

function PlanNumbers(props: {
  readonly numbers: PlanNumberValues;
  readonly onChange: (numbers: PlanNumberValues) => void;
}) {
  const { t } = useLocale();
  const { numbers, onChange } = props;
  return (
    <div className="field-pair">
      <NumberField
        label={t("admin.session.capacity")}
        name="capacity"
        value={numbers.capacity}
        min={1}
        max={500}
        onChange={(capacity) => onChange({ ...numbers, capacity })}
      />
      <NumberField
        label={t("admin.plan.windowMin")}
        name="window"
        value={numbers.windowMin}
        min={5}
        max={480}
        onChange={(windowMin) => onChange({ ...numbers, windowMin })}
      />
      <NumberField
        label={t("admin.plan.overbookMax")}
        name="overbook"
        value={numbers.overbookMax}
        min={0}
        max={100}
        onChange={(overbookMax) => onChange({ ...numbers, overbookMax })}
      />
      <BufferFields buffers={numbers} onChange={(to) => onChange({ ...numbers, ...to })} />
    </div>
  );
}
