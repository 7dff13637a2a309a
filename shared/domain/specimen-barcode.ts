/**
 * What the barcode of a specimen says: `X`, its number in seven digits or more, and one check sign
 * by ISO/IEC 7064 MOD 37-2, the one that blood banks put on donations (ISBT 128). It finds every
 * single wrong sign and every two that changed places, so a label that was misread or typed wrong
 * is nobody's.
 */
export function specimenBarcode(number: number): string {
  const body = `X${String(number).padStart(digitsMin, "0")}`;
  return body + checkSign(body);
}

/** The number behind a scanned or typed barcode; nothing when it is none or its check is wrong. */
export function readSpecimenBarcode(scanned: string): number | null {
  const text = scanned.trim().toUpperCase();
  if (!/^X\d{7,12}[0-9A-Z*]$/.test(text)) return null;
  const number = Number(text.slice(1, -1));
  return number > 0 && specimenBarcode(number) === text ? number : null;
}

const digitsMin = 7;
const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

function checkSign(body: string): string {
  let sum = 0;
  for (const sign of body) sum = ((sum + signs.indexOf(sign)) * 2) % 37;
  // The sign makes the whole one more than a multiple of 37.
  return signs.charAt((38 - sum) % 37);
}
