import { orderUrgencies } from "../../../../shared/domain/laboratory.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../../shared/ui/desk/choice.tsx";
import type { Wished } from "./wished.ts";

interface FieldProps {
  readonly wished: Wished;
  readonly onChange: (wished: Wished) => void;
}

export function UrgencyChoice({ wished, onChange }: FieldProps) {
  const { t } = useLocale();
  return (
    <Choice
      legend={t("lab.ordering.urgency")}
      look="segments"
      chosen={wished.urgency}
      onChoose={(urgency) => onChange({ ...wished, urgency })}
      options={orderUrgencies.map((value) => ({ value, words: t(`lab.urgency.${value}`) }))}
    />
  );
}

export function NoteField({ wished, onChange }: FieldProps) {
  const { t } = useLocale();
  return (
    <label className="field">
      <span>{t("lab.ordering.note")}</span>
      <input
        name="note"
        dir="auto"
        maxLength={500}
        value={wished.note}
        onChange={(event) => onChange({ ...wished, note: event.currentTarget.value })}
      />
    </label>
  );
}
