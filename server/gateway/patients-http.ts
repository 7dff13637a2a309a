import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { idPattern, seqOf } from "../../shared/domain/ids.ts";
import type { DocumentId } from "../../shared/domain/ids.ts";

import { documentBytesMax, documentNameHeader } from "../../shared/domain/patient.ts";
import type { PatientDocument } from "../../shared/domain/patient.ts";

import { accept } from "../../shared/domain/result.ts";
import {
  documentKindSchema,
  documentNameSchema,
  eraseDocumentSchema,
  namesakesSchema,
  searchSchema,
} from "../../shared/protocol/patients.ts";
import type { PatientFile } from "../../shared/protocol/patients.ts";
import type { StaffMember } from "../access/access.ts";
import { mayEraseDocuments } from "../access/permissions.ts";
import type { Hospital } from "../hospital.ts";

import type { GroupCommit } from "../store/group-commit.ts";
import type { Flow } from "../store/store.ts";
import { readForeign } from "./foreign.ts";

import { bytesOf, fileEntries } from "./patient-export.ts";
import { filePage, filePagePolicy, timelineCsv } from "./patient-page.ts";
import { createGate, patientIn, refuse } from "./patients-gate.ts";
import type { Asking, Gate } from "./patients-gate.ts";
import { servePatientPlaces } from "./patient-places-http.ts";

import { submit } from "./submit.ts";
import { zipBytesMax, zipped } from "./zip.ts";

/** A desk asks at every pause of typing; somebody who copies the whole register asks faster. */
const questions = { perSecond: 5, burst: 60 } as const;
/** A file printed with all its pictures asks for each of them in one moment. */
const readings = { perSecond: 10, burst: 300 } as const;

/**
 * Patients, for staff who serve them. What is personal comes in bodies and headers, never in an
 * address; nothing of it may be kept by a cache; and whoever reads a file is in the journal.
 */
export async function servePatients(
  app: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
): Promise<void> {
  const gate = createGate(hospital, readings);
  const record = (member: StaffMember, flow: Flow<unknown>) =>
    submit(groupCommit, member.staffId, flow);
  const asking = createGate(hospital, questions);
  serveFinding(app, hospital, asking);
  servePatientPlaces(app, hospital, asking);
  serveFiles(app, hospital, gate, record);
  serveDocuments(app, hospital, gate, record);
  await app.register((scope, _, done) => {
    serveUpload(scope, hospital, gate, record);
    done();
  });
}

type Recorder = (member: StaffMember, flow: Flow<unknown>) => ReturnType<typeof submit>;

function serveFinding(app: FastifyInstance, hospital: Hospital, gate: Gate): void {
  const { patients, store, localDate } = hospital;
  app.post(
    "/api/patients/search",
    gate(({ request, reply, language }) => {
      const body = readForeign(searchSchema, request.body);
      if (body === null) return refuse(reply, "invalid", language);
      return { ok: true, ...patients.read.search(body.read.q) };
    }),
  );
  app.post(
    "/api/patients/namesakes",
    gate(({ request, reply, language }) => {
      const body = readForeign(namesakesSchema, request.body);
      const year = Number(localDate(store.runtime.now()).slice(0, 4));
      const hits = body === null ? null : patients.read.namesakes(body.read, year);
      if (hits === null) return refuse(reply, "invalid", language);
      return { ok: true, hits, more: false };
    }),
  );
}

function serveFiles(app: FastifyInstance, hospital: Hospital, gate: Gate, record: Recorder): void {
  const { patients, patientFiles, directory, store } = hospital;
  const zone = () => directory.site()?.zone ?? "UTC";
  const serve = (
    path: string,
    as: "screen" | "page" | "csv" | "zip",
    send: (file: PatientFile, asking: Asking) => unknown,
  ) =>
    app.get(
      path,
      gate(async (asking) => {
        const { request, reply, member, language } = asking;
        const patientId = patientIn(request);
        const file = patientId === null ? null : patientFiles.read(patientId, language);
        if (file === null) return refuse(reply, "unknown_patient", language);
        const outcome = await record(member, (tx) =>
          accept(patients.open(tx, seqOf(file.patientId), as)),
        );
        return outcome.ok ? send(file, asking) : refuse(reply, outcome.code, language);
      }),
    );
  serve("/api/patients/:id", "screen", (file) => ({ ok: true, file }));
  serve("/api/patients/:id/page", "page", (file, { reply, language }) =>
    reply
      .header("content-security-policy", filePagePolicy)
      .type("text/html; charset=utf-8")
      .send(
        filePage(file, {
          ...{ language, zone: zone() },
          srcOf: ({ documentId }) => `/api/patients/${file.patientId}/documents/${documentId}`,
        }),
      ),
  );
  serve("/api/patients/:id/file.zip", "zip", (file, { reply, language }) => {
    // Only rows that were merged hold so much together; their documents can be saved one by one.
    if (bytesOf(file) > zipBytesMax) return refuse(reply, "invalid", language);
    const from = { language, zone: zone(), at: store.runtime.now() };
    const entries = fileEntries(file, { ...from, bodyOf: patients.documents.body });
    return reply
      .header("content-disposition", `attachment; filename="${file.patientId}.zip"`)
      .header("x-content-type-options", "nosniff")
      .type("application/zip")
      .send(Readable.from(zipped(entries)));
  });
  serve("/api/patients/:id/timeline.csv", "csv", (file, { reply }) =>
    reply
      .header("content-disposition", `attachment; filename="${file.patientId}.csv"`)
      .type("text/csv; charset=utf-8")
      .send(timelineCsv(file.timeline)),
  );
}

