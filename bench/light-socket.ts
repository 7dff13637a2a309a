import WebSocket from "ws";
import { v7 } from "uuid";
import type { CommandName, CommandReplies } from "../shared/protocol/commands.ts";
import type { PayloadInput } from "../shared/protocol/client.ts";
import { protocolNumber } from "../shared/protocol/wire.ts";
import type { Answer } from "../shared/protocol/wire.ts";

/**
 * A client that costs as little as one can: the benchmarks share two processors with it. It speaks
 * Socket.IO's framing by hand over `ws`, the very library that the server stands on.
 */
export interface LightSocket {
  command<Name extends CommandName>(
    name: Name,
    payload: PayloadInput<Name>,
  ): Promise<Answer<CommandReplies[Name]>>;
  follow(feed: string, key: string): Promise<void>;
  close(): void;
}

/** Lets a device in. `onSnapshot` gets each frame's text unread: what to read of it is its choice. */
export function lightSocket(
  url: string,
  deviceToken: string,
  onSnapshot: (frame: string) => void = () => undefined,
): Promise<LightSocket> {
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    { perMessageDeflate: false },
  );
  const waiting = new Map<number, (answer: never) => void>();
  let asked = 0;
  const ask = <Given>(event: string, body: object): Promise<Given> =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve);
      socket.send(`42${asked}${JSON.stringify([event, body])}`);
    });
  const light: LightSocket = {
    command: (name, payload) => ask("command", { commandId: v7(), name, payload }),
    async follow(feed, key) {
      const { ok } = await ask<{ ok: boolean }>("subscribe", { feed, key });
      if (!ok) throw new Error(`may not follow ${feed}:${key}`);
    },
    close: () => socket.terminate(),
  };
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (bytes: Buffer) => {
      const frame = bytes.toString();
      if (frame.startsWith("42")) onSnapshot(frame);
      else if (frame.startsWith("43")) {
        const body = frame.indexOf("[");
        const id = Number(frame.slice(2, body));
        const [answer] = JSON.parse(frame.slice(body)) as [never];
        waiting.get(id)?.(answer);
        waiting.delete(id);
      } else if (frame === "2") socket.send("3");
      else if (frame.startsWith("40")) resolve(light);
      else if (frame.startsWith("44")) reject(new Error(frame));
      else if (frame.startsWith("0")) {
        socket.send(
          `40${JSON.stringify({ protocol: protocolNumber, deviceToken, language: "en" })}`,
        );
      }
    });
  });
}

/** Connections begun at once: a server's listen queue is not what is measured. */
const connectingMax = 50;

/** One socket for each token, in the tokens' order. */
export async function lightSockets(
  url: string,
  tokens: readonly string[],
  onSnapshot: (index: number, frame: string) => void = () => undefined,
): Promise<readonly LightSocket[]> {
  const sockets: LightSocket[] = [];
  for (let from = 0; from < tokens.length; from += connectingMax) {
    const some = tokens
      .slice(from, from + connectingMax)
      .map((token, offset) => lightSocket(url, token, (frame) => onSnapshot(from + offset, frame)));
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}
