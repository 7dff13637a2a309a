import { describe, expect, it } from "vitest";
import { commandIdOf } from "../domain/ids.ts";
import type { RefusalCode } from "../domain/refusal.ts";
import { createClient, isNewer } from "./client.ts";
import type { Client, FeedState, LinkState, Wire } from "./client.ts";
import type { Snapshot } from "./wire.ts";

interface Asked {
  readonly event: string;
  readonly body: unknown;
}

/** A wire that can be cut: answers come from a list, and packets when the test sends them. */
function fakeWire(answers: readonly unknown[] = []) {
  const asked: Asked[] = [];
  const left = [...answers];
  let closed = false;
  let snapshot: (snapshot: Snapshot) => void = () => undefined;
  let link: (up: boolean, refusal: RefusalCode | null) => void = () => undefined;
  let packet: () => void = () => undefined;
  const wire: Wire = {
    request(event, body) {
      asked.push({ event, body });
      return Promise.resolve(left.length === 0 ? { ok: true } : left.shift());
    },
    onSnapshot: (listener) => void (snapshot = listener),
    onLink: (listener) => void (link = listener),
    onPacket: (listener) => void (packet = listener),
    close: () => void (closed = true),
  };
  return {
    wire,
    asked,
    isClosed: () => closed,
    up: () => link(true, null),
    down: (refusal: RefusalCode | null = null) => link(false, refusal),
    packet: () => packet(),
    tell: (version: number, epoch = "one", data: unknown = version) =>
      snapshot({ feed: "directory", key: "site", epoch, version, serverTime: 0, data }),
  };
}

function aClient(answers: readonly unknown[] = []) {
  const fake = fakeWire(answers);
  const pauses: number[] = [];
  let nowMs = 0;
  const client = createClient(fake.wire, {
    monotonicMs: () => nowMs,
    sleep: (ms) => {
      pauses.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  });
  return { ...fake, client, pauses, passMs: (ms: number) => void (nowMs += ms) };
}

const id = commandIdOf("0190a5b0-0000-7000-8000-000000000001");
const accepted = { ok: true, reply: { label: "A001" }, version: 7 };
const refused = (code: RefusalCode) => ({ ok: false, refusal: { code, text: code } });
const ask = (client: Client, triesMax?: number) =>
  client.command("issueTicket", { serviceId: "eye-visit" }, id, triesMax);
const frame = { commandId: id, name: "issueTicket", payload: { serviceId: "eye-visit" } };

describe("a command", () => {
  it("is sent once when it is answered", async () => {
    const { client, asked, pauses } = aClient([accepted]);
    expect(await ask(client)).toEqual(accepted);
    expect({ asked, pauses }).toEqual({ asked: [{ event: "command", body: frame }], pauses: [] });
  });

  it("whose answer was lost is sent again with the same id and the same body", async () => {
    const { client, asked, pauses } = aClient([null, null, accepted]);
    expect(await ask(client)).toEqual(accepted);
    expect(asked.map(({ body }) => body)).toEqual([frame, frame, frame]);
    expect(pauses).toEqual([250, 500]);
  });

  it.each(["busy", "internal", "rate_limited"] as const)(
    "that was refused as %s, which is transient, is sent again",
    async (code) => {
      const { client, asked } = aClient([refused(code), accepted]);
      expect(await ask(client)).toEqual(accepted);
      expect(asked).toHaveLength(2);
    },
  );

  it.each(["queue_empty", "forbidden", "command_id_reused", "command_expired"] as const)(
    "that was refused as %s is not sent again",
    async (code) => {
      const { client, asked } = aClient([refused(code), accepted]);
      expect(await ask(client)).toEqual(refused(code));
      expect(asked).toHaveLength(1);
    },
  );

  it("gives up after its tries, with the last answer or with none, and pauses ever longer", async () => {
    const lost = aClient([null, null, null, null, null, null, null, null]);
    const busy = aClient([null, refused("busy")]);
    expect([await ask(lost.client), await ask(busy.client, 2)]).toEqual([null, refused("busy")]);
    expect(lost.pauses).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000, 2_000]);
    expect([lost.asked.length, busy.asked.length]).toEqual([8, 2]);
  });

  it("is not sent any more once the client is closed", async () => {
    const { client, asked, isClosed } = aClient([accepted]);
    client.close();
    expect(await ask(client)).toBeNull();
    expect([asked, isClosed()]).toEqual([[], true]);
  });
});

