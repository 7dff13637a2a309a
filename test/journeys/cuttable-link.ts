import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A cable that can be pulled: what is sent through its port goes to another one. */
export interface CuttableLink {
  readonly port: number;
  /** From now on what the server says is lost on the way; what is said to it arrives. */
  loseAnswers(): void;
  /** From now on what is said to the server is lost on the way; what it says arrives. */
  loseQuestions(): void;
  /**
   * The connections of now carry nothing more, and neither end is told: no FIN, no reset, as behind
   * a switch without power. New ones are made as before.
   */
  hold(): void;
  /** Pulls the plug: every connection breaks, and none is made. */
  cut(): void;
  /** Plugged in again, with nothing lost from here on. */
  mend(): void;
  close(): void;
}

/** A link to a port of this machine, whole at first. */
export async function createCuttableLink(toPort: number): Promise<CuttableLink> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let losesAnswers = false;
  let losesQuestions = false;
  const held = new WeakSet<Socket>();
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(toPort, "127.0.0.1");
    near.on("data", (bytes) => {
      if (!losesQuestions) far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (!losesAnswers) near.write(bytes);
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        if (!held.has(socket)) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    loseAnswers: () => (losesAnswers = true),
    loseQuestions: () => (losesQuestions = true),
    hold() {
      for (const socket of sockets) {
        held.add(socket);
        socket.pause();
      }
    },
    cut() {
      isCut = true;
      cutAll();
    },
    mend() {
      isCut = false;
      losesAnswers = false;
      losesQuestions = false;
    },
    close() {
      server.close();
      cutAll();
    },
  };
}
