import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterVerb, entryStatuses } from "../../shared/domain/entry.ts";
import type { CallState, EntryState } from "../../shared/domain/journal.ts";
import { defaultRates, priorityClasses } from "../../shared/domain/priority.ts";
import { placements } from "../../shared/domain/service.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import {
  decideHold,
  decidePlain,
  decidePriority,
  decideRequeue,
  helpsNow,
  isOutcomeSaid,
  noShowPenaltyMs,
  placeIn,
} from "./queue.rules.ts";
import type { PlainVerb } from "./queue.rules.ts";

const now = 1_000 * minuteMs;
const ago = (minutes: number) => now - minutes * minuteMs;

function anEntry(over: Partial<EntryState> = {}): EntryState {
  return {
    status: "waiting",
    priorityClass: "normal",
    eligibleAt: ago(40),
    notBefore: null,
    boundPoint: "",
    claimed: false,
    raisedFrom: null,
    raisedHold: null,
    requeues: 0,
    ...over,
  };
}
const aCall: CallState = {
  status: "called",
  recalls: 1,
  lastAt: ago(1),
  startedAt: null,
  endedAt: null,
  resultCode: null,
};
const refused = { ok: false, code: "wrong_state" };
const changed = (from: object, to: object, callFrom: object = {}, callTo: object = {}) => ({
  ok: true,
  value: { from, to, callFrom, callTo },
});

describe("a verb that only moves", () => {
  const verbs: readonly PlainVerb[] = [
    "park",
    "unpark",
    "leave",
    "comeBack",
    "awayAgain",
    "release",
    "ready",
    "transfer",
    "rebook",
    "cancel",
    "reinstate",
  ];
  const cases = verbs.flatMap((verb) => entryStatuses.map((status) => [verb, status] as const));

  it.each(cases)("%s of one who is %s never touches the time or the class", (verb, status) => {
    const entry = anEntry({ status, notBefore: now });
    const decided = decidePlain(verb, entry, null, now);
    const becomes = afterVerb(status, verb);
    expect(decided).toEqual(
      becomes === null
        ? refused
        : changed({ status, notBefore: now }, { status: becomes, notBefore: null }),
    );
  });

  it.each([
    ["park", "parked"],
    ["leave", "left"],
    ["transfer", "transferred"],
    ["cancel", "cancelled"],
  ] as const)("%s under a call ends the call as %s", (verb, ended) => {
    const entry = anEntry({ status: "called" });
    expect(decidePlain(verb, entry, aCall, now)).toEqual(
      changed(
        { status: "called" },
        { status: afterVerb("called", verb) },
        { status: "called", endedAt: null },
        { status: ended, endedAt: now },
      ),
    );
  });

  it("leave binds to the service point that the patient comes back to", () => {
    const entry = anEntry({ status: "serving" });
    expect(decidePlain("leave", entry, null, now, "room-1")).toEqual(
      changed({ status: "serving", boundPoint: "" }, { status: "away", boundPoint: "room-1" }),
    );
  });
});

describe("pushing back one's place", () => {
  it("begins the time so much later and allows no call before then", () => {
    const later = 30 * minuteMs;
    expect(decideHold(anEntry(), now, later)).toEqual(
      changed(
        { status: "waiting", eligibleAt: ago(40), notBefore: null },
        { status: "held", eligibleAt: ago(10), notBefore: now + later },
      ),
    );
  });

  it("pushes back the time that a raised class would give back with it", () => {
    const entry = anEntry({ priorityClass: "urgent", eligibleAt: ago(5), raisedFrom: now });
    const decided = decideHold(entry, now, minuteMs);
    expect(decided.ok && decided.value.to).toMatchObject({
      eligibleAt: ago(4),
      raisedFrom: now + minuteMs,
    });
  });

  it.each(entryStatuses.filter((status) => status !== "waiting" && status !== "held"))(
    "is refused for one who is %s",
    (status) => expect(decideHold(anEntry({ status }), now, minuteMs)).toEqual(refused),
  );
});

const set = (
  entry: EntryState,
  priorityClass: EntryState["priorityClass"],
  rates: Parameters<typeof decidePriority>[3] = defaultRates,
) => decidePriority(entry, priorityClass, now, rates);

describe("a hold and another class", () => {
  it.each([
    [
      "raised, a hold ends, and what it was is kept",
      { status: "held", notBefore: now + 9 },
      "urgent",
      { status: "waiting", notBefore: null, raisedHold: now + 9 },
    ],
    [
      "raised while put aside, the hold ends too",
      { status: "parked", notBefore: now + 9 },
      "urgent",
      { notBefore: null, raisedHold: now + 9 },
    ],
    [
      "raised twice, the later of two holds is kept",
      { status: "held", priorityClass: "urgent", notBefore: now + 5, raisedHold: now + 9 },
      "emergency",
      { status: "waiting", notBefore: null },
    ],
    [
      "lowered, the hold is there again",
      { priorityClass: "urgent", raisedHold: now + 9 },
      "normal",
      { status: "held", notBefore: now + 9, raisedHold: null },
    ],
    [
      "lowered while put aside, it will be held",
      { status: "parked", priorityClass: "urgent", raisedHold: now + 9 },
      "normal",
      { notBefore: now + 9, raisedHold: null },
    ],
    [
      "lowered while held anew, the later of two holds stands",
      { status: "held", priorityClass: "urgent", notBefore: now + 5, raisedHold: now + 9 },
      "normal",
      { notBefore: now + 9, raisedHold: null },
    ],
    [
      "lowered after the hold's end, nobody is held",
      { priorityClass: "urgent", raisedHold: now },
      "normal",
      { raisedHold: null },
    ],
  ] as const)("%s", (_, over, priorityClass, expected) => {
    const decided = set(anEntry(over), priorityClass);
    expect(decided.ok && decided.value.to).toEqual({ priorityClass, ...expected });
  });
});

