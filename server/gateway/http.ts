import { timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import staticFiles from "@fastify/static";
import fastify from "fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { directoryIdPattern } from "../../shared/domain/ids.ts";
import { deviceKinds } from "../../shared/domain/role.ts";
import { displayName, words } from "../../shared/protocol/words.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import type { Hospital } from "../hospital.ts";
import type { Log } from "../runtime.ts";
import { serveBook } from "./book-http.ts";
import type { Counters } from "./counters.ts";
import type { GroupCommit } from "../store/group-commit.ts";
import { refusalOf } from "./dispatch.ts";
import { readForeign } from "./foreign.ts";
import { isOwnPage } from "./own-page.ts";
import { servePatients } from "./patients-http.ts";
import { serveLaboratory } from "./laboratory-http.ts";
import { servePlaces } from "./places-http.ts";
import { serveTheatres } from "./theatre-http.ts";
import { languageOf, sendRefusal } from "./refusal-reply.ts";
import { serveCalendars } from "./calendar-http.ts";
import { serveRosters } from "./roster-http.ts";
import type { Pairing } from "./pairing.ts";
import { sessionCookie } from "./session-cookie.ts";
import type { SignIn } from "./sign-in.ts";
import { serveTrack } from "./track-http.ts";
import type { KeepShown } from "./track-http.ts";

/** Bodies of these few requests are small; a larger one is no honest one. */
const bodyBytesMax = 16 * 1024;

/** A small request takes no longer than this to arrive; one sent byte by byte is cut off. */
const requestMs = 30_000;

export interface HttpPorts {
  readonly log: Log;
  readonly hospital: Hospital;
  readonly counters: Counters;
  readonly signIn: SignIn;
  readonly groupCommit: GroupCommit;
  readonly pairing: Pairing;
  /** Built pages, `dist/web`. */
  readonly webFolder: string;
  readonly version: string;
  readonly uptimeS: () => number;
  /** Lets the tools on this machine in, by the key file in the data folder. */
  readonly localKey: string;
  readonly keepShown: KeepShown;
  /** Time goes on from the machine's clock; nothing when that was not behind. */
  readonly mendClock: (reason: string) => Promise<unknown>;
  /** Checks the whole journal and its tables. */
  readonly verify: () => unknown;
  /** Not while screens wait to be let in: a phone can wait, and its page asks again by itself. */
  readonly mayPhonesCome: () => boolean;
  readonly onSignedOut: (token: string) => void;
}

const pages = {
  "/display/": "display/index.html",
  "/reception/": "server/web/reception/index.html",
  "/admin/": "server/web/admin/index.html",
  "/theatre/": "server/web/theatre/index.html",
  "/family/": "server/web/family/index.html",
  "/laboratory/": "server/web/laboratory/index.html",
  "/track/": "server/web/track/index.html",
  "/book/": "server/web/book/index.html",
} as const;

export async function createHttp(ports: HttpPorts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    logger: false,
    trustProxy: false,
    requestTimeout: requestMs,
  });
  // Before the routes: each keeps the handlers that stood when it was made.
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(reply, 404, "invalid", languageOf(request)),
  );
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) ports.log.error({ err: error }, "a request failed");
    sendRefusal(reply, status, status < 500 ? "invalid" : "internal", languageOf(request));
  });
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: { directives: contentPolicy }, hsts: false });
  serveHealth(app, ports);
  serveStaff(app, ports);
  servePairing(app, ports);
  serveTrack(app, ports.hospital, ports);
  servePlaces(app, ports.hospital, ports.groupCommit);
  serveTheatres(app, ports.hospital);
  serveBook(app, ports.hospital, ports.groupCommit);
  await servePatients(app, ports.hospital, ports.groupCommit);
  serveLaboratory(app, ports.hospital);
  await serveRosters(app, ports.hospital, ports.groupCommit);
  serveCalendars(app, ports.hospital, ports.groupCommit);
  await servePages(app, ports);
  return app;
}

