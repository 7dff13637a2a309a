import { afterEach, describe, expect, it } from "vitest";
import { unfounded } from "./hospital.ts";
import { defaultRates } from "../shared/domain/priority.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { FeedName } from "../shared/protocol/feeds.ts";
import { aHospital, expectWhole, granted } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";

const open: TestHospital[] = [];
function hospital(): TestHospital {
  const made = aHospital();
  open.push(made);
  return made;
}
afterEach(() => {
  for (const made of open.splice(0)) {
    expectWhole(made);
    made.close();
  }
});

const issue = (h: TestHospital, serviceId = "eye-visit", priorityClass?: "urgent" | "protected") =>
  granted(
    h.ask("issueTicket", { serviceId, ...(priorityClass === undefined ? {} : { priorityClass }) }),
  );
const next = (h: TestHospital, servicePointId = "room-1") =>
  granted(h.ask("callNext", { servicePointId, finish: { as: "end" } }));
const build = <Name extends FeedName>(h: TestHospital, feed: Name, key: string) => {
  const built = h.feeds.build(feed, key, h.runtime.now());
  if (built === null) throw new Error(`no ${feed} ${key}`);
  return built;
};
const names = (en: string) => ({ ar: `${en} ع`, en });
const point = (id: string) => ({ id, names: names(id) });

describe("the board of a waiting room", () => {
  it("of an empty morning shows its queues and nothing else", () => {
    const h = hospital();
    expect(build(h, "board", "hall-2")).toEqual({
      names: names("hall-2"),
      hospitalNames: unfounded.hospitalNames,
      calls: [],
      lastCalls: [],
      queues: [{ queueId: "heart", names: names("heart queue"), waiting: 0, wait: null }],
      notices: [],
      inTurnToday: 0,
      exceptionsToday: 0,
      rates: defaultRates,
    });
  });

  it("shows its own calls newest first, the last ones, and how many wait", () => {
    const h = hospital();
    for (let count = 0; count < 4; count++) issue(h);
    issue(h, "heart-visit");
    const at = h.runtime.now();
    const first = next(h, "room-1");
    h.runtime.pass(minuteMs);
    const second = next(h, "room-2");
    next(h, "room-3");
    granted(h.ask("startService", { callId: second.callId }));
    h.runtime.pass(minuteMs);
    const third = next(h, "room-1");
    granted(h.ask("recall", { callId: third.callId }));
    const board = build(h, "board", "hall-1");
    expect(board.calls).toEqual([
      {
        callId: third.callId,
        label: "E003",
        servicePoint: point("room-1"),
        clinicNames: names("eye board"),
        at: at + 2 * minuteMs,
        state: "called",
        recalls: 1,
      },
      {
        callId: second.callId,
        label: "E002",
        servicePoint: point("room-2"),
        clinicNames: names("eye board"),
        at: at + minuteMs,
        state: "serving",
        recalls: 0,
      },
    ]);
    expect(board.lastCalls).toEqual([
      { callId: first.callId, label: "E001", servicePoint: point("room-1"), at },
    ]);
    expect([
      board.queues.map(({ queueId, waiting }) => [queueId, waiting]),
      board.inTurnToday,
    ]).toEqual([
      [
        ["eye", 1],
        ["glasses", 0],
      ],
      3,
    ]);
  });

  it("never shows a call that was taken back, and shows nothing of yesterday", () => {
    const h = hospital();
    issue(h);
    const id = h.runtime.uuid();
    granted(h.ask("callNext", { servicePointId: "room-1" }, { id }));
    granted(h.ask("undo", { commandId: id }));
    const undone = build(h, "board", "hall-1");
    expect([undone.calls, undone.lastCalls, undone.inTurnToday]).toEqual([[], [], 0]);
    next(h);
    h.runtime.pass(24 * 60 * minuteMs);
    issue(h);
    const today = build(h, "board", "hall-1");
    expect([today.calls, today.lastCalls, today.inTurnToday]).toEqual([[], [], 0]);
  });

  it("says nothing of patients but their labels", () => {
    const h = hospital();
    granted(
      h.ask("issueTicket", {
        serviceId: "eye-visit",
        patientId: "taint-patient",
        groupId: "taint-group",
      }),
    );
    next(h);
    const everything = JSON.stringify([
      build(h, "board", "hall-1"),
      build(h, "directory", "site"),
      h.feeds.build("prints", h.kiosk.id, h.runtime.now()),
    ]);
    expect(everything).not.toMatch(/taint/);
  });
});

