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
import type { LeaveRow, RosterTables } from "./roster-tables.ts";
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
    const gone = new Set(supposed.removed);
    const stays = (duty: Duty) => !gone.has(duty.assignment);
    const ours = [
      ...tables.ofClinic(clinic, from, to).filter(isInForce).filter(stays),
      ...supposed.added.filter((each) => each.clinic === clinic),
    ];
    const people = [...new Set(ours.map(({ staff }) => staff))];
    const points = [...new Set(ours.flatMap(({ point }) => point ?? []))];
    const things = [...new Set(ours.flatMap((duty) => duty.things))];
    const near = [addDays(from, -2), addDays(to, 2)] as const;
    const duties = new Map<number, Duty>(
      [
        ...people.flatMap((staff) => tables.ofPerson(staff, wide.from, wide.to).filter(isInForce)),
        ...points.flatMap((point) => tables.atPoint(point, ...near).filter(isInForce)),
        ...things.flatMap((thing) => tables.withThing(thing, ...near).filter(isInForce)),
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
    const known = new Set(of.people);
    const strangers = [
      ...of.points.flatMap((point) => tables.atPoint(point, ...near)),
      ...of.things.flatMap((thing) => tables.withThing(thing, ...near)),
    ].filter((row) => isInForce(row) && !known.has(row.staff));
    const sessions = [
      ...of.people.flatMap((staff) => tables.standingSessions(staff, ...near)),
      ...sessionsOf(tables, strangers),
    ].filter((row) => !of.gone.has(row.assignment_id));
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

function leaveOf(tables: RosterTables, staff: number, from: LocalDay, to: LocalDay): Leave[] {
  return tables
    .leaveOfPerson(staff, from, to)
    .filter((row) => row.status === "approved")
    .map((row: LeaveRow) => ({ staff, from: row.from_day, to: row.to_day }));
}
