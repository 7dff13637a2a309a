import { nameWords } from "../../shared/domain/arabic-name.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import { fullName } from "../../shared/domain/patient.ts";
import type { PatientDetails } from "../../shared/domain/patient.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Payload } from "../../shared/protocol/commands.ts";
import type { PatientHit } from "../../shared/protocol/scheduling-feeds.ts";
import type { SearchAnswer } from "../../shared/protocol/patients.ts";
import { sha256 } from "../runtime.ts";
import type { Store, Tx } from "../store/store.ts";
import { cardOf } from "./card.ts";
import { createDocuments } from "./documents.ts";
import { createFileRows } from "./file-rows.ts";
import { createFinder } from "./find.ts";
import { createGuesses } from "./guesses.ts";
import { masked } from "./patients.rules.ts";
import { phoneOf } from "./phone.ts";
import { createPatientTables } from "./tables.ts";
import type { DetailsRow, PatientRow } from "./tables.ts";

/** Hits of one question: more than a person reads; a longer question is the better one. */
const hitsMax = 20;

/** A person as a command says one. */
export type Person = Omit<Payload<"registerPatient">, "isNew">;

type Reply = Result<{ readonly patientId: PatientId }>;

/** Patients: who they are, each once, and what is kept in their file. */
export type Patients = ReturnType<typeof createPatients>;

export function createPatients(store: Store) {
  const tables = createPatientTables(store);
  const documents = createDocuments(store);
  const guesses = createGuesses(store);
  const finder = createFinder(store);

  function detailsOf(id: number): PatientDetails | null {
    const row = tables.details(id);
    return row === null ? null : fromRow(row);
  }

  /** The row that answers for this one; nothing for one that never was. */
  function answering(id: number): PatientRow | null {
    const row = tables.patient(id);
    return row === null || row.merged_into === null ? row : tables.patient(row.merged_into);
  }

  function active(id: number): PatientRow | null {
    const row = answering(id);
    return row?.status === "active" ? row : null;
  }

  /** Each person once, by the row that answers for them. */
  function hitsOf(ids: readonly number[]): readonly PatientHit[] {
    const people = new Set(ids.flatMap((id) => active(id)?.id ?? []));
    return [...people].flatMap((id) => {
      const details = detailsOf(id);
      return details === null ? [] : [hitOf(id, details)];
    });
  }

  /** Personal words get a fresh salt each time, so two digests never show that they are equal. */
  function salted(details: PatientDetails) {
    const salt = store.runtime.randomBytes(16);
    return { salt, digest: digestOf(details, salt) };
  }

  function rowsBy(
    key: string | null,
    find: (key: string, limit: number) => readonly number[],
  ): readonly number[] {
    if (key === null) return [];
    return [...new Set(find(key, hitsMax).flatMap((id) => active(id)?.id ?? []))];
  }

  return {
    documents,
    guesses,
    file: createFileRows(store),
    /** Refusals: `invalid` (a phone or a card number that is none), `same_person`. */
    register(
      tx: Tx,
      person: Person,
      asked: { readonly isNew: boolean; readonly year: number },
    ): Reply {
      const details = detailsIn(person, asked.year);
      if (details === null) return refuse("invalid");
      const known = asked.isNew ? [] : hitsOf(finder.namesakes(details));
      if (known.length > 0) return refuse("same_person");
      const { salt, digest } = salted(details);
      const seq = tx.record("patientRegistered", { digest });
      tables.keep(seq, details, salt);
      return accept({ patientId: idOf("patient", seq) });
    },
    /** What is left out is not known any more. Refusals: `unknown_patient`, `invalid`. */
    change(tx: Tx, patientId: PatientId, person: Person, year: number): Reply {
      const row = active(seqOf(patientId));
      const before = row && detailsOf(row.id);
      if (row === null || before === null) return refuse("unknown_patient");
      const details = detailsIn({ language: before.language, ...person }, year);
      if (details === null) return refuse("invalid");
      if (JSON.stringify(details) !== JSON.stringify(before)) {
        const { salt, digest } = salted(details);
        tx.record("patientChanged", { patient: row.id, digest });
        tables.keep(row.id, details, salt);
      }
      return accept({ patientId: idOf("patient", row.id) });
    },
    /** A person decided that the first is the second. Refusals: `unknown_patient`, `wrong_state`. */
    merge(tx: Tx, patientId: PatientId, intoId: PatientId, reason: string): Reply {
      const patient = tables.patient(seqOf(patientId));
      const into = answering(seqOf(intoId));
      if (patient === null || into === null) return refuse("unknown_patient");
      const both = patient.status === "active" && into.status === "active";
      if (!both || patient.id === into.id) return refuse("wrong_state");
      tx.record("patientsMerged", { patient: patient.id, into: into.id, reason });
      return accept({ patientId: idOf("patient", into.id) });
    },
    /** The person goes, with all rows merged into it; ids and history stay, of nobody. */
    erase(tx: Tx, patientId: PatientId, reason: string): Reply {
      const row = answering(seqOf(patientId));
      if (row === null) return refuse("unknown_patient");
      if (row.status !== "active") return refuse("wrong_state");
      for (const patient of [row.id, ...tables.mergedInto(row.id)]) {
        tx.record("patientErased", { patient, reason });
      }
      return accept({ patientId: idOf("patient", row.id) });
    },
    /** That somebody reads the whole file. */
    open(tx: Tx, patient: number, as: JournalFacts["fileOpened"]["as"]): void {
      tx.record("fileOpened", { patient, as });
    },
    read: {
      search(text: string): SearchAnswer {
        const { ids, more } = finder.search(text, hitsMax);
        return { hits: hitsOf(ids), more };
      },
      /** Those about whom `register` would ask; nothing when it would refuse the words themselves. */
      namesakes(person: Person, year: number): readonly PatientHit[] | null {
        const details = detailsIn(person, year);
        if (details === null) return null;
        return hitsOf(finder.namesakes(details)).slice(0, hitsMax);
      },
      /** The row that answers for a patient: itself, or the one it was merged into. */
      answering,
      /** The rows that make one person's history: the one that answers, and those merged into it. */
      rowsOf: (id: number): readonly number[] => [id, ...tables.mergedInto(id)],
      /** Whoever is behind a row, also one that was merged; nothing when erased. */
      details: (id: number): PatientDetails | null => detailsOf(answering(id)?.id ?? id),
      /** Active patients with this phone (families share one), in any form it may be written in. */
      byPhone: (text: string): readonly number[] => rowsBy(phoneOf(text), finder.byPhone),
      byCard: (text: string): readonly number[] => rowsBy(cardOf(text), finder.byCard),
      /** Rows whose words are not those that the journal has the digest of. */
      altered: (ids: readonly number[]): readonly number[] =>
        ids.filter((id) => {
          const [row, kept] = [tables.patient(id), tables.details(id)];
          return row !== null && kept !== null && digestOf(fromRow(kept), kept.salt) !== row.digest;
        }),
    },
  };
}

