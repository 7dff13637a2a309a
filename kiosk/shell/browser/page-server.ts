import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "socket.io";
import type { DeviceApi, IssueOutcome } from "../../device-api.ts";
import { parseIntent } from "../../agent/gate.ts";
import { pageFile, pagePolicy } from "../page-folder.ts";

/** Only this machine: the page is for the screen it stands on. */
const host = "127.0.0.1";
/** An intent is a few hundred bytes. */
const frameBytesMax = 4 * 1024;

export interface PageServer {
  /** The page with this start's token in its fragment: whoever has the address has the kiosk. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the patient's page and the device API to it, on the loopback address only. The socket
 * lets in whoever shows this start's token, from this very origin: another page or program of the
 * machine gets nowhere. Rejects when the port is taken.
 */
export async function servePage(options: {
  readonly device: DeviceApi;
  readonly webFolder: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly token: string;
}): Promise<PageServer> {
  let authority = "";
  const isOurs = (request: IncomingMessage) => request.headers.host === authority;
  const server = createServer((request, response) => {
    if (!isOurs(request)) return end(response, 421, "This address is not served here.");
    void answer(request, response, options.webFolder, authority);
  });
  const sockets = new Server(server, {
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: frameBytesMax,
    allowRequest: (request, decide) =>
      decide(null, isOurs(request) && request.headers.origin === `http://${authority}`),
  });
  sockets.use((socket, next) => {
    next(isSame(socket.handshake.auth["token"], options.token) ? undefined : new Error("token"));
  });
  sockets.on("connection", (socket) => {
    const leave = options.device.onState((state) => socket.emit("state", state));
    socket.on("disconnect", leave);
    socket.on("issueTicket", (sent: unknown, reply: unknown) => {
      if (typeof reply !== "function") return;
      const intent = parseIntent(sent);
      const outcome: Promise<IssueOutcome> =
        intent === null
          ? Promise.resolve({ kind: "refused", code: "invalid" })
          : options.device.issueTicket(intent);
      void outcome.then((result) => reply(result));
    });
  });
  const port = await listen(server, options.port);
  authority = `${host}:${port}`;
  return {
    url: `http://${authority}/#${options.token}`,
    close: () => sockets.close(),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  webFolder: string,
  authority: string,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return end(response, 405, "This page is only read.");
  }
  const { pathname } = new URL(request.url ?? "/", `http://${authority}`);
  const file = await pageFile(webFolder, pathname);
  if (file === null) return end(response, 404, "There is no such page here.");
  response.writeHead(200, {
    "content-type": file.type,
    "content-length": file.body.byteLength,
    // Names under /assets change with their content; the page itself must be asked for each time.
    "cache-control": pathname === "/" ? "no-store" : "public, max-age=31536000, immutable",
    ...shieldHeaders(authority),
  });
  response.end(request.method === "HEAD" ? undefined : file.body);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}

function shieldHeaders(authority: string): Record<string, string> {
  return {
    "content-security-policy": pagePolicy(`'self' ws://${authority}`),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()",
  };
}

function isSame(shown: unknown, token: string): boolean {
  if (typeof shown !== "string") return false;
  const [a, b] = [Buffer.from(shown), Buffer.from(token)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}
