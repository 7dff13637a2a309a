import { describe, expect, it } from "vitest";
import { languages } from "../../shared/domain/language.ts";
import {
  answerToCall,
  arrivalGapMinutes,
  createChance,
  demandOf,
  drawService,
  languageOf,
  lateMinutes,
  rejectsSpecimen,
  tellsStat,
  testMinutes,
  testsOrdered,
  visitMinutes,
} from "./day-plan.ts";

const many = 5_000;

function drawMany<T>(seed: number, draw: (chance: () => number) => T): readonly T[] {
  const chance = createChance(seed);
  return Array.from({ length: many }, () => draw(chance));
}
const meanOf = (numbers: readonly number[]) =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

it("the same seed is the same day", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, createChance(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

it.each([3, 9, 20])(
  "visits of %d minutes last so long on the mean, and none ends at once",
  (mean) => {
    const visits = drawMany(1, (chance) => visitMinutes(mean, chance));
    expect(meanOf(visits) / mean).toBeGreaterThan(0.95);
    expect(meanOf(visits) / mean).toBeLessThan(1.05);
    expect(Math.min(...visits)).toBeGreaterThan(0);
  },
);

describe("patients", () => {
  const demands = demandOf({
    services: [
      { serviceId: "eye-visit", queueId: "eye" },
      { serviceId: "eye-glasses", queueId: "eye" },
      { serviceId: "medicines", queueId: "pharmacy" },
      { serviceId: "nobody-there", queueId: "shut" },
    ],
    points: [{ queueIds: ["eye"] }, { queueIds: ["eye"] }, { queueIds: ["pharmacy", "other"] }],
    visitMinutesOf: (queue) => (queue === "eye" ? 10 : 5),
  });

  it("are as many as the doors of their queue can see", () => {
    expect(demands.map(({ service, perMinute }) => [service.serviceId, perMinute])).toEqual([
      ["eye-visit", 0.1],
      ["eye-glasses", 0.1],
      ["medicines", 0.1],
      ["nobody-there", 0],
    ]);
  });

  it("go to the services by these shares, and to none that nobody calls", () => {
    const drawn = drawMany(4, (chance) => drawService(demands, chance)?.serviceId);
    const shares = demands.map(
      ({ service }) => drawn.filter((each) => each === service.serviceId).length / many,
    );
    expect(shares.map((share) => Math.round(share * 10))).toEqual([3, 3, 3, 0]);
    expect(shares[3]).toBe(0);
  });

  it("do not come to a hospital without a service", () => {
    expect(drawService([], createChance(5))).toBeNull();
  });

  it("come faster in the first hours than in the last", () => {
    const mean = (minute: number) =>
      meanOf(drawMany(2, (chance) => arrivalGapMinutes(minute, demands, chance)));
    expect(mean(10)).toBeLessThan(mean(120));
    expect(mean(120)).toBeLessThan(mean(300));
  });

  it("speak every language, Arabic most", () => {
    const heard = drawMany(6, languageOf);
    expect(new Set(heard)).toEqual(new Set(languages));
    expect(heard.filter((language) => language === "ar").length).toBeGreaterThan(0.6 * many);
  });

  it("mostly come when they are called, and every answer happens", () => {
    const answers = drawMany(3, answerToCall);
    expect(new Set(answers).size).toBe(4);
    expect(answers.filter((answer) => answer === "comes").length).toBeGreaterThan(0.8 * many);
  });

  it("who are late come within the hour", () => {
    const late = drawMany(8, lateMinutes);
    expect([Math.min(...late) > 2, Math.max(...late) < 60]).toEqual([true, true]);
  });
});

describe("tests", () => {
  it("are one to three of the catalogue, none twice; none of an empty one", () => {
    const orders = drawMany(9, (chance) => testsOrdered(["cbc", "hba1c", "urea"], chance));
    expect(new Set(orders.map(({ length }) => length))).toEqual(new Set([1, 2, 3]));
    expect(orders.every((order) => new Set(order).size === order.length)).toBe(true);
    expect(testsOrdered([], createChance(1))).toEqual([]);
  });

  it("are wanted at once at times, taken again rarely, and ready within the hour", () => {
    const share = (draw: (chance: () => number) => boolean) =>
      drawMany(10, draw).filter(Boolean).length / many;
    expect([share(tellsStat) > 0.07, share(tellsStat) < 0.13]).toEqual([true, true]);
    expect([share(rejectsSpecimen) > 0, share(rejectsSpecimen) < 0.04]).toEqual([true, true]);
    const minutes = drawMany(
      11,
      (chance) => testMinutes("carried", chance) + testMinutes("tested", chance),
    );
    expect(Math.max(...minutes)).toBeLessThan(60);
  });
});
