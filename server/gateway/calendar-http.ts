import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { seqOf } from "../../shared/domain/ids.ts";
import { nameIn, preferredLanguage } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import { accept } from "../../shared/domain/result.ts";
import type { StaffMember } from "../access/access.ts";
import type { Duties } from "../duty-calendar.ts";
import type { Hospital } from "../hospital.ts";
import type { GroupCommit } from "../store/group-commit.ts";
import { createRateLimit } from "./rate.ts";
import { isOwnPage } from "./own-page.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";
import { sessionCookie } from "./session-cookie.ts";
import { submit } from "./submit.ts";

/** A whole house's phones ask again every quarter of an hour, often from one address. */
const rightAnswers = { perSecond: 20, burst: 400 } as const;
/** A wrong secret is an old link or a guess. */
const wrongAnswers = { perSecond: 0.2, burst: 20 } as const;
const waitS = 60;
/** An honest link is shorter; a longer text is not looked at. */
const secretLengthMax = 64;

/**
 * A person's own shifts as a calendar (RFC 5545), for a phone that follows the link. Whoever has the
 * link reads it, so there is a way to make it anew, and no patient is in it.
 */
export function serveCalendars(
  app: FastifyInstance,
  hospital: Hospital,
  groupCommit: GroupCommit,
): void {
  const { store, dutyCalendar, roster } = hospital;
  const right = createRateLimit(rightAnswers.perSecond, rightAnswers.burst);
  const wrong = createRateLimit(wrongAnswers.perSecond, wrongAnswers.burst);

  app.get<{ Params: { file: string } }>("/calendar/:file", (request, reply) => {
    const { file } = request.params;
    const secret = file.endsWith(".ics") && file.length <= secretLengthMax ? file.slice(0, -4) : "";
    const now = Math.max(store.runtime.now(), store.head().at);
    const calendar = dutyCalendar.read(secret, now);
    const limit = calendar === null ? wrong : right;
    const language = languageIn(request);
    if (!limit.take(request.ip, now)) {
      reply.header("retry-after", String(waitS));
      return sendRefusal(reply, 429, "try_later", language, { seconds: waitS });
    }
    if (calendar === null) return sendRefusal(reply, 404, "not_found", language);
    return reply
      .header("cache-control", "private, no-cache")
      .type("text/calendar; charset=utf-8")
      .send(calendarText(calendar, language));
  });

  const linkOf = (member: StaffMember) => ({
    ok: true,
    path: `/calendar/${dutyCalendar.secretOf(seqOf(member.staffId))}.ics`,
  });
  const asMember =
    (answer: (member: StaffMember) => unknown) =>
    (request: FastifyRequest, reply: FastifyReply): unknown => {
      const token = request.cookies[sessionCookie] ?? "";
      const member = hospital.access.staff(token, store.runtime.now());
      reply.header("cache-control", "no-store");
      if (!isOwnPage(request)) return sendRefusal(reply, 400, "invalid", languageOf(request));
      if (member !== null) return answer(member);
      return sendRefusal(reply, 401, "unauthenticated", languageOf(request));
    };
  app.get("/api/calendar", asMember(linkOf));
  app.post(
    "/api/calendar/renew",
    asMember(async (member) => {
      await submit(groupCommit, member.staffId, (tx) =>
        accept(roster.renewCalendarKey(tx, seqOf(member.staffId))),
      );
      return linkOf(member);
    }),
  );
}

/** `?lang=` of the link, else what the phone speaks. */
function languageIn(request: FastifyRequest): Language {
  const { lang } = request.query as { readonly lang?: unknown };
  return typeof lang === "string" ? preferredLanguage([lang]) : languageOf(request);
}

/**
 * The calendar's text. Times are UTC: with a zone's name this library would write the clock of the
 * machine, and phones know UTC without a table.
 */
export function calendarText(duties: Duties, language: Language): string {
  const calendar = ical({
    name: `${duties.name} · ${nameIn(duties.hospital, language)}`,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Dawr", product: "Roster", language: language.toUpperCase() },
  });
  for (const event of duties.events) {
    const place = nameIn(event.clinic, language);
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      stamp: new Date(event.changedAt),
      start: new Date(event.from),
      end: new Date(event.to),
      summary: `${nameIn(event.shift, language)} · ${place}`,
      location: event.point === null ? place : nameIn(event.point, language),
      status: event.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
