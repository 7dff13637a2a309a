import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { CheckInOutcome, DeviceApi, DeviceState, IssueOutcome } from "../../device-api.ts";
import { loopbackPaths } from "../../device-api.ts";
import { parseCheckIn, parseIntent } from "../../agent/gate.ts";
import { pageFile, pagePolicy } from "../page-folder.ts";

/** Only this machine: the page is for the screen it stands on. */
const host = "127.0.0.1";
/** An intent is a few hundred bytes. */
const bodyBytesMax = 4 * 1024;

export interface PageServer {
  /** The page with this start's token in its fragment: whoever has the address has the kiosk. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the patient's page and the device API to it, on the loopback address only: the state as a
 * stream of JSON lines, an intent as a POST. Both ask for this start's token, from this very
 * origin and under this very name: another page or program of the machine gets nowhere. Rejects
 * when the port is taken.
 */
export async function servePage(options: {
  readonly device: DeviceApi;
  readonly webFolder: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly token: string;
}): Promise<PageServer> {
  let authority = "";
  const server = createServer((request, response) => {
    if (request.headers.host !== authority) {
      return end(response, 421, "This address is not served here.");
    }
    const { pathname } = new URL(request.url ?? "/", `http://${authority}`);
    const wanted = `${request.method ?? ""} ${pathname}`;
    const isDevice = Object.values<string>(loopbackPaths).includes(pathname);
    if (isDevice && !isOurPage(request, authority, options.token)) {
      return end(response, 403, "This is for the kiosk's own page.");
    }
    if (wanted === `GET ${loopbackPaths.state}`) return streamState(response, options.device);
    if (wanted === `POST ${loopbackPaths.issueTicket}`) {
      return void answer(request, response, (sent) => issueTicket(options.device, sent));
    }
    if (wanted === `POST ${loopbackPaths.checkIn}`) {
      return void answer(request, response, (sent) => checkIn(options.device, sent));
    }
    if (request.method !== "GET") return end(response, 405, "This page is only read.");
    void sendFile(response, options.webFolder, pathname);
  });
  const port = await listen(server, options.port);
  authority = `${host}:${port}`;
  return {
    url: `http://${authority}/#${options.token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A line for each state, the newest only: a page that reads slowly skips what is over. */
function streamState(response: ServerResponse, device: DeviceApi): void {
  response.writeHead(200, { "content-type": "application/x-ndjson", "cache-control": "no-store" });
  let latest: DeviceState | null = null;
  const flush = () => {
    if (latest === null || response.writableNeedDrain) return;
    response.write(`${JSON.stringify(latest)}\n`);
    latest = null;
  };
  response.on("drain", flush);
  const leave = device.onState((state) => {
    latest = state;
    flush();
  });
  response.on("close", leave);
}

async function issueTicket(device: DeviceApi, sent: unknown): Promise<IssueOutcome> {
  const intent = parseIntent(sent);
  return intent === null ? { kind: "refused", code: "invalid" } : device.issueTicket(intent);
}

async function checkIn(device: DeviceApi, sent: unknown): Promise<CheckInOutcome> {
  const intent = parseCheckIn(sent);
  if (intent === null) return { kind: "refused", code: "invalid", bookings: [] };
  return device.checkIn(intent);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  outcomeOf: (sent: unknown) => Promise<IssueOutcome | CheckInOutcome>,
): Promise<void> {
  const outcome = await outcomeOf(await readJson(request));
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(outcome));
}

/** The body as JSON; nothing when it is too long, cut short or not JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      if (!(chunk instanceof Buffer)) return null;
      bytes += chunk.byteLength;
      if (bytes > bodyBytesMax) return null;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return null;
  }
}

async function sendFile(
  response: ServerResponse,
  webFolder: string,
  pathname: string,
): Promise<void> {
  const file = await pageFile(webFolder, pathname);
  if (file === null) return end(response, 404, "There is no such page here.");
  response.writeHead(200, {
    "content-type": file.type,
    "content-length": file.body.byteLength,
    // Names under /assets change with their content; the page itself must be asked for each time.
    "cache-control": pathname === "/" ? "no-store" : "public, max-age=31536000, immutable",
    "content-security-policy": pagePolicy("'self'"),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()",
  });
  response.end(file.body);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}

/** Browsers name the origin of a POST, and of a fetch from elsewhere; ours or none may ask. */
function isOurPage(request: IncomingMessage, authority: string, token: string): boolean {
  const { origin, authorization } = request.headers;
  if (origin !== undefined && origin !== `http://${authority}`) return false;
  const [shown, held] = [Buffer.from(authorization ?? ""), Buffer.from(`Bearer ${token}`)];
  return shown.byteLength === held.byteLength && timingSafeEqual(shown, held);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}
