import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import type { ServicePointId } from "../../../shared/domain/ids.ts";
import { defaultRates } from "../../../shared/domain/priority.ts";
import type { PriorityClass } from "../../../shared/domain/priority.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { QueueLine } from "../../../shared/protocol/feeds.ts";
import { inOrder, whyHere } from "./queue-order.ts";
import {
  aLine as aPlainLine,
  aPoint as aPlainPoint,
  aQueue as aPlainQueue,
} from "./testing/sample-feeds.ts";

const now = Date.UTC(2026, 10, 23, 8);

function aLine(seq: number, waitedMin: number, priorityClass: PriorityClass = "normal"): QueueLine {
  const since = now - waitedMin * minuteMs;
  return aPlainLine({
    entryId: idOf("entry", seq),
    label: `A${String(seq).padStart(3, "0")}`,
    priorityClass,
    eligibleAt: since,
    issuedAt: since,
    waitedMin,
  });
}

const aQueue = (id: string, entries: readonly QueueLine[]) => aPlainQueue(id, { entries });
const aPoint = (next: readonly QueueLine[]) => aPlainPoint({ next });

const labels = (lines: readonly QueueLine[]) => lines.map((line) => line.label);

describe("the list of a service point", () => {
  it("is one list of all its queues, by the rule", () => {
    const eye = aQueue("eye", [aLine(1, 40), aLine(4, 20), aLine(6, 10, "urgent")]);
    const ear = aQueue("ear", [aLine(2, 30), aLine(3, 15, "protected"), aLine(5, 0, "emergency")]);
    expect(labels(inOrder(aPoint([]), [eye, ear], now))).toEqual([
      "A005",
      "A001",
      "A006",
      "A002",
      "A003",
      "A004",
    ]);
  });

  it("changes by itself as minutes of the classes count, without a new snapshot", () => {
    const queue = aQueue("eye", [aLine(1, 10), aLine(2, 4, "protected")]);
    const order = (afterMin: number) =>
      labels(inOrder(aPoint([]), [queue], now + afterMin * minuteMs));
    expect([order(0), order(2), order(3)]).toEqual([
      ["A001", "A002"],
      ["A001", "A002"],
      ["A002", "A001"],
    ]);
  });

  it("puts whoever's time is still ahead after all others, as the call does", () => {
    const queue = aQueue("eye", [aLine(1, -10), aLine(2, 0)]);
    expect(labels(inOrder(aPoint([]), [queue], now))).toEqual(["A002", "A001"]);
  });

  it("is what the server named until the queues and the time are known", () => {
    const point = aPoint([aLine(2, 5), aLine(1, 50)]);
    expect(labels(inOrder(point, [], null))).toEqual(["A002", "A001"]);
  });

  it("goes by the rates of the queue's day, not by those that are usual", () => {
    const queue = aQueue("eye", [aLine(1, 10), aLine(2, 4, "protected")]);
    const rates = { ...defaultRates, protected: 3 };
    expect(labels(inOrder(aPoint([]), [{ ...queue, rates }], now))).toEqual(["A002", "A001"]);
  });

  it("ends with those whom another point calls, for they are not next here", () => {
    const bound = { ...aLine(1, 90), boundTo: "room-3" as ServicePointId };
    const ours = { ...aLine(3, 5), boundTo: "room-12" as ServicePointId };
    const queue = aQueue("eye", [bound, aLine(2, 10), ours]);
    expect(labels(inOrder(aPoint([]), [queue], now))).toEqual(["A002", "A003", "A001"]);
  });
});

describe("why a line stands where it does", () => {
  const lines = [aLine(3, 1, "emergency"), aLine(2, 10, "protected"), aLine(1, 15)];
  const why = (at: number, waitMin: number) => {
    const line = lines[at];
    if (line === undefined) throw new Error("no such line");
    return whyHere(line, lines, { now, waitMin, rates: defaultRates });
  };

  it("is its minutes times its rate, and who is ahead", () => {
    expect(why(2, 0)).toEqual({
      turnMin: 15,
      rate: 1,
      ahead: [
        { priorityClass: "emergency", count: 1 },
        { priorityClass: "protected", count: 1 },
      ],
      // Called now, nobody who comes later could pass but an emergency.
      couldPass: [{ priorityClass: "emergency", before: null }],
    });
    expect(why(0, 0)).toEqual({ turnMin: null, rate: null, ahead: [], couldPass: [] });
  });

  it("with a wait still before it, says until when somebody who comes could pass", () => {
    // Called in 60 of 80 minutes, when it has waited 75: urgent ones from the first 56 of them.
    expect(why(2, 80).couldPass).toEqual([
      { priorityClass: "emergency", before: null },
      { priorityClass: "urgent", before: now + 41.25 * minuteMs },
      { priorityClass: "protected", before: now + 22.5 * minuteMs },
    ]);
  });
});
