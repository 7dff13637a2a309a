import type { FastifyReply, FastifyRequest } from "fastify";
import { preferredLanguage } from "../../shared/domain/language.ts";
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

/** The best of the caller's languages (RFC 9110, 12.5.4) that we speak; else Arabic. */
export function languageOf(request: Pick<FastifyRequest, "headers">): Language {
  return preferredLanguage(wishesOf(request.headers["accept-language"] ?? ""));
}

/** Tags of an `Accept-Language` that are wanted at all, best first. A header is 16 kB at most. */
function wishesOf(header: string): readonly string[] {
  return header
    .split(",")
    .map((wish) => {
      const [tag = "", weight = ""] = wish.split(";");
      return {
        tag: tag.trim(),
        weight: Number(/^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(weight)?.[1] ?? 1),
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
