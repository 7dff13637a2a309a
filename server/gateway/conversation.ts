import type { Socket } from "socket.io";
import { z } from "zod";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { feedNames } from "../../shared/protocol/feeds.ts";
import type { GoodbyeReason, SubscribeAnswer } from "../../shared/protocol/wire.ts";
import { mayFollow } from "../access/permissions.ts";
import type { Hospital } from "../hospital.ts";
import type { Limits, Rate } from "../limits.ts";
import type { Log } from "../runtime.ts";
import type { Counters } from "./counters.ts";
import { refusalOf } from "./dispatch.ts";
import type { Dispatch } from "./dispatch.ts";
import { readForeign } from "./foreign.ts";
import { staffPrincipal } from "./handshake.ts";
import type { Caller } from "./handshake.ts";
import type { LimitAlarms } from "./limit-alarms.ts";
import { selfRoom } from "./publish.ts";
import type { Publisher } from "./publish.ts";
import { fullBucket, takeFrom } from "./rate.ts";
import type { RateLimit } from "./rate.ts";

/** Frames that make no sense, before the connection is closed. */
const malformedMax = 50;
/** So many times the limit of events in spite of being refused is no mistake any more. */
const farOver = 4;

const addressSchema = z.strictObject({
  feed: z.enum(feedNames),
  key: z.string().min(1).max(64),
});

export interface ConversationPorts {
  readonly hospital: Hospital;
  readonly dispatch: Dispatch;
  readonly publisher: Publisher;
  readonly counters: Counters;
  readonly limits: Limits;
  readonly alarm: LimitAlarms;
  readonly log: Log;
  /** Commands have the same limit: whoever asks for pictures without end is no screen. */
  readonly rate: RateLimit;
}

/** The room of everybody who came in by one session, to close their sockets when it ends. */
export function sessionRoom(token: string): string {
  return `session ${token}`;
}

/** Says why, then ends the connection: who is told can choose when to come back. */
export function sayGoodbye(socket: Socket, reason: GoodbyeReason): void {
  socket.emit("goodbye", { reason });
  socket.disconnect(true);
}

/** Everything one who was let in may say, until the connection ends. */
export function serveSocket(socket: Socket, caller: Caller, ports: ConversationPorts): void {
  const { hospital, dispatch, counters } = ports;
  let malformed = 0;
  const noteMalformed = () => {
    counters.malformed();
    if (++malformed > malformedMax) socket.disconnect(true);
  };
  const stillIn = () =>
    caller.session === null || staffPrincipal(hospital, caller.session) !== null;
  if (caller.session !== null) {
    void socket.join(sessionRoom(caller.session));
    // A session that ran out hears nothing more either: looked at with each answered ping.
    socket.conn.on("heartbeat", () => {
      if (!stillIn()) socket.disconnect(true);
    });
  }
  limitEvents(socket, caller, ports);

  hear(socket, caller, ports, "command", (frame, ack) => {
    // Without a way to answer, nothing may be done: it could not be acknowledged.
    if (!isAck(ack)) return noteMalformed();
    if (!stillIn()) return refuse(caller, ack, "unauthenticated");
    dispatch(caller.principal, caller.language, frame, ack);
  });
  serveFeeds(socket, caller, ports, { noteMalformed, stillIn });
  socket.onAny((event: string, ...args: unknown[]) => {
    if (event === "command" || event === "subscribe" || event === "unsubscribe") return;
    noteMalformed();
    const ack = args.at(-1);
    if (isAck(ack)) refuse(caller, ack, "invalid");
  });
}

