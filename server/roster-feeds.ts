import type { Access } from "./access/access.ts";
import { bookingsOf } from "./place-feeds.ts";
import type { PlaceFeedModules } from "./place-feeds.ts";
import type { Plan } from "./plan.ts";
import type { InstantAt } from "./scheduling/ports.ts";
import { undoForMs } from "./scheduling/publishing.ts";
import type { Roster } from "./scheduling/roster.ts";
import { assignmentOf } from "./scheduling/roster-tables.ts";
import type { AssignmentRow, LeaveRow, SwapRow } from "./scheduling/roster-tables.ts";
import { outageOf } from "./scheduling/things.ts";
import type { Things } from "./scheduling/things.ts";
import { directoryIdPattern, idOf, idPattern, seqOf } from "../shared/domain/ids.ts";
import type { ClinicId, ServicePointId, ShiftId, StaffId, ThingId } from "../shared/domain/ids.ts";
import { addDays, isLocalDay } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import type { RosterPerson } from "../shared/domain/roster.ts";
import { missingCase } from "../shared/domain/result.ts";
import { dayMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type {
  InboxData,
  LeaveLine,
  MyDayData,
  PatternsData,
  RosterData,
  SchedulingFeeds,
  SwapLine,
  ThingsData,
} from "../shared/protocol/scheduling-feeds.ts";

/** Six weeks: a month with its edges. */
const daysMax = 42;
/** What waits for a decision; more than a person decides at once. The oldest come first. */
const linesListed = 200;
/** Decided in the last two weeks: what was decided lately is looked up, the rest is history. */
const decidedForMs = 14 * dayMs;
const decidedListed = 50;
/** Leave is planned so far ahead. */
const leaveDays = 366;
/** A whole clinic copied over another breaks hundreds of rules; the first ones say it. */
const findingsListed = 500;

type Names = "roster" | "inbox" | "things" | "patterns" | "myDay";

export interface RosterFeedModules extends PlaceFeedModules {
  readonly roster: Roster;
  readonly things: Things;
  readonly access: Pick<Access, "nameOf" | "isStaff">;
  readonly instantAt: InstantAt;
}

/** What the roster's screens show; nothing when there is no such key. */
export function buildRosterFeed(
  modules: RosterFeedModules,
  plan: Plan,
  { feed, key, now }: { readonly feed: Names; readonly key: string; readonly now: Instant },
): SchedulingFeeds[Names] | null {
  switch (feed) {
    case "roster":
      return rosterFeed(modules, plan, key, now);
    case "inbox":
      return key === "site" ? inbox(modules, now) : null;
    case "things":
      return key === "site" ? thingsFeed(modules, now) : null;
    case "patterns":
      return plan.clinic.has(key) ? patternsFeed(modules, key) : null;
    case "myDay":
      return myDay(modules, plan, key);
    default:
      return missingCase(feed);
  }
}

function rosterFeed(
  modules: RosterFeedModules,
  plan: Plan,
  key: string,
  now: Instant,
): RosterData | null {
  const asked = spanOf(key);
  const clinic = asked && plan.clinic.get(asked.clinic);
  if (asked === null || clinic === undefined || clinic === null) return null;
  const { read } = modules.roster;
  const { from, to } = asked;
  const rows = read.ofClinic(clinic.id, from, to);
  const people = peopleOf(modules, clinic.id, rows);
  const elsewhere = people.flatMap(({ staffId }) =>
    read.ofPerson(seqOf(staffId), from, to).filter((row) => row.clinic !== clinic.id),
  );
  const undoable = read.undoable(clinic.id, now);
  return {
    clinicId: clinic.id as ClinicId,
    names: clinic.names,
    ...{ from, to },
    days: read.days(clinic.id, from, to),
    shifts: [...read.shifts().values()],
    plans: read.plans(clinic.id),
    people,
    assignments: rows.map(assignmentOf),
    elsewhere: elsewhere.map(assignmentOf),
    leave: people
      .flatMap(({ staffId }) => read.leaveOfPerson(seqOf(staffId), from, to))
      .map((row) => leaveLine(modules, row)),
    rules: read.rules(),
    findings: read.findings(asked, modules.instantAt).slice(0, findingsListed),
    version: read.version(clinic.id),
    draft: read.draft(asked),
    undoable: undoable && {
      publicationId: idOf("publication", undoable.id),
      until: undoable.at + undoForMs,
    },
  };
}

/** `clinic:2026-11-22:7`; nothing for any other text. */
function spanOf(key: string) {
  const [clinic = "", from = "", days = "", ...more] = key.split(":");
  const isSpan = directoryIdPattern.test(clinic) && isLocalDay(from) && /^[1-9]\d?$/.test(days);
  if (!isSpan || more.length > 0 || Number(days) > daysMax) return null;
  return { clinic, from, to: addDays(from, Number(days)) };
}

/** Whoever belongs to the clinic, and whoever works in it in these days. */
function peopleOf(
  { roster, access }: RosterFeedModules,
  clinic: string,
  rows: readonly AssignmentRow[],
): readonly RosterPerson[] {
  const working = new Set(rows.map(({ staff }) => staff));
  const details = new Map(roster.read.details().map((row) => [row.staff_id, row]));
  const own = [...details.values()].filter((row) => row.clinic_id === clinic);
  const all = new Set([...own.map((row) => row.staff_id), ...working]);
  return [...all].map((staff) => {
    const detail = details.get(staff);
    return {
      staffId: idOf("staff", staff),
      name: access.nameOf(idOf("staff", staff)),
      clinicId: (detail?.clinic_id ?? null) as ClinicId | null,
      grade: detail?.grade ?? "resident",
      skills: detail === undefined ? [] : (JSON.parse(detail.skills) as readonly string[]),
    };
  });
}

function leaveLine({ roster, access }: RosterFeedModules, row: LeaveRow): LeaveLine {
  const { read } = roster;
  const shifts = read
    .ofPerson(row.staff_id, row.from_day, row.to_day)
    .filter(({ state }) => state === "published" || state === "removing");
  const booked = shifts.map(({ assignment }) => read.sessionOfAssignment(assignment)?.taken ?? 0);
  return {
    leaveId: idOf("leave", row.id),
    staffId: idOf("staff", row.staff_id),
    name: access.nameOf(idOf("staff", row.staff_id)),
    from: row.from_day,
    to: row.to_day,
    kind: row.kind,
    status: row.status,
    requestedAt: row.requested_at,
    shifts: shifts.length,
    patients: booked.reduce((sum, each) => sum + each, 0),
  };
}

function inbox(modules: RosterFeedModules, now: Instant): InboxData {
  const { read } = modules.roster;
  const since = now - decidedForMs;
  const decided = [
    ...read
      .leaveDecided(since, decidedListed)
      .map((row) => ({ at: row.decided_at ?? 0, line: leaveLine(modules, row) })),
    ...read
      .swapsDecided(since, decidedListed)
      .flatMap((row) => swapLines(modules, row).map((line) => ({ at: row.decided_at ?? 0, line }))),
  ];
  return {
    leave: read.leaveOpen(linesListed).map((row) => leaveLine(modules, row)),
    swaps: read.swapsOpen(linesListed).flatMap((row) => swapLines(modules, row)),
    decided: decided
      .toSorted((a, b) => b.at - a.at)
      .slice(0, decidedListed)
      .map(({ line }) => line),
  };
}

function patternsFeed({ roster }: RosterFeedModules, clinic: string): PatternsData {
  return {
    patterns: roster.read
      .patterns(clinic)
      .map(({ staff, weeks, startsOn, weekNames = [], cells }) => ({
        ...{ staffId: idOf("staff", staff), weeks, startsOn, weekNames },
        cells: cells.map(({ week, weekday, shift, point, things = [] }) => ({
          ...{ week, weekday, shiftId: shift as ShiftId },
          pointId: point as ServicePointId | null,
          thingIds: things as readonly ThingId[],
        })),
      })),
  };
}

function thingsFeed({ things }: RosterFeedModules, now: Instant): ThingsData {
  const outages = Map.groupBy(things.read.outagesFrom(now), ({ thing }) => thing);
  return {
    things: things.read.all().map((thing) => ({
      ...thing,
      outages: (outages.get(thing.thingId) ?? []).map(outageOf),
    })),
  };
}

/** One line; none for a swap whose shift is not there, which no fact makes. */
function swapLines(modules: RosterFeedModules, row: SwapRow): readonly SwapLine[] {
  const { roster, access, instantAt } = modules;
  const given = roster.read.assignment(row.assignment_id);
  if (given === null) return [];
  const taken =
    row.for_assignment_id === null ? null : roster.read.assignment(row.for_assignment_id);
  const nameOf = (staff: number) => access.nameOf(idOf("staff", staff));
  const isOpen = row.status === "offered" || row.status === "accepted";
  return [
    {
      swapId: idOf("swap", row.id),
      from: { name: nameOf(given.staff), assignment: assignmentOf(given) },
      to: { staffId: idOf("staff", row.to_staff_id), name: nameOf(row.to_staff_id) },
      instead: taken && assignmentOf(taken),
      status: row.status,
      findings: isOpen ? roster.swapFindings(row, instantAt) : [],
    },
  ];
}

/** `s12:2026-11-26`; nothing for any other text, and for nobody of the staff. */
function myDay(modules: RosterFeedModules, plan: Plan, key: string): MyDayData | null {
  const { roster, access } = modules;
  const [staffId = "", day = "", ...more] = key.split(":");
  if (!idPattern("staff").test(staffId) || !isLocalDay(day) || more.length > 0) return null;
  if (!access.isStaff(staffId as StaffId)) return null;
  const staff = seqOf(staffId as StaffId);
  const { read } = roster;
  return {
    day,
    name: access.nameOf(staffId),
    // A night that began yesterday is still today's.
    assignments: publishedOn(read.ofPerson(staff, addDays(day, -1), addDays(day, 1)), read, day),
    sessions: read
      .sessionsOfPerson(staff, day, addDays(day, 1))
      .flatMap((row) => bookingsOf(modules, plan, idOf("session", row.id)) ?? []),
    shifts: [...read.shifts().values()],
    leave: read
      .leaveOfPerson(staff, day, addDays(day, leaveDays))
      .map((row) => leaveLine(modules, row)),
    swaps: read
      .swapsOpen(linesListed)
      .flatMap((row) => swapLines(modules, row))
      .filter(({ from, to }) => from.assignment.staffId === staffId || to.staffId === staffId),
  };
}

function publishedOn(rows: readonly AssignmentRow[], read: Roster["read"], day: LocalDay) {
  const shifts = read.shifts();
  const lasts = (row: AssignmentRow) =>
    row.day === day || (shifts.get(row.shift)?.endMin ?? 0) > 24 * 60;
  return rows
    .filter(({ state }) => state === "published" || state === "removing")
    .filter(lasts)
    .map(assignmentOf);
}
