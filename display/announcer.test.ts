import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BoardCall } from "../shared/protocol/feeds.ts";
import {
  announceMs,
  announceNext,
  announcementKey,
  firstSightMaxAgeMs,
  logMax,
  pendingMax,
  seeCalls,
  silentAnnouncer,
} from "./announcer.ts";
import type { Announcer } from "./announcer.ts";
import { aCall } from "./testing/boards.ts";

const noon = Date.UTC(2026, 10, 23, 9);

/** Sees a snapshot of these calls at noon, then announces until all are heard. */
function see(
  announcer: Announcer,
  calls: readonly BoardCall[],
  but: { readonly epoch?: string; readonly serverNow?: number } = {},
): Announcer {
  return seeCalls(announcer, { epoch: "one", serverNow: noon, ...but, calls });
}

function hearAll(announcer: Announcer, fromMs = 0): Announcer {
  let heard = announceNext(announcer, { nowMs: fromMs, mayAnnounce: true });
  for (let nowMs = fromMs; heard.current !== null; nowMs += announceMs) {
    heard = announceNext(heard, { nowMs: nowMs + announceMs, mayAnnounce: true });
  }
  return heard;
}

const quiet = see(silentAnnouncer, []);
const called = (n: number, but: Partial<BoardCall> = {}) => aCall(n, { at: noon + n, ...but });

describe("seeCalls", () => {
  it("announces a new call once, however often its snapshot comes", () => {
    const once = hearAll(see(quiet, [called(1)]));
    const again = hearAll(see(see(once, [called(1)]), [called(1)]));
    expect([once.log, again.log]).toEqual([["c1:0"], ["c1:0"]]);
  });

  it("announces two calls of one instant both, one after the other, oldest first", () => {
    const at = noon;
    let announcer = see(quiet, [called(10, { at }), called(9, { at })]);
    announcer = announceNext(announcer, { nowMs: 0, mayAnnounce: true });
    const first = announcer.current?.callId;
    const early = announceNext(announcer, { nowMs: announceMs - 1, mayAnnounce: true });
    const second = announceNext(early, { nowMs: announceMs, mayAnnounce: true }).current?.callId;
    expect([first, early.current?.callId, second]).toEqual(["c9", "c9", "c10"]);
  });

  it("announces a recall again, also when snapshots in between were coalesced", () => {
    const heard = hearAll(see(quiet, [called(1)]));
    expect(hearAll(see(heard, [called(1, { recalls: 3 })])).log).toEqual(["c1:0", "c1:3"]);
  });

  it("does not announce a recall that was undone", () => {
    const heard = hearAll(see(quiet, [called(1, { recalls: 1 })]));
    expect(hearAll(see(heard, [called(1)])).log).toEqual(["c1:1"]);
  });

  it("after a reload announces only what is younger than the limit", () => {
    const old = called(1, { at: noon - firstSightMaxAgeMs - 1 });
    const young = called(2, { at: noon - firstSightMaxAgeMs });
    expect(hearAll(see(silentAnnouncer, [young, old])).log).toEqual(["c2:0"]);
  });

  it("announces what was called during an outage, however long it took", () => {
    const later = see(quiet, [called(1)], { serverNow: noon + 600_000 });
    expect(hearAll(later).log).toEqual(["c1:0"]);
  });

  it("takes a restored database for a first sight: its ids start again", () => {
    const heard = hearAll(see(quiet, [called(1)]));
    const restored = { epoch: "two", serverNow: noon + 60_000 };
    expect(see(heard, [called(1)], restored).pending).toEqual([]);
    const young = called(1, { at: restored.serverNow });
    expect(hearAll(see(heard, [young], restored)).log).toEqual(["c1:0", "c1:0"]);
  });

  it("drops a waiting call whose visit starts or which ends before its turn", () => {
    const waiting = announceNext(see(quiet, [called(1), called(2), called(3)]), {
      nowMs: 0,
      mayAnnounce: true,
    });
    const later = see(waiting, [called(1), called(2, { state: "serving" })]);
    expect(hearAll(later).log).toEqual(["c1:0"]);
  });

  it("does not announce a call first seen with its visit started", () => {
    expect(hearAll(see(quiet, [called(1, { state: "serving" })])).log).toEqual([]);
  });

  it("keeps a bounded line and gives up the oldest of a flood", () => {
    const calls = Array.from({ length: pendingMax + 5 }, (_, n) => called(n + 1));
    const { pending } = see(quiet, calls);
    expect([pending.length, pending[0]?.callId]).toEqual([pendingMax, "c6"]);
  });

  it("keeps the last announcements only", () => {
    let announcer = quiet;
    for (let n = 1; n <= logMax + 3; n++) announcer = hearAll(see(announcer, [called(n)]));
    expect([announcer.log.length, announcer.log[0]]).toEqual([logMax, "c4:0"]);
  });
});

