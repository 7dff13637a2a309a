import { connect as connectTcp } from "node:net";
import type { Socket as TcpSocket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { io } from "socket.io-client";
import type { ComeBack } from "../shared/protocol/come-back.ts";
import { protocolNumber } from "../shared/protocol/wire.ts";
import type { HandshakeRefusal } from "../shared/protocol/wire.ts";
import { silentLog } from "./harness/runtime.ts";
import { rawSocket } from "./harness/raw-socket.ts";
import { aServer, connect, post, signIn } from "./harness/server.ts";
import type { Person, TestServer } from "./harness/server.ts";

let server: TestServer | null = null;
afterEach(async () => {
  await server?.end();
  server = null;
});

async function serverWith(env: Readonly<Record<string, string>>) {
  const log = silentLog();
  const made = await aServer({ env, log });
  server = made;
  return { ...made, log };
}

async function pair(url: string, kind = "kiosk"): Promise<{ readonly deviceToken: string }> {
  return (await post(`${url}/api/demo/pair`, { kind, name: "the one" })) as { deviceToken: string };
}

async function timesReached(url: string, limit: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(
    new RegExp(`^dawr_limits_reached_total\\{limit="${limit}"\\} (\\d+)$`, "m").exec(text)?.[1] ??
      0,
  );
}

/** What a person's socket is told under this name, next. */
function told<Word>(person: Person, event: string): Promise<Word> {
  return new Promise((resolve) => person.socket.once(event, resolve));
}

const subscribe = async (person: Person, key: string) => {
  const answer = (await person.socket
    .timeout(20_000)
    .emitWithAck("subscribe", { feed: "board", key })) as { refusal?: { code: string } };
  return answer.refusal?.code ?? "ok";
};

describe("sockets of one device", () => {
  it("the newest wins; the oldest is told why, and takes its place again when it is free", async () => {
    const { url, log } = await serverWith({ DAWR_SOCKETS_PER_DEVICE: "1" });
    const token = await pair(url);
    const older = await connect(url, token);
    const goodbye = told(older, "goodbye");
    const newer = await connect(url, token);
    expect(await goodbye).toEqual({ reason: "replaced" });
    const issued = await newer.ask("issueTicket", { serviceId: "eye-visit" });
    // What it will do by itself after ten seconds; here at once.
    const refused = told<Error & { readonly data: HandshakeRefusal }>(older, "connect_error");
    older.socket.connect();
    const { data } = await refused;
    const stillThere = newer.socket.connected;
    newer.close();
    await vi.waitFor(async () => {
      older.socket.connect();
      await told(older, "connect");
    }, 10_000);
    const back = await older.ask("issueTicket", { serviceId: "eye-visit" });
    older.close();
    expect([issued.ok, stillThere, back.ok]).toEqual([true, true, true]);
    expect(data.code).toBe("busy");
    expect(data.retryAfterMs).toBeGreaterThanOrEqual(15_000);
    expect(await timesReached(url, "socketsPerDevice")).toBe(1);
    expect(log.lines).toEqual(["a limit was reached"]);
  });

  it("two devices never take each other's place, and a person has as many as are set", async () => {
    const { url } = await serverWith({
      DAWR_SOCKETS_PER_DEVICE: "1",
      DAWR_SOCKETS_PER_STAFF: "2",
    });
    const kiosk = await connect(url, await pair(url));
    const display = await connect(url, await pair(url, "display"));
    const cookie = await signIn(url, "reception");
    const desks: Person[] = [];
    for (let count = 0; count < 3; count++) desks.push(await connect(url, {}, { cookie }));
    await vi.waitFor(
      () => expect(desks.map((desk) => desk.socket.connected)).toEqual([false, true, true]),
      10_000,
    );
    const devices = [kiosk.socket.connected, display.socket.connected];
    for (const person of [kiosk, display, ...desks]) person.close();
    expect(devices).toEqual([true, true]);
  });
});

describe("connections that do not say who they are", () => {
  const knock = async (url: string): Promise<TcpSocket> => {
    const { hostname, port } = new URL(url);
    const socket = connectTcp(Number(port), hostname);
    socket.on("error", () => undefined);
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n",
    );
    return socket;
  };
  const firstLine = (socket: TcpSocket) =>
    new Promise<string>((resolve) =>
      socket.once("data", (bytes: Buffer) =>
        resolve(bytes.toString("latin1").split("\r\n")[0] ?? ""),
      ),
    );

  it("an address has so many of them, each for so long; those who are known do not count", async () => {
    const { url } = await serverWith({
      DAWR_STRANGERS_PER_ADDRESS: "3",
      DAWR_STRANGER_MS: "1000",
    });
    const token = await pair(url);
    const known = [await connect(url, token), await connect(url, token)];
    const strangers = [await knock(url), await knock(url), await knock(url)];
    const letIn = await Promise.all(strangers.map(firstLine));
    const fourth = await firstLine(await knock(url));
    const later = await vi.waitFor(() => connect(url, token), 15_000);
    for (const each of strangers) each.destroy();
    for (const person of [...known, later]) person.close();
    expect(letIn).toEqual(Array(3).fill("HTTP/1.1 101 Switching Protocols"));
    expect(fourth).toBe("HTTP/1.1 400 Bad Request");
    expect(await timesReached(url, "strangersPerAddress")).toBeGreaterThanOrEqual(1);
  });
});

