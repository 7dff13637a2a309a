import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import type { TestId } from "../../../../shared/domain/ids.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import type { Test } from "../../../../shared/domain/laboratory.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { testNames, testsMeant } from "../../desk-laboratory/find-tests.ts";
import { PreparationWords } from "../../desk-laboratory/preparation-words.tsx";
import { isAsked } from "../../desk-laboratory/preparation.ts";
import { TubeWords } from "../../desk-laboratory/tube.tsx";
import { preparationFor, tubesFor } from "./wished.ts";

/** What is chosen so far: panels with their tests, the tubes, and what the patient must do first. */
export function Chosen(props: {
  readonly tests: readonly Test[];
  readonly chosen: readonly TestId[];
  readonly onRemove: (testId: TestId) => void;
}) {
  const { t, language } = useLocale();
  const { tests, chosen } = props;
  const prepared = preparationFor(tests, chosen);
  const named = chosen.flatMap((id) => tests.find(({ testId }) => testId === id) ?? []);
  return (
    <section className="chosen-tests" aria-labelledby="chosen-tests">
      <h3 id="chosen-tests">{t("lab.ordering.chosen")}</h3>
      {named.length === 0 ? <p className="quiet">{t("lab.ordering.noneChosen")}</p> : null}
      <ul>
        {named.map((test) => (
          <li key={test.testId} data-chosen-test={test.testId}>
            <span>
              <b>{nameIn(test.names, language)}</b>
              {test.members.length === 0 ? null : (
                <small>{testNames(testsMeant(tests, [test.testId]), language)}</small>
              )}
            </span>
            <button
              type="button"
              className="button button-small"
              data-act="remove-test"
              aria-label={t("lab.ordering.remove", { name: nameIn(test.names, language) })}
              onClick={() => props.onRemove(test.testId)}
            >
              <IconX className="icon" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <p className="chosen-tubes">
        {tubesFor(tests, chosen).map((tube) => (
          <TubeWords key={tube} tube={tube} />
        ))}
      </p>
      {isAsked(prepared) ? (
        <div className="chosen-prep" data-preparation={prepared.fastingHours}>
          <IconAlertTriangle className="icon" aria-hidden="true" />
          <div>
            <b>{t("lab.ordering.warn")}</b>
            <PreparationWords prepared={prepared} />
          </div>
        </div>
      ) : null}
    </section>
  );
}
