import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useState } from "react";
import type { ShiftId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import { weekStart } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { Shift } from "../../../shared/domain/roster.ts";
import { dayTitle, weekdayName } from "../../../shared/i18n/calendar.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { PatternsData, RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { DayPicker } from "./day-picker.tsx";
import type { AdminDesk } from "./desk.ts";
import { SelectField, TextField } from "./fields.tsx";
import {
  formOf,
  named,
  patternAsked,
  weekNow,
  weeksMax,
  withoutShift,
  withoutWeek,
  withShift,
  withWeekMore,
} from "./pattern-form.ts";
import type { PatternForm } from "./pattern-form.ts";

interface PatternDialogProps {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly onClose: () => void;
}

/** The cycle of one person: its weeks with their names, and which of them it is in now. */
export function PatternDialog(props: PatternDialogProps) {
  const { clinicId } = props.roster;
  const feed = useFeed(props.desk.client, "patterns", clinicId);
  const data = feed.snapshot?.data ?? null;
  // What is typed stays while somebody else saves a pattern of the same clinic.
  return data === null ? null : <Patterns {...props} data={data} />;
}

function Patterns(props: PatternDialogProps & { readonly data: PatternsData }) {
  const { t } = useLocale();
  const { desk, roster, data, onClose } = props;
  const { people } = roster;
  const first = people[0]?.staffId ?? null;
  const [form, setForm] = useState<PatternForm | null>(
    first === null ? null : formOf(data.patterns, first, desk.today),
  );
  if (form === null) return null;
  return (
    <AskDialog
      desk={desk}
      act="admin.act.savePattern"
      name="putPattern"
      payload={patternAsked(form, roster.clinicId)}
      onClose={onClose}
    >
      <SelectField
        label={t("admin.person")}
        name="pattern-person"
        value={form.staffId}
        options={people.map(({ staffId, name }) => ({ value: staffId, words: shownName(name) }))}
        onChange={(staffId) => setForm(formOf(data.patterns, staffId, desk.today))}
      />
      <CycleNow form={form} today={desk.today} />
      <Weeks form={form} shifts={roster.shifts} today={desk.today} onChange={setForm} />
      {form.weeks >= weeksMax ? null : (
        <button
          type="button"
          className="button"
          data-act="add-week"
          onClick={() => setForm(withWeekMore(form))}
        >
          <IconPlus className="icon" aria-hidden="true" />
          {t("admin.pattern.addWeek")}
        </button>
      )}
      <details className="pattern-start">
        <summary>{t("admin.pattern.startsOn")}</summary>
        <DayPicker
          label={t("admin.pattern.startsOn")}
          day={form.startsOn}
          onChange={(day) => setForm({ ...form, startsOn: weekStart(day) })}
        />
      </details>
    </AskDialog>
  );
}

function CycleNow(props: { readonly form: PatternForm; readonly today: LocalDay }) {
  const { t, language } = useLocale();
  const { form, today } = props;
  const now = weekNow(form, today);
  return (
    <p data-week-now={now ?? undefined}>
      <b>
        {now === null
          ? t("admin.pattern.notBegun", { day: dayTitle(form.startsOn, language) })
          : t("admin.pattern.cycle", { week: weekWords(form, now, t), weeks: form.weeks })}
      </b>
    </p>
  );
}

/** A week by its name, or by its number. */
function weekWords({ weekNames }: PatternForm, week: number, t: Translate): string {
  const name = (weekNames[week] ?? "").trim();
  return name === "" ? t("admin.pattern.week", { n: week + 1 }) : shownName(name);
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

function Weeks(props: {
  readonly form: PatternForm;
  readonly shifts: readonly Shift[];
  readonly today: LocalDay;
  readonly onChange: (form: PatternForm) => void;
}) {
  const { t, language } = useLocale();
  const { form, today, onChange } = props;
  const now = weekNow(form, today);
  return (
    <ol className="pattern-weeks">
      {Array.from({ length: form.weeks }, (_, week) => (
        <li key={week} data-week={week} className={week === now ? "is-now" : undefined}>
          <div className="pattern-week-head">
            <TextField
              label={t("admin.pattern.weekName", { n: week + 1 })}
              name={`week-name-${week}`}
              value={form.weekNames[week] ?? ""}
              onChange={(name) => onChange(named(form, week, name))}
            />
            {week === now ? (
              <span className="chip chip-brand">{t("admin.pattern.now")}</span>
            ) : null}
            {form.weeks === 1 ? null : (
              <button
                type="button"
                className="button button-icon"
                data-act="remove-week"
                aria-label={t("admin.pattern.removeWeek", { week: weekWords(form, week, t) })}
                onClick={() => onChange(withoutWeek(form, week))}
              >
                <IconTrash className="icon" aria-hidden="true" />
              </button>
            )}
          </div>
          <ol className="pattern-days">
            {weekdays.map((weekday) => (
              <li key={weekday} data-weekday={weekday}>
                <span>{weekdayName(weekday, language)}</span>
                <PatternDay {...props} week={week} weekday={weekday} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function PatternDay(props: {
  readonly form: PatternForm;
  readonly shifts: readonly Shift[];
  readonly week: number;
  readonly weekday: number;
  readonly onChange: (form: PatternForm) => void;
}) {
  const { t, language } = useLocale();
  const { form, shifts, week, weekday, onChange } = props;
  const planned = form.cells.filter((cell) => cell.week === week && cell.weekday === weekday);
  const nameOf = (shiftId: ShiftId) => {
    const shift = shifts.find((each) => each.shiftId === shiftId);
    return shift === undefined ? shiftId : nameIn(shift.names, language);
  };
  return (
    <>
      {planned.map(({ shiftId }) => (
        <button
          key={shiftId}
          type="button"
          className="chip chip-brand pattern-shift"
          data-shift={shiftId}
          aria-label={t("admin.pattern.removeShift", { shift: nameOf(shiftId) })}
          onClick={() => onChange(withoutShift(form, { week, weekday, shiftId }))}
        >
          {nameOf(shiftId)}
          <IconX className="icon" aria-hidden="true" />
        </button>
      ))}
      <select
        aria-label={`${weekdayName(weekday, language)}: ${t("admin.pattern.add")}`}
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget;
          const shift = shifts.find((each) => each.shiftId === value);
          if (shift !== undefined) onChange(withShift(form, { week, weekday }, shift.shiftId));
        }}
      >
        <option value="">+</option>
        {shifts
          .filter(({ shiftId }) => !planned.some((cell) => cell.shiftId === shiftId))
          .map(({ shiftId }) => (
            <option key={shiftId} value={shiftId}>
              {nameOf(shiftId)}
            </option>
          ))}
      </select>
    </>
  );
}
