import { describe, expect, it } from "vitest";
import { afterVerb, entryStatuses, entryVerbs, isOpen } from "./entry.ts";
import type { EntryStatus, EntryVerb } from "./entry.ts";

const refused = null;
/** The whole life of an entry, every cell written out. */
const life: Readonly<Record<EntryVerb, Readonly<Record<EntryStatus, EntryStatus | null>>>> = {
  call: {
    waiting: "called",
    called: refused,
    serving: refused,
    done: refused,
    no_show: refused,
    cancelled: refused,
  },
  recall: {
    waiting: refused,
    called: "called",
    serving: refused,
    done: refused,
    no_show: refused,
    cancelled: refused,
  },
  start: {
    waiting: refused,
    called: "serving",
    serving: refused,
    done: refused,
    no_show: refused,
    cancelled: refused,
  },
  end: {
    waiting: refused,
    called: "done",
    serving: "done",
    done: refused,
    no_show: refused,
    cancelled: refused,
  },
  noShow: {
    waiting: refused,
    called: "no_show",
    serving: refused,
    done: refused,
    no_show: refused,
    cancelled: refused,
  },
  requeue: {
    waiting: refused,
    called: "waiting",
    serving: refused,
    done: refused,
    no_show: "waiting",
    cancelled: refused,
  },
  closeDay: {
    waiting: "cancelled",
    called: "cancelled",
    serving: "cancelled",
    done: refused,
    no_show: refused,
    cancelled: refused,
  },
};

describe.each(entryVerbs)("%s", (verb) => {
  it.each(entryStatuses)("from %s leads where the table says", (status) => {
    expect(afterVerb(status, verb)).toBe(life[verb][status]);
  });
});

it("an entry is open while it is called or served, and at no other time", () => {
  expect(entryStatuses.filter(isOpen)).toEqual(["called", "serving"]);
});

it("what is done or cancelled stays so: no verb leads out of it", () => {
  const leavers = entryVerbs.filter(
    (verb) => afterVerb("done", verb) !== null || afterVerb("cancelled", verb) !== null,
  );
  expect(leavers).toEqual([]);
});
