import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAsk } from "./ask.ts";
import type { Ask } from "./ask.ts";
import { aView, mondayMorning } from "./testing/views.ts";

let server: Server;
let ask: Ask;
let reply: (request: IncomingMessage, response: ServerResponse) => void;
beforeAll(async () => {
  server = createServer((request, response) => reply(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  ask = createAsk((path, init) => fetch(`http://127.0.0.1:${port}${String(path)}`, init));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const stamped = { "dawr-as-of": String(mondayMorning), etag: '"1"' };
function says(status: number, body: unknown, headers: Record<string, string> = stamped) {
  reply = (_, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

describe("an answer of the server", () => {
  const unknownTicket = { ok: false, refusal: { code: "unknown_ticket", text: "" } };
  const failed = { kind: "failed" };
  const view = aView();
  test.each<[string, number, unknown, Record<string, string> | undefined, unknown]>([
    [
      "with a ticket",
      200,
      { ok: true, key: "key", view },
      undefined,
      { kind: "told", key: "key", tag: '"1"', view, asOf: mondayMorning },
    ],
    [
      "without a key",
      200,
      { ok: true, view },
      undefined,
      { kind: "told", key: null, tag: '"1"', view, asOf: mondayMorning },
    ],
    ["that nothing changed", 304, "", undefined, { kind: "same", asOf: mondayMorning }],
    ["that nothing changed, by somebody without the hour", 304, "", {}, failed],
    ["unknown", 404, unknownTicket, undefined, { kind: "unknown", asOf: mondayMorning }],
    ["unknown, without the hour", 404, unknownTicket, {}, { kind: "unknown", asOf: null }],
    ["not found, by somebody else", 404, { error: "no such page" }, undefined, failed],
    ["a hotspot's page", 200, "<html>Please sign in</html>", {}, failed],
    ["that it is too busy", 429, { ok: false, refusal: { code: "try_later" } }, undefined, failed],
    ["a ticket without its hour", 200, { ok: true, view }, {}, failed],
    ["a ticket of another shape", 200, { ok: true, view: { label: 4 } }, undefined, failed],
    ["a state nobody knows", 200, { view: { ...view, status: "asleep" } }, undefined, failed],
    [
      "a class nobody knows",
      200,
      { view: { ...view, why: { ahead: [{ priorityClass: "vip" }], couldPass: [] } } },
      undefined,
      failed,
    ],
    ["a pause nobody knows", 200, { view: { ...view, pause: { kind: "tea" } } }, undefined, failed],
    ["nothing", 200, "null", undefined, failed],
  ])("%s", async (_, status, body, headers, answer) => {
    says(status, body, headers);
    expect(await ask.look("key", '"1"')).toEqual(answer);
  });
});

test("a question carries the key and the tag in its head, the token in its body", async () => {
  const seen: unknown[] = [];
  reply = (request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += String(part)));
    request.on("end", () => {
      const { authorization, "if-none-match": tag } = request.headers;
      seen.push([request.method, request.url, authorization, tag, body]);
      response.writeHead(304, stamped).end();
    });
  };
  await ask.open("token");
  await ask.look("key", null);
  await ask.look("key", '"1"');
  expect(seen).toEqual([
    ["POST", "/api/track", undefined, undefined, '{"token":"token"}'],
    ["GET", "/api/track", "Bearer key", undefined, ""],
    ["GET", "/api/track", "Bearer key", '"1"', ""],
  ]);
});

test("a connection that breaks is no answer, and nothing is thrown", async () => {
  reply = (request) => request.socket.destroy();
  expect(await ask.look("key", null)).toEqual({ kind: "failed" });
});
