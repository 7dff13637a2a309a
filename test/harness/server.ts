import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import { v7 } from "uuid";
import type { CommandId, DeviceId } from "../../shared/domain/ids.ts";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client, PayloadInput } from "../../shared/protocol/client.ts";
import type { CommandName, CommandReplies } from "../../shared/protocol/commands.ts";
import { socketWire } from "../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import type { Answer, Snapshot } from "../../shared/protocol/wire.ts";
import { readConfig } from "../../server/config.ts";
import { systemRuntime } from "../../server/runtime.ts";
import { serve } from "../../server/serve.ts";
import type { ServePorts, Served } from "../../server/serve.ts";
import { silentLog } from "./runtime.ts";

/** A test is faster than any person: limits of pace are lifted, except where they are the matter. */
export const unhurried = {
  DAWR_EVENTS_PER_SECOND: "100000",
  DAWR_EVENTS_BURST: "1000000",
  DAWR_HANDSHAKES_PER_SECOND: "100000",
} as const;

export const demoPassword = "a demo password";

export interface Person {
  readonly socket: Socket;
  /** Sends one command and gives its answer. A fresh id unless one is given. */
  ask<Name extends CommandName>(
    name: Name,
    payload: PayloadInput<Name>,
    commandId?: string,
  ): Promise<Answer<CommandReplies[Name]>>;
  /** The first snapshot of a feed. */
  look<Data>(feed: string, key: string): Promise<Snapshot<Data>>;
  /** The same socket as the product's own client. */
  readonly client: Client;
  close(): void;
}

export interface TestServer extends Served {
  readonly folder: string;
  device(kind: "kiosk" | "display" | "console", place?: object): Promise<Person & { id: DeviceId }>;
  staff(user: string): Promise<Person>;
  /** Stops and removes its data. */
  end(): Promise<void>;
}

export interface TestServerOptions extends Partial<ServePorts> {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The real server with the demo hospital on a free port, its data in a folder of its own. */
export async function aServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "dawr-test-"));
  const config = readConfig({
    DAWR_DATA: folder,
    DAWR_DEMO: "1",
    DAWR_DEMO_PASSWORD: demoPassword,
    DAWR_PORT: "0",
    DAWR_PUBLIC_URL: "http://dawr.test",
    ...unhurried,
    ...options.env,
  });
  const served = await serve(config, {
    runtime: systemRuntime,
    log: silentLog(),
    die: (error) => {
      throw error;
    },
    ...options,
  });
  const people: Person[] = [];
  const keep = <P extends Person>(person: P) => {
    people.push(person);
    return person;
  };
  return {
    ...served,
    folder,
    async device(kind, place = {}) {
      const { deviceId, deviceToken } = (await post(`${served.url}/api/demo/pair`, {
        kind,
        name: `${kind} ${people.length}`,
        ...place,
      })) as { deviceId: DeviceId; deviceToken: string };
      return keep(Object.assign(await connect(served.url, { deviceToken }), { id: deviceId }));
    },
    async staff(user) {
      const cookie = await signIn(served.url, user);
      return keep(await connect(served.url, {}, { cookie }));
    },
    async end() {
      for (const person of people) person.close();
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function post(url: string, body: object): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

export async function signIn(url: string, user: string, password = demoPassword): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user, password }),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (!answer.ok || cookie === undefined) throw new Error(`sign-in: ${answer.status}`);
  return cookie;
}

/** A socket that is let in. Rejects with the refusal's code when it is not. */
export async function connect(
  url: string,
  auth: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Person> {
  const socket = io(url, {
    transports: ["websocket"],
    auth: { protocol: protocolNumber, language: "en", ...auth },
    extraHeaders: { ...headers },
    forceNew: true,
  });
  const client = createClient(socketWire(socket, setTimeout), {
    monotonicMs: () => performance.now(),
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  });
  await new Promise<void>((resolve, reject) => {
    const turnedAway = (error: Error & { data?: { code?: string } }) => {
      // Told to ask again: it does so by itself.
      if (error.data?.code === "busy") return;
      client.close();
      reject(new Error(error.data?.code ?? error.message));
    };
    socket.on("connect_error", turnedAway);
    socket.once("connect", () => {
      socket.off("connect_error", turnedAway);
      resolve();
    });
  });
  return {
    socket,
    client,
    ask: (name, payload, commandId = v7()) =>
      socket.timeout(20_000).emitWithAck("command", { commandId, name, payload }) as never,
    async look<Data>(feed: string, key: string) {
      const arrived = new Promise<Snapshot<Data>>((resolve) => {
        const listener = (snapshot: Snapshot<Data>) => {
          if (snapshot.feed !== feed || snapshot.key !== key) return;
          socket.off("snapshot", listener);
          resolve(snapshot);
        };
        socket.on("snapshot", listener);
      });
      const answer = (await socket.timeout(20_000).emitWithAck("subscribe", { feed, key })) as {
        ok: boolean;
        refusal?: { code: string };
      };
      if (!answer.ok) throw new Error(answer.refusal?.code);
      return arrived;
    },
    close: () => client.close(),
  };
}

export function aCommandId(): CommandId {
  return v7() as CommandId;
}
