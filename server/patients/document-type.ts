import type { DocumentType } from "../../shared/domain/patient.ts";

/** What bytes begin with, and at which place; a question mark stands for any sign. */
const beginnings: readonly (readonly [DocumentType, string])[] = [
  ["application/pdf", "%PDF-"],
  ["image/jpeg", "\u00ff\u00d8\u00ff"],
  ["image/png", "\u0089PNG\r\n\u001a\n"],
  ["image/webp", "RIFF????WEBP"],
];

/** What a document is, by its own bytes; nothing when it is none of those that are kept. */
export function documentType(body: Uint8Array): DocumentType | null {
  const known = beginnings.find(([, start]) =>
    Array.from(start).every((sign, at) => sign === "?" || body[at] === sign.charCodeAt(0)),
  );
  if (known !== undefined) return known[0];
  return isText(body) ? "text/plain" : null;
}

/** Well-formed UTF-8 without control characters but line ends and tabs, and not only spaces. */
function isText(body: Uint8Array): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return text.trim() !== "" && !/[\p{Cc}&&[^\t\n\r]]/v.test(text);
  } catch {
    return false;
  }
}
