import { join } from "node:path";
import { foundDemo } from "../server/demo/found-demo.ts";
import { readConfig } from "../server/config.ts";
import { createDesk } from "./desk.ts";
import { openHospital } from "./old-tickets.ts";
import type { Bench, BenchOptions } from "./report.ts";
import { median, medianRatio, nowUs } from "./statistics.ts";

const few = 10;
const many = 4_000;
const callsPerBlock = 200;
/** The first of the desk's places: one queue, and the service point that calls from it. */
const place = 0;

interface Round {
  readonly few: number;
  readonly many: number;
}

/** Who is next, by how many wait: the rule looks at the first of each class and at nobody else. */
export const ruleCost: Bench = {
  name: "rule-cost",
  async run(options) {
    const rounds = await measure(options);
    const row = (waiting: number, of: keyof Round) => ({
      waiting,
      "callNext p50 us": median(rounds.map((round) => round[of])),
    });
    return {
      tables: [
        {
          title: "callNext to a commit, without syncs",
          rows: [row(few, "few"), row(many, "many")],
        },
      ],
      figures: [
        {
          name: `callNext with ${many} waiting / with ${few}`,
          value: medianRatio(
            rounds,
            (round) => round.many,
            (round) => round.few,
          ),
          unit: "x",
          goal: { sign: "<=", than: 1.25 },
        },
      ],
    };
  },
};

async function measure({ rounds, scratch }: BenchOptions): Promise<readonly Round[]> {
  const short = await openQueue(join(scratch, "rule-few"), few);
  const long = await openQueue(join(scratch, "rule-many"), many);
  for (const queue of [short, long]) queue.block();
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    // Each in turn goes first, so that neither always finds the caches cold.
    const longFirst = round % 2 === 0 ? long.block() : null;
    const ofShort = short.block();
    measured.push({ few: ofShort, many: longFirst ?? long.block() });
  }
  short.close();
  long.close();
  return measured;
}

/** A queue in which so many wait all the time: for each patient called another comes. */
async function openQueue(folder: string, waiting: number) {
  const hospital = openHospital(folder);
  await foundDemo(
    hospital,
    readConfig({ DAWR_DATA: folder, DAWR_DEMO: "1", DAWR_DEMO_PASSWORD: "a demo password" }),
  );
  const desk = createDesk(hospital);
  for (let count = 0; count < waiting; count++) desk.issue(place);
  return {
    /** Microseconds of a call, at the median. */
    block(): number {
      const callUs: number[] = [];
      for (let call = 0; call < callsPerBlock; call++) {
        desk.issue(place);
        const startedUs = nowUs();
        desk.call(place);
        callUs.push(nowUs() - startedUs);
      }
      return median(callUs);
    },
    close: desk.close,
  };
}
