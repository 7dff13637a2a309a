import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { directoryIdPattern, idPattern } from "../../shared/domain/ids.ts";
import type { ClinicId, PublicationId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import { isLocalDay } from "../../shared/domain/local-day.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { rehearsedNames, schedulingPayloads } from "../../shared/protocol/scheduling-commands.ts";
import { mayDecide } from "../access/permissions.ts";
import type { Principal } from "../access/principal.ts";
import type { Consequences, Foreseen } from "../consequences.ts";
import type { Hospital } from "../hospital.ts";
import type { RehearsedAct } from "../rehearsals.ts";
import { exportRoster, importRoster } from "../roster-table.ts";
import { rosterVersions, versionDiff } from "../roster-versions.ts";
import type { GroupCommit, Outcome } from "../store/group-commit.ts";
import type { Flow } from "../store/store.ts";
import { readForeign } from "./foreign.ts";
import { isOwnPage } from "./own-page.ts";
import { createRateLimit } from "./rate.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";
import { rehearse } from "./rehearse.ts";
import { sessionCookie } from "./session-cookie.ts";
import { submit } from "./submit.ts";

/** A person at a screen looks, changes and looks again; each look is a publishing taken back. */
const questions = { perSecond: 2, burst: 30 } as const;
/** A year of a large clinic as text. */
const tableBytesMax = 2 * 1024 * 1024;

const status: Partial<Record<RefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  unknown_leave: 404,
  unknown_session: 404,
  session_closed: 409,
  not_found: 404,
  roster_changed: 409,
  clash: 409,
  rules_broken: 409,
  nothing_to_publish: 409,
  wrong_state: 409,
  rate_limited: 429,
  busy: 503,
  internal: 503,
};

interface Asking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly by: Principal;
  readonly no: (code: RefusalCode) => FastifyReply;
}
type Gate = (
  answer: (asking: Asking) => unknown,
) => (request: FastifyRequest, reply: FastifyReply) => unknown;

/** What those who plan ask once and do not follow: consequences, versions, tables. */
export async function serveRosters(
  app: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
): Promise<void> {
  const gate = createGate(hospital);
  serveConsequences(app, hospital, groupCommit, gate);
  serveVersions(app, hospital, gate);
  serveExport(app, hospital, gate);
  await app.register((scope, _, done) => {
    serveImport(scope, hospital, groupCommit, gate);
    done();
  });
}

/** Lets in whoever decides about rosters, at the pace of a person. */
function createGate({ access, store }: Hospital): Gate {
  const rate = createRateLimit(questions.perSecond, questions.burst);
  return (answer) => (request, reply) => {
    const language: Language = languageOf(request);
    const now = store.runtime.now();
    const member = access.staff(request.cookies[sessionCookie] ?? "", now);
    const no = (code: RefusalCode) => sendRefusal(reply, status[code] ?? 400, code, language);
    reply.header("cache-control", "no-store");
    if (!isOwnPage(request)) return no("invalid");
    if (member === null) return no("unauthenticated");
    const by: Principal = { kind: "staff", id: member.staffId, role: member.role };
    if (!mayDecide(by)) return no("forbidden");
    if (!rate.take(member.staffId, now)) return no("rate_limited");
    return answer({ request, reply, by, no });
  };
}

const day = z.string().refine(isLocalDay);
const clinic = z.string().regex(directoryIdPattern);
const spanSchema = z.object({ clinicId: clinic, from: day, to: day });
const draftSchema = z.strictObject({
  ...spanSchema.shape,
  version: z.coerce.number().int().min(0),
});
const actSchema = z.strictObject({ name: z.enum(rehearsedNames), payload: z.unknown() });

function serveConsequences(
  app: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
  gate: Gate,
): void {
  const { consequences } = hospital;
  app.get(
    "/api/consequences",
    gate(async ({ request, by, no }) => {
      const flow = askedAbout(consequences, request.query);
      if (flow === null) return no("invalid");
      const rehearsed = await rehearse(groupCommit, by.id, flow);
      return rehearsed.ok ? { ok: true, ...rehearsed.value } : no(rehearsed.code);
    }),
  );
  app.post(
    "/api/rehearsals",
    gate(async ({ request, by, no }) => {
      const act = actOf(request.body);
      if (act === null) return no("invalid");
      const rehearsed = await rehearse(groupCommit, by.id, hospital.rehearse(by, act));
      return rehearsed.ok ? { ok: true, ...rehearsed.value } : no(rehearsed.code);
    }),
  );
}

/** The very command that would be sent; nothing when it could not be. */
function actOf(body: unknown): RehearsedAct | null {
  const asked = readForeign(actSchema, body);
  if (asked === null) return null;
  const { name, payload } = asked.read;
  const read = readForeign(schedulingPayloads[name], payload);
  return read && ({ name, payload: read.read } as RehearsedAct);
}

/** The publishing that a query asks about; nothing when it asks about none. */
function askedAbout(consequences: Consequences, query: unknown): Flow<Foreseen> | null {
  const draft = readForeign(draftSchema, query);
  if (draft === null) return null;
  const { clinicId, ...span } = draft.read;
  return consequences.ofPublishing({ ...span, clinicId: clinicId as ClinicId });
}

const versionsSchema = z.strictObject({ clinicId: clinic });

function serveVersions(app: FastifyInstance, { roster }: Hospital, gate: Gate): void {
  app.get(
    "/api/roster/versions",
    gate(({ request, no }) => {
      const asked = readForeign(versionsSchema, request.query);
      if (asked === null) return no("invalid");
      return { ok: true, versions: rosterVersions(roster, asked.read.clinicId) };
    }),
  );
  app.get(
    "/api/roster/versions/:id",
    gate(({ request, no }) => {
      const { id = "" } = request.params as { readonly id?: string };
      const isId = idPattern("publication").test(id);
      const diff = isId ? versionDiff(roster, id as PublicationId) : null;
      return diff === null ? no("not_found") : { ok: true, ...diff };
    }),
  );
}

function serveExport(app: FastifyInstance, hospital: Hospital, gate: Gate): void {
  app.get(
    "/api/roster.csv",
    gate(({ request, reply, no }) => {
      const asked = readForeign(spanSchema.strict(), request.query);
      if (asked === null) return no("invalid");
      const { clinicId, from, to } = asked.read;
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="roster-${clinicId}-${from}.csv"`)
        .send(exportRoster(hospital, { clinic: clinicId, from, to }));
    }),
  );
}

function serveImport(
  scope: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
  gate: Gate,
): void {
  scope.addContentTypeParser(
    "text/csv",
    { parseAs: "string", bodyLimit: tableBytesMax },
    (_, body, done) => done(null, body),
  );
  scope.post(
    "/api/roster.csv",
    { bodyLimit: tableBytesMax },
    gate(async ({ request, by, no }) => {
      const asked = readForeign(versionsSchema, request.query);
      const { body } = request;
      if (asked === null || typeof body !== "string") return no("invalid");
      const flow = importRoster(hospital, asked.read.clinicId, body);
      const outcome: Outcome = await submit(groupCommit, by.id, flow);
      return outcome.ok ? { ok: true, ...(outcome.reply as object) } : no(outcome.code);
    }),
  );
}
