import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import type { DirectoryData, PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton, KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import type { Option } from "../../../shared/ui/desk/choice.tsx";
import { ActIcon } from "./desk-act.tsx";
import { digitOf } from "./keys.ts";
import type { Act, Details, Situation } from "./situation.ts";

/** What a step is about, and where its answers go. */
export interface StepProps {
  readonly act: Act;
  /** The line it is about; nothing for a step about the desk. */
  readonly line: QueueLine | null;
  readonly situation: Situation;
  readonly point: PointData;
  readonly site: DirectoryData;
  /** The group of the patient who was called last: "family" is then a reason at hand. */
  readonly lastGroupId: string | null;
  readonly onSend: (details: Details) => void;
}

/**
 * One small step before an act: a digit answers its first question, Enter sends it, Escape leaves
 * everything as it was.
 */
export function StepForm(props: {
  readonly act: Act;
  /** What is still missing, as a sentence; nothing when it can be sent. */
  readonly lacks: string | null;
  /** What the digits choose, in order. */
  readonly digits: readonly (() => void)[];
  readonly onSend: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useLocale();
  const { lacks } = props;
  const send = () => {
    if (lacks === null) props.onSend();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    const inText = target instanceof HTMLElement && target.matches(typedInto);
    const digit = inText ? 0 : digitOf(event.code);
    if (digit > 0) {
      event.preventDefault();
      props.digits[digit - 1]?.();
    } else if (event.key === "Enter" && !event.repeat && !isButton(target)) {
      event.preventDefault();
      send();
    }
  };
  return (
    // Focusable by a click on its empty space, so that its keys go on working after one.
    <div className="issue-form step-form" tabIndex={-1} onKeyDown={onKeyDown}>
      {props.children}
      <ActButton act="send" look="filled" keyCap="Enter" whyNot={lacks} onPress={send}>
        <ActIcon act={props.act} />
        {t(`reception.act.${props.act}`)}
      </ActButton>
      <p className="quiet" role="status">
        {lacks}
      </p>
    </div>
  );
}

const typedInto = 'textarea, input:not([type="radio"], [type="checkbox"])';

function isButton(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("button") !== null;
}

/** A question whose answers have digits. */
export function Numbered<Value extends string>(props: {
  readonly legend: string;
  readonly options: readonly Option<Value>[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
  /** How many digits the question before it has taken. */
  readonly after?: number;
}) {
  const { after = 0 } = props;
  return (
    <Choice
      {...props}
      look="cards"
      options={props.options.map((option, at) => ({
        ...option,
        words: (
          <span className="numbered">
            {at + after < 9 ? <KeyCap>{String(at + after + 1)}</KeyCap> : null}
            <span>{option.words}</span>
          </span>
        ),
      }))}
    />
  );
}

/** What the digits do in a question: each chooses its answer, unless that is off. */
export function digitsOf<Value extends string>(
  options: readonly Option<Value>[],
  choose: (value: Value) => void,
): readonly (() => void)[] {
  return options.map((option) => () => {
    if (typeof option.off !== "string") choose(option.value);
  });
}

/** A reason being given: one of those at hand, or the clerk's own words, which go before. */
export interface Reason {
  /** As it will be sent; empty while nothing is said. */
  readonly words: string;
  readonly digits: readonly (() => void)[];
  readonly field: ReactNode;
}

/** Asks for the reason of an act in the clerk's language. */
export function useReason(keys: readonly MessageKey[], after = 0): Reason {
  const { t } = useLocale();
  const [key, setKey] = useState<MessageKey | null>(null);
  const [own, setOwn] = useState("");
  const options = keys.map((value) => ({ value, words: t(value) }));
  const choose = (value: MessageKey) => {
    setKey(value);
    setOwn("");
  };
  return {
    words: own.trim() === "" ? (key === null ? "" : t(key)) : own,
    digits: digitsOf(options, choose),
    field: (
      <>
        <Numbered
          legend={t("reception.step.why")}
          options={options}
          after={after}
          chosen={own.trim() === "" ? key : null}
          onChoose={choose}
        />
        <Line words={t("reception.step.ownReason")} value={own} onChange={setOwn} longest={200} />
      </>
    ),
  };
}

/** One line of free text. */
export function Line(props: {
  readonly words: string;
  readonly value: string;
  readonly longest: number;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="field">
      {props.words}
      <input
        type="text"
        dir="auto"
        maxLength={props.longest}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** Minutes: a few at hand, or any number up to the limit. */
export function Minutes(props: {
  readonly legend: string;
  readonly presets: readonly number[];
  readonly longest: number;
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
  /** Words of "not known", where that is an answer. */
  readonly none?: string;
}) {
  const { t } = useLocale();
  const id = useId();
  const { presets, value, none } = props;
  const isPreset = value !== null && presets.includes(value);
  const options = [
    ...(none === undefined ? [] : [{ value: "none", words: none }]),
    ...presets.map((n) => ({ value: String(n), words: t("desk.minutesShort", { n }) })),
  ];
  return (
    <div className="minutes">
      <Choice
        legend={props.legend}
        look="segments"
        options={options}
        chosen={isPreset ? String(value) : value === null && none !== undefined ? "none" : null}
        onChoose={(chosen) => props.onChange(chosen === "none" ? null : Number(chosen))}
      />
      <label className="minutes-own" htmlFor={id}>
        {t("reception.step.otherMinutes")}
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={1}
          max={props.longest}
          value={value === null || isPreset ? "" : value}
          onChange={(event) => {
            const minutes = Math.floor(event.currentTarget.valueAsNumber);
            const isFit = minutes >= 1 && minutes <= props.longest;
            props.onChange(isFit ? minutes : null);
          }}
        />
      </label>
    </div>
  );
}
