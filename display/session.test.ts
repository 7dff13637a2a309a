import { describe, expect, it } from "vitest";
import type { LinkState } from "../shared/protocol/client.ts";
import type { BoardData } from "../shared/protocol/feeds.ts";
import type { Snapshot } from "../shared/protocol/wire.ts";
import { freshnessAt } from "./board.ts";
import { frameLateMaxMs } from "./server-clock.ts";
import { ageOf, askAgainAfterMs, newSession, nextSession, serverTimeAt } from "./session.ts";
import type { Session, SessionEvent } from "./session.ts";
import { aBoard, aCall } from "./testing/boards.ts";

const noon = Date.UTC(2026, 10, 23, 9);

function aSnapshot(but: Partial<Snapshot<BoardData>> = {}): Snapshot<BoardData> {
  const address = { feed: "board", key: "hall-3" };
  return { ...address, epoch: "one", version: 7, serverTime: noon, data: aBoard(), ...but };
}
function link(atMs: number, but: Partial<LinkState> = {}): SessionEvent {
  return { kind: "link", atMs, link: { up: true, refusal: null, lastPacketAtMs: atMs, ...but } };
}
function feed(atMs: number, snapshot = aSnapshot()): SessionEvent {
  return { kind: "feed", atMs, state: { snapshot, refusal: null } };
}
function tick(atMs: number): SessionEvent {
  return { kind: "tick", atMs };
}
function run(...events: readonly SessionEvent[]): Session {
  return events.reduce(nextSession, newSession(0));
}

describe("nextSession", () => {
  it("pings keep a board true without a new snapshot", () => {
    expect(ageOf(run(link(0), feed(100), link(5_000), link(10_000), tick(12_000)))).toBe(2_000);
  });

  it("a board grows old from the last packet when nothing more comes", () => {
    const session = run(link(0), feed(100), link(5_000), tick(21_000));
    expect([ageOf(session), freshnessAt(ageOf(session))]).toEqual([16_000, "stale"]);
  });

  it("a new link does not make an old board true: its snapshot does", () => {
    const down = link(5_000, { up: false });
    const up = run(link(0), feed(100), down, link(40_000), tick(40_100));
    expect(freshnessAt(ageOf(up))).toBe("stale");
    expect(ageOf(nextSession(up, feed(40_200)))).toBe(0);
  });

  it("pings do not make a refused board true", () => {
    const refused: SessionEvent = {
      kind: "feed",
      atMs: 200,
      state: { snapshot: aSnapshot(), refusal: "forbidden" },
    };
    const session = run(link(0), feed(100), refused, link(20_000), tick(20_000));
    expect([freshnessAt(ageOf(session)), session.refusal]).toEqual(["stale", "forbidden"]);
  });

  it("asks again for a subscription that brought nothing, and not before", () => {
    const early = run(link(0), tick(askAgainAfterMs - 1));
    const asked = run(link(0), tick(askAgainAfterMs), tick(askAgainAfterMs + 500));
    expect([early.asked, asked.asked]).toEqual([0, 1]);
    expect(nextSession(asked, tick(2 * askAgainAfterMs)).asked).toBe(2);
    expect(run(link(0), feed(1), tick(askAgainAfterMs)).asked).toBe(0);
  });

  it("does not go back to a lower version of the same epoch", () => {
    const session = run(link(0), feed(1), feed(2, aSnapshot({ version: 6 })));
    expect(session.snapshot?.version).toBe(7);
    const restored = nextSession(session, feed(3, aSnapshot({ version: 1, epoch: "two" })));
    expect(restored.snapshot?.version).toBe(1);
  });

  it("begins an announcement with the snapshot itself, not with the next tick", () => {
    const calls = [aCall(1, { at: noon })];
    const session = run(
      link(0),
      feed(1),
      feed(2, aSnapshot({ version: 8, data: aBoard({ calls }) })),
    );
    expect(session.announcer.current?.callId).toBe("c1");
  });

  it("a clock that runs on cannot turn back", () => {
    expect(run(tick(500), tick(400)).nowMs).toBe(500);
  });
});

describe("serverTimeAt", () => {
  it("is unknown before the first snapshot, then runs on the monotonic clock", () => {
    expect(serverTimeAt(run(), 0)).toBeNull();
    expect(serverTimeAt(run(link(0), feed(1_000)), 61_000)).toBe(noon + 60_000);
  });

  it("a late frame does not set it back, a server whose clock was set back does", () => {
    const late = run(link(0), feed(0), feed(9_000, aSnapshot({ serverTime: noon + 1_000 })));
    expect(serverTimeAt(late, 9_000)).toBe(noon + 9_000);
    const setBack = aSnapshot({ serverTime: noon - frameLateMaxMs - 1 });
    expect(serverTimeAt(run(link(0), feed(0), feed(0, setBack)), 0)).toBe(setBack.serverTime);
  });
});
