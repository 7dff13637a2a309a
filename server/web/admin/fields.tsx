import { useState } from "react";
import type { ReactNode } from "react";
import { languages } from "../../../shared/domain/language.ts";
import type { Language, Names } from "../../../shared/domain/language.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { clockText, minutesOf } from "./clock-text.ts";

/** A line of text. */
export function TextField(props: {
  readonly label: ReactNode;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly dir?: "auto" | "ltr";
}) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        name={props.name}
        dir={props.dir ?? "auto"}
        value={props.value}
        maxLength={200}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** A whole number within bounds; what is no number leaves the old one. */
export function NumberField(props: {
  readonly label: ReactNode;
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label className="field field-number">
      <span>{props.label}</span>
      <input
        name={props.name}
        type="number"
        dir="ltr"
        inputMode="numeric"
        min={props.min}
        max={props.max}
        value={props.value}
        onChange={(event) => {
          const value = event.currentTarget.valueAsNumber;
          if (Number.isInteger(value)) {
            props.onChange(Math.max(props.min, Math.min(props.max, value)));
          }
        }}
      />
    </label>
  );
}

/**
 * A clock time of a day, as minutes after midnight: typed with 24 hours as it is written everywhere
 * else, whatever the machine's own habit is. What is no time yet stays typed and changes nothing.
 */
export function TimeField(props: {
  readonly label: ReactNode;
  readonly name: string;
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}) {
  const [typed, setTyped] = useState(() => clockText(props.minutes));
  return (
    <label className="field field-number">
      <span>{props.label}</span>
      <input
        name={props.name}
        dir="ltr"
        inputMode="numeric"
        maxLength={5}
        value={typed}
        aria-invalid={minutesOf(typed) === null}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setTyped(value);
          const minutes = minutesOf(value);
          if (minutes !== null) props.onChange(minutes);
        }}
        onBlur={() => setTyped(clockText(minutesOf(typed) ?? props.minutes))}
      />
    </label>
  );
}

export function SelectField<Value extends string>(props: {
  readonly label: ReactNode;
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly words: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <label className="select-field">
      <span>{props.label}</span>
      <select
        name={props.name}
        value={props.value}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const chosen = props.options.find((option) => option.value === value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
      >
        {props.options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A name in every language, Arabic first; the others may stay empty. */
export function NamesFields(props: {
  readonly names: Readonly<Partial<Record<Language, string>>>;
  readonly onChange: (names: Readonly<Partial<Record<Language, string>>>) => void;
}) {
  const { t } = useLocale();
  return (
    <fieldset className="names-fields">
      <legend>{t("admin.names")}</legend>
      {languages.map((language) => (
        <label key={language} className="field">
          <span lang={language}>{locales[language].ownName}</span>
          <input
            name={`name-${language}`}
            lang={language}
            dir="auto"
            maxLength={80}
            value={props.names[language] ?? ""}
            onChange={(event) =>
              props.onChange({ ...props.names, [language]: event.currentTarget.value })
            }
          />
        </label>
      ))}
    </fieldset>
  );
}

/** The names as they were typed, without the empty ones; nothing while the Arabic one is. */
export function typedNames(given: Readonly<Partial<Record<Language, string>>>): Names | null {
  const typed = languages.flatMap((language) => {
    const name = (given[language] ?? "").trim();
    return name === "" ? [] : [[language, name] as const];
  });
  const ar = given.ar?.trim() ?? "";
  return ar === "" ? null : { ...Object.fromEntries(typed), ar };
}

/** The reason that the journal keeps. */
export function ReasonField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useLocale();
  return (
    <TextField
      label={t("admin.reason")}
      name="reason"
      value={props.value}
      onChange={props.onChange}
    />
  );
}
