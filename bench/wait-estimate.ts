import { learn, nothingLearned } from "../server/queue/wait-learning.rules.ts";
import type { Learned } from "../server/queue/wait-learning.rules.ts";
import { estimateWait } from "../server/queue/wait.rules.ts";
import { minuteMs } from "../shared/domain/time.ts";
import { drawDay } from "./clinic-day.ts";
import type { Bench, Figure, Table } from "./report.ts";
import { median, medianRatio, nowUs } from "./statistics.ts";
import { guessNames, tellDay } from "./wait-told.ts";
import type { Guess, Told } from "./wait-told.ts";

const trainingDays = 100;
const testDays = 200;
/** Each round has mornings of its own, and those of the test are far from those of the training. */
const seedsOfRound = 1_000;
const firstTestSeed = 1_000_001;
/** One estimate is too short to time by itself. */
const estimatesPerSample = 200;
const samples = 200;

/** How true the wait estimate is on clinic mornings it has never seen, beside simpler guesses. */
export const waitEstimate: Bench = {
  name: "wait-estimate",
  run({ rounds }) {
    const played = Array.from({ length: rounds }, (_, round) => playRound(round));
    const [first = playRound(0)] = played;
    const all = played.flatMap(({ told }) => told);
    const blind = played.flatMap((round) => round.blind);
    return Promise.resolve({
      tables: [predictors(all, rounds), ranges(all, blind)],
      figures: [...errorFigures(played), ...coverFigures(played), timeFigure(first)],
    });
  },
};

/** Of a hospital: what it had learned, and what it then told on mornings it had not seen. */
interface Round {
  readonly learned: Learned;
  readonly told: readonly Told[];
  /** The same mornings where the roster says nothing of breaks. */
  readonly blind: readonly Told[];
}

function playRound(round: number): Round {
  const trainingSeed = 1 + round * seedsOfRound;
  const testSeed = firstTestSeed + round * seedsOfRound;
  const learned = train(trainingSeed, true);
  return {
    learned,
    told: tellDays(testSeed, testDays, learned, true),
    blind: tellDays(testSeed, testDays, train(trainingSeed, false), false),
  };
}

/** What the days before have taught, each day's waits learned when it is over. */
function train(firstSeed: number, breaksArePlanned: boolean): Learned {
  let learned = nothingLearned;
  for (let seed = firstSeed; seed < firstSeed + trainingDays; seed++) {
    for (const each of tellDays(seed, 1, learned, breaksArePlanned)) {
      const { priorityClass } = each.situation;
      learned = learn(learned, { priorityClass, ...each.estimate }, each.waitMs);
    }
  }
  return learned;
}

function tellDays(
  firstSeed: number,
  count: number,
  learned: Learned,
  breaksArePlanned: boolean,
): readonly Told[] {
  return Array.from({ length: count }, (_, at) => firstSeed + at).flatMap((seed) => {
    const doctors = 2 + (seed % 4);
    const day = drawDay(seed, { doctors, patients: null, visitMinutes: 6 });
    return tellDay(day, learned, breaksArePlanned);
  });
}

function errorFigures(rounds: readonly Round[]): readonly Figure[] {
  const ratio = (of: "told" | "later" | "blind", guess: Guess) =>
    medianRatio(
      rounds.map((round) => (of === "later" ? round.told.filter(isLater) : round[of])),
      (told) => meanErrorMin(told, ({ estimate }) => estimate.pointMs),
      (told) => meanErrorMin(told, ({ guesses }) => guesses[guess]),
    );
  const toLast = "mean error / that of last to enter service";
  const toMedian = "mean error / that of the median of the last 10 waits";
  const figure = (name: string, value: number, than: number) => {
    return { name, value, unit: "x", goal: { sign: "<=", than } } as const;
  };
  const [last, medianOfTen] = ["last to enter service", "median of last 10 waits"] as const;
  return [
    figure(toLast, ratio("told", last), 0.75),
    figure(toMedian, ratio("told", medianOfTen), 0.4),
    figure(`${toLast}, once 5 are called`, ratio("later", last), 0.75),
    figure(`${toMedian}, once 5 are called`, ratio("later", medianOfTen), 0.4),
    figure(`${toLast}, breaks not planned`, ratio("blind", last), 0.75),
    figure(`${toMedian}, breaks not planned`, ratio("blind", medianOfTen), 0.4),
  ];
}

