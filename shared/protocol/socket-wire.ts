import { refusalCodes } from "../domain/refusal.ts";
import type { Wire } from "./client.ts";
import type { Snapshot } from "./wire.ts";

/**
 * The part of a Socket.IO client socket that a wire uses. `shared` may not import the library
 * (its types need a browser or Node); each app's `main` makes the socket and hands it in.
 */
export interface ClientSocket {
  readonly connected: boolean;
  /** Connected, or the library is going to try again by itself. */
  readonly active: boolean;
  timeout(ms: number): {
    emitWithAck(event: string, body: unknown): Promise<unknown>;
  };
  on(event: string, listener: (...args: never[]) => void): unknown;
  readonly io: { on(event: "ping", listener: () => void): unknown };
  connect(): unknown;
  disconnect(): unknown;
}

/** An answer later than this is asked for again, with the same command id. */
const answerWithinMs = 5_000;
/** The server told us to go (`io server disconnect`): the library stays away by itself. */
const comeBackAfterMs = 2_000;

/** A Socket.IO socket as a {@link Wire}. `setTimer` is the platform's `setTimeout`. */
export function socketWire(
  socket: ClientSocket,
  setTimer: (run: () => void, ms: number) => unknown,
): Wire {
  let closed = false;
  const packetListeners: (() => void)[] = [];
  const packet = () => {
    for (const listener of packetListeners) listener();
  };
  socket.io.on("ping", packet);
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
        packet();
        listener(true, null);
      });
      socket.on("disconnect", (reason: string) => {
        listener(false, null);
        if (reason === "io server disconnect" && !closed) {
          setTimer(() => closed || socket.connect(), comeBackAfterMs);
        }
      });
      socket.on("connect_error", (error: { data?: { code?: unknown } }) => {
        const code = refusalCodes.find((known) => known === error.data?.code) ?? null;
        listener(false, code);
        // A refused handshake is not retried by the library; a moment later it may be let in,
        // also when the refusal is one that this client does not know.
        if (!socket.active && code !== "protocol_mismatch" && !closed) {
          setTimer(() => closed || socket.connect(), comeBackAfterMs);
        }
      });
    },
    onPacket(listener) {
      packetListeners.push(listener);
    },
    close() {
      closed = true;
      socket.disconnect();
    },
  };
}