/** More than the limit is refused; four times as much, in spite of that, ends the connection. */
function limitEvents(socket: Socket, caller: Caller, ports: ConversationPorts): void {
  const { hospital, limits, alarm } = ports;
  const { perSecond, burst } = limits.events;
  const bearable: Rate = { perSecond: farOver * perSecond, burst: farOver * burst };
  const startedAt = hospital.store.runtime.now();
  const honestLeft = fullBucket(limits.events, startedAt);
  const bearableLeft = fullBucket(bearable, startedAt);
  const who = { id: caller.principal.id };
  let isOver = false;
  socket.use((event, next) => {
    // What came with the last one, in the same breath, is not looked at any more.
    if (isOver) return;
    const now = hospital.store.runtime.now();
    if (!takeFrom(bearableLeft, bearable, now)) {
      isOver = true;
      alarm("eventsFarOver", who);
      return sayGoodbye(socket, "rate_limited");
    }
    if (takeFrom(honestLeft, limits.events, now)) return next();
    alarm("events", who);
    const ack: unknown = event.at(-1);
    if (isAck(ack)) refuse(caller, ack, "rate_limited");
  });
}

/** A bug met by one frame is that frame's trouble: it is logged and answered, and the rest go on. */
function hear(
  socket: Socket,
  caller: Caller,
  ports: ConversationPorts,
  event: string,
  handle: (body: unknown, ack: unknown) => void,
): void {
  socket.on(event, (body: unknown, ack: unknown) => {
    try {
      handle(body, ack);
    } catch (error) {
      ports.log.error({ err: error, event }, "an event failed");
      if (isAck(ack)) refuse(caller, ack, "internal");
    }
  });
}

function serveFeeds(
  socket: Socket,
  caller: Caller,
  ports: ConversationPorts,
  gate: { readonly noteMalformed: () => void; readonly stillIn: () => boolean },
): void {
  const { hospital, publisher, rate, limits, alarm } = ports;
  const { principal } = caller;
  const followed = new Set<string>();
  // A device need not know its own id to ask for its own paper.
  const keyOf = (feed: string, asked: string) =>
    feed === "prints" && asked === "self" ? principal.id : asked;

  hear(socket, caller, ports, "subscribe", (body, ack) => {
    if (!isAck(ack)) return gate.noteMalformed();
    const no = (code: RefusalCode) => refuse(caller, ack, code);
    const parsed = readForeign(addressSchema, body);
    if (parsed === null) return no("unknown_feed");
    if (!gate.stillIn()) return no("unauthenticated");
    if (!rate.take(principal.id, hospital.store.runtime.now())) return no("rate_limited");
    const { feed, key: asked } = parsed.read;
    const key = keyOf(feed, asked);
    if (!mayFollow(principal, feed, key)) return no("forbidden");
    const room = roomOf(feed, key, asked);
    if (followed.size >= limits.feedsPerSocket && !followed.has(room)) {
      alarm("feedsPerSocket", { id: principal.id });
      return no("rate_limited");
    }
    const now = publisher.snapshot(feed, key);
    if (now === null) return no("unknown_feed");
    followed.add(room);
    void socket.join(room);
    ack({ ok: true });
    socket.emit("snapshot", { ...now, key: asked });
  });
  hear(socket, caller, ports, "unsubscribe", (body, ack) => {
    if (!isAck(ack)) return gate.noteMalformed();
    const parsed = readForeign(addressSchema, body);
    if (parsed === null) return refuse(caller, ack, "unknown_feed");
    const { feed, key: asked } = parsed.read;
    const room = roomOf(feed, keyOf(feed, asked), asked);
    followed.delete(room);
    void socket.leave(room);
    ack({ ok: true });
  });
}

function refuse(caller: Caller, ack: (answer: SubscribeAnswer) => void, code: RefusalCode): void {
  ack({ ok: false, refusal: refusalOf(code, caller.language) });
}

/** A device that asked for `self` is told under that name, in a room of its own. */
function roomOf(feed: string, key: string, asked: string): string {
  return key === asked ? `${feed}:${key}` : selfRoom(`${feed}:${key}`);
}

function isAck(value: unknown): value is (answer: unknown) => void {
  return typeof value === "function";
}
