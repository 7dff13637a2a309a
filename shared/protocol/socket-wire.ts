import { refusalCodes } from "../domain/refusal.ts";
import type { Wire } from "./client.ts";
import { comeBackAfterMs, comeBackUntold, readComeBack } from "./come-back.ts";
import type { Snapshot } from "./wire.ts";

/** What a Socket.IO client sends in its handshake: fields, or a function that gives them. */
type Auth = object | ((give: (fields: object) => void) => void);

/**
 * The part of a Socket.IO client socket that a wire uses. `shared` may not import the library
 * (its types need a browser or Node); each app's `main` makes the socket and hands it in.
 */
export interface ClientSocket {
  readonly connected: boolean;
  auth: Auth;
  timeout(ms: number): {
    emitWithAck(event: string, body: unknown): Promise<unknown>;
  };
  on(event: string, listener: (...args: never[]) => void): unknown;
  readonly io: {
    on(event: "ping", listener: () => void): unknown;
    /** Whether the library comes back by itself. */
    reconnection(on: boolean): unknown;
  };
  connect(): unknown;
  disconnect(): unknown;
}

/** An answer later than this is asked for again, with the same command id. */
const answerWithinMs = 5_000;
/** Refused for a reason that may pass: a device that is being paired again, a new session. */
const refusedAgainMs = 2_000;
/** Told to go for doing too much, or for another in its place: calm before it asks again. */
const calmMs = 10_000;
/** No server's word makes a screen wait longer. */
const laterMsMax = 60_000;

/**
 * A Socket.IO socket as a {@link Wire}. When to come back is decided here and not by the library,
 * which knows nothing of the fleet. `setTimer` is the platform's `setTimeout`, `chance` is in
 * [0, 1); without it the middle is taken, for one who is alone.
 */
export function socketWire(
  socket: ClientSocket,
  setTimer: (run: () => void, ms: number) => unknown,
  chance: () => number = () => 0.5,
): Wire {
  socket.io.reconnection(false);
  const packetListeners: (() => void)[] = [];
  const packet = () => {
    for (const listener of packetListeners) listener();
  };
  socket.io.on("ping", packet);
  const comingBack = createComingBack(socket, setTimer, chance);
  return {
    async request(event, body) {
      if (!socket.connected) return null;
      try {
        const answer = await socket.timeout(answerWithinMs).emitWithAck(event, body);
        packet();
        return answer;
      } catch {
        return null;
      }
    },
    onSnapshot(listener) {
      socket.on("snapshot", (snapshot: Snapshot) => {
        packet();
        listener(snapshot);
      });
    },
    onLink(listener) {
      socket.on("connect", () => {
        comingBack.cameBack();
        packet();
        listener(true, null);
      });
      socket.on("disconnect", (reason: string) => {
        listener(false, null);
        comingBack.lost(reason);
      });
      socket.on("connect_error", (error: { data?: Refused }) => {
        const code = refusalCodes.find((known) => known === error.data?.code) ?? null;
        listener(false, code);
        comingBack.failed(error.data ?? null);
      });
    },
    onPacket(listener) {
      packetListeners.push(listener);
    },
    close() {
      comingBack.stop();
      socket.disconnect();
    },
  };
}

/** `data` of a refused handshake, unread: another maker's server may send anything. */
interface Refused {
  readonly code?: unknown;
  readonly retryAfterMs?: unknown;
}

/** Tries again after each loss and each failure, one try at a time, until it is stopped. */
function createComingBack(
  socket: ClientSocket,
  setTimer: (run: () => void, ms: number) => unknown,
  chance: () => number,
) {
  let isStopped = false;
  let isWaiting = false;
  let failures = 0;
  let told = comeBackUntold;
  let saidGoodbye = false;
  const ownAuth = socket.auth;

  const comeBackIn = (ms: number) => {
    if (isStopped || isWaiting) return;
    isWaiting = true;
    setTimer(() => {
      isWaiting = false;
      if (!isStopped && !socket.connected) socket.connect();
    }, ms);
  };
  const calm = () => Math.round(calmMs * (0.5 + chance()));

  socket.on("comeBack", (window: unknown) => (told = readComeBack(window) ?? told));
  socket.on("goodbye", (goodbye: { readonly reason?: unknown } | null) => {
    saidGoodbye = true;
    // A newer one has our place: we come only where there is room, or two would push each other out.
    if (goodbye?.reason === "replaced") socket.auth = yielding(ownAuth);
  });

  return {
    cameBack() {
      failures = 0;
      saidGoodbye = false;
      socket.auth = ownAuth;
    },
    lost(reason: string) {
      // Ours to end, and we did.
      if (reason === "io client disconnect") return;
      comeBackIn(saidGoodbye ? calm() : comeBackAfterMs(told, 0, chance()));
    },
    failed(refused: Refused | null) {
      failures++;
      // The page or program has to be changed first; asking on would fill the server's log.
      if (refused?.code === "protocol_mismatch") return;
      const later = refused?.retryAfterMs;
      if (typeof later === "number" && later >= 0) return comeBackIn(Math.min(later, laterMsMax));
      if (refused !== null) return comeBackIn(Math.round(refusedAgainMs * (0.5 + chance())));
      comeBackIn(comeBackAfterMs(told, failures, chance()));
    },
    stop() {
      isStopped = true;
    },
  };
}

/** The same handshake, of one that does not fight for its place. */
function yielding(auth: Auth): Auth {
  const yields = true;
  if (typeof auth !== "function") return { ...auth, yields };
  return (give) => auth((fields) => give({ ...fields, yields }));
}
