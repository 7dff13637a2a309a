import { describe, expect, it } from "vitest";
import { socketWire } from "./socket-wire.ts";
import type { ClientSocket } from "./socket-wire.ts";

/** A Socket.IO socket by hand: what happens to it is said by the test, and its timers too. */
function aWire(chance = 0.5, auth: ClientSocket["auth"] = { protocol: 1 }) {
  const listeners = new Map<string, ((...args: never[]) => void)[]>();
  const waits: number[] = [];
  let timer: (() => void) | null = null;
  let connects = 0;
  const socket = {
    connected: false,
    auth,
    timeout: () => ({ emitWithAck: () => Promise.resolve({ ok: true }) }),
    on: (event: string, listener: (...args: never[]) => void) =>
      listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    io: { on: () => undefined, reconnection: () => undefined },
    connect: () => connects++,
    disconnect: () => undefined,
  };
  const wire = socketWire(
    socket,
    (run, ms) => {
      waits.push(ms);
      timer = run;
    },
    () => chance,
  );
  const links: unknown[] = [];
  wire.onLink((up, refusal) => links.push(refusal ?? up));
  const happens = (event: string, ...args: unknown[]) => {
    for (const listener of listeners.get(event) ?? []) listener(...(args as never[]));
  };
  return {
    wire,
    socket,
    links,
    waits,
    connects: () => connects,
    happens,
    up() {
      socket.connected = true;
      happens("connect");
    },
    down(reason = "transport close") {
      socket.connected = false;
      happens("disconnect", reason);
    },
    refused: (data?: object) => happens("connect_error", data === undefined ? {} : { data }),
    wait: () => timer?.(),
  };
}

describe("a wire that was lost comes back", () => {
  it("within the window that the server told last", () => {
    const { up, down, happens, waits, wait, connects } = aWire();
    up();
    down();
    wait();
    up();
    happens("comeBack", { fromMs: 2_000, toMs: 10_000 });
    happens("comeBack", { fromMs: "soon" });
    down();
    wait();
    expect({ waits, connects: connects() }).toEqual({ waits: [500, 6_000], connects: 2 });
  });

  it("after ever longer pauses while the server stays away, and quickly again once it was up", () => {
    const { up, down, refused, waits, wait } = aWire();
    up();
    down();
    for (let count = 0; count < 6; count++) {
      wait();
      refused();
    }
    wait();
    up();
    down();
    expect(waits).toEqual([500, 750, 1_500, 3_000, 3_750, 3_750, 3_750, 500]);
  });

  it("when it was told to, if it was turned away; never later than a minute", () => {
    const { refused, waits, wait, links } = aWire();
    for (const retryAfterMs of [1_234, 3_600_000, -5, "soon"]) {
      refused({ code: "busy", retryAfterMs });
      wait();
    }
    expect(waits).toEqual([1_234, 60_000, 2_000, 2_000]);
    expect(links).toEqual(["busy", "busy", "busy", "busy"]);
  });

  it("calmly, if it was refused for a reason that may pass; never, if its program is another", () => {
    const { refused, waits, wait } = aWire();
    refused({ code: "unauthenticated" });
    wait();
    refused({ code: "a code of the next century" });
    wait();
    refused({ code: "protocol_mismatch" });
    expect(waits).toEqual([2_000, 2_000]);
  });

  it("by one timer, however many things tell it that the link is gone", () => {
    const { up, down, refused, waits } = aWire();
    up();
    down();
    refused();
    refused();
    expect(waits).toEqual([500]);
  });

  it("not at all when it was closed, also while it waits", () => {
    const closed = aWire();
    closed.up();
    closed.down();
    closed.wire.close();
    closed.wait();
    closed.down("io client disconnect");
    expect([closed.waits, closed.connects()]).toEqual([[500], 0]);
  });
});

describe("a wire whose place a newer one took", () => {
  it("comes back calmly and asks for room, until it is let in", () => {
    const { up, down, happens, refused, socket, waits, wait } = aWire();
    up();
    happens("goodbye", { reason: "replaced" });
    down("io server disconnect");
    wait();
    expect(socket.auth).toEqual({ protocol: 1, yields: true });
    refused({ code: "busy", retryAfterMs: 20_000 });
    wait();
    up();
    expect(socket.auth).toEqual({ protocol: 1 });
    expect(waits).toEqual([10_000, 20_000]);
  });

  it("says so also where its handshake is a function", () => {
    const { up, happens, socket } = aWire(0.5, (give) => give({ deviceToken: "t" }));
    up();
    happens("goodbye", { reason: "replaced" });
    let given: unknown = null;
    if (typeof socket.auth === "function") socket.auth((fields) => (given = fields));
    expect(given).toEqual({ deviceToken: "t", yields: true });
  });

  it("does not yield when it was let go for another reason", () => {
    const { up, happens, socket, down, waits } = aWire(0);
    up();
    happens("goodbye", { reason: "rate_limited" });
    down("io server disconnect");
    expect([socket.auth, waits]).toEqual([{ protocol: 1 }, [5_000]]);
  });
});
