import { useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { fullName } from "../../../shared/domain/patient.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { FindPatients } from "../desk-patients/find-patients.tsx";
import type { Step } from "../desk-patients/panel.ts";
import { createPatientsDesk } from "../desk-patients/patients-desk.ts";
import { NewPerson } from "../desk-patients/person-form.tsx";
import { useFile } from "../desk-patients/use-heard.ts";
import "../desk-patients/patients.css";
import type { TheatreDesk } from "./desk.ts";

/** Whom it is about: searched first, registered only when not there; then shown, to be sure. */
export function PickPatient(props: {
  readonly desk: TheatreDesk;
  readonly patientId: PatientId | null;
  readonly onPick: (patientId: PatientId | null) => void;
}) {
  const { t } = useLocale();
  const [isNew, setIsNew] = useState(false);
  const [patients] = useState(() => createPatientsDesk(window.fetch.bind(window)));
  const { desk, patientId, onPick } = props;
  if (patientId !== null) {
    return <Picked patients={patients} patientId={patientId} onOther={() => onPick(null)} />;
  }
  const go = (step: Step) => {
    if (step.to === "picked" || step.to === "file") onPick(step.patientId);
    else setIsNew(step.to === "new");
  };
  const panel = {
    client: desk.client,
    desk: patients,
    role: desk.me.role,
    zone: desk.site.zone,
    go,
  };
  return (
    <div className="patients pick-patient">
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

function Picked(props: {
  readonly patients: ReturnType<typeof createPatientsDesk>;
  readonly patientId: PatientId;
  readonly onOther: () => void;
}) {
  const { t } = useLocale();
  const { heard } = useFile(props.patients, props.patientId);
  const details = heard?.kind === "said" ? heard.said.file.details : null;
  return (
    <p className="picked-patient" data-patient={props.patientId}>
      <span className="quiet">{t("theatre.patient")}</span>
      <b>{details === null ? "…" : <bdi>{shownName(fullName(details))}</bdi>}</b>
      {details === null || details.birthYear === null ? null : <Num>{details.birthYear}</Num>}
      <button type="button" className="button" data-act="other-patient" onClick={props.onOther}>
        {t("theatre.otherPatient")}
      </button>
    </p>
  );
}
