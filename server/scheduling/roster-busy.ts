import { busyOf } from "../../shared/domain/busy.ts";
import type { Busy } from "../../shared/domain/busy.ts";
import { idOf } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { BusyAsked, BusySource } from "./busy-calendar.ts";
import type { InstantAt } from "./ports.ts";
import { busyOfDuty, commitmentOf } from "./roster.rules.ts";
import { thingsIn } from "./roster-tables.ts";
import type { AssignmentRow, RosterTables, SessionRow } from "./roster-tables.ts";

/** Local days and instants of the site's zone. */
export interface SiteClock {
  readonly instantAt: InstantAt;
  readonly localDate: (at: Instant) => LocalDay;
}

/**
 * What rosters say to the busy calendar: shifts in force and drafted ones, the sessions that they
 * became with the hours and doctors they have now, and leave that was given.
 */
export function rosterBusy(tables: RosterTables, { instantAt, localDate }: SiteClock): BusySource {
  const shiftsOf = (rows: readonly AssignmentRow[]): readonly Busy[] => {
    const shifts = tables.shifts();
    return rows.flatMap((row) => {
      const shift = shifts.get(row.shift);
      if (shift === undefined) return [];
      const [starts, ends] = [shift.startMin, shift.endMin].map((min) => instantAt(row.day, min));
      return starts === undefined || ends === undefined
        ? []
        : busyOfDuty({ ...row, starts, ends, shiftOf: shift }).map((busy) =>
            row.state === "adding" ? { ...busy, isDraft: true } : busy,
          );
    });
  };
  const leaveOf = (staff: number, first: LocalDay, end: LocalDay): readonly Busy[] =>
    tables
      .leaveOfPerson(staff, first, end)
      .filter((row) => row.status === "approved")
      .flatMap((row) =>
        busyOf({
          ...{ kind: "leave", commitment: idOf("leave", row.id) },
          ...{ from: instantAt(row.from_day, 0), to: instantAt(row.to_day, 0) },
          ...{ persons: [row.staff_id], rooms: [], things: [] },
        }),
      );
  return (asked) => {
    // A shift of the day before may last into this one.
    const days = [addDays(localDate(asked.from), -1), addDays(localDate(asked.to), 1)] as const;
    const rows = rowsOf(tables, asked, days);
    const sessions =
      asked.holder === "person"
        ? tables.sessionsOfPerson(Number(asked.id), ...days)
        : sessionsOf(tables, rows);
    const leave = asked.holder === "person" ? leaveOf(Number(asked.id), ...days) : [];
    return [...shiftsOf(rows), ...sessions.flatMap(busyOfSession), ...leave];
  };
}

/** The shifts that take a person, a room or a thing in these days. */
function rowsOf(
  tables: RosterTables,
  { holder, id }: BusyAsked,
  days: readonly [LocalDay, LocalDay],
): readonly AssignmentRow[] {
  switch (holder) {
    case "person":
      return tables.ofPerson(Number(id), ...days);
    case "room":
      return tables.atPoint(id, ...days);
    case "thing":
      return tables.withThing(id, ...days);
    default:
      return missingCase(holder);
  }
}

/** The open sessions that shifts became: their hours may have been changed by hand. */
export function sessionsOf(
  tables: RosterTables,
  rows: readonly Pick<AssignmentRow, "assignment">[],
): readonly SessionRow[] {
  return rows.flatMap((row) => tables.sessionOfAssignment(row.assignment) ?? []);
}

export function busyOfSession(row: SessionRow): readonly Busy[] {
  return busyOf({
    ...{ kind: "session", commitment: commitmentOf(row.assignment_id) },
    ...{ from: row.from_at, to: row.to_at, persons: [row.staff_id] },
    ...{ rooms: row.point_id === null ? [] : [row.point_id], things: thingsIn(row.things) },
  });
}
