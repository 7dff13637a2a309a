import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckInIntent, DeviceState, IssueIntent } from "../../device-api.ts";
import { aCheckedIn, aCheckIn, aTicket, anIntent } from "../../agent/testing/samples.ts";
import { loopbackPaths } from "../../device-api.ts";
import { servePage } from "./page-server.ts";
import type { PageServer } from "./page-server.ts";

const token = "the-token-of-this-start";
const state: DeviceState = {
  link: { up: true, refusal: null },
  serverTime: 1,
  directory: null,
  printer: null,
  papers: {},
};
const asked: IssueIntent[] = [];
const arrived: CheckInIntent[] = [];
const watching = new Set<unknown>();
let folder: string;
let server: PageServer;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dawr-page-"));
  mkdirSync(join(folder, "kiosk/renderer"), { recursive: true });
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "kiosk/renderer/index.html"), "<title>kiosk</title>");
  writeFileSync(join(folder, "assets/main.js"), "1");
  writeFileSync(join(folder, "secret.json"), "{}");
  server = await servePage({
    device: {
      onState(listener) {
        watching.add(listener);
        listener(state);
        return () => watching.delete(listener);
      },
      issueTicket(intent) {
        asked.push(intent);
        return Promise.resolve({ kind: "issued", ticket: aTicket() });
      },
      checkIn(intent) {
        arrived.push(intent);
        return Promise.resolve({ kind: "checked_in", ticket: aCheckedIn() });
      },
    },
    webFolder: folder,
    port: 0,
    token,
  });
  origin = new URL(server.url).origin;
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** `fetch` tidies paths and hides the host header; this sends exactly what is asked. */
function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { hostname, port } = new URL(origin);
  return new Promise<{
    status: number | undefined;
    headers: Record<string, unknown>;
    body: string;
  }>((resolve, reject) => {
    const sent = request({ hostname, port, path, headers, method }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body }),
      );
    });
    sent.on("error", reject).end();
  });
}

const ours = { authorization: `Bearer ${token}` };

/** Sends an intent as the page does, with whatever headers. */
async function post(
  body: string,
  headers: Record<string, string>,
  path: string = loopbackPaths.issueTicket,
): Promise<unknown> {
  const answer = await fetch(`${origin}${path}`, {
    method: "POST",
    headers,
    body,
  });
  return answer.ok ? answer.json() : answer.status;
}

describe("the page", () => {
  test("is served with a policy that lets it speak to itself only", async () => {
    const page = await get("/");
    expect(page).toMatchObject({ status: 200, body: "<title>kiosk</title>" });
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toContain("unsafe");
    expect((await get("/assets/main.js")).body).toBe("1");
  });

  test.each([
    "/secret.json",
    "/assets/../secret.json",
    "/assets/%2e%2e/secret.json",
    "/assets/..%2fsecret.json",
    "/kiosk/renderer/index.html",
    "/assets/%00",
    "/assets/%",
    "/assets",
    "//assets/main.js",
  ])("%s is not", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test("is not served under another host's name: a rebound name gets nothing", async () => {
    expect((await get("/", { host: "evil.example" })).status).toBe(421);
    expect((await get("/", { host: "localhost:4481" })).status).toBe(421);
  });

  test("can't be written to", async () => {
    expect((await get("/", {}, "POST")).status).toBe(405);
    expect((await get("/", {}, "OPTIONS")).status).toBe(405);
  });
});

describe("the device API", () => {
  test("streams the state to our page, and lets go when the page leaves", async () => {
    const leaving = new AbortController();
    const { body } = await fetch(`${origin}${loopbackPaths.state}`, {
      headers: ours,
      signal: leaving.signal,
    });
    const first = await body?.getReader().read();
    expect(JSON.parse(new TextDecoder().decode(first?.value))).toEqual(state);
    expect(watching.size).toBe(1);
    leaving.abort();
    await expect.poll(() => watching.size).toBe(0);
  });

  test("carries an intent of our page and brings its outcome", async () => {
    const outcome = await post(JSON.stringify(anIntent()), { ...ours, origin });
    expect(outcome).toEqual({ kind: "issued", ticket: aTicket() });
    expect(asked).toEqual([anIntent()]);
  });

  test("carries a check-in as well, and refuses what is none", async () => {
    const path = loopbackPaths.checkIn;
    const outcome = await post(JSON.stringify(aCheckIn()), { ...ours, origin }, path);
    expect(outcome).toEqual({ kind: "checked_in", ticket: aCheckedIn() });
    const refused = { kind: "refused", code: "invalid", bookings: [] };
    expect(await post(JSON.stringify(anIntent()), ours, path)).toEqual(refused);
    expect(await post(JSON.stringify(aCheckIn()), {}, path)).toBe(403);
    expect(arrived).toEqual([aCheckIn()]);
  });

  test("refuses what is no intent, and the device never hears of it", async () => {
    const before = asked.length;
    const sent = ["", "null", '"x"', "{", JSON.stringify({ ...anIntent(), patientId: "1" })];
    for (const body of [...sent, `{"commandId":"${"1".repeat(5_000)}"}`]) {
      expect(await post(body, ours)).toEqual({ kind: "refused", code: "invalid" });
    }
    expect(asked).toHaveLength(before);
  });

  test.each([
    ["no token", {}],
    ["a wrong token", { authorization: "Bearer the-token-of-last-start" }],
    ["the token without its scheme", { authorization: token }],
    ["another page's origin", { ...ours, origin: "http://evil.example" }],
    ["another port of this machine", { ...ours, origin: "http://127.0.0.1:1" }],
    ["a page without an origin of its own", { ...ours, origin: "null" }],
  ])("turns away %s", async (_, headers: Record<string, string>) => {
    expect(await post(JSON.stringify(anIntent()), headers)).toBe(403);
    expect((await get(loopbackPaths.state, headers)).status).toBe(403);
  });
});

describe("a taken port", () => {
  test("is said, not waited for", async () => {
    const port = Number(new URL(origin).port);
    const never = () => Promise.reject();
    const device = { onState: () => () => undefined, issueTicket: never, checkIn: never };
    await expect(servePage({ device, webFolder: folder, port, token })).rejects.toThrow(
      "EADDRINUSE",
    );
  });
});
