import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterVerb, entryStatuses } from "../../shared/domain/entry.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
import type { CallState, CallStatus, EntryState } from "../../shared/domain/journal.ts";
import { compareTurns, defaultRates, priorityClasses } from "../../shared/domain/priority.ts";
import type { Turn } from "../../shared/domain/priority.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import {
  aheadOf,
  canIssue,
  dayCount,
  decideCallAct,
  decideRequeue,
  decideUndo,
  nextTurn,
  noShowPenaltyMs,
  noShowToleranceMs,
  undoWindowMs,
} from "./queue.rules.ts";
import type { CallVerb, Change, Step } from "./queue.rules.ts";

const now = 1_000 * minuteMs;

function anEntry(over: Partial<EntryState> = {}): EntryState {
  return {
    status: "called",
    priorityClass: "normal",
    eligibleAt: now - 40 * minuteMs,
    notBefore: null,
    boundPoint: "",
    claimed: false,
    raisedFrom: null,
    raisedHold: null,
    requeues: 0,
    ...over,
  };
}

function aCall(over: Partial<CallState> = {}): CallState {
  return {
    status: "called",
    recalls: 0,
    lastAt: now - minuteMs,
    startedAt: null,
    endedAt: null,
    resultCode: null,
    ...over,
  };
}

const refused = (code: string) => ({ ok: false, code });
const decided = (change: Change) => ({ ok: true, value: change });

describe("an act on a live call", () => {
  it.each<[CallVerb, EntryStatus, CallStatus, Change]>([
    [
      "recall",
      "called",
      "called",
      {
        from: {},
        to: {},
        callFrom: { recalls: 0, lastAt: now - minuteMs },
        callTo: { recalls: 1, lastAt: now },
      },
    ],
    [
      "start",
      "called",
      "called",
      {
        from: { status: "called" },
        to: { status: "serving" },
        callFrom: { status: "called", startedAt: null },
        callTo: { status: "serving", startedAt: now },
      },
    ],
    [
      "end",
      "called",
      "called",
      {
        from: { status: "called" },
        to: { status: "done" },
        callFrom: { status: "called", startedAt: null, endedAt: null, resultCode: null },
        callTo: { status: "ended", startedAt: now, endedAt: now, resultCode: "seen" },
      },
    ],
    [
      "noShow",
      "called",
      "called",
      {
        from: { status: "called" },
        to: { status: "no_show" },
        callFrom: { status: "called", endedAt: null },
        callTo: { status: "no_show", endedAt: now },
      },
    ],
  ])("%s changes exactly what it says of a %s entry", (verb, status, callStatus, change) => {
    const entry = anEntry({ status });
    const call = aCall({ status: callStatus });
    expect(decideCallAct(verb, entry, call, now, "seen")).toEqual(decided(change));
  });

  it("end keeps the instant at which serving began", () => {
    const call = aCall({ status: "serving", startedAt: now - 9 * minuteMs });
    expect(decideCallAct("end", anEntry({ status: "serving" }), call, now, null)).toEqual(
      decided({
        from: { status: "serving" },
        to: { status: "done" },
        callFrom: { status: "serving", endedAt: null },
        callTo: { status: "ended", endedAt: now },
      }),
    );
  });

  it.each<[CallVerb, EntryStatus, CallStatus]>([
    ["recall", "serving", "serving"],
    ["start", "serving", "serving"],
    ["noShow", "serving", "serving"],
  ])("%s is wrong_state while the patient is %s", (verb, status, callStatus) => {
    const call = aCall({ status: callStatus });
    expect(decideCallAct(verb, anEntry({ status }), call, now, null)).toEqual(
      refused("wrong_state"),
    );
  });

  const over: readonly CallStatus[] = ["ended", "no_show", "requeued", "undone", "closed"];
  const verbs: readonly CallVerb[] = ["recall", "start", "end", "noShow"];
  it.each(over.flatMap((status) => verbs.map((verb) => [verb, status] as const)))(
    "%s is not_called when the call is %s, whatever became of the entry",
    (verb, status) => {
      const answers = entryStatuses.map((entryStatus) =>
        decideCallAct(verb, anEntry({ status: entryStatus }), aCall({ status }), now, null),
      );
      expect(answers).toEqual(entryStatuses.map(() => refused("not_called")));
    },
  );
});

