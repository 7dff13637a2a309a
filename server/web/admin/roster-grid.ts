import { dayNumber } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { ShiftId, StaffId } from "../../../shared/domain/ids.ts";
import { minutesOfDay } from "../../../shared/domain/local-day.ts";
import type {
  Assignment,
  RosterFinding,
  RosterPerson,
  Shift,
} from "../../../shared/domain/roster.ts";
import type {
  CalendarDay,
  LeaveLine,
  RosterData,
} from "../../../shared/protocol/scheduling-feeds.ts";

/** One shift in a cell, with what is wrong with it. */
export interface CellItem {
  readonly assignment: Assignment;
  readonly shift: Shift;
  readonly findings: readonly RosterFinding[];
}

export interface Cell {
  readonly staffId: StaffId;
  readonly day: LocalDay;
  readonly items: readonly CellItem[];
  readonly leave: LeaveLine | null;
  /** Work in other clinics that day. */
  readonly elsewhere: readonly { readonly assignment: Assignment; readonly shift: Shift }[];
  /** What is wrong with the cell itself: rest too short, hours of a week, on leave. */
  readonly findings: readonly RosterFinding[];
}

export interface GridRow {
  readonly person: RosterPerson;
  readonly cells: readonly Cell[];
}

/** How many work a shift on a day, against what the rules ask for. */
export interface CoverageRow {
  readonly shift: Shift;
  readonly days: readonly {
    readonly day: LocalDay;
    readonly found: number;
    /** Nothing: the rules ask for none, or it is no working day. */
    readonly atLeast: number | null;
  }[];
}

export interface Grid {
  readonly days: readonly CalendarDay[];
  readonly rows: readonly GridRow[];
  readonly coverage: readonly CoverageRow[];
}

/** The roster as people by days: cells in the order of the days, shifts by when they begin. */
export function gridOf(roster: RosterData): Grid {
  const shifts = new Map(roster.shifts.map((shift) => [shift.shiftId, shift]));
  const own = byCell(roster.assignments);
  const others = byCell(roster.elsewhere);
  const rows = roster.people.map((person) => ({
    person,
    cells: roster.days.map(({ day }) => {
      const key = cellKey(person.staffId, day);
      const findings = roster.findings.filter(
        (finding) => finding.staffId === person.staffId && finding.days.includes(day),
      );
      return {
        staffId: person.staffId,
        day,
        items: withShifts(own.get(key) ?? [], shifts).map((each) => ({
          ...each,
          findings: findings.filter(
            ({ shiftId }) => shiftId === null || shiftId === each.shift.shiftId,
          ),
        })),
        elsewhere: withShifts(others.get(key) ?? [], shifts),
        leave: leaveOn(roster.leave, person.staffId, day),
        findings,
      };
    }),
  }));
  return { days: roster.days, rows, coverage: coverageOf(roster) };
}

/** What a draft does to the roster, by day and person: for "compare with published". */
export interface Change {
  readonly kind: "added" | "removed";
  readonly person: RosterPerson;
  readonly day: LocalDay;
  readonly shift: Shift;
}

export function changesOf(roster: RosterData): readonly Change[] {
  const shifts = new Map(roster.shifts.map((shift) => [shift.shiftId, shift]));
  const people = new Map(roster.people.map((person) => [person.staffId, person]));
  return roster.assignments
    .flatMap((assignment): Change[] => {
      const { state, day } = assignment;
      const shift = shifts.get(assignment.shiftId);
      const person = people.get(assignment.staffId);
      if (shift === undefined || person === undefined) return [];
      if (state !== "adding" && state !== "removing") return [];
      return [{ kind: state === "adding" ? "added" : "removed", person, day, shift }];
    })
    .toSorted(
      (a, b) =>
        dayNumber(a.day) - dayNumber(b.day) ||
        a.person.name.localeCompare(b.person.name) ||
        a.shift.startMin - b.shift.startMin,
    );
}

