import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { busyOf, clashesIn, clashesOf } from "./busy.ts";
import type { Busy, BusyKind, Claim } from "./busy.ts";

function aClaim(commitment: string, from: number, to: number, over: Partial<Claim> = {}): Claim {
  return { kind: "operation", commitment, from, to, persons: [], rooms: [], things: [], ...over };
}

const said = ({ one, other }: { readonly one: Busy; readonly other: Busy }) =>
  `${one.holder} ${one.id}: ${one.commitment} ${other.commitment}`;

describe("a claim", () => {
  it("takes its persons, rooms and things for its whole time", () => {
    const claim = aClaim("x", 1, 5, { persons: [7, 8], rooms: ["or-1"], things: ["c-arm"] });
    expect(busyOf(claim).map(({ holder, id, from, to }) => [holder, id, from, to])).toEqual([
      ["person", "7", 1, 5],
      ["person", "8", 1, 5],
      ["room", "or-1", 1, 5],
      ["thing", "c-arm", 1, 5],
    ]);
  });

  const mine = aClaim("mine", 10, 20, { persons: [7], rooms: ["or-1"], things: ["c-arm"] });
  it.each<[what: string, other: readonly Busy[], clashes: readonly string[]]>([
    ["a room for two", busyOf(aClaim("x", 19, 25, { rooms: ["or-1"] })), ["room or-1: mine x"]],
    [
      "a thing for two, and the surgeon too",
      busyOf(aClaim("x", 0, 30, { persons: [7], things: ["c-arm"] })),
      ["person 7: mine x", "thing c-arm: mine x"],
    ],
    ["another room of that time", busyOf(aClaim("x", 10, 20, { rooms: ["or-2"] })), []],
    ["a thing called as a room is", busyOf(aClaim("x", 10, 20, { things: ["or-1"] })), []],
    ["what ends as it begins", busyOf(aClaim("x", 0, 10, { rooms: ["or-1"] })), []],
    ["what begins as it ends", busyOf(aClaim("x", 20, 30, { rooms: ["or-1"] })), []],
    ["what lasts no time", busyOf(aClaim("x", 15, 15, { rooms: ["or-1"] })), []],
    ["itself as it was", busyOf(aClaim("mine", 12, 30, { rooms: ["or-1"] })), []],
    ["leave", busyOf(aClaim("l5", 0, 100, { kind: "leave", persons: [7] })), ["person 7: mine l5"]],
    [
      "a thing out of service",
      busyOf(aClaim("u5", 0, 100, { kind: "outOfService", things: ["c-arm"] })),
      ["thing c-arm: mine u5"],
    ],
    [
      "a draft, which is judged when it comes into force",
      busyOf(aClaim("x", 0, 100, { rooms: ["or-1"] })).map((busy) => ({ ...busy, isDraft: true })),
      [],
    ],
    [
      "one commitment that says so twice",
      [
        ...busyOf(aClaim("x", 0, 12, { kind: "shift", persons: [7] })),
        ...busyOf(aClaim("x", 11, 40, { kind: "session", persons: [7] })),
      ],
      ["person 7: mine x"],
    ],
  ])("beside %s", (_, other, clashes) => {
    expect(clashesOf(mine, other).map(said)).toEqual(clashes);
  });

  it.each<BusyKind>(["leave", "outOfService"])(
    "of being away does not clash with another: %s",
    (kind) => {
      const away = { kind, persons: [7], things: ["c-arm"] };
      expect(clashesOf(aClaim("a", 0, 9, away), busyOf(aClaim("b", 5, 12, away)))).toEqual([]);
    },
  );
});

/** Claims of a small house, so that many of them want the same. */
const claims = fc.array(
  fc.record({
    kind: fc.constantFrom<BusyKind>("shift", "operation", "leave", "outOfService"),
    commitment: fc.constantFrom("a", "b", "c", "d", "e"),
    from: fc.integer({ min: 0, max: 12 }),
    to: fc.integer({ min: 0, max: 12 }),
    persons: fc.uniqueArray(fc.integer({ min: 1, max: 2 })),
    rooms: fc.uniqueArray(fc.constantFrom("r", "s")),
    things: fc.uniqueArray(fc.constantFrom("t", "u")),
  }),
  { maxLength: 8 },
);

/** Said naively: is there an instant at which both want the same? */
function meet(one: Claim, other: Claim): boolean {
  if (one.commitment === other.commitment) return false;
  const isAway = one.kind === other.kind && (one.kind === "leave" || one.kind === "outOfService");
  if (isAway) return false;
  const wanted = new Set(busyOf(one).map(({ holder, id }) => `${holder} ${id}`));
  if (!busyOf(other).some(({ holder, id }) => wanted.has(`${holder} ${id}`))) return false;
  return Array.from({ length: 13 }, (_, at) => at).some(
    (at) => one.from <= at && at < one.to && other.from <= at && at < other.to,
  );
}

describe("clashes among any claims", () => {
  it("are found exactly where two want the same at one moment, from either side", () => {
    fc.assert(
      fc.property(claims, (all) => {
        const busy = all.flatMap(busyOf);
        const one = all[0];
        if (one === undefined) return;
        const others = all.slice(1);
        expect(clashesOf(one, others.flatMap(busyOf)).length > 0).toBe(
          others.some((other) => meet(one, other)),
        );
        const anyMeet = all.some((a) => all.some((b) => meet(a, b)));
        expect(clashesIn(busy).length > 0).toBe(anyMeet);
      }),
    );
  });

  it("are none once what clashes is left out, one after another", () => {
    fc.assert(
      fc.property(claims, (all) => {
        const kept: Claim[] = [];
        for (const claim of all) {
          if (clashesOf(claim, kept.flatMap(busyOf)).length === 0) kept.push(claim);
        }
        expect(clashesIn(kept.flatMap(busyOf))).toEqual([]);
      }),
    );
  });
});
