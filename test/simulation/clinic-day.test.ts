// Mornings of a clinic, drawn from seeds: what is promised of order and of the wait estimate.
import { expect, test } from "vitest";
import { byTurnMinutes, drawDay, playDay } from "../../bench/clinic-day.ts";
import { tellDay } from "../../bench/wait-told.ts";
import type { Told } from "../../bench/wait-told.ts";
import { learn, nothingLearned } from "../../server/queue/wait-learning.rules.ts";
import type { Learned } from "../../server/queue/wait-learning.rules.ts";
import { defaultRates } from "../../shared/domain/priority.ts";
import { hourMs } from "../../shared/domain/time.ts";

const trainingDays = 60;
const testDays = 60;
const firstTestSeed = 500_001;

function morning(seed: number) {
  return drawDay(seed, { doctors: 2 + (seed % 4), patients: null, visitMinutes: 6 });
}

const seeds = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => first + at);

test("the same seed is the same morning, another seed is another", () => {
  expect([morning(7), playDay(morning(7), byTurnMinutes)]).toEqual([
    morning(7),
    playDay(morning(7), byTurnMinutes),
  ]);
  expect(morning(8)).not.toEqual(morning(7));
});

test("everybody is called once, after they came, and nobody before the first doctor is there", () => {
  for (const seed of seeds(1, 20)) {
    const day = morning(seed);
    const calls = playDay(day, byTurnMinutes);
    expect(new Set(calls.map(({ patient }) => patient.seq)).size).toBe(day.patients.length);
    const opening = Math.min(...day.doctors.map(({ startsAt }) => startsAt));
    expect(calls.filter(({ patient, at }) => at < patient.comesAt || at < opening)).toEqual([]);
  }
});

test("nobody is passed against the guarantee of the published rule", () => {
  const rateOf = (name: string) => (name === "urgent" ? 4 : name === "protected" ? 2 : 1);
  expect(defaultRates).toMatchObject({ urgent: 4, protected: 2, normal: 1 });
  for (const seed of seeds(1, 10)) {
    const calls = playDay(morning(seed), byTurnMinutes);
    const passed = calls.flatMap(({ patient }, place) =>
      calls.slice(0, place).filter(({ patient: other, at }) => {
        const [mine, theirs] = [rateOf(patient.priorityClass), rateOf(other.priorityClass)];
        const latest = patient.comesAt + (1 - mine / theirs) * (at - patient.comesAt);
        return patient.comesAt <= at && theirs >= mine && other.comesAt > latest;
      }),
    );
    expect(passed).toEqual([]);
  }
});

test("the wait estimate beats simpler guesses on mornings it has not seen, and knows how far", () => {
  let learned: Learned = nothingLearned;
  for (const seed of seeds(1, trainingDays)) {
    for (const { situation, estimate, waitMs } of tellDay(morning(seed), learned, true)) {
      learned = learn(learned, { priorityClass: situation.priorityClass, ...estimate }, waitMs);
    }
  }
  const told = seeds(firstTestSeed, testDays).flatMap((seed) =>
    tellDay(morning(seed), learned, true),
  );
  const error = (guessOf: (told: Told) => number) =>
    told.reduce((sum, each) => sum + Math.abs(each.waitMs - guessOf(each)), 0) / told.length;
  const mine = error(({ estimate }) => estimate.pointMs);
  const within = told.filter(
    ({ waitMs, estimate }) => estimate.lowMs <= waitMs && waitMs <= estimate.highMs,
  );
  const coverage = within.length / told.length;
  const figures = {
    ofLast: mine / error(({ guesses }) => guesses["last to enter service"]),
    ofMedian: mine / error(({ guesses }) => guesses["median of last 10 waits"]),
    coverage,
  };
  expect(figures).toEqual({
    ofLast: expect.toSatisfy((ratio: number) => ratio <= 0.75, "at most 0.75"),
    ofMedian: expect.toSatisfy((ratio: number) => ratio <= 0.4, "at most 0.4"),
    coverage: expect.toSatisfy((share: number) => share >= 0.75 && share <= 0.85, "75 to 85 %"),
  });
  expect(JSON.stringify(learned).length).toBeLessThan(16_000);
  expect(Math.max(...told.map(({ estimate }) => estimate.toMin))).toBeLessThan(
    (8 * hourMs) / 60_000,
  );
});
