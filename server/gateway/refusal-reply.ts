import type { FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "../../shared/domain/language.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { refusalOf } from "./dispatch.ts";

/** A refusal as every HTTP request gets it: its code for programs, its text for the caller. */
export function sendRefusal(
  reply: FastifyReply,
  status: number,
  code: RefusalCode,
  language: Language,
  values?: Readonly<Record<string, number>>,
): FastifyReply {
  return reply.status(status).send({ ok: false, refusal: refusalOf(code, language, values) });
}

/** The language of a caller that says one; else Arabic. */
export function languageOf(request: FastifyRequest): Language {
  return request.headers["accept-language"]?.startsWith("en") === true ? "en" : "ar";
}
