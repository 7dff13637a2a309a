import { byTurnMinutes, drawDay, playDay } from "./clinic-day.ts";
import type { Call, Choose, Patient } from "./clinic-day.ts";
import type { Bench, Table } from "./report.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { PriorityClass } from "../shared/domain/priority.ts";

const days = 60;
/** Forty visits of four minutes and a break: a full morning for each doctor, and an end to it. */
const options = { doctors: 3, patients: 120, visitMinutes: 4 };
/** So many of a priority class, then one of the others, if anybody waits. */
const ratio = 3;

const rules = {
  "first come": () => firstCome,
  "strict classes": () => strictClasses,
  "three to one": createRatio,
  "turn minutes": () => byTurnMinutes,
} satisfies Record<string, () => Choose>;
type RuleName = keyof typeof rules;
const ruleNames = ["first come", "strict classes", "three to one", "turn minutes"] as const;

interface Outcome {
  readonly meanMin: (priorityClass: PriorityClass) => number;
  readonly worstNormalMin: number;
  readonly passedLatePercent: number;
}

/** What each rule of who is next does to the same mornings (decision 0010). */
export const queueRules: Bench = {
  name: "queue-rules",
  run() {
    const outcomes = new Map(ruleNames.map((name) => [name, playAll(name)]));
    const of = (name: RuleName) => outcomes.get(name) ?? playAll(name);
    const turnMinutes = of("turn minutes");
    return Promise.resolve({
      tables: [tableOf(ruleNames.map((name) => [name, of(name)]))],
      figures: [
        {
          name: "normal passed by a protected of the second half of the wait, turn minutes",
          value: turnMinutes.passedLatePercent,
          unit: "%",
          goal: { sign: "<=", than: 0 },
        },
        {
          name: "worst wait of a normal, turn minutes / strict classes",
          value: turnMinutes.worstNormalMin / of("strict classes").worstNormalMin,
          unit: "x",
          goal: { sign: "<=", than: 1 },
        },
        {
          name: "mean wait of the protected, turn minutes / first come",
          value: turnMinutes.meanMin("protected") / of("first come").meanMin("protected"),
          unit: "x",
          goal: { sign: "<=", than: 0.75 },
        },
      ],
    });
  },
};

function tableOf(outcomes: readonly (readonly [RuleName, Outcome])[]): Table {
  return {
    title: `Waits in minutes: ${days} mornings, ${options.patients} patients, ${options.doctors} doctors`,
    rows: outcomes.map(([rule, { meanMin, worstNormalMin, passedLatePercent }]) => ({
      rule,
      urgent: meanMin("urgent"),
      protected: meanMin("protected"),
      normal: meanMin("normal"),
      "worst normal": worstNormalMin,
      "normal passed by a protected of the second half": `${passedLatePercent.toFixed(1)} %`,
    })),
  };
}

function playAll(name: RuleName): Outcome {
  const mornings = Array.from({ length: days }, (_, at) =>
    playDay(drawDay(at + 1, options), rules[name]()),
  );
  const waitsMin = (of: PriorityClass) =>
    mornings.flat().flatMap((call) => (call.patient.priorityClass === of ? waitMin(call) : []));
  const normals = waitsMin("normal");
  const passed = mornings.reduce((sum, calls) => sum + passedLate(calls), 0);
  return {
    meanMin: (of) => mean(waitsMin(of)),
    worstNormalMin: Math.max(...normals),
    passedLatePercent: (100 * passed) / normals.length,
  };
}

/** How many normals saw a protected called before them who came in the second half of their wait. */
function passedLate(calls: readonly Call[]): number {
  return calls.filter(({ patient, at }, place) => {
    if (patient.priorityClass !== "normal") return false;
    const half = (patient.comesAt + at) / 2;
    const before = calls.slice(0, place).map((call) => call.patient);
    return before.some((other) => other.priorityClass === "protected" && other.comesAt > half);
  }).length;
}

function firstCome(waiting: readonly Patient[]): Patient | null {
  return first(waiting, () => 0);
}

function strictClasses(waiting: readonly Patient[]): Patient | null {
  return first(waiting, rank);
}

function createRatio(): Choose {
  let inARow = 0;
  return (waiting) => {
    const others = waiting.filter((patient) => rank(patient) === lastRank);
    const isTurnOfOthers = inARow >= ratio && others.length > 0;
    const patient = isTurnOfOthers ? first(others, rank) : strictClasses(waiting);
    inARow = patient === null || rank(patient) === lastRank ? 0 : inARow + 1;
    return patient;
  };
}

const lastRank = 2;

function rank({ priorityClass }: Patient): number {
  return priorityClass === "urgent" ? 0 : priorityClass === "protected" ? 1 : lastRank;
}

/** The lowest rank, and of those who came first. */
function first(waiting: readonly Patient[], rankOf: (patient: Patient) => number): Patient | null {
  return waiting.reduce<Patient | null>((best, patient) => {
    const order = best === null ? -1 : rankOf(patient) - rankOf(best) || patient.seq - best.seq;
    return order < 0 ? patient : best;
  }, null);
}

function waitMin({ patient, at }: Call): number {
  return (at - patient.comesAt) / minuteMs;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