describe("a queue", () => {
  it("is in the order of the rule as it stands now, with who did not come beside it", () => {
    const h = hospital();
    issue(h);
    h.runtime.pass(10 * minuteMs);
    issue(h, "eye-visit", "protected");
    const gone = issue(h, "eye-visit", "urgent");
    const order = () => build(h, "queue", "eye").entries.map(({ label }) => label);
    const orders = [order()];
    h.runtime.pass(11 * minuteMs);
    orders.push(order());
    granted(h.ask("noShow", { callId: next(h, "room-2").callId }));
    orders.push(order());
    expect(orders).toEqual([
      ["E001", "E002", "E003"],
      ["E003", "E002", "E001"],
      ["E002", "E001"],
    ]);
    const { noShows, waiting } = build(h, "queue", "eye");
    expect({ noShows, waiting }).toEqual({
      noShows: [
        {
          entryId: gone.entryId,
          ticketId: gone.ticketId,
          label: "E003",
          status: "no_show",
          priorityClass: "urgent",
          eligibleAt: gone.issuedAt,
          issuedAt: gone.issuedAt,
          waitedMin: 11,
          serviceNames: names("eye-visit"),
          language: "ar",
          requeues: 0,
          claimed: false,
          notBefore: null,
          boundTo: null,
          segment: null,
          groupId: null,
          step: { at: 1, of: 1 },
          isBack: false,
        },
      ],
      waiting: 2,
    });
  });

  it("of a thousand shows its first two hundred and counts them all", () => {
    const h = hospital();
    for (let count = 0; count < 300; count++) issue(h);
    const { entries, waiting } = build(h, "queue", "eye");
    expect([entries.length, entries.at(-1)?.label, waiting]).toEqual([200, "E200", 300]);
  });
});

describe("a service point", () => {
  it("shows whom it is with, who is next by the rule, and its day", () => {
    const h = hospital();
    issue(h);
    issue(h, "eye-glasses");
    for (let count = 0; count < 6; count++) issue(h);
    granted(h.ask("noShow", { callId: next(h).callId }));
    h.runtime.pass(3 * minuteMs);
    const call = next(h);
    const view = build(h, "point", "room-1");
    expect(view).toMatchObject({
      servicePointId: "room-1",
      names: names("room-1"),
      waitingRoomId: "hall-1",
      queueIds: ["eye", "glasses"],
      current: {
        callId: call.callId,
        queueId: "glasses",
        label: "E002",
        status: "called",
        calledAt: h.runtime.now(),
        startedAt: null,
        recalls: 0,
        waitedMin: 3,
      },
      waiting: 6,
      today: { called: 2, ended: 0, noShows: 1 },
    });
    expect(view.next.map(({ label }) => label)).toEqual(["E003", "E004", "E005", "E006", "E007"]);
    expect(next(h).label).toBe(view.next[0]?.label);
  });

  it("with nobody waiting and nobody called is quiet", () => {
    const h = hospital();
    expect(build(h, "point", "room-3")).toMatchObject({
      current: null,
      next: [],
      waiting: 0,
      today: { called: 0, ended: 0, noShows: 0 },
    });
  });

  it("knows the kiosks that can print for it, and no display or console", () => {
    const h = hospital();
    const paired = h.store.transact((tx) =>
      (["display", "kiosk"] as const).map((kind) =>
        h.access.pair(
          tx,
          { kind, name: `Lobby ${kind}`, waitingRoomId: null, servicePointId: null },
          `${kind} of the lobby`,
        ),
      ),
    );
    expect(build(h, "point", "room-2").printers).toEqual([
      { deviceId: h.otherKiosk.id, name: "kiosk" },
      { deviceId: paired[1], name: "Lobby kiosk" },
    ]);
  });
});

