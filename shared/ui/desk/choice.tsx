import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import { useId } from "react";
import type { ReactNode } from "react";

export interface Option<Value extends string> {
  readonly value: Value;
  readonly words: ReactNode;
  /** A second, quieter line. */
  readonly help?: ReactNode;
  /** Why it cannot be chosen now. */
  readonly off?: string | null;
}

/**
 * One of several, each in sight: real radio buttons below, so arrows and readers work as
 * everywhere, drawn as cards or as one row of segments.
 */
export function Choice<Value extends string>(props: {
  readonly legend: string;
  readonly look: "cards" | "segments";
  readonly options: readonly Option<Value>[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className={`choice choice-${props.look}`}>
      <legend>{props.legend}</legend>
      <div className="choice-options">
        {props.options.map((option) => (
          <label key={option.value} className="choice-option" data-value={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.chosen}
              disabled={typeof option.off === "string"}
              onChange={() => props.onChoose(option.value)}
            />
            <span className="choice-face">
              <IconCheck className="icon" aria-hidden="true" />
              <span className="choice-words">
                <b>{option.words}</b>
                {(option.off ?? option.help) ? <small>{option.off ?? option.help}</small> : null}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Yes or no, as one card with a mark; a real checkbox below. */
export function Tick(props: {
  readonly words: ReactNode;
  readonly help: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className="choice-option choice-tick">
      <input
        type="checkbox"
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span className="choice-face">
        <IconCheck className="icon" aria-hidden="true" />
        <span className="choice-words">
          <b>{props.words}</b>
          <small>{props.help}</small>
        </span>
      </span>
    </label>
  );
}
