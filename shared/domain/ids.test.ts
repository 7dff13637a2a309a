import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directoryIdPattern, idOf, idPattern, seqOf } from "./ids.ts";
import type { SequencedKind } from "./ids.ts";

const kinds: readonly SequencedKind[] = ["ticket", "entry", "call", "printJob", "device", "staff"];
const seq = fc.integer({ min: 1, max: 999_999_999_999 });

describe("an id", () => {
  it("gives back the journal row behind it, and the gate knows its form", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), seq, (kind, row) => {
        const id = idOf(kind, row);
        expect([seqOf(id), idPattern(kind).test(id)]).toEqual([row, true]);
      }),
    );
  });

  it("of one kind is never one of another kind", () => {
    const taken = kinds.map((kind) =>
      kinds.filter((other) => idPattern(other).test(idOf(kind, 12))),
    );
    expect(taken).toEqual(kinds.map((kind) => [kind]));
  });

  it.each([
    "t0",
    "t01",
    "t-1",
    "t1.5",
    "t",
    "1",
    "t 1",
    "t1 ",
    "t1\n",
    "t1e3",
    "T1",
    "t1234567890123",
    "t١",
  ])("of a ticket is not %j", (text) => {
    expect(idPattern("ticket").test(text)).toBe(false);
  });

  it.each(["t0", "t", "t-1", "t1.5", "tx", "t9007199254740993"])(
    "has no row when it is %s",
    (text) => {
      expect(() => seqOf(text as never)).toThrow("not an id");
    },
  );
});

it.each([
  ["internal", true],
  ["room-11", true],
  ["a".repeat(40), true],
  ["a".repeat(41), false],
  ["", false],
  ["Room", false],
  ["1room", false],
  ["room_1", false],
  ["../etc", false],
  ["room\n", false],
  ["room\u0000", false],
  ["__proto__", false],
  ["غرفة", false],
])("as an id of the directory %j is taken: %s", (text, taken) => {
  expect(directoryIdPattern.test(text)).toBe(taken);
});
