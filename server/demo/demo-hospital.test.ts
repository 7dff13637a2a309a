import { expect, describe, test } from "vitest";
import { loadTicketInk } from "../../kiosk/agent/printing/fonts.ts";
import { languages } from "../../shared/domain/language.ts";
import { locales } from "../../shared/i18n/locale.ts";
import { strayLetters } from "../../test/harness/stray-letters.ts";
import { checkHospital, queuesOf, writtenHospital } from "./demo-hospital.ts";
import type { DemoHospital } from "./demo-hospital.ts";

const hospital = checkHospital(writtenHospital);
const points = hospital.clinics.flatMap((clinic) => clinic.points);
const namesOf = (of: DemoHospital) => [
  of.site.hospitalNames,
  of.site.emergencyPlace,
  ...of.waitingRooms.map((room) => room.names),
  ...of.clinics.flatMap((clinic) => [
    clinic.names,
    ...(clinic.boardNames === undefined ? [] : [clinic.boardNames]),
    ...queuesOf(clinic).map((queue) => queue.names),
    ...clinic.services.map((service) => service.names),
    ...clinic.points.map((point) => point.names),
  ]),
];

test("it is a teaching hospital: clinics, counters and waiting rooms enough", () => {
  const departments = ["registration", "laboratory", "imaging", "pharmacy"];
  const ids = hospital.clinics.map((clinic) => clinic.id);
  expect(ids).toEqual(expect.arrayContaining(departments));
  expect(ids.length - departments.length).toBe(24);
  expect(points.length).toBeGreaterThanOrEqual(60);
  expect(hospital.waitingRooms).toHaveLength(10);
});

test("what older tests, pictures and data folders know is still at its place", () => {
  expect(hospital.waitingRooms.slice(0, 2).map((room) => room.id)).toEqual(["hall-1", "hall-2"]);
  expect(hospital.clinics.slice(0, 8).map((clinic) => clinic.series + clinic.id)).toEqual(
    ["Ainternal", "Bchildren", "Cheart", "Dwomen"].concat(["Eeye", "Fdental", "Gbones", "Hent"]),
  );
  expect(points.slice(0, 12).map((point) => point.id)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((number) => `room-${number}`),
  );
});

describe.each(languages)("the names in %s", (language) => {
  const texts = [...new Set(namesOf(hospital).map((names) => names[language]))];

  test("are written with its own letters", () => {
    expect(texts.filter((text) => strayLetters[language].test(text))).toEqual([]);
    expect(language === "en" ? [] : texts.filter((text) => /[A-Za-z]/.test(text))).toEqual([]);
  });

  test("can all be printed", async () => {
    const ink = await loadTicketInk(language);
    const { direction } = locales[language];
    for (const text of texts) {
      expect(() => ink.outlinesOf(text, "bold", direction), text).not.toThrow();
    }
  });
});

/** A hospital with one thing changed. Whoever breaks it works on a copy. */
function broken(breakIt: (plan: Plan) => void): unknown {
  const plan: Plan = structuredClone(hospital);
  breakIt(plan);
  return plan;
}
type Plan = Writable<DemoHospital>;
type Writable<T> = { -readonly [Key in keyof T]: Writable<T[Key]> };

function clinicOf(plan: Plan, id: string): Plan["clinics"][number] {
  const clinic = plan.clinics.find((each) => each.id === id);
  if (clinic === undefined) throw new Error(`no clinic ${id}`);
  return clinic;
}

test("a hospital that is left as it is passes", () => {
  expect(checkHospital(broken(() => undefined))).toEqual(hospital);
});

