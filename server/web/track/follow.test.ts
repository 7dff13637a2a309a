import { beforeEach, describe, expect, test } from "vitest";
import { createFollower } from "./follow.ts";
import type { Follower } from "./follow.ts";
import { startTracking } from "./tracking.ts";
import type { TrackAnswer, Tracking } from "./tracking.ts";
import { aView, mondayMorning } from "./testing/views.ts";

/** The wire and the clock, both by hand: each question waits until the test answers it. */
let asked: string[];
let answer: (answer: TrackAnswer) => Promise<void>;
let timers: { readonly run: () => void; readonly ms: number }[];
let kept: Tracking[];
let nowMs: number;

beforeEach(() => {
  asked = [];
  timers = [];
  kept = [];
  nowMs = 0;
});

function follow(token: string | null): Follower {
  const question = (text: string) => {
    asked.push(text);
    return new Promise<TrackAnswer>((resolve) => {
      answer = async (given) => {
        resolve(given);
        await Promise.resolve();
        await Promise.resolve();
      };
    });
  };
  return createFollower(
    {
      ask: {
        open: (given) => question(`open ${given}`),
        look: (key, tag) => question(`look ${key} ${tag ?? "-"}`),
      },
      nowMs: () => nowMs,
      chance: () => 0.5,
      later(run, ms) {
        const timer = { run, ms };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
      keep: (state) => kept.push(state),
    },
    startTracking(token, null),
  );
}

function ring(): void {
  const [timer] = timers;
  if (timer === undefined) throw new Error("nothing is to come");
  timers = timers.slice(1);
  nowMs += timer.ms;
  timer.run();
}

const told: TrackAnswer = {
  kind: "told",
  key: "key",
  tag: '"1"',
  view: aView(),
  asOf: mondayMorning,
};

describe("a follower", () => {
  test("exchanges the token once, then asks with the key and the tag", async () => {
    const follower = follow("token");
    follower.shown();
    await answer(told);
    ring();
    await answer({ kind: "same", asOf: mondayMorning + 15_000 });
    ring();
    expect(asked).toEqual(["open token", 'look key "1"', 'look key "1"']);
    expect(timers).toEqual([]);
  });

  test("does not ask while nobody looks, and asks at once when somebody does", async () => {
    const follower = follow("token");
    follower.shown();
    await answer(told);
    follower.hidden();
    expect(timers).toEqual([]);
    follower.shown();
    expect(asked).toHaveLength(2);
  });

  test("that was hidden while it asked takes the answer and then rests", async () => {
    const follower = follow("token");
    follower.shown();
    follower.hidden();
    await answer(told);
    expect([follower.state().view?.label, timers]).toEqual(["F006", []]);
  });

  test("has one question under way at most, however often it is woken", async () => {
    const follower = follow("token");
    for (let woken = 0; woken < 5; woken++) follower.shown();
    await answer(told);
    expect([asked.length, timers.length]).toEqual([1, 1]);
    follower.shown();
    expect([asked.length, timers.length]).toEqual([2, 0]);
  });

  test("goes on after a failure, later each time", async () => {
    const follower = follow("token");
    follower.shown();
    const waits: number[] = [];
    for (let failure = 0; failure < 4; failure++) {
      await answer({ kind: "failed" });
      waits.push(timers[0]?.ms ?? 0);
      ring();
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000]);
  });

  test("asks no more once the code is not known, also when it is shown again", async () => {
    const follower = follow("token");
    follower.shown();
    await answer({ kind: "unknown", asOf: mondayMorning });
    follower.shown();
    expect([asked.length, timers, follower.state().end]).toEqual([1, [], "unknown"]);
  });

  test("without a code asks nothing", () => {
    follow(null).shown();
    expect(asked).toEqual([]);
  });

  test("tells whoever listens, and keeps what a reload needs", async () => {
    const follower = follow("token");
    let heard = 0;
    const leave = follower.subscribe(() => heard++);
    follower.shown();
    await answer(told);
    leave();
    ring();
    await answer({ kind: "same", asOf: mondayMorning });
    expect([heard, kept.length, kept[0]]).toMatchObject([1, 2, { key: "key", token: "token" }]);
  });
});
