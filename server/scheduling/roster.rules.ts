import { busyOf, clashesIn } from "../../shared/domain/busy.ts";
import type { Busy, Clash } from "../../shared/domain/busy.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { ShiftId, ThingId } from "../../shared/domain/ids.ts";
import { addDays, daysFrom, minutesOfDay, weekStart } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { Limit, RosterFinding, RosterRules, Shift } from "../../shared/domain/roster.ts";
import { hourMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { isClosed, isWithin, isWorkday, keepsHolidays } from "./calendar.rules.ts";
import type { WorkCalendar } from "./calendar.rules.ts";
import type { Leave } from "./pattern.rules.ts";
import type { Duty } from "./roster-diff.rules.ts";

/** Everything that a roster is judged by. */
export interface RosterPicture {
  /** The clinic and the days that are judged; the rest is what they are judged with. */
  readonly clinic: string;
  readonly from: LocalDay;
  readonly to: LocalDay;
  /** In force with the draft, also of other clinics and of the days around. */
  readonly duties: readonly Duty[];
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly leave: readonly Leave[];
  readonly calendar: WorkCalendar;
  readonly rules: RosterRules;
  /** What else takes these people and rooms: sessions that were changed, operations. */
  readonly others: readonly Busy[];
  /** A local time of day as an instant; minutes may pass midnight. */
  readonly at: (day: LocalDay, minute: number) => Instant;
}

/** A duty with its times. */
interface Timed extends Duty {
  readonly shiftOf: Shift;
  readonly starts: Instant;
  readonly ends: Instant;
}

/**
 * What the roster of a clinic breaks in these days, in order of days. A finding concerns the clinic
 * when one of its own shifts is part of it: a person's hours are counted over all clinics.
 */
export function checkRoster(picture: RosterPicture): readonly RosterFinding[] {
  const { clinic, rules } = picture;
  const timed = picture.duties.flatMap((duty) => timesOf(picture, duty));
  const isOurs = (duty: Duty) => duty.clinic === clinic && isWithin(picture, duty.day);
  const byPerson = Map.groupBy(
    timed.toSorted((a, b) => a.starts - b.starts || a.assignment - b.assignment),
    ({ staff }) => staff,
  );
  const weekOf = rememberedWeeks();
  const personal = [...byPerson].flatMap(([staff, duties]) => {
    if (!duties.some(isOurs)) return [];
    const of = { staff, duties, isOurs, weekOf };
    return [
      ...restFindings(of, rules.minRestHours),
      ...weekFindings(of, rules.maxHoursPerWeek),
      ...nightFindings(of, rules.maxNightsInRow),
      ...onCallFindings(of, rules.maxOnCallPerMonth),
    ];
  });
  const findings = [
    ...clashFindings(picture, timed, isOurs),
    ...leaveFindings(picture, timed.filter(isOurs)),
    ...personal,
    ...coverageFindings(picture, timed),
    ...closedFindings(picture, timed.filter(isOurs)),
  ];
  return findings.toSorted((a, b) => compare(a.days[0] ?? "", b.days[0] ?? ""));
}

/** The instants of a duty; nothing for a shift that the house does not have. */
function timesOf({ shifts, at }: RosterPicture, duty: Duty): readonly Timed[] {
  const shift = shifts.get(duty.shift);
  if (shift === undefined) return [];
  const starts = at(duty.day, shift.startMin);
  return [{ ...duty, shiftOf: shift, starts, ends: at(duty.day, shift.endMin) }];
}

interface Person {
  readonly staff: number;
  /** In order of time. */
  readonly duties: readonly Timed[];
  readonly isOurs: (duty: Duty) => boolean;
  readonly weekOf: (day: LocalDay) => LocalDay;
}

/** Sixty people share the days that they work on; each day's week is worked out once. */
function rememberedWeeks(): (day: LocalDay) => LocalDay {
  const known = new Map<LocalDay, LocalDay>();
  return (day) => {
    const week = known.get(day) ?? weekStart(day);
    known.set(day, week);
    return week;
  };
}

function finding(
  kind: RosterFinding["kind"],
  hard: boolean,
  about: {
    readonly staff: number | null;
    readonly duties: readonly Duty[];
    readonly shift?: string;
    readonly thing?: string;
    readonly found: number;
    readonly limit: number;
  },
): RosterFinding {
  const { staff, duties, shift, thing, found, limit } = about;
  return {
    kind,
    hard,
    staffId: staff === null ? null : idOf("staff", staff),
    days: [...new Set(duties.map(({ day }) => day))].toSorted(compare),
    shiftId: shift === undefined ? null : (shift as ShiftId),
    thingId: thing === undefined ? null : (thing as ThingId),
    found,
    limit,
  };
}

/** One person, room or thing wanted twice is never only a warning; nor one out of service. */
function clashFindings(
  picture: RosterPicture,
  timed: readonly Timed[],
  isOurs: (duty: Duty) => boolean,
): readonly RosterFinding[] {
  // A shift lasts a day at most: what lies two days off touches none of these days.
  const near = { from: addDays(picture.from, -2), to: addDays(picture.to, 2) };
  const close = timed.filter((duty) => isWithin(near, duty.day));
  const byCommitment = new Map(close.map((duty) => [commitmentOf(duty.assignment), duty]));
  const busy = [...close.flatMap(busyOfDuty), ...picture.others];
  return clashesIn(busy).flatMap(({ one, other }: Clash) => {
    if (one.kind === "leave" || other.kind === "leave") return [];
    const duties = [one, other].flatMap((each) => byCommitment.get(each.commitment) ?? []);
    if (!duties.some(isOurs)) return [];
    const staff = one.holder === "person" ? Number(one.id) : null;
    const shift = duties.find(isOurs)?.shift ?? "";
    const about = { staff, duties, shift, ...(one.holder === "thing" ? { thing: one.id } : {}) };
    const isOut = one.kind === "outOfService" || other.kind === "outOfService";
    return isOut
      ? [finding("outOfService", true, { ...about, found: 1, limit: 0 })]
      : [finding("clash", true, { ...about, found: 2, limit: 1 })];
  });
}

/** What a shift takes: its person, its room if it has one, and its things. */
export function busyOfDuty(
  duty: Duty & { readonly starts: Instant; readonly ends: Instant; readonly shiftOf: Shift },
): readonly Busy[] {
  const { staff, point, things, starts: from, ends: to } = duty;
  const commitment = commitmentOf(duty.assignment);
  const rooms = point === null ? [] : [point];
  const claim = { kind: "shift", commitment, from, to, persons: [staff], rooms, things } as const;
  return busyOf(claim).map((each) => ({ ...each, duty: duty.shiftOf.kind }));
}

/** A shift and the session that it became are one commitment. */
export function commitmentOf(assignment: number): string {
  return idOf("assignment", assignment);
}

/** A shift that begins in leave can't be; one that began before and reaches into it is told. */
function leaveFindings(picture: RosterPicture, ours: readonly Timed[]): readonly RosterFinding[] {
  return ours.flatMap((duty) => {
    const lastDay = addDays(duty.day, Math.ceil(duty.shiftOf.endMin / minutesOfDay) - 1);
    const leave = picture.leave.find(
      ({ staff, from, to }) => staff === duty.staff && from <= lastDay && duty.day < to,
    );
    if (leave === undefined) return [];
    const about = { staff: duty.staff, duties: [duty], shift: duty.shift, found: 1, limit: 0 };
    return [finding("onLeave", isWithin(leave, duty.day), about)];
  });
}

/** Between the shifts of different days; a day in two halves is one day's work. */
function restFindings({ staff, duties, isOurs }: Person, limit: Limit): readonly RosterFinding[] {
  const found: RosterFinding[] = [];
  let last: Timed | undefined;
  for (const next of duties) {
    if (last !== undefined && last.day !== next.day) {
      const restMs = next.starts - last.ends;
      const both = [last, next];
      if (restMs >= 0 && restMs < limit.value * hourMs && both.some(isOurs)) {
        const hours = Math.floor(restMs / hourMs);
        const about = { staff, duties: both, shift: next.shift, found: hours, limit: limit.value };
        found.push(finding("rest", limit.hard, about));
      }
    }
    if (last === undefined || next.ends > last.ends) last = next;
  }
  return found;
}

function weekFindings(
  { staff, duties, isOurs, weekOf }: Person,
  limit: Limit,
): readonly RosterFinding[] {
  return [...Map.groupBy(duties, ({ day }) => weekOf(day)).values()].flatMap((week) => {
    const hours = week.reduce((sum, { starts, ends }) => sum + (ends - starts), 0) / hourMs;
    if (hours <= limit.value || !week.some(isOurs)) return [];
    const found = Math.ceil(hours);
    return [finding("weekHours", limit.hard, { staff, duties: week, found, limit: limit.value })];
  });
}

function nightFindings({ staff, duties, isOurs }: Person, limit: Limit): readonly RosterFinding[] {
  const runs: Timed[][] = [];
  for (const duty of duties.filter(({ shiftOf }) => shiftOf.endMin > minutesOfDay)) {
    const last = runs.at(-1)?.at(-1);
    if (last?.day === duty.day || (last !== undefined && addDays(last.day, 1) === duty.day)) {
      runs.at(-1)?.push(duty);
    } else runs.push([duty]);
  }
  return runs.flatMap((run) => {
    const found = new Set(run.map(({ day }) => day)).size;
    if (found <= limit.value || !run.some(isOurs)) return [];
    return [finding("nights", limit.hard, { staff, duties: run, found, limit: limit.value })];
  });
}

function onCallFindings({ staff, duties, isOurs }: Person, limit: Limit): readonly RosterFinding[] {
  const onCall = duties.filter(({ shiftOf }) => shiftOf.kind === "onCall");
  return [...Map.groupBy(onCall, ({ day }) => day.slice(0, 7)).values()].flatMap((month) => {
    if (month.length <= limit.value || !month.some(isOurs)) return [];
    const about = { staff, duties: month, found: month.length, limit: limit.value };
    return [finding("onCalls", limit.hard, about)];
  });
}

function coverageFindings(picture: RosterPicture, timed: readonly Timed[]): RosterFinding[] {
  const { clinic, calendar } = picture;
  const here = Map.groupBy(
    timed.filter((duty) => duty.clinic === clinic),
    ({ day, shift }) => `${day} ${shift}`,
  );
  const days = daysFrom(picture.from, picture.to).filter(
    (day) => isWorkday(calendar, day) && !isClosed(calendar, clinic, day),
  );
  const wanted = picture.rules.coverage.filter(({ clinicId }) => clinicId === clinic);
  return days.flatMap((day) =>
    wanted.flatMap(({ shiftId, atLeast, hard }) => {
      const people = new Set(here.get(`${day} ${shiftId}`)?.map(({ staff }) => staff));
      if (people.size >= atLeast) return [];
      const about = { staffId: null, days: [day], shiftId, thingId: null };
      return [{ kind: "coverage", hard, ...about, found: people.size, limit: atLeast }];
    }),
  );
}

/** A closed clinic has nobody in it; on a holiday somebody may have good reason to come. */
function closedFindings({ calendar }: RosterPicture, ours: readonly Timed[]): RosterFinding[] {
  return ours.flatMap((duty) => {
    if (!keepsHolidays(duty.shiftOf.kind)) return [];
    const closed = isClosed(calendar, duty.clinic, duty.day);
    if (!closed && !calendar.holidays.has(duty.day)) return [];
    const about = { staff: duty.staff, duties: [duty], shift: duty.shift, found: 1, limit: 0 };
    return [finding("closedDay", closed, about)];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
