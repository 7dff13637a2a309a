import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { secondMs } from "../shared/domain/time.ts";
import { accept } from "../shared/domain/result.ts";
import type { Config } from "./config.ts";
import { foundDemo, demoSite } from "./demo/found-demo.ts";
import { createAdmission } from "./gateway/admission.ts";
import { sessionRoom } from "./gateway/conversation.ts";
import { createCounters } from "./gateway/counters.ts";
import { createDispatch } from "./gateway/dispatch.ts";
import { createHttp } from "./gateway/http.ts";
import { createLimitAlarms } from "./gateway/limit-alarms.ts";
import { createPairing } from "./gateway/pairing.ts";
import { createPublisher } from "./gateway/publish.ts";
import { createRateLimit } from "./gateway/rate.ts";
import { createIo, serveSockets } from "./gateway/sockets.ts";
import { createSignIn } from "./gateway/sign-in.ts";
import { submit } from "./gateway/submit.ts";
import { createHospital, createModules } from "./hospital.ts";
import type { Founding, Hospital } from "./hospital.ts";
import type { Log, Runtime } from "./runtime.ts";
import { createGroupCommit } from "./store/group-commit.ts";
import type { GroupCommit } from "./store/group-commit.ts";
import { openStore, verifyStore } from "./store/store.ts";
import type { OpenOptions } from "./store/open.ts";

/** How often the server looks whether a day has turned or a hold is over. */
const tickEveryMs = 15 * secondMs;

/** The port is somebody else's, or the address is not this machine's. */
export class CannotListen extends Error {
  override readonly name = "CannotListen";
}

export interface Served {
  readonly url: string;
  readonly hospital: Hospital;
  readonly groupCommit: GroupCommit;
  /** Passwords of the demo's users, when it is the demo. */
  readonly demoPassword: string | null;
  close(): Promise<void>;
}

export interface ServePorts {
  readonly runtime: Runtime;
  readonly log: Log;
  /** Ends the process after a failed commit. Tests see it called instead. */
  readonly die: (error: unknown) => void;
  /** Tests: other pragmas, a small disk, another batch size. */
  readonly store?: Omit<OpenOptions, "folder">;
  readonly batchMax?: number;
}

/**
 * Starts one hospital's server: data, gate, sockets, pages. Throws CannotOpenData, NewerDatabase or
 * {@link CannotListen}, each with a line for the person who starts it, and leaves nothing behind.
 */
export async function serve(config: Config, ports: ServePorts): Promise<Served> {
  const { runtime, log } = ports;
  const store = openStore({ folder: config.dataFolder, ...ports.store }, runtime);
  try {
    const hospital = createHospital(store, config.publicUrl, siteOf(config));
    const demoPassword = config.demo ? await foundDemo(hospital, config) : null;
    return await open(config, ports, hospital, demoPassword);
  } catch (error) {
    store.close();
    throw error;
  } finally {
    log.info(
      { folder: config.dataFolder, head: store.db.open ? store.head().seq : null },
      "opened",
    );
  }
}

/** How a demo is founded; any other hospital begins unfounded. */
function siteOf({ demo, demoZone }: Config): Founding | undefined {
  if (!demo) return undefined;
  return demoZone === null ? demoSite : { ...demoSite, zone: demoZone };
}

async function open(
  config: Config,
  ports: ServePorts,
  hospital: Hospital,
  demoPassword: string | null,
): Promise<Served> {
  const { runtime, log, die } = ports;
  const { store } = hospital;
  const startedAt = runtime.now();
  const { limits } = config;
  const counters = createCounters(() => store.head().seq);
  const alarm = createLimitAlarms(counters, log, runtime);
  const admission = createAdmission(limits.handshakesPerSecond);
  let publish: (touched: ReadonlySet<string>) => void = () => undefined;
  const groupCommit = createGroupCommit({
    store,
    log,
    die,
    publish: (touched) => publish(touched),
    ...(ports.batchMax === undefined ? {} : { batchMax: ports.batchMax }),
  });
  const localKey = runtime.randomBytes(32).toString("base64url");
  const http = await createHttp({
    log,
    hospital,
    counters,
    mayPhonesCome() {
      const mayCome = !admission.isStorm(runtime.now());
      if (!mayCome) alarm("phonesShed");
      return mayCome;
    },
    signIn: createSignIn(hospital, groupCommit),
    groupCommit,
    pairing: createPairing(hospital, groupCommit, config.demo),
    webFolder: join(import.meta.dirname, "..", "dist", "web"),
    version: readVersion(),
    uptimeS: () => Math.round((runtime.now() - startedAt) / secondMs),
    localKey,
    mendClock: async (reason) => {
      const mending = hospital.mendClock(runtime.now(), reason);
      const outcome = await submit(groupCommit, "server", mending);
      return outcome.ok ? outcome.reply : null;
    },
    keepShown: ({ entry, wait }) =>
      groupCommit.enqueue({
        principal: "server",
        command: null,
        flow: (tx) => accept(hospital.queue.noteShown(tx, entry, wait)),
        settle: () => undefined,
      }),
    verify: () => verifyStore(store.db, runtime, createModules),
    onSignedOut: (token) => io.in(sessionRoom(token)).disconnectSockets(true),
  });
  const socketServer = createIo(http.server, limits, alarm);
  const { io } = socketServer;
  const publisher = createPublisher(hospital, io);
  publish = publisher.publish;
  const rate = createRateLimit(limits.commands.perSecond, limits.commands.burst);
  const dispatch = createDispatch({ hospital, groupCommit, rate, counters });
  const stopTelling = serveSockets(socketServer, {
    ...{ hospital, dispatch, publisher, counters, rate, limits, alarm, log, admission },
  });
  const stopTime = keepTime(hospital, groupCommit);
  try {
    await http.listen({ host: config.host, port: config.port });
  } catch (error) {
    stopTime();
    stopTelling();
    await io.close();
    throw new CannotListen(whyNotListening(config, (error as NodeJS.ErrnoException).code));
  }
  const { port } = http.server.address() as AddressInfo;
  writeLocalKey(config, port, localKey);
  return {
    url: `http://${config.host}:${port}`,
    hospital,
    groupCommit,
    demoPassword,
    async close() {
      stopTime();
      groupCommit.flush();
      groupCommit.stop();
      publisher.stop();
      stopTelling();
      await io.close();
      await http.close();
      store.close();
    },
  };
}

function whyNotListening({ host, port }: Config, code: string | undefined): string {
  return code === "EADDRINUSE"
    ? `Port ${port} is in use. Is Dawr already running? Else choose another by DAWR_PORT.`
    : `Can't listen on ${host}, port ${port} (${code ?? "unknown"}). Check DAWR_HOST and DAWR_PORT.`;
}

/** Lets time do what it alone does, again and again; a command that comes first does it too. */
function keepTime(hospital: Hospital, groupCommit: GroupCommit): () => void {
  const check = () =>
    groupCommit.enqueue({
      principal: "server",
      command: null,
      flow: hospital.tick,
      settle: () => undefined,
    });
  check();
  const timer = setInterval(check, tickEveryMs).unref();
  return () => clearInterval(timer);
}

/** A fresh key for the tools on this machine, readable by the server's own user only. */
function writeLocalKey(config: Config, port: number, key: string): void {
  if (config.dataFolder === ":memory:") return;
  const file = join(config.dataFolder, "local.key");
  // An older file may have other rights: writing anew is what makes the mode hold.
  rmSync(file, { force: true });
  writeFileSync(file, `${port} ${key}\n`, { mode: 0o600 });
}

function readVersion(): string {
  const file = join(import.meta.dirname, "..", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