/** Why a draft cannot be published as it stands; nothing when it can. */
export type PublishBlock =
  | { readonly kind: "nothing" }
  | { readonly kind: "clash"; readonly count: number }
  | { readonly kind: "rules"; readonly count: number };

export function publishBlock(roster: RosterData): PublishBlock | null {
  const { draft, findings } = roster;
  const clashes = findings.filter(({ kind }) => kind === "clash").length;
  if (clashes > 0) return { kind: "clash", count: clashes };
  const broken = findings.filter(({ hard }) => hard).length;
  if (broken > 0) return { kind: "rules", count: broken };
  return draft.added + draft.removed === 0 ? { kind: "nothing" } : null;
}

/** The tint of a shift: the day's clinic, the evening's, on call, theatre, ward. */
export type Look = "day" | "evening" | "onCall" | "theatre" | "ward";

const eveningFromMin = 12 * 60;

export function lookOf({ kind, startMin }: Shift): Look {
  if (kind !== "clinic") return kind;
  return startMin < eveningFromMin ? "day" : "evening";
}

/** `8–14`, `8:30–14`; nothing for a whole day and more, which is said as so many hours. */
export function hoursText({ startMin, endMin }: Shift): string | null {
  if (endMin - startMin >= minutesOfDay) return null;
  return `${hourText(startMin)}–${hourText(endMin)}`;
}

function hourText(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return minute === 0 ? String(hour) : `${hour}:${String(minute).padStart(2, "0")}`;
}

/**
 * Short words for the narrow columns of a month: as few first letters of each name as tell it from
 * the others. Two of one name get the same word; their tint and hours tell them apart.
 */
export function shortWords(names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const letters = Array.from(name);
    const others = names.filter((other) => other !== name);
    for (let length = 1; length < letters.length; length++) {
      const word = letters.slice(0, length).join("");
      if (!word.endsWith(" ") && others.every((other) => !other.startsWith(word))) return word;
    }
    return name;
  });
}

function cellKey(staffId: StaffId, day: LocalDay): string {
  return `${staffId} ${day}`;
}

function byCell(assignments: readonly Assignment[]): ReadonlyMap<string, readonly Assignment[]> {
  return Map.groupBy(
    assignments.filter(({ state }) => state !== "removed"),
    ({ staffId, day }) => cellKey(staffId, day),
  );
}

function withShifts(
  assignments: readonly Assignment[],
  shifts: ReadonlyMap<ShiftId, Shift>,
): readonly { readonly assignment: Assignment; readonly shift: Shift }[] {
  return assignments
    .flatMap((assignment) => {
      const shift = shifts.get(assignment.shiftId);
      return shift === undefined ? [] : [{ assignment, shift }];
    })
    .toSorted((a, b) => a.shift.startMin - b.shift.startMin);
}

function leaveOn(leave: readonly LeaveLine[], staffId: StaffId, day: LocalDay): LeaveLine | null {
  const covers = leave.filter(
    (line) =>
      line.staffId === staffId &&
      line.from <= day &&
      day < line.to &&
      (line.status === "approved" || line.status === "requested"),
  );
  return covers.find(({ status }) => status === "approved") ?? covers[0] ?? null;
}

function coverageOf(roster: RosterData): readonly CoverageRow[] {
  const wanted = roster.rules.coverage.filter(({ clinicId }) => clinicId === roster.clinicId);
  return roster.shifts.flatMap((shift) => {
    const rule = wanted.find(({ shiftId }) => shiftId === shift.shiftId);
    if (rule === undefined) return [];
    const at = roster.assignments.filter(
      ({ shiftId, state }) =>
        shiftId === shift.shiftId && (state === "adding" || state === "published"),
    );
    const days = roster.days.map(({ day, isWorkday, closed }) => ({
      day,
      found: at.filter((each) => each.day === day).length,
      atLeast: isWorkday && closed === null ? rule.atLeast : null,
    }));
    return [{ shift, days }];
  });
}
