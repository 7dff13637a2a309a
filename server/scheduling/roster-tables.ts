import { idOf } from "../../shared/domain/ids.ts";
import type { ClinicId, ServicePointId, ShiftId, ThingId } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { Names } from "../../shared/domain/language.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { defaultRosterRules } from "../../shared/domain/roster.ts";
import type {
  Assignment,
  AssignmentState,
  Grade,
  LeaveKind,
  LeaveStatus,
  RosterRules,
  SessionPlan,
  Shift,
  ShiftKind,
  SwapStatus,
} from "../../shared/domain/roster.ts";
import type { Sql } from "../store/store.ts";
import type { Pattern } from "./pattern.rules.ts";
import type { Duty } from "./roster-diff.rules.ts";
import { rosterSql } from "./roster.sql.ts";

/** A row of the roster, with what became of it. */
export interface AssignmentRow extends Duty {
  readonly state: AssignmentState;
  readonly publishedIn: number | null;
}

export interface PublicationRow {
  readonly id: number;
  readonly clinic_id: string;
  readonly from_day: LocalDay;
  readonly to_day: LocalDay;
  readonly version: number;
  readonly at: number;
  readonly undone: number;
}

export interface LeaveRow {
  readonly id: number;
  readonly staff_id: number;
  readonly from_day: LocalDay;
  readonly to_day: LocalDay;
  readonly kind: LeaveKind;
  readonly status: LeaveStatus;
  readonly requested_at: number;
  readonly decided_at: number | null;
}

export interface SwapRow {
  readonly id: number;
  readonly assignment_id: number;
  readonly to_staff_id: number;
  readonly for_assignment_id: number | null;
  readonly status: SwapStatus;
  readonly decided_at: number | null;
}

export interface SessionRow {
  readonly id: number;
  readonly assignment_id: number;
  readonly clinic_id: string;
  readonly staff_id: number;
  readonly point_id: string | null;
  readonly day: LocalDay;
  readonly from_at: number;
  readonly to_at: number;
  readonly taken: number;
  /** Of its shift, as a list. */
  readonly things: string;
}

export interface DetailRow {
  readonly staff_id: number;
  readonly clinic_id: string | null;
  readonly grade: Grade;
  readonly skills: string;
}

/** A shift as its person's calendar says it, or said it before it went. */
export interface ToldRow {
  readonly id: number;
  readonly clinic_id: string;
  readonly day: LocalDay;
  readonly shift_id: string;
  readonly point_id: string | null;
  readonly state: AssignmentState;
  readonly told_in: number;
  readonly told_at: number;
}

export type RosterTables = ReturnType<typeof createRosterTables>;

/** The questions of the rosters, answered in the words of the rules. */
export function createRosterTables(sql: Sql) {
  return {
    ...settingQuestions(sql),
    ...assignmentQuestions(sql),
    ...publicationQuestions(sql),
    ...absenceQuestions(sql),
  };
}

interface ShiftRow {
  readonly id: string;
  readonly names: string;
  readonly kind: ShiftKind;
  readonly start_min: number;
  readonly end_min: number;
  readonly tier: 1 | 2 | 3 | null;
}

interface PlanRow {
  readonly clinic_id: string;
  readonly shift_id: string;
  readonly service_id: string;
  readonly capacity: number;
  readonly window_min: number;
  readonly overbook_max: number;
  readonly breaks: string;
  readonly buffer_before_min: number;
  readonly buffer_after_min: number;
}

interface PatternRow {
  readonly staff_id: number;
  readonly clinic_id: string;
  readonly weeks: number;
  readonly starts_on: string;
  readonly cells: string;
  readonly week_names: string;
}

