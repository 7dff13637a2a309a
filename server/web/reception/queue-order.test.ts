import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import type { QueueId, ServicePointId, WaitingRoomId } from "../../../shared/domain/ids.ts";
import type { PriorityClass } from "../../../shared/domain/priority.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { PointData, QueueData, QueueLine } from "../../../shared/protocol/feeds.ts";
import { inOrder } from "./queue-order.ts";

const now = Date.UTC(2026, 10, 23, 8);

function aLine(seq: number, waitedMin: number, priorityClass: PriorityClass = "normal"): QueueLine {
  return {
    entryId: idOf("entry", seq),
    ticketId: idOf("ticket", seq),
    label: `A${String(seq).padStart(3, "0")}`,
    status: "waiting",
    priorityClass,
    eligibleAt: now - waitedMin * minuteMs,
    issuedAt: now - waitedMin * minuteMs,
    waitedMin,
    serviceNames: { ar: "مراجعة" },
    language: "ar",
    requeues: 0,
  };
}

function aQueue(id: string, entries: readonly QueueLine[]): QueueData {
  const queueId = id as QueueId;
  return { queueId, names: { ar: id }, entries, waiting: entries.length, noShows: [] };
}

function aPoint(next: readonly QueueLine[]): PointData {
  return {
    servicePointId: "room" as ServicePointId,
    names: { ar: "غرفة" },
    waitingRoomId: "hall" as WaitingRoomId,
    queueIds: [],
    current: null,
    next,
    waiting: 0,
    today: { called: 0, ended: 0, noShows: 0 },
    printers: [],
  };
}

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
});