describe("going back to waiting", () => {
  const eligibleAt = now - 40 * minuteMs;
  it.each([
    ["at once", 0, eligibleAt + noShowPenaltyMs],
    ["at the end of the tolerance", noShowToleranceMs, eligibleAt + noShowPenaltyMs],
    ["later than that", noShowToleranceMs + 1, now],
  ])("%s after the unanswered call", (_, sinceMs, after) => {
    const entry = anEntry({ status: "no_show", eligibleAt, requeues: 2 });
    expect(decideRequeue(entry, null, now - sinceMs, now)).toEqual(
      decided({
        from: { status: "no_show", eligibleAt, requeues: 2 },
        to: { status: "waiting", eligibleAt: after, requeues: 3 },
        callFrom: {},
        callTo: {},
      }),
    );
  });

  it("ends the call that nobody answered", () => {
    expect(decideRequeue(anEntry(), aCall(), now - minuteMs, now)).toEqual(
      decided({
        from: { status: "called", eligibleAt, requeues: 0 },
        to: { status: "waiting", eligibleAt: eligibleAt + noShowPenaltyMs, requeues: 1 },
        callFrom: { status: "called", endedAt: null },
        callTo: { status: "requeued", endedAt: now },
      }),
    );
  });

  it("never brings a time that still lies ahead nearer", () => {
    const ahead = anEntry({ status: "no_show", eligibleAt: now + 5 * minuteMs });
    expect(decideRequeue(ahead, null, now - 2 * noShowToleranceMs, now)).toEqual(
      decided({
        from: { status: "no_show", requeues: 0 },
        to: { status: "waiting", requeues: 1 },
        callFrom: {},
        callTo: {},
      }),
    );
  });

  it.each<EntryStatus>(["waiting", "serving", "done", "cancelled"])(
    "is refused from %s",
    (status) => {
      expect(decideRequeue(anEntry({ status }), null, now, now)).toEqual(refused("wrong_state"));
    },
  );

  it("never makes a time better, however often and whenever it is done", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000 * minuteMs }),
        fc.array(fc.tuple(fc.nat(60 * minuteMs), fc.nat(60 * minuteMs)), { maxLength: 8 }),
        (original, cycles) => {
          let at = now;
          let entry = anEntry({ status: "no_show", eligibleAt: original });
          for (const [calledAfterMs, backAfterMs] of cycles) {
            const before = entry.eligibleAt;
            at += calledAfterMs + backAfterMs;
            const back = decideRequeue(entry, null, at - backAfterMs, at);
            if (!back.ok) throw new Error(back.code);
            entry = { ...entry, ...back.value.to, status: "no_show" };
            expect(entry.eligibleAt).toBeGreaterThanOrEqual(before);
          }
          expect(entry.eligibleAt).toBeGreaterThanOrEqual(original);
        },
      ),
    );
  });
});

describe("undo", () => {
  const change: Change = {
    from: { status: "called" },
    to: { status: "no_show" },
    callFrom: { status: "called", endedAt: null },
    callTo: { status: "no_show", endedAt: now - minuteMs },
  };
  const aStep = (over: Partial<Step> = {}): Step => ({
    ...change,
    verb: "noShow",
    at: now - minuteMs,
    isLast: true,
    ...over,
  });

  it("takes a step back exactly, on both sides", () => {
    expect(decideUndo(aStep(), now)).toEqual(
      decided({
        from: change.to,
        to: change.from,
        callFrom: change.callTo,
        callTo: change.callFrom,
      }),
    );
  });

  it("of a call leaves the call in the log, as undone", () => {
    const call = aStep({
      verb: "call",
      from: { status: "waiting" },
      to: { status: "called" },
      callFrom: {},
      callTo: {},
    });
    expect(decideUndo(call, now)).toEqual(
      decided({
        from: { status: "called" },
        to: { status: "waiting" },
        callFrom: { status: "called", endedAt: null },
        callTo: { status: "undone", endedAt: now },
      }),
    );
  });

  it("of a requeue gives back the old time, and no better one", () => {
    const requeued = decideRequeue(anEntry(), aCall(), now, now);
    if (!requeued.ok) throw new Error(requeued.code);
    const step = aStep({ ...requeued.value, verb: "requeue", at: now });
    const undone = decideUndo(step, now);
    expect(undone.ok && undone.value.to).toEqual({
      status: "called",
      eligibleAt: anEntry().eligibleAt,
      requeues: 0,
    });
  });

  it.each<[string, Partial<Step>, string | null]>([
    ["at the end of its window", { at: now - undoWindowMs }, null],
    ["after its window", { at: now - undoWindowMs - 1 }, "too_late"],
    ["when the entry has moved since", { isLast: false }, "wrong_state"],
    ["of a recall: it was heard", { verb: "recall" }, "wrong_state"],
    ["of an undo: the next act corrects it", { verb: "undo" }, "wrong_state"],
    ["of an old recall", { verb: "recall", at: 0 }, "wrong_state"],
    ["of an old step of an entry that moved on", { at: 0, isLast: false }, "too_late"],
  ])("%s", (_, over, code) => {
    const answer = decideUndo(aStep(over), now);
    expect(answer.ok ? null : answer.code).toBe(code);
  });
});

