import { join } from "node:path";
import WebSocket from "ws";
import { foundWithKiosks } from "./durable-commands.ts";
import { takeTicket } from "./kiosk-crowd.ts";
import { lightSockets } from "./light-socket.ts";
import { startProgram } from "./programs/acts.ts";
import type { BroadcasterActs } from "./programs/raw-broadcaster.ts";
import type { ServerActs, Told } from "./programs/server.ts";
import type { Bench, BenchOptions, Figure } from "./report.ts";
import { median, medianRatio, nowUs, quantile, sleep } from "./statistics.ts";

/** Displays, broadcasts in a window, and the pause after each, so that one has passed before the next. */
const sizes = [
  { displays: 100, times: 150, pauseMs: 10 },
  { displays: 1_000, times: 40, pauseMs: 70 },
] as const;
type Size = (typeof sizes)[number];

const room = "hall-1";
const servicePointId = "room-1";
const settleMs = 300;

/** Until the last display of a broadcast has it, and what that cost the telling side. */
interface Window {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly cpuUsPerDelivery: number;
  readonly lost: number;
}
interface Round {
  readonly ours: Window;
  readonly raw: Window;
}

/** A board to all its displays by our server, against the same bytes by `ws` alone. */
export const broadcast: Bench = {
  name: "broadcast",
  async run(options) {
    const tables = [];
    const figures: Figure[] = [];
    for (const size of sizes) {
      const rounds = await measure(options, size);
      const row = (side: keyof Round) => ({
        server: side === "ours" ? "Dawr" : "ws",
        "last p50 us": median(rounds.map((round) => round[side].p50Us)),
        "last p99 us": median(rounds.map((round) => round[side].p99Us)),
        "CPU us per delivery": median(rounds.map((round) => round[side].cpuUsPerDelivery)),
        lost: rounds.reduce((sum, round) => sum + round[side].lost, 0),
      });
      const ratio = (of: "p99Us" | "cpuUsPerDelivery") =>
        medianRatio(
          rounds,
          (round) => round.ours[of],
          (round) => round.raw[of],
        );
      tables.push({
        title: `A board to ${size.displays} displays, until the last one has it`,
        rows: [row("ours"), row("raw")],
      });
      const name = (what: string) => `${what} of a broadcast to ${size.displays} / ws`;
      figures.push(
        { name: name("p99"), value: ratio("p99Us"), unit: "x", goal: { sign: "<=", than: 1.25 } },
        {
          name: name("CPU"),
          value: ratio("cpuUsPerDelivery"),
          unit: "x",
          goal: { sign: "<=", than: 1.6 },
        },
      );
    }
    return { tables, figures };
  },
};

async function measure({ rounds, scratch }: BenchOptions, size: Size): Promise<readonly Round[]> {
  const folder = join(scratch, `broadcast-${size.displays}`);
  const heard = createHearing(size.displays);
  const tokens = await foundWithKiosks(folder, size.displays);
  const server = startProgram<ServerActs>("server.ts", { folder });
  let frame = "";
  const displays = await lightSockets(await server.ask("url"), tokens, (index, text) => {
    frame = text;
    heard.by(index);
  });
  for (let number = 0; number < 40; number++) {
    await takeTicket(displays[0] ?? missing(), number);
  }
  for (const display of displays) await display.follow("board", room);

  const broadcaster = startProgram<BroadcasterActs>("raw-broadcaster.ts", {});
  const raw = await rawSockets(await broadcaster.ask("url"), size.displays, heard.by);
  await sleep(settleMs);
  const window = async (tell: () => Promise<Told>): Promise<Window> => {
    heard.begin();
    const told = await tell();
    await sleep(settleMs);
    return heard.windowOf(told, size.times);
  };
  const { times, pauseMs } = size;
  const ours = () => window(() => server.ask("tell", { servicePointId, times, pauseMs }));
  await ours();
  // The text of our own broadcast, less the two digits of Socket.IO's framing: as many bytes to send.
  const body: unknown = JSON.parse(frame.slice(2));
  const bare = () => window(() => broadcaster.ask("tell", { frame: body, times, pauseMs }));
  await bare();
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++)
    measured.push({ ours: await ours(), raw: await bare() });
  for (const display of displays) display.close();
  for (const socket of raw) socket.terminate();
  await Promise.all([server.end(), broadcaster.end()]);
  return measured;
}

/** When each display has heard each broadcast; nothing is read of it, on either side. */
function createHearing(displays: number) {
  let heardUs: number[][] = [];
  const begin = () => void (heardUs = Array.from({ length: displays }, () => []));
  begin();
  return {
    begin,
    by: (index: number) => void heardUs[index]?.push(nowUs()),
    windowOf({ startedUs, cpuUs }: Told, times: number): Window {
      const whole = heardUs.filter((each) => each.length === times);
      const lastUs = startedUs.map(
        (started, time) => Math.max(...whole.map((each) => each[time] ?? 0)) - started,
      );
      const deliveries = heardUs.reduce((sum, each) => sum + each.length, 0);
      return {
        p50Us: median(lastUs),
        p99Us: quantile(lastUs, 0.99),
        cpuUsPerDelivery: cpuUs / deliveries,
        lost: displays * times - deliveries,
      };
    },
  };
}

async function rawSockets(
  url: string,
  count: number,
  onMessage: (index: number) => void,
): Promise<readonly WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let index = 0; index < count; index++) {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    // As the light sockets do: the bytes are made a text, and that is all.
    socket.on("message", (bytes: Buffer) => {
      if (bytes.toString().length > 0) onMessage(index);
    });
    await new Promise((open, failed) => socket.once("open", open).once("error", failed));
    sockets.push(socket);
  }
  return sockets;
}

function missing(): never {
  throw new Error("nobody is connected");
}
