import { cpSync } from "node:fs";
import { join } from "node:path";
import { foundWithKiosks } from "./durable-commands.ts";
import { pressOn } from "./kiosk-crowd.ts";
import { lightSockets } from "./light-socket.ts";
import type { LightSocket } from "./light-socket.ts";
import { startProgram } from "./programs/acts.ts";
import type { Program } from "./programs/acts.ts";
import type { CommitActs } from "./programs/raw-commits.ts";
import type { ServerActs } from "./programs/server.ts";
import type { Bench, BenchOptions, Figure } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

/** The crowds, and how much faster group commit must be where a sync is slow. */
const goals = [
  [20, 5],
  [100, 18],
] as const;
const windowMs = 600;
/** Below this the disk hides little, and a commit for each command is no great loss. */
const slowCommitMs = 2;
const commitsTimed = 40;

interface Round {
  readonly commitMs: number;
  readonly grouped: ReadonlyMap<number, number>;
  readonly single: ReadonlyMap<number, number>;
}

/** Our server against itself with a commit for each command, window by window. */
export const commitPerRequest: Bench = {
  name: "commit-per-request",
  async run(options) {
    const rounds = await measure(options);
    const commitMs = median(rounds.map((round) => round.commitMs));
    const rate = (side: "grouped" | "single", crowd: number) => (round: Round) =>
      round[side].get(crowd) ?? 0;
    const figures = goals.map(([crowd, than]): Figure => {
      const figure: Figure = {
        name: `tickets/s, ${crowd} clients, group commit / a commit each`,
        value: medianRatio(rounds, rate("grouped", crowd), rate("single", crowd)),
        unit: "x",
        goal: { sign: ">=", than },
      };
      if (commitMs >= slowCommitMs) return figure;
      return { ...figure, notApplicable: `a raw commit took ${commitMs.toFixed(2)} ms` };
    });
    const rows = goals.map(([crowd]) => ({
      clients: crowd,
      "group commit, tickets/s": median(rounds.map(rate("grouped", crowd))),
      "a commit each, tickets/s": median(rounds.map(rate("single", crowd))),
      "raw commit p50 ms": commitMs,
    }));
    return { tables: [{ title: "Tickets over sockets", rows }], figures };
  },
};

async function measure({ rounds, scratch }: BenchOptions): Promise<readonly Round[]> {
  const folder = join(scratch, "commits");
  const template = join(folder, "template");
  const tokens = await foundWithKiosks(template, Math.max(...goals.map(([crowd]) => crowd)));
  const [grouped, single] = [join(folder, "grouped"), join(folder, "single")];
  cpSync(template, grouped, { recursive: true });
  cpSync(template, single, { recursive: true });
  const sides = {
    grouped: await openSide(grouped, tokens),
    single: await openSide(single, tokens, 1),
  };
  const commits = startProgram<CommitActs>("raw-commits.ts", { folder: join(folder, "raw") });
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const commitUs = await commits.ask("commitUs", { times: commitsTimed });
    const of = { grouped: new Map<number, number>(), single: new Map<number, number>() };
    for (const [crowd] of goals) {
      for (const side of ["grouped", "single"] as const) {
        const kiosks = sides[side].kiosks.slice(0, crowd);
        of[side].set(crowd, (await pressOn(kiosks, windowMs)).perSecond);
      }
    }
    measured.push({ commitMs: median(commitUs) / 1_000, ...of });
  }
  for (const { kiosks } of Object.values(sides)) for (const kiosk of kiosks) kiosk.close();
  await Promise.all([sides.grouped.server.end(), sides.single.server.end(), commits.end()]);
  return measured;
}

interface Side {
  readonly server: Program<ServerActs>;
  readonly kiosks: readonly LightSocket[];
}

async function openSide(
  folder: string,
  tokens: readonly string[],
  batchMax?: number,
): Promise<Side> {
  const argument = batchMax === undefined ? { folder } : { folder, batchMax };
  const server = startProgram<ServerActs>("server.ts", argument);
  const kiosks = await lightSockets(await server.ask("url"), tokens);
  await pressOn(kiosks, windowMs);
  return { server, kiosks };
}
