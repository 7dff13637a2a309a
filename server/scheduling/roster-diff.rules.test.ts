import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffOf } from "./roster-diff.rules.ts";
import type { Duty } from "./roster-diff.rules.ts";

let made = 0;
function aDuty(staff: number, over: Partial<Duty> = {}): Duty {
  const at = { day: "2026-11-22", shift: "morning", clinic: "eye", point: null, things: [] };
  return { assignment: ++made, staff, ...at, ...over };
}

const pairs = (removed: readonly Duty[], added: readonly Duty[]) =>
  diffOf(removed, added).replaced.map(({ old, by }) => [old.staff, by.staff, by.point]);

describe("who comes for who goes", () => {
  it("on the same day in the same shift and clinic stands in", () => {
    expect(pairs([aDuty(1)], [aDuty(2)])).toEqual([[1, 2, null]]);
  });

  it.each([{ day: "2026-11-23" }, { shift: "evening" }, { clinic: "heart" }])(
    "not with another %o",
    (over) => {
      expect(pairs([aDuty(1)], [aDuty(2, over)])).toEqual([]);
    },
  );

  it("is first the same person in another room, then whoever takes the room, then the others", () => {
    const removed = [aDuty(1, { point: "a" }), aDuty(2, { point: "b" }), aDuty(3, { point: "c" })];
    const added = [aDuty(4, { point: "z" }), aDuty(3, { point: "a" }), aDuty(5, { point: "b" })];
    expect(pairs(removed, added).toSorted()).toEqual([
      [1, 4, "z"],
      [2, 5, "b"],
      [3, 3, "a"],
    ]);
  });

  it("leaves nobody out and counts nobody twice", () => {
    const duty = fc.record({
      staff: fc.nat(5),
      day: fc.constantFrom("2026-11-22", "2026-11-23"),
      point: fc.constantFrom("a", "b", null),
    });
    fc.assert(
      fc.property(fc.array(duty), fc.array(duty), (goes, comes) => {
        const removed = goes.map(({ staff, ...over }) => aDuty(staff, over));
        const added = comes.map(({ staff, ...over }) => aDuty(staff, over));
        const diff = diffOf(removed, added);
        const bySeq = (a: Duty, b: Duty) => a.assignment - b.assignment;
        expect([...diff.removed, ...diff.replaced.map(({ old }) => old)].toSorted(bySeq)).toEqual(
          removed,
        );
        expect([...diff.added, ...diff.replaced.map(({ by }) => by)].toSorted(bySeq)).toEqual(
          added,
        );
        expect(diff.replaced.every(({ old, by }) => old.day === by.day)).toBe(true);
      }),
    );
  });
});
