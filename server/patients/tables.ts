import type { Language } from "../../shared/domain/language.ts";
import type { PatientDetails, PatientStatus, Sex } from "../../shared/domain/patient.ts";
import type { Store } from "../store/store.ts";
import { fold, foldedText, tokensOf } from "./patients.rules.ts";
import { patientsSql } from "./patients.sql.ts";

export interface PatientRow {
  readonly id: number;
  readonly status: PatientStatus;
  readonly merged_into: number | null;
  readonly digest: string;
  readonly since: number;
}

export interface DetailsRow {
  readonly patient_id: number;
  readonly given: string;
  readonly father: string;
  readonly grandfather: string;
  readonly family: string;
  readonly mother: string;
  readonly sex: Sex | null;
  readonly birth_year: number | null;
  readonly phone: string | null;
  readonly national_id: string | null;
  readonly language: Language;
  readonly salt: Uint8Array;
}

/** The tables of patients: questions, how facts are laid into them, and what is kept beside. */
export type PatientTables = ReturnType<typeof createPatientTables>;

export function createPatientTables(store: Store) {
  const patient = store.query<[number], PatientRow>(patientsSql.patient);
  const details = store.query<[number], DetailsRow>(patientsSql.details);
  const mergedInto = store.query<[number], { id: number }>(patientsSql.mergedInto);
  const putPrivate = store.write<(string | number | Uint8Array | null)[]>(patientsSql.putPrivate);
  const putToken = store.write<[string, number, number]>(patientsSql.putToken);
  const dropTokens = store.write<[number]>(patientsSql.dropTokens);
  applyFacts(store);

  return {
    patient: (id: number): PatientRow | null => patient.get(id) ?? null,
    mergedInto: (id: number): readonly number[] => mergedInto.all(id).map((row) => row.id),
    details: (id: number): DetailsRow | null => details.get(id) ?? null,
    /** What is personal, beside the journal: the row, its salt, and the words it is found by. */
    keep(id: number, one: PatientDetails, salt: Uint8Array): void {
      const folded = fold(one);
      putPrivate.run(
        ...[id, one.given, one.father, one.grandfather, one.family, one.mother],
        ...[one.sex, one.birthYear, one.phone, one.nationalId, one.language, salt],
        foldedText(folded),
      );
      dropTokens.run(id);
      for (const { token, part } of tokensOf(folded)) putToken.run(token, id, part);
    },
  };
}

function applyFacts(store: Store): void {
  const put = store.write<[number, string, number]>(patientsSql.put);
  const redigest = store.write<[string, number]>(patientsSql.redigest);
  const merge = store.write<[number, number]>(patientsSql.merge);
  const follow = store.write<[number, number]>(patientsSql.follow);
  const erase = store.write<[number]>(patientsSql.erase);
  const eraseDocument = store.write<[number]>(patientsSql.eraseDocument);
  const eraseDocumentsOf = store.write<[number]>(patientsSql.eraseDocumentsOf);
  const putDocument = store.write<[number, number, string, number, string, number]>(
    patientsSql.putDocument,
  );
  const drop = (sql: string) => store.write<[number]>(sql);
  const personal = [
    ...[patientsSql.dropPrivate, patientsSql.dropTokens, patientsSql.dropBodiesOf],
    patientsSql.dropOperationNotes,
  ];
  const dropAll = personal.map(drop);
  const dropBody = drop(patientsSql.dropBody);

  store.applyWith({
    patientRegistered: ({ seq, at, fact }) => put.run(seq, fact.digest, at),
    patientChanged: ({ fact }) => redigest.run(fact.digest, fact.patient),
    patientsMerged({ fact }) {
      merge.run(fact.into, fact.patient);
      follow.run(fact.into, fact.patient);
    },
    // The fact itself erases: wherever the journal is followed, the person goes too.
    patientErased: ({ fact }) =>
      overwriting(store, () => {
        erase.run(fact.patient);
        eraseDocumentsOf.run(fact.patient);
        for (const each of dropAll) each.run(fact.patient);
      }),
    documentAdded: ({ seq, at, fact }) =>
      putDocument.run(seq, fact.patient, fact.kind, fact.bytes, fact.digest, at),
    documentErased: ({ fact }) =>
      overwriting(store, () => {
        eraseDocument.run(fact.document);
        dropBody.run(fact.document);
      }),
    documentOpened: () => undefined,
    fileOpened: () => undefined,
  });
}

/** What is deleted within is overwritten with zeros in the file, not only given free. */
function overwriting(store: Store, work: () => void): void {
  store.db.pragma("secure_delete = 1");
  try {
    work();
  } finally {
    store.db.pragma("secure_delete = 0");
  }
}