/** Our own pages, styles, fonts and socket; nothing from anywhere else, ever. */
const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  // Plain HTTP on the hospital's own network: upgrading would break every page.
  upgradeInsecureRequests: null,
};

function serveHealth(app: FastifyInstance, ports: HttpPorts): void {
  const { hospital, counters } = ports;
  app.get("/healthz", () => ({
    ok: true,
    name: "dawr",
    version: ports.version,
    protocol: protocolNumber,
    epoch: hospital.epoch,
    journalSeq: hospital.store.head().seq,
    uptimeS: ports.uptimeS(),
  }));
  app.get("/metrics", async (_, reply) =>
    reply.type(counters.contentType).send(await counters.text()),
  );
  app.get("/api/directory", () => ({
    ok: true,
    directory: hospital.feeds.build("directory", "site", hospital.store.runtime.now()),
  }));
}

const signInStatus = { wrong_password: 401, try_later: 429, busy: 503, internal: 503 } as const;
const signInSchema = z.strictObject({
  user: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});

function serveStaff(app: FastifyInstance, ports: HttpPorts): void {
  const { hospital, signIn } = ports;
  app.post("/api/sign-in", async (request, reply) => {
    const language = languageOf(request);
    const body = readForeign(signInSchema, request.body);
    if (!isOwnPage(request) || body === null) return sendRefusal(reply, 400, "invalid", language);
    const result = await signIn.signIn(body.read.user, body.read.password, request.ip);
    if (!result.ok) {
      const values = { seconds: result.waitS };
      reply.status(signInStatus[result.code]);
      return {
        ok: false,
        refusal: refusalOf(result.code, language, values),
        retryAfterS: result.waitS,
      };
    }
    reply.setCookie(sessionCookie, result.token, {
      path: "/",
      httpOnly: true,
      sameSite: "strict",
      maxAge: result.lastsS,
    });
    return { ok: true, me: result.me };
  });
  app.post("/api/sign-out", async (request, reply) => {
    const token = request.cookies[sessionCookie];
    if (!isOwnPage(request)) return sendRefusal(reply, 400, "invalid", languageOf(request));
    if (token !== undefined) {
      await signIn.signOut(token);
      ports.onSignedOut(token);
    }
    reply.clearCookie(sessionCookie, { path: "/" });
    return { ok: true };
  });
  app.get("/api/me", (request, reply) => {
    const token = request.cookies[sessionCookie];
    const me =
      token === undefined ? null : hospital.access.staff(token, hospital.store.runtime.now());
    if (me === null) return sendRefusal(reply, 401, "unauthenticated", languageOf(request));
    return { ok: true, me };
  });
}

const pairSchema = z.strictObject({
  kind: z.enum(deviceKinds),
  name: displayName.optional(),
  waitingRoomId: z.string().regex(directoryIdPattern).optional(),
  servicePointId: z.string().regex(directoryIdPattern).optional(),
});

const mendSchema = z.strictObject({ reason: words(200) });

