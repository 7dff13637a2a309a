import IconEdit from "@tabler/icons-react/dist/esm/icons/IconEdit.mjs";
import IconFileZip from "@tabler/icons-react/dist/esm/icons/IconFileZip.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconTable from "@tabler/icons-react/dist/esm/icons/IconTable.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { useEffect, useRef } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { fullName } from "../../../shared/domain/patient.ts";
import type { PatientDetails } from "../../../shared/domain/patient.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { PatientFile } from "../../../shared/protocol/patients.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { Documents } from "./documents.tsx";
import { HeardNotice } from "./heard-notice.tsx";
import { mayDecide } from "./view.ts";
import type { ViewProps } from "./view.ts";
import { addressOf } from "./patients-desk.ts";
import { Timeline } from "./timeline.tsx";
import { useFile } from "./use-heard.ts";

/** Who the patient is, what happened here, and the documents beside it. */
export function PatientFileView(props: ViewProps & { readonly patientId: PatientId }) {
  const { t } = useLocale();
  const { desk, patientId } = props;
  const { heard, again } = useFile(desk, patientId);
  if (heard === null) return <p role="status">{t("patients.file.loading")}</p>;
  if (heard.kind !== "said") return <HeardNotice heard={heard} />;
  const { file } = heard.said;
  return (
    <div className="patients-file" data-patient={file.patientId}>
      <Who file={file} zone={props.zone} />
      <Acts {...props} file={file} />
      <div className="patients-columns">
        <Timeline lines={file.timeline} zone={props.zone} />
        <Documents {...props} file={file} onChanged={again} />
      </div>
    </div>
  );
}

function Who(props: { readonly file: PatientFile; readonly zone: string | null }) {
  const { t, language } = useLocale();
  const { details, since, merged } = props.file;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const date = longDate(since, props.zone ?? "UTC", language);
  return (
    <div className="patients-who">
      <h3 ref={heading} tabIndex={-1}>
        {details === null ? t("patients.file.erased") : <bdi>{fullName(details)}</bdi>}
      </h3>
      <p className="quiet">
        <Num>{props.file.patientId}</Num> · {t("patients.file.since", { date })}
        {merged.length === 0
          ? null
          : ` · ${t("patients.file.merged", { ids: leftToRight(merged.join(", ")) })}`}
      </p>
      {details === null ? (
        <Notice tone="quiet" title={t("patients.file.erased")} />
      ) : (
        <PersonFacts details={details} />
      )}
    </div>
  );
}

function PersonFacts({ details }: { readonly details: PatientDetails }) {
  const { t } = useLocale();
  const { mother, birthYear, sex, phone, nationalId } = details;
  return (
    <dl className="patients-facts">
      <Fact word={t("patients.field.mother")}>{mother === "" ? null : <bdi>{mother}</bdi>}</Fact>
      <Fact word={t("patients.field.birthYear")}>
        {birthYear === null ? null : <Num>{birthYear}</Num>}
      </Fact>
      <Fact word={t("patients.field.sex")}>{sex === null ? null : t(`patients.sex.${sex}`)}</Fact>
      <Fact word={t("patients.field.phone")}>{phone === null ? null : <Num>{phone}</Num>}</Fact>
      <Fact word={t("patients.field.nationalId")}>
        {nationalId === null ? null : <Num>{nationalId}</Num>}
      </Fact>
    </dl>
  );
}

function Fact(props: { readonly word: string; readonly children: React.ReactNode }) {
  if (props.children === null) return null;
  return (
    <div>
      <dt>{props.word}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** What can be done with a file; who decides sees also what is not taken back. */
function Acts(props: ViewProps & { readonly file: PatientFile }) {
  const { t, language } = useLocale();
  const { go, role, file } = props;
  const { patientId } = file;
  const isThere = file.status === "active";
  return (
    <div className="patients-acts">
      {isThere ? (
        <button
          type="button"
          className="button"
          data-act="changePerson"
          onClick={() => go({ to: "change", patientId })}
        >
          <IconEdit className="icon" aria-hidden="true" />
          {t("patients.form.change")}
        </button>
      ) : null}
      <button
        type="button"
        className="button"
        data-act="printFile"
        onClick={() => printPage(addressOf(patientId, "page", language))}
      >
        <IconPrinter className="icon" aria-hidden="true" />
        {t("patients.file.print")}
      </button>
      <a
        className="button"
        data-act="saveTable"
        href={addressOf(patientId, "timeline.csv", language)}
        download
      >
        <IconTable className="icon" aria-hidden="true" />
        {t("patients.file.csv")}
      </a>
      <a
        className="button"
        data-act="saveFile"
        href={addressOf(patientId, "file.zip", language)}
        download
      >
        <IconFileZip className="icon" aria-hidden="true" />
        {t("patients.file.zip")}
      </a>
      {isThere && mayDecide(role) ? (
        <>
          <button
            type="button"
            className="button"
            data-act="mergePerson"
            onClick={() => go({ to: "pickOther", patientId })}
          >
            <IconUsers className="icon" aria-hidden="true" />
            {t("patients.merge.open")}
          </button>
          <button
            type="button"
            className="button"
            data-act="erasePerson"
            onClick={() => go({ to: "erase", patientId })}
          >
            <IconTrash className="icon" aria-hidden="true" />
            {t("patients.erase.open")}
          </button>
        </>
      ) : null}
    </div>
  );
}

/** The page to print, in a window of its own that asks the printer as soon as it is there. */
function printPage(address: string): void {
  const page = window.open(address, "_blank");
  page?.addEventListener("load", () => page.print());
}
