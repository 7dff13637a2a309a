import { escaped } from "../../shared/printing/qr-picture.ts";

// Words in the pages that the server writes itself. Each is isolated, so that a name does not turn
// what stands beside it.

export function words(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

/** Digits, codes, phones: always read from the left. */
export function number(text: string): string {
  return `<bdi dir="ltr">${escaped(text)}</bdi>`;
}
