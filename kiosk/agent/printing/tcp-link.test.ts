import { createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTcpLink } from "./tcp-link.ts";

/** More than two systems hold for one link between them: the rest waits on our side. */
const muchBytes = 16 * 1024 * 1024;

/** A link to a machine that reads nothing yet. */
async function aLink() {
  const come = Promise.withResolvers<Socket>();
  const server = createServer({ pauseOnConnect: true }, (socket) => come.resolve(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const opened = await openTcpLink("127.0.0.1", port);
  if (!opened.ok) throw new Error(opened.detail);
  const socket = await come.promise;
  onTestFinished(() => void socket.destroy());
  return { link: opened.link, socket };
}

/** What the other side gets until the link's end, and how the end looks to it. */
function readOn(socket: Socket): Promise<{ bytes: number; end: "ended" | "reset" }> {
  return new Promise((resolve) => {
    let bytes = 0;
    socket.on("data", (part) => (bytes += part.length));
    socket.on("end", () => resolve({ bytes, end: "ended" }));
    socket.on("error", () => resolve({ bytes, end: "reset" }));
    socket.resume();
  });
}

describe("a link", () => {
  it("that is closed brings all that was written to the printer", async () => {
    const { link, socket } = await aLink();
    await link.write(new Uint8Array(10_000));
    link.close();
    expect(await readOn(socket)).toEqual({ bytes: 10_000, end: "ended" });
  });

  it("that is dropped takes back what the printer has not got", async () => {
    const { link, socket } = await aLink();
    const writing = link.write(new Uint8Array(muchBytes)).catch(() => "given up");
    link.drop();
    expect(await writing).toBe("given up");
    const got = await readOn(socket);
    expect(got.end).toBe("reset");
    expect(got.bytes).toBeLessThan(muchBytes);
  });
});
