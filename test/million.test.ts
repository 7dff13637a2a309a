import { connect as connectTcp } from "node:net";
import type { NetConnectOpts, Socket } from "node:net";
import { expect, it } from "vitest";
import WebSocket from "ws";
import { protocolNumber } from "../shared/protocol/wire.ts";
import { chanceFrom, chanceOf, isLong } from "./durability/chance.ts";
import type { Chance } from "./durability/chance.ts";
import { startProgram } from "./durability/child.ts";
import { foldersFor } from "./durability/folders.ts";
import { aCommandId, connect, post } from "./harness/server.ts";
import type { Person } from "./harness/server.ts";
import { answeredFrame, countedFrame, riskyFrame } from "./harness/malformed-frames.ts";
import type { Malformed } from "./harness/malformed-frames.ts";

const framesWanted = isLong ? 1_000_000 : 60_000;
const lanes = 8;
/** Below the fifty that end a connection. */
const countedMax = 30;
const answeredMax = 120;
const riskyMax = 3;
/** A connection that is neither answered nor ended by then is stuck. */
const settlesWithinMs = 15_000;
const folders = foldersFor("million");
const unlimited = "999999999";
const limits = {
  DAWR_COMMANDS_PER_SECOND: unlimited,
  DAWR_COMMANDS_BURST: unlimited,
  DAWR_STRANGERS_PER_ADDRESS: "1000",
  // Whatever the server finds worth an error's line is a failure here.
  DAWR_LOG: "error",
};

interface Sent {
  /** Frames that were answered, and those that may have ended their connection. */
  frames: number;
  connections: number;
  ended: number;
  readonly stuck: string[];
}

