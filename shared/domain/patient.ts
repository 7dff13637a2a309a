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

/** One line of the patient's file, newest first: nothing is written twice. */
export interface FileLine {
  readonly at: Instant;
  readonly kind: "appointment" | "ticket" | "document" | "operation" | "labOrder";
  /** The id of the thing, as its kind has it. */
  readonly id: string;
  readonly title: string;
  readonly status: string;
}
