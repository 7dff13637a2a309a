import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import { useReducer, useState } from "react";
import type { StaffRole } from "../../../shared/domain/role.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { EraseForm } from "./erase-form.tsx";
import { FindPatients } from "./find-patients.tsx";
import { MergeForm } from "./merge-form.tsx";
import { next, start } from "./panel.ts";
import type { Panel, Step } from "./panel.ts";
import { ChangePerson, NewPerson } from "./person-form.tsx";
import { PatientFileView } from "./patient-file.tsx";
import { createPatientsDesk } from "./patients-desk.ts";
import type { PatientsDesk } from "./patients-desk.ts";
import "./patients.css";

export interface ViewProps {
  readonly client: Client;
  readonly desk: PatientsDesk;
  readonly role: StaffRole;
  readonly zone: string | null;
  readonly go: (step: Step) => void;
}

/** Patients above the desk's work: found, registered, read, merged; closed, nothing of it stays. */
export function PatientsDialog(props: {
  readonly client: Client;
  readonly role: StaffRole;
  readonly zone: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const [panel, go] = useReducer(next, start);
  const [desk] = useState(() => createPatientsDesk(window.fetch.bind(window)));
  const { client, role, zone } = props;
  return (
    <Dialog title={t("patients.open")} begin="act" wide onClose={props.onClose}>
      <div className="patients" data-patients={panel.view}>
        {panel.view === "find" ? null : (
          <button
            type="button"
            className="button"
            data-act="back"
            onClick={() => go({ to: "back" })}
          >
            <IconArrowBackUp className="icon flip" aria-hidden="true" />
            {t("word.back")}
          </button>
        )}
        <View panel={panel} {...{ client, desk, role, zone, go }} />
      </div>
    </Dialog>
  );
}

function View({ panel, ...props }: ViewProps & { readonly panel: Panel }) {
  switch (panel.view) {
    case "find":
      return <FindPatients {...props} />;
    case "pickOther":
      return <FindPatients {...props} otherThan={panel.patientId} />;
    case "form":
      return panel.patientId === null ? (
        <NewPerson {...props} />
      ) : (
        <ChangePerson {...props} patientId={panel.patientId} />
      );
    case "file":
      return <PatientFileView key={panel.patientId} {...props} patientId={panel.patientId} />;
    case "merge":
      return <MergeForm {...props} goes={panel.goes} stays={panel.stays} />;
    case "erase":
      return <EraseForm {...props} patientId={panel.patientId} />;
    default:
      return missingCase(panel);
  }
}