/** One connection's life: what is borne first, then what may end it, then an honest question. */
async function attack(url: string, deviceToken: string, chance: Chance, sent: Sent): Promise<void> {
  const path = `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  let tcp: Socket | null = null;
  const socket = new WebSocket(path, {
    perMessageDeflate: false,
    createConnection: (options: NetConnectOpts) => (tcp = connectTcp(options)),
  } as WebSocket.ClientOptions);
  sent.connections++;
  const isStranger = chance.below(12) === 0;
  const risky = Array.from({ length: 1 + chance.below(riskyMax) }, () => riskyFrame(chance));
  const settled = new Promise<"answered" | "ended" | "stuck">((resolve) => {
    const overdue = setTimeout(() => resolve("stuck"), settlesWithinMs);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(overdue);
      resolve("ended");
    });
    socket.on("message", (bytes: Buffer) => {
      const heard = bytes.toString();
      if (heard === "2") socket.send("3");
      else if (heard.startsWith('0{"sid"')) greet();
      else if (heard.startsWith("40")) assail();
      else if (heard.startsWith("43999[")) {
        clearTimeout(overdue);
        resolve("answered");
      } else if (heard.startsWith("43")) sent.frames++;
    });
  });
  const greet = () => {
    if (isStranger) return provoke();
    socket.send(`40${JSON.stringify({ protocol: protocolNumber, deviceToken, language: "en" })}`);
  };
  const assail = () => {
    for (let count = chance.below(answeredMax); count > 0; count--) {
      socket.send(answeredFrame(chance, String(count)));
    }
    for (let count = chance.below(countedMax); count > 0; count--) {
      // Those without a number are borne in silence; the question behind them shows it.
      socket.send(countedFrame(chance, String(500 + count)));
    }
    provoke();
  };
  const provoke = () => {
    for (const frame of risky) send(socket, tcp, frame);
    sent.frames++;
    socket.send('42999["subscribe",{"feed":"directory","key":"site"}]', () => undefined);
  };
  const outcome = await settled;
  if (outcome === "ended") sent.ended++;
  if (outcome === "stuck") sent.stuck.push(JSON.stringify(risky).slice(0, 300));
  socket.terminate();
}

function send(socket: WebSocket, tcp: Socket | null, frame: Malformed): void {
  if (frame.as === "wire") tcp?.write(frame.bytes);
  else socket.send(frame.as === "text" ? frame.text : frame.bytes, () => undefined);
}

/** Asks for one ticket by one id, again and again: answered each time, issued once. */
async function honest(person: Person, isOver: () => boolean): Promise<readonly number[]> {
  const commandId = aCommandId();
  const first = await person.ask("issueTicket", { serviceId: "eye-visit" }, commandId);
  const times: number[] = [];
  while (!isOver()) {
    const askedMs = performance.now();
    expect(await person.ask("issueTicket", { serviceId: "eye-visit" }, commandId)).toEqual(first);
    times.push(performance.now() - askedMs);
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return times.sort((one, other) => one - other);
}

async function memoryMb(url: string): Promise<{ readonly heap: number; readonly whole: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (name: string) =>
    Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]) / 1_048_576;
  return {
    heap: read("nodejs_heap_size_used_bytes"),
    whole: read("process_resident_memory_bytes"),
  };
}

const journalSeq = async (url: string) =>
  ((await (await fetch(`${url}/healthz`)).json()) as { journalSeq: number }).journalSeq;

it(
  `${framesWanted.toLocaleString("en")} malformed frames harm nobody but those who send them`,
  async () => {
    const chance = chanceOf("malformed frames");
    const program = await startProgram(folders.fresh(), { env: limits });
    const { url } = program;
    const pair = async (name: string) =>
      (await post(`${url}/api/demo/pair`, { kind: "kiosk", name })) as { deviceToken: string };
    const good = await connect(url, await pair("honest"));
    const tokens = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => pair(`attacker ${lane}`)),
    );
    let isOver = false;
    const answered = honest(good, () => isOver);
    await expect.poll(() => journalSeq(url)).toBeGreaterThan(0);
    await good.ask("callNext", { servicePointId: "room-1" });
    const before = await journalSeq(url);
    const sent: Sent = { frames: 0, connections: 0, ended: 0, stuck: [] };
    const memory: { readonly heap: number; readonly whole: number }[] = [];
    const startedMs = performance.now();
    let isLiving = true;
    void program.ended.then(() => (isLiving = false));
    const watch = setInterval(() => {
      void memoryMb(url).then(
        (now) => memory.push(now),
        () => undefined,
      );
    }, 500);
    await Promise.all(
      tokens.map(async ({ deviceToken }, lane) => {
        // A lane's own draws: what one sends does not depend on how quick another is.
        const own = chanceFrom(chance.seed * lanes + lane);
        while (sent.frames < framesWanted && sent.stuck.length === 0 && isLiving) {
          await attack(url, deviceToken, own, sent);
        }
      }),
    );
    clearInterval(watch);
    isOver = true;
    if (!isLiving) throw new Error(`the server ended: ${(await program.ended).errors}`);
    const times = await answered;
    const after = await journalSeq(url);
    good.close();
    await program.stop();
    const { code, errors } = await program.ended;

    const seconds = (performance.now() - startedMs) / 1_000;
    const third = Math.ceil(memory.length / 3);
    const least = (some: typeof memory, of: "heap" | "whole") =>
      Math.min(...some.map((each) => each[of]));
    const grownMb = {
      heap: least(memory.slice(-third), "heap") - least(memory.slice(0, third), "heap"),
      whole: least(memory.slice(-third), "whole") - least(memory.slice(third, 2 * third), "whole"),
    };
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    const figures = { ...sent, seconds, grownMb, answers: times.length, p99, most: times.at(-1) };
    console.log(`malformed: ${JSON.stringify(figures)}`);
    expect(sent.stuck).toEqual([]);
    expect(sent.frames).toBeGreaterThanOrEqual(framesWanted);
    expect(sent.ended).toBeGreaterThan(sent.connections / 4);
    expect(after).toBe(before);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(times.length).toBeGreaterThan(20);
    expect(times.at(-1)).toBeLessThan(settlesWithinMs);
    expect(grownMb.heap).toBeLessThan(48);
    expect(grownMb.whole).toBeLessThan(128);
  },
  isLong ? 3_600_000 : 120_000,
);
