// A hospital for the journeys: real processes, spoken to over HTTP and sockets as everybody does.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectSocket } from "./caller.ts";
import type { Caller } from "./caller.ts";
import { freePort, jsonLine, startPart } from "./processes.ts";
import type { Part } from "./processes.ts";
import { createCuttableLink } from "./cuttable-link.ts";
import { hospitalZone } from "./zone.ts";
import type { CuttableLink } from "./cuttable-link.ts";

export const demoPassword = "a demo password";

export interface Hospital {
  /** Where reception and displays open their pages. */
  readonly server: string;
  /** The kiosk's own page, with its token. */
  readonly kiosk: string;
  /** Names of the papers' pictures so far, oldest first. */
  papers(): readonly string[];
  paper(name: string): Buffer;
  /** What the virtual printer's page can do to it, by the word of its button. */
  fault(word: string): Promise<void>;
  /** The same kiosk once more, as a socket: it hears of its print jobs. */
  kioskDevice(): Promise<Caller>;
  /** Another device of the demo, to act beside the pages. */
  device(kind: "kiosk" | "display" | "console"): Promise<Caller>;
  staff(user: string): Promise<Caller>;
  end(): Promise<void>;
}

/** The whole product by one command, as `npm start` runs it. */
export async function startHospital(): Promise<Hospital> {
  const folder = mkdtempSync(join(tmpdir(), "dawr-journey-"));
  const all = await startPart("tools/start.ts", {
    args: ["--json"],
    environment: {
      DAWR_DATA: folder,
      DAWR_PORT: "0",
      DAWR_AGENT_PORT: "0",
      DAWR_DEMO_PASSWORD: demoPassword,
      DAWR_DEMO_ZONE: hospitalZone,
      DAWR_PUBLIC_URL: publicUrl,
    },
    ready: jsonLine("server", "kiosk", "printerPage", "papersFolder"),
  });
  return {
    ...aroundServer({ ...all.ready, kioskName: "This machine" }),
    async end() {
      await all.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the QR codes are built on. Nobody opens it: phones are not part of these journeys. */
const publicUrl = "http://dawr.test";

/** A hospital whose parts can be taken away and given back one by one. */
export interface HospitalInParts extends Hospital {
  /** The line between the kiosk and the server. */
  readonly line: CuttableLink;
  /** Freezes the server as a hung machine would, and lets it go on. */
  freezeServer(): void;
  thawServer(): void;
  /** `kill -9`: whatever was not on disk is gone. */
  killServer(): Promise<void>;
  /** On the same port and the same data as before; pairing its own pages only in a demo. */
  startServer(options?: { readonly isDemo: boolean }): Promise<void>;
  /** A device's token as staff get it, by the tool. */
  pair(...args: readonly string[]): Promise<string>;
  /** The printer's port is closed: its plug is out. */
  unplugPrinter(): Promise<void>;
  plugPrinter(): Promise<void>;
}

/**
 * Server, printer and kiosk as three programs, each on a port that it keeps. `foundBy` is a program
 * that founds another hospital in the empty data folder, before the demo would found its own.
 */
export async function startHospitalInParts(foundBy?: string): Promise<HospitalInParts> {
  const folder = mkdtempSync(join(tmpdir(), "dawr-journey-"));
  const papersFolder = join(folder, "papers");
  const [port, printerPort, printerPagePort] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const server = `http://127.0.0.1:${port}`;
  const dataFolder = join(folder, "data");
  const startServerPart = (isDemo = true) =>
    startPart("server/main.ts", {
      environment: {
        DAWR_DATA: dataFolder,
        DAWR_PORT: String(port),
        DAWR_DEMO: isDemo ? "1" : "0",
        DAWR_DEMO_PASSWORD: demoPassword,
        DAWR_DEMO_ZONE: hospitalZone,
        DAWR_PUBLIC_URL: publicUrl,
      },
      ready: jsonLine("listening"),
    });
  const startPrinterPart = () =>
    startPart("tools/virtual-printer.ts", {
      args: [
        ...["--port", String(printerPort), "--page-port", String(printerPagePort)],
        ...["--folder", papersFolder],
      ],
      ready: (line) => (line.startsWith("its papers") ? true : null),
    });
  if (foundBy !== undefined) {
    const ready = (line: string) => (line === "founded" ? true : null);
    await (
      await startPart(foundBy, { args: [dataFolder], ready })
    ).gone;
  }
  let serverPart = await startServerPart();
  let printerPart: Part<true> = await startPrinterPart();
  const line = await createCuttableLink(port);
  const kioskName = "The journeys' kiosk";
  const kiosk = await startPart("tools/kiosk.ts", {
    args: ["--agent-only", "--json"],
    environment: {
      DAWR_SERVER: `http://127.0.0.1:${line.port}`,
      DAWR_DEVICE_TOKEN: await demoToken(server, { kind: "kiosk", name: kioskName }),
      DAWR_PRINTER: `tcp://127.0.0.1:${printerPort}`,
      DAWR_AGENT_PORT: "0",
    },
    ready: jsonLine("kiosk"),
  });
  const printerPage = `http://127.0.0.1:${printerPagePort}/`;
  return {
    ...aroundServer({ server, kiosk: kiosk.ready.kiosk, printerPage, papersFolder, kioskName }),
    line,
    freezeServer: () => serverPart.signal("SIGSTOP"),
    thawServer: () => serverPart.signal("SIGCONT"),
    async killServer() {
      serverPart.signal("SIGKILL");
      await serverPart.gone;
    },
    async startServer(options = { isDemo: true }) {
      serverPart = await startServerPart(options.isDemo);
    },
    async pair(...args) {
      const environment = { DAWR_DATA: dataFolder };
      const ready = jsonLine("deviceToken");
      return (await startPart("tools/pair.ts", { args, environment, ready })).ready.deviceToken;
    },
    unplugPrinter: () => printerPart.end(),
    async plugPrinter() {
      printerPart = await startPrinterPart();
    },
    async end() {
      await kiosk.end();
      await Promise.all([serverPart.end(), printerPart.end()]);
      line.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function aroundServer(at: {
  readonly server: string;
  readonly kiosk: string;
  readonly printerPage: string;
  readonly papersFolder: string;
  readonly kioskName: string;
}): Omit<Hospital, "end"> {
  const { server, kiosk, papersFolder } = at;
  const connectDevice = async (request: object) =>
    connectSocket(server, { deviceToken: await demoToken(server, request) });
  return {
    server,
    kiosk,
    papers: () => readdirSync(papersFolder).sort(),
    paper: (name) => readFileSync(join(papersFolder, name)),
    async fault(word) {
      await postJson(new URL("/fault", at.printerPage).href, { fault: word });
    },
    kioskDevice: () => connectDevice({ kind: "kiosk", name: at.kioskName }),
    device: (kind) => connectDevice({ kind, name: `A ${kind} of the journeys` }),
    async staff(user) {
      const answer = await postJson(`${server}/api/sign-in`, { user, password: demoPassword });
      const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
      return connectSocket(server, {}, { cookie });
    },
  };
}

async function demoToken(server: string, request: object): Promise<string> {
  const answer = await postJson(`${server}/api/demo/pair`, request);
  const { deviceToken } = (await answer.json()) as { deviceToken: string };
  return deviceToken;
}

async function postJson(url: string, body: object): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}
