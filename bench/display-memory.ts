import { join } from "node:path";
import { foundWithKiosks } from "./durable-commands.ts";
import { lightSockets } from "./light-socket.ts";
import { startProgram } from "./programs/acts.ts";
import type { ServerActs } from "./programs/server.ts";
import type { Bench } from "./report.ts";
import { median, sleep } from "./statistics.ts";

/** The first displays pay for code compiled and pools grown; those that come after are counted. */
const before = 200;
const counted = 1_000;
const room = "hall-1";
const settleMs = 500;
const kib = 1_024;

/** What the server's memory grows by for each display that follows a board. */
export const displayMemory: Bench = {
  name: "display-memory",
  async run({ rounds, scratch }) {
    const folder = join(scratch, "display-memory");
    const tokens = await foundWithKiosks(folder, before + counted);
    const grown = [];
    // Each round is a server of its own: memory once grown is not given back.
    for (let round = 0; round < Math.min(rounds, roundsMax); round++) {
      grown.push(await measure(folder, tokens));
    }
    const rssKib = median(grown.map(({ rss }) => rss)) / kib;
    const usedKib = median(grown.map(({ used }) => used)) / kib;
    return {
      tables: [
        {
          title: `Displays ${before + 1} to ${before + counted} of one board`,
          rows: [
            {
              "resident KiB each": rssKib,
              "of it objects and buffers KiB": usedKib,
            },
          ],
        },
      ],
      figures: [
        {
          name: "server memory for each display",
          value: rssKib,
          unit: "KiB",
          goal: { sign: "<=", than: 32 },
        },
      ],
    };
  },
};

/** A start each; more would tell the same again. */
const roundsMax = 3;

async function measure(
  folder: string,
  tokens: readonly string[],
): Promise<{ readonly rss: number; readonly used: number }> {
  const server = startProgram<ServerActs>("server.ts", { folder }, ["--expose-gc"]);
  const url = await server.ask("url");
  const follow = async (some: readonly string[]) => {
    const displays = await lightSockets(url, some);
    for (const display of displays) await display.follow("board", room);
    await sleep(settleMs);
    return { displays, memory: await server.ask("memoryBytes") };
  };
  const first = await follow(tokens.slice(0, before));
  const then = await follow(tokens.slice(before));
  for (const display of [...first.displays, ...then.displays]) display.close();
  await server.ask("close");
  await server.end();
  return {
    rss: (then.memory.rss - first.memory.rss) / counted,
    used: (then.memory.used - first.memory.used) / counted,
  };
}
