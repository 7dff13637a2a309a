import { randomBytes } from "node:crypto";
import { connect as connectTcp } from "node:net";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { protocolNumber } from "../shared/protocol/wire.ts";
import { aServer, post } from "./harness/server.ts";
import type { TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await aServer({ env: { DAWR_COMMANDS_BURST: "50000" } });
});
afterAll(() => server.end());

/** A text frame as RFC 6455 has it, masked as a client must. */
function masked(text: string): Buffer {
  const body = Buffer.from(text);
  const mask = randomBytes(4);
  for (const [at, byte] of body.entries()) body[at] = byte ^ (mask[at % 4] ?? 0);
  const length = Buffer.alloc(body.length < 126 ? 2 : 4);
  length[0] = 0x81;
  if (body.length < 126) length[1] = 0x80 | body.length;
  else {
    length[1] = 0x80 | 126;
    length.writeUInt16BE(body.length, 2);
  }
  return Buffer.concat([length, mask, body]);
}

/** One that asks and answers pings, but never reads a byte after its greeting. */
async function deaf(deviceToken: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connectTcp(Number(port), hostname);
  await new Promise<void>((up) => socket.once("connect", up));
  const upgrade = [
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    `Host: ${hostname}:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
  ];
  socket.write(`${upgrade.join("\r\n")}\r\n\r\n`);
  let heard = "";
  const greeting = (bytes: Buffer) => void (heard += bytes.toString("latin1"));
  socket.on("data", greeting);
  // Whoever speaks before the greeting is not heard.
  await vi.waitFor(() => expect(heard).toContain('0{"sid"'), 10_000);
  socket.write(masked(`40${JSON.stringify({ protocol: protocolNumber, deviceToken })}`));
  await vi.waitFor(() => expect(heard).toContain('40{"sid"'), 10_000);
  socket.off("data", greeting).pause();
  return socket;
}

async function counted(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
}

it("one that asks for pictures and never reads them is cut off, and others are served", async () => {
  const paired = await post(`${server.url}/api/demo/pair`, { kind: "kiosk", name: "deaf" });
  const socket = await deaf((paired as { deviceToken: string }).deviceToken);
  const ask = masked('421["subscribe",{"feed":"directory","key":"site"}]');
  socket.on("error", () => undefined);
  // Five kilobytes each: more than the kernels of both ends hold, as they may hold forty million.
  const asks = Buffer.concat(Array<Buffer>(1_000).fill(ask));
  for (let count = 0; count < 15; count++) socket.write(asks);
  await vi.waitFor(async () => expect(await counted("dawr_unread_connections_total")).toBe(1), {
    timeout: 20_000,
  });
  const kiosk = await server.device("kiosk");
  const issued = await kiosk.ask("issueTicket", { serviceId: "eye-visit" });
  socket.destroy();
  expect(issued.ok).toBe(true);
});

it("one that asks for more pictures than the rate allows is refused, not served without end", async () => {
  const small = await aServer({
    env: { DAWR_COMMANDS_BURST: "5", DAWR_COMMANDS_PER_SECOND: "1" },
  });
  try {
    const kiosk = await small.device("kiosk");
    const codes: string[] = [];
    for (let count = 0; count < 12; count++) {
      const answer = (await kiosk.socket
        .timeout(20_000)
        .emitWithAck("subscribe", { feed: "directory", key: "site" })) as {
        ok: boolean;
        refusal?: { code: string };
      };
      codes.push(answer.refusal?.code ?? "ok");
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill("ok"));
    expect(codes).toContain("rate_limited");
  } finally {
    await small.end();
  }
});
