import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { testKinds } from "../../../shared/domain/laboratory.ts";
import type { Test } from "../../../shared/domain/laboratory.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import type { CatalogueData } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { spanWords } from "../desk-laboratory/due.ts";
import { testNames, testsMeant } from "../desk-laboratory/find-tests.ts";
import { preparationSentences } from "../desk-laboratory/preparation-words.tsx";
import { preparationOf } from "../desk-laboratory/preparation.ts";
import { TubeWords } from "../desk-laboratory/tube.tsx";
import type { AdminDesk } from "./desk.ts";
import { PageHead } from "./page-head.tsx";
import { TestDialog } from "./test-dialog.tsx";
import { newPanel, newTest, wishOf } from "./test-wish.ts";
import type { TestWish } from "./test-wish.ts";

/** What can be ordered: tests and panels, with all that their patients and collectors must know. */
export function LaboratoryPage(props: { readonly desk: AdminDesk }) {
  const { t } = useLocale();
  const { desk } = props;
  const feed = useFeed(desk.client, "catalogue", "site");
  const catalogue = feed.snapshot?.data ?? null;
  const [wish, setWish] = useState<TestWish | null>(null);
  const [first] = catalogue?.services ?? [];
  return (
    <div className="section" data-section-page="laboratory">
      <PageHead title={t("admin.section.laboratory")}>
        {desk.mayWrite && first !== undefined ? (
          <>
            <button
              type="button"
              className="button"
              data-act="new-test"
              onClick={() => setWish(newTest(first.serviceId))}
            >
              <IconPlus className="icon" aria-hidden="true" />
              {t("lab.catalogue.newTest")}
            </button>
            <button
              type="button"
              className="button"
              data-act="new-panel"
              onClick={() => setWish(newPanel(first.serviceId))}
            >
              <IconPlus className="icon" aria-hidden="true" />
              {t("lab.catalogue.newPanel")}
            </button>
          </>
        ) : null}
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {catalogue === null ? null : (
        <>
          {testKinds.map((kind) => (
            <Tests
              key={kind}
              title={t(`lab.kind.${kind}`)}
              tests={catalogue.tests.filter((test) => test.kind === kind)}
              {...{ catalogue, desk }}
              onChange={(test) => setWish(wishOf(test))}
            />
          ))}
          {wish === null ? null : (
            <TestDialog
              key={wish.testId ?? (wish.isPanel ? "panel" : "test")}
              {...{ desk, catalogue }}
              first={wish}
              onClose={() => setWish(null)}
            />
          )}
        </>
      )}
    </div>
  );
}

function Tests(props: {
  readonly title: string;
  readonly tests: readonly Test[];
  readonly catalogue: CatalogueData;
  readonly desk: AdminDesk;
  readonly onChange: (test: Test) => void;
}) {
  const { t, language } = useLocale();
  const { tests, desk } = props;
  return (
    <section className="card staff-card">
      <h2>{props.title}</h2>
      {tests.length === 0 ? (
        <p className="quiet">{t("lab.catalogue.none")}</p>
      ) : (
        <table className="lines">
          <thead>
            <tr>
              <th>{t("lab.catalogue.test")}</th>
              <th>{t("lab.catalogue.tube")}</th>
              <th>{t("lab.catalogue.preparation")}</th>
              <th>{t("lab.catalogue.turnaround")}</th>
              <th>{t("admin.service.state")}</th>
              <th>
                <span className="only-read-aloud">{t("admin.change.verb")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tests.toSorted(byName(language)).map((test) => (
              <Row key={test.testId} {...props} mayWrite={desk.mayWrite} test={test} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row(props: {
  readonly test: Test;
  readonly catalogue: CatalogueData;
  readonly mayWrite: boolean;
  readonly onChange: (test: Test) => void;
}) {
  const { t, language } = useLocale();
  const { test, catalogue } = props;
  const service = catalogue.services.find(({ serviceId }) => serviceId === test.serviceId);
  const prepared = preparationSentences(preparationOf([test.preparation]), { t, language });
  return (
    <tr data-test-row={test.testId}>
      <td className="catalogue-name">
        <b>{nameIn(test.names, language)}</b>
        <small>
          {test.members.length > 0
            ? testNames(testsMeant(catalogue.tests, [test.testId]), language)
            : service === undefined
              ? null
              : nameIn(service.names, language)}
        </small>
      </td>
      <td>
        {test.tube === null ? (
          <span className="quiet">—</span>
        ) : (
          <TubeWords tube={test.tube} kind={test.specimen ?? "blood"} />
        )}
      </td>
      <td className="catalogue-prep">{prepared.length === 0 ? "—" : prepared.join(" · ")}</td>
      <td>
        {t("lab.catalogue.times", {
          stat: spanWords(test.turnaroundMin.stat, t),
          routine: spanWords(test.turnaroundMin.routine, t),
        })}
      </td>
      <td>
        <span className={`chip ${test.isOpen ? "chip-ok" : "chip-plain"}`}>
          {t(test.isOpen ? "admin.service.open" : "admin.service.closed")}
        </span>
      </td>
      <td className="end">
        {props.mayWrite ? (
          <button
            type="button"
            className="button"
            data-act="change-test"
            onClick={() => props.onChange(test)}
          >
            {t("admin.change.verb")}
          </button>
        ) : null}
      </td>
    </tr>
  );
}