function coverFigures(rounds: readonly Round[]): readonly Figure[] {
  const covers = rounds.map(({ told }) => coveragePercent(told));
  const figure = (name: string, value: number, goal: Figure["goal"]) => {
    return { name, value, unit: "%", goal };
  };
  return [
    figure("P10 to P90 covers, median of the rounds", median(covers), null),
    figure("P10 to P90 covers, least", Math.min(...covers), { sign: ">=", than: 75 }),
    figure("P10 to P90 covers, most", Math.max(...covers), { sign: "<=", than: 85 }),
  ];
}

function timeFigure({ told, learned }: Round): Figure {
  return {
    name: "time for an estimate, least of the samples",
    value: estimateUs(told, learned),
    unit: "us",
    goal: { sign: "<=", than: 5 },
  };
}

function isLater({ isEarly }: Told): boolean {
  return !isEarly;
}

function predictors(told: readonly Told[], rounds: number): Table {
  const row = (predictor: string, guessOf: (told: Told) => number) => ({
    predictor,
    "mean error min": meanErrorMin(told, guessOf),
    "median error min": median(told.map((each) => errorMin(each, guessOf))),
    "under by > 10 min": percent(told, (each) => each.waitMs - guessOf(each) > 10 * minuteMs),
  });
  const meanWait = meanErrorMin(told, () => 0);
  return {
    title: `${told.length} tickets of ${rounds * testDays} mornings, mean wait ${meanWait.toFixed(1)} min, at issue`,
    rows: [
      ...guessNames.map((guess) => row(guess, ({ guesses }) => guesses[guess])),
      row("position x service / points", ({ estimate }) => estimate.baseMs),
      row("the same, corrected (shown)", ({ estimate }) => estimate.pointMs),
    ],
  };
}

function ranges(told: readonly Told[], blind: readonly Told[]): Table {
  const row = (tickets: string, of: readonly Told[]) => ({
    tickets,
    count: of.length,
    "mean error min": meanErrorMin(of, ({ estimate }) => estimate.pointMs),
    "P10 to P90 covers": `${coveragePercent(of).toFixed(1)} %`,
    "shown range covers": percent(
      of,
      ({ waitMs, estimate }) =>
        estimate.fromMin * minuteMs <= waitMs && waitMs <= estimate.toMin * minuteMs,
    ),
    "called before it": percent(of, ({ waitMs, estimate }) => waitMs < estimate.fromMin * minuteMs),
    "after it": percent(of, ({ waitMs, estimate }) => waitMs > estimate.toMin * minuteMs),
  });
  const ofClass = (name: string) =>
    row(
      name,
      told.filter(({ situation }) => situation.priorityClass === name),
    );
  return {
    title: "By who is told, and when",
    rows: [
      row("all", told),
      row(
        "before the first 5 calls",
        told.filter(({ isEarly }) => isEarly),
      ),
      row("after them", told.filter(isLater)),
      ...["urgent", "protected", "normal"].map(ofClass),
      row("all, breaks not planned", blind),
    ],
  };
}

/** Tickets of all hours. The least: what other programs take of the processor only adds to it. */
function estimateUs(told: readonly Told[], learned: Learned): number {
  const every = Math.ceil(told.length / estimatesPerSample);
  const asked = told.filter((_, at) => at % every === 0);
  const sampled = Array.from({ length: samples }, () => {
    const startedUs = nowUs();
    for (const { situation, shownAt } of asked) estimateWait(situation, learned, shownAt);
    return (nowUs() - startedUs) / asked.length;
  });
  return Math.min(...sampled);
}

function coveragePercent(told: readonly Told[]): number {
  const within = told.filter(
    ({ waitMs, estimate }) => estimate.lowMs <= waitMs && waitMs <= estimate.highMs,
  );
  return (100 * within.length) / told.length;
}

function percent(told: readonly Told[], is: (told: Told) => boolean): string {
  return `${((100 * told.filter(is).length) / told.length).toFixed(1)} %`;
}

function meanErrorMin(told: readonly Told[], guessOf: (told: Told) => number): number {
  return told.reduce((sum, each) => sum + errorMin(each, guessOf), 0) / told.length;
}

function errorMin(told: Told, guessOf: (told: Told) => number): number {
  return Math.abs(told.waitMs - guessOf(told)) / minuteMs;
}
