import { readFileSync, statSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { protocolNumber } from "../shared/protocol/wire.ts";
import { demoHospital } from "../server/demo/found-demo.ts";
import { aServer, demoPassword, signIn } from "./harness/server.ts";
import type { TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.end());

interface Asked {
  readonly status: number;
  readonly code: string | null;
}

async function ask(
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  const init =
    body === undefined
      ? { headers }
      : {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: typeof body === "string" ? body : JSON.stringify(body),
        };
  const answer = await fetch(server.url + path, init);
  const text = await answer.text();
  return { status: answer.status, code: /"code":"(\w+)"/.exec(text)?.[1] ?? null };
}

/** Bytes as they are, for what no client would send; the first line of what comes back. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    const socket = connectTcp(Number(port), hostname, () => socket.write(text));
    let heard = "";
    socket.on("data", (bytes) => {
      heard += bytes.toString();
      socket.end();
    });
    // It may be cut off while it is still sending; what was said until then counts.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard.split("\r\n")[0] ?? ""));
  });
}

it("/healthz says who it is and how far it is", async () => {
  const health = (await (await fetch(`${server.url}/healthz`)).json()) as { uptimeS: number };
  expect(health).toEqual({
    ok: true,
    name: "dawr",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    protocol: protocolNumber,
    epoch: server.hospital.epoch,
    journalSeq: server.hospital.store.head().seq,
    uptimeS: health.uptimeS,
  });
});

it("/metrics counts commands by outcome, and names nobody", async () => {
  const desk = await server.staff("reception");
  await desk.ask("callNext", { servicePointId: "room-14" });
  const answer = await fetch(`${server.url}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(text).toContain('dawr_commands_total{name="callNext",outcome="queue_empty"} 1');
  expect(text).toMatch(/^dawr_journal_seq \d+$/m);
  expect(text).not.toMatch(/reception|room-14/);
});

it("/api/directory shows the public what a kiosk shows", async () => {
  const { ok, directory } = (await (await fetch(`${server.url}/api/directory`)).json()) as {
    ok: boolean;
    directory: { clinics: readonly { clinicId: string }[] };
  };
  const ids = demoHospital.clinics.map(({ id }) => id);
  expect([ok, directory.clinics.map(({ clinicId }) => clinicId)]).toEqual([true, ids]);
});

describe("the acts of this machine", () => {
  it.each(["pair", "demo-pair", "verify", "kiosk-page"])(
    "/local/%s is refused without the key",
    async (act) => {
      const paths = `/local/${act}`;
      const answers = [
        await ask(paths, {}),
        await ask(paths, {}, { authorization: "Bearer " }),
        await ask(paths, {}, { authorization: `Bearer ${"x".repeat(43)}` }),
        await ask(paths, {}, { authorization: "Basic eDp4" }),
      ];
      expect(answers).toEqual(Array(4).fill({ status: 403, code: "forbidden" }));
    },
  );

  it("are done with the key, which only the server's own user can read", async () => {
    const file = join(server.folder, "local.key");
    const key = readFileSync(file, "utf8").trim().split(" ")[1] ?? "";
    const authorization = `Bearer ${key}`;
    const pair = (body: object) => ask("/local/pair", body, { authorization });
    expect({
      mode: statSync(file).mode & 0o777,
      verify: (await ask("/local/verify", {}, { authorization })).status,
      pair: (await pair({ kind: "display", name: "Lobby", waitingRoomId: "hall-1" })).status,
      nowhere: await pair({ kind: "display", name: "Lobby", waitingRoomId: "hall-99" }),
      unknownKind: await pair({ kind: "toaster" }),
      extra: await pair({ kind: "kiosk", token: "mine" }),
      proto: await ask("/local/pair", '{"kind":"kiosk","__proto__":{"x":1}}', { authorization }),
      elsewhere: await ask("/local/kiosk-page", { url: "http://evil.example/" }, { authorization }),
    }).toEqual({
      mode: 0o600,
      verify: 200,
      pair: 200,
      nowhere: { status: 400, code: "invalid" },
      unknownKind: { status: 400, code: "invalid" },
      extra: { status: 400, code: "invalid" },
      proto: { status: 400, code: "invalid" },
      elsewhere: { status: 400, code: "invalid" },
    });
  });
});

describe("signing in", () => {
  it("refuses a wrong password, an unknown user and another site's page, and then lets wait", async () => {
    const own = await aServer();
    const url = own.url;
    const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${url}/api/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
    try {
      const right = { user: "reception", password: demoPassword };
      const fine = await post(right);
      const cookie = fine.headers.get("set-cookie") ?? "";
      const foreign = await post(right, { origin: "http://evil.example" });
      const nowhere = await post(right, { origin: "null" });
      const wrong = [];
      for (let tries = 0; tries < 5; tries++) {
        wrong.push((await post({ ...right, password: "guess" })).status);
      }
      const late = await post(right);
      const refusal = (await late.json()) as { refusal: { code: string }; retryAfterS: number };
      expect({
        fine: fine.status,
        attributes: cookie.split("; ").slice(1).sort(),
        foreign: foreign.status,
        nowhere: nowhere.status,
        wrong,
        late: [late.status, refusal.refusal.code, refusal.retryAfterS],
      }).toEqual({
        fine: 200,
        attributes: ["HttpOnly", "Max-Age=43200", "Path=/", "SameSite=Strict"],
        foreign: 400,
        nowhere: 400,
        wrong: [401, 401, 401, 401, 401],
        late: [429, "try_later", 1],
      });
    } finally {
      await own.end();
    }
  });

  it.each<[string, unknown]>([
    ["nothing", {}],
    ["a list", []],
    ["half of it", { user: "reception" }],
    ["more than it", { user: "reception", password: "x", role: "admin" }],
    ["objects for words", { user: { $ne: null }, password: { $ne: null } }],
    ["a length that can't be compared", { user: { length: { toString: 1, valueOf: 1 } } }],
    ["an over-long password", { user: "reception", password: "x".repeat(257) }],
    ["broken JSON", "{"],
    ["__proto__", '{"user":"reception","password":"x","__proto__":{"role":"admin"}}'],
    ["constructor.prototype", '{"constructor":{"prototype":{"role":"admin"}}}'],
  ])("with %s is invalid", async (_, body) => {
    expect(await ask("/api/sign-in", body)).toEqual({ status: 400, code: "invalid" });
  });

  it("answers a request in the language it asks in", async () => {
    const texts = [];
    for (const language of ["ar", "en-GB", "fr"]) {
      const answer = await fetch(`${server.url}/api/me`, {
        headers: { "accept-language": language },
      });
      texts.push(((await answer.json()) as { refusal: { text: string } }).refusal.text);
    }
    const [ar, en, other] = texts;
    expect([/[\u0600-\u06ff]/.test(ar ?? ""), /^[ -~]+$/.test(en ?? ""), other]).toEqual([
      true,
      true,
      ar,
    ]);
  });
});

describe("a page may pair itself", () => {
  it("in the demo, from this machine, and from no other site", async () => {
    expect({
      own: (await ask("/api/demo/pair", { kind: "display" })).status,
      foreign: await ask("/api/demo/pair", { kind: "display" }, { origin: "http://evil.example" }),
      nullOrigin: await ask("/api/demo/pair", { kind: "display" }, { origin: "null" }),
      nowhere: (await ask("/api/demo/pair", { kind: "display", waitingRoomId: "hall-99" })).status,
    }).toEqual({
      own: 200,
      foreign: { status: 403, code: "forbidden" },
      nullOrigin: { status: 403, code: "forbidden" },
      nowhere: 404,
    });
  });

  it("nowhere else but in the demo", async () => {
    const real = await aServer({ env: { DAWR_DEMO: "0" } });
    try {
      const answer = await fetch(`${real.url}/api/demo/pair`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind: "kiosk" }),
      });
      expect([answer.status, real.demoPassword]).toEqual([404, null]);
    } finally {
      await real.end();
    }
  });
});

describe("odd requests are refused and harm nothing:", () => {
  it.each<[string, string, string]>([
    ["no HTTP at all", "\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n", "HTTP/1.1 400 Bad Request"],
    [
      "a header of 20 kB",
      `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      "HTTP/1.1 431 Request Header Fields Too Large",
    ],
    [
      "two lengths",
      "POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "HTTP/1.1 400 Bad Request",
    ],
    [
      "length and chunks",
      "POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
      "HTTP/1.1 400 Bad Request",
    ],
    [
      "a path out of the folder",
      "GET /assets/../../package.json HTTP/1.1\r\nHost: x\r\n\r\n",
      "HTTP/1.1 403 Forbidden",
    ],
    [
      "the same, hidden",
      "GET /assets/%2e%2e%2f%2e%2e%2fpackage.json HTTP/1.1\r\nHost: x\r\n\r\n",
      "HTTP/1.1 404 Not Found",
    ],
    ["a broken escape", "GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 400 Bad Request"],
    ["a NUL in the path", "GET /assets/%00 HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 403 Forbidden"],
    [
      "a method that is none of ours",
      "DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
      "HTTP/1.1 404 Not Found",
    ],
    [
      "an upgrade to something else",
      "GET /socket.io/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
      "HTTP/1.1 400 Bad Request",
    ],
  ])("%s", async (_, text, line) => {
    const first = await raw(text);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(first).toBe(line);
  });

  it("a body over the limit", async () => {
    const big = { user: "x".repeat(20_000), password: "x" };
    expect(await ask("/api/sign-in", big)).toEqual({ status: 413, code: "invalid" });
  });
});

it("every page comes with a policy that lets in nothing from anywhere else", async () => {
  const answer = await fetch(`${server.url}/kiosk/`);
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy.split(";")).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]),
  );
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

it("a session cookie is none without its secret", async () => {
  const cookie = await signIn(server.url, "auditor");
  const me = async (value: string) =>
    (await fetch(`${server.url}/api/me`, { headers: { cookie: value } })).status;
  expect([await me(cookie), await me(cookie.slice(0, -1)), await me("dawr-session=")]).toEqual([
    200, 401, 401,
  ]);
});
