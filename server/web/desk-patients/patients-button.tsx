import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { useState } from "react";
import type { StaffRole } from "../../../shared/domain/role.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import { useOpenKey } from "../../../shared/ui/desk/use-open-key.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { PatientsDialog } from "./patients-dialog.tsx";

/** The key that opens the patients, in any layout and inside any field. */
const openKey = "F3";

/** A desk's way to the patients: one quiet button and its key. Nobody is shown until it is asked. */
export function PatientsButton(props: {
  readonly client: Client;
  readonly role: StaffRole;
  readonly zone: string | null;
}) {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  useOpenKey(openKey, { isOpen }, () => setIsOpen(true));
  if (props.role === "auditor") return null;
  return (
    <>
      <button
        type="button"
        className="button button-on-bar"
        data-act="patients"
        onClick={() => setIsOpen(true)}
      >
        <IconUsers className="icon" aria-hidden="true" />
        {t("patients.open")}
        <KeyCap>{openKey}</KeyCap>
      </button>
      {isOpen ? <PatientsDialog {...props} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
