import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { FreePlace } from "../../shared/domain/appointment.ts";
import { directoryIdPattern, idOf, idPattern, seqOf } from "../../shared/domain/ids.ts";
import type { AppointmentId, OrderId, SessionId } from "../../shared/domain/ids.ts";
import { addDays, isLocalDay } from "../../shared/domain/local-day.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import type { BookingView } from "../../shared/protocol/scheduling-feeds.ts";
import { commandIdSchema } from "../../shared/protocol/commands.ts";
import { mayFollow } from "../access/permissions.ts";
import type { Principal } from "../access/principal.ts";
import type { Hospital } from "../hospital.ts";
import type { GroupCommit, Outcome } from "../store/group-commit.ts";
import { readForeign } from "./foreign.ts";
import { isOwnPage } from "./own-page.ts";
import { createPhoneActs } from "./phone-acts.ts";
import { placePagePolicy, sessionPage, slipPage } from "./place-pages.ts";
import type { Saying } from "./place-pages.ts";
import { createRateLimit } from "./rate.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";
import { sessionCookie } from "./session-cookie.ts";

/** Phones of a whole house may stand behind one address; looking for places is cheap. */
const asking = { perSecond: 200, burst: 2_000 } as const;
/** A wrong code is a slip of the finger or a guess; counted apart, as with tickets. */
const wrongCodes = { perSecond: 1, burst: 60 } as const;

const placesMax = 100;
const daysMax = 366;

const status: Partial<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  unknown_session: 404,
  session_closed: 409,
  place_taken: 409,
  session_full: 409,
  already_booked: 409,
  ambiguous: 409,
  wrong_state: 409,
  hold_lapsed: 409,
  rate_limited: 429,
  ask_reception: 429,
  try_later: 429,
  busy: 503,
  internal: 503,
};

/** Places that are free, bookings by their code, and the papers of both. */
export function servePlaces(
  app: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
): void {
  serveFree(app, hospital);
  serveBookings(app, hospital, groupCommit);
  servePapers(app, hospital);
}

function no(request: FastifyRequest, reply: FastifyReply, code: RefusalCode): FastifyReply {
  return sendRefusal(reply, status[code] ?? 400, code, languageOf(request));
}

/** Whoever is signed in on this page; nothing for a phone. */
function signedIn({ access, store }: Hospital, request: FastifyRequest): Principal | null {
  const token = request.cookies[sessionCookie] ?? "";
  const member = access.staff(token, store.runtime.now());
  return member && { kind: "staff", id: member.staffId, role: member.role };
}

const day = z.string().refine(isLocalDay);
const placesSchema = z.strictObject({
  serviceId: z.string().regex(directoryIdPattern),
  from: day.optional(),
  days: z.coerce.number().int().min(1).max(daysMax).default(60),
  max: z.coerce.number().int().min(1).max(placesMax).default(10),
  /** For staff: only places that suit what is ordered. */
  orderId: z.string().regex(idPattern("order")).optional(),
});

function serveFree(app: FastifyInstance, hospital: Hospital): void {
  const { store, directory, access, localDate } = hospital;
  const rate = createRateLimit(asking.perSecond, asking.burst);
  app.get("/api/places", (request, reply) => {
    const now = store.runtime.now();
    reply.header("cache-control", "no-store");
    if (!rate.take(request.ip, now)) return no(request, reply, "rate_limited");
    const asked = readForeign(placesSchema, request.query);
    if (asked === null) return no(request, reply, "invalid");
    const { serviceId, from = localDate(now), days, max, orderId } = asked.read;
    if (directory.service(serviceId) === null) return no(request, reply, "unknown_service");
    const isStaff = signedIn(hospital, request) !== null;
    const free = hospital.freePlaces(
      { serviceId, fromDay: from, toDay: addDays(from, days) },
      { isStaff, max, ...(isStaff && orderId !== undefined && { orderId: orderId as OrderId }) },
    );
    const places = free.map((place: FreePlace) => ({
      ...place,
      staffName: access.nameOf(place.staffId),
    }));
    return { ok: true, places };
  });
}

