import type { DocumentId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { DocumentType, PatientDocument } from "../../shared/domain/patient.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { PatientFile } from "../../shared/protocol/patients.ts";
import { filePage, timelineCsv } from "./patient-page.ts";
import type { ZipEntry } from "./zip.ts";

export interface Exporting {
  readonly language: Language;
  readonly zone: string;
  readonly at: Instant;
  /** Nothing when it was erased meanwhile. */
  readonly bodyOf: (documentId: DocumentId) => Uint8Array | null;
}

/** The bytes of a file's documents: what an export comes to, near enough. */
export function bytesOf({ documents }: PatientFile): number {
  return documents.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * A patient's file as files: a page to read, a table, the same for programs, and every document as
 * it was put in. Documents are read one at a time, when they are written out.
 */
export function* fileEntries(file: PatientFile, from: Exporting): Generator<ZipEntry> {
  const { language, zone, at, bodyOf } = from;
  const words = (name: string, text: string): ZipEntry => ({ name, body: Buffer.from(text), at });
  const srcOf = (document: PatientDocument) => encodeURI(nameInZip(document));
  yield words("file.html", filePage(file, { language, zone, srcOf }));
  yield words("timeline.csv", timelineCsv(file.timeline));
  yield words("file.json", `${JSON.stringify(file, null, 2)}\n`);
  for (const document of file.documents) {
    const body = bodyOf(document.documentId);
    if (body !== null) yield { name: nameInZip(document), body, at: document.at };
  }
}

const endings: Readonly<Record<DocumentType, readonly [string, ...string[]]>> = {
  "application/pdf": [".pdf"],
  "image/jpeg": [".jpg", ".jpeg"],
  "image/png": [".png"],
  "image/webp": [".webp"],
  "text/plain": [".txt"],
};

/**
 * The document's own name after its id: so that none hides another, none leads into another folder,
 * and none says that it is something else than it is.
 */
function nameInZip({ documentId, name, type }: PatientDocument): string {
  const safe = name.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|#%]/gu, "_").replace(/[. ]+$/u, "");
  const [ending] = endings[type];
  const hasEnding = endings[type].some((each) => safe.toLowerCase().endsWith(each));
  return `documents/${documentId} ${safe}${hasEnding ? "" : ending}`;
}
