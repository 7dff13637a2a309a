import { z } from "zod";
import { documentKinds } from "../domain/patient.ts";
import type {
  FileLine,
  PatientDetails,
  PatientDocument,
  PatientStatus,
} from "../domain/patient.ts";
import type { PatientId } from "../domain/ids.ts";
import type { Instant } from "../domain/time.ts";
import { sequenced } from "./payload.ts";
import { words } from "./words.ts";
import { schedulingPayloads } from "./scheduling-commands.ts";
import type { PatientHit } from "./scheduling-feeds.ts";

// Patients over HTTP: what is asked once and not followed. What is personal is in the body of a
// request, never in its address.

/** `POST /api/patients/search`: names, a phone or a card number, as somebody types it. */
export const searchSchema = z.strictObject({ q: z.string().max(120) });

export interface SearchAnswer {
  readonly hits: readonly PatientHit[];
  /** There are others: a longer question finds them. */
  readonly more: boolean;
}

/** `POST /api/patients/namesakes`: who may be the same person; asks what registering would ask. */
export const namesakesSchema = schedulingPayloads.registerPatient.omit({ isNew: true });

/** `GET /api/patients/m12`: who it is, and everything that happened here, newest first. */
export interface PatientFile {
  /** The patient that this row was merged into answers for it. */
  readonly patientId: PatientId;
  readonly status: PatientStatus;
  readonly since: Instant;
  /** Nothing: erased. */
  readonly details: PatientDetails | null;
  /** The rows that were found to be this person too. */
  readonly merged: readonly PatientId[];
  readonly timeline: readonly FileLine[];
  readonly documents: readonly PatientDocument[];
}

/** `POST /api/patients/m12/documents?kind=report`: the bytes are the body, the name a header. */
export const documentKindSchema = z.strictObject({ kind: z.enum(documentKinds) });
export const documentNameSchema = words(120);

/** `POST /api/patients/m12/documents/f34/erase` */
export const eraseDocumentSchema = z.strictObject({ reason: words(200) });

export const patientPathSchema = z.object({ id: sequenced<PatientId>("patient") });
