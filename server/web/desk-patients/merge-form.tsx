import IconArrowsExchange from "@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs";
import IconNotEqual from "@tabler/icons-react/dist/esm/icons/IconNotEqual.mjs";
import { useEffect } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { PatientDetails } from "../../../shared/domain/patient.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { PatientFile } from "../../../shared/protocol/patients.ts";
import { Chip } from "../../../shared/ui/desk/chips.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { AskNotice } from "../reception/ask-notice.tsx";
import { useAsking } from "../reception/use-asking.ts";
import { HeardNotice } from "./heard-notice.tsx";
import type { ViewProps } from "./patients-dialog.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useFile } from "./use-heard.ts";

/** Two rows side by side: a person says that they are one, and which of them stays. */
export function MergeForm(
  props: ViewProps & { readonly goes: PatientId; readonly stays: PatientId },
) {
  const { t } = useLocale();
  const { client, desk, goes, stays, go } = props;
  const { step, ask } = useAsking<"mergePatients", null>(client, "mergePatients");
  const one = useFile(desk, goes).heard;
  const other = useFile(desk, stays).heard;
  const isDone = step.kind === "done";
  useEffect(() => {
    if (isDone) go({ to: "file", patientId: stays });
  }, [isDone, go, stays]);
  if (isDone) return null;
  return (
    <div className="patients-merge">
      <h3>{t("patients.merge.title")}</h3>
      <p>{t("patients.merge.lead")}</p>
      <HeardNotice heard={one} />
      <HeardNotice heard={other} />
      {one?.kind === "said" && other?.kind === "said" ? (
        <SideBySide goes={one.said.file} stays={other.said.file} />
      ) : null}
      <button
        type="button"
        className="button"
        data-act="swap"
        onClick={() => go({ to: "swapped" })}
      >
        <IconArrowsExchange className="icon" aria-hidden="true" />
        {t("patients.merge.swap")}
      </button>
      <AskNotice of={step} words={{ noAnswer: "patients.noServer" }} />
      <ReasonField
        submit={t("patients.merge.submit")}
        isSending={step.kind === "sending"}
        onReason={(reason) => ask({ patientId: goes, intoPatientId: stays, reason }, null)}
      />
    </div>
  );
}

function SideBySide(props: { readonly goes: PatientFile; readonly stays: PatientFile }) {
  const { t } = useLocale();
  const { goes, stays } = props;
  const [left, right] = [said(goes.details, t), said(stays.details, t)];
  return (
    <table className="lines patients-compare">
      <thead>
        <tr>
          <td />
          <th scope="col">
            {t("patients.merge.goes")} <Num>{goes.patientId}</Num>
          </th>
          <th scope="col">
            {t("patients.merge.stays")} <Num>{stays.patientId}</Num>
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {left.map(([word, value], row) => {
          const other = right[row]?.[1] ?? "";
          return (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td>
                <Said text={value} />
              </td>
              <td>
                <Said text={other} />
              </td>
              <td>
                {value === other ? null : (
                  <Chip tone="warn" icon={IconNotEqual}>
                    {t("patients.merge.differs")}
                  </Chip>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Said({ text }: { readonly text: string }) {
  return /\p{L}/u.test(text) ? <bdi>{text}</bdi> : <Num>{text}</Num>;
}

/** What is known of somebody, in the order of the form. */
function said(
  details: PatientDetails | null,
  t: Translate,
): readonly (readonly [word: string, value: string])[] {
  return [
    [t("patients.field.given"), details?.given ?? ""],
    [t("patients.field.father"), details?.father ?? ""],
    [t("patients.field.grandfather"), details?.grandfather ?? ""],
    [t("patients.field.family"), details?.family ?? ""],
    [t("patients.field.mother"), details?.mother ?? ""],
    [t("patients.field.birthYear"), details?.birthYear?.toString() ?? ""],
    [t("patients.field.sex"), details?.sex ? t(`patients.sex.${details.sex}`) : ""],
    [t("patients.field.phone"), details?.phone ?? ""],
    [t("patients.field.nationalId"), details?.nationalId ?? ""],
  ];
}
