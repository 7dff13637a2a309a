import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { useEffect, useState } from "react";
import type { StaffRole } from "../../../shared/domain/role.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { KeyCap } from "../../../shared/ui/desk/act-button.tsx";
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
  useOpenKey(isOpen, () => setIsOpen(true));
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

/** Keys that the desk behind the dialog would act on. */
const deskKeys = /^F([2-9]|1[0-2])$/;

/** Opens by its key; and while it is open, no key reaches the desk behind it. */
function useOpenKey(isOpen: boolean, open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isOpen) {
        const inField = event.target instanceof HTMLElement && event.target.matches("input");
        const isUndo = (event.ctrlKey || event.metaKey) && event.code === "KeyZ" && !inField;
        if (!deskKeys.test(event.code) && !isUndo) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.code !== openKey || !isPlain) return;
      event.preventDefault();
      // Another dialog asks something: it is answered first.
      if (!event.repeat && document.querySelector("dialog[open]") === null) open();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  });
}
