import { z } from "zod";
import type { Hospital } from "../hospital.ts";
import type { Tx } from "../store/store.ts";
import { directoryIdPattern, seqOf } from "../../shared/domain/ids.ts";
import type { ClinicId, ThingId } from "../../shared/domain/ids.ts";
import type { Names } from "../../shared/domain/language.ts";
import { addDays, weekStart, weekday } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import {
  checklistItems,
  operationSteps,
  operationTransitions,
} from "../../shared/domain/theatre.ts";
import type { OperationStep } from "../../shared/domain/theatre.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import written from "./hospital/theatres.json" with { type: "json" };

const id = z.string().regex(directoryIdPattern);
const word = z.string().min(1);
const names = z.strictObject({ ar: word, ckb: word, en: word, fa: word, ur: word });
const schema = z.strictObject({
  /** One without a clinic has no blocks: it is kept for emergencies. */
  theatres: z.array(z.strictObject({ id, clinic: id.nullable() })),
  things: z.array(z.strictObject({ id, names })),
  procedures: z.array(
    z.strictObject({
      ...{ id, clinic: id, names, usualMin: z.int(), p80Min: z.int(), fastingHours: z.int() },
      ...{ isSided: z.boolean(), things: z.array(id) },
    }),
  ),
  /** Of invented people: each name is put together of these, and belongs to nobody. */
  given: z.array(word),
  father: z.array(word),
});

/** The demo's theatres. Bad data does not start. */
export const demoTheatres = schema.parse(written);

const setupMin = 15;
const cleaningMin = 20;
/** Blocks of the mornings, Sunday to Thursday, this week and the next. */
const block = { fromMin: 480, toMin: 840 } as const;
const weeksAhead = 2;
const lastWorkday = 4;
/** So many theatres have a list on the other days of the week; today all have. */
const othersADay = 9;
/** Past operations of each theatre: so that estimates know something. */
const pastEach = 2;

interface Team {
  readonly theatre: string;
  readonly clinic: string | null;
  readonly surgeon: number;
  readonly anaesthetist: number;
  readonly scrub: number;
}

/**
 * Furnishes theatres with their teams, once; and at each start gives this week and the next their
 * blocks, and today its lists, where there are none: a demo opened months later has a living day.
 * Each theatre has its own people, so nobody is wanted twice.
 */
export function theatreDemo(hospital: Hospital, tx: Tx, passwordHash: string): void {
  const { theatres, localDate, instantAt } = hospital;
  const isNew = theatres.read.theatres().length === 0;
  const teams = teamsOf(hospital, tx, passwordHash);
  if (isNew) furnish(hospital, tx, teams);
  const today = localDate(tx.now);
  putBlocks(hospital, tx, teams, today);
  const [from, to] = [instantAt(today, 0), instantAt(addDays(today, 1), 0)];
  if (theatres.read.operationsIn(from, to).length > 0) return;
  for (const day of workdays(weekStart(today), 1)) {
    if (day > today) putLists(hospital, tx, { teams: teams.slice(0, othersADay), day, each: 1 });
  }
  putLists(hospital, tx, { teams, day: today, each: 2 });
  putOthers(hospital, tx, teams, today);
}

function teamsOf({ access }: Hospital, tx: Tx, password: string): readonly Team[] {
  const roles = ["surgeon", "anaesthetist", "scrub"] as const;
  return demoTheatres.theatres.map(({ id: theatre, clinic }, place) => {
    const [surgeon = 0, anaesthetist = 0, scrub = 0] = roles.map((task, index) => {
      const user = `${theatre}-${task}`;
      const known = access.findStaff(user);
      if (known !== null) {
        access.setPassword(user, password);
        return seqOf(known.member.staffId);
      }
      const isNurse = task === "scrub";
      const name = `${isNurse ? "" : "د. "}${inventedName(place * roles.length + index)}`;
      const role = isNurse ? ("nurse" as const) : ("doctor" as const);
      return seqOf(access.addStaff(tx, { user, name, role, password }));
    });
    return { theatre, clinic, surgeon, anaesthetist, scrub };
  });
}

/** Given, father's and a family's name that is none. */
function inventedName(index: number): string {
  const { given, father } = demoTheatres;
  return `${given[index % given.length]} ${father[(index * 7) % father.length]} التدريبي`;
}

function furnish({ theatres, things, roster }: Hospital, tx: Tx, teams: readonly Team[]): void {
  for (const { id: thing, names: said } of demoTheatres.things) {
    things.put(tx, {
      ...{ thingId: thing as ThingId, names: said, kind: "machine", clinicId: null },
      isRetired: false,
    });
  }
  for (const [position, { theatre, clinic, surgeon }] of teams.entries()) {
    theatres.putTheatre(tx, { id: theatre, names: namesOf(position + 1), isOpen: true, position });
    if (clinic === null) continue;
    const detail = { clinic: clinic as ClinicId, grade: "specialist" as const, skills: [] };
    roster.detailStaff(tx, { staff: surgeon, ...detail });
  }
  for (const { id: procedure, clinic, ...of } of demoTheatres.procedures) {
    theatres.putProcedure(tx, {
      id: procedure,
      clinic,
      ...of,
      setupMin,
      cleaningMin,
      isOpen: true,
    });
  }
}

