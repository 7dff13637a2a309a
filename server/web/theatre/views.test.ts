import { describe, expect, it, test } from "vitest";
import { lanesOf } from "./lanes.ts";
import { moved } from "./list-order.ts";
import { liveLines } from "./live.ts";
import { nextStepOf, partNow, partsOf } from "./next-step.ts";
import { routeOf, searchOf } from "./route.ts";
import { suppliesOf } from "./supplies-typed.ts";
import {
  aBlock,
  anOperation,
  at,
  midnight,
  sampleDay,
  sampleDayOf,
  sampleOperation,
  sampleWaiting,
  theatreIdOf,
} from "./testing/sample-operations.ts";
import { traceVerb } from "./trace-verbs.ts";
import { countsOf, daysLeft, foundIn } from "./waiting.ts";
import { chanceInTens, overrunTone, weekOf } from "./week.ts";

describe("the live board", () => {
  const now = at("10:42");
  const lines = liveLines(
    lanesOf(sampleDayOf(5), sampleDay, { from: midnight, to: at("24:00") }, now),
    now,
  );

  it("says who is in each theatre, since when, and who is next", () => {
    expect(lines.map((line) => [line.now?.label, line.since, line.next?.label])).toEqual([
      ["OP102", at("10:04"), "OP103"],
      [undefined, null, "OP119"],
      ["OP108", at("10:05"), "OP109"],
      ["OP113", at("10:21"), "OP114"],
      ["OP115", at("08:12"), undefined],
    ]);
  });

  it("says how late the next one begins when the theatre is not free in time", () => {
    const said = sampleDayOf(1);
    const late = liveLines(
      lanesOf(said, sampleDay, { from: midnight, to: at("24:00") }, at("12:40")),
      at("12:40"),
    );
    // Still inside at 12:40, 15 minutes to clean and 5 to set up: 13:00 instead of 12:25.
    expect(late[0]?.lateMin).toBe(35);
    expect(lines[0]?.lateMin).toBe(0);
  });
});

describe("the next step", () => {
  test.each([
    ["planned", "sendFor", "before"],
    ["sent_for", "arrive", null],
    ["arrived", "signIn", "signIn"],
    ["signed_in", "incise", "timeOut"],
    ["incision", "close", null],
    ["closed", "recover", "signOut"],
    ["recovery", "toWard", null],
  ] as const)("of %s is %s", (status, step, part) => {
    expect(nextStepOf(anOperation(1, { status, checklist: null }))).toEqual({
      step,
      part,
      open: 0,
    });
  });

  it("waits for the open items of its own part", () => {
    const open = { part: "before", done: 4, of: 5 } as const;
    expect(nextStepOf(anOperation(1, { checklist: open }))?.open).toBe(1);
    const other = { part: "signIn", done: 0, of: 7 } as const;
    expect(nextStepOf(anOperation(1, { checklist: other }))?.open).toBe(0);
  });

  it("is none on the waiting list, at the end, and after a cancel", () => {
    const statuses = ["requested", "ward", "cancelled"] as const;
    expect(statuses.map((status) => nextStepOf(anOperation(1, { status })))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("opens the part of the checklist that is asked now", () => {
    const parts = (["planned", "arrived", "signed_in", "incision", "ward"] as const).map((status) =>
      partNow(anOperation(1, { status })),
    );
    expect(parts).toEqual(["before", "signIn", "timeOut", "signOut", "signOut"]);
  });

  it("counts what is open of each part", () => {
    const told = partsOf(sampleOperation(anOperation(1, { suppliesOpen: 1 })).checklist);
    expect(told.map(({ part, items, open }) => [part, items.length, open])).toEqual([
      ["before", 5, 1],
      ["signIn", 7, 7],
      ["timeOut", 7, 7],
      ["signOut", 5, 5],
    ]);
  });
});

describe("the waiting list", () => {
  const lines = sampleWaiting().operations;

  it("is found by number, name and procedure, however they are typed", () => {
    const found = (text: string) =>
      foundIn(lines, { text, urgency: null }, "ar").map(({ label }) => label);
    expect(found("op121")).toEqual(["OP121"]);
    expect(found("مهدي كاظم")).toHaveLength(7);
    expect(found("ازالة")).toHaveLength(14);
    expect(found("nobody")).toEqual([]);
  });

  it("is counted by urgency", () => {
    expect(countsOf(lines).map(({ count }) => count)).toEqual([0, 3, 3, 8]);
    expect(foundIn(lines, { text: "", urgency: "urgent" }, "en")).toHaveLength(3);
  });

  it("knows what is overdue", () => {
    expect([daysLeft("2026-11-20", sampleDay), daysLeft("2026-11-24", sampleDay)]).toEqual([-3, 1]);
  });
});

describe("the week", () => {
  it("has each theatre's list of each day with its load and its worst chance", () => {
    const said = {
      blocks: [aBlock(1, { overrun: 0.1 }), aBlock(1, { overrun: 0.42 })],
      operations: [anOperation(2, { from: "12:00" }), anOperation(1, { from: "09:00" })],
    };
    const cellOf = weekOf(said, () => sampleDay);
    expect(cellOf(theatreIdOf(1), sampleDay)).toMatchObject({
      looks: ["planned", "planned"],
      plannedMin: 120,
      blockMin: 1_080,
      overrun: 0.42,
    });
    expect(cellOf(theatreIdOf(2), sampleDay)).toMatchObject({ looks: [], overrun: null });
  });

  it("says chances in tens, and how much they matter", () => {
    expect([0, 0.34, 0.96, 2].map(chanceInTens)).toEqual([0, 3, 10, 10]);
    expect([0.1, 0.25, 0.5].map(overrunTone)).toEqual(["ok", "warn", "danger"]);
  });
});

describe("the address", () => {
  it("comes back as it was", () => {
    const route = { view: "week", day: "2026-11-23", operationId: null } as const;
    expect(routeOf(searchOf(route))).toEqual(route);
    expect(routeOf("?view=checklist&operation=o12").operationId).toBe("o12");
  });

  it("leaves out what is not understood", () => {
    expect(routeOf("?view=x&day=2026-02-30&operation=12")).toEqual({
      ...{ view: "day", day: null, operationId: null },
    });
  });
});

test("a list is put into another order without losing anybody", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b"], 0, 5)).toEqual(["a", "b"]);
});

test("supplies are parted by the commas of any script", () => {
  expect(suppliesOf(" lens 21.5, blood،  ، صفيحة؛")).toEqual(["lens 21.5", "blood", "صفيحة"]);
});

test("a verb of a newer server is a change", () => {
  expect([traceVerb("move"), traceVerb("teleport")]).toEqual(["move", "change"]);
});
