import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { RosterFinding } from "../../shared/domain/roster.ts";
import { holders } from "../../shared/domain/busy.ts";
import type { Busy } from "../../shared/domain/busy.ts";
import type { BusySource } from "./busy-calendar.ts";
import { monthOf } from "./calendar.rules.ts";
import type { Leave } from "./pattern.rules.ts";
import type { InstantAt } from "./ports.ts";
import type { RosterCalendar } from "./roster-calendar.ts";
import type { Duty } from "./roster-diff.rules.ts";
import { busyOfSession, sessionsOf } from "./roster-busy.ts";
import { checkRoster } from "./roster.rules.ts";
import type { RosterPicture } from "./roster.rules.ts";
import { isInForce } from "./roster-tables.ts";
import type { AssignmentRow, LeaveRow, RosterTables } from "./roster-tables.ts";
import { dayMs } from "../../shared/domain/time.ts";

/** A run of nights, a week or a shift past midnight may begin so many days before. */
const daysAround = 14;

export interface Span {
  readonly clinic: string;
  readonly from: LocalDay;
  /** Not in it. */
  readonly to: LocalDay;
}

/** A change that is not written: the roster is judged as if it were. */
export interface Supposed {
  readonly added: readonly Duty[];
  /** Assignments that go. */
  readonly removed: readonly number[];
}

/** Nothing supposed: the roster with its draft. */
export const asItIs: Supposed = { added: [], removed: [] };

export type RosterChecks = ReturnType<typeof createRosterChecks>;

/**
 * Judges a clinic's roster with all that its people, rooms and things do elsewhere: `elsewhere` says
 * what is no shift, no session and no leave.
 */
export function createRosterChecks(
  tables: RosterTables,
  calendar: RosterCalendar,
  elsewhere: BusySource,
) {
  function picture(span: Span, at: InstantAt, supposed: Supposed): RosterPicture {
    const { clinic, from, to } = span;
    const wide = {
      from: addDays(monthOf(from).from, -daysAround),
      to: addDays(monthOf(addDays(to, -1)).to, daysAround),
    };
    const gone = goneFrom(tables.ofClinic(clinic, from, to), supposed);
    const stays = (duty: Duty) => !gone.has(duty.assignment);
    const ours = [
      ...tables.ofClinic(clinic, from, to).filter(stays),
      ...supposed.added.filter((each) => each.clinic === clinic),
    ];
    const people = [...new Set(ours.map(({ staff }) => staff))];
    const points = [...new Set(ours.flatMap(({ point }) => point ?? []))];
    const things = [...new Set(ours.flatMap((duty) => duty.things))];
    const near = [addDays(from, -2), addDays(to, 2)] as const;
    const duties = new Map<number, Duty>(
      [
        ...people.flatMap((staff) => tables.ofPerson(staff, wide.from, wide.to)),
        ...points.flatMap((point) => tables.atPoint(point, ...near)),
        ...things.flatMap((thing) => tables.withThing(thing, ...near)),
        ...ours,
        ...supposed.added,
      ]
        .filter(stays)
        .map((duty) => [duty.assignment, duty]),
    );
    return {
      ...span,
      duties: [...duties.values()],
      shifts: tables.shifts(),
      leave: people.flatMap((staff) => leaveOf(tables, staff, ...near)),
      calendar: calendar.work([clinic], from, to),
      rules: tables.rules(),
      others: othersOf(span, at, { people, points, things, gone }),
      at,
    };
  }

  /** Sessions whose hours, doctor or room were changed by hand, and what the other sources say. */
  function othersOf(
    { from, to }: Span,
    at: InstantAt,
    of: {
      readonly people: readonly number[];
      readonly points: readonly string[];
      readonly things: readonly string[];
      readonly gone: ReadonlySet<number>;
    },
  ): readonly Busy[] {
    const near = [addDays(from, -2), addDays(to, 2)] as const;
    const own = of.people.flatMap((staff) => tables.standingSessions(staff, ...near));
    const known = new Set(own.map((row) => row.assignment_id));
    // Somebody else may sit in for whose shift it is: rooms and things are asked by the shift.
    const others = [
      ...of.points.flatMap((point) => tables.atPoint(point, ...near)),
      ...of.things.flatMap((thing) => tables.withThing(thing, ...near)),
    ].filter((row) => !known.has(row.assignment));
    const sessions = [...own, ...sessionsOf(tables, others)].filter(
      (row) => !of.gone.has(row.assignment_id),
    );
    const asked = { from: at(from, 0) - dayMs, to: at(to, 0) + dayMs };
    const ids = {
      person: of.people.map((staff) => `${staff}`),
      ...{ room: of.points, thing: of.things },
    };
    return [
      ...sessions.flatMap(busyOfSession),
      ...holders.flatMap((holder) =>
        ids[holder].flatMap((id) => elsewhere({ ...asked, holder, id })),
      ),
    ];
  }

  const findings = (
    span: Span,
    at: InstantAt,
    supposed: Supposed = asItIs,
  ): readonly RosterFinding[] => checkRoster(picture(span, at, supposed));

  return {
    findings,
    /**
     * What this change would break that is not broken already: a clinic that was closed after its
     * roster was published still gets its other days published.
     */
    newlyBroken(span: Span, at: InstantAt, to: Supposed, from: Supposed): readonly RosterFinding[] {
      const hard = findings(span, at, to).filter((each) => each.hard);
      if (hard.length === 0) return [];
      const known = new Set(findings(span, at, from).map((each) => JSON.stringify(each)));
      return hard.filter((each) => !known.has(JSON.stringify(each)));
    },
  };
}

/**
 * What goes with the publishing of these days: what is taken out of them, and what is supposed to
 * be. What goes from another clinic or on other days stands until that is published too.
 */
function goneFrom(
  rows: readonly AssignmentRow[],
  { added, removed }: Supposed,
): ReadonlySet<number> {
  const kept = new Set(added.map(({ assignment }) => assignment));
  const going = rows
    .filter((row) => !isInForce(row) && !kept.has(row.assignment))
    .map(({ assignment }) => assignment);
  return new Set([...going, ...removed]);
}

function leaveOf(tables: RosterTables, staff: number, from: LocalDay, to: LocalDay): Leave[] {
  return tables
    .leaveOfPerson(staff, from, to)
    .filter((row) => row.status === "approved")
    .map((row: LeaveRow) => ({ staff, from: row.from_day, to: row.to_day }));
}
