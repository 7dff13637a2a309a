import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { DocumentId } from "../../shared/domain/ids.ts";
import type { DocumentKind, DocumentType, PatientDocument } from "../../shared/domain/patient.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import { sha256 } from "../runtime.ts";
import type { Store, Tx } from "../store/store.ts";
import { documentType } from "./document-type.ts";
import { patientsSql } from "./patients.sql.ts";

/** Documents of one patient: a thick paper file, and no more than a screen can list. */
const documentsMax = 200;

export interface NewDocument {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly body: Uint8Array;
}

interface DocumentRow {
  readonly id: number;
  readonly patient_id: number;
  readonly at: number;
  readonly kind: DocumentKind;
  readonly bytes: number;
  readonly name: string;
  readonly type: DocumentType;
}

/** Documents of patients' files. The journal knows that one is there, by a salted digest only. */
export type Documents = ReturnType<typeof createDocuments>;

export function createDocuments(store: Store) {
  const byId = store.query<[number], DocumentRow>(patientsSql.document);
  const ofPatient = store.query<[number, number], DocumentRow>(patientsSql.documentsOf);
  const count = store.query<[number], { n: number }>(patientsSql.documentCount);
  const body = store.query<[number], { body: Uint8Array }>(patientsSql.body);
  const putBody = store.write<[number, string, string, Uint8Array, Uint8Array]>(
    patientsSql.putBody,
  );

  return {
    /** What it is, its own bytes say. Refusals: `invalid` (none of what is kept), `file_full`. */
    add(tx: Tx, patient: number, one: NewDocument): Result<{ readonly documentId: DocumentId }> {
      const type = documentType(one.body);
      if (type === null) return refuse("invalid");
      if ((count.get(patient)?.n ?? 0) >= documentsMax) return refuse("file_full");
      const salt = store.runtime.randomBytes(16);
      const digest = sha256(salt, one.body).toString("hex");
      const bytes = one.body.byteLength;
      const seq = tx.record("documentAdded", { patient, kind: one.kind, bytes, digest });
      putBody.run(seq, one.name, type, salt, one.body);
      return accept({ documentId: idOf("document", seq) });
    },
    /** The document and whose it is; nothing when it was erased or never was. */
    find(documentId: DocumentId): (PatientDocument & { readonly patient: number }) | null {
      const row = byId.get(seqOf(documentId));
      return row === undefined ? null : { ...documentOf(row), patient: row.patient_id };
    },
    of: (patient: number): readonly PatientDocument[] =>
      ofPatient.all(patient, documentsMax).map(documentOf),
    body: (documentId: DocumentId): Uint8Array | null => body.get(seqOf(documentId))?.body ?? null,
    /** That somebody reads it. */
    open(tx: Tx, documentId: DocumentId): void {
      tx.record("documentOpened", { document: seqOf(documentId) });
    },
    erase(tx: Tx, documentId: DocumentId, reason: string): void {
      tx.record("documentErased", { document: seqOf(documentId), reason });
    },
  };
}

function documentOf(row: DocumentRow): PatientDocument {
  const { at, kind, name, type, bytes } = row;
  return { documentId: idOf("document", row.id), at, kind, name, type, bytes };
}