function serveDocuments(
  app: FastifyInstance,
  hospital: Hospital,
  gate: Gate,
  record: Recorder,
): void {
  const { patients, patientFiles } = hospital;
  const documentIn = (request: FastifyRequest): PatientDocument | null => {
    const patientId = patientIn(request);
    const documentId = documentIdIn(request);
    if (patientId === null || documentId === null) return null;
    return patientFiles.document(patientId, documentId);
  };
  app.get(
    "/api/patients/:id/documents/:document",
    gate(async ({ request, reply, member, language }) => {
      const document = documentIn(request);
      if (document === null) return refuse(reply, "not_found", language);
      const { documentId } = document;
      const outcome = await record(member, (tx) => accept(patients.documents.open(tx, documentId)));
      const body = patients.documents.body(documentId);
      if (!outcome.ok) return refuse(reply, outcome.code, language);
      return body === null
        ? refuse(reply, "not_found", language)
        : sendDocument(reply, document, body);
    }),
  );
  app.post(
    "/api/patients/:id/documents/:document/erase",
    gate(async ({ request, reply, member, language }) => {
      const body = readForeign(eraseDocumentSchema, request.body);
      const document = documentIn(request);
      if (!mayEraseDocuments(member.role)) return refuse(reply, "forbidden", language);
      if (body === null) return refuse(reply, "invalid", language);
      if (document === null) return refuse(reply, "not_found", language);
      const { reason } = body.read;
      const outcome = await record(member, (tx) =>
        accept(patients.documents.erase(tx, document.documentId, reason)),
      );
      return outcome.ok ? { ok: true } : refuse(reply, outcome.code, language);
    }),
  );
}

/** What a stranger once wrote must not run as ours: no sniffing, no scripts, no origin. */
function sendDocument(
  reply: FastifyReply,
  { type, name, documentId }: PatientDocument,
  body: Uint8Array,
): FastifyReply {
  const how = type.startsWith("image/") ? "inline" : "attachment";
  return reply
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("x-content-type-options", "nosniff")
    .header(
      "content-disposition",
      `${how}; filename="${documentId}"; filename*=UTF-8''${inHeader(name)}`,
    )
    .type(type === "text/plain" ? "text/plain; charset=utf-8" : type)
    .send(Buffer.from(body));
}

/** RFC 8187: what `encodeURIComponent` leaves as it is, and a header's value may not have. */
function inHeader(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** In a scope of its own: here a body is bytes, of any claimed type, and may be larger. */
function serveUpload(
  scope: FastifyInstance,
  { patients }: Hospital,
  gate: Gate,
  record: Recorder,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  scope.post(
    "/api/patients/:id/documents",
    { bodyLimit: documentBytesMax },
    gate(async ({ request, reply, member, language }) => {
      const patientId = patientIn(request);
      const row = patientId === null ? null : patients.read.answering(seqOf(patientId));
      if (row?.status !== "active") return refuse(reply, "unknown_patient", language);
      const kind = readForeign(documentKindSchema, request.query);
      const name = readForeign(documentNameSchema, nameIn(request));
      const body = Buffer.isBuffer(request.body) ? request.body : null;
      if (kind === null || name === null || body === null)
        return refuse(reply, "invalid", language);
      const one = { kind: kind.read.kind, name: name.read, body };
      const outcome = await record(member, (tx) => patients.documents.add(tx, row.id, one));
      if (!outcome.ok) return refuse(reply, outcome.code, language);
      return { ok: true, ...(outcome.reply as { readonly documentId: DocumentId }) };
    }),
  );
}

/** The document's name, whose letters a header carries as percent signs; nothing when it can't be. */
function nameIn(request: FastifyRequest): string | null {
  try {
    return decodeURIComponent(String(request.headers[documentNameHeader] ?? ""));
  } catch {
    return null;
  }
}

function documentIdIn(request: FastifyRequest): DocumentId | null {
  const { document } = request.params as { readonly document: string };
  return idPattern("document").test(document) ? (document as DocumentId) : null;
}
