import { join } from "node:path";
import type { CommandReplies } from "../shared/protocol/commands.ts";
import type { Answer } from "../shared/protocol/wire.ts";
import { foundWithKiosks } from "./durable-commands.ts";
import { lightSockets } from "./light-socket.ts";
import type { LightSocket } from "./light-socket.ts";
import { startProgram } from "./programs/acts.ts";
import type { BusyActs, BusyArgument } from "./programs/busy-kiosks.ts";
import type { ServerActs } from "./programs/server.ts";
import type { Bench, BenchOptions } from "./report.ts";
import { median, medianRatio, nowUs, quantile, sleep } from "./statistics.ts";

const displayCount = 100;
const kioskCount = 20;
const callsPerWindow = 60;
const room = "hall-1";
const point = { servicePointId: "room-1", serviceId: "internal-visit" } as const;
/** Between two calls: long enough to be alone, not in step with anything. */
const pauseMs = 6;

interface Window {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Tickets that the kiosks took meanwhile. */
  readonly perSecond: number;
}
interface Round {
  readonly idle: Window;
  readonly busy: Window;
}

/** From a desk's call until the last display of the room has a board with it. */
export const callToDisplay: Bench = {
  name: "call-to-display",
  async run(options) {
    const rounds = await measure(options);
    const row = (side: keyof Round) => ({
      kiosks: side === "idle" ? "none" : `${kioskCount} issuing`,
      "last of 100, p50 ms": median(rounds.map((round) => round[side].p50Ms)),
      "p99 ms": median(rounds.map((round) => round[side].p99Ms)),
      "tickets/s meanwhile": median(rounds.map((round) => round[side].perSecond)),
    });
    return {
      tables: [{ title: `A call to ${displayCount} displays`, rows: [row("idle"), row("busy")] }],
      figures: [
        {
          name: `p99 of a call to ${displayCount} displays, ${kioskCount} kiosks issuing / none`,
          value: medianRatio(
            rounds,
            (round) => round.busy.p99Ms,
            (round) => round.idle.p99Ms,
          ),
          unit: "x",
          goal: { sign: "<=", than: 1.5 },
        },
      ],
    };
  },
};

async function measure({ rounds, scratch }: BenchOptions): Promise<readonly Round[]> {
  const folder = join(scratch, "call-to-display");
  const tokens = await foundWithKiosks(folder, displayCount + kioskCount + 1);
  const server = startProgram<ServerActs>("server.ts", { folder });
  const url = await server.ask("url");
  const boards = createBoards(displayCount);
  const displays = await lightSockets(url, tokens.slice(0, displayCount), boards.heard);
  for (const display of displays) await display.follow("board", room);
  const [console = ""] = await server.ask("pair", {
    kind: "console",
    count: 1,
    servicePointId: point.servicePointId,
  });
  const [desk, door] = await lightSockets(url, [console, tokens.at(-1) ?? ""]);
  if (desk === undefined || door === undefined) throw new Error("nobody sits at the desk");
  const argument: BusyArgument = { url, tokens: tokens.slice(displayCount, -1) };
  const kiosks = startProgram<BusyActs>("busy-kiosks.ts", argument);

  const window = async (isBusy: boolean): Promise<Window> => {
    for (let taken = 0; taken < callsPerWindow; taken++) {
      granted(await door.command("issueTicket", { serviceId: point.serviceId }));
    }
    const startedUs = nowUs();
    if (isBusy) await kiosks.ask("begin");
    const waitedMs = await callAll(desk, boards);
    const taken = isBusy ? await kiosks.ask("stop") : 0;
    return {
      p50Ms: median(waitedMs),
      p99Ms: quantile(waitedMs, 0.99),
      perSecond: (taken * 1_000_000) / (nowUs() - startedUs),
    };
  };
  await window(false);
  await window(true);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    measured.push({ idle: await window(false), busy: await window(true) });
  }
  for (const socket of [...displays, desk, door]) socket.close();
  await Promise.all([kiosks.end(), server.end()]);
  return measured;
}

async function callAll(desk: LightSocket, boards: Boards): Promise<readonly number[]> {
  const waitedMs: number[] = [];
  for (let call = 0; call < callsPerWindow; call++) {
    await sleep(pauseMs * (0.5 + Math.random()));
    boards.begin();
    const startedUs = nowUs();
    const answer = await desk.command("callNext", {
      servicePointId: point.servicePointId,
      finish: { as: "end" },
    });
    waitedMs.push(((await boards.lastUs(granted(answer).version)) - startedUs) / 1_000);
  }
  return waitedMs;
}

type Boards = ReturnType<typeof createBoards>;

/** When each display first heard of a board at least so new. */
function createBoards(count: number) {
  let heard: { version: number; atUs: number }[][] = [];
  let wake: () => void = () => undefined;
  const begin = () => void (heard = Array.from({ length: count }, () => []));
  begin();
  return {
    begin,
    heard(index: number, frame: string): void {
      const atUs = nowUs();
      const version = Number(/"version":(\d+)/.exec(frame)?.[1]);
      heard[index]?.push({ version, atUs });
      wake();
    },
    async lastUs(version: number): Promise<number> {
      for (;;) {
        const firsts = heard.map((boards) => boards.find((board) => board.version >= version));
        if (firsts.every((first) => first !== undefined)) {
          return Math.max(...firsts.map((first) => first.atUs));
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

function granted(
  answer: Answer<CommandReplies["issueTicket" | "callNext"]>,
): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer;
}
