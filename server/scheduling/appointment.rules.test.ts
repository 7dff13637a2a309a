import { describe, expect, test } from "vitest";
import { appointmentStatuses } from "../../shared/domain/appointment.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import { after, appointmentVerbs, canUndoMove, decideCheckIn } from "./appointment.rules.ts";
import type { Arrival } from "./appointment.rules.ts";

test("what may become of a booking", () => {
  const table = appointmentVerbs.map((verb) =>
    appointmentStatuses.map((status) => after(verb, status) ?? "-").join(" "),
  );
  expect(Object.fromEntries(appointmentVerbs.map((verb, at) => [verb, table[at]]))).toEqual({
    //       held booked checked_in fulfilled no_show cancelled lapsed
    confirm: "booked - - - - - -",
    lapse: "lapsed - - - - - -",
    move: "held booked - - - - -",
    cancel: "cancelled cancelled - - - - -",
    checkIn: "- checked_in - - - - -",
    fulfil: "- - fulfilled - - - -",
    miss: "- no_show no_show - - - -",
  });
});

describe("a check-in", () => {
  const at = 1_000_000 * minuteMs;
  const today = "2026-11-29";
  const arrival: Arrival = {
    ...{ status: "booked", at, day: today },
    session: { isOpen: true, to: at + 120 * minuteMs, lateMin: 0 },
  };
  const said = (over: Partial<Arrival>, minute = 0, on = today) => {
    const decided = decideCheckIn({ ...arrival, ...over }, at + minute * minuteMs, on);
    return decided.ok ? decided : decided.code;
  };
  const inTime = { ok: true, countsFrom: at, isLate: false, doctorLateMin: 0 };

  test.each([
    ["an hour before", {}, -60, today, inTime],
    ["a moment too early", {}, -61, today, "too_early"],
    ["half an hour after", {}, 30, today, inTime],
    [
      "later, while the session goes on",
      {},
      31,
      today,
      { ...inTime, countsFrom: at + 31 * minuteMs, isLate: true },
    ],
    ["when the session is over", {}, 120, today, "too_late"],
    ["the day before", {}, -1_440, "2026-11-28", "wrong_day"],
    ["the day after", {}, 1_440, "2026-11-30", "wrong_day"],
    ["after midnight, in a session of the night", {}, 10, "2026-11-30", inTime],
    ["a second time", { status: "checked_in" }, 0, today, "already_checked_in"],
    ["after the visit", { status: "fulfilled" }, 0, today, "already_checked_in"],
    ["a cancelled booking", { status: "cancelled" }, 0, today, "not_found"],
    ["a hold", { status: "held" }, 0, today, "not_found"],
    ["one that was given up", { status: "no_show" }, 0, today, "too_late"],
    [
      "a cancelled session",
      { session: { ...arrival.session, isOpen: false } },
      0,
      today,
      "session_closed",
    ],
    [
      "a late doctor",
      { session: { ...arrival.session, lateMin: 30 } },
      130,
      today,
      { ok: true, countsFrom: at + 130 * minuteMs, isLate: true, doctorLateMin: 30 },
    ],
  ] as const)("%s", (_, over, minute, on, outcome) => {
    expect(said(over, minute, on)).toEqual(outcome);
  });
});

test("a booking goes back where there is room, and gives a place up anywhere", () => {
  expect(canUndoMove("booked", { isOpen: true, taken: 1, places: 2 })).toBe(true);
  expect(canUndoMove("booked", { isOpen: true, taken: 2, places: 2 })).toBe(false);
  expect(canUndoMove("booked", { isOpen: false, taken: 0, places: 2 })).toBe(false);
  expect(canUndoMove("cancelled", { isOpen: false, taken: 2, places: 2 })).toBe(true);
});
