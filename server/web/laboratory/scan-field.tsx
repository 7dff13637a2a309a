import IconBarcode from "@tabler/icons-react/dist/esm/icons/IconBarcode.mjs";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent as FieldEvent } from "react";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { barcodeIn, scannedSign } from "./scanned-sign.ts";

/** Longer than anything that is printed for this reader. */
const longest = 40;

/**
 * Where the reader writes. It is ready wherever the focus stands: the first sign of a label brings
 * the focus here, unless somebody writes into another field or a dialog asks something.
 */
export function ScanField(props: { readonly onScan: (barcode: string) => void }) {
  const { t } = useLocale();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    const listen = (event: KeyboardEvent) => {
      if (isForTheReader(event)) field.current?.focus();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, []);
  const onKeyDown = (event: FieldEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const barcode = barcodeIn(event.currentTarget.value);
      setTyped("");
      if (barcode !== null) props.onScan(barcode);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const sign = scannedSign(event.key, event.code);
    if (sign === null) return;
    event.preventDefault();
    setTyped((now) => (now + sign).slice(0, longest));
  };
  return (
    <label className="field scan-field">
      <span>
        <IconBarcode className="icon" aria-hidden="true" />
        {t("lab.scan.label")}
      </span>
      <input
        ref={field}
        name="scan"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={longest}
        aria-describedby="scan-help"
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <small id="scan-help">{t("lab.scan.help")}</small>
    </label>
  );
}

/** A sign that nobody else waits for. Space and Enter belong to the button they are pressed on. */
function isForTheReader(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if ([...event.key].length !== 1 || event.key === " ") return false;
  const { target } = event;
  const isTaken = target instanceof HTMLElement && target.matches("input, textarea, select");
  return !isTaken && document.querySelector("dialog[open]") === null;
}
