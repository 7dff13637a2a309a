import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { AssignmentId } from "../../shared/domain/ids.ts";
import { addDays, weekStart } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Tx } from "../store/store.ts";
import type { BusyCalendar } from "./busy-calendar.ts";
import { daysBetween } from "./calendar.rules.ts";
import { expandPatterns, mayWork, runsOn } from "./pattern.rules.ts";
import type { PatternGround, Planned } from "./pattern.rules.ts";
import type { InstantAt } from "./ports.ts";
import { sessionsOf } from "./roster-busy.ts";
import { commitmentOf } from "./roster.rules.ts";
import type { RosterCalendar } from "./roster-calendar.ts";
import type { Span } from "./roster-picture.ts";
import { cellOf, isInForce } from "./roster-tables.ts";
import type { AssignmentRow, RosterTables } from "./roster-tables.ts";

/** A year and its edges: what is drafted or published in one act, which nobody else can come into. */
export const spanDaysMax = 400;
const weekDays = 7;

/** What a change touches is told by its clinic; a person's other clinics see them as busy. */
export type TellPeople = (tx: Tx, clinic: string, staff: readonly number[]) => void;

export type Drafting = ReturnType<typeof createDrafting>;

/** Drafts: what will stand with the next publishing. Only administrators see them. */
export function createDrafting(
  tables: RosterTables,
  calendar: RosterCalendar,
  busy: BusyCalendar,
  tell: TellPeople,
) {
  const kindsOf = () => new Map([...tables.shifts()].map(([id, { kind }]) => [id, kind]));

  function groundOf({ clinic, from, to }: Span, people: readonly number[]): PatternGround {
    const leave = people.flatMap((staff) =>
      tables
        .leaveOfPerson(staff, from, to)
        .filter((row) => row.status === "approved")
        .map((row) => ({ staff, from: row.from_day, to: row.to_day })),
    );
    return { kinds: kindsOf(), calendar: calendar.work([clinic], from, to), leave };
  }

  /** Plans one shift, or keeps one that was to go; nothing when it stands already. */
  function put(tx: Tx, planned: Planned): number | null {
    const { staff, clinic, day, shift, point, things } = planned;
    const same = tables.same(staff, day, shift, clinic);
    if (same.some(isInForce)) return null;
    const going = same.find((row) => row.state === "removing" && isAlike(row, planned));
    if (going === undefined) {
      const needs = things.length === 0 ? {} : { things };
      return tx.record("shiftPlanned", { clinic, staff, day, shift, point, ...needs });
    }
    tx.record("shiftUnplanned", { assignment: going.assignment, to: "published" });
    return going.assignment;
  }

  /** Plans those that do not stand yet; how many they are. */
  function putAll(tx: Tx, clinic: string, planned: readonly Planned[]): number {
    const placed = planned.filter((each) => put(tx, each) !== null);
    if (placed.length > 0) tell(tx, clinic, [...new Set(placed.map(({ staff }) => staff))]);
    return placed.length;
  }

  /** Would a published shift, or the session that it became, take a thing that is taken? */
  function isTaken(row: AssignmentRow, things: readonly string[], at: InstantAt): boolean {
    const shift = tables.shifts().get(row.shift);
    const hours = sessionsOf(tables, [row]).map(({ from_at: from, to_at: to }) => ({ from, to }));
    if (shift !== undefined) {
      hours.push({ from: at(row.day, shift.startMin), to: at(row.day, shift.endMin) });
    }
    const claim = { kind: "shift", commitment: commitmentOf(row.assignment), things } as const;
    return hours.some(
      (span) => busy.clashesOf({ ...claim, ...span, persons: [], rooms: [] }).length > 0,
    );
  }

  return {
    /**
     * Other things for a shift and its session. A draft is judged when it is published; what is in
     * force takes nothing that is taken.
     */
    assignThings(
      tx: Tx,
      assignmentId: AssignmentId,
      things: readonly string[],
      at: InstantAt,
    ): Result<{ assignmentId: AssignmentId }> {
      const row = tables.assignment(seqOf(assignmentId));
      if (row === null || !isInForce(row)) return refuse("wrong_state");
      const added = things.filter((thing) => !row.things.includes(thing));
      if (row.state === "published" && isTaken(row, added, at)) return refuse("clash");
      if (added.length > 0 || things.length < row.things.length) {
        const { assignment, things: from } = row;
        tx.record("thingsAssigned", { assignment, from, to: things });
        tx.touch(`sessions:${row.clinic}`);
        tell(tx, row.clinic, [row.staff]);
      }
      return accept({ assignmentId });
    },
    planShift(tx: Tx, planned: Planned): Result<{ assignmentId: AssignmentId }> {
      if (!tables.shifts().has(planned.shift)) return refuse("unknown_shift");
      const assignment = put(tx, planned);
      if (assignment === null) return refuse("already_booked");
      tell(tx, planned.clinic, [planned.staff]);
      return accept({ assignmentId: idOf("assignment", assignment) });
    },
    unplanShift(tx: Tx, assignmentId: AssignmentId): Result<{ assignmentId: AssignmentId }> {
      const row = tables.assignment(seqOf(assignmentId));
      if (row === null || !isInForce(row)) return refuse("wrong_state");
      const to = row.state === "adding" ? "removed" : "removing";
      tx.record("shiftUnplanned", { assignment: row.assignment, to });
      tell(tx, row.clinic, [row.staff]);
      return accept({ assignmentId });
    },
    /** What was taken out of a published day by hand stays out: that is an exception. */
    draftFromPatterns(tx: Tx, span: Span): Result<{ drafted: number }> {
      if (!isSpan(span)) return refuse("invalid");
      const patterns = tables.patterns(span.clinic);
      const ground = groundOf(
        span,
        patterns.map(({ staff }) => staff),
      );
      const out = tables.takenOut(span.clinic, span.from, span.to);
      const going = tables
        .ofClinic(span.clinic, span.from, span.to)
        .filter((row) => row.state === "removing");
      const excepted = new Set([...out, ...going.map(keyOf)]);
      const planned = expandPatterns(patterns, span, ground).filter(
        (each) => !excepted.has(keyOf(each)),
      );
      return accept({ drafted: putAll(tx, span.clinic, planned) });
    },
    /** Weekday by weekday, without those who are on leave then and without holidays. */
    copyWeek(
      tx: Tx,
      clinic: string,
      weeks: { readonly from: LocalDay; readonly to: LocalDay },
    ): Result<{ drafted: number }> {
      const [first, to] = [weekStart(weeks.from), weekStart(weeks.to)];
      const later = daysBetween(first, to);
      const rows = tables.ofClinic(clinic, first, addDays(first, weekDays)).filter(isInForce);
      const span = { clinic, from: to, to: addDays(to, weekDays) };
      const ground = groundOf(span, [...new Set(rows.map(({ staff }) => staff))]);
      const planned = rows
        .map(({ staff, day, shift, point, things }) => ({
          ...{ staff, clinic, shift, point, things },
          day: addDays(day, later),
        }))
        .filter((each) => mayWork(each, ground) && runsOn(each.shift, each.day, ground));
      return accept({ drafted: putAll(tx, clinic, planned) });
    },
    discardDraft(tx: Tx, span: Span): Result<{ discarded: number }> {
      if (!isSpan(span)) return refuse("invalid");
      const rows = tables.ofClinic(span.clinic, span.from, span.to);
      const adding = rows.filter((row) => row.state === "adding");
      const removing = rows.filter((row) => row.state === "removing");
      // What was added goes first: it may stand where something comes back.
      for (const { assignment } of adding) {
        tx.record("shiftUnplanned", { assignment, to: "removed" });
      }
      for (const { assignment } of removing) {
        tx.record("shiftUnplanned", { assignment, to: "published" });
      }
      const changed = [...adding, ...removing];
      tell(tx, span.clinic, [...new Set(changed.map(({ staff }) => staff))]);
      return accept({ discarded: changed.length });
    },
  };
}

export function isSpan({ from, to }: Pick<Span, "from" | "to">): boolean {
  const days = daysBetween(from, to);
  return days > 0 && days <= spanDaysMax;
}

/** In the same room with the same things. */
function isAlike(one: Planned, other: Planned): boolean {
  return one.point === other.point && `${one.things}` === `${other.things}`;
}

function keyOf({ staff, day, shift }: Planned): string {
  return cellOf({ staff_id: staff, day, shift_id: shift });
}