function servePairing(app: FastifyInstance, ports: HttpPorts): void {
  const { pairing } = ports;
  // Pages opened on this very machine pair themselves, in the demo only.
  app.post("/api/demo/pair", async (request, reply) => {
    const body = readForeign(pairSchema, request.body);
    if (!isLoopback(request) || !isOwnPage(request)) {
      return sendRefusal(reply, 403, "forbidden", languageOf(request));
    }
    if (body === null) return sendRefusal(reply, 400, "invalid", languageOf(request));
    const paired = await pairing.pairDemo(body.read);
    return paired ?? sendRefusal(reply, 404, "forbidden", languageOf(request));
  });
  app.post("/local/pair", async (request, reply) => {
    const body = readForeign(pairSchema, request.body);
    if (!mayLocal(request, ports)) return sendRefusal(reply, 403, "forbidden", languageOf(request));
    if (body === null) return sendRefusal(reply, 400, "invalid", languageOf(request));
    return (await pairing.pair(body.read)) ?? sendRefusal(reply, 400, "invalid", "en");
  });
  // The demo's own kiosk: the same device at every start, not one more.
  app.post("/local/demo-pair", async (request, reply) => {
    const body = readForeign(pairSchema, request.body);
    if (!mayLocal(request, ports)) return sendRefusal(reply, 403, "forbidden", languageOf(request));
    if (body === null) return sendRefusal(reply, 400, "invalid", "en");
    return (await pairing.pairOnce(body.read)) ?? sendRefusal(reply, 400, "invalid", "en");
  });
  app.post("/local/mend-clock", async (request, reply) => {
    const body = readForeign(mendSchema, request.body);
    if (!mayLocal(request, ports)) return sendRefusal(reply, 403, "forbidden", languageOf(request));
    if (body === null) return sendRefusal(reply, 400, "reason_required", "en");
    const mended = await ports.mendClock(body.read.reason);
    return mended ?? sendRefusal(reply, 409, "wrong_state", "en");
  });
  app.post("/local/verify", (request, reply) => {
    if (!mayLocal(request, ports)) return sendRefusal(reply, 403, "forbidden", languageOf(request));
    return ports.verify();
  });
}

function mayLocal(request: FastifyRequest, ports: HttpPorts): boolean {
  const wanted = Buffer.from(`Bearer ${ports.localKey}`);
  const given = Buffer.from(request.headers.authorization ?? "");
  const same = given.length === wanted.length && timingSafeEqual(given, wanted);
  return same && isLoopback(request);
}

async function servePages(app: FastifyInstance, ports: HttpPorts): Promise<void> {
  const built = existsSync(ports.webFolder);
  if (built) {
    await app.register(staticFiles, {
      root: join(ports.webFolder, "assets"),
      prefix: "/assets/",
      immutable: true,
      maxAge: "365d",
    });
  }
  for (const [path, file] of Object.entries(pages)) {
    app.get(path, (_, reply) => {
      if (!built) return reply.status(503).type("text/plain").send("Run npm run build first.\n");
      return reply.sendFile(file, ports.webFolder, { immutable: false, maxAge: 0 });
    });
    app.get(path.slice(0, -1), (request, reply) => {
      const query = request.url.indexOf("?");
      return reply.redirect(path + (query < 0 ? "" : request.url.slice(query)));
    });
  }
  app.get("/", (_, reply) => reply.redirect("/reception/"));
  // The kiosk's page comes from its own agent. One that runs on this machine says where it is, so
  // that the page can be opened from here too.
  let kioskHere: string | null = null;
  app.post("/local/kiosk-page", (request, reply) => {
    const body = readForeign(kioskPageSchema, request.body);
    if (!mayLocal(request, ports)) return sendRefusal(reply, 403, "forbidden", languageOf(request));
    if (body === null) return sendRefusal(reply, 400, "invalid", "en");
    kioskHere = body.read.url;
    return { ok: true };
  });
  app.get("/kiosk/", (request, reply) => {
    if (kioskHere !== null && isLoopback(request)) return reply.redirect(kioskHere);
    return reply.type("text/html; charset=utf-8").send(kioskElsewhere);
  });
  app.get("/kiosk", (_, reply) => reply.redirect("/kiosk/"));
}

const kioskPageSchema = z.strictObject({
  url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }),
});

const kioskElsewhere = `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>دَور · Dawr</title>
<h1>شاشة أخذ رقم الدور</h1><p>تعمل هذه الشاشة على جهازها نفسه. لتشغيلها هناك:
<bdi dir="ltr"><code>npm run kiosk</code></bdi></p>
<div lang="en" dir="ltr"><h2>The kiosk</h2><p>The kiosk runs on its own device. To start it there:
<code>npm run kiosk</code></p></div></html>`;

function isLoopback(request: FastifyRequest): boolean {
  const { remoteAddress } = request.socket;
  return (
    remoteAddress === "127.0.0.1" || remoteAddress === "::1" || remoteAddress === "::ffff:127.0.0.1"
  );
}
