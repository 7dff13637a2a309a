import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { aHospital, granted, staff } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { ClinicId, ShiftId } from "../shared/domain/ids.ts";
import { addDays } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import type { Bench } from "./report.ts";
import { median, nowUs, quantile } from "./statistics.ts";

/** One large clinic, and fourteen usual ones: 200 doctors. */
const large = { id: "large", people: 60 } as const;
const usualClinics = 14;
const peopleEach = 10;
const firstDay = "2027-01-03";
/** Published month by month, as it is done: thirteen times four weeks. */
const months = 13;
const monthDays = 28;
const feedsRead = 60;
const planner = { as: staff("admin") };

/** A year of 200 doctors is published; what a week of it costs to read, and a month to publish. */
export const roster: Bench = {
  name: "roster",
  run({ scratch }) {
    const hospital = aHospital({ folder: mkdtempSync(join(scratch, "roster-")) });
    const clinics = furnish(hospital);
    const published = Array.from({ length: months }, (_, month) => {
      const from = addDays(firstDay, month * monthDays);
      return clinics.map((clinic) => publishMonth(hospital, clinic, from));
    }).flat();
    const ofLarge = published.filter(({ clinic }) => clinic === large.id);
    const ofUsual = published.filter(({ clinic }) => clinic !== large.id);
    const weeks = readWeeks(hospital, large.id);
    const usualWeeks = readWeeks(hospital, "clinic-1");
    const rows = hospital.rows<{ n: number }>("SELECT count(*) AS n FROM assignment")[0]?.n ?? 0;
    hospital.close();
    const ms = (of: readonly Published[], key: "draftMs" | "publishMs") =>
      of.map((each) => each[key]);
    return Promise.resolve({
      tables: [
        {
          title: `${rows} shifts of a year; a publishing of four weeks`,
          rows: [
            { clinic: "60 doctors", ...costsOf(ofLarge) },
            { clinic: "10 doctors", ...costsOf(ofUsual) },
          ],
        },
        {
          title: "A week's picture, built anew",
          rows: [
            { clinic: "60 doctors", ...weeks.told },
            { clinic: "10 doctors", ...usualWeeks.told },
          ],
        },
      ],
      figures: [
        {
          name: "picture of a week with 60 doctors, p50",
          value: median(weeks.ms),
          unit: "ms",
          goal: { sign: "<=", than: 25 },
        },
        {
          name: "publishing four weeks of 60 doctors, p50",
          value: median(ms(ofLarge, "publishMs")),
          unit: "ms",
          goal: { sign: "<=", than: 500 },
        },
        {
          name: "publishing four weeks of 10 doctors, p50",
          value: median(ms(ofUsual, "publishMs")),
          unit: "ms",
          goal: { sign: "<=", than: 100 },
        },
      ],
    });
  },
};

function furnish(hospital: TestHospital): readonly string[] {
  const { store, access, roster: module } = hospital;
  const usual = Array.from({ length: usualClinics }, (_, index) => `clinic-${index}`);
  const clinics = [large.id, ...usual];
  store.transact((tx) => {
    for (const kind of ["morning", "evening"] as const) {
      const startMin = kind === "morning" ? 480 : 840;
      const times = { startMin, endMin: startMin + 360, tier: null } as const;
      const shiftId = kind as ShiftId;
      module.putShift(tx, { shiftId, names: { ar: kind }, kind: "clinic", ...times });
    }
    for (const [position, id] of clinics.entries()) {
      const names = { ar: id };
      const clinic = { id, names, boardNames: names, series: "L", pictogram: "eye", position };
      tx.record("clinicPut", clinic);
      for (const shift of ["morning", "evening"]) {
        const plan = {
          serviceId: "eye-visit",
          capacity: 20,
          windowMin: 60,
          overbookMax: 2,
          breaks: [],
        };
        module.putSessionPlan(tx, {
          ...plan,
          ...{ bufferBeforeMin: 0, bufferAfterMin: 0 },
          clinicId: id as ClinicId,
          shiftId: shift as ShiftId,
        });
      }
      const people = id === large.id ? large.people : peopleEach;
      for (let person = 0; person < people; person++) {
        const user = `${id}-${person}`;
        const member = access.addStaff(tx, { user, name: user, role: "doctor", password: "-" });
        const who = { staff: seqOf(member), clinic: id };
        module.detailStaff(tx, { ...who, grade: "specialist", skills: [] });
        const shift = person % 2 === 0 ? "morning" : "evening";
        const cells = [0, 1, 2, 3, 4].map((weekday) => ({ week: 0, weekday, shift, point: null }));
        module.putPattern(tx, { ...who, weeks: 1, startsOn: firstDay, cells });
      }
    }
  });
  return clinics;
}

interface Published {
  readonly clinic: string;
  readonly shifts: number;
  readonly draftMs: number;
  readonly publishMs: number;
}

/** Drafted from the patterns and published, each a command with its commit on the disk. */
function publishMonth(hospital: TestHospital, clinic: string, from: LocalDay): Published {
  const span = { clinicId: clinic, from, to: addDays(from, monthDays) };
  const startUs = nowUs();
  granted(hospital.ask("draftFromPatterns", span, planner));
  const draftedUs = nowUs();
  const version = hospital.roster.read.version(clinic);
  const asked = { ...span, version, movePatients: true };
  const { sessions } = granted(hospital.ask("publishRoster", asked, planner));
  const publishMs = (nowUs() - draftedUs) / 1_000;
  return { clinic, shifts: sessions, draftMs: (draftedUs - startUs) / 1_000, publishMs };
}

function costsOf(of: readonly Published[]) {
  return {
    shifts: of[0]?.shifts ?? 0,
    "draft p50 ms": median(of.map(({ draftMs }) => draftMs)),
    "publish p50 ms": median(of.map(({ publishMs }) => publishMs)),
    "publish most ms": Math.max(...of.map(({ publishMs }) => publishMs)),
  };
}

/** Weeks all over the year, each as a screen that opens it gets it. */
function readWeeks(hospital: TestHospital, clinic: string) {
  const ms: number[] = [];
  let bytes = 0;
  for (let read = 0; read < feedsRead; read++) {
    const week = addDays(firstDay, 7 * ((read * 7) % 50));
    const startUs = nowUs();
    const picture = hospital.feeds.build("roster", `${clinic}:${week}:7`, hospital.runtime.now());
    ms.push((nowUs() - startUs) / 1_000);
    bytes = Math.max(bytes, JSON.stringify(picture).length);
  }
  const told = { "p50 ms": median(ms), "p99 ms": quantile(ms, 0.99), kB: bytes / 1_000 };
  return { ms, told };
}
