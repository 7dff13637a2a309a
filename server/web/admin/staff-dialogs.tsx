import { useState } from "react";
import { directoryIdPattern } from "../../../shared/domain/ids.ts";
import type { ClinicId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { addDays, minutesOfDay } from "../../../shared/domain/local-day.ts";
import { grades, leaveKinds, shiftKinds } from "../../../shared/domain/roster.ts";
import type {
  Grade,
  LeaveKind,
  RosterPerson,
  Shift,
  ShiftKind,
} from "../../../shared/domain/roster.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { RangePicker } from "./day-picker.tsx";
import type { AdminDesk, SiteClinic } from "./desk.ts";
import {
  NamesFields,
  NumberField,
  SelectField,
  TextField,
  TimeField,
  typedNames,
} from "./fields.tsx";
import { PersonName } from "./person-name.tsx";

interface StaffDialogProps {
  readonly desk: AdminDesk;
  readonly clinic: SiteClinic;
  readonly onClose: () => void;
}

const nowhere = "-";

/** Where somebody belongs, their grade and what else they can do. */
export function PersonDialog(props: StaffDialogProps & { readonly person: RosterPerson }) {
  const { t, language } = useLocale();
  const { desk, person } = props;
  const [grade, setGrade] = useState<Grade>(person.grade);
  const [clinicId, setClinicId] = useState<string>(person.clinicId ?? nowhere);
  const [skills, setSkills] = useState(person.skills.join(", "));
  const clinics = desk.site.clinics.map((clinic) => ({
    value: clinic.clinicId as string,
    words: nameIn(clinic.names, language),
  }));
  const chosen: ClinicId | undefined = desk.site.clinics.find(
    (clinic) => clinic.clinicId === clinicId,
  )?.clinicId;
  return (
    <AskDialog
      desk={desk}
      act="admin.act.detailStaff"
      name="detailStaff"
      payload={{
        staffId: person.staffId,
        clinicId: chosen ?? null,
        grade,
        skills: skills
          .split(/[,،]/)
          .map((skill) => skill.trim())
          .filter((skill) => skill !== ""),
      }}
      onClose={props.onClose}
    >
      <PersonName name={person.name} />
      <SelectField
        label={t("admin.staff.grade")}
        name="grade"
        value={grade}
        options={grades.map((value) => ({ value, words: t(`admin.grade.${value}`) }))}
        onChange={setGrade}
      />
      <SelectField
        label={t("admin.clinic")}
        name="home-clinic"
        value={clinicId}
        options={[{ value: nowhere, words: t("admin.staff.noClinic") }, ...clinics]}
        onChange={setClinicId}
      />
      <TextField
        label={t("admin.staff.skillsHelp")}
        name="skills"
        value={skills}
        onChange={setSkills}
      />
    </AskDialog>
  );
}

/** Leave that somebody asked for in person or on paper. */
export function LeaveDialog(props: StaffDialogProps & { readonly person: RosterPerson }) {
  const { t } = useLocale();
  const { desk, person } = props;
  const { staffId } = person;
  const [range, setRange] = useState({ from: desk.today, to: addDays(desk.today, 1) });
  const [kind, setKind] = useState<LeaveKind>("annual");
  return (
    <AskDialog
      desk={desk}
      act="admin.act.requestLeave"
      name="requestLeave"
      payload={{ staffId, ...range, kind }}
      onClose={props.onClose}
    >
      <PersonName name={person.name} />
      <RangePicker label={t("admin.act.requestLeave")} range={range} onChange={setRange} />
      <SelectField
        label={t("admin.leave.kind")}
        name="leave-kind"
        value={kind}
        options={leaveKinds.map((value) => ({ value, words: t(`admin.leaveKind.${value}`) }))}
        onChange={setKind}
      />
    </AskDialog>
  );
}

/** A shift of the whole site: its names, kind and hours; an end before its start is the next day's. */
export function ShiftDialog(props: StaffDialogProps & { readonly shift: Shift | null }) {
  const { t } = useLocale();
  const { shift } = props;
  const [shiftId, setShiftId] = useState<string>(shift?.shiftId ?? "");
  const [names, setNames] = useState<Readonly<Partial<Record<Language, string>>>>(
    shift?.names ?? {},
  );
  const [kind, setKind] = useState<ShiftKind>(shift?.kind ?? "clinic");
  const [start, setStart] = useState(shift?.startMin ?? 8 * 60);
  const [end, setEnd] = useState((shift?.endMin ?? 14 * 60) % minutesOfDay);
  const [tier, setTier] = useState<Shift["tier"]>(shift?.tier ?? null);
  const typed = typedNames(names);
  const missing = !directoryIdPattern.test(shiftId)
    ? t("admin.staff.idHelp")
    : typed === null
      ? t("admin.nameMissing")
      : {
          shiftId,
          names: typed,
          kind,
          startMin: start,
          endMin: end > start ? end : end + minutesOfDay,
          tier: kind === "onCall" ? (tier ?? 1) : null,
        };
  return (
    <AskDialog
      desk={props.desk}
      act="admin.act.putShift"
      name="putShift"
      payload={missing}
      onClose={props.onClose}
    >
      {shift === null ? (
        <TextField
          label={t("admin.staff.id")}
          name="shift-id"
          dir="ltr"
          value={shiftId}
          onChange={setShiftId}
        />
      ) : null}
      <NamesFields names={names} onChange={setNames} />
      <div className="field-pair">
        <SelectField
          label={t("admin.staff.kind")}
          name="shift-kind"
          value={kind}
          options={shiftKinds.map((value) => ({ value, words: t(`admin.shiftKind.${value}`) }))}
          onChange={setKind}
        />
        <TimeField label={t("admin.from")} name="start" minutes={start} onChange={setStart} />
        <TimeField label={t("admin.to")} name="end" minutes={end} onChange={setEnd} />
        {kind === "onCall" ? (
          <NumberField
            label={t("admin.staff.tier")}
            name="tier"
            value={tier ?? 1}
            min={1}
            max={3}
            onChange={(value) => setTier(value === 1 || value === 2 ? value : 3)}
          />
        ) : null}
      </div>
    </AskDialog>
  );
}
