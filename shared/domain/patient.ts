import type { AppointmentStatus } from "./appointment.ts";
import type { EntryStatus } from "./entry.ts";
import type { OrderItemStatus } from "./laboratory.ts";
import type { DocumentId } from "./ids.ts";
import type { OperationStatus } from "./theatre.ts";
import type { Instant } from "./time.ts";

/** A name as the national card has it; the mother's name tells namesakes apart. */
export interface PatientName {
  readonly given: string;
  readonly father: string;
  readonly grandfather: string;
  /** Family or tribe, where there is one. */
  readonly family: string;
  readonly mother: string;
}

export const sexes = ["female", "male"] as const;
export type Sex = (typeof sexes)[number];

/** What is personal of a patient. Kept beside the journal, where it can be erased. */
export interface PatientDetails extends PatientName {
  readonly sex: Sex | null;
  readonly birthYear: number | null;
  /** E.164; families share one, so it is never a key. */
  readonly phone: string | null;
  /** Twelve digits. */
  readonly nationalId: string | null;
  readonly language: "ar" | "ckb" | "en" | "fa" | "ur";
}

/** `merged`: a human found it to be the same person as another. */
export type PatientStatus = "active" | "merged" | "erased";

/** The name as it is read out: the parts that are known, in their order. */
export function fullName(name: Omit<PatientName, "mother">): string {
  const { given, father, grandfather, family } = name;
  return [given, father, grandfather, family].filter((part) => part !== "").join(" ");
}

/** One line of the patient's file, newest first: nothing is written twice. */
export interface FileLine {
  readonly at: Instant;
  readonly kind: "appointment" | "ticket" | "document" | "operation" | "labOrder" | "imagingOrder";
  /** The id of the thing, as its kind has it. */
  readonly id: string;
  readonly title: string;
  readonly status: FileStatus;
  /** What it is called by: a ticket's label, the doctor of an appointment or of an order. */
  readonly by?: string;
  /** A ticket's queues in the order it came to them, each with how it went there. */
  readonly steps?: readonly FileStep[];
  readonly documentKind?: DocumentKind;
}

/** `kept`: a document. */
export type FileStatus =
  AppointmentStatus | EntryStatus | OperationStatus | OrderItemStatus | "kept";

/** A queue of a ticket; a result of an order that was taken back; or of an operation that an emergency came into its way, or was made room for. */
export interface FileStep {
  readonly title: string;
  readonly status: EntryStatus | "gaveWay" | "tookPlace" | "takenBack";
  /**
   * Where it was last called to, nothing when it never was; the other operation's label; who took
   * a result back.
   */
  readonly place: string | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly resultCode: string | null;
}

export const documentKinds = [
  "referral",
  "report",
  "image",
  "result",
  "identity",
  "other",
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What a document may be, told by its own first bytes and never by what was claimed. */
export const documentTypes = [
  "application/pdf",
  "image/jpeg",
  "image/png",
  "image/webp",
  "text/plain",
] as const;
export type DocumentType = (typeof documentTypes)[number];

/** A photographed page is far below it. */
export const documentBytesMax = 5 * 1024 * 1024;

/** The header that carries a document's name when it is sent: never its address. */
export const documentNameHeader = "x-document-name";

export interface PatientDocument {
  readonly documentId: DocumentId;
  readonly at: Instant;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly type: DocumentType;
  readonly bytes: number;
}
