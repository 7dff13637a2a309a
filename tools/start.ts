// Everything on one machine: the server with the demo hospital, a virtual printer, a kiosk.
// With `--json` the addresses are printed as one line for a program.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readConfig } from "../server/config.ts";
import { queuesOf } from "../server/demo/demo-hospital.ts";
import { demoHospital } from "../server/demo/found-demo.ts";
import { publicUrlNote } from "../server/public-url.ts";
import { createChance } from "./demo/day-plan.ts";
import { playDay } from "./demo/hospital-day.ts";
import { findLocalServer } from "./local-server.ts";
import { startVirtualPrinter } from "./virtual-printer/start.ts";
import type { RunningVirtualPrinter } from "./virtual-printer/start.ts";

/** The usual ports; when one is taken, any free one does, and the address printed is the true one. */
const usual = { printer: 9_100, printerPage: 9_180, kiosk: 4_481 } as const;
/** A part that has not said it is ready by then is not coming. */
const readyWithinMs = 60_000;
/** Time for the server to close its data before it is ended. */
const stopWithinMs = 8_000;

const serverLine = z.object({ listening: z.string(), demoPassword: z.string().nullable() });
const kioskLine = z.object({ kiosk: z.string() });
const deviceToken = z.object({ deviceToken: z.string() });
/** Above it a visit would last less than a round trip. */
const speedMax = 500;
const children: ChildProcess[] = [];
let stopping = false;

await main();

async function main(): Promise<void> {
  const dataFolder = resolve(process.env["DAWR_DATA"] ?? "data");
  const options = readOptions();
  process.once("SIGINT", () => void stop(0)).once("SIGTERM", () => void stop(0));
  try {
    const demo = process.env["DAWR_DEMO"] ?? "1";
    const server = await startPart("server/main.ts", [], { DAWR_DEMO: demo }, serverLine);
    const printer = process.env["DAWR_PRINTER"] ?? "virtual";
    const virtual = printer === "virtual" ? await startPrinter(join(dataFolder, "papers")) : null;
    const kiosk = await startKiosk(
      dataFolder,
      server.listening,
      virtual?.printerAddress ?? printer,
    );
    if (options.json) printJson(server.listening, kiosk, virtual);
    else printAddresses(server.listening, kiosk, virtual, server.demoPassword);
    if (options.speed !== null) {
      const password = server.demoPassword ?? process.env["DAWR_DEMO_PASSWORD"] ?? null;
      await play(dataFolder, { server: server.listening, speed: options.speed, password });
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    await stop(1);
  }
}

/** `--play` lets a hospital day happen, `--speed` hospital minutes in each real one. */
function readOptions(): { readonly json: boolean; readonly speed: number | null } {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      play: { type: "boolean", default: false },
      speed: { type: "string", default: "20" },
    },
  });
  const speed = Number(values.speed);
  if (!(speed > 0 && speed <= speedMax)) {
    throw new Error(`--speed=${values.speed}: a number above 0, at most ${speedMax}`);
  }
  return { json: values.json, speed: values.play ? speed : null };
}

interface Played {
  readonly server: string;
  readonly speed: number;
  /** Nothing when these data were founded before, under a password that this program was not told. */
  readonly password: string | null;
}

async function play(dataFolder: string, { server, speed, password }: Played): Promise<void> {
  const local = await findLocalServer(dataFolder);
  if (local === null) throw new Error("the server could not be reached for the demo's people");
  const seed = Date.now() % 1_000_000;
  console.log(`A hospital day begins (seed ${seed}).`);
  await playDay({
    server,
    speed,
    chance: createChance(seed),
    visitMinutesOf,
    pair: async (request) => deviceToken.parse(await local.ask("demo-pair", request)),
    signIn: (user) => signIn(server, user, password),
    say: (line) => console.log(line),
  });
  console.log("The hospital day is over; everything stays open until Ctrl+C.");
}

