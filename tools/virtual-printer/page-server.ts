import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { languages, type Language } from "../../shared/domain/language.ts";
import { pageHtml, pageScript } from "./page.ts";
import { isPaperFileName, keptPapers, readPaperFileName } from "./papers.ts";
import { applyTrialFault, isTrialFault, trialStates } from "./trial-faults.ts";
import type { VirtualPrinter } from "./virtual-printer.ts";

/** Papers on the page; older ones are in the folder. */
const papersShown = 12;
/** `{"fault":"paper_out_midway"}` and nothing longer. */
const bodyBytesMax = 1_024;

export interface PageServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The page for people beside a virtual printer, for this machine only: it answers on the loopback
 * address, to requests that were made to it by name (no other site's page can press its buttons).
 */
export async function servePage(options: {
  readonly printer: VirtualPrinter;
  readonly printerAddress: string;
  readonly papersFolder: string;
  readonly port: number;
  readonly zone: string;
}): Promise<PageServer> {
  const { printer, papersFolder } = options;
  const files = loadFiles();
  let revision = 0;
  const unfollow = printer.onChange(() => revision++);

  function page(request: IncomingMessage, response: ServerResponse): void {
    const papers = keptPapers(papersFolder)
      .slice(-papersShown)
      .reverse()
      .map((fileName) => ({ fileName, ...readPaperFileName(fileName) }));
    const html = pageHtml({
      language: languageOf(request),
      zone: options.zone,
      printerAddress: options.printerAddress,
      states: trialStates(printer.faults()),
      unknownCommands: printer.unknownCommands.length,
      papers,
      revision,
    });
    send(response, 200, "text/html; charset=utf-8", html);
  }

  async function fault(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const isJson = request.headers["content-type"]?.startsWith("application/json") === true;
    const word =
      body === null ? null : isJson ? faultInJson(body) : new URLSearchParams(body).get("fault");
    if (!isTrialFault(word)) {
      sendJson(response, 400, { ok: false, text: "no such fault" });
      return;
    }
    applyTrialFault(printer, word);
    if (isJson) {
      sendJson(response, 200, { ok: true, states: trialStates(printer.faults()) });
      return;
    }
    response.writeHead(303, { location: `/?lang=${languageOf(request)}` }).end();
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (!isFromHere(request)) return sendJson(response, 403, { ok: false, text: "not from here" });
    if (request.method === "POST" && pathname === "/fault") return fault(request, response);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return sendJson(response, 405, { ok: false, text: "GET, or POST /fault" });
    }
    if (pathname === "/") return page(request, response);
    if (pathname === "/state") {
      return sendJson(response, 200, { revision, states: trialStates(printer.faults()) });
    }
    const file = files.get(pathname);
    if (file !== undefined) return send(response, 200, file.type, file.bytes);
    const name = pathname.replace(/^\/papers\//, "");
    const picture = isPaperFileName(name) ? readIfThere(join(papersFolder, name)) : null;
    if (picture !== null) return send(response, 200, "image/png", picture);
    return sendJson(response, 404, { ok: false, text: "nothing here" });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) sendJson(response, 500, { ok: false, text: "failed" });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        unfollow();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isFromHere(request: IncomingMessage): boolean {
  const host = request.headers.host ?? "";
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?$/.test(host)) return false;
  const { origin } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}

/** The language asked for by `?lang`, else the browser's first that we speak, else Arabic. */
function languageOf(request: IncomingMessage): Language {
  const asked = new URL(request.url ?? "/", "http://localhost").searchParams.get("lang");
  const accepted = (request.headers["accept-language"] ?? "")
    .split(",")
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  const wished = [asked, ...accepted];
  for (const wish of wished) {
    const known = languages.find((language) => language === wish);
    if (known !== undefined) return known;
  }
  return "ar";
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  let body = "";
  for await (const part of request.setEncoding("utf8")) {
    body += String(part);
    if (body.length > bodyBytesMax) return null;
  }
  return body;
}

function faultInJson(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null && "fault" in parsed ? parsed.fault : null;
  } catch {
    return null;
  }
}

interface ServedFile {
  readonly type: string;
  readonly bytes: string | Buffer;
}

function loadFiles(): ReadonlyMap<string, ServedFile> {
  const require = createRequire(import.meta.url);
  const here = (path: string) => readFileSync(new URL(path, import.meta.url));
  const files = new Map<string, ServedFile>([
    ["/page.css", { type: "text/css; charset=utf-8", bytes: here("page.css") }],
    ["/tokens.css", { type: "text/css; charset=utf-8", bytes: here("../../shared/ui/tokens.css") }],
    ["/page.js", { type: "text/javascript; charset=utf-8", bytes: pageScript }],
  ]);
  for (const part of ["arabic-400", "arabic-700", "latin-400", "latin-700"]) {
    const path = require.resolve(`@fontsource/vazirmatn/files/vazirmatn-${part}-normal.woff2`);
    files.set(`/fonts/${part}.woff2`, { type: "font/woff2", bytes: readFileSync(path) });
  }
  return files;
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(body));
}
