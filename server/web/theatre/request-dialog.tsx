import { useState } from "react";
import type { PatientId, ProcedureId, StaffId } from "../../../shared/domain/ids.ts";
import { addDays } from "../../../shared/domain/local-day.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { urgencies } from "../../../shared/domain/theatre.ts";
import type { Side, Urgency } from "../../../shared/domain/theatre.ts";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { AskDialog } from "../admin/ask-dialog.tsx";
import { NumberField, SelectField, TextField } from "../admin/fields.tsx";
import { CaseFields, lacksSide } from "./case-fields.tsx";
import type { TheatreDesk } from "./desk.ts";
import { PickPatient } from "./pick-patient.tsx";
import { suppliesOf } from "./supplies-typed.ts";

/** Within how many days each urgency is usually done; whoever asks may say another number. */
const usualDays: Readonly<Record<Urgency, number>> = {
  immediate: 0,
  urgent: 1,
  expedited: 7,
  elective: 60,
};

/** A new operation on the waiting list. */
export function RequestDialog(props: {
  readonly desk: TheatreDesk;
  readonly said: TheatresData;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, said } = props;
  const [patientId, setPatientId] = useState<PatientId | null>(null);
  const [what, setWhat] = useState<{ procedureId: ProcedureId | null; side: Side }>({
    procedureId: null,
    side: "none",
  });
  const [surgeonId, setSurgeonId] = useState<StaffId | null>(null);
  const [urgency, setUrgency] = useState<Urgency>("elective");
  const [withinDays, setWithinDays] = useState<number | null>(null);
  const [supplies, setSupplies] = useState("");
  const [note, setNote] = useState("");
  const days = withinDays ?? usualDays[urgency];
  const procedure = said.procedures.find((one) => one.procedureId === what.procedureId);
  return (
    <AskDialog
      desk={desk}
      act="theatre.act.request"
      name="requestOperation"
      payload={payload()}
      onClose={props.onClose}
    >
      <PickPatient desk={desk} patientId={patientId} onPick={setPatientId} />
      <CaseFields said={said} {...what} onChange={setWhat} />
      <Choice
        legend={t("theatre.urgencyLabel")}
        look="segments"
        options={urgencies.map((value) => ({ value, words: t(`theatre.urgency.${value}`) }))}
        chosen={urgency}
        onChoose={setUrgency}
      />
      <div className="field-pair">
        <NumberField
          label={t("theatre.withinDays")}
          name="within-days"
          value={days}
          min={0}
          max={730}
          onChange={setWithinDays}
        />
        <SelectField
          label={t("theatre.role.surgeon")}
          name="surgeon"
          value={surgeonId ?? ("" as StaffId)}
          options={[
            { value: "" as StaffId, words: t("theatre.anybody") },
            ...said.people.map((one) => ({ value: one.staffId, words: shownName(one.name) })),
          ]}
          onChange={(staffId) => setSurgeonId(staffId === "" ? null : staffId)}
        />
      </div>
      <TextField
        label={t("theatre.suppliesTyped")}
        name="supplies"
        value={supplies}
        onChange={setSupplies}
      />
      <TextField label={t("theatre.note")} name="note" value={note} onChange={setNote} />
    </AskDialog>
  );

  function payload() {
    if (patientId === null) return t("theatre.missing.patient");
    if (procedure === undefined) return t("theatre.missing.procedure");
    if (lacksSide(procedure, what.side)) return t("theatre.missing.side");
    return {
      patientId,
      procedureId: procedure.procedureId,
      surgeonId,
      urgency,
      dueDay: addDays(desk.today, days),
      side: what.side,
      supplies: [...suppliesOf(supplies)],
      ...(note.trim() !== "" && { note: note.trim() }),
    };
  }
}
