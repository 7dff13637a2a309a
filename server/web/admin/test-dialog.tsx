import { useState } from "react";
import { languages, nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import {
  orderUrgencies,
  specimenKinds,
  testKinds,
  tubes,
} from "../../../shared/domain/laboratory.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import type { CatalogueData } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice, Tick } from "../../../shared/ui/desk/choice.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import type { AdminDesk } from "./desk.ts";
import {
  NamesFields,
  NumberField,
  SelectField,
  TextField,
  TimeField,
  typedNames,
} from "./fields.tsx";
import { askedOf } from "./test-wish.ts";
import type { TestWish } from "./test-wish.ts";

interface WishProps {
  readonly catalogue: CatalogueData;
  readonly wish: TestWish;
  readonly change: (some: Partial<TestWish>) => void;
}

/** One test or panel: what it is called, what is taken for it, what is asked before, and how soon. */
export function TestDialog(props: {
  readonly desk: AdminDesk;
  readonly catalogue: CatalogueData;
  readonly first: TestWish;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { desk, catalogue } = props;
  const [wish, setWish] = useState(props.first);
  const change = (some: Partial<TestWish>) => setWish((now) => ({ ...now, ...some }));
  const asked = askedOf(wish, typedNames);
  const parts = { catalogue, wish, change };
  return (
    <AskDialog
      desk={desk}
      act={wish.isPanel ? "admin.act.putPanel" : "admin.act.putTest"}
      name="putTest"
      payload={typeof asked === "string" ? t(`lab.catalogue.missing.${asked}`) : asked}
      onClose={props.onClose}
    >
      <div className="test-form">
        <NamesFields names={wish.names} onChange={(names) => change({ names })} />
        <What {...parts} />
        {wish.isPanel ? <Members {...parts} /> : null}
        {wish.isPanel || wish.kind === "imaging" ? null : <Specimen {...parts} />}
        <Before {...parts} />
        <Times {...parts} />
      </div>
    </AskDialog>
  );
}

function What({ catalogue, wish, change }: WishProps) {
  const { t, language } = useLocale();
  return (
    <>
      {wish.testId === null ? (
        <TextField
          label={t("lab.catalogue.code")}
          name="code"
          dir="ltr"
          value={wish.code}
          onChange={(code) => change({ code })}
        />
      ) : null}
      <Choice
        legend={t("lab.catalogue.kind")}
        look="segments"
        chosen={wish.kind}
        onChoose={(kind) => change({ kind })}
        options={testKinds.map((value) => ({ value, words: t(`lab.kind.${value}`) }))}
      />
      <SelectField
        label={t("lab.catalogue.service")}
        name="service"
        value={wish.serviceId}
        options={catalogue.services.toSorted(byName(language)).map(({ serviceId, names }) => ({
          value: serviceId,
          words: nameIn(names, language),
        }))}
        onChange={(serviceId) => change({ serviceId })}
      />
      <Choice
        legend={t("admin.service.state")}
        look="segments"
        chosen={wish.isOpen ? "open" : "closed"}
        onChoose={(state) => change({ isOpen: state === "open" })}
        options={(["open", "closed"] as const).map((value) => ({
          value,
          words: t(`admin.service.${value}`),
        }))}
      />
    </>
  );
}

/** A panel stands for tests of its own kind, never for other panels. */
function Members({ catalogue, wish, change }: WishProps) {
  const { t, language } = useLocale();
  const possible = catalogue.tests
    .filter(({ kind, members }) => kind === wish.kind && members.length === 0)
    .toSorted(byName(language));
  return (
    <fieldset className="test-members">
      <legend>{t("lab.catalogue.members", { n: wish.members.length })}</legend>
      {possible.map(({ testId, names }) => (
        <label key={testId}>
          <input
            type="checkbox"
            name={`member-${testId}`}
            checked={wish.members.includes(testId)}
            onChange={(event) =>
              change({
                members: event.currentTarget.checked
                  ? [...wish.members, testId]
                  : wish.members.filter((one) => one !== testId),
              })
            }
          />
          {nameIn(names, language)}
        </label>
      ))}
    </fieldset>
  );
}

function Specimen({ wish, change }: WishProps) {
  const { t } = useLocale();
  return (
    <div className="test-row">
      <SelectField
        label={t("lab.catalogue.specimen")}
        name="specimen"
        value={wish.specimen}
        options={specimenKinds.map((value) => ({ value, words: t(`lab.specimenKind.${value}`) }))}
        onChange={(specimen) => change({ specimen })}
      />
      <SelectField
        label={t("lab.catalogue.tube")}
        name="tube"
        value={wish.tube}
        options={tubes.map((value) => ({ value, words: t(`lab.tube.${value}`) }))}
        onChange={(tube) => change({ tube })}
      />
      <NumberField
        label={t("lab.catalogue.stable")}
        name="stable"
        value={wish.stableHours}
        min={1}
        max={240}
        onChange={(stableHours) => change({ stableHours })}
      />
    </div>
  );
}

/** A morning test is drawn before this unless somebody says otherwise. */
const usualNotAfterMin = 600;

function Before({ wish, change }: WishProps) {
  const { t } = useLocale();
  const { notAfterMin, words } = wish;
  return (
    <>
      <div className="test-row">
        <NumberField
          label={t("lab.catalogue.fasting")}
          name="fasting"
          value={wish.fastingHours}
          min={0}
          max={24}
          onChange={(fastingHours) => change({ fastingHours })}
        />
        {notAfterMin === null ? null : (
          <TimeField
            label={t("lab.catalogue.notAfter")}
            name="not-after"
            minutes={notAfterMin}
            onChange={(minutes) => change({ notAfterMin: minutes })}
          />
        )}
      </div>
      <Tick
        words={t("lab.catalogue.onlyMorning")}
        help={t("lab.catalogue.onlyMorningHelp")}
        on={notAfterMin !== null}
        onChange={(on) => change({ notAfterMin: on ? usualNotAfterMin : null })}
      />
      <fieldset className="names-fields">
        <legend>{t("lab.catalogue.words")}</legend>
        {languages.map((language: Language) => (
          <label key={language} className="field">
            <span lang={language}>{locales[language].ownName}</span>
            <input
              name={`words-${language}`}
              lang={language}
              dir="auto"
              maxLength={80}
              value={words[language] ?? ""}
              onChange={(event) =>
                change({ words: { ...words, [language]: event.currentTarget.value } })
              }
            />
          </label>
        ))}
      </fieldset>
    </>
  );
}

function Times({ wish, change }: WishProps) {
  const { t } = useLocale();
  return (
    <fieldset className="test-times">
      <legend>{t("lab.catalogue.turnaroundMin")}</legend>
      <div className="test-row">
        {orderUrgencies.map((urgency) => (
          <NumberField
            key={urgency}
            label={t(`lab.urgency.${urgency}`)}
            name={`turnaround-${urgency}`}
            value={wish.turnaroundMin[urgency]}
            min={5}
            max={43_200}
            onChange={(minutes) =>
              change({ turnaroundMin: { ...wish.turnaroundMin, [urgency]: minutes } })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
