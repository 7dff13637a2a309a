import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { hospitalWithPast } from "./old-tickets.ts";
import type { Bench } from "./report.ts";
import { median, medianRatio, nowUs } from "./statistics.ts";

const few = 1_000;
const many = 1_000_000;

interface Round {
  readonly fewS: number;
  readonly manyS: number;
}

/** The server program from its first instruction to the line in which it says that it listens. */
export const start: Bench = {
  name: "start",
  async run({ rounds, scratch }) {
    const young = await hospitalWithPast(scratch, few);
    const old = await hospitalWithPast(scratch, many);
    // The first start of each reads from the disk what later ones find in memory.
    await startS(young);
    await startS(old);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      measured.push({ fewS: await startS(young), manyS: await startS(old) });
    }
    const fewS = median(measured.map((round) => round.fewS));
    const manyS = median(measured.map((round) => round.manyS));
    return {
      tables: [
        {
          title: "node server/main.ts until it listens",
          rows: [
            { "old tickets": few, s: fewS },
            { "old tickets": many, s: manyS },
          ],
        },
      ],
      figures: [
        {
          name: "start to listening",
          value: fewS,
          unit: "s",
          goal: { sign: "<=", than: 0.8 },
        },
        {
          name: `start at ${many} old tickets / at ${few}`,
          value: medianRatio(
            measured,
            (round) => round.manyS,
            (round) => round.fewS,
          ),
          unit: "x",
          goal: { sign: "<=", than: 1.3 },
        },
      ],
    };
  },
};

async function startS(folder: string): Promise<number> {
  const startedUs = nowUs();
  const child = spawn(process.execPath, ["server/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      DAWR_DATA: folder,
      DAWR_DEMO: "0",
      DAWR_PORT: "0",
      DAWR_PUBLIC_URL: "http://dawr.test",
    },
  });
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('"listening"')) continue;
    const seconds = (nowUs() - startedUs) / 1_000_000;
    child.kill("SIGTERM");
    await ended;
    return seconds;
  }
  throw new Error("the server ended without listening");
}
