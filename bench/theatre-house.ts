import { aHospital, granted, staff } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import { handRuntime, mondayMorning } from "../test/harness/runtime.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { OperationId, PatientId, StaffId } from "../shared/domain/ids.ts";
import { addDays } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import { dayMs, minuteMs } from "../shared/domain/time.ts";

export const theatreCount = 16;
export const operationCount = 400;
const weekDays = 7;
const slots = 4;
/** First patient in and last one out; a slot is set-up, operation and cleaning. */
const block = { startMin: 480, endMin: 840 } as const;
const slotMin = 90;
const minutes = 60;
const patients = 500;
/** Each operation has a patient of its own where there are enough of them. */
const admin = { as: staff("admin") };
export const asNurse = { as: staff("nurse", 902) };
const specialties = ["eye", "heart"] as const;

/** One operation of the house: where, when, and in whose hands. */
export interface Seat {
  readonly theatre: number;
  readonly day: LocalDay;
  readonly slot: number;
}

interface Placed extends Seat {
  readonly operationId: OperationId;
}

/**
 * Sixteen theatres and a week of four hundred operations, in their own hospital on real SQLite; the
 * first day is full in every theatre, and its first patients are on the tables. `past`: so many more
 * that were done on the days before.
 */
export function aWeekOfTheatres(past: number) {
  const perDay = theatreCount * slots;
  const pastDays = Math.ceil(past / perDay);
  const runtime = handRuntime(mondayMorning - (pastDays + 1) * dayMs);
  const hospital = aHospital({ runtime });
  const house = furnish(hospital);
  const monday = hospital.localDate(mondayMorning);
  for (let day = 0; day < pastDays; day++) {
    runtime.set(mondayMorning - (pastDays - day) * dayMs - 120 * minuteMs);
    const seats = seatsOf([addDays(monday, day - pastDays)]).slice(0, past - day * perDay);
    const done = seats.map((seat) => house.plan(seat));
    hospital.store.transact((tx) => {
      for (const each of done) house.finish(tx, each);
    });
  }
  runtime.set(mondayMorning - 120 * minuteMs);
  const week = seatsOf(Array.from({ length: weekDays }, (_, day) => addDays(monday, day)));
  const placed = week.slice(0, operationCount).map((seat) => house.plan(seat));
  runtime.set(mondayMorning);
  hospital.store.transact((tx) => {
    const first = placed.filter(({ day, slot }) => day === monday && slot === 0);
    for (const each of first) house.begin(tx, each);
  });
  return { hospital, placed, monday, ...house };
}

export type TheatreWeek = ReturnType<typeof aWeekOfTheatres>;

/** All seats of some days, day by day; the last slots of the last days come last. */
function seatsOf(days: readonly LocalDay[]): readonly Seat[] {
  return days.flatMap((day) =>
    Array.from({ length: slots }, (_, slot) =>
      Array.from({ length: theatreCount }, (__, theatre) => ({ theatre, day, slot })),
    ).flat(),
  );
}

type Transaction = Parameters<Parameters<TestHospital["store"]["transact"]>[0]>[0];

