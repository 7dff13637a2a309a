import { asciiDigits } from "../../../shared/domain/arabic-name.ts";

/**
 * A reader that is plugged in as a keyboard presses keys, not letters: with an Arabic layout the `X`
 * of a label arrives as another letter. What is meant is what stands on the physical key.
 */
export function scannedSign(key: string, code: string): string | null {
  if ([...key].length !== 1 || /^[\x21-\x7e]$/.test(key)) return null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter ?? /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null;
}

/** What was read or typed as the server takes it; nothing when nothing was. */
export function barcodeIn(typed: string): string | null {
  const barcode = asciiDigits(typed.normalize("NFKC"))
    .toUpperCase()
    .replace(/[\s\p{Cf}]/gu, "");
  return barcode === "" ? null : barcode;
}