describe("a feed", () => {
  const address = { feed: "directory", key: "site" };
  const subscribed = { event: "subscribe", body: address };
  const unsubscribed = { event: "unsubscribe", body: address };
  const follow = (client: Client, seen: unknown[]) =>
    client.follow("directory", "site", ({ snapshot, refusal }: FeedState<"directory">) =>
      seen.push(refusal ?? snapshot?.data),
    );

  it("is asked for when the link is up, and again each time it comes back", () => {
    const { client, asked, up, down } = aClient();
    follow(client, []);
    expect(asked).toEqual([]);
    up();
    down();
    up();
    expect(asked).toEqual([subscribed, subscribed]);
  });

  it("that is followed on a living link is asked for at once", () => {
    const { client, asked, up } = aClient();
    up();
    follow(client, []);
    expect(asked).toEqual([subscribed]);
  });

  it("never goes back: an older snapshot is passed over, an equal or newer one is shown", () => {
    const { client, tell } = aClient();
    const seen: unknown[] = [];
    follow(client, seen);
    tell(5, "one", "five");
    tell(4, "one", "four");
    tell(5, "one", "five again");
    tell(6, "one", "six");
    tell(1, "one", "one");
    expect(seen).toEqual(["five", "five again", "six"]);
  });

  it("of a new epoch wins, though its version is lower", () => {
    const { client, tell } = aClient();
    const seen: unknown[] = [];
    follow(client, seen);
    tell(900, "one", "before the restore");
    tell(3, "two", "after it");
    tell(2, "two", "late");
    expect(seen).toEqual(["before the restore", "after it"]);
  });

  it("that nobody follows is not kept", () => {
    const { client, tell } = aClient();
    const seen: unknown[] = [];
    tell(5);
    follow(client, seen);
    expect(seen).toEqual([]);
  });

  it("is asked for once for two who follow it; the second is told what is held", () => {
    const { client, asked, up, tell } = aClient();
    const first: unknown[] = [];
    const second: unknown[] = [];
    up();
    follow(client, first);
    tell(5);
    follow(client, second);
    tell(6);
    expect({ asked, first, second }).toEqual({
      asked: [subscribed],
      first: [5, 6],
      second: [5, 6],
    });
  });

  it("that was refused says so to those who follow it, also to one who comes later", async () => {
    const { client, up } = aClient([refused("forbidden")]);
    const first: unknown[] = [];
    const second: unknown[] = [];
    follow(client, first);
    up();
    await Promise.resolve();
    await Promise.resolve();
    follow(client, second);
    expect({ first, second }).toEqual({ first: ["forbidden"], second: ["forbidden"] });
  });

  it("is given up when the last of its followers leaves, and not before", () => {
    const { client, asked, up, tell } = aClient();
    const seen: unknown[] = [];
    up();
    const leaveFirst = follow(client, seen);
    const leaveSecond = follow(client, []);
    leaveFirst();
    leaveFirst();
    expect(asked).toEqual([subscribed]);
    leaveSecond();
    tell(9);
    expect({ asked, seen }).toEqual({ asked: [subscribed, unsubscribed], seen: [] });
  });

  it("left while the link is down is not asked for when it returns", () => {
    const { client, asked, up } = aClient();
    follow(client, [])();
    up();
    expect(asked).toEqual([]);
  });
});

describe("the link", () => {
  it("says up or down, why, and when the server was last heard", () => {
    const { client, up, down, packet, passMs } = aClient();
    const seen: LinkState[] = [];
    const leave = client.onLink((link) => seen.push(link));
    passMs(40);
    packet();
    up();
    down("unauthenticated");
    leave();
    up();
    expect(seen).toEqual([
      { up: false, refusal: null, lastPacketAtMs: null },
      { up: false, refusal: null, lastPacketAtMs: 40 },
      { up: true, refusal: null, lastPacketAtMs: 40 },
      { up: false, refusal: "unauthenticated", lastPacketAtMs: 40 },
    ]);
    expect(client.link).toEqual({ up: true, refusal: null, lastPacketAtMs: 40 });
  });
});

it("a snapshot is newer than nothing, than an older or equal one, and than any of another epoch", () => {
  const held = { feed: "board", key: "hall", epoch: "a", version: 5, serverTime: 0, data: null };
  const newer = [
    isNewer(held, null),
    isNewer({ ...held, version: 6 }, held),
    isNewer(held, held),
    isNewer({ ...held, version: 4 }, held),
    isNewer({ ...held, epoch: "b", version: 1 }, held),
  ];
  expect(newer).toEqual([true, true, true, false, true]);
});
