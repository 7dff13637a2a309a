import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { directoryIdPattern } from "../../shared/domain/ids.ts";
import { languages } from "../../shared/domain/language.ts";
import { isLocalDay } from "../../shared/domain/local-day.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import type { Result } from "../../shared/domain/result.ts";
import { theatrePayloads } from "../../shared/protocol/theatre-commands.ts";
import { asOfHeader } from "../../shared/protocol/track.ts";
import { mayCommand, mayFollow } from "../access/permissions.ts";
import type { Principal } from "../access/principal.ts";
import type { Hospital } from "../hospital.ts";
import { readForeign } from "./foreign.ts";
import { matches, tagOf } from "./etag.ts";
import { isOwnPage } from "./own-page.ts";
import { createRateLimit } from "./rate.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";
import { sessionCookie } from "./session-cookie.ts";
import { dayListPage, dayListPolicy } from "./theatre-pages.ts";

/** Families of a whole house may stand behind one address, each asking every 15 s. */
const families = { perSecond: 200, burst: 2_000 } as const;

const status: Partial<Record<RefusalCode, number>> = {
  ...{ unauthenticated: 401, forbidden: 403, not_found: 404, rate_limited: 429 },
  ...{ unknown_operation: 404, unknown_theatre: 404, unknown_procedure: 404 },
};

/** What a plan would break, where an emergency could go, the day's lists, and the families' board. */
export function serveTheatres(app: FastifyInstance, hospital: Hospital): void {
  serveAsks(app, hospital);
  serveLists(app, hospital);
  serveFamily(app, hospital);
}

function no(request: FastifyRequest, reply: FastifyReply, code: RefusalCode): FastifyReply {
  return sendRefusal(reply, status[code] ?? 400, code, languageOf(request));
}

/** Whoever is signed in on this page; nothing for anybody else. */
function signedIn({ access, store }: Hospital, request: FastifyRequest): Principal | null {
  const token = request.cookies[sessionCookie] ?? "";
  const member = access.staff(token, store.runtime.now());
  return member && { kind: "staff", id: member.staffId, role: member.role };
}

const checkSchema = theatrePayloads.planOperation.omit({ reason: true });
const proposalsSchema = theatrePayloads.insertEmergency.pick({
  ...{ procedureId: true, urgency: true, team: true, minutes: true, things: true },
});

function serveAsks(app: FastifyInstance, hospital: Hospital): void {
  const { store, theatreAsks } = hospital;
  /** `name`: the command that is being thought about. Who may not give it asks nothing. */
  function ask<Schema extends z.ZodType>(
    path: string,
    { schema, name }: { schema: Schema; name: "planOperation" | "insertEmergency" },
    answer: (asked: z.output<Schema>) => Result<object>,
    as: "check" | "proposals",
  ): void {
    app.post(path, (request, reply) => {
      reply.header("cache-control", "no-store");
      const by = signedIn(hospital, request);
      if (by === null) return no(request, reply, "unauthenticated");
      if (!mayCommand(by, name)) return no(request, reply, "forbidden");
      const body = readForeign(schema, request.body);
      if (!isOwnPage(request) || body === null) return no(request, reply, "invalid");
      const found = answer(body.read);
      return found.ok ? { ok: true, [as]: found.value } : no(request, reply, found.code);
    });
  }
  ask(
    "/api/theatres/check",
    { schema: checkSchema, name: "planOperation" },
    (asked) => theatreAsks.check(asked, store.runtime.now()),
    "check",
  );
  ask(
    "/api/theatres/proposals",
    { schema: proposalsSchema, name: "insertEmergency" },
    (asked) => theatreAsks.proposals(asked, store.runtime.now()),
    "proposals",
  );
}

const listSchema = z.strictObject({
  day: z.string().refine(isLocalDay),
  theatre: z.string().regex(directoryIdPattern).optional(),
  lang: z.enum(languages).default("ar"),
});

/** Lists of a day on A4, with names on them: for whoever is signed in, and for no kiosk's printer. */
function serveLists(app: FastifyInstance, hospital: Hospital): void {
  const { store, directory, theatreAsks } = hospital;
  app.get("/api/theatres/list", (request, reply) => {
    reply.header("cache-control", "no-store");
    const by = signedIn(hospital, request);
    if (by === null) return no(request, reply, "unauthenticated");
    if (!mayFollow(by, "operation", "")) return no(request, reply, "forbidden");
    const asked = readForeign(listSchema, request.query);
    if (asked === null) return no(request, reply, "invalid");
    const { day, theatre = null, lang: language } = asked.read;
    const lists = theatreAsks.dayLists(day, theatre);
    if (lists === null) return no(request, reply, "unknown_theatre");
    const site = directory.site();
    const hospitalNames = site?.hospitalNames ?? { ar: "" };
    const saying = { language, zone: site?.zone ?? "UTC", hospitalNames };
    const html = dayListPage(lists, day, saying, store.runtime.now());
    reply.header("content-security-policy", dayListPolicy);
    return reply.type("text/html; charset=utf-8").send(html);
  });
}

/** Labels and states for everybody's phone: no name, and nothing of what is done. */
function serveFamily(app: FastifyInstance, hospital: Hospital): void {
  const { store, theatreAsks } = hospital;
  const rate = createRateLimit(families.perSecond, families.burst);
  app.get("/api/family", (request, reply) => {
    const now = Math.max(store.runtime.now(), store.head().at);
    reply.header(asOfHeader, String(now)).header("cache-control", "no-store");
    if (!rate.take(request.ip, now)) return no(request, reply, "rate_limited");
    const view = theatreAsks.family(now);
    const tag = tagOf(view);
    reply.header("etag", tag);
    if (matches(request.headers["if-none-match"], tag)) return reply.status(304).send();
    return { ok: true, view };
  });
}
