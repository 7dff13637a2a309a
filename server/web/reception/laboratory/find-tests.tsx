import IconRadioactive from "@tabler/icons-react/dist/esm/icons/IconRadioactive.mjs";
import IconStack2 from "@tabler/icons-react/dist/esm/icons/IconStack2.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import { useId, useState } from "react";
import type { KeyboardEvent } from "react";
import type { TestId } from "../../../../shared/domain/ids.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import type { Test } from "../../../../shared/domain/laboratory.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Chip } from "../../../../shared/ui/desk/chips.tsx";
import { findTests } from "../../desk-laboratory/find-tests.ts";
import { TubeWords } from "../../desk-laboratory/tube.tsx";

/** More are not read while a patient waits; typing finds the others. */
const shownMax = 30;

/** The catalogue by a few letters: arrows choose, Enter adds, and the field is ready for the next. */
export function FindTests(props: {
  readonly tests: readonly Test[];
  readonly chosen: readonly TestId[];
  readonly onAdd: (testId: TestId) => void;
}) {
  const { t, language } = useLocale();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = findTests(props.tests, typed, language);
  const shown = found.slice(0, shownMax);
  const add = (test: Test | undefined) => {
    if (test === undefined) return;
    props.onAdd(test.testId);
    setTyped("");
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(shown.length - 1, now + step)));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(shown[at]);
    }
  };
  return (
    <div className="find-tests">
      <label className="field" htmlFor={id}>
        <span>{t("lab.ordering.find")}</span>
        <input
          id={id}
          type="search"
          name="find-test"
          role="combobox"
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[at] === undefined ? undefined : `${id}-${at}`}
          aria-describedby={`${id}-help`}
          value={typed}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
        />
      </label>
      <p id={`${id}-help`} className="quiet">
        {t("lab.ordering.findHelp")}
      </p>
      <p className="only-read-aloud" role="status">
        {t("lab.ordering.found", { n: found.length })}
      </p>
      {shown.length === 0 && props.tests.length > 0 ? (
        <p className="find-none">{t("lab.ordering.noneFound")}</p>
      ) : null}
      <ul
        id={`${id}-list`}
        className="test-options"
        role="listbox"
        aria-label={t("lab.ordering.find")}
        // Scrolled by those who use no mouse, too: arrows in the field move what is marked.
        tabIndex={-1}
      >
        {shown.map((test, index) => (
          <Option
            key={test.testId}
            id={`${id}-${index}`}
            test={test}
            isMarked={index === at}
            isChosen={props.chosen.includes(test.testId)}
            onPick={() => add(test)}
          />
        ))}
      </ul>
    </div>
  );
}

function Option(props: {
  readonly id: string;
  readonly test: Test;
  readonly isMarked: boolean;
  readonly isChosen: boolean;
  readonly onPick: () => void;
}) {
  const { t, language } = useLocale();
  const { test, isMarked, isChosen } = props;
  const { fastingHours } = test.preparation;
  return (
    <li
      id={props.id}
      role="option"
      aria-selected={isMarked}
      data-test={test.testId}
      // The field keeps the focus, so that the next test can be typed at once.
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onPick}
      ref={(element) => {
        if (isMarked) element?.scrollIntoView({ block: "nearest" });
      }}
    >
      <span className="option-name">
        {isChosen ? <IconCheck className="icon" aria-hidden="true" /> : null}
        <b>{nameIn(test.names, language)}</b>
      </span>
      <span className="option-facts">
        {test.members.length > 0 ? (
          <Chip tone="brand" icon={IconStack2}>
            {t("lab.ordering.panel", { n: test.members.length })}
          </Chip>
        ) : test.kind === "imaging" ? (
          <Chip tone="plain" icon={IconRadioactive}>
            {t("lab.kind.imaging")}
          </Chip>
        ) : test.tube === null ? null : (
          <TubeWords tube={test.tube} />
        )}
        {fastingHours === 0 ? null : (
          <small>{t("lab.prep.short", { span: t("lab.hours", { count: fastingHours }) })}</small>
        )}
      </span>
    </li>
  );
}