/** What is kept of what was said; nothing when a number is no number, or a name has no letter. */
function detailsIn(person: Person, year: number): PatientDetails | null {
  const phone = person.phone === undefined ? null : phoneOf(person.phone);
  const nationalId = person.nationalId === undefined ? null : cardOf(person.nationalId);
  const isWrong =
    (person.phone !== undefined && phone === null) ||
    (person.nationalId !== undefined && nationalId === null) ||
    (person.birthYear !== undefined && person.birthYear > year) ||
    nameWords(person.given).length === 0;
  if (isWrong) return null;
  return {
    given: person.given,
    father: person.father ?? "",
    grandfather: person.grandfather ?? "",
    family: person.family ?? "",
    mother: person.mother ?? "",
    sex: person.sex ?? null,
    birthYear: person.birthYear ?? null,
    phone,
    nationalId,
    language: person.language ?? "ar",
  };
}

function digestOf(details: PatientDetails, salt: Uint8Array): string {
  return sha256(salt, JSON.stringify(details)).toString("hex");
}

function fromRow(row: DetailsRow): PatientDetails {
  return {
    given: row.given,
    father: row.father,
    grandfather: row.grandfather,
    family: row.family,
    mother: row.mother,
    sex: row.sex,
    birthYear: row.birth_year,
    phone: row.phone,
    nationalId: row.national_id,
    language: row.language,
  };
}

function hitOf(id: number, details: PatientDetails): PatientHit {
  return {
    patientId: idOf("patient", id),
    name: fullName(details),
    mother: details.mother,
    birthYear: details.birthYear,
    phone: masked(details.phone),
    nationalId: masked(details.nationalId),
  };
}
