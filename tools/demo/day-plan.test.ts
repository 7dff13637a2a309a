import { expect, it } from "vitest";
import { answerToCall, arrivalGapMinutes, createChance, visitMinutes } from "./day-plan.ts";

const many = 5_000;

it("the same seed is the same day", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, createChance(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

it("visits last nine minutes on the mean, and none is over before it began", () => {
  const chance = createChance(1);
  const visits = Array.from({ length: many }, () => visitMinutes(chance));
  const mean = visits.reduce((sum, each) => sum + each, 0) / many;
  expect(mean).toBeGreaterThan(8.5);
  expect(mean).toBeLessThan(9.5);
  expect(Math.min(...visits)).toBeGreaterThan(0);
});

it("the first hours are fuller than the last", () => {
  const mean = (minute: number) => {
    const chance = createChance(2);
    const gaps = Array.from({ length: many }, () => arrivalGapMinutes(minute, 12, chance));
    return gaps.reduce((sum, each) => sum + each, 0) / many;
  };
  expect(mean(10)).toBeLessThan(mean(120));
  expect(mean(120)).toBeLessThan(mean(300));
});

it("most patients come when they are called, and every answer happens", () => {
  const chance = createChance(3);
  const answers = Array.from({ length: many }, () => answerToCall(chance));
  expect(new Set(answers).size).toBe(4);
  expect(answers.filter((answer) => answer === "comes").length).toBeGreaterThan(0.8 * many);
});
