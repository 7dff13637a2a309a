import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { idOf } from "../shared/domain/ids.ts";
import type { BoardCall, BoardNotice } from "../shared/protocol/feeds.ts";
import { boardView, cardsMax, freshnessAt, goldMaxMs, queuesMax } from "./board.ts";
import type { BoardView, Freshness, Moment } from "./board.ts";
import { aBoard, aCall, aLastCall, anyBoard } from "./testing/boards.ts";

const noon = Date.UTC(2026, 10, 23, 9);
const truly: Moment = { ageMs: 0, serverNow: noon, announcing: null };

function aPause(until: number | null): BoardNotice {
  const servicePointNames = { ar: "غرفة 4", en: "Room 4" };
  return { id: "n", kind: "pause", pause: "prayer", servicePointNames, until };
}

function someResults(at: number): BoardNotice {
  const servicePointNames = { ar: "غرفة 4", en: "Room 4" };
  return { id: "n", kind: "results", label: "A102", servicePointNames, at };
}

function golden(view: BoardView): readonly string[] {
  return view.cards.filter((card) => card.gold).map((card) => card.label);
}

describe("freshnessAt", () => {
  const table: readonly [ageMs: number, freshness: Freshness][] = [
    [0, "fresh"],
    [10_000, "fresh"],
    [10_001, "ageing"],
    [15_000, "ageing"],
    [15_001, "stale"],
    [59_999, "stale"],
    [60_000, "blank"],
    [86_400_000, "blank"],
    [Number.NaN, "blank"],
  ];
  test.each(table)("a board %i ms old is %s", (ageMs, freshness) => {
    expect(freshnessAt(ageMs)).toBe(freshness);
  });
});