describe("announceNext", () => {
  it("begins nothing on a board that is not fresh, and goes on when it is again", () => {
    const waiting = see(quiet, [called(1)]);
    const held = announceNext(waiting, { nowMs: 0, mayAnnounce: false });
    expect(held.current).toBeNull();
    expect(hearAll(held, 5_000).log).toEqual(["c1:0"]);
  });

  it("breaks off when the board turns old, so nothing stays marked", () => {
    const speaking = announceNext(see(quiet, [called(1)]), { nowMs: 0, mayAnnounce: true });
    expect(announceNext(speaking, { nowMs: 1, mayAnnounce: false }).current).toBeNull();
  });

  it("returns the same announcer while nothing changes", () => {
    const speaking = announceNext(see(quiet, [called(1)]), { nowMs: 0, mayAnnounce: true });
    expect(announceNext(speaking, { nowMs: 1, mayAnnounce: true })).toBe(speaking);
    expect(announceNext(quiet, { nowMs: 1, mayAnnounce: true })).toBe(quiet);
  });
});

describe("any run of snapshots, coalesced or repeated", () => {
  /** Calls and recalls as they happened: step by step, the board after each. */
  const history = fc
    .array(fc.record({ recall: fc.boolean(), which: fc.nat() }), { minLength: 1, maxLength: 18 })
    .map((acts) => {
      const steps: (readonly BoardCall[])[] = [[]];
      for (const [n, { recall, which }] of acts.entries()) {
        const now = steps.at(-1) ?? [];
        const at = noon + n;
        const chosen = now[which % Math.max(1, now.length)];
        steps.push(
          recall && chosen !== undefined
            ? now.map((call) =>
                call === chosen ? { ...call, at, recalls: call.recalls + 1 } : call,
              )
            : [called(n + 1, { at }), ...now],
        );
      }
      return steps;
    });
  /** Which of the steps reach the board, in order, and how long after the one before. */
  const arrivals = fc.array(fc.record({ skip: fc.nat(3), waitMs: fc.nat(9_000) }), {
    minLength: 1,
    maxLength: 40,
  });

  it("announces each (callId, recalls) that it shows exactly once, oldest first", () => {
    fc.assert(
      fc.property(history, arrivals, (steps, plan) => {
        let announcer = silentAnnouncer;
        let nowMs = 0;
        const shown: { key: string; at: number }[] = [];
        const heard: string[] = [];
        const note = (next: Announcer) => {
          if (next.current !== null && next.current !== announcer.current) {
            heard.push(announcementKey(next.current));
          }
          announcer = next;
        };
        let step = 0;
        for (const { skip, waitMs } of plan) {
          step = Math.min(steps.length - 1, step + skip);
          const calls = steps[step] ?? [];
          for (const call of calls) {
            const key = announcementKey(call);
            if (!shown.some((one) => one.key === key)) shown.push({ key, at: call.at });
          }
          note(see(announcer, calls));
          note(announceNext(announcer, { nowMs, mayAnnounce: true }));
          nowMs += waitMs;
          note(announceNext(announcer, { nowMs, mayAnnounce: true }));
        }
        while (announcer.current !== null) {
          nowMs += announceMs;
          note(announceNext(announcer, { nowMs, mayAnnounce: true }));
        }
        shown.sort((one, other) => one.at - other.at);
        expect(heard).toEqual(shown.map((one) => one.key));
      }),
      { numRuns: 300 },
    );
  });
});
