import { expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import { patternsOf } from "./patterns.ts";
import { assignment, morning, onCall, sampleRoster } from "./testing/sample-roster.ts";

it("a week becomes each person's pattern, without what the draft takes away", () => {
  const staffId = idOf("staff", 1);
  const at = (seq: number, day: string, given = {}) =>
    assignment(seq, { staffId, day, shiftId: morning.shiftId, ...given });
  const roster = {
    ...sampleRoster({ from: "2026-11-22", days: 7, people: 2 }),
    assignments: [
      at(1, "2026-11-22"),
      at(2, "2026-11-24", { state: "adding", shiftId: onCall.shiftId, pointId: null }),
      at(3, "2026-11-25", { state: "removing" }),
    ],
  };
  expect(
    patternsOf(roster).map(({ cells, ...rest }) => [rest.staffId, rest.startsOn, cells]),
  ).toEqual([
    [
      "s1",
      "2026-11-22",
      [
        { week: 0, weekday: 0, shiftId: "morning", pointId: "room-11", thingIds: [] },
        { week: 0, weekday: 2, shiftId: "on-call", pointId: null, thingIds: [] },
      ],
    ],
    ["s2", "2026-11-22", []],
  ]);
});