describe("boardView", () => {
  it("shows the newest three large, newest first, and lets the rest lead the last calls", () => {
    const calls = [5, 3, 1, 4, 2].map((n) => aCall(n, { at: noon - 10_000 + n }));
    const view = boardView(aBoard({ calls, lastCalls: [aLastCall(9)] }), truly);
    expect(view.cards.map((card) => card.label)).toEqual(["A005", "A004", "A003"]);
    expect(view.last.map(({ label, live }) => [label, live])).toEqual([
      ["A002", true],
      ["A001", true],
      ["A009", false],
    ]);
  });

  it("keeps the server's order for calls of one instant", () => {
    const view = boardView(aBoard({ calls: [aCall(2), aCall(1)] }), truly);
    expect(view.cards.map((card) => card.label)).toEqual(["A002", "A001"]);
  });

  const gold: readonly [string, readonly BoardCall[], Partial<Moment>, string[]][] = [
    ["the newest call is golden", [aCall(2), aCall(1)], {}, ["A002"]],
    ["a started visit is not", [aCall(2, { state: "serving" })], {}, []],
    [
      "gold does not fall back to an older call when the newest starts",
      [aCall(2, { state: "serving" }), aCall(1)],
      {},
      [],
    ],
    ["a call of 59.9 s is", [aCall(1, { at: noon - goldMaxMs + 100 })], {}, ["A001"]],
    ["a call of 60 s is not", [aCall(1, { at: noon - goldMaxMs })], {}, []],
    ["an ageing board keeps its gold", [aCall(1)], { ageMs: 14_000 }, ["A001"]],
    ["a stale board has none", [aCall(1)], { ageMs: 15_001 }, []],
    ["a blank board has none", [aCall(1)], { ageMs: 60_000 }, []],
    ["a board without calls has none", [], {}, []],
  ];
  test.each(gold)("%s", (_, listed, moment, labels) => {
    const calls = listed.map((call) => ({ ...call, at: call.at || noon - 1_000 }));
    expect(golden(boardView(aBoard({ calls }), { ...truly, ...moment }))).toEqual(labels);
  });

  it("marks the call being announced, but not on a stale board", () => {
    const board = aBoard({ calls: [aCall(2), aCall(1)] });
    const announcing = idOf("call", 1);
    const marked = (ageMs: number) =>
      boardView(board, { ...truly, ageMs, announcing })
        .cards.filter((card) => card.announced)
        .map((card) => card.label);
    expect([marked(0), marked(20_000)]).toEqual([["A001"], []]);
  });

  it("hides counts and fairness from the moment it is stale, and calls once it is blank", () => {
    const board = aBoard({
      calls: [aCall(1)],
      lastCalls: [aLastCall(7)],
      notices: [{ id: "n1", kind: "words", text: { ar: "استراحة" } }],
    });
    const shown = (ageMs: number) => {
      const view = boardView(board, { ...truly, ageMs });
      return [view.counts !== null, view.cards.length, view.last.length, view.notices.length];
    };
    expect([0, 12_000, 30_000, 90_000].map(shown)).toEqual([
      [true, 1, 1, 1],
      [true, 1, 1, 1],
      [false, 1, 1, 1],
      [false, 0, 0, 0],
    ]);
  });

  const at = (minutes: number) => noon + minutes * 60_000;
  const notices: readonly [string, BoardNotice, Partial<Moment>, boolean][] = [
    ["a pause before its end", aPause(at(5)), {}, true],
    ["a pause at its end", aPause(at(0)), {}, false],
    ["a pause without an end", aPause(null), {}, true],
    ["a pause on a stale board", aPause(at(60)), { ageMs: 30_000 }, false],
    ["an emergency of a while ago", { id: "n", kind: "emergency", at: at(-14) }, {}, true],
    ["an emergency of long ago", { id: "n", kind: "emergency", at: at(-15) }, {}, false],
    [
      "an emergency on a stale board",
      { id: "n", kind: "emergency", at: at(-1) },
      { ageMs: 30_000 },
      false,
    ],
    ["results of a moment ago", someResults(at(-4)), {}, true],
    ["results of a while ago", someResults(at(-5)), {}, false],
    ["results on a stale board", someResults(at(-1)), { ageMs: 30_000 }, false],
    ["a closed queue", { id: "n", kind: "closed", queueNames: { ar: "العيون" } }, {}, true],
    [
      "words on a stale board",
      { id: "n", kind: "words", text: { ar: "أهلاً" } },
      { ageMs: 30_000 },
      true,
    ],
  ];
  test.each(notices)("%s is told: %#", (_, notice, moment, told) => {
    const view = boardView(aBoard({ notices: [notice] }), { ...truly, ...moment });
    expect(view.notices).toEqual(told ? [notice] : []);
  });

  it("shows each queue's wait while every row has two lines, and none that may be untrue", () => {
    const queues = (count: number) =>
      Array.from({ length: count }, () => ({ waiting: 3, wait: { fromMin: 20, toMin: 30 } }));
    const shown = (count: number, ageMs: number) => {
      const { counts } = boardView(aBoard({ queues: queues(count) }), { ...truly, ageMs });
      return [counts?.hasWaits, counts?.queues[0]?.wait?.toMin];
    };
    expect([shown(6, 0), shown(7, 0), shown(6, 20_000)]).toEqual([
      [true, 30],
      [false, 30],
      [undefined, undefined],
    ]);
  });

  it("sums up the queues that find no row", () => {
    const queues = Array.from({ length: 11 }, (_, n) => ({ waiting: n + 1 }));
    const view = boardView(aBoard({ queues }), truly);
    expect(view.counts?.queues).toHaveLength(queuesMax - 1);
    expect(view.counts?.waitingElsewhere).toBe(8 + 9 + 10 + 11);
  });

  const anyMoment = fc.record({
    ageMs: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 200_000 })),
    serverNow: fc.integer({ min: noon - 200_000, max: noon + 200_000 }),
    announcing: fc.option(fc.integer({ min: 1, max: 12 }).map((n) => idOf("call", n))),
  });

  it("never shows what the snapshot does not hold, nor one call twice", () => {
    fc.assert(
      fc.property(anyBoard(noon), anyMoment, (board, moment) => {
        const view = boardView(board, moment);
        const held = [...board.calls, ...board.lastCalls].map((call) => call.callId);
        const shown = [...view.cards, ...view.last].map((line) => line.callId);
        expect(held).toEqual(expect.arrayContaining(shown));
        expect(new Set(shown).size).toBe(shown.length);
        expect(view.cards.length).toBeLessThanOrEqual(cardsMax);
        if (view.freshness === "blank") expect(shown).toEqual([]);
        else expect(new Set(shown)).toEqual(new Set(held));
      }),
    );
  });

  it("never has gold, an announcement or a count when stale, and never two golds", () => {
    fc.assert(
      fc.property(anyBoard(noon), anyMoment, (board, moment) => {
        const view = boardView(board, moment);
        const gold = view.cards.filter((card) => card.gold);
        const untrue = view.freshness === "stale" || view.freshness === "blank";
        expect(gold.length).toBeLessThanOrEqual(untrue ? 0 : 1);
        expect(gold.every((card) => card === view.cards[0] && card.state === "called")).toBe(true);
        if (untrue) {
          expect(view.counts).toBeNull();
          expect(view.cards.some((card) => card.announced)).toBe(false);
        }
      }),
    );
  });
});
