import { describe, expect, it } from "vitest";
import { afterVerb, entryStatuses, entryVerbs, isActive, isOpen } from "./entry.ts";
import type { EntryStatus, EntryVerb } from "./entry.ts";

/** The whole life of an entry: where each verb leads; from every other status it is refused. */
const life: Readonly<Record<EntryVerb, Partial<Record<EntryStatus, EntryStatus>>>> = {
  call: { waiting: "called" },
  recall: { called: "called" },
  start: { called: "serving" },
  end: { called: "done", serving: "done" },
  noShow: { called: "no_show" },
  requeue: { called: "waiting", no_show: "waiting" },
  park: { waiting: "parked", held: "parked", called: "parked", serving: "parked" },
  unpark: { parked: "waiting", away: "waiting" },
  leave: { called: "away", serving: "away" },
  comeBack: { away: "waiting" },
  awayAgain: { waiting: "away", held: "away" },
  hold: { waiting: "held", held: "held" },
  release: { held: "waiting" },
  ready: { preparing: "waiting" },
  setPriority: {
    waiting: "waiting",
    held: "held",
    parked: "parked",
    away: "away",
    preparing: "preparing",
  },
  transfer: {
    waiting: "transferred",
    held: "transferred",
    parked: "transferred",
    preparing: "transferred",
    called: "transferred",
    serving: "transferred",
  },
  rebook: {
    waiting: "rebooked",
    held: "rebooked",
    parked: "rebooked",
    away: "rebooked",
    preparing: "rebooked",
  },
  cancel: {
    waiting: "cancelled",
    held: "cancelled",
    parked: "cancelled",
    away: "cancelled",
    preparing: "cancelled",
    called: "cancelled",
  },
  reinstate: { cancelled: "waiting" },
  closeDay: {
    waiting: "cancelled",
    held: "cancelled",
    parked: "cancelled",
    away: "cancelled",
    preparing: "cancelled",
    called: "cancelled",
    serving: "cancelled",
  },
};

describe.each(entryVerbs)("%s", (verb) => {
  it.each(entryStatuses)("from %s leads where the table says", (status) => {
    expect(afterVerb(status, verb)).toBe(life[verb][status] ?? null);
  });
});

it("an entry is open while it is called or served, and at no other time", () => {
  expect(entryStatuses.filter(isOpen)).toEqual(["called", "serving"]);
});

it("what is over stays so: only a cancelled entry can be brought back, by a verb of its own", () => {
  const over: readonly EntryStatus[] = ["done", "transferred", "rebooked", "cancelled"];
  const ways = over.flatMap((status) =>
    entryVerbs.filter((verb) => afterVerb(status, verb) !== null).map((verb) => [status, verb]),
  );
  expect(ways).toEqual([["cancelled", "reinstate"]]);
});

it("every active status can be left for another one", () => {
  const stuck = entryStatuses.filter(
    (status) =>
      isActive(status) && entryVerbs.every((verb) => (life[verb][status] ?? status) === status),
  );
  expect(stuck).toEqual([]);
});