/** The cookie of a member of the demo's staff. */
async function signIn(server: string, user: string, password: string | null) {
  if (password === null) return null;
  const answer = await fetch(`${server}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user, password }),
  });
  return answer.ok ? (answer.headers.get("set-cookie")?.split(";")[0] ?? null) : null;
}

/** A queue that the demo hospital does not know, in a hospital of its own data, is an usual one. */
const usualVisitMinutes = 9;

function visitMinutesOf(queueId: string): number {
  const clinic = demoHospital.clinics.find((one) =>
    queuesOf(one).some((queue) => queue.id === queueId),
  );
  return clinic?.visitMinutes ?? usualVisitMinutes;
}

async function startPrinter(folder: string): Promise<RunningVirtualPrinter> {
  const options = { folder, now: () => Date.now(), zone: "Asia/Baghdad" };
  const { printer: port, printerPage: pagePort } = usual;
  return startVirtualPrinter({ ...options, port, pagePort }).catch(() =>
    startVirtualPrinter({ ...options, port: 0, pagePort: 0 }),
  );
}

/** Pairs a kiosk of this machine and starts its agent with its page; the server is told where. */
async function startKiosk(dataFolder: string, server: string, printer: string): Promise<string> {
  const local = await findLocalServer(dataFolder);
  if (local === null) throw new Error("the server started and then could not be reached");
  const request = { kind: "kiosk", name: "This machine" };
  const { deviceToken: token } = deviceToken.parse(await local.ask("demo-pair", request));
  const environment = {
    DAWR_SERVER: server,
    DAWR_DEVICE_TOKEN: token,
    DAWR_PRINTER: printer,
  };
  const args = ["--agent-only", "--json"];
  const wanted = process.env["DAWR_AGENT_PORT"] ?? String(usual.kiosk);
  const { kiosk } = await startPart(
    "tools/kiosk.ts",
    args,
    { ...environment, DAWR_AGENT_PORT: wanted },
    kioskLine,
  ).catch(() =>
    startPart("tools/kiosk.ts", args, { ...environment, DAWR_AGENT_PORT: "0" }, kioskLine),
  );
  await local.ask("kiosk-page", { url: kiosk });
  return kiosk;
}

/**
 * Starts one part as a process of its own, ended with this one however it ends, and waits for the
 * line in which it says that it is ready. A part that ends later takes everything down with it:
 * half a hospital that looks whole would be worse than none.
 */
function startPart<Ready>(
  tool: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  ready: z.ZodType<Ready>,
): Promise<Ready> {
  const watch = pathToFileURL(join(import.meta.dirname, "parent-watch.ts")).href;
  const child = spawn(process.execPath, ["--import", watch, tool, ...args], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, ...environment },
  });
  return new Promise((resolveReady, reject) => {
    const overdue = setTimeout(() => reject(new Error(`${tool} did not start`)), readyWithinMs);
    child.once("exit", (code) => {
      clearTimeout(overdue);
      reject(new Error(`${tool} ended at once with code ${code}`));
      if (children.includes(child) && !stopping) {
        console.error(`${tool} ended with code ${code}; stopping the rest.`);
        void stop(1);
      }
    });
    if (child.stdout === null) throw new Error("a piped child has an output");
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = ready.safeParse(parseLine(line));
      if (!said.success) return console.log(line);
      clearTimeout(overdue);
      children.push(child);
      resolveReady(said.data);
    });
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** The password is not in it: a program that starts a demo sets it by `DAWR_DEMO_PASSWORD`. */
function printJson(server: string, kiosk: string, virtual: RunningVirtualPrinter | null): void {
  const { pageAddress: printerPage = null, papersFolder = null } = virtual ?? {};
  console.log(JSON.stringify({ server, kiosk, printerPage, papersFolder }));
}

function printAddresses(
  server: string,
  kiosk: string,
  virtual: RunningVirtualPrinter | null,
  demoPassword: string | null,
): void {
  const lines = [
    "",
    "Dawr is running. دَور يعمل.",
    "",
    `  kiosk       ${server}/kiosk/     (its own page: ${kiosk})`,
    `  reception   ${server}/reception/`,
    `  laboratory  ${server}/laboratory/`,
    `  admin       ${server}/admin/`,
    `  operations  ${server}/theatre/`,
    `  families    ${server}/family/`,
    `  display     ${server}/display/${displayHint(demoPassword !== null)}`,
  ];
  if (virtual !== null) {
    lines.push(`  printer     ${virtual.pageAddress}   (papers in ${virtual.papersFolder})`);
  }
  if (demoPassword !== null) {
    lines.push(
      "",
      "  sign in as  reception, nurse, doctor, technician, supervisor, admin or auditor",
      `  password    ${demoPassword}`,
    );
  }
  const note = publicUrlNote(readConfig(process.env).publicUrl);
  if (note !== null) lines.push("", `  ${note}`);
  console.log([...lines, "", "Ctrl+C stops it.", ""].join("\n"));
}

/** The first rooms of the demo by name; a display without a room offers every room. */
function displayHint(isDemo: boolean): string {
  if (!isDemo) return "     (offers every waiting room)";
  const [first, second, ...others] = demoHospital.waitingRooms.map((room) => `?room=${room.id}`);
  return `     (${first}, ${second} and ${others.length} more: it offers them all)`;
}

async function stop(code: number): Promise<never> {
  stopping = true;
  const ended = children.map(
    (child) => new Promise((resolveEnd) => child.once("exit", resolveEnd)),
  );
  for (const child of children) child.kill("SIGTERM");
  const overdue = new Promise((resolveEnd) => setTimeout(resolveEnd, stopWithinMs).unref());
  await Promise.race([Promise.all(ended), overdue]);
  process.exit(code);
}