describe("another class", () => {
  it.each([
    ["raised, a time that has begun stays", {}, "urgent", {}],
    [
      "raised, a time ahead begins now, and what it was is kept",
      { eligibleAt: now + 1 },
      "urgent",
      { eligibleAt: now, raisedFrom: now + 1 },
    ],
    [
      "raised twice, the first time is kept",
      { priorityClass: "urgent", eligibleAt: ago(-2), raisedFrom: ago(-9) },
      "emergency",
      { eligibleAt: now },
    ],
    [
      "lowered, the time is what it was",
      { priorityClass: "urgent", raisedFrom: ago(-9) },
      "normal",
      { eligibleAt: ago(-9), raisedFrom: null },
    ],
    ["of the same rate, nothing but the class changes", {}, "appointment", {}],
    [
      "of its own, a claim is confirmed",
      { priorityClass: "protected", claimed: true },
      "protected",
      { claimed: false },
    ],
    [
      "lowered, a claim is refused",
      { priorityClass: "protected", claimed: true },
      "normal",
      { claimed: false },
    ],
    ["raised, who is parked stays parked", { status: "parked" }, "emergency", {}],
  ] as const)("%s", (_, over, to, expected) => {
    const entry = anEntry(over);
    const decided = set(entry, to);
    const isOther = entry.priorityClass !== to;
    expect(decided.ok && decided.value.to).toEqual({
      ...(isOther ? { priorityClass: to } : {}),
      ...expected,
    });
  });

  it("on a surge day urgent is above whatever rate another class has", () => {
    const rates = { ...defaultRates, normal: 8, urgent: 1, urgentFirst: true };
    const decided = set(anEntry({ eligibleAt: now + 1 }), "urgent", rates);
    expect(decided.ok && decided.value.to).toMatchObject({ eligibleAt: now });
  });

  it.each(entryStatuses.filter((status) => afterVerb(status, "setPriority") === null))(
    "is refused for one who is %s",
    (status) => expect(set(anEntry({ status }), "urgent")).toEqual(refused),
  );
});

it("up, down, held and missed in any order, back in the old class the time is never better", () => {
  const act = fc.oneof(
    fc.constantFrom(...priorityClasses),
    fc.integer({ min: 1, max: 30 }).map((minutes) => ({ hold: minutes * minuteMs })),
    fc.constant("miss" as const),
  );
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 12 }),
      fc.integer({ min: -30, max: 30 }),
      (acts, start) => {
        const original = anEntry({ eligibleAt: ago(start) });
        let [entry, owed, at] = [original, original.eligibleAt, now];
        for (const one of acts) {
          at += minuteMs;
          const waiting: EntryState = { ...entry, status: "waiting" };
          const decided =
            one === "miss"
              ? decideRequeue({ ...entry, status: "called" }, null, at, at)
              : typeof one === "string"
                ? decidePriority(waiting, one, at, defaultRates)
                : decideHold(waiting, at, one.hold);
          if (!decided.ok) throw new Error(decided.code);
          entry = { ...waiting, ...decided.value.to };
          if (one === "miss") owed += noShowPenaltyMs;
          if (typeof one === "object") owed += one.hold;
        }
        const back = decidePriority({ ...entry, status: "waiting" }, "normal", at, defaultRates);
        const eligibleAt = back.ok ? (back.value.to.eligibleAt ?? entry.eligibleAt) : 0;
        expect(eligibleAt).toBe(owed);
      },
    ),
  );
});

describe("the place in another queue", () => {
  const later = 20 * minuteMs;
  it.each([
    ["keep", ago(30), { status: "waiting", eligibleAt: ago(30), notBefore: null }],
    ["keep", ago(-30), { status: "waiting", eligibleAt: ago(-30), notBefore: null }],
    ["restart", ago(30), { status: "waiting", eligibleAt: now, notBefore: null }],
    ["restart", ago(-30), { status: "waiting", eligibleAt: ago(-30), notBefore: null }],
    ["afterMinutes", ago(30), { status: "held", eligibleAt: ago(-20), notBefore: ago(-20) }],
    ["afterMinutes", ago(-30), { status: "held", eligibleAt: ago(-30), notBefore: ago(-20) }],
  ] as const)("%s of %i", (placement, eligibleAt, expected) => {
    expect(placeIn(placement, eligibleAt, now, later)).toEqual(expected);
  });

  it.each(placements)("%s never gives a better time", (placement) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 * now }),
        fc.integer({ min: 0, max: now }),
        (at, ms) => {
          expect(placeIn(placement, at, now, ms).eligibleAt).toBeGreaterThanOrEqual(at);
        },
      ),
    );
  });
});

describe("the end of a visit", () => {
  const codes = [{ code: "well", names: { ar: "جيد" } }];
  it.each([
    ["nothing", {}, true],
    ["code", {}, false],
    ["code", { note: "well" }, false],
    ["code", { resultCode: "ill" }, false],
    ["code", { resultCode: "well" }, true],
    ["note", { resultCode: "well" }, false],
    ["note", { note: "rest" }, true],
  ] as const)("wants %s, told %o: %s", (wants, said, isSaid) => {
    expect(isOutcomeSaid({ wants, codes }, said)).toBe(isSaid);
  });
});

it.each([
  ["always without a limit", null, null, true],
  ["never where nobody waits", 40, null, false],
  ["not at the limit", 40, ago(40), false],
  ["past it", 40, ago(40) - 1, true],
  ["not for a time ahead", 40, ago(-60), false],
] as const)("a point helps another queue %s", (_, limit, oldest, helps) => {
  expect(helpsNow(limit, oldest, now)).toBe(helps);
});
