import { openHospital, hospitalWithPast } from "./old-tickets.ts";
import { createDesk, places } from "./desk.ts";
import type { Bench, BenchOptions } from "./report.ts";
import { median, medianRatio, nowUs } from "./statistics.ts";

const few = 1_000;
const many = 1_000_000;
/** Waiting in each service before anything is timed, and at each step after it. */
const waitingEach = 40;
const stepsPerBlock = 100;
interface Times {
  readonly issueUs: number;
  readonly callUs: number;
}
interface Round {
  readonly few: Times;
  readonly many: Times;
}

/** A ticket and a call, each from the group commit to its answer, by how much the hospital has behind it. */
export const history: Bench = {
  name: "history",
  async run(options) {
    const rounds = await measure(options);
    const row = (tickets: "few" | "many") => ({
      "old tickets": tickets === "few" ? few : many,
      "issueTicket p50 us": median(rounds.map((round) => round[tickets].issueUs)),
      "callNext p50 us": median(rounds.map((round) => round[tickets].callUs)),
    });
    const ratio = (of: keyof Times) =>
      medianRatio(
        rounds,
        (round) => round.many[of],
        (round) => round.few[of],
      );
    const name = (command: string) => `${command} at ${many} old tickets / at ${few}`;
    return {
      tables: [
        { title: "One command to a commit, without syncs", rows: [row("few"), row("many")] },
      ],
      figures: [
        {
          name: name("callNext"),
          value: ratio("callUs"),
          unit: "x",
          goal: { sign: "<=", than: 1.25 },
        },
        {
          name: name("issueTicket"),
          value: ratio("issueUs"),
          unit: "x",
          goal: { sign: "<=", than: 1.5 },
        },
      ],
    };
  },
};

async function measure({ rounds, scratch }: BenchOptions): Promise<readonly Round[]> {
  const [young, old] = [
    openClinic(await hospitalWithPast(scratch, few)),
    openClinic(await hospitalWithPast(scratch, many)),
  ];
  for (const clinic of [young, old]) clinic.block();
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    // Each in turn goes first, so that neither always finds the caches cold.
    const oldFirst = round % 2 === 0 ? old.block() : null;
    const ofYoung = young.block();
    measured.push({ few: ofYoung, many: oldFirst ?? old.block() });
  }
  young.close();
  old.close();
  return measured;
}

/** A hospital at work: for each patient called another comes, so that as many wait all the time. */
function openClinic(folder: string) {
  const desk = createDesk(openHospital(folder));
  for (let step = 0; step < waitingEach * places.length; step++) desk.issue(step);
  for (let step = 0; step < places.length; step++) desk.call(step);
  return {
    block(): Times {
      const [issueUs, callUs]: [number[], number[]] = [[], []];
      for (let step = 0; step < stepsPerBlock; step++) {
        issueUs.push(timed(() => void desk.issue(step)));
        callUs.push(timed(() => desk.call(step)));
      }
      return { issueUs: median(issueUs), callUs: median(callUs) };
    },
    close: desk.close,
  };
}

function timed(work: () => void): number {
  const startedUs = nowUs();
  work();
  return nowUs() - startedUs;
}
