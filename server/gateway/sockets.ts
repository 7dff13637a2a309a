import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Socket } from "socket.io";
import { z } from "zod";
import { languages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { secondMs } from "../../shared/domain/time.ts";
import { feedNames } from "../../shared/protocol/feeds.ts";
import { frameBytesMax, protocolNumber } from "../../shared/protocol/wire.ts";
import type { SubscribeAnswer } from "../../shared/protocol/wire.ts";
import { mayFollow } from "../access/permissions.ts";
import type { Principal } from "../access/principal.ts";
import type { Hospital } from "../hospital.ts";
import type { Counters } from "./counters.ts";
import { refusalOf } from "./dispatch.ts";
import type { Dispatch } from "./dispatch.ts";
import { selfRoom } from "./publish.ts";
import type { RateLimit } from "./rate.ts";
import type { Io, Publisher } from "./publish.ts";
import { sessionToken } from "./session-cookie.ts";

/** A ping every five seconds is what lets a screen know its own age; silence this long is death. */
const pingEveryMs = 5 * secondMs;
const silenceMs = 5 * secondMs;
/** Feeds one socket follows at most: a desk with many queues is far below. */
const feedsPerSocketMax = 64;
/** Frames that make no sense, before the connection is closed. */
const malformedMax = 50;
/**
 * Text waiting for one that does not read, in characters: some hundred pictures of a full board.
 * Beyond it the connection ends; who comes back gets the newest picture and needs none of these.
 */
const unreadMax = 8 * 1024 * 1024;

const handshakeSchema = z.object({
  protocol: z.number().int(),
  deviceToken: z.string().min(1).max(200).optional(),
  language: z.enum(languages).catch("ar").optional(),
});
const addressSchema = z.strictObject({
  feed: z.enum(feedNames),
  key: z.string().min(1).max(64),
});

interface Caller {
  readonly principal: Principal;
  readonly language: Language;
  /** A member of staff: asked again at each act, so that signing out or its end is felt at once. */
  readonly session: string | null;
}

/** The room of everybody who came in by one session, to close their sockets when it ends. */
export function sessionRoom(token: string): string {
  return `session ${token}`;
}

/** Opens the socket server on the HTTP server. Websocket only, nothing compressed: small frames. */
export function createIo(http: HttpServer): Io {
  return new Server(http, {
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: frameBytesMax,
    pingInterval: pingEveryMs,
    pingTimeout: silenceMs,
  });
}

export interface SocketPorts {
  readonly hospital: Hospital;
  readonly dispatch: Dispatch;
  readonly publisher: Publisher;
  readonly counters: Counters;
  /** Commands have the same limit: whoever asks for pictures without end is no screen. */
  readonly rate: RateLimit;
}

export function serveSockets(io: Io, ports: SocketPorts): void {
  const callers = new WeakMap<Socket, Caller>();
  io.use((socket, next) => {
    const caller = admit(ports.hospital, socket);
    if (typeof caller === "string") return next(refused(caller));
    callers.set(socket as Socket, caller);
    next();
  });
  io.on("connection", (socket) => {
    const caller = callers.get(socket as Socket);
    if (caller === undefined) return socket.disconnect(true);
    ports.counters.sockets(io.engine.clientsCount);
    endWhenUnread(socket as Socket, ports.counters);
    socket.on("disconnect", () => ports.counters.sockets(io.engine.clientsCount));
    serveSocket(socket as Socket, caller, ports);
  });
}

function admit(
  hospital: Hospital,
  socket: { handshake: Socket["handshake"] },
): Caller | RefusalCode {
  const parsed = handshakeSchema.safeParse(socket.handshake.auth);
  if (!parsed.success) return "unauthenticated";
  const { protocol, deviceToken, language = "ar" } = parsed.data;
  if (protocol !== protocolNumber) return "protocol_mismatch";
  if (deviceToken !== undefined) {
    const device = hospital.access.device(deviceToken);
    return device === null ? "unauthenticated" : { principal: device, language, session: null };
  }
  const { origin, host } = socket.handshake.headers;
  // A cookie speaks only for pages of this very server: another site's page must not use it. An
  // origin can be any text, `null` among others: parsing it must not throw.
  if (origin !== undefined && URL.parse(origin)?.host !== host) return "unauthenticated";
  const session = sessionToken(socket.handshake.headers.cookie);
  const principal = session === null ? null : staffPrincipal(hospital, session);
  return principal === null ? "unauthenticated" : { principal, language, session };
}

function staffPrincipal(hospital: Hospital, session: string): Principal | null {
  const member = hospital.access.staff(session, hospital.store.runtime.now());
  return member && { kind: "staff", id: member.staffId, role: member.role };
}

function refused(code: RefusalCode): Error {
  return Object.assign(new Error(code), { data: { code } });
}

/** What is written to a connection waits in memory until its other end reads. Not for ever. */
function endWhenUnread(socket: Socket, counters: Counters): void {
  let unread = 0;
  socket.conn.on("packetCreate", (packet: { readonly data?: unknown }) => {
    unread += typeof packet.data === "string" ? packet.data.length : 0;
    if (unread <= unreadMax) return;
    unread = 0;
    counters.unread();
    socket.conn.close(true);
  });
  socket.conn.on("flush", () => {
    unread = 0;
  });
}

function serveSocket(socket: Socket, caller: Caller, ports: SocketPorts): void {
  const { hospital, dispatch, publisher, counters, rate } = ports;
  let malformed = 0;
  const noteMalformed = () => {
    counters.malformed();
    if (++malformed > malformedMax) socket.disconnect(true);
  };
  const refuse = (ack: (answer: SubscribeAnswer) => void, code: RefusalCode) =>
    ack({ ok: false, refusal: refusalOf(code, caller.language) });
  const stillIn = () =>
    caller.session === null || staffPrincipal(hospital, caller.session) !== null;
  if (caller.session !== null) {
    void socket.join(sessionRoom(caller.session));
    // A session that ran out hears nothing more either: looked at with each answered ping.
    socket.conn.on("heartbeat", () => {
      if (!stillIn()) socket.disconnect(true);
    });
  }

  socket.on("command", (frame: unknown, ack: unknown) => {
    // Without a way to answer, nothing may be done: it could not be acknowledged.
    if (!isAck(ack)) return noteMalformed();
    if (!stillIn()) return refuse(ack, "unauthenticated");
    dispatch(caller.principal, caller.language, frame, ack);
  });
  socket.on("subscribe", (body: unknown, ack: unknown) => {
    if (!isAck(ack)) return noteMalformed();
    const parsed = addressSchema.safeParse(body);
    if (!parsed.success) return refuse(ack, "unknown_feed");
    if (!stillIn()) return refuse(ack, "unauthenticated");
    if (!rate.take(caller.principal.id, hospital.store.runtime.now())) {
      return refuse(ack, "rate_limited");
    }
    const { feed, key: asked } = parsed.data;
    // A device need not know its own id to ask for its own paper.
    const key = feed === "prints" && asked === "self" ? caller.principal.id : asked;
    if (!mayFollow(caller.principal, feed, key)) return refuse(ack, "forbidden");
    if (socket.rooms.size > feedsPerSocketMax) return refuse(ack, "rate_limited");
    const now = publisher.snapshot(feed, key);
    if (now === null) return refuse(ack, "unknown_feed");
    void socket.join(roomOf(feed, key, asked));
    ack({ ok: true });
    socket.emit("snapshot", { ...now, key: asked });
  });
  socket.on("unsubscribe", (body: unknown, ack: unknown) => {
    if (!isAck(ack)) return noteMalformed();
    const parsed = addressSchema.safeParse(body);
    if (!parsed.success) return refuse(ack, "unknown_feed");
    const { feed, key: asked } = parsed.data;
    const key = feed === "prints" && asked === "self" ? caller.principal.id : asked;
    void socket.leave(roomOf(feed, key, asked));
    ack({ ok: true });
  });
  socket.onAny((event: string, ...args: unknown[]) => {
    if (event === "command" || event === "subscribe" || event === "unsubscribe") return;
    noteMalformed();
    const ack = args.at(-1);
    if (isAck(ack)) refuse(ack, "invalid");
  });
}

/** A device that asked for `self` is told under that name, in a room of its own. */
function roomOf(feed: string, key: string, asked: string): string {
  return key === asked ? `${feed}:${key}` : selfRoom(`${feed}:${key}`);
}

function isAck(value: unknown): value is (answer: unknown) => void {
  return typeof value === "function";
}
