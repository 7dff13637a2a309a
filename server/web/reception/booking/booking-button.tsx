import IconCalendarPlus from "@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import { KeyCap } from "../../../../shared/ui/desk/act-button.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import type { Me } from "../../../../shared/ui/desk/access.ts";
import type { Printer } from "../paper.ts";
import { BookingDialog } from "./booking-dialog.tsx";
import "./booking.css";

/** The key that opens the appointments, in any layout and inside any field. */
const openKey = "F6";
/** Keys that the desk behind the dialog would act on. */
const deskKeys = /^F([2-9]|1[0-2])$/;

/** A desk's way to the appointments: one quiet button among the keys. */
export function BookingButton(props: {
  readonly client: Client;
  readonly me: Me;
  readonly site: DirectoryData | null;
  /** Where slips may come out. */
  readonly printers: readonly Printer[];
}) {
  const { t } = useLocale();
  const { client, me, site, printers } = props;
  const [isOpen, setIsOpen] = useState(false);
  const mayOpen = me.role !== "auditor" && site !== null;
  useOpenKey(isOpen, mayOpen, () => setIsOpen(true));
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
            <BookingDialog {...{ client, me, site, printers }} onClose={() => setIsOpen(false)} />,
            document.body,
          )
        : null}
    </>
  );
}

/** Opens by its key; and while it is open, no key reaches the desk behind it. */
function useOpenKey(isOpen: boolean, mayOpen: boolean, open: () => void): void {
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
      if (event.code !== openKey || !isPlain || !mayOpen) return;
      event.preventDefault();
      // Another dialog asks something: it is answered first.
      if (!event.repeat && document.querySelector("dialog[open]") === null) open();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  });
}