function furnish(hospital: TestHospital) {
  const { ask, theatres } = hospital;
  const people = addPeople(hospital);
  const known = furnishTheatres(hospital, people);
  let requested = 0;
  const startOf = ({ day, slot }: Pick<Seat, "day" | "slot">) =>
    hospital.instantAt(day, block.startMin + slot * slotMin);
  const teamOf = ({ theatre, slot }: Pick<Seat, "theatre" | "slot">) => [
    { role: "surgeon" as const, staffId: at(people, theatre * 4 + (slot % 2)) },
    { role: "anaesthetist" as const, staffId: at(people, theatre * 4 + 2) },
    { role: "scrub" as const, staffId: at(people, theatre * 4 + 3) },
  ];
  /** What a plan of it says; without the operation. */
  const placeOf = (seat: Seat) => ({
    ...{ theatreId: theatreId(seat.theatre), from: startOf(seat), minutes },
    ...{ team: teamOf(seat), things: [thingId(seat.theatre)] },
  });
  const move = (
    tx: Transaction,
    { operationId }: Placed,
    ...[verb, to]: [Parameters<typeof theatres.move>[2], Parameters<typeof theatres.move>[3]]
  ) => {
    const operation = theatres.read.operation(seqOf(operationId));
    if (operation !== null) theatres.move(tx, operation, verb, to);
  };
  return {
    emergencyTeam: [
      { role: "surgeon" as const, staffId: at(people, theatreCount * 4) },
      { role: "anaesthetist" as const, staffId: at(people, theatreCount * 4 + 1) },
    ],
    placeOf,
    plan(seat: Seat): Placed {
      putBlock(hospital, seat);
      const place = placeOf(seat);
      const wish = {
        ...{ patientId: at(known, requested++ % patients), procedureId: procedureOf(seat) },
        ...{
          surgeonId: at(people, seat.theatre * 4 + (seat.slot % 2)),
          urgency: "elective" as const,
        },
        ...{ dueDay: addDays(seat.day, 30), side: "none" as const, supplies: [] },
      };
      const { operationId } = granted(ask("requestOperation", wish, asNurse));
      granted(ask("planOperation", { operationId, ...place }, asNurse));
      return { ...seat, operationId };
    },
    /** On the table since a quarter of an hour. */
    begin(tx: Transaction, placed: Placed): void {
      const from = startOf(placed);
      const times = { sendFor: from, arrive: from, signIn: from, incise: from + 5 * minuteMs };
      move(tx, placed, "incise", { status: "incision", times });
    },
    /** In one row, where a day had a dozen: what is measured looks at how long it took, not at them. */
    finish(tx: Transaction, placed: Placed): void {
      const from = startOf(placed);
      const took = minutes - 8 + ((placed.slot * 7 + placed.theatre) % 17);
      const times = { signIn: from, recover: from + took * minuteMs };
      move(tx, placed, "toWard", { status: "ward", times });
    },
  };
}

function addPeople({ store, access }: TestHospital): readonly StaffId[] {
  return store.transact((tx) =>
    Array.from({ length: theatreCount * 4 + 2 }, (_, index) => {
      const user = `person-${index}`;
      return access.addStaff(tx, { user, name: user, role: "doctor", password: "-" });
    }),
  );
}

function furnishTheatres({ ask }: TestHospital, people: readonly StaffId[]) {
  for (let theatre = 0; theatre < theatreCount; theatre++) {
    const names = { ar: `صالة ${theatre + 1}` };
    granted(ask("putTheatre", { theatreId: theatreId(theatre), names, isOpen: true }, admin));
    const thing = { thingId: thingId(theatre), names, kind: "machine", clinicId: null } as const;
    granted(ask("putThing", { ...thing, isRetired: false }, admin));
  }
  for (const clinicId of specialties) {
    for (let slot = 0; slot < slots; slot++) {
      const procedureId = `${clinicId}-${slot}`;
      const times = { usualMin: minutes, p80Min: minutes + 20, setupMin: 10, cleaningMin: 20 };
      const more = { things: [], fastingHours: 6, isSided: false, isOpen: true, ...times };
      granted(
        ask("putProcedure", { procedureId, names: { ar: procedureId }, clinicId, ...more }, admin),
      );
    }
  }
  if (people.length === 0) throw new Error("nobody works here");
  return Array.from({ length: patients }, (_, index): PatientId => {
    const person = { given: `مريض ${index}`, birthYear: 1950 + (index % 60), isNew: true };
    return granted(ask("registerPatient", person)).patientId;
  });
}

/** The list of its theatre and day: put when its first operation is. */
function putBlock({ ask }: TestHospital, { theatre, day, slot }: Seat): void {
  if (slot > 0) return;
  const asked = { theatreId: theatreId(theatre), clinicId: clinicOf(theatre), staffId: null, day };
  granted(ask("putBlock", { ...asked, ...block }, admin));
}

const theatreId = (theatre: number) => `theatre-${theatre}`;
const thingId = (theatre: number) => `microscope-${theatre}`;
const clinicOf = (theatre: number) => specialties[theatre % specialties.length] ?? "eye";
const procedureOf = ({ theatre, slot }: Seat) => `${clinicOf(theatre)}-${slot}`;

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no number ${index}`);
  return item;
}
