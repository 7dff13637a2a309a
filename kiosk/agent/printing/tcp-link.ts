import { connect } from "node:net";
import type { Link, LinkListener, LinkTrouble, OpenedLink } from "./link.ts";

/** A printer on the same network answers in milliseconds; a sleeping switch may take two seconds. */
export const connectWithinMs = 3_000;

/** A link to a raw printing port (9100). */
export function openTcpLink(host: string, port: number): Promise<OpenedLink> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    let listener: LinkListener | null = null;
    let early: Buffer[] = [];
    let lost = false;
    const giveUp = (detail: LinkTrouble) => {
      socket.destroy();
      resolve({ ok: false, detail });
    };
    const whileConnecting = (error: NodeJS.ErrnoException) => giveUp(troubleOf(error.code));
    socket.setTimeout(connectWithinMs, () => giveUp("unreachable"));
    socket.once("error", whileConnecting);
    socket.on("data", (bytes) => {
      if (listener === null) early.push(bytes);
      else listener.onBytes(bytes);
    });
    const onLost = () => {
      if (lost) return;
      lost = true;
      listener?.onLost();
    };
    // A printer that ends its half will not answer any more: the link is of no use.
    socket.on("end", onLost).on("close", onLost);

    const link: Link = {
      write: (bytes) =>
        new Promise((done, failed) => {
          socket.write(bytes, (error) => (error ? failed(error) : done()));
        }),
      listen(newListener) {
        listener = newListener;
        for (const bytes of early) listener.onBytes(bytes);
        early = [];
        if (lost) listener.onLost();
      },
      close: () => socket.destroy(),
      // A reset: after a plain close the system would go on delivering what it still holds.
      drop: () => socket.resetAndDestroy(),
    };
    socket.once("connect", () => {
      socket.setTimeout(0);
      socket.off("error", whileConnecting);
      // "close" follows every error and says all we need.
      socket.on("error", () => undefined);
      resolve({ ok: true, link });
    });
  });
}

function troubleOf(code: string | undefined): LinkTrouble {
  if (code === "ECONNREFUSED") return "port_closed";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknown_host";
  return "unreachable";
}
