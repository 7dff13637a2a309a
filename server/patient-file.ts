import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { DocumentId, PatientId } from "../shared/domain/ids.ts";
import type { JournalFacts } from "../shared/domain/journal.ts";
import { nameIn } from "../shared/domain/language.ts";
import type { Language, Names } from "../shared/domain/language.ts";
import type { FileLine, FileStep, PatientDocument } from "../shared/domain/patient.ts";
import type { PatientFile } from "../shared/protocol/patients.ts";
import { orderItemStatuses } from "../shared/domain/laboratory.ts";
import type { OrderItemStatus } from "../shared/domain/laboratory.ts";
import type { Access } from "./access/access.ts";
import { wordsOf } from "./laboratory/laboratory-tables.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import type { Patients } from "./patients/patients.ts";
import type { StopRow, TicketRow } from "./patients/file-rows.ts";
import type { KeptPlan } from "./plan.ts";
import { labelOf } from "./theatres/operation.rules.ts";
import type { Operation } from "./theatres/operation.rules.ts";
import type { Theatres } from "./theatres/theatres.ts";

export interface FileModules {
  readonly patients: Patients;
  readonly laboratory: Pick<Laboratory, "read">;
  readonly access: Pick<Access, "nameOf">;
  readonly theatres: Pick<Theatres, "read">;
  readonly plan: KeptPlan;
}

/** A patient's file: what each part of the house wrote once, in one order of time. */
export interface PatientFiles {
  /** In the words of a language. Nothing when there never was such a patient. */
  read(patientId: PatientId, language: Language): PatientFile | null;
  /** A document, when it is in this patient's file. */
  document(patientId: PatientId, documentId: DocumentId): PatientDocument | null;
}

export function createPatientFiles(modules: FileModules): PatientFiles {
  const { patients } = modules;
  return {
    read(patientId, language) {
      const row = patients.read.answering(seqOf(patientId));
      if (row === null) return null;
      const rows = patients.read.rowsOf(row.id);
      const documents = rows.flatMap((id) => patients.documents.of(id));
      const lines = [
        ...rows.flatMap((id) => ticketLines(modules, id, language)),
        ...rows.flatMap((id) => appointmentLines(modules, id, language)),
        ...rows.flatMap((id) => operationLines(modules, id, language)),
        ...rows.flatMap((id) => orderLines(modules, id, language)),
        ...documents.map(documentLine),
      ];
      return {
        patientId: idOf("patient", row.id),
        status: row.status,
        since: row.since,
        details: patients.read.details(row.id),
        merged: rows.filter((id) => id !== row.id).map((id) => idOf("patient", id)),
        timeline: lines.toSorted((one, other) => other.at - one.at || newer(one, other)),
        documents: documents.toSorted(
          (one, other) => seqOf(other.documentId) - seqOf(one.documentId),
        ),
      };
    },
    document(patientId, documentId) {
      const found = patients.documents.find(documentId);
      const row = patients.read.answering(seqOf(patientId));
      if (found === null || row === null) return null;
      const { patient, ...document } = found;
      return patients.read.rowsOf(row.id).includes(patient) ? document : null;
    },
  };
}

/** Of two lines of one moment, the one that was written later stands first. */
function newer(one: FileLine, other: FileLine): number {
  return Number(other.id.slice(1)) - Number(one.id.slice(1));
}

function ticketLines(modules: FileModules, patient: number, language: Language): FileLine[] {
  const { patients, plan } = modules;
  return patients.file.tickets(patient).map((ticket: TicketRow) => {
    const stops = patients.file.stops(ticket.id);
    return {
      at: ticket.issued_at,
      kind: "ticket",
      id: idOf("ticket", ticket.id),
      title: said(plan.current().service.get(ticket.service_id)?.names, language),
      status: stops.at(-1)?.status ?? "waiting",
      by: ticket.label,
      steps: stops.map((stop) => step(modules, stop, language)),
    };
  });
}