test.each<[fault: string, breakIt: (plan: Plan) => void, reason: string]>([
  [
    "a waiting room twice",
    (plan) => plan.waitingRooms.push({ ...thereIs(plan.waitingRooms[0]) }),
    "two waiting rooms hall-1",
  ],
  ["a clinic twice", (plan) => (clinicOf(plan, "eye").id = "heart"), "two clinics heart"],
  [
    "a service twice",
    (plan) => (thereIs(clinicOf(plan, "eye").services[0]).id = "ent-visit"),
    "two services ent-visit",
  ],
  [
    "a service point twice",
    (plan) => (thereIs(clinicOf(plan, "eye").points[0]).id = "room-1"),
    "two service points room-1",
  ],
  [
    "a queue twice",
    (plan) => (thereIs(clinicOf(plan, "eye").services[1]).queue = "ecg"),
    "two clinics have the queue ecg",
  ],
  ["a user twice", (plan) => plan.staff.push(thereIs(plan.staff[0])), "two users reception"],
  [
    "one picture for two",
    (plan) => (clinicOf(plan, "eye").pictogram = "ear"),
    "two clinics look like ear",
  ],
  [
    "an unknown picture",
    (plan) => Object.assign(clinicOf(plan, "eye"), { pictogram: "nose" }),
    "Invalid option",
  ],
  [
    "a letter like a digit",
    (plan) => (clinicOf(plan, "eye").series = "O"),
    "a series is one clear letter",
  ],
  ["two letters", (plan) => (clinicOf(plan, "eye").series = "EA"), "a series is one clear letter"],
  [
    "a series in two rooms",
    (plan) => (clinicOf(plan, "eye").series = "A"),
    "the series A is called in two waiting rooms",
  ],
  [
    "an unknown waiting room",
    (plan) => (clinicOf(plan, "eye").waitingRoom = "hall-11"),
    "no waiting room hall-11",
  ],
  [
    "an empty waiting room",
    (plan) => (clinicOf(plan, "registration").waitingRoom = "hall-1"),
    "nobody waits in the waiting room hall-3",
  ],
  [
    "a point without its queue",
    (plan) => (thereIs(clinicOf(plan, "eye").points[0]).queues = ["eyes"]),
    "a service point calls from no queue eyes",
  ],
  [
    "a queue that nobody calls",
    (plan) => (thereIs(clinicOf(plan, "heart").points[1]).queues = ["heart"]),
    "nobody calls from the queue ecg",
  ],
  [
    "a clinic without a service",
    (plan) => (clinicOf(plan, "eye").services = []),
    "eye gives no service",
  ],
  [
    "a queue that nobody enters",
    (plan) => (thereIs(clinicOf(plan, "ent").services[0]).queue = "nose"),
    "nobody waits in the queue ent",
  ],
  [
    "two doors of one name",
    (plan) => (thereIs(clinicOf(plan, "eye").points[0]).names.ur = "کمرہ 12"),
    "two service points are called کمرہ 12 (ur)",
  ],
  [
    "two clinics of one name",
    (plan) => (clinicOf(plan, "eye").names.en = "Heart"),
    "two clinics are called Heart (en)",
  ],
  [
    "a language missing",
    (plan) => Reflect.deleteProperty(clinicOf(plan, "eye").names, "ckb"),
    "expected string, received undefined",
  ],
  [
    "a language too many",
    (plan) => Object.assign(clinicOf(plan, "eye").names, { tr: "Göz" }),
    "Unrecognized key",
  ],
  ["an empty name", (plan) => (clinicOf(plan, "eye").names.fa = ""), "an empty name"],
  ["a padded name", (plan) => (clinicOf(plan, "eye").names.fa = "چشم "), "not tidy text"],
  [
    "a line break",
    (plan) => (clinicOf(plan, "eye").names.en = "Eye\nclinic"),
    "a control character",
  ],
  [
    "a direction mark",
    (plan) => (clinicOf(plan, "eye").names.ar = "\u200fالعيون"),
    "a control character",
  ],
  [
    "Arabic digits",
    (plan) => (clinicOf(plan, "eye").names.ar = "العيون ٢"),
    "digits other than 0-9",
  ],
  ["Persian digits", (plan) => (clinicOf(plan, "eye").names.fa = "چشم ۲"), "digits other than 0-9"],
  ["an id of another shape", (plan) => (clinicOf(plan, "eye").id = "Eye"), "Invalid string"],
  [
    "a field too many",
    (plan) => Object.assign(clinicOf(plan, "eye"), { doctor: "one" }),
    "Unrecognized key",
  ],
  [
    "a visit without a length",
    (plan) => (clinicOf(plan, "eye").visitMinutes = 0),
    "expected number to be >=1",
  ],
])("%s is refused", (_, breakIt, reason) => {
  expect(() => checkHospital(broken(breakIt))).toThrow(reason);
});

function thereIs<T>(item: T | undefined): T {
  if (item === undefined) throw new Error("there is none");
  return item;
}
