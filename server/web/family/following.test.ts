import { describe, expect, it, test } from "vitest";
import { createFamilyAsk, viewIn } from "./ask.ts";
import type { FamilyView } from "./ask.ts";
import {
  afterAnswer,
  ageOf,
  byLabel,
  nothingHeard,
  pageOf,
  roomIn,
  turnEveryMs,
} from "./following.ts";

const view: FamilyView = {
  hospitalNames: { ar: "المستشفى" },
  zone: "Asia/Baghdad",
  lines: [{ label: "OP1", state: "recovery", since: 1_000, isLater: false }],
};
const told = { kind: "told", view, tag: '"1"', asOf: 5_000 } as const;

describe("what the page holds", () => {
  it("keeps the board while the server says it is the same, and only its age is new", () => {
    const held = afterAnswer(
      afterAnswer(nothingHeard, told, 10),
      { kind: "same", asOf: 9_000 },
      20,
    );
    expect(held).toEqual({ view, tag: '"1"', asOf: 9_000, heardAtMs: 20 });
  });

  it("keeps what it has when nobody answers", () => {
    const held = afterAnswer(nothingHeard, told, 10);
    expect(afterAnswer(held, { kind: "failed" }, 99)).toBe(held);
  });

  it("says its age from half a minute on, and hides states after two", () => {
    const held = afterAnswer(nothingHeard, told, 0);
    expect([0, 29_999, 30_000, 120_000].map((nowMs) => ageOf(held, nowMs))).toEqual([
      ...["fresh", "fresh", "ageing", "stale"],
    ]);
  });
});

describe("what the server says", () => {
  const answering = (status: number, body: object, headers: Record<string, string>) =>
    createFamilyAsk(() =>
      Promise.resolve(
        new Response(status === 304 ? null : JSON.stringify(body), { status, headers }),
      ),
    );

  it("is a board with its tag and its hour", async () => {
    const headers = { "dawr-as-of": "5000", etag: '"1"' };
    expect(await answering(200, { ok: true, view }, headers)(null)).toEqual(told);
  });

  it("is the same as before, as of now", async () => {
    expect(await answering(304, {}, { "dawr-as-of": "7000" })('"1"')).toEqual({
      ...{ kind: "same", asOf: 7_000 },
    });
  });

  it("is no answer without an hour, or in another shape", async () => {
    expect(await answering(200, { ok: true, view }, {})(null)).toEqual({ kind: "failed" });
    const odd = { ...view, lines: [{ label: 1 }] };
    expect(viewIn({ ok: true, view: odd })).toBeNull();
    expect(viewIn("no")).toBeNull();
  });
});

test("lines stand in the order of their numbers", () => {
  const labels = ["OP1002", "OP99", "OP101"].map((label) => ({ label }));
  expect(labels.toSorted(byLabel).map(({ label }) => label)).toEqual(["OP99", "OP101", "OP1002"]);
});

describe("a television", () => {
  const wall = roomIn({ widthPx: 1_850, heightPx: 790, letterPx: 30 });

  it("shows as many lines as have room, and a phone all of them", () => {
    expect(wall).toEqual({ columns: 3, rows: 5 });
    expect(roomIn({ widthPx: 360, heightPx: 1_000, letterPx: 18 })).toBeNull();
  });

  it("turns its pages by the clock, and leaves nobody out", () => {
    const lines = Array.from({ length: 31 }, (_, index) => index);
    const shown = [0, 1, 2, 3].map((turn) => pageOf(lines, wall, turn * turnEveryMs));
    expect(shown.map(({ page, pages }) => [page, pages])).toEqual([
      ...[1, 2, 3, 1].map((page) => [page, 3]),
    ]);
    expect(shown.slice(0, 3).flatMap((each) => each.lines)).toEqual(lines);
    expect(pageOf(lines, null, 99_999).lines).toEqual(lines);
  });
});
