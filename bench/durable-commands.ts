import { cpSync } from "node:fs";
import { join } from "node:path";
import { pressOn, takeTicket } from "./kiosk-crowd.ts";
import type { Pressed } from "./kiosk-crowd.ts";
import { lightSockets } from "./light-socket.ts";
import type { BareActs, BareArgument } from "./programs/bare-writer.ts";
import { startProgram } from "./programs/acts.ts";
import type { ServerActs } from "./programs/server.ts";
import type { Bench, BenchOptions } from "./report.ts";
import { median, medianRatio } from "./statistics.ts";

const crowds = [1, 20, 100, 400] as const;
const windowMs = 700;
const ticketsRecorded = 6_000;
const perCommit = 64;

interface Round {
  readonly barePerSecond: number;
  readonly bareCpuUs: number;
  readonly crowds: ReadonlyMap<number, Crowd>;
}

interface Crowd extends Pressed {
  /** Of the server, for one ticket: what is left of a slow minute when others use the machine. */
  readonly cpuUs: number;
}

/**
 * Tickets a second over real sockets, each answered after its commit, against the same rows written
 * bare at 64 to a commit. Kiosks stand in this process, the server and the bare writer in others.
 */
export const durableCommands: Bench = {
  name: "durable-commands",
  async run(options) {
    const rounds = await measure(options);
    const share = (crowd: number) =>
      medianRatio(
        rounds,
        (round) => of(round, crowd).perSecond,
        (round) => round.barePerSecond,
      );
    return {
      tables: [
        {
          title: `Tickets over sockets; ${perCommit} to a commit written bare: ${Math.round(median(rounds.map((round) => round.barePerSecond)))} a second, ${Math.round(median(rounds.map((round) => round.bareCpuUs)))} us of CPU each`,
          rows: crowds.map((crowd) => ({
            clients: crowd,
            "tickets/s": median(rounds.map((round) => of(round, crowd).perSecond)),
            "of bare": share(crowd),
            "server CPU us": median(rounds.map((round) => of(round, crowd).cpuUs)),
            "p50 ms": median(rounds.map((round) => of(round, crowd).p50Ms)),
            "p99 ms": median(rounds.map((round) => of(round, crowd).p99Ms)),
          })),
        },
      ],
      figures: [figure(100, share(100), null), figure(400, share(400), { sign: ">=", than: 0.5 })],
    };
  },
};

function figure(crowd: number, value: number, goal: { sign: ">="; than: number } | null) {
  return { name: `durable tickets/s, ${crowd} clients / same rows bare`, value, unit: "x", goal };
}

function of(round: Round, crowd: number): Crowd {
  const pressed = round.crowds.get(crowd);
  if (pressed === undefined) throw new Error(`nobody measured ${crowd} clients`);
  return pressed;
}

async function measure({ rounds, scratch }: BenchOptions): Promise<readonly Round[]> {
  const folder = join(scratch, "durable");
  const template = join(folder, "template");
  const recorded = join(folder, "recorded");
  const live = join(folder, "live");
  const tokens = await foundWithKiosks(template, Math.max(...crowds));
  cpSync(template, recorded, { recursive: true });
  cpSync(template, live, { recursive: true });
  await record(recorded, tokens);

  const argument: BareArgument = { template, recorded };
  const bare = startProgram<BareActs>("bare-writer.ts", argument);
  const server = startProgram<ServerActs>("server.ts", { folder: live });
  const kiosks = await lightSockets(await server.ask("url"), tokens);
  const measured: Round[] = [];
  // The first round of each warms it up.
  await pressOn(kiosks, windowMs);
  await bare.ask("write", { perCommit });
  for (let round = 0; round < rounds; round++) {
    const before = await bare.ask("write", { perCommit });
    const pressed = new Map<number, Crowd>();
    for (const crowd of crowds) {
      const cpuBefore = await server.ask("cpuUs");
      const result = await pressOn(kiosks.slice(0, crowd), windowMs);
      const cpu = (await server.ask("cpuUs")) - cpuBefore;
      pressed.set(crowd, { ...result, cpuUs: cpu / result.tickets });
    }
    const after = await bare.ask("write", { perCommit });
    const written = before.commands + after.commands;
    measured.push({
      barePerSecond: (written * 1_000_000) / (before.us + after.us),
      bareCpuUs: (before.cpuUs + after.cpuUs) / written,
      crowds: pressed,
    });
  }
  for (const kiosk of kiosks) kiosk.close();
  await Promise.all([server.end(), bare.end()]);
  return measured;
}

/** A demo hospital with so many paired kiosks, and nobody waiting. */
export async function foundWithKiosks(folder: string, count: number): Promise<readonly string[]> {
  const founder = startProgram<ServerActs>("server.ts", { folder });
  const tokens = await founder.ask("pair", { kind: "kiosk", count });
  await founder.ask("close");
  await founder.end();
  return tokens;
}

async function record(folder: string, tokens: readonly string[]): Promise<void> {
  const server = startProgram<ServerActs>("server.ts", { folder });
  const kiosks = await lightSockets(await server.ask("url"), tokens);
  const each = Math.ceil(ticketsRecorded / kiosks.length);
  await Promise.all(
    kiosks.map(async (kiosk, index) => {
      for (let taken = 0; taken < each; taken++) await takeTicket(kiosk, index + taken);
    }),
  );
  for (const kiosk of kiosks) kiosk.close();
  await server.ask("close");
  await server.end();
}
