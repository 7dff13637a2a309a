import { describe, expect, test } from "vitest";
import { entryStatuses } from "../../../shared/domain/entry.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import {
  afterAnswer,
  askAgainMs,
  isStale,
  screenOf,
  startTracking,
  summonsOf,
} from "./tracking.ts";
import type { TrackAnswer, Tracking } from "./tracking.ts";
import { aView, mondayMorning } from "./testing/views.ts";

const asOf = mondayMorning + 60_000;
const told = (view: Partial<TrackView> = {}): TrackAnswer => ({
  kind: "told",
  key: "the key",
  tag: '"1"',
  view: aView(view),
  asOf,
});
const failed: TrackAnswer = { kind: "failed" };
const unknown: TrackAnswer = { kind: "unknown", asOf };
const fresh = startTracking("the token", null);
const reloaded = startTracking("the token", { key: "the key", view: aView(), asOf });
/** The state after these answers, one a second from 1 s on. */
const after = (start: Tracking, ...answers: readonly TrackAnswer[]) =>
  answers.reduce((state, answer, at) => afterAnswer(state, answer, (at + 1) * 1_000), start);

describe("a state shows", () => {
  const nextDay: TrackAnswer = { kind: "unknown", asOf: Date.parse("2026-11-24T00:10:00+03:00") };
  test.each<[string, Tracking, ReturnType<typeof screenOf>]>([
    ["where the code is, without one", startTracking(null, null), "noCode"],
    ["nothing yet", fresh, "opening"],
    ["nothing yet after a reload, whatever is remembered", reloaded, "opening"],
    ["the ticket", after(fresh, told()), "ticket"],
    ["the ticket while one answer is missing", after(fresh, told(), failed), "ticket"],
    ["that the hospital is out of reach", after(fresh, failed), "unreachable"],
    ["the ticket once it is in reach", after(fresh, failed, told()), "ticket"],
    ["what is remembered when it is out of reach", after(reloaded, failed), "ticket"],
    ["that the code is not known", after(fresh, unknown), "unknown"],
    ["that the turn was yesterday's", after(fresh, told(), nextDay), "otherDay"],
    ["the same after a reload", after(reloaded, nextDay), "otherDay"],
    ["that a newer paper may count", after(fresh, told(), unknown), "replaced"],
    [
      "only that it is not known, where even the hour is not",
      after(fresh, told(), { kind: "unknown", asOf: null }),
      "unknown",
    ],
  ])("%s", (_, state, screen) => {
    expect(screenOf(state)).toBe(screen);
  });
});

describe("an answer", () => {
  test("that nothing changed keeps the ticket and makes it true as of now", () => {
    const before = after(fresh, told(), failed);
    const same = afterAnswer(before, { kind: "same", asOf: asOf + 15_000 }, 16_000);
    expect(same).toEqual({
      ...before,
      asOf: asOf + 15_000,
      answeredAtMs: 16_000,
      failures: 0,
    });
  });

  test("without a key keeps the key of the first", () => {
    const next: TrackAnswer = { ...told({ ahead: 2 }), key: null } as TrackAnswer;
    expect(after(fresh, told(), next)).toMatchObject({ key: "the key", view: { ahead: 2 } });
  });
});

describe("what is shown is stale", () => {
  test.each<[string, Tracking, number, boolean]>([
    ["not at once", after(fresh, told()), 1_000, false],
    ["not after three missed answers", after(fresh, told(), failed, failed, failed), 60_999, false],
    ["a minute after the last answer", after(fresh, told()), 61_000, true],
    ["not once it was said again", after(fresh, told(), { kind: "same", asOf }), 61_000, false],
    ["not while the first answer after a reload is awaited", reloaded, 500, false],
    ["when that answer does not come", after(reloaded, failed), 1_000, true],
  ])("%s", (_, state, nowMs, stale) => {
    expect(isStale(state, nowMs)).toBe(stale);
  });
});

describe("the next question comes after", () => {
  const call = { servicePointNames: { ar: "غرفة 13" }, at: asOf, recalls: 0 };
  test.each<[string, Tracking, number | null]>([
    ["15 s, with many ahead", after(fresh, told({ ahead: 4 })), 15_000],
    ["5 s, with three ahead", after(fresh, told({ ahead: 3 })), 5_000],
    ["5 s, while called", after(fresh, told({ status: "called", ahead: null, call })), 5_000],
    ["15 s, while served", after(fresh, told({ status: "serving", ahead: null, call })), 15_000],
    ["15 s, when it was missed", after(fresh, told({ status: "no_show", ahead: null })), 15_000],
    ["15 s, while it is away", after(fresh, told({ status: "away", ahead: 0 })), 15_000],
    ["60 s, when it is rebooked", after(fresh, told({ status: "rebooked", ahead: null })), 60_000],
    ["60 s, when it is done", after(fresh, told({ status: "done", ahead: null })), 60_000],
    ["5 s, after one failure", after(fresh, told({ ahead: 4 }), failed), 5_000],
    ["20 s, after three", after(fresh, failed, failed, failed), 20_000],
    ["60 s at most", after(fresh, ...Array.from({ length: 40 }, () => failed)), 60_000],
    ["never, when the code is not known", after(fresh, unknown), null],
    ["never, without a code", startTracking(null, null), null],
  ])("%s", (_, state, ms) => {
    expect(askAgainMs(state, 0.5)).toBe(ms);
  });

  test("a fifth less or more, by chance", () => {
    const state = after(fresh, told({ ahead: 9 }));
    expect([askAgainMs(state, 0), askAgainMs(state, 0.999_999)]).toEqual([12_000, 18_000]);
  });
});

describe("the phone is summoned", () => {
  const called = (recalls: number) =>
    after(
      fresh,
      told({
        status: "called",
        ahead: null,
        call: { servicePointNames: { ar: "غرفة 13" }, at: asOf + recalls, recalls },
      }),
    );

  test("once by a call, and once more by each recall", () => {
    const [first, again, recalled] = [called(0), called(0), called(1)].map((state) =>
      summonsOf(state, 2_000),
    );
    expect([first === again, first === recalled, first === null]).toEqual([true, false, false]);
  });

  test("never by what is stale", () => {
    expect(summonsOf(called(0), 61_000)).toBeNull();
  });

  test("by no other state", () => {
    const states = entryStatuses.filter((status) => status !== "called");
    expect(states.map((status) => summonsOf(after(fresh, told({ status })), 1_000))).toEqual(
      states.map(() => null),
    );
  });
});
