import { io } from "socket.io-client";
import { v7 } from "uuid";
import type { ServiceId } from "../../shared/domain/ids.ts";
import type { CommandName, CommandReplies } from "../../shared/protocol/commands.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import type { FeedName, Feeds } from "../../shared/protocol/feeds.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import type { Answer, Snapshot } from "../../shared/protocol/wire.ts";

/** A socket to the server, beside the pages: other kiosks and desks of the same hospital. */
export interface Caller {
  /** Sends one command; throws with the refusal's code when the server says no. */
  ask<Name extends CommandName>(
    name: Name,
    payload: PayloadInput<Name>,
  ): Promise<CommandReplies[Name]>;
  /** A ticket for a service, by its id in the demo hospital. */
  issue(
    service: string,
    more?: Partial<PayloadInput<"issueTicket">>,
  ): Promise<CommandReplies["issueTicket"]>;
  /** What a feed says now. */
  look<Name extends FeedName>(feed: Name, key: string): Promise<Feeds[Name]>;
  close(): void;
}

const answerWithinMs = 20_000;

/** Connects with a device's token or a cookie. Rejects with the refusal's code when not let in. */
export async function connectSocket(
  server: string,
  auth: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Caller> {
  const socket = io(server, {
    transports: ["websocket"],
    auth: { protocol: protocolNumber, language: "en", ...auth },
    extraHeaders: { ...headers },
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error: Error & { data?: { code?: string } }) => {
      socket.disconnect();
      reject(new Error(error.data?.code ?? error.message));
    });
  });
  async function send(event: string, body: object): Promise<unknown> {
    const answer = (await socket.timeout(answerWithinMs).emitWithAck(event, body)) as Answer;
    if (!answer.ok) throw new Error(answer.refusal.code);
    return "reply" in answer ? answer.reply : null;
  }
  const ask: Caller["ask"] = (name, payload) =>
    send("command", { commandId: v7(), name, payload }) as never;
  return {
    ask,
    issue: (service, more = {}) => ask("issueTicket", { serviceId: service as ServiceId, ...more }),
    async look(feed, key) {
      const arrived = new Promise<Snapshot>((resolve) => {
        const listener = (snapshot: Snapshot) => {
          if (snapshot.feed !== feed) return;
          socket.off("snapshot", listener);
          resolve(snapshot);
        };
        socket.on("snapshot", listener);
      });
      await send("subscribe", { feed, key });
      const { data } = await arrived;
      await send("unsubscribe", { feed, key });
      return data as never;
    },
    close: () => socket.disconnect(),
  };
}
