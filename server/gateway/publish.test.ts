import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { accept } from "../../shared/domain/result.ts";
import type { BoardData } from "../../shared/protocol/feeds.ts";
import type { Snapshot } from "../../shared/protocol/wire.ts";
import { createPublisher } from "./publish.ts";
import type { Io, Publisher } from "./publish.ts";

/** The wire: who follows what, and what they were told. */
function aWire(followed: readonly string[]) {
  const told: Snapshot[] = [];
  const rooms = new Map(followed.map((address) => [address, new Set(["a screen"])]));
  const io = {
    sockets: { adapter: { rooms } },
    to: () => ({ emit: (_: string, snapshot: Snapshot) => told.push(snapshot) }),
  } as unknown as Io;
  return { io, told };
}

let hospital: TestHospital;
let publisher: Publisher;
let told: Snapshot[];

function open(...followed: readonly string[]): void {
  const wire = aWire(followed);
  told = wire.told;
  hospital = aHospital({ ports: { publish: (touched) => publisher.publish(touched) } });
  publisher = createPublisher(hospital, wire.io);
  // The first command of a day opens it, which every board is told at once.
  hospital.ask("issueTicket", { serviceId: "heart-visit" });
  told.length = 0;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  publisher.stop();
  hospital.close();
  vi.useRealTimers();
});

const ticket = () => hospital.ask("issueTicket", { serviceId: "eye-visit" });
const waiting = (snapshot: Snapshot | undefined) =>
  (snapshot?.data as BoardData).queues.map((queue) => queue.waiting);

describe("a ticket", () => {
  it("shows on a quiet board at once", () => {
    open("board:hall-1");
    ticket();
    expect(told.map(waiting)).toEqual([[1, 0]]);
  });

  it("among many shows with them, in one more board when the first has rested", () => {
    open("board:hall-1");
    for (let taken = 0; taken < 30; taken++) ticket();
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(250);
    expect(told.map(waiting)).toEqual([
      [1, 0],
      [30, 0],
    ]);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveLength(2);
  });

  it("is told to nobody where nobody follows, and found by who asks", () => {
    open();
    ticket();
    expect(told).toEqual([]);
    expect(publisher.snapshot("board", "hall-1")?.data).toMatchObject({
      queues: [{ waiting: 1 }, {}],
    });
  });
});

describe("a call", () => {
  it("shows at once on a board that rests, and the counts with it are not told again", () => {
    open("board:hall-1", "point:room-1");
    for (let taken = 0; taken < 30; taken++) ticket();
    told.length = 0;
    const call = hospital.ask("callNext", { servicePointId: "room-1" });
    expect(told.map(({ feed, version }) => [feed, version])).toEqual([
      ["point", call.ok && call.version],
      ["board", call.ok && call.version],
    ]);
    expect(waiting(told.at(-1))).toEqual([29, 0]);
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveLength(2);
  });
});

describe("a roster's week", () => {
  const key = "eye:2026-11-22:7";
  const plan = (day: string) =>
    hospital.ask("copyWeek", { clinicId: "eye", fromWeek: day, toWeek: day });
  const touch = () =>
    hospital.run((tx) => {
      tx.touch("roster:eye");
      return accept(null);
    });

  it("is told to who follows it, and is read anew by who asks", () => {
    open(`roster:${key}`);
    expect(plan("2026-11-22").ok).toBe(true);
    expect(told).toEqual([]);
    touch();
    expect(told.map(({ feed, key: of }) => [feed, of])).toEqual([["roster", key]]);
    touch();
    touch();
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(250);
    expect(told).toHaveLength(2);
    const first = publisher.snapshot("roster", key);
    expect(publisher.snapshot("roster", key)?.data).not.toBe(first?.data);
  });
});

describe("whoever subscribes while a feed rests", () => {
  it("gets the picture of now, not the one told before", () => {
    open("board:hall-1");
    ticket();
    ticket();
    expect(waiting(publisher.snapshot("board", "hall-1") ?? undefined)).toEqual([2, 0]);
  });
});
