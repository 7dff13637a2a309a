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
  };
}

const labels = (lines: readonly QueueLine[]) => lines.map((line) => line.label);

describe("the list of a service point", () => {
  it("of one queue is the server's order, whatever else is known", () => {
    const queue = aQueue("eye", [aLine(2, 5), aLine(1, 50)]);
    expect(labels(inOrder(aPoint([aLine(1, 50)]), [queue], now))).toEqual(["A002", "A001"]);
  });

  it("of several begins with whom the server names next, then goes by the rule", () => {
    const eye = aQueue("eye", [aLine(1, 40), aLine(4, 20), aLine(6, 10, "urgent")]);
    const ear = aQueue("ear", [aLine(2, 30), aLine(3, 15, "protected"), aLine(5, 0, "emergency")]);
    const next = [aLine(1, 40), aLine(2, 30)];
    expect(labels(inOrder(aPoint(next), [eye, ear], now))).toEqual([
      "A001",
      "A002",
      "A005",
      "A006",
      "A003",
      "A004",
    ]);
  });
});