function settingQuestions(sql: Sql) {
  const detail = sql.query<[number], DetailRow>(rosterSql.detail);
  const details = sql.query<[], DetailRow>(rosterSql.details);
  const shifts = sql.query<[], ShiftRow>(rosterSql.shifts);
  const inUse = sql.query<[string], { used: number }>(rosterSql.shiftInUse);
  const plans = sql.query<[string], PlanRow>(rosterSql.plans);
  const rules = sql.query<[], { rules: string }>(rosterSql.rules);
  const patterns = sql.query<[string], PatternRow>(rosterSql.patterns);
  const calendarKey = sql.query<[number], { revision: number }>(rosterSql.calendarKey);
  return {
    detail: (staff: number) => detail.get(staff),
    details: () => details.all(),
    shifts: (): ReadonlyMap<string, Shift> =>
      new Map(shifts.all().map((row) => [row.id, shiftOf(row)])),
    isShiftInUse: (shift: string) => inUse.get(shift) !== undefined,
    plans: (clinic: string): readonly SessionPlan[] => plans.all(clinic).map(planOf),
    rules(): RosterRules {
      const row = rules.get();
      return row === undefined ? defaultRosterRules : (JSON.parse(row.rules) as RosterRules);
    },
    patterns: (clinic: string): readonly Pattern[] =>
      patterns.all(clinic).map((row) => ({
        staff: row.staff_id,
        clinic: row.clinic_id,
        weeks: row.weeks,
        startsOn: row.starts_on,
        cells: JSON.parse(row.cells) as Pattern["cells"],
        weekNames: JSON.parse(row.week_names) as readonly string[],
      })),
    calendarRevision: (staff: number) => calendarKey.get(staff)?.revision ?? 0,
  };
}

function shiftOf(row: ShiftRow): Shift {
  return {
    shiftId: row.id as ShiftId,
    names: JSON.parse(row.names) as Names,
    kind: row.kind,
    startMin: row.start_min,
    endMin: row.end_min,
    tier: row.tier,
  };
}

function planOf(row: PlanRow): SessionPlan {
  return {
    clinicId: row.clinic_id as ClinicId,
    shiftId: row.shift_id as ShiftId,
    serviceId: row.service_id,
    capacity: row.capacity,
    windowMin: row.window_min,
    overbookMax: row.overbook_max,
    breaks: JSON.parse(row.breaks) as SessionPlan["breaks"],
    bufferBeforeMin: row.buffer_before_min,
    bufferAfterMin: row.buffer_after_min,
  };
}

interface StoredAssignment {
  readonly id: number;
  readonly clinic_id: string;
  readonly staff_id: number;
  readonly day: LocalDay;
  readonly shift_id: string;
  readonly point_id: string | null;
  readonly things: string;
  readonly state: AssignmentState;
  readonly published_in: number | null;
}

type DaysOf = [string | number, LocalDay, LocalDay];

function assignmentQuestions(sql: Sql) {
  const one = sql.query<[number], StoredAssignment>(rosterSql.assignment);
  const same = sql.query<[number, LocalDay, string, string], StoredAssignment>(rosterSql.same);
  const ofClinic = sql.query<DaysOf, StoredAssignment>(rosterSql.ofClinic);
  const ofPerson = sql.query<DaysOf, StoredAssignment>(rosterSql.ofPerson);
  const atPoint = sql.query<DaysOf, StoredAssignment>(rosterSql.atPoint);
  const withThing = sql.query<DaysOf, StoredAssignment>(rosterSql.withThing);
  const takenOut = sql.query<DaysOf, { staff_id: number; day: LocalDay; shift_id: string }>(
    rosterSql.takenOut,
  );
  const clinicsOf = sql.query<DaysOf, { clinic_id: string }>(rosterSql.clinicsOfPerson);
  const told = sql.query<DaysOf, ToldRow>(rosterSql.told);
  return {
    assignment(id: number): AssignmentRow | null {
      const row = one.get(id);
      return row === undefined ? null : rowOf(row);
    },
    same: (staff: number, day: LocalDay, shift: string, clinic: string) =>
      same.all(staff, day, shift, clinic).map(rowOf),
    ofClinic: (clinic: string, from: LocalDay, to: LocalDay): readonly AssignmentRow[] =>
      ofClinic.all(clinic, from, to).map(rowOf),
    ofPerson: (staff: number, from: LocalDay, to: LocalDay): readonly AssignmentRow[] =>
      ofPerson.all(staff, from, to).map(rowOf),
    atPoint: (point: string, from: LocalDay, to: LocalDay): readonly AssignmentRow[] =>
      atPoint.all(point, from, to).map(rowOf),
    /** In need of a thing. */
    withThing: (thing: string, from: LocalDay, to: LocalDay): readonly AssignmentRow[] =>
      withThing.all(thing, from, to).map(rowOf),
    /** Taken out of published days, as `staff day shift`. */
    takenOut: (clinic: string, from: LocalDay, to: LocalDay): ReadonlySet<string> =>
      new Set(takenOut.all(clinic, from, to).map((row) => cellOf(row))),
    clinicsOfPerson: (staff: number, from: LocalDay, to: LocalDay) =>
      clinicsOf.all(staff, from, to).map((row) => row.clinic_id),
    told: (staff: number, from: LocalDay, to: LocalDay) => told.all(staff, from, to),
  };
}