describe("events of one socket", () => {
  it("over the limit they are refused as rate_limited, far over it the connection ends", async () => {
    const { url } = await serverWith({ DAWR_EVENTS_PER_SECOND: "1", DAWR_EVENTS_BURST: "10" });
    const token = await pair(url);
    const hasty = await connect(url, token);
    const codes: string[] = [];
    for (let count = 0; count < 20; count++) codes.push(await subscribe(hasty, "hall-1"));
    const goodbye = told(hasty, "goodbye");
    for (let count = 0; count < 30; count++) hasty.socket.emit("command", {});
    const why = await goodbye;
    hasty.close();
    const calm = await connect(url, token);
    const issued = await calm.ask("issueTicket", { serviceId: "eye-visit" });
    calm.close();
    expect(codes.slice(0, 10)).toEqual(Array(10).fill("ok"));
    expect(codes.filter((code) => code === "rate_limited").length).toBeGreaterThanOrEqual(8);
    expect(why).toEqual({ reason: "rate_limited" });
    expect(issued.ok).toBe(true);
    expect(await timesReached(url, "eventsFarOver")).toBe(1);
  });

  it("a socket follows as many feeds as are set, and the same ones again", async () => {
    const { url } = await serverWith({ DAWR_FEEDS_PER_SOCKET: "2" });
    const display = await connect(url, await pair(url, "display"));
    const codes = [];
    for (const hall of ["hall-1", "hall-2", "hall-1"]) codes.push(await subscribe(display, hall));
    const other = async (event: string) => {
      const address = event === "unsubscribe" ? ["board", "hall-1"] : ["directory", "site"];
      const [feed, key] = address;
      const answer: unknown = await display.socket
        .timeout(20_000)
        .emitWithAck(event, { feed, key });
      return (answer as { ok: boolean }).ok;
    };
    const others = [await other("subscribe"), await other("unsubscribe"), await other("subscribe")];
    display.close();
    expect([codes, others]).toEqual([
      ["ok", "ok", "ok"],
      [false, true, true],
    ]);
  });
});

describe("sizes", () => {
  it("a frame over the configured size ends its own connection", async () => {
    const { url } = await serverWith({ DAWR_FRAME_BYTES: "5000" });
    const { deviceToken } = await pair(url);
    const socket = await rawSocket(url, deviceToken);
    const fits = await socket.after(`421["command","${"x".repeat(4_000)}"]`);
    const over = await socket.after(`421["command","${"x".repeat(5_000)}"]`);
    expect([fits.open, over.open]).toEqual([true, false]);
  });

  it("a picture over its alarm is sent, counted, and said in the log without what it shows", async () => {
    const { url, log } = await serverWith({ DAWR_SNAPSHOT_BYTES: "1024" });
    const kiosk = await connect(url, await pair(url));
    const { data } = await kiosk.look<{ readonly clinics: readonly unknown[] }>(
      "directory",
      "site",
    );
    kiosk.close();
    expect(data.clinics.length).toBeGreaterThan(3);
    expect(await timesReached(url, "snapshotBytes")).toBe(1);
    expect(log.lines).toEqual(["a limit was reached"]);
  });
});

