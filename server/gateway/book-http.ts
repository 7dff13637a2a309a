import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { idPattern } from "../../shared/domain/ids.ts";
import type { SessionId } from "../../shared/domain/ids.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { cancelReasons } from "../../shared/protocol/book.ts";
import { commandIdSchema } from "../../shared/protocol/commands.ts";
import type { Hospital } from "../hospital.ts";
import type { GroupCommit, Outcome } from "../store/group-commit.ts";
import { readForeign } from "./foreign.ts";
import { isOwnPage } from "./own-page.ts";
import { createPhoneActs } from "./phone-acts.ts";
import { createRateLimit } from "./rate.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";

/** Phones of a whole house may stand behind one address. */
const rightAnswers = { perSecond: 200, burst: 2_000 } as const;
/** A wrong token or code is an old slip or a guess; counted apart, so that guessers stop nobody. */
const wrongAnswers = { perSecond: 1, burst: 60 } as const;
/** Whoever moves a booking back and forth tells the waiting list each time. */
const actsOfBooking = { perSecond: 1 / 60, burst: 6 } as const;

const token = z.string().min(1).max(128);
const openSchema = z.union([
  z.strictObject({ token }),
  z.strictObject({ code: z.string().min(1).max(20) }),
]);
const moveSchema = z.strictObject({
  commandId: commandIdSchema,
  token,
  sessionId: z.string().regex(idPattern("session")),
  at: z.int().positive(),
});
const cancelSchema = z.strictObject({
  commandId: commandIdSchema,
  token,
  reason: z.enum(cancelReasons),
});

const status: Partial<Record<RefusalCode, number>> = {
  invalid: 400,
  not_found: 404,
  unknown_session: 404,
  rate_limited: 429,
  busy: 503,
  internal: 503,
};

/**
 * One booking's own page, by the token of its slip or by its code. A token or code that is unknown,
 * forged or mistyped always gets the same refusal: there is nothing to learn by asking.
 */
export function serveBook(
  app: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
): void {
  const { store, phoneBookings } = hospital;
  const right = createRateLimit(rightAnswers.perSecond, rightAnswers.burst);
  const wrong = createRateLimit(wrongAnswers.perSecond, wrongAnswers.burst);
  const acts = createRateLimit(actsOfBooking.perSecond, actsOfBooking.burst);
  const once = createPhoneActs(hospital, groupCommit);

  const no = (request: FastifyRequest, reply: FastifyReply, code: RefusalCode) =>
    sendRefusal(reply, status[code] ?? 409, code, languageOf(request));

  /** The refusal of this request, if it must be refused. Right and wrong are counted apart. */
  function limited(request: FastifyRequest, isFound: boolean): RefusalCode | null {
    const mayAsk = (isFound ? right : wrong).take(request.ip, store.runtime.now());
    if (!mayAsk) return "rate_limited";
    return isFound ? null : "not_found";
  }

  async function act(
    request: FastifyRequest,
    reply: FastifyReply,
    ofToken: string,
    run: (seq: number) => Promise<Outcome>,
  ): Promise<unknown> {
    const seq = phoneBookings.ofToken(ofToken);
    const refused = limited(request, seq !== null);
    if (refused !== null || seq === null) return no(request, reply, refused ?? "not_found");
    if (!acts.take(String(seq), store.runtime.now())) return no(request, reply, "rate_limited");
    const outcome = await run(seq);
    if (!outcome.ok) return no(request, reply, outcome.code);
    return { ok: true, booking: phoneBookings.view(seq) };
  }

  app.post("/api/book", (request, reply) => {
    reply.header("cache-control", "no-store");
    const body = readForeign(openSchema, request.body);
    if (!isOwnPage(request) || body === null) return no(request, reply, "invalid");
    const asked = body.read;
    const seq =
      "token" in asked ? phoneBookings.ofToken(asked.token) : phoneBookings.ofCode(asked.code);
    const booking = seq === null ? null : phoneBookings.view(seq);
    const refused = limited(request, booking !== null);
    return refused === null ? { ok: true, booking } : no(request, reply, refused);
  });
  app.post("/api/book/move", (request, reply) => {
    reply.header("cache-control", "no-store");
    const body = readForeign(moveSchema, request.body);
    if (!isOwnPage(request) || body === null) return no(request, reply, "invalid");
    const { commandId, at } = body.read;
    const to = { sessionId: body.read.sessionId as SessionId, at };
    return act(request, reply, body.read.token, (seq) =>
      once(commandId, body.read, hospital.phoneFlows.move(seq, to)),
    );
  });
  app.post("/api/book/cancel", (request, reply) => {
    reply.header("cache-control", "no-store");
    const body = readForeign(cancelSchema, request.body);
    if (!isOwnPage(request) || body === null) return no(request, reply, "invalid");
    const { commandId, reason } = body.read;
    return act(request, reply, body.read.token, (seq) =>
      once(commandId, body.read, hospital.phoneFlows.cancel(seq, reason)),
    );
  });
}
