import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { asOfHeader } from "../../shared/protocol/track.ts";
import type { Hospital } from "../hospital.ts";
import type { Seen } from "../track.ts";
import { matches, tagOf } from "./etag.ts";
import { readForeign } from "./foreign.ts";
import { createRateLimit } from "./rate.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";

/**
 * A whole hospital's phones may stand behind one address. Ten times the 2,000 of a big house, each
 * asking every 15 s, are 1,333 a second; the burst is all of them coming back at once.
 */
const rightAnswers = { perSecond: 1_500, burst: 20_000 } as const;

/**
 * A wrong token is an old paper or a guess. The page asks once and stops, so this is plenty for
 * the papers of yesterday, and a guesser of 128 bits gets nowhere. It is counted apart: whoever
 * uses it up does not stop the phones beside him.
 */
const wrongAnswers = { perSecond: 1, burst: 60 } as const;

/** What one who asked too often is told to wait. */
const waitS = 10;

/** Any honest token is 30 signs; a longer text is not read at all. */
const openSchema = z.strictObject({ token: z.string().max(128) });

/** Keeps a wait that a phone was shown. */
export type KeepShown = (shown: NonNullable<Seen["shown"]>) => void;

export interface TrackPorts {
  readonly keepShown: KeepShown;
  /** Phones are the first to wait while the house comes back. */
  readonly mayPhonesCome: () => boolean;
}

/**
 * The two requests of the patient's phone. A token that is unknown, forged, of an older copy or of
 * another day always gets the same refusal: there is nothing to learn by asking.
 */
export function serveTrack(
  app: FastifyInstance,
  hospital: Hospital,
  { keepShown: keep, mayPhonesCome }: TrackPorts,
): void {
  const { store, track } = hospital;
  const right = createRateLimit(rightAnswers.perSecond, rightAnswers.burst);
  const wrong = createRateLimit(wrongAnswers.perSecond, wrongAnswers.burst);

  /** The server's time, never before what the journal already says; written on the answer. */
  function stamp(reply: FastifyReply): number {
    const now = Math.max(store.runtime.now(), store.head().at);
    // `no-store`: what a phone was told must not lie in a cache; its page keeps what it needs.
    reply.header(asOfHeader, String(now)).header("cache-control", "no-store");
    return now;
  }

  /** The refusal of this request, if it has to be refused. Right and wrong are counted apart. */
  function refusal(request: FastifyRequest, reply: FastifyReply, found: boolean) {
    const limit = found ? right : wrong;
    if (limit.take(request.ip, store.runtime.now())) {
      return found ? null : sendRefusal(reply, 404, "unknown_ticket", languageOf(request));
    }
    reply.header("retry-after", String(waitS));
    return sendRefusal(reply, 429, "try_later", languageOf(request), { seconds: waitS });
  }

  app.addHook("onRequest", (request, reply, next) => {
    if (request.routeOptions.url !== "/api/track" || mayPhonesCome()) return next();
    reply.header("retry-after", String(waitS));
    sendRefusal(reply, 503, "try_later", languageOf(request), { seconds: waitS });
  });
  app.post("/api/track", (request, reply) => {
    const body = readForeign(openSchema, request.body);
    if (body === null) return sendRefusal(reply, 400, "invalid", languageOf(request));
    const opened = track.open(body.read.token, stamp(reply));
    const refused = refusal(request, reply, opened !== null);
    if (refused !== null || opened === null) return refused;
    if (opened.shown !== null) keep(opened.shown);
    reply.header("etag", tagOf(opened.view));
    return { ok: true, key: opened.key, view: opened.view };
  });

  app.get("/api/track", (request, reply) => {
    const seen = track.look(bearer(request), stamp(reply));
    const refused = refusal(request, reply, seen !== null);
    if (refused !== null || seen === null) return refused;
    const { view, shown } = seen;
    if (shown !== null) keep(shown);
    const tag = tagOf(view);
    reply.header("etag", tag);
    if (matches(request.headers["if-none-match"], tag)) return reply.status(304).send();
    return { ok: true, view };
  });
}

function bearer(request: FastifyRequest): string {
  return /^Bearer (\S{1,128})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}
