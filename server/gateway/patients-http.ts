import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { idPattern, seqOf } from "../../shared/domain/ids.ts";
import type { DocumentId, PatientId } from "../../shared/domain/ids.ts";
import { languages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import { documentBytesMax, documentNameHeader } from "../../shared/domain/patient.ts";
import type { PatientDocument } from "../../shared/domain/patient.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
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
import { mayEraseDocuments, mayReadPatients } from "../access/permissions.ts";
import type { Hospital } from "../hospital.ts";
import type { GroupCommit } from "../store/group-commit.ts";
import type { Flow } from "../store/store.ts";
import { readForeign } from "./foreign.ts";
import { isOwnPage } from "./own-page.ts";
import { filePage, filePagePolicy, timelineCsv } from "./patient-page.ts";
import { servePatientPlaces } from "./patient-places-http.ts";
import { createRateLimit } from "./rate.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";
import { sessionCookie } from "./session-cookie.ts";
import { submit } from "./submit.ts";

/** A desk asks at every pause of typing; somebody who copies the whole register asks faster. */
const questions = { perSecond: 5, burst: 60 } as const;

const status: Partial<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  unknown_patient: 404,
  not_found: 404,
  file_full: 409,
  busy: 503,
  internal: 503,
  rate_limited: 429,
};

/** What each request about patients begins with: who asks, and in which language. */
interface Asking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly member: StaffMember;
  readonly language: Language;
}
type Answer = (asking: Asking) => unknown;

/**
 * Patients, for staff who serve them. What is personal comes in bodies and headers, never in an
 * address; nothing of it may be kept by a cache; and whoever reads a file is in the journal.
 */
export async function servePatients(
  app: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
): Promise<void> {
  const gate = createGate(hospital);
  const record = (member: StaffMember, flow: Flow<unknown>) =>
    submit(groupCommit, member.staffId, flow);
  serveFinding(app, hospital, gate);
  servePatientPlaces(app, hospital, gate);
  serveFiles(app, hospital, gate, record);
  serveDocuments(app, hospital, gate, record);
  await app.register((scope, _, done) => {
    serveUpload(scope, hospital, gate, record);
    done();
  });
}

export type Gate = (answer: Answer) => (request: FastifyRequest, reply: FastifyReply) => unknown;
type Recorder = (member: StaffMember, flow: Flow<unknown>) => ReturnType<typeof submit>;

/** Lets in whoever is signed in, may read patients, and asks at the pace of a person. */
function createGate({ access, store }: Hospital): Gate {
  const rate = createRateLimit(questions.perSecond, questions.burst);
  return (answer) => (request, reply) => {
    const language = languageIn(request);
    const now = store.runtime.now();
    const member = access.staff(request.cookies[sessionCookie] ?? "", now);
    const no = (code: RefusalCode) => refuse(reply, code, language);
    reply.header("cache-control", "no-store");
    if (!isOwnPage(request)) return no("invalid");
    if (member === null) return no("unauthenticated");
    if (!mayReadPatients(member.role)) return no("forbidden");
    if (!rate.take(member.staffId, now)) return no("rate_limited");
    return answer({ request, reply, member, language });
  };
}

export function refuse(reply: FastifyReply, code: RefusalCode, language: Language): FastifyReply {
  return sendRefusal(reply, status[code] ?? 400, code, language);
}

const languageSchema = z.object({ lang: z.enum(languages) });

/** A page that is opened by its address says its language there; a request, in its header. */
function languageIn(request: FastifyRequest): Language {
  return readForeign(languageSchema, request.query)?.read.lang ?? languageOf(request);
}

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
  const { patients, patientFiles, directory } = hospital;
  const serve = (
    path: string,
    as: "screen" | "page" | "csv",
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
      .send(filePage(file, language, directory.site()?.zone ?? "UTC")),
  );
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

export function patientIn(request: FastifyRequest): PatientId | null {
  const { id } = request.params as { readonly id: string };
  return idPattern("patient").test(id) ? (id as PatientId) : null;
}

function documentIdIn(request: FastifyRequest): DocumentId | null {
  const { document } = request.params as { readonly document: string };
  return idPattern("document").test(document) ? (document as DocumentId) : null;
}