function step({ plan }: FileModules, stop: StopRow, language: Language): FileStep {
  const point = plan.current().point.get(stop.service_point_id ?? "");
  return {
    title: said(plan.current().queue.get(stop.queue_id)?.names, language),
    status: stop.status,
    place: point === undefined ? null : nameIn(point.names, language),
    startedAt: stop.started_at,
    endedAt: stop.ended_at,
    resultCode: stop.result_code,
  };
}

function appointmentLines(modules: FileModules, patient: number, language: Language): FileLine[] {
  const { patients, plan, access } = modules;
  return patients.file.appointments(patient).map((row) => ({
    at: row.at,
    kind: "appointment",
    id: idOf("appointment", row.id),
    title: said(plan.current().service.get(row.service_id)?.names, language),
    status: row.status,
    by: access.nameOf(idOf("staff", row.staff_id)),
  }));
}

function operationLines(modules: FileModules, patient: number, language: Language): FileLine[] {
  const { theatres, access } = modules;
  return theatres.read.ofPatient(patient).map((operation) => {
    const { id, status, surgeon, procedure, times, moved, requestedAt } = operation;
    return {
      // When it was or is to be; one that has no place stands where it had one, or was asked for.
      at: times.signIn ?? operation.from ?? moved?.from ?? requestedAt,
      kind: "operation",
      id: idOf("operation", id),
      title: said(theatres.read.procedure(procedure)?.names, language),
      status,
      ...(surgeon === null ? {} : { by: access.nameOf(idOf("staff", surgeon)) }),
      steps: roomMade(modules, operation),
    };
  });
}

/** What was ordered, as panels were named, and how far the last of its tests is. */
function orderLines(modules: FileModules, patient: number, language: Language): FileLine[] {
  const { laboratory, access } = modules;
  return laboratory.read.ofPatient(patient).map((row) => {
    const asked = wordsOf(row.asked).map((id) => said(laboratory.read.test(id)?.names, language));
    const by = access.nameOf(row.ordered_by);
    return {
      at: row.ordered_at,
      kind: row.kind === "imaging" ? "imagingOrder" : "labOrder",
      id: idOf("order", row.id),
      title: asked.join(" · "),
      status: statusOf(laboratory.read.items(row.id).map(({ status }) => status)),
      by,
      steps: takenBack(modules, row.id),
    };
  });
}

/** Results that were said to be ready by mistake: when, by whom, and why. */
function takenBack({ laboratory, access }: FileModules, order: number): readonly FileStep[] {
  return laboratory.read.takenBack(order).map((row) => ({
    ...{ title: row.reason, status: "takenBack", place: access.nameOf(row.taken_by) },
    ...{ startedAt: row.taken_at, endedAt: null, resultCode: null },
  }));
}

/** Emergencies that this one gave way to, or that gave way to this one: on both patients' files. */
function roomMade({ theatres }: FileModules, { id }: Operation): readonly FileStep[] {
  return theatres.read
    .trace(id)
    .toReversed()
    .flatMap(({ name, fact: text }) => {
      if (name !== "operationMoved") return [];
      const fact = JSON.parse(text) as JournalFacts["operationMoved"];
      if (fact.madeRoomFor === undefined) return [];
      const isOurs = fact.operation === id;
      const other = theatres.read.operation(isOurs ? fact.madeRoomFor : fact.operation);
      return {
        title: fact.reason ?? "",
        status: isOurs ? ("gaveWay" as const) : ("tookPlace" as const),
        place: other === null ? null : labelOf(other),
        ...{ startedAt: fact.from.from ?? null, endedAt: fact.to.from ?? null, resultCode: null },
      };
    });
}

/** An order is as far as the last of its tests that are still wanted. */
function statusOf(items: readonly OrderItemStatus[]): OrderItemStatus {
  return orderItemStatuses.find((status) => items.includes(status)) ?? "cancelled";
}

function documentLine(document: PatientDocument): FileLine {
  const { at, documentId, name, kind } = document;
  return { at, kind: "document", id: documentId, title: name, status: "kept", documentKind: kind };
}

/** A service that the directory does not have any more has no words. */
function said(names: Names | undefined, language: Language): string {
  return names === undefined ? "" : nameIn(names, language);
}
