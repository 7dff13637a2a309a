import { z } from "zod";
import type { Hospital } from "../hospital.ts";
import type { Tx } from "../store/store.ts";
import { directoryIdPattern, seqOf } from "../../shared/domain/ids.ts";
import type { ClinicId, ShiftId, StaffId } from "../../shared/domain/ids.ts";
import { addDays, weekStart } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { grades, shiftKinds } from "../../shared/domain/roster.ts";
import type { Grade } from "../../shared/domain/roster.ts";
import { checkHospital, writtenHospital } from "./demo-hospital.ts";
import written from "./hospital/roster.json" with { type: "json" };

const id = z.string().regex(directoryIdPattern);
const name = z.string().min(1);
const schema = z.strictObject({
  shifts: z.array(
    z.strictObject({
      id,
      kind: z.enum(shiftKinds),
      startMin: z.int(),
      endMin: z.int(),
      tier: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
      names: z.strictObject({ ar: name, ckb: name, en: name, fa: name, ur: name }),
    }),
  ),
  /** Two to a clinic take turns; one without a name is a user of the demo already. */
  doctors: z.array(
    z.strictObject({ user: id, clinic: id, grade: z.enum(grades), name: name.optional() }),
  ),
  /** Clinics with a list in theatre, and those with a doctor on call at the weekend. */
  operating: z.array(id),
  onCall: z.array(id),
});

/** Who works when in the demo hospital. Bad data does not start. */
export const demoRoster = schema.parse(written);
const { clinics } = checkHospital(writtenHospital);

/** A Sunday long ago: the cycles of two weeks are counted from it, whenever the demo was founded. */
const cyclesStart = "2026-01-04";
const weeksPublished = 2;
const weekDays = 7;

interface Cell {
  readonly week: number;
  readonly weekday: number;
  readonly shift: string;
  readonly point: string | null;
}

/**
 * Furnishes doctors, shifts and patterns, once; and at each start publishes this week and the next
 * where nothing is planned yet, so that a demo opened months later has a roster of its own days.
 */
export function rosterDemo(hospital: Hospital, tx: Tx, passwordHash: string): void {
  const { access, roster } = hospital;
  const isNew = roster.read.shifts().size === 0;
  for (const { user, name: ofDoctor } of demoRoster.doctors) {
    if (access.findStaff(user) !== null) access.setPassword(user, passwordHash);
    else if (ofDoctor !== undefined) {
      access.addStaff(tx, { user, name: ofDoctor, role: "doctor", password: passwordHash });
    }
  }
  if (isNew) furnishRoster(hospital, tx);
  publishWeeks(hospital, tx);
}

function furnishRoster({ access, roster }: Hospital, tx: Tx): void {
  for (const { id: shift, ...of } of demoRoster.shifts) {
    roster.putShift(tx, { ...of, shiftId: shift as ShiftId });
  }
  for (const [clinicId, doctors] of Map.groupBy(demoRoster.doctors, ({ clinic }) => clinic)) {
    const clinic = clinics.find((each) => each.id === clinicId);
    const service = clinic?.services[0]?.id;
    if (clinic === undefined || service === undefined) throw new Error(`no clinic ${clinicId}`);
    putPlans({ roster }, tx, { clinic: clinicId, service, visitMin: clinic.visitMinutes });
    for (const [place, { user, grade }] of doctors.entries()) {
      const staff = seqOf(access.findStaff(user)?.member.staffId ?? ("" as StaffId));
      roster.detailStaff(tx, { staff, clinic: clinicId, grade, skills: [] });
      const point = clinic.points[place % clinic.points.length]?.id ?? null;
      const cells = cellsOf({
        clinic: clinicId,
        isAlone: doctors.length === 1,
        place,
        grade,
        point,
      });
      roster.putPattern(tx, { staff, clinic: clinicId, weeks: 2, startsOn: cyclesStart, cells });
    }
  }
}

/** Four hours of visits in a morning of six, in windows of an hour; fewer in the evening. */
function putPlans(
  { roster }: Pick<Hospital, "roster">,
  tx: Tx,
  of: { readonly clinic: string; readonly service: string; readonly visitMin: number },
): void {
  const plans = [
    { shift: "morning", minutes: 240, most: 30 },
    { shift: "evening", minutes: 150, most: 20 },
  ];
  for (const { shift, minutes, most } of plans) {
    roster.putSessionPlan(tx, {
      clinicId: of.clinic as ClinicId,
      shiftId: shift as ShiftId,
      serviceId: of.service,
      capacity: Math.min(most, Math.max(6, Math.floor(minutes / of.visitMin))),
      windowMin: 60,
      overbookMax: 3,
      breaks: [],
      ...{ bufferBeforeMin: 0, bufferAfterMin: 0 },
    });
  }
}

/** The first works three mornings and an evening, the second two and an evening; then they change. */
function cellsOf(of: {
  readonly clinic: string;
  readonly isAlone: boolean;
  readonly place: number;
  readonly grade: Grade;
  readonly point: string | null;
}): readonly Cell[] {
  const { clinic, isAlone, place, grade, point } = of;
  return [0, 1].flatMap((week) => {
    const isFirst = isAlone ? week === 0 : (week + place) % 2 === 0;
    const mornings = isFirst ? [0, 1, 3] : [2, 4];
    const evening = isFirst ? 2 : 1;
    const theatre = isFirst ? 4 : 3;
    const cell = (weekday: number, shift: string, room: string | null = point) => ({
      ...{ week, weekday, shift },
      point: room,
    });
    const isOnCall = demoRoster.onCall.includes(clinic) && isFirst;
    return [
      ...mornings.map((weekday) => cell(weekday, "morning")),
      ...(isAlone ? [] : [cell(evening, "evening")]),
      ...(demoRoster.operating.includes(clinic) ? [cell(theatre, "theatre", null)] : []),
      ...(isOnCall ? [cell(5, `on-call-${tierOf(grade)}`, null)] : []),
    ];
  });
}

function tierOf(grade: Grade): 1 | 2 | 3 {
  if (grade === "consultant") return 3;
  return grade === "specialist" ? 2 : 1;
}

function publishWeeks(hospital: Hospital, tx: Tx): void {
  const { roster, places, instantAt, localDate } = hospital;
  const first = weekStart(localDate(tx.now));
  const ports = { sessions: places.sessions, at: instantAt };
  for (const clinic of new Set(demoRoster.doctors.map((doctor) => doctor.clinic))) {
    for (let week = 0; week < weeksPublished; week++) {
      const from: LocalDay = addDays(first, week * weekDays);
      const span = { clinic, from, to: addDays(from, weekDays) };
      if (roster.read.ofClinic(clinic, span.from, span.to).length > 0) continue;
      roster.draftFromPatterns(tx, span);
      const version = roster.read.version(clinic);
      roster.publish(tx, { ...span, version, movePatients: false }, ports);
    }
  }
}
