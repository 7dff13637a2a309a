import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds, overlaps, subtract, union } from "../../shared/domain/interval.ts";
import type { Interval } from "../../shared/domain/interval.ts";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import {
  decidePlace,
  isTooSoon,
  leftIn,
  offered,
  windowsOf,
  withoutOutages,
} from "./availability.rules.ts";
import type { Place } from "./availability.rules.ts";

const eight = Date.UTC(2026, 10, 29, 5);
const morning = { from: eight, to: eight + 4 * hourMs, capacity: 20, windowMin: 60 };
const none = { closed: [], busy: [], bufferMin: 0 };

/** Hours after eight, for reading. */
const hours = (windows: readonly Interval[]) =>
  windows.map(({ from, to }) => [(from - eight) / hourMs, (to - eight) / hourMs]);

describe("windows of a session", () => {
  test("twenty patients from eight to twelve are five in each hour", () => {
    const windows = windowsOf(morning);
    expect(hours(windows)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(windows.map((window) => window.capacity)).toEqual([5, 5, 5, 5]);
  });

  test("a window as short as a visit is a timed slot", () => {
    const windows = windowsOf({ ...morning, capacity: 16, windowMin: 15 });
    expect(windows).toHaveLength(16);
    expect(new Set(windows.map((window) => window.capacity))).toEqual(new Set([1]));
  });

  test("what does not divide is spread, none is lost", () => {
    const windows = windowsOf({ ...morning, capacity: 7, windowMin: 90 });
    expect(hours(windows).at(-1)).toEqual([3, 4]);
    expect(windows.map((window) => window.capacity)).toEqual([2, 3, 2]);
  });

  test("a break is taken out with its buffer; two adjacent closures leave no seam", () => {
    const pause = { from: eight + hourMs, to: eight + 1.5 * hourMs };
    expect(hours(windowsOf(morning, { ...none, busy: [pause], bufferMin: 15 }))).toEqual([
      [0, 0.75],
      [1.75, 2],
      [2, 3],
      [3, 4],
    ]);
    const closed = [
      { from: eight, to: eight + hourMs },
      { from: eight + hourMs, to: eight + 2 * hourMs },
    ];
    expect(hours(windowsOf(morning, { ...none, closed }))).toEqual([
      [2, 3],
      [3, 4],
    ]);
  });

  test("after a pause windows begin anew, and the whole capacity lies around it", () => {
    const pause = { from: eight + 1.25 * hourMs, to: eight + 1.75 * hourMs };
    const windows = windowsOf({ ...morning, breaks: [pause] });
    expect(hours(windows)).toEqual([
      [0, 1],
      [1, 1.25],
      [1.75, 2.75],
      [2.75, 3.75],
      [3.75, 4],
    ]);
    expect(windows.reduce((sum, { capacity }) => sum + capacity, 0)).toBe(20);
  });

  test("buffers stand before and after each window, also around a pause", () => {
    const slots = { ...morning, windowMin: 30, bufferBeforeMin: 10, bufferAfterMin: 20 };
    expect(hours(windowsOf(slots)).map(([from]) => (from ?? 0) * 60)).toEqual([10, 70, 130, 190]);
    const pause = { from: eight + hourMs, to: eight + 3.5 * hourMs };
    // Half an hour is left at the end: too short for both buffers and a visit.
    expect(hours(windowsOf({ ...slots, breaks: [pause] }))).toEqual([[1 / 6, 2 / 3]]);
  });

  test("a session that is closed from end to end has no window", () => {
    expect(windowsOf(morning, { ...none, closed: [morning] })).toEqual([]);
  });

  test("a night session goes over midnight without a gap", () => {
    const night = { ...morning, from: eight + 12 * hourMs, to: eight + 18 * hourMs };
    const windows = windowsOf(night);
    expect(union(windows)).toMatchObject([{ from: night.from, to: night.to }]);
  });
});

const sessions = fc
  .record({
    startMin: fc.integer({ min: 0, max: 1_439 }),
    lengthMin: fc.integer({ min: 5, max: 1_440 }),
    capacity: fc.integer({ min: 0, max: 500 }),
    windowMin: fc.integer({ min: 5, max: 480 }),
  })
  .map(({ startMin, lengthMin, capacity, windowMin }) => {
    const from = eight + startMin * minuteMs;
    return { from, to: from + lengthMin * minuteMs, capacity, windowMin };
  });
const buffers = fc.record({
  bufferBeforeMin: fc.integer({ min: 0, max: 60 }),
  bufferAfterMin: fc.integer({ min: 0, max: 60 }),
});
const holes = fc.array(
  fc
    .tuple(fc.integer({ min: -100, max: 3_000 }), fc.integer({ min: 0, max: 300 }))
    .map(([start, length]) => ({
      from: eight + start * minuteMs,
      to: eight + (start + length) * minuteMs,
    })),
  { maxLength: 5 },
);
const cuts = fc.record({ closed: holes, busy: holes, bufferMin: fc.integer({ min: 0, max: 30 }) });

describe("whatever the session and what is cut out of it", () => {
  test("capacities add up to the whole, as long as anything is left", () => {
    fc.assert(
      fc.property(sessions, cuts, (session, cut) => {
        const windows = windowsOf(session, cut);
        const sum = windows.reduce((total, window) => total + window.capacity, 0);
        expect(sum).toBe(windows.length === 0 ? 0 : session.capacity);
      }),
    );
  });

  test("windows lie in the session, outside every cut, and never over one another", () => {
    fc.assert(
      fc.property(sessions, cuts, (session, cut) => {
        const windows = windowsOf(session, cut);
        const out = [...cut.closed, ...cut.busy];
        for (const [index, window] of windows.entries()) {
          expect(holds(session, window)).toBe(true);
          expect(out.some((hole) => overlaps(hole, window))).toBe(false);
          const next = windows[index + 1];
          if (next !== undefined) expect(window.to <= next.from).toBe(true);
        }
        if (cut.bufferMin === 0) {
          const spans = windows.map(({ from, to }) => ({ from, to }));
          const { from, to } = session;
          expect(union(spans)).toEqual(subtract([{ from, to }], out));
        }
      }),
    );
  });

  test("with pauses and buffers too: none in a pause, and between two the buffers of both", () => {
    fc.assert(
      fc.property(sessions, holes, buffers, (session, breaks, buffer) => {
        const windows = windowsOf({ ...session, breaks, ...buffer });
        const sum = windows.reduce((total, window) => total + window.capacity, 0);
        expect(sum).toBe(windows.length === 0 ? 0 : session.capacity);
        const [beforeMs, afterMs] = [buffer.bufferBeforeMin, buffer.bufferAfterMin].map(
          (min) => min * minuteMs,
        ) as [number, number];
        for (const [index, window] of windows.entries()) {
          const whole = { from: window.from - beforeMs, to: window.to + afterMs };
          expect(holds(session, whole)).toBe(true);
          expect(breaks.some((pause) => overlaps(pause, whole))).toBe(false);
          expect(window.to - window.from <= session.windowMin * minuteMs).toBe(true);
          const next = windows[index + 1];
          if (next !== undefined) expect(next.from - window.to >= beforeMs + afterMs).toBe(true);
        }
      }),
    );
  });

  test("booking whatever is offered never passes the capacity", () => {
    fc.assert(
      fc.property(
        sessions,
        fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 60 }),
        (session, picks) => {
          const windows = windowsOf(session);
          const taken: number[] = [];
          for (const pick of picks) {
            const free = offered(leftIn(session, windows, taken), 0, 0);
            const choice = free[pick % Math.max(1, free.length)];
            if (choice !== undefined) taken.push(choice.from);
          }
          expect(taken.length <= session.capacity).toBe(true);
          for (const { from, to, capacity } of windows) {
            expect(taken.filter((at) => from <= at && at < to).length <= capacity).toBe(true);
          }
        },
      ),
    );
  });
});

