import type { PatientId } from "../../../shared/domain/ids.ts";
import { documentNameHeader } from "../../../shared/domain/patient.ts";
import type { DocumentKind, PatientDocument } from "../../../shared/domain/patient.ts";
import { refusalCodes } from "../../../shared/domain/refusal.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { PatientFile, SearchAnswer } from "../../../shared/protocol/patients.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";

/** An answer, an expected "no", or silence. */
export type Heard<Said> =
  | { readonly kind: "said"; readonly said: Said }
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "noServer" };

export type Person = Omit<PayloadInput<"registerPatient">, "isNew">;

/** What is asked about patients without following it. Answers in the language it is asked in. */
export interface PatientsDesk {
  search(q: string, language: string): Promise<Heard<SearchAnswer>>;
  namesakes(person: Person, language: string): Promise<Heard<SearchAnswer>>;
  file(patientId: PatientId, language: string): Promise<Heard<{ readonly file: PatientFile }>>;
  keepDocument(patientId: PatientId, one: NewDocument): Promise<Heard<unknown>>;
  eraseDocument(
    patientId: PatientId,
    documentId: PatientDocument["documentId"],
    reason: string,
  ): Promise<Heard<unknown>>;
}

export interface NewDocument {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly body: Blob;
}

export function createPatientsDesk(fetcher: typeof fetch): PatientsDesk {
  async function ask<Said>(path: string, init: RequestInit): Promise<Heard<Said>> {
    try {
      const response = await fetcher(`/api/patients${path}`, {
        ...init,
        credentials: "same-origin",
      });
      return heard<Said>(await response.json());
    } catch {
      return { kind: "noServer" };
    }
  }
  const post = <Said>(path: string, body: object, language?: string) =>
    ask<Said>(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "content-type": "application/json",
        ...(language === undefined ? {} : { "accept-language": language }),
      },
    });
  return {
    search: (q, language) => post("/search", { q }, language),
    namesakes: (person, language) => post("/namesakes", person, language),
    file: (patientId, language) =>
      ask(`/${patientId}`, { headers: { "accept-language": language } }),
    keepDocument: (patientId, { kind, name, body }) =>
      ask(`/${patientId}/documents?kind=${kind}`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/octet-stream",
          [documentNameHeader]: encodeURIComponent(name),
        },
      }),
    eraseDocument: (patientId, documentId, reason) =>
      post(`/${patientId}/documents/${documentId}/erase`, { reason }),
  };
}

/** The server is ours: what it says after `ok` has the shape that this request's answer has. */
export function heard<Said>(answer: unknown): Heard<Said> {
  if (typeof answer !== "object" || answer === null) return { kind: "noServer" };
  if ("ok" in answer && answer.ok === true) return { kind: "said", said: answer as Said };
  const refusal = "refusal" in answer ? answer.refusal : null;
  const given =
    typeof refusal === "object" && refusal !== null && "code" in refusal ? refusal : null;
  const code = refusalCodes.find((known) => known === given?.code);
  return code === undefined ? { kind: "noServer" } : { kind: "refused", code };
}

/** Addresses of what the browser itself opens or saves; nothing personal stands in them. */
export function addressOf(
  patientId: PatientId,
  what: "page" | "timeline.csv" | "file.zip" | `documents/${string}`,
  language: string,
): string {
  return `/api/patients/${patientId}/${what}?lang=${language}`;
}
