import IconUserCheck from "@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs";
import { useEffect, useRef, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { PatientDetails } from "../../../shared/domain/patient.ts";
import type { SearchAnswer } from "../../../shared/protocol/patients.ts";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskNotice } from "../reception/ask-notice.tsx";
import { useAsking } from "../reception/use-asking.ts";
import type { Waiting } from "../reception/use-asking.ts";
import { HeardNotice } from "./heard-notice.tsx";
import { HitList } from "./hit-list.tsx";
import type { ViewProps } from "./patients-dialog.tsx";
import type { Heard, Person } from "./patients-desk.ts";
import { PersonFields } from "./person-fields.tsx";
import { emptyForm, formOf, personOf } from "./person.ts";
import type { Written } from "./person.ts";
import { useFile } from "./use-heard.ts";

const words = { noAnswer: "patients.noServer", invalid: "patients.form.invalid" } as const;

/** A new patient; before a second one of a name is made, the first ones are shown. */
export function NewPerson(props: ViewProps) {
  const { t, language } = useLocale();
  const { client, desk, go } = props;
  const { step, ask } = useAsking<"registerPatient", Person>(client, "registerPatient");
  const [written, setWritten] = useState(() => emptyForm(language));
  const [same, setSame] = useState<Heard<SearchAnswer> | null>(null);
  const isSame = step.kind === "asking" && step.trouble === "same_person";
  const person = personOf(written);
  const registered = step.kind === "done" ? step.reply.patientId : null;
  useEffect(() => {
    if (registered !== null) go({ to: "file", patientId: registered });
  }, [registered, go]);
  useEffect(() => {
    if (!isSame) return;
    let current = true;
    const asked = personOf(written);
    if (asked === null) return;
    void desk.namesakes(asked, language).then((heard) => {
      if (current) setSame(heard);
    });
    return () => {
      current = false;
    };
  }, [isSame, desk, written, language]);
  if (step.kind === "done") return null;
  return (
    <PersonForm
      title={t("patients.form.new")}
      submit={t("patients.form.register")}
      written={written}
      onWritten={setWritten}
      step={step}
      onSubmit={(told) => ask(told, told)}
    >
      {isSame && person !== null ? (
        <Namesakes
          heard={same}
          onPick={(patientId) => go({ to: "picked", patientId })}
          onOther={() => ask({ ...person, isNew: true }, person)}
        />
      ) : null}
    </PersonForm>
  );
}

/** The patients whom it may be, and the way on when it is none of them. */
function Namesakes(props: {
  readonly heard: Heard<SearchAnswer> | null;
  readonly onPick: (patientId: PatientId) => void;
  readonly onOther: () => void;
}) {
  const { t } = useLocale();
  const { heard } = props;
  return (
    <section className="patients-same" data-namesakes aria-labelledby="patients-same">
      <h3 id="patients-same">{t("patients.same.title")}</h3>
      <p>{t("patients.same.lead")}</p>
      <HeardNotice heard={heard} />
      {heard?.kind === "said" ? <HitList hits={heard.said.hits} onPick={props.onPick} /> : null}
      <ActButton act="registerOther" look="plain" onPress={props.onOther}>
        {t("patients.same.other")}
      </ActButton>
    </section>
  );
}

/** The details of somebody who is there: as they stand, to be put right. */
export function ChangePerson(props: ViewProps & { readonly patientId: PatientId }) {
  const { heard } = useFile(props.desk, props.patientId);
  if (heard?.kind !== "said") return <HeardNotice heard={heard} />;
  const { details } = heard.said.file;
  return details === null ? null : <ChangeForm {...props} details={details} />;
}

function ChangeForm(
  props: ViewProps & { readonly patientId: PatientId; readonly details: PatientDetails },
) {
  const { t } = useLocale();
  const { client, patientId, go } = props;
  const { step, ask } = useAsking<"changePatient", Person>(client, "changePatient");
  const [written, setWritten] = useState(() => formOf(props.details));
  const isDone = step.kind === "done";
  useEffect(() => {
    if (isDone) go({ to: "file", patientId });
  }, [isDone, go, patientId]);
  if (isDone) return null;
  return (
    <PersonForm
      title={t("patients.form.change")}
      submit={t("patients.form.save")}
      written={written}
      onWritten={setWritten}
      step={step}
      onSubmit={(person) => ask({ patientId, ...person }, person)}
    />
  );
}

function PersonForm(props: {
  readonly title: string;
  readonly submit: string;
  readonly written: Written;
  readonly onWritten: (written: Written) => void;
  readonly step: Waiting;
  readonly onSubmit: (person: Person) => void;
  readonly children?: React.ReactNode;
}) {
  const { t } = useLocale();
  const { written, step } = props;
  const [isOdd, setIsOdd] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const submit = () => {
    const person = personOf(written);
    setIsOdd(person === null);
    if (person !== null && step.kind === "asking") props.onSubmit(person);
  };
  const isSame = step.kind === "asking" && step.trouble === "same_person";
  return (
    <form
      ref={form}
      className="patients-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{props.title}</h3>
      <PersonFields written={written} onWritten={props.onWritten} />
      {isOdd ? (
        <Notice
          tone="refusal"
          title={t(
            written.given.trim() === "" ? "patients.form.givenMissing" : "patients.form.invalid",
          )}
        />
      ) : isSame ? null : (
        <AskNotice of={step} words={words} />
      )}
      {props.children}
      <ActButton
        act="savePerson"
        look="filled"
        wait={step.kind === "sending" ? "own" : null}
        onPress={submit}
      >
        <IconUserCheck className="icon" aria-hidden="true" />
        {props.submit}
      </ActButton>
    </form>
  );
}
