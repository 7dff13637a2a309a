/**
 * Labels: what a patient reads, hears and matches (`A012`). Letters then digits, no hyphen.
 * Series are letters only, so `Q1`+`11` and `Q11`+`1` cannot both exist: a label splits one way.
 */

/** Latin letters that are not taken for a digit or for each other at ten metres. */
export const seriesLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** One letter for a clinic group; two for offline kiosks and paper mode. */
export const seriesPattern = new RegExp(`^[${seriesLetters}]{1,2}$`);

/** `999` is followed by `1000`: a number is padded to three digits and never cut. */
export function label(series: string, number: number): string {
  if (!seriesPattern.test(series)) throw new Error(`not a series: ${series}`);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`not a number: ${number}`);
  return series + String(number).padStart(3, "0");
}

/** The two halves of a label, or nothing for any other text. The inverse of {@link label}. */
export function splitLabel(text: string): { series: string; number: number } | null {
  const parts = /^([A-Z]{1,2})([0-9]{3,})$/.exec(text);
  const [, series = "", digits = ""] = parts ?? [];
  if (!seriesPattern.test(series)) return null;
  const number = Number(digits);
  if (!Number.isSafeInteger(number) || number < 1) return null;
  return label(series, number) === text ? { series, number } : null;
}
