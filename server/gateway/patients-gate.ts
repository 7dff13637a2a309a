import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { idPattern } from "../../shared/domain/ids.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import { languages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import type { StaffMember } from "../access/access.ts";
import { mayReadPatients } from "../access/permissions.ts";
import type { Hospital } from "../hospital.ts";
import type { Rate } from "../limits.ts";
import { readForeign } from "./foreign.ts";
import { isOwnPage } from "./own-page.ts";
import { createRateLimit } from "./rate.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";
import { sessionCookie } from "./session-cookie.ts";

const status: Partial<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  unknown_patient: 404,
  unknown_specimen: 404,
  not_found: 404,
  file_full: 409,
  busy: 503,
  internal: 503,
  rate_limited: 429,
};

/** What each request about patients begins with: who asks, and in which language. */
export interface Asking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly member: StaffMember;
  readonly language: Language;
}
type Answer = (asking: Asking) => unknown;

export type Gate = (answer: Answer) => (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Lets in whoever is signed in, may read patients, and asks at the pace of a person. */
export function createGate({ access, store }: Hospital, { perSecond, burst }: Rate): Gate {
  const rate = createRateLimit(perSecond, burst);
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

/** The patient that a request's address names. */
export function patientIn(request: FastifyRequest): PatientId | null {
  const { id } = request.params as { readonly id: string };
  return idPattern("patient").test(id) ? (id as PatientId) : null;
}
