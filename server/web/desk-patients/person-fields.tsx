import { languages } from "../../../shared/domain/language.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Written } from "./person.ts";

const parts = ["given", "father", "grandfather", "family", "mother"] as const;
/** As long as the server takes them. */
const longest = { given: 40, father: 40, grandfather: 40, family: 40, mother: 80 } as const;

/** The fields of a person, in the order in which the card has them and people say them. */
export function PersonFields(props: {
  readonly written: Written;
  readonly onWritten: (written: Written) => void;
}) {
  const { t } = useLocale();
  const { written } = props;
  const put = (change: Partial<Written>) => props.onWritten({ ...written, ...change });
  return (
    <>
      <div className="patients-names">
        {parts.map((part) => (
          <label key={part} className="field">
            <span>{t(`patients.field.${part}`)}</span>
            <input
              name={part}
              dir="auto"
              autoComplete="off"
              spellCheck={false}
              maxLength={longest[part]}
              required={part === "given"}
              value={written[part]}
              onChange={(event) => put({ [part]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
      <div className="patients-numbers">
        <NumberField
          name="birthYear"
          words={t("patients.field.birthYear")}
          value={written.birthYear}
          onChange={(birthYear) => put({ birthYear })}
        />
        <NumberField
          name="phone"
          words={t("patients.field.phone")}
          value={written.phone}
          onChange={(phone) => put({ phone })}
        />
        <NumberField
          name="nationalId"
          words={t("patients.field.nationalId")}
          help={t("patients.form.cardHelp")}
          value={written.nationalId}
          onChange={(nationalId) => put({ nationalId })}
        />
      </div>
      <div className="patients-choices">
        <Choice
          legend={t("patients.field.sex")}
          look="segments"
          chosen={written.sex}
          onChoose={(sex) => put({ sex })}
          options={[
            { value: "female", words: t("patients.sex.female") },
            { value: "male", words: t("patients.sex.male") },
            { value: "unknown", words: t("patients.sex.unknown") },
          ]}
        />
        <Choice
          legend={t("patients.field.language")}
          look="segments"
          chosen={written.language}
          onChoose={(language) => put({ language })}
          options={languages.map((one) => ({ value: one, words: locales[one].ownName }))}
        />
      </div>
    </>
  );
}

/** Digits read left to right in every language, whichever of the three sets is typed. */
function NumberField(props: {
  readonly name: string;
  readonly words: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="field">
      <span>
        {props.words}
        {props.help === undefined ? null : <small className="quiet"> {props.help}</small>}
      </span>
      <input
        name={props.name}
        dir="ltr"
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}