function namesOf(number: number): Names {
  return {
    ar: `صالة ${number}`,
    ckb: `هۆڵی ${number}`,
    en: `Theatre ${number}`,
    fa: `اتاق عمل ${number}`,
    ur: `تھیٹر ${number}`,
  };
}

function workdays(first: LocalDay, weeks: number): readonly LocalDay[] {
  return Array.from({ length: weeks * 7 }, (_, days) => addDays(first, days)).filter(
    (day) => weekday(day) <= lastWorkday,
  );
}

function putBlocks(
  { theatres, instantAt }: Hospital,
  tx: Tx,
  teams: readonly Team[],
  today: LocalDay,
): void {
  for (const day of new Set([...workdays(weekStart(today), weeksAhead), today])) {
    if (theatres.read.blocksIn(day, addDays(day, 1)).length > 0) continue;
    const span = { from: instantAt(day, block.fromMin), to: instantAt(day, block.toMin) };
    for (const { theatre, clinic } of teams) {
      if (clinic === null) continue;
      theatres.putBlock(tx, { theatre, clinic, staff: null, day, ...span, replaces: null });
    }
  }
}

interface Lists {
  readonly teams: readonly Team[];
  readonly day: LocalDay;
  readonly each: number;
}

/** One operation after the other in each theatre, from the beginning of its block on. */
function putLists(hospital: Hospital, tx: Tx, { teams, day, each }: Lists): void {
  for (const [place, team] of teams.entries()) {
    let from = hospital.instantAt(day, block.fromMin);
    for (let index = 0; index < each && team.clinic !== null; index++) {
      const made = request(hospital, tx, team, { index: place + index, day });
      if (made === null) continue;
      const is = planned(hospital, tx, made, { team, from });
      live(hospital, tx, is, from);
      from += (is.minutes + cleaningMin + setupMin) * minuteMs;
    }
  }
}

type Made = ReturnType<Hospital["theatres"]["request"]>;

/** Nothing for a specialty that has no procedure in the demo. */
function request(
  hospital: Hospital,
  tx: Tx,
  { clinic, surgeon }: Team,
  { index, day }: { readonly index: number; readonly day: LocalDay },
): Made | null {
  const { theatres, patients } = hospital;
  const own = demoTheatres.procedures.filter((each) => each.clinic === clinic);
  const procedure = own[index % Math.max(1, own.length)];
  if (procedure === undefined) return null;
  const number = (theatres.read.lastNumber() ?? 0) + index;
  const person = {
    given: inventedName(number),
    birthYear: 1940 + ((number * 13) % 70),
    mother: demoTheatres.given[(number * 5) % demoTheatres.given.length] ?? "",
  };
  const made = patients.register(tx, person, { isNew: true, year: Number(day.slice(0, 4)) });
  if (!made.ok) throw new Error(made.code);
  return theatres.request(
    tx,
    {
      ...{ patient: seqOf(made.value.patientId), procedure: procedure.id },
      ...{ clinic: procedure.clinic, surgeon, urgency: index % 4 === 3 ? "expedited" : "elective" },
      ...{ dueDay: addDays(day, 7), side: procedure.isSided ? "left" : "none", supplies: [] },
    },
    undefined,
  );
}

function planned(
  { theatres }: Hospital,
  tx: Tx,
  operation: Made,
  { team, from }: { readonly team: Team; readonly from: Instant },
): Made {
  const { theatre, surgeon, anaesthetist, scrub } = team;
  const likely = theatres.read.estimate(operation.procedure, surgeon);
  // A machine is in one theatre: the others of the specialty do without in the demo.
  const isFirst =
    demoTheatres.theatres.find(({ clinic }) => clinic === team.clinic)?.id === theatre;
  return theatres.move(tx, operation, "plan", {
    ...{ status: "planned", theatre, from, minutes: likely.minutes, p80Min: likely.p80Min },
    things: isFirst ? operation.things : [],
    team: [
      { role: "surgeon", staff: surgeon },
      { role: "anaesthetist", staff: anaesthetist },
      { role: "scrub", staff: scrub },
    ],
  });
}

/** Minutes after wheels in at which each step is taken. */
const stepAt: Readonly<Record<OperationStep, (minutes: number) => number>> = {
  sendFor: () => -45,
  arrive: () => -20,
  signIn: () => 0,
  incise: () => 15,
  close: (minutes) => minutes - 10,
  recover: (minutes) => minutes,
  toWard: (minutes) => minutes + 60,
};

/** As far as it would have come by now, each gate with its part of the checklist. */
function live({ theatres }: Hospital, tx: Tx, operation: Made, from: Instant): void {
  let is = operation;
  for (const step of operationSteps) {
    const at = from + stepAt[step](operation.minutes) * minuteMs;
    if (at > tx.now) return;
    const { gate, to } = operationTransitions[step];
    for (const item of gate === null ? [] : checklistItems[gate]) {
      theatres.mark(tx, is.id, item, { mark: "done", reason: null });
    }
    is = theatres.move(tx, is, step, { status: to, times: { ...is.times, [step]: at } });
  }
}

/** Some who wait, and some who are done long since. */
function putOthers(hospital: Hospital, tx: Tx, teams: readonly Team[], today: LocalDay): void {
  for (const [place, team] of teams.entries()) {
    request(hospital, tx, team, { index: place + 2, day: today });
    for (let past = 1; past <= pastEach; past++) {
      putLists(hospital, tx, { teams: [team], day: addDays(today, -7 * past), each: 1 });
    }
  }
}