describe("taking a place", () => {
  const window = { from: eight, to: eight + hourMs, left: 1 };
  const place: Place = {
    ...{ isOpen: true, capacity: 5, overbookMax: 1, taken: 2, overbooked: 0 },
    window,
  };
  const asked = { now: eight - hourMs, noticeMin: 0, hasReason: false };

  test.each([
    ["a free place", place, asked, { ok: true, isOver: false }],
    ["a closed day", { ...place, isOpen: false }, asked, { ok: false, code: "session_closed" }],
    [
      "a time that is no window's",
      { ...place, window: null },
      asked,
      { ok: false, code: "invalid" },
    ],
    [
      "a window that is over",
      place,
      { ...asked, now: eight + hourMs },
      { ok: false, code: "too_soon" },
    ],
    [
      "by phone, within the notice",
      place,
      { ...asked, noticeMin: 120 },
      { ok: false, code: "too_soon" },
    ],
    [
      "a full window without a reason",
      { ...place, window: { ...window, left: 0 } },
      asked,
      { ok: false, code: "reason_required" },
    ],
    [
      "a full window with a reason",
      { ...place, window: { ...window, left: 0 } },
      { ...asked, hasReason: true },
      { ok: true, isOver: true },
    ],
    [
      "a full window when no more are overbooked",
      { ...place, window: { ...window, left: 0 }, overbooked: 1 },
      { ...asked, hasReason: true },
      { ok: false, code: "place_taken" },
    ],
    [
      "a full session",
      { ...place, taken: 5, overbookMax: 0 },
      asked,
      { ok: false, code: "session_full" },
    ],
  ])("%s", (_, situation, ask, decision) => {
    expect(decidePlace(situation, ask)).toEqual(decision);
  });

  test("at the desk a window is taken until it is over", () => {
    expect(isTooSoon(window, window.to - 1, 0)).toBe(false);
    expect(isTooSoon(window, window.to, 0)).toBe(true);
  });
});

describe("what a session needs is out of service", () => {
  const windows = leftIn(morning, windowsOf(morning), []);
  const left = (from: number, to: number) =>
    withoutOutages(windows, [{ from: eight + from * hourMs, to: eight + to * hourMs }]).map(
      (window) => window.left,
    );
  test.each([
    ["in the middle of an hour", [1.25, 1.5], [5, 0, 5, 5]],
    ["over the end of one", [1.5, 2.5], [5, 0, 0, 5]],
    ["for exactly an hour: what only touches is not touched", [1, 2], [5, 0, 5, 5]],
    ["before it and after it", [-2, 0], [5, 5, 5, 5]],
    ["all the time", [-1, 9], [0, 0, 0, 0]],
    ["not at all", [2, 2], [5, 5, 5, 5]],
  ] as const)("%s: those windows have nothing left, the others no more", (_, [from, to], then) => {
    expect(left(from, to)).toEqual(then);
  });
});
