import type { StaffId, ClinicId } from "../../../shared/domain/ids.ts";
import type { ServicePointId, ShiftId, ThingId } from "../../../shared/domain/ids.ts";
import { weekday } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";

export interface WeekPattern {
  readonly staffId: StaffId;
  readonly clinicId: ClinicId;
  readonly weeks: number;
  readonly startsOn: LocalDay;
  readonly cells: {
    readonly week: number;
    readonly weekday: number;
    readonly shiftId: ShiftId;
    readonly pointId: ServicePointId | null;
    readonly thingIds: ThingId[];
  }[];
}

/** The shown week as everybody's pattern from it on, with its draft in force. */
export function patternsOf(roster: RosterData): readonly WeekPattern[] {
  const { clinicId, from, people, assignments } = roster;
  return people.map(({ staffId }) => ({
    staffId,
    clinicId,
    weeks: 1,
    startsOn: from,
    cells: assignments
      .filter((each) => each.staffId === staffId)
      .filter(({ state }) => state === "adding" || state === "published")
      .map(({ day, shiftId, pointId, thingIds }) => ({
        ...{ week: 0, weekday: weekday(day), shiftId, pointId },
        thingIds: [...thingIds],
      })),
  }));
}
