import { useState } from "react";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { FindPatients } from "../../desk-patients/find-patients.tsx";
import type { Step } from "../../desk-patients/panel.ts";
import { NewPerson } from "../../desk-patients/person-form.tsx";
import type { StepProps } from "./booking-props.ts";

/** Step 1: who. Searched first; registered only when not there. */
export function PatientStep(props: StepProps) {
  const { t } = useLocale();
  const [isNew, setIsNew] = useState(false);
  const { client, patients, me, zone, book } = props;
  const go = (step: Step) => {
    if (step.to === "picked" || step.to === "file") {
      book.tell({ kind: "patient", patientId: step.patientId });
    } else {
      setIsNew(step.to === "new");
    }
  };
  const panel = { client, desk: patients, role: me.role, zone, go };
  return (
    <div className="patients">
      {isNew ? (
        <>
          <NewPerson {...panel} />
          <button type="button" className="button" onClick={() => setIsNew(false)}>
            {t("booking.patient.searchAgain")}
          </button>
        </>
      ) : (
        <FindPatients {...panel} />
      )}
    </div>
  );
}
