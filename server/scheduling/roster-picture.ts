import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { RosterFinding } from "../../shared/domain/roster.ts";
import { busyCalendar } from "./busy.rules.ts";
import type { Busy, BusyAsked, BusySource } from "./busy.rules.ts";
import { monthOf } from "./calendar.rules.ts";
import type { Leave } from "./pattern.rules.ts";
import type { InstantAt } from "./ports.ts";
import type { RosterCalendar } from "./roster-calendar.ts";
import type { Duty } from "./roster-diff.rules.ts";
import { busyOf, checkRoster, commitmentOf } from "./roster.rules.ts";
import type { RosterPicture } from "./roster.rules.ts";
import { isInForce } from "./roster-tables.ts";
import type { LeaveRow, RosterTables, SessionRow } from "./roster-tables.ts";
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

export type RosterChecks = ReturnType<typeof createRosterChecks>;

/** Judges a clinic's roster with all that its people and rooms do elsewhere. */
export function createRosterChecks(tables: RosterTables, calendar: RosterCalendar) {
  /** Theatres and whatever else takes people, rooms and devices say so here. */
  const elsewhere: BusySource[] = [];

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
    const duties = new Map<number, Duty>(
      [
        ...people.flatMap((staff) => tables.ofPerson(staff, wide.from, wide.to).filter(isInForce)),
        ...points.flatMap((point) => tables.atPoint(point, addDays(from, -2), addDays(to, 2))),
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
      leave: people.flatMap((staff) => leaveOf(tables, staff, addDays(from, -2), addDays(to, 2))),
      calendar: calendar.work([clinic], from, to),
      rules: tables.rules(),
      others: othersOf(span, at, { people, points, gone }),
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
      readonly gone: ReadonlySet<number>;
    },
  ): readonly Busy[] {
    const sessions = of.people.flatMap((staff) =>
      tables
        .sessionsOfPerson(staff, addDays(from, -2), addDays(to, 2))
        // The session of a shift that is to go goes with it.
        .filter((row) => !of.gone.has(row.assignment_id) && isStanding(row)),
    );
    const asked = { from: at(from, 0) - dayMs, to: at(to, 0) + dayMs };
    const holders: readonly BusyAsked[] = [
      ...of.people.map((staff) => ({ ...asked, holder: "person" as const, id: `${staff}` })),
      ...of.points.map((point) => ({ ...asked, holder: "room" as const, id: point })),
    ];
    return [
      ...sessions.flatMap(busyOfSession),
      ...holders.flatMap((each) => elsewhere.flatMap((source) => source(each))),
    ];
  }

  function isStanding(row: SessionRow): boolean {
    const assignment = tables.assignment(row.assignment_id);
    return assignment !== null && isInForce(assignment);
  }

  return {
    addBusySource: (source: BusySource): void => void elsewhere.push(source),
    /** Everything that takes a person or a room in these instants, from every source. */
    busy: (at: InstantAt, dayOf: (instant: number) => LocalDay): BusySource =>
      busyCalendar([shiftSource(tables, at, dayOf), leaveSource(tables, at, dayOf), ...elsewhere]),
    findings: (
      span: Span,
      at: InstantAt,
      supposed: Supposed = { added: [], removed: [] },
    ): readonly RosterFinding[] => checkRoster(picture(span, at, supposed)),
  };
}

function leaveOf(tables: RosterTables, staff: number, from: LocalDay, to: LocalDay): Leave[] {
  return tables
    .leaveOfPerson(staff, from, to)
    .filter((row) => row.status === "approved")
    .map((row: LeaveRow) => ({ staff, from: row.from_day, to: row.to_day }));
}

function busyOfSession(row: SessionRow): readonly Busy[] {
  const commitment = commitmentOf(row.assignment_id);
  const times = { kind: "session", commitment, from: row.from_at, to: row.to_at } as const;
  const person: Busy = { ...times, holder: "person", id: `${row.staff_id}` };
  return row.point_id === null
    ? [person]
    : [person, { ...times, holder: "room", id: row.point_id }];
}

/** Shifts in force, drafts among them, and the sessions that were changed by hand. */
function shiftSource(
  tables: RosterTables,
  at: InstantAt,
  dayOf: (instant: number) => LocalDay,
): BusySource {
  return ({ holder, id, from, to }) => {
    if (holder === "device") return [];
    const shifts = tables.shifts();
    // A shift of the day before may last into this one.
    const [first, end] = [addDays(dayOf(from), -1), addDays(dayOf(to), 1)];
    const rows =
      holder === "person"
        ? tables.ofPerson(Number(id), first, end).filter(isInForce)
        : tables.atPoint(id, first, end);
    const busy = rows.flatMap((row) => {
      const shift = shifts.get(row.shift);
      if (shift === undefined) return [];
      const times = { starts: at(row.day, shift.startMin), ends: at(row.day, shift.endMin) };
      return busyOf({ ...row, ...times }).filter((each) => each.holder === holder);
    });
    const sessions =
      holder === "person"
        ? tables.sessionsOfPerson(Number(id), first, end).flatMap(busyOfSession)
        : [];
    return [...busy, ...sessions.filter((each) => each.holder === holder)];
  };
}

function leaveSource(
  tables: RosterTables,
  at: InstantAt,
  dayOf: (instant: number) => LocalDay,
): BusySource {
  return ({ holder, id, from, to }) => {
    if (holder !== "person") return [];
    const rows = tables.leaveOfPerson(Number(id), dayOf(from), addDays(dayOf(to), 1));
    return rows
      .filter((row) => row.status === "approved")
      .map((row) => ({
        holder,
        id,
        kind: "leave",
        commitment: `leave ${row.id}`,
        from: at(row.from_day, 0),
        to: at(row.to_day, 0),
      }));
  };
}
