import { describe, expect, it, test } from "vitest";
import { barOf, lookOf, mayMove, roomFor } from "./bar.ts";
import type { Bar } from "./bar.ts";
import { firstSpot, freeIn, laneAfter, lanesOf, rowsOf } from "./lanes.ts";
import {
  aBlock,
  anOperation,
  at,
  midnight,
  sampleDay,
  sampleDayOf,
  theatreIdOf,
} from "./testing/sample-operations.ts";

const now = at("10:42");
const within = { from: midnight, to: at("24:00") };
const lanes = (theatres = 5) => lanesOf(sampleDayOf(theatres), sampleDay, within, now);
const bars = (...operations: readonly ReturnType<typeof anOperation>[]): readonly Bar[] =>
  operations.flatMap((operation) => barOf(operation, now) ?? []);

describe("lookOf", () => {
  test.each([
    [anOperation(1), "planned"],
    [anOperation(1, { status: "sent_for" }), "coming"],
    [anOperation(1, { status: "arrived" }), "coming"],
    [anOperation(1, { status: "signed_in" }), "inTheatre"],
    [anOperation(1, { status: "closed" }), "inTheatre"],
    [anOperation(1, { status: "recovery" }), "recovery"],
    [anOperation(1, { status: "ward" }), "done"],
    [anOperation(1, { isEmergency: true }), "emergency"],
    [anOperation(1, { isEmergency: true, status: "incision" }), "inTheatre"],
    [anOperation(1, { moved: { from: at("09:00"), reason: "bed", madeRoomFor: null } }), "moved"],
  ] as const)("%#: %s", (operation, look) => {
    expect(lookOf(operation)).toBe(look);
  });
});

describe("barOf", () => {
  it("stands at its plan, with the tail of the slow ones and its set-up and cleaning", () => {
    const bar = barOf(anOperation(1, { from: "11:00", minutes: 40, p80Min: 48 }), now);
    expect(bar).toMatchObject({
      from: at("11:00"),
      to: at("11:40"),
      tailTo: at("11:48"),
      setUpFrom: at("10:55"),
      cleanTo: at("11:55"),
      isOver: false,
    });
  });

  it("stands at its actual times once they are known, and has no tail when the patient is out", () => {
    const times = { signIn: at("11:10"), recover: at("12:20") };
    const bar = barOf(anOperation(1, { status: "recovery", times }), at("13:00"));
    expect(bar).toMatchObject({ from: at("11:10"), to: at("12:20"), tailTo: null });
  });

  it("grows with the clock while it takes longer than was planned", () => {
    const running = anOperation(1, { status: "incision", times: { signIn: at("09:00") } });
    expect(barOf(running, at("09:45"))).toMatchObject({ to: at("09:45"), isOver: true });
    expect(barOf(running, at("09:20"))).toMatchObject({ to: at("09:40"), isOver: false });
  });

  it("is none without a plan", () => {
    expect(barOf(anOperation(1, { status: "requested" }), now)).toBeNull();
  });

  it("says as much as it has room for", () => {
    expect([120, 80, 40].map(roomFor)).toEqual(["all", "slim", "icon"]);
  });

  it("may be lifted until the patient is sent for", () => {
    expect(mayMove("planned")).toBe(true);
    expect(mayMove("sent_for")).toBe(false);
  });
});

describe("lanesOf", () => {
  it("has each theatre in its order, with its operations by time", () => {
    expect(lanes().map(({ bars: own }) => own.map(({ operation }) => operation.label))).toEqual([
      ["OP101", "OP102", "OP103"],
      ["OP104", "OP119", "OP105"],
      ["OP106", "OP107", "OP108", "OP109", "OP110", "OP111"],
      ["OP112", "OP113", "OP114"],
      ["OP115"],
    ]);
  });

  it("leaves out a closed theatre, unless somebody is planned there", () => {
    const said = sampleDayOf(3);
    const closed = said.theatres.map((theatre) => ({ ...theatre, isOpen: false }));
    const operations = said.operations.filter(({ label }) => label === "OP109");
    const shown = lanesOf({ ...said, theatres: closed, operations }, sampleDay, within, now);
    expect(shown.map(({ theatre }) => theatre.theatreId)).toEqual([theatreIdOf(3)]);
  });
});

describe("freeIn", () => {
  const block = aBlock(1, { from: at("08:00"), to: at("14:00") });

  it("is what its operations, their set-up and cleaning leave", () => {
    const taken = bars(anOperation(1, { from: "09:00" }), anOperation(2, { from: "10:00" }));
    expect(freeIn(block, taken, midnight).map(({ from, to }) => [from, to])).toEqual([
      [at("08:00"), at("08:55")],
      [at("10:55"), at("14:00")],
    ]);
  });

  it("is the whole block when nothing is planned, and nothing when too little is left", () => {
    expect(freeIn(block, [], midnight)).toEqual([{ block, from: block.from, to: block.to }]);
    const long = bars(anOperation(1, { from: "08:20", minutes: 300 }));
    expect(freeIn(block, long, midnight)).toEqual([]);
  });
});

test("time of a block that has passed is nobody's any more", () => {
  const block = aBlock(1, { from: at("08:00"), to: at("14:00") });
  expect(freeIn(block, [], at("11:58"))).toEqual([{ block, from: at("11:58"), to: at("14:00") }]);
  expect(freeIn(block, [], at("15:00"))).toEqual([]);
});

describe("rowsOf", () => {
  it("is one row for a list that keeps its times", () => {
    expect(rowsOf(lanes()[2]?.bars ?? []).rows).toBe(1);
  });

  it("puts an operation that is run over under the one that runs", () => {
    const running = anOperation(1, { status: "incision", times: { signIn: at("09:00") } });
    const list = bars(
      running,
      anOperation(2, { from: "10:00" }),
      anOperation(3, { from: "11:00" }),
    );
    const { rows, rowOf } = rowsOf(list);
    expect([rows, ...rowOf.values()]).toEqual([2, 0, 1, 0]);
  });
});

describe("firstSpot", () => {
  it("is the first long enough time of its own specialty", () => {
    const spot = firstSpot(lanes(), { clinicId: "clinic-4", minutes: 60 }, now);
    expect(spot).toEqual({ theatreId: theatreIdOf(4), from: at("14:35") });
  });

  it("is any block's when its own has none, never before now, and on a step", () => {
    const spot = firstSpot(lanes(), { clinicId: "dental", minutes: 30 }, at("14:12"));
    expect(spot).toEqual({ theatreId: theatreIdOf(1), from: at("14:15") });
  });

  it("is somewhere even on a day without blocks, and nowhere without theatres", () => {
    const bare = lanes().map((lane) => ({ ...lane, free: [] }));
    const wanted = { clinicId: "eye", minutes: 30 };
    expect(firstSpot(bare, wanted, now)?.theatreId).toBe(theatreIdOf(1));
    expect(firstSpot([], wanted, now)).toBeNull();
  });
});

test("laneAfter stops at the first and the last theatre", () => {
  const all = lanes();
  const from = (steps: number) => laneAfter(all, theatreIdOf(2), steps);
  expect([from(1), from(-1), from(-9), from(9)]).toEqual([3, 1, 1, 5].map(theatreIdOf));
});