const bookSchema = z.strictObject({
  commandId: commandIdSchema,
  by: z.enum(["phone", "nationalId"]),
  value: z.string().min(1).max(40),
  birthYear: z.int().min(1900).max(2100),
  sessionId: z.string().regex(idPattern("session")),
  at: z.int().positive(),
});
const answerSchema = z.strictObject({
  commandId: commandIdSchema,
  code: z.string().min(1).max(20),
  as: z.enum(["cancel", "taken", "declined"]),
});

/** The patient's phone: a place taken by two facts, looked at and given back by its code. */
function serveBookings(app: FastifyInstance, hospital: Hospital, groupCommit: GroupCommit): void {
  const { store } = hospital;
  const right = createRateLimit(asking.perSecond, asking.burst);
  const wrong = createRateLimit(wrongCodes.perSecond, wrongCodes.burst);

  const once = createPhoneActs(hospital, groupCommit);
  const answered = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome) =>
    outcome.ok ? { ok: true, reply: outcome.reply } : no(request, reply, outcome.code);

  app.post("/api/bookings", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const body = readForeign(bookSchema, request.body);
    if (!isOwnPage(request) || body === null) return no(request, reply, "invalid");
    const { commandId, ...wish } = body.read;
    const now = store.runtime.now();
    if (!right.take(request.ip, now)) return no(request, reply, "rate_limited");
    const flow = hospital.phoneFlows.book({ ...wish, sessionId: wish.sessionId as SessionId });
    return answered(request, reply, await once(commandId, body.read, flow));
  });
  app.post("/api/bookings/answer", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const body = readForeign(answerSchema, request.body);
    if (!isOwnPage(request) || body === null) return no(request, reply, "invalid");
    const { commandId, code, as } = body.read;
    const found = hospital.bookingView(code) !== null;
    if (!(found ? right : wrong).take(request.ip, store.runtime.now())) {
      return no(request, reply, "rate_limited");
    }
    const flow = hospital.phoneFlows.answer(code, as);
    return answered(request, reply, await once(commandId, body.read, flow));
  });
  app.get("/api/bookings/:code", (request, reply) => {
    reply.header("cache-control", "no-store");
    const { code = "" } = request.params as { readonly code?: string };
    const view: BookingView | null = hospital.bookingView(code);
    if (!(view === null ? wrong : right).take(request.ip, store.runtime.now())) {
      return no(request, reply, "rate_limited");
    }
    return view === null ? no(request, reply, "not_found") : { ok: true, booking: view };
  });
}

/** Pages for paper: the list of a session, and the slip of one booking. For staff, by cookie. */
function servePapers(app: FastifyInstance, hospital: Hospital): void {
  const { store, directory, feeds, places } = hospital;
  const saying = (request: FastifyRequest): Saying => {
    const site = directory.site();
    return {
      language: languageOf(request),
      zone: site?.zone ?? "UTC",
      hospitalNames: site?.hospitalNames ?? { ar: "" },
      hijriOffset: places.holidays.hijriOffset(),
    };
  };
  const paper = (path: string, htmlOf: (id: string, request: FastifyRequest) => string | null) =>
    app.get(path, (request, reply) => {
      reply.header("cache-control", "no-store");
      const { id = "" } = request.params as { readonly id?: string };
      const by = signedIn(hospital, request);
      if (by === null) return no(request, reply, "unauthenticated");
      if (!mayFollow(by, "bookings", id)) return no(request, reply, "forbidden");
      const html = htmlOf(id, request);
      if (html === null) return no(request, reply, "not_found");
      reply.header("content-security-policy", placePagePolicy);
      return reply.type("text/html; charset=utf-8").send(html);
    });
  paper("/print/session/:id", (id, request) => {
    const now = store.runtime.now();
    const shown = feeds.build("bookings", id, now);
    return shown && sessionPage(shown, saying(request), now);
  });
  paper("/print/booking/:id", (id, request) => {
    if (!idPattern("appointment").test(id)) return null;
    const row = places.read.appointment(seqOf(id as AppointmentId));
    const session = row && feeds.build("bookings", idOf("session", row.session_id), 0)?.session;
    if (row === undefined || session === undefined) return null;
    const window = places.availability.windowOf(row.session_id, row.at);
    const url = hospital.bookingUrlOf(row.id);
    const preparation = hospital.preparationOfBooking(row.id);
    const to = window?.to ?? session.to;
    const slip = { code: row.code, url, at: row.at, to, session, preparation };
    return slipPage(slip, saying(request));
  });
}