describe("a storm of handshakes", () => {
  it("those who are too many are told when to ask again, devices and phones behind kiosks", async () => {
    const { url, hospital } = await serverWith({ DAWR_HANDSHAKES_PER_SECOND: "5" });
    const tokens = hospital.store.transact((tx) =>
      Array.from({ length: 12 }, (_, count) => {
        const place = { waitingRoomId: null, servicePointId: null };
        hospital.access.pair(
          tx,
          { kind: "display", name: `d${count}`, ...place },
          `token ${count}`,
        );
        return { deviceToken: `token ${count}` };
      }),
    );
    const { deviceToken } = await pair(url);
    const startedMs = performance.now();
    const coming = Promise.all(tokens.map((token) => connect(url, token)));
    await vi.waitFor(
      async () => expect(await timesReached(url, "handshakesPerSecond")).toBeGreaterThan(3),
      10_000,
    );
    const phone = await fetch(`${url}/api/track`, { method: "POST" });
    const kiosk = await connect(url, { deviceToken });
    const kioskMs = performance.now() - startedMs;
    const screens = await coming;
    const allMs = performance.now() - startedMs;
    for (const person of [kiosk, ...screens]) person.close();
    expect([phone.status, phone.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(kioskMs).toBeLessThan(allMs);
    // Thirteen at five a second, less one second's store.
    expect(allMs).toBeGreaterThan(1_000);
    expect(allMs).toBeLessThan(20_000);
    const calm = await vi.waitFor(async () => {
      const answer = await fetch(`${url}/api/track`, { method: "POST" });
      expect(answer.status).not.toBe(503);
      return answer.status;
    }, 15_000);
    expect(calm).toBe(400);
  });

  it("a client of before, that knows no appointment and asks every two seconds, gets in too", async () => {
    const { url } = await serverWith({ DAWR_HANDSHAKES_PER_SECOND: "5" });
    const { deviceToken } = await pair(url, "display");
    const cookie = await signIn(url, "reception");
    const auths = [{ deviceToken }, ...Array<object>(9).fill({})];
    const sockets = auths.map((auth) =>
      io(url, {
        transports: ["websocket"],
        forceNew: true,
        extraHeaders: { cookie },
        auth: { protocol: protocolNumber, ...auth },
      }),
    );
    await Promise.all(
      sockets.map(
        (socket) =>
          new Promise<void>((resolve) => {
            socket.on("connect", resolve);
            socket.on("connect_error", () => {
              if (!socket.active) setTimeout(() => socket.connect(), 2_000);
            });
          }),
      ),
    );
    const heard = sockets.map((socket) => socket.connected);
    for (const socket of sockets) socket.disconnect();
    expect(heard).toEqual(Array(10).fill(true));
  });

  it("each client is told when to come back, kiosks first, by the size of the fleet", async () => {
    const { url } = await serverWith({ DAWR_HANDSHAKES_PER_SECOND: "2" });
    const kiosk = await connect(url, await pair(url));
    const staff: Person[] = [];
    const cookie = await signIn(url, "reception");
    for (let count = 0; count < 3; count++) staff.push(await connect(url, {}, { cookie }));
    // Told again within five seconds of a change.
    const last = await Promise.all(staff.map((each) => told<ComeBack>(each, "comeBack")));
    for (const person of [kiosk, ...staff]) person.close();
    expect(last).toEqual(Array(3).fill({ fromMs: 500, toMs: 2_000 }));
  }, 20_000);
});
