import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { minutesOfDay } from "../../../shared/domain/local-day.ts";
import { breakKinds } from "../../../shared/domain/roster.ts";
import type { DayBreak } from "../../../shared/domain/roster.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { SelectField, TimeField } from "./fields.tsx";

/** A session has a few pauses, not a dozen. */
const breaksMax = 6;

/** The pauses of a session, which begins so many minutes after midnight and may pass it. */
export function BreaksField(props: {
  readonly breaks: readonly DayBreak[];
  readonly startMin: number;
  readonly onChange: (breaks: readonly DayBreak[]) => void;
}) {
  const { t } = useLocale();
  const { breaks, startMin, onChange } = props;
  const change = (index: number, to: Partial<DayBreak>) =>
    onChange(breaks.map((each, at) => (at === index ? { ...each, ...to } : each)));
  return (
    <fieldset className="breaks-field">
      <legend>{t("admin.break.title")}</legend>
      {breaks.map((pause, index) => (
        <div key={index} className="field-pair" data-break={index}>
          <SelectField
            label={t("admin.staff.kind")}
            name={`break-kind-${index}`}
            value={pause.kind}
            options={breakKinds.map((value) => ({ value, words: t(`admin.break.kind.${value}`) }))}
            onChange={(kind) => change(index, { kind })}
          />
          <TimeField
            label={t("admin.from")}
            name={`break-from-${index}`}
            minutes={pause.fromMin % minutesOfDay}
            onChange={(minutes) => change(index, { fromMin: fromStart(minutes, startMin) })}
          />
          <TimeField
            label={t("admin.to")}
            name={`break-to-${index}`}
            minutes={pause.toMin % minutesOfDay}
            onChange={(minutes) => change(index, { toMin: fromStart(minutes, startMin) })}
          />
          <button
            type="button"
            className="button button-icon"
            data-act="remove-break"
            aria-label={t("admin.break.remove")}
            onClick={() => onChange(breaks.filter((_, at) => at !== index))}
          >
            <IconTrash className="icon" aria-hidden="true" />
          </button>
        </div>
      ))}
      {breaks.length >= breaksMax ? null : (
        <button
          type="button"
          className="button"
          data-act="add-break"
          onClick={() => onChange([...breaks, noonPrayer(startMin)])}
        >
          <IconPlus className="icon" aria-hidden="true" />
          {t("admin.break.add")}
        </button>
      )}
    </fieldset>
  );
}

/** Half an hour at noon, or four hours after a later beginning. */
function noonPrayer(startMin: number): DayBreak {
  const fromMin = Math.max(12 * 60, startMin + (startMin > 10 * 60 ? 4 * 60 : 0));
  return { kind: "prayer", fromMin, toMin: fromMin + 30 };
}

/** A clock time that is before the beginning is the next day's. */
function fromStart(minutes: number, startMin: number): number {
  return minutes < startMin ? minutes + minutesOfDay : minutes;
}

/** Does every pause end after it begins? */
export function areBreaks(breaks: readonly DayBreak[]): boolean {
  return breaks.every(({ fromMin, toMin }) => fromMin < toMin);
}
