import IconCalendarPlus from "@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs";
import { useState } from "react";
import { createPortal } from "react-dom";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import { KeyCap } from "../../../../shared/ui/desk/act-button.tsx";
import { useOpenKey } from "../../../../shared/ui/desk/use-open-key.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import type { Me } from "../../../../shared/ui/desk/access.ts";
import { BookingDialog } from "./booking-dialog.tsx";
import "./booking.css";

/** The key that opens the appointments, in any layout and inside any field. */
const openKey = "F6";

/** A desk's way to the appointments: one quiet button among the keys. */
export function BookingButton(props: {
  readonly client: Client;
  readonly me: Me;
  readonly site: DirectoryData | null;
}) {
  const { t } = useLocale();
  const { client, me, site } = props;
  const [isOpen, setIsOpen] = useState(false);
  const mayOpen = me.role !== "auditor" && site !== null;
  useOpenKey(openKey, { isOpen, mayOpen }, () => setIsOpen(true));
  if (!mayOpen) return null;
  return (
    <>
      <button
        type="button"
        className="button booking-button"
        data-act="appointments"
        onClick={() => setIsOpen(true)}
      >
        <IconCalendarPlus className="icon" aria-hidden="true" />
        {t("booking.open")}
        <KeyCap>{openKey}</KeyCap>
      </button>
      {isOpen
        ? // Out of the bar: its rules for keys are not those of the dialog.
          createPortal(
            <BookingDialog {...{ client, me, site }} onClose={() => setIsOpen(false)} />,
            document.body,
          )
        : null}
    </>
  );
}