export function cellOf(row: {
  readonly staff_id: number;
  readonly day: LocalDay;
  readonly shift_id: string;
}): string {
  return `${row.staff_id} ${row.day} ${row.shift_id}`;
}

function rowOf(row: StoredAssignment): AssignmentRow {
  return {
    assignment: row.id,
    clinic: row.clinic_id,
    staff: row.staff_id,
    day: row.day,
    shift: row.shift_id,
    point: row.point_id,
    things: thingsIn(row.things),
    state: row.state,
    publishedIn: row.published_in,
  };
}

/** Most shifts need no thing, and a month has thousands of them. */
export function thingsIn(list: string): readonly string[] {
  return list === "[]" ? [] : (JSON.parse(list) as string[]);
}

/** As screens are told. */
export function assignmentOf(row: AssignmentRow): Assignment {
  return {
    assignmentId: idOf("assignment", row.assignment),
    clinicId: row.clinic as ClinicId,
    staffId: idOf("staff", row.staff),
    day: row.day,
    shiftId: row.shift as ShiftId,
    pointId: row.point as ServicePointId | null,
    thingIds: row.things as readonly ThingId[],
    state: row.state,
  };
}

/** Stands once the draft is published. */
export function isInForce({ state }: { readonly state: AssignmentState }): boolean {
  return state === "adding" || state === "published";
}

function publicationQuestions(sql: Sql) {
  const one = sql.query<[number], PublicationRow>(rosterSql.publication);
  const last = sql.query<[string], PublicationRow>(rosterSql.lastPublication);
  const list = sql.query<[string, number], PublicationRow>(rosterSql.publications);
  const version = sql.query<[string], { version: number }>(rosterSql.version);
  const row = sql.query<[number], { command_id: Uint8Array | null; fact: string }>(
    rosterSql.journalRow,
  );
  return {
    publication: (id: number) => one.get(id),
    lastPublication: (clinic: string) => last.get(clinic),
    publications: (clinic: string, max: number) => list.all(clinic, max),
    version: (clinic: string) => version.get(clinic)?.version ?? 0,
    /** What a publishing said, and the command that it was; nothing of the server's own acts. */
    published(id: number) {
      const found = row.get(id);
      if (found === undefined) throw new Error(`no journal row ${id}`);
      const fact = JSON.parse(found.fact) as JournalFacts["rosterPublished"];
      return { fact, commandId: found.command_id };
    },
  };
}

function absenceQuestions(sql: Sql) {
  const leave = sql.query<[number], LeaveRow>(rosterSql.leave);
  const leaveOf = sql.query<[number, LocalDay, LocalDay], LeaveRow>(rosterSql.leaveOfPerson);
  const leaveOpen = sql.query<[number], LeaveRow>(rosterSql.leaveOpen);
  const leaveDecided = sql.query<[number, number], LeaveRow>(rosterSql.leaveDecided);
  const swap = sql.query<[number], SwapRow>(rosterSql.swap);
  const swapsOpen = sql.query<[number], SwapRow>(rosterSql.swapsOpen);
  const swapsDecided = sql.query<[number, number], SwapRow>(rosterSql.swapsDecided);
  const sessionsOf = sql.query<DaysOf, SessionRow>(rosterSql.sessionsOfPerson);
  const standing = sql.query<DaysOf, SessionRow>(rosterSql.standingSessions);
  const sessionOf = sql.query<[number], SessionRow>(rosterSql.sessionOfAssignment);
  const taken = sql.query<[number], { taken: number }>(rosterSql.taken);
  return {
    leave: (id: number) => leave.get(id),
    leaveOfPerson: (staff: number, from: LocalDay, to: LocalDay) => leaveOf.all(staff, to, from),
    leaveOpen: (max: number) => leaveOpen.all(max),
    leaveDecided: (since: number, max: number) => leaveDecided.all(since, max),
    swap: (id: number) => swap.get(id),
    swapsOpen: (max: number) => swapsOpen.all(max),
    swapsDecided: (since: number, max: number) => swapsDecided.all(since, max),
    sessionsOfPerson: (staff: number, from: LocalDay, to: LocalDay) =>
      sessionsOf.all(staff, from, to),
    standingSessions: (staff: number, from: LocalDay, to: LocalDay) =>
      standing.all(staff, from, to),
    /** Places taken in a session. */
    taken: (session: number) => taken.get(session)?.taken ?? 0,
    sessionOfAssignment: (assignment: number) => sessionOf.get(assignment),
  };
}
