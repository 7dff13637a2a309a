import type { Socket } from "node:net";
import type { Faults } from "./faults.ts";

export interface Replies {
  /** To the client that is served now; nobody: what is said is lost. */
  to(socket: Socket | null): void;
  send(bytes: Uint8Array): void;
}

/** The printer's way back: at once and whole, or as torn and glued as networks do it. */
export function createReplies(
  faults: () => Pick<Faults, "splitsReplies" | "repliesLateMs">,
): Replies {
  let client: Socket | null = null;
  let held: number[] = [];
  let going = false;

  /** One packet for each byte: the next one only after the last one has left. */
  function sendNextByte(): void {
    const byte = held.shift();
    going = byte !== undefined;
    if (byte === undefined) return;
    if (client === null || !client.writable) return void setImmediate(sendNextByte);
    client.write(Uint8Array.of(byte), () => setImmediate(sendNextByte));
  }
  function sendHeld(): void {
    going = false;
    if (held.length > 0 && client?.writable === true) client.write(Uint8Array.from(held));
    held = [];
  }

  return {
    to(socket) {
      client = socket;
    },
    send(bytes) {
      const { splitsReplies, repliesLateMs } = faults();
      if (!splitsReplies && repliesLateMs === null) {
        if (client?.writable === true) client.write(bytes);
        return;
      }
      held.push(...bytes);
      if (going) return;
      going = true;
      if (repliesLateMs === null) sendNextByte();
      else setTimeout(splitsReplies ? sendNextByte : sendHeld, repliesLateMs).unref();
    },
  };
}
