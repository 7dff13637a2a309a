// Rosters as the server would send them, for tests, pictures and measurements of administration.
import { idOf } from "../../../../shared/domain/ids.ts";
import type { ClinicId, ServicePointId, ShiftId, StaffId } from "../../../../shared/domain/ids.ts";
import { addDays, weekday } from "../../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../../shared/domain/local-day.ts";
import { defaultRosterRules, grades } from "../../../../shared/domain/roster.ts";
import type {
  Assignment,
  RosterFinding,
  RosterPerson,
  Shift,
} from "../../../../shared/domain/roster.ts";
import type { LeaveLine, RosterData } from "../../../../shared/protocol/scheduling-feeds.ts";

export const eye = "eye" as ClinicId;
export const dental = "dental" as ClinicId;
export const room11 = "room-11" as ServicePointId;
const shiftId = (id: string) => id as ShiftId;

export const morning: Shift = {
  shiftId: shiftId("morning"),
  names: { ar: "صباحي", ckb: "بەیانی", en: "Morning", fa: "صبح", ur: "صبح" },
  kind: "clinic",
  startMin: 8 * 60,
  endMin: 14 * 60,
  tier: null,
};
export const evening: Shift = {
  shiftId: shiftId("evening"),
  names: { ar: "مسائي", ckb: "ئێوارە", en: "Evening", fa: "عصر", ur: "شام" },
  kind: "clinic",
  startMin: 14 * 60,
  endMin: 20 * 60,
  tier: null,
};
export const onCall: Shift = {
  shiftId: shiftId("on-call"),
  names: { ar: "خفارة", ckb: "ئێشکگری", en: "On call", fa: "کشیک", ur: "آن کال" },
  kind: "onCall",
  startMin: 8 * 60,
  endMin: 32 * 60,
  tier: 1,
};
export const theatre: Shift = {
  shiftId: shiftId("theatre"),
  names: { ar: "صالة", ckb: "نەشتەرگەری", en: "Theatre", fa: "اتاق عمل", ur: "آپریشن" },
  kind: "theatre",
  startMin: 8 * 60,
  endMin: 13 * 60 + 30,
  tier: null,
};
export const shifts = [morning, evening, onCall, theatre] as const;

const doctors = [
  "د. سارة محمود",
  "د. حيدر كاظم",
  "د. ليلى حسن",
  "د. باقر ناصر",
  "د. آية عباس",
  "د. كاظم رحيم",
  "د. نور جاسم",
  "د. مهدي صالح",
];

export function person(index: number): RosterPerson {
  return {
    staffId: idOf("staff", index + 1),
    name: `${doctors[index % doctors.length] ?? ""}${index < doctors.length ? "" : ` ${index + 1}`}`,
    clinicId: eye,
    grade: grades[index % 4] ?? "resident",
    skills: [],
  };
}

export function assignment(
  seq: number,
  given: Pick<Assignment, "staffId" | "day" | "shiftId"> & Partial<Assignment>,
): Assignment {
  return {
    assignmentId: idOf("assignment", seq),
    clinicId: eye,
    pointId: room11,
    thingIds: [],
    state: "published",
    ...given,
  };
}

/** A roster of so many people and days; the same for the same numbers. */
export function sampleRoster(options: {
  readonly from: LocalDay;
  readonly days: number;
  readonly people: number;
}): RosterData {
  const { from } = options;
  const days = Array.from({ length: options.days }, (_, index) => {
    const day = addDays(from, index);
    return { day, isWorkday: weekday(day) < 5, holiday: null, closed: null };
  });
  const people = Array.from({ length: options.people }, (_, index) => person(index));
  const assignments = people.flatMap(({ staffId }, row) =>
    days.flatMap(({ day, isWorkday }, column) => {
      const turn = (row * 7 + column * 3) % 11;
      const shift = isWorkday ? shifts[turn] : turn === 2 ? onCall : undefined;
      if (shift === undefined) return [];
      const state = turn === 1 && row === 1 ? "adding" : "published";
      const seq = 1 + row * options.days + column;
      return [assignment(seq, { staffId, day, shiftId: shift.shiftId, state })];
    }),
  );
  return {
    clinicId: eye,
    names: { ar: "عيادة العيون", ckb: "نۆرینگەی چاو", en: "Eye clinic", fa: "درمانگاه چشم" },
    from,
    to: addDays(from, options.days),
    days,
    shifts,
    plans: [],
    people,
    assignments,
    elsewhere: [],
    leave: [],
    rules: {
      ...defaultRosterRules,
      coverage: [{ clinicId: eye, shiftId: morning.shiftId, atLeast: 2, hard: false }],
    },
    findings: [],
    version: 7,
    draft: { added: 0, removed: 0, touchedPatients: 0 },
    undoable: null,
  };
}

/** A week that has everything in it: a draft, a clash, leave, work elsewhere, a short day. */
export function busyWeek(from: LocalDay): RosterData {
  const base = sampleRoster({ from, days: 7, people: 8 });
  const clashDay = addDays(from, 2);
  const [third, fourth] = [idOf("staff", 3), idOf("staff", 4)];
  const without = base.assignments.filter(
    ({ staffId, day }) =>
      !(staffId === fourth && day === clashDay) &&
      !(staffId === third && day >= addDays(from, 3) && day < addDays(from, 5)),
  );
  const clash: RosterFinding = {
    kind: "clash",
    hard: true,
    staffId: fourth,
    days: [clashDay],
    shiftId: onCall.shiftId,
    thingId: null,
    found: 2,
    limit: 1,
  };
  const short: RosterFinding = {
    kind: "coverage",
    hard: false,
    staffId: null,
    days: [addDays(from, 3)],
    shiftId: morning.shiftId,
    thingId: null,
    found: 1,
    limit: 2,
  };
  return {
    ...base,
    assignments: [
      ...without,
      assignment(901, { staffId: fourth, day: clashDay, shiftId: morning.shiftId }),
      assignment(902, {
        staffId: fourth,
        day: clashDay,
        shiftId: onCall.shiftId,
        state: "adding",
      }),
      assignment(903, {
        staffId: idOf("staff", 6),
        day: addDays(from, 1),
        shiftId: theatre.shiftId,
        state: "removing",
      }),
    ],
    elsewhere: [
      assignment(904, {
        clinicId: dental,
        staffId: idOf("staff", 7),
        day: addDays(from, 2),
        shiftId: evening.shiftId,
      }),
    ],
    leave: [leaveLine({ staffId: third, from: addDays(from, 3), to: addDays(from, 5) })],
    findings: [clash, short],
    draft: { added: 2, removed: 1, touchedPatients: 14 },
  };
}

export function leaveLine(
  given: Pick<LeaveLine, "staffId" | "from" | "to"> & Partial<LeaveLine>,
): LeaveLine {
  return {
    leaveId: idOf("leave", (950 + Number(given.staffId.slice(1))) as number),
    name: "د. ليلى حسن",
    kind: "annual",
    status: "approved",
    requestedAt: 1_763_900_000_000,
    shifts: 2,
    patients: 9,
    ...given,
  };
}

export const noStaff: StaffId = idOf("staff", 99);