describe("a ticket", () => {
  it.each([
    ["of an open service without a limit", true, null, 5_000, null],
    ["below the limit", true, 10, 9, null],
    ["at the limit", true, 10, 10, "daily_limit"],
    ["past a limit that was lowered", true, 10, 12, "daily_limit"],
    ["of a closed service", false, null, 0, "service_closed"],
    ["of a closed service at its limit", false, 1, 1, "service_closed"],
  ])("%s", (_, open, dailyLimit, issued, code) => {
    const answer = canIssue({ open, dailyLimit }, issued);
    expect(answer.ok ? null : answer.code).toBe(code);
  });
});

it.each<[CallStatus, number, number, number]>([
  ["called", 1, 0, 0],
  ["serving", 1, 0, 0],
  ["ended", 1, 1, 0],
  ["no_show", 1, 0, 1],
  ["requeued", 1, 0, 0],
  ["undone", 0, 0, 0],
  ["closed", 1, 0, 0],
])(
  "a call that is %s counts %i called, %i ended, %i not come",
  (status, called, ended, noShows) => {
    expect(dayCount(status)).toEqual({ called, ended, noShows });
  },
);

describe("who is next", () => {
  const anyTurn = fc.record({
    priorityClass: fc.constantFrom(...priorityClasses),
    eligibleAt: fc.oneof(
      fc.integer({ min: now - 5, max: now + 5 }),
      fc.integer({ min: now - 90 * minuteMs, max: now + 30 * minuteMs }),
    ),
  });
  const anyQueue = fc
    .array(anyTurn, { minLength: 1, maxLength: 20 })
    .map((turns) => turns.map((turn, index): Turn => ({ ...turn, seq: index + 1 })));
  const inOrder = (turns: readonly Turn[], at: number) =>
    [...turns].sort((a, b) => compareTurns(a, b, at, defaultRates));

  it("is nobody where nobody waits", () => {
    expect(nextTurn([], now, () => defaultRates)).toBeNull();
  });

  it("is the first by the rule, whatever the order they are looked at in", () => {
    fc.assert(
      fc.property(anyQueue, (turns) => {
        const ratesOf = () => defaultRates;
        expect(nextTurn(turns, now, ratesOf)).toEqual(inOrder(turns, now)[0]);
        expect(nextTurn([...turns].reverse(), now, ratesOf)).toEqual(inOrder(turns, now)[0]);
      }),
    );
  });

  it("has before it exactly those whom the rule would call first", () => {
    fc.assert(
      fc.property(anyQueue, fc.nat(30 * minuteMs), (turns, later) => {
        const at = now + later;
        const counted = turns.map((turn) => {
          const { emergenciesBelow, bounds } = aheadOf(turn, at, defaultRates);
          return turns.filter((other) =>
            other.priorityClass === "emergency"
              ? other.seq < emergenciesBelow
              : bounds.some(
                  (bound) =>
                    bound.priorityClass === other.priorityClass &&
                    (other.eligibleAt < bound.eligibleAt ||
                      (other.eligibleAt === bound.eligibleAt && other.seq < bound.seq)),
                ),
          ).length;
        });
        const ordered = inOrder(turns, at);
        expect(counted).toEqual(turns.map((turn) => ordered.indexOf(turn)));
      }),
    );
  });
});

it("the table of transitions and the acts agree on what an open entry may do", () => {
  const verbs: readonly CallVerb[] = ["recall", "start", "end", "noShow"];
  const open = ["called", "serving"] as const;
  const byRule = open.map((status) =>
    verbs.filter(
      (verb) => decideCallAct(verb, anEntry({ status }), aCall({ status }), now, null).ok,
    ),
  );
  expect(byRule).toEqual(open.map((status) => verbs.filter((verb) => afterVerb(status, verb))));
});
