import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Socket } from "socket.io";
import { secondMs } from "../../shared/domain/time.ts";
import { callerClasses, comeBackWindows } from "../../shared/protocol/come-back.ts";
import type { ComeBack } from "../../shared/protocol/come-back.ts";
import type { Limits } from "../limits.ts";
import type { Admission } from "./admission.ts";
import { sayGoodbye, serveSocket } from "./conversation.ts";
import type { ConversationPorts } from "./conversation.ts";
import { callerOf, refusedHandshake } from "./handshake.ts";
import type { Caller } from "./handshake.ts";
import type { LimitAlarms } from "./limit-alarms.ts";
import { classOf, classRoom, createPlaces } from "./places.ts";
import type { Places } from "./places.ts";
import type { Io } from "./publish.ts";
import { createStrangers } from "./strangers.ts";
import type { Strangers } from "./strangers.ts";

/** A ping every five seconds is what lets a screen know its own age; silence this long is death. */
const pingEveryMs = 5 * secondMs;
const silenceMs = 5 * secondMs;
/** How often the fleet is looked at; those whose window changed by a fifth are told the new one. */
const fleetEveryMs = 5 * secondMs;
const windowChange = 0.2;
/** One that was replaced asks this often whether its place is free again. */
const yieldMs = 30 * secondMs;

export interface SocketServer {
  readonly io: Io;
  readonly strangers: Strangers;
}

/** Opens the socket server on the HTTP server. Websocket only, nothing compressed: small frames. */
export function createIo(http: HttpServer, limits: Limits, alarm: LimitAlarms): SocketServer {
  const strangers = createStrangers(limits.strangersPerAddress);
  const io: Io = new Server(http, {
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: limits.frameBytes,
    connectTimeout: limits.strangerMs,
    pingInterval: pingEveryMs,
    pingTimeout: silenceMs,
    allowRequest(request, decide) {
      const address = request.socket.remoteAddress ?? "";
      const mayCome = strangers.mayCome(address);
      if (!mayCome) alarm("strangersPerAddress", { address });
      decide(mayCome ? null : "too many from this address", mayCome);
    },
  });
  return { io, strangers };
}

export interface SocketPorts extends ConversationPorts {
  readonly admission: Admission;
}

/** Serves all who come. The function that is given back ends what it does by itself. */
export function serveSockets(server: SocketServer, ports: SocketPorts): () => void {
  const { io } = server;
  const { limits, alarm, counters } = ports;
  const callers = new WeakMap<Socket, Caller>();
  const places = createPlaces<Socket>(limits);
  const known = knowStrangers(server);
  const windows = tellWindows(io, places, limits);
  const noteLarge = createLargeWatch(limits, alarm);
  io.use((socket, next) => {
    const caller = callerOf(ports.hospital, socket.handshake);
    if (typeof caller === "string") return next(refusedHandshake({ code: caller }));
    const retryAfterMs = laterMs(caller, places, ports);
    if (retryAfterMs > 0) return next(refusedHandshake({ code: "busy", retryAfterMs }));
    callers.set(socket as Socket, caller);
    next();
  });
  io.on("connection", (connected) => {
    const socket = connected as Socket;
    const caller = callers.get(socket);
    if (caller === undefined) return socket.disconnect(true);
    known(socket);
    const { principal } = caller;
    for (const older of places.take(principal, socket)) {
      alarm(principal.kind === "device" ? "socketsPerDevice" : "socketsPerStaff", {
        id: principal.id,
      });
      sayGoodbye(older, "replaced");
    }
    counters.sockets(io.sockets.sockets.size);
    watchWhatIsSent(socket, caller, ports, noteLarge);
    socket.on("disconnect", () => {
      places.leave(principal, socket);
      // Who only says goodbye would keep a connection that counts nowhere.
      socket.conn.close();
      counters.sockets(io.sockets.sockets.size);
    });
    windows.greet(socket, caller);
    serveSocket(socket, caller, ports);
  });
  return windows.stop;
}

/** Zero: this one may come in now. Else when to ask again. */
function laterMs(caller: Caller, places: Places<Socket>, ports: SocketPorts): number {
  const { runtime } = ports.hospital.store;
  const chance = runtime.randomBytes(2).readUInt16LE() / 0x1_00_00;
  if (caller.yields && places.isFull(caller.principal)) {
    return Math.round(yieldMs * (0.5 + 0.5 * chance));
  }
  const ms = ports.admission.ask(classOf(caller.principal), runtime.now(), chance);
  if (ms > 0) ports.alarm("handshakesPerSecond");
  return ms;
}

/** Counts each connection as a stranger until it was let in or has gone. */
function knowStrangers({ io, strangers }: SocketServer): (socket: Socket) => void {
  const leaves = new WeakMap<object, () => void>();
  io.engine.on("connection", (connection: Socket["conn"]) => {
    const leave = strangers.came(connection.remoteAddress);
    leaves.set(connection, leave);
    connection.once("close", leave);
  });
  return (socket) => leaves.get(socket.conn)?.();
}

/** Tells each client when to come back, should the link break: the larger the fleet, the later. */
function tellWindows(io: Io, places: Places<Socket>, limits: Limits) {
  const windowsNow = () => comeBackWindows(places.fleet, limits.handshakesPerSecond);
  let told = windowsNow();
  const renew = setInterval(() => {
    const now = windowsNow();
    const changed = callerClasses.filter((each) => differ(told[each], now[each]));
    for (const each of changed) io.to(classRoom(each)).emit("comeBack", now[each]);
    told = { ...told, ...Object.fromEntries(changed.map((each) => [each, now[each]])) };
  }, fleetEveryMs).unref();
  return {
    greet(socket: Socket, caller: Caller): void {
      const itsClass = classOf(caller.principal);
      void socket.join(classRoom(itsClass));
      socket.emit("comeBack", windowsNow()[itsClass]);
    },
    stop: () => clearInterval(renew),
  };
}

function differ(told: ComeBack, now: ComeBack): boolean {
  return (
    Math.abs(now.toMs - told.toMs) > windowChange * told.toMs ||
    Math.abs(now.fromMs - told.fromMs) > windowChange * told.toMs
  );
}

/** What is written to a connection waits in memory until its other end reads. Not for ever. */
function watchWhatIsSent(
  socket: Socket,
  caller: Caller,
  ports: SocketPorts,
  noteLarge: (sent: string) => void,
): void {
  const { limits, alarm, counters } = ports;
  let unsent = 0;
  socket.conn.on("packetCreate", ({ data }: { readonly data?: unknown }) => {
    if (typeof data !== "string") return;
    noteLarge(data);
    // A text has at least as many bytes as characters, and these are counted already.
    unsent += data.length;
    if (unsent <= limits.unsentBytes) return;
    unsent = 0;
    counters.unread();
    alarm("unsentBytes", { id: caller.principal.id });
    socket.conn.close(true);
  });
  socket.conn.on("flush", () => {
    unsent = 0;
  });
}

/**
 * A picture that is larger than any should be is sent all the same, since a board that is not told
 * would be worse, and said. A broadcast is one text: it counts once however many are sent it.
 */
function createLargeWatch(limits: Limits, alarm: LimitAlarms): (sent: string) => void {
  let last = "";
  return (sent) => {
    if (sent.length <= limits.snapshotBytes || sent === last) return;
    last = sent;
    // The names of feed, key and epoch come first; what follows is never written to a log.
    alarm("snapshotBytes", { bytes: sent.length, begins: sent.slice(0, 60) });
  };
}