describe("the directory", () => {
  it("shows each service open or not, and how many wait in its queue", () => {
    const h = hospital();
    const services = () =>
      build(h, "directory", "site").clinics.flatMap(({ services: list }) =>
        list.map(({ serviceId, open: isOpen, waiting }) => [serviceId, isOpen, waiting]),
      );
    const before = services();
    issue(h, "heart-few");
    issue(h, "heart-few");
    expect([before, services()]).toEqual([
      [
        ["eye-glasses", true, 0],
        ["eye-visit", true, 0],
        ["heart-few", true, 0],
        ["heart-shut", false, 0],
        ["heart-visit", true, 0],
      ],
      [
        ["eye-glasses", true, 0],
        ["eye-visit", true, 0],
        ["heart-few", false, 2],
        ["heart-shut", false, 2],
        ["heart-visit", true, 2],
      ],
    ]);
  });

  it("is read again only when it is said to have changed", () => {
    const h = hospital();
    const first = () => build(h, "directory", "site").waitingRooms.map(({ names: { ar } }) => ar);
    const before = first();
    h.store.transact((tx) => tx.record("waitingRoomPut", { id: "hall-1", names: { ar: "قاعة" } }));
    const kept = first();
    h.feeds.directoryChanged();
    expect([kept, first()]).toEqual([before, ["قاعة", "hall-2 ع"]]);
  });
});

it("paper says everything that stands on it", () => {
  const h = hospital();
  const ticket = granted(
    h.ask("issueTicket", { serviceId: "eye-glasses", language: "en" }, { as: h.kiosk }),
  );
  expect(build(h, "prints", h.kiosk.id).jobs).toEqual([
    {
      printJobId: ticket.printJobId,
      status: "queued",
      detail: null,
      ticketId: ticket.ticketId,
      label: "E001",
      language: "en",
      hospitalNames: unfounded.hospitalNames,
      clinicNames: names("eye"),
      serviceNames: names("eye-glasses"),
      waitingRoomNames: names("hall-1"),
      ahead: 0,
      wait: null,
      issuedAt: ticket.issuedAt,
      queuedAt: ticket.issuedAt,
      trackUrl: h.completeReply("issueTicket", ticket).trackUrl,
      copy: 0,
    },
  ]);
});

it("there is no picture under a key that is none", () => {
  const h = hospital();
  const keys = ["hall-9", "__proto__", "constructor", "", "site"];
  const found = (["board", "queue", "point"] as const).flatMap((feed) =>
    keys.filter((key) => h.feeds.build(feed, key, h.runtime.now()) !== null),
  );
  expect([found, h.feeds.build("directory", "hall-1", h.runtime.now())]).toEqual([[], null]);
});

describe("what was touched is shown by", () => {
  const everything = [
    "board:hall-1",
    "board:hall-2",
    "queue:eye",
    "queue:glasses",
    "queue:heart",
    "point:room-1",
    "point:room-2",
    "point:room-3",
    "directory:site",
  ];
  it.each<[string, readonly string[]]>([
    ["queue:eye", ["queue:eye", "board:hall-1", "point:room-1", "point:room-2", "directory:site"]],
    ["queue:glasses", ["queue:glasses", "board:hall-1", "point:room-1", "directory:site"]],
    ["queue:heart", ["queue:heart", "board:hall-2", "point:room-3", "directory:site"]],
    ["point:room-3", ["point:room-3", "board:hall-2", "directory:site"]],
    ["prints:d4", ["prints:d4"]],
    ["day", everything],
    ["directory", everything],
  ])("%s", (touched, feeds) => {
    const h = hospital();
    expect([...new Set(h.feeds.affected(touched))].sort()).toEqual([...feeds].sort());
  });

  const weeks = [
    ...["roster:eye:2026-11-22:7", "roster:eye:2026-11-29:42", "roster:heart:2026-11-22:7"],
    ...["sessions:eye:2026-11-22:7", "sessions:all:2026-11-22:1", "bookings:n12", "bookings:n1"],
    ...["inbox:site", "myDay:s1:2026-11-22", "myDay:s12:2026-11-22", "board:hall-1", "a socket"],
  ];
  it.each<[string, readonly string[]]>([
    ["roster:eye", ["roster:eye:2026-11-22:7", "roster:eye:2026-11-29:42"]],
    ["roster", weeks.slice(0, 3)],
    ["sessions:eye", ["sessions:eye:2026-11-22:7", "sessions:all:2026-11-22:1"]],
    ["bookings:n1", ["bookings:n1"]],
    ["inbox", ["inbox:site"]],
    ["myDay:s1", ["myDay:s1:2026-11-22"]],
  ])("%s, of those with many keys whichever are followed", (touched, feeds) => {
    const h = hospital();
    expect(h.feeds.affected(touched, () => weeks)).toEqual(feeds);
    expect(h.feeds.affected(touched)).toEqual([]);
  });

  it("nobody when it is nothing we know, which is a bug of ours", () => {
    const h = hospital();
    expect(() => h.feeds.affected("weather:eye")).toThrow("nobody shows");
  });
});
