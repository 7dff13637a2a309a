import type { Access } from "./access/access.ts";
import { unnamed } from "./lines.ts";
import type { Patients } from "./patients/patients.ts";
import type { Plan } from "./plan.ts";
import type { InstantAt } from "./scheduling/ports.ts";
import type { Roster } from "./scheduling/roster.ts";
import type { Things } from "./scheduling/things.ts";
import { createOperationLines, teamOf } from "./theatre-lines.ts";
import { isPlanned, labelOf, markThatCounts, roomTime } from "./theatres/operation.rules.ts";
import type { Operation, Planned } from "./theatres/operation.rules.ts";
import { overrun } from "./theatres/overrun.rules.ts";
import type { HeldBlock } from "./theatres/plan.rules.ts";
import type { Theatres } from "./theatres/theatres.ts";
import type { TraceRow } from "./theatres/theatre-tables.ts";
import { idOf, idPattern, seqOf } from "../shared/domain/ids.ts";
import type { ClinicId, OperationId, TheatreId } from "../shared/domain/ids.ts";
import type { JournalFacts } from "../shared/domain/journal.ts";
import { addDays, dayNumber, isLocalDay } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import { fullName } from "../shared/domain/patient.ts";
import { missingCase } from "../shared/domain/result.ts";
import { checklistItems, checklistParts, urgencies } from "../shared/domain/theatre.ts";
import type { OperationStatus } from "../shared/domain/theatre.ts";
import { dayMs, minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type {
  BlockLine,
  FamilyBoardData,
  OperationData,
  OperationsWaitingData,
  TheatreFeeds,
  TheatresData,
} from "../shared/protocol/theatre-feeds.ts";

const daysMax = 7;

export interface TheatreFeedModules {
  readonly theatres: Pick<Theatres, "read">;
  readonly things: Pick<Things, "read">;
  readonly roster: Pick<Roster, "read">;
  readonly patients: Pick<Patients, "read">;
  readonly access: Pick<Access, "nameOf" | "everybody">;
  readonly instantAt: InstantAt;
  readonly localDate: (at: Instant) => LocalDay;
}

/** What the theatres' screens show; nothing when there is no such key. */
export function buildTheatreFeed(
  modules: TheatreFeedModules,
  plan: Plan,
  asked: { readonly feed: keyof TheatreFeeds; readonly key: string; readonly now: Instant },
): TheatreFeeds[keyof TheatreFeeds] | null {
  const { feed, key, now } = asked;
  switch (feed) {
    case "theatres":
      return theatresIn(modules, plan, key, now);
    case "operationsWaiting":
      return key === "site" ? waiting(modules, now) : null;
    case "operation":
      return operationFeed(modules, key);
    case "family":
      return key === "site" ? familyBoard(modules, plan, now) : null;
    default:
      return missingCase(feed);
  }
}

/** Key: `2026-11-29:7`. */
function theatresIn(
  modules: TheatreFeedModules,
  plan: Plan,
  key: string,
  now: Instant,
): TheatresData | null {
  const [from = "", count = "", ...more] = key.split(":");
  const isSpan = isLocalDay(from) && /^[1-9]$/.test(count) && Number(count) <= daysMax;
  if (!isSpan || more.length > 0) return null;
  const { theatres, things, instantAt } = modules;
  const to = addDays(from, Number(count));
  const operations = theatres.read.operationsIn(instantAt(from, 0), instantAt(to, 0));
  const { line } = createOperationLines(modules);
  const byTheatre = Map.groupBy(
    operations.filter((each) => isPlanned(each)),
    (each) => each.theatre,
  );
  return {
    ...{ from, to },
    theatres: theatres.read.theatres(),
    blocks: theatres.read
      .blocksIn(from, to)
      .map((block) => blockLine(modules, plan, block, { list: byTheatre.get(block.theatre), now })),
    operations: operations.map(line),
    procedures: theatres.read.procedures(),
    things: things.read.all(),
    people: peopleOf(modules),
    clinics: plan.chart.clinics.map(({ id, names }) => ({ clinicId: id, names })),
  };
}

function blockLine(
  { access }: TheatreFeedModules,
  plan: Plan,
  block: HeldBlock,
  { list = [], now }: { readonly list: readonly Planned[] | undefined; readonly now: Instant },
): BlockLine {
  const { from, to, day, status } = block;
  const within = list.filter((each) => from <= each.from && each.from < to);
  const staffId = block.staff === null ? null : idOf("staff", block.staff);
  const plannedMs = within.map(roomTime).reduce((sum, room) => sum + room.to - room.from, 0);
  return {
    blockId: idOf("block", block.id),
    theatreId: block.theatre as TheatreId,
    clinicId: block.clinic as ClinicId,
    ...{ staffId, day, from, to, status },
    clinicNames: plan.clinic.get(block.clinic)?.names ?? unnamed,
    staffName: staffId && access.nameOf(staffId),
    plannedMin: Math.round(plannedMs / minuteMs),
    overrun: Math.round(overrun(within.map(listedOf), to, now) * 100) / 100,
  };
}

function listedOf({ from, minutes, p80Min, setupMin, cleaningMin, times }: Planned) {
  const inAt = times.signIn ?? null;
  return {
    ...{ from, minutes, p80Min, setupMin, cleaningMin, inAt },
    outAt: times.recover ?? null,
  };
}

/** Doctors and nurses; a clinic where the roster knows one. */
function peopleOf({ access, roster }: TheatreFeedModules): TheatresData["people"] {
  const details = new Map(roster.read.details().map((row) => [row.staff_id, row]));
  return access.everybody().flatMap(({ staffId, name, role }) => {
    if (role !== "doctor" && role !== "nurse") return [];
    const detail = details.get(seqOf(staffId));
    return {
      ...{ staffId, name, clinicId: (detail?.clinic_id ?? null) as ClinicId | null },
      grade: detail?.grade ?? role,
      skills: detail === undefined ? [] : (JSON.parse(detail.skills) as readonly string[]),
    };
  });
}

function waiting(modules: TheatreFeedModules, now: Instant): OperationsWaitingData {
  const { theatres, localDate } = modules;
  const { line } = createOperationLines(modules);
  const rank = ({ urgency }: Operation) => urgencies.indexOf(urgency);
  const estimates = new Map<string, ReturnType<typeof theatres.read.estimate>>();
  const operations = theatres.read.waiting().toSorted((a, b) => rank(a) - rank(b));
  return {
    operations: operations.map((operation) => {
      const { procedure, surgeon, requestedAt } = operation;
      const key = `${procedure} ${surgeon}`;
      const likely = estimates.get(key) ?? theatres.read.estimate(procedure, surgeon);
      estimates.set(key, likely);
      return {
        ...line(operation),
        patientName: nameOf(modules, operation),
        waitedDays: Math.max(0, dayNumber(localDate(now)) - dayNumber(localDate(requestedAt))),
        ...likely,
      };
    }),
  };
}

function nameOf({ patients }: TheatreFeedModules, { patient }: Operation): string {
  const details = patients.read.details(patient);
  return details === null ? "" : fullName(details);
}

/** One operation whole, as the people in its theatre have it before them. */
function operationFeed(modules: TheatreFeedModules, key: string): OperationData | null {
  if (!idPattern("operation").test(key)) return null;
  const { theatres, patients, access } = modules;
  const operation = theatres.read.operation(seqOf(key as OperationId));
  if (operation === null) return null;
  const lines = createOperationLines(modules);
  const details = patients.read.details(operation.patient);
  const answering = patients.read.answering(operation.patient)?.id ?? operation.patient;
  const likely = theatres.read.estimate(operation.procedure, operation.surgeon);
  return {
    operation: lines.line(operation),
    patient: {
      patientId: idOf("patient", answering),
      name: details === null ? "" : fullName(details),
      mother: details?.mother ?? "",
      birthYear: details?.birthYear ?? null,
    },
    team: teamOf(operation).map((each) => ({ ...each, name: access.nameOf(each.staffId) })),
    supplies: operation.supplies,
    checklist: checklistOf(modules, operation),
    ...likely,
    note: theatres.read.note(operation.id),
    trace: theatres.read
      .trace(operation.id)
      .toReversed()
      .map((row) => traceLine(modules, lines.labelOfId, operation, row)),
  };
}

function checklistOf(
  { theatres, access }: TheatreFeedModules,
  operation: Operation,
): OperationData["checklist"] {
  const rows = new Map(theatres.read.checks(operation.id).map((row) => [row.item, row]));
  const marks = theatres.read.marks(operation.id);
  const fastingHours = theatres.read.procedure(operation.procedure)?.fastingHours ?? 0;
  const of = { supplies: operation.supplies, fastingHours };
  return checklistParts.flatMap((part) =>
    checklistItems[part].map((item) => {
      const row = rows.get(item);
      return {
        ...{ part, item, mark: markThatCounts(item, marks, of), reason: row?.reason ?? null },
        ...{ by: row === undefined ? null : access.nameOf(row.by), at: row?.at ?? null },
      };
    }),
  );
}

function traceLine(
  { access }: TheatreFeedModules,
  labelOfId: (id: number) => string | null,
  operation: Operation,
  row: TraceRow,
): OperationData["trace"][number] {
  const by = access.nameOf(row.principal);
  if (row.name !== "operationMoved") {
    return { at: row.at, by, verb: "request", reason: null, other: null };
  }
  const fact = JSON.parse(row.fact) as JournalFacts["operationMoved"];
  const isOurs = fact.operation === operation.id;
  const other = isOurs ? fact.madeRoomFor : fact.operation;
  const isMove = fact.verb === "plan" && fact.from.status === undefined;
  return {
    ...{ at: row.at, by, reason: fact.reason },
    // Another one that gave way to this emergency.
    verb: isOurs ? (isMove ? "move" : fact.verb) : "madeRoom",
    other: other === undefined ? null : labelOfId(other),
  };
}

/** Whoever has, or had, a place today: labels and states, and nothing of whom or what. */
export function familyBoard(
  modules: TheatreFeedModules,
  plan: Plan,
  now: Instant,
): FamilyBoardData {
  const { theatres, instantAt, localDate } = modules;
  const day = localDate(now);
  const [from, to] = [instantAt(day, 0), instantAt(addDays(day, 1), 0)];
  const today = theatres.read.operationsIn(from, to);
  const here = new Set(today.map(({ id }) => id));
  // Whoever is still inside from yesterday's list, and whoever lost today's place.
  const before = theatres.read
    .operationsIn(from - dayMs, from)
    .filter(({ status }) => isUnderWay(status));
  const gone = theatres.read.movedFrom(from, to).filter(({ id }) => !here.has(id));
  const lines = [...before, ...today, ...gone].map((operation) => ({
    label: labelOf(operation),
    state: stateOf(operation, here.has(operation.id)),
    since: operation.statusAt,
    isLater: isLater(operation),
  }));
  return { hospitalNames: plan.chart.site.hospitalNames, lines };
}

function isUnderWay(status: OperationStatus): boolean {
  return !["requested", "planned", "ward", "cancelled"].includes(status);
}

function isLater({ moved }: Operation): boolean {
  return moved !== null && (moved.madeRoomFor !== null || moved.delay !== null);
}

function stateOf(
  { status }: Operation,
  isToday: boolean,
): FamilyBoardData["lines"][number]["state"] {
  switch (status) {
    case "requested":
    case "cancelled":
      return "postponed";
    case "planned":
      return isToday ? "waiting" : "postponed";
    case "sent_for":
    case "arrived":
      return "preparing";
    case "signed_in":
    case "incision":
    case "closed":
      return "inTheatre";
    case "recovery":
    case "ward":
      return status;
    default:
      return missingCase(status);
  }
}
