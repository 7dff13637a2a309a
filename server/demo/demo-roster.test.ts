import { expect, test } from "vitest";
import { strayLetters } from "../../test/harness/stray-letters.ts";
import { handRuntime, mondayMorning } from "../../test/harness/runtime.ts";
import { languages } from "../../shared/domain/language.ts";
import { dayMs } from "../../shared/domain/time.ts";
import type { RosterData } from "../../shared/protocol/scheduling-feeds.ts";
import { readConfig } from "../config.ts";
import { createHospital, createModules } from "../hospital.ts";
import { openStore, verifyStore } from "../store/store.ts";
import { demoSite, foundDemo } from "./found-demo.ts";
import { demoRoster } from "./demo-roster.ts";

test("the doctors are many, each a user with a name of its own", () => {
  const { doctors } = demoRoster;
  expect(doctors).toHaveLength(40);
  expect(new Set(doctors.map(({ user }) => user)).size).toBe(40);
  expect(new Set(doctors.map(({ name }) => name)).size).toBe(40);
  const names = doctors.flatMap(({ name }) => name ?? []);
  expect(names.filter((name) => strayLetters.ar.test(name))).toEqual([]);
  for (const language of languages) {
    const texts = demoRoster.shifts.map((shift) => shift.names[language]);
    expect(texts.filter((text) => strayLetters[language].test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  }
});

test("a demo opens with this week and the next published, without a clash, and goes on so", async () => {
  const runtime = handRuntime();
  const store = openStore({ folder: ":memory:" }, runtime);
  const hospital = createHospital(store, "http://dawr.test", demoSite);
  const config = readConfig({ DAWR_DATA: ":memory:", DAWR_DEMO_PASSWORD: "a demo password" });
  const week = (clinic: string, sunday: string) =>
    hospital.feeds.build("roster", `${clinic}:${sunday}:7`, runtime.now()) as RosterData;
  const clinics = [...new Set(demoRoster.doctors.map(({ clinic }) => clinic))];
  const count = (sunday: string) =>
    clinics.map((clinic) => week(clinic, sunday).assignments.length).filter((each) => each < 5);

  await foundDemo(hospital, config);
  expect(hospital.localDate(mondayMorning)).toBe("2026-11-23");
  for (const sunday of ["2026-11-22", "2026-11-29"]) {
    expect(clinics.flatMap((clinic) => week(clinic, sunday).findings)).toEqual([]);
    const states = clinics.flatMap((clinic) => week(clinic, sunday).assignments);
    expect(states.every(({ state }) => state === "published")).toBe(true);
  }
  // Clinics of one doctor run two or three mornings; all others, every day.
  expect(count("2026-11-22")).toHaveLength(8);
  expect(week("eye", "2026-12-06").assignments).toEqual([]);
  const head = store.head().seq;
  await foundDemo(hospital, config);
  expect(store.head().seq).toBe(head);

  runtime.pass(7 * dayMs);
  await foundDemo(hospital, config);
  expect(week("eye", "2026-12-06").assignments.length).toBeGreaterThan(6);
  expect(week("eye", "2026-11-29").version).toBe(week("eye", "2026-12-06").version);
  expect(verifyStore(store.db, runtime, createModules)).toMatchObject({ differing: [] });
  store.close();
});
