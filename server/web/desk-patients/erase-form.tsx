import { useEffect } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { fullName } from "../../../shared/domain/patient.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { AskNotice } from "../reception/ask-notice.tsx";
import { useAsking } from "../reception/use-asking.ts";
import { HeardNotice } from "./heard-notice.tsx";
import type { ViewProps } from "./patients-dialog.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useFile } from "./use-heard.ts";

/** The person goes for good: named once more, with what stays, and the reason. */
export function EraseForm(props: ViewProps & { readonly patientId: PatientId }) {
  const { t } = useLocale();
  const { client, desk, patientId, go } = props;
  const { step, ask } = useAsking<"erasePatient", null>(client, "erasePatient");
  const { heard } = useFile(desk, patientId);
  const isDone = step.kind === "done";
  useEffect(() => {
    if (isDone) go({ to: "file", patientId });
  }, [isDone, go, patientId]);
  if (isDone) return null;
  const details = heard?.kind === "said" ? heard.said.file.details : null;
  return (
    <div className="patients-merge">
      <h3>
        {t("patients.erase.open")}
        {details === null ? null : (
          <>
            : <bdi>{fullName(details)}</bdi>
          </>
        )}
      </h3>
      <Notice tone="error" title={t("patients.erase.lead")} />
      <HeardNotice heard={heard} />
      <AskNotice of={step} words={{ noAnswer: "patients.noServer" }} />
      <ReasonField
        submit={t("patients.erase.submit")}
        isSending={step.kind === "sending"}
        onReason={(reason) => ask({ patientId, reason }, null)}
      />
    </div>
  );
}
