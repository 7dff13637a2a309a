import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { hourMs, minuteMs } from "../shared/domain/time.ts";
import type { BoardData, PointData, PrintsData, QueueData } from "../shared/protocol/feeds.ts";
import type { Answer, Snapshot } from "../shared/protocol/wire.ts";
import { handRuntime } from "./harness/runtime.ts";
import { protocolNumber } from "../shared/protocol/wire.ts";
import { aServer, connect, post, signIn } from "./harness/server.ts";
import type { Person, TestServer } from "./harness/server.ts";

let server: TestServer;
let desk: Person;
beforeAll(async () => {
  server = await aServer();
  desk = await server.staff("reception");
});
afterAll(() => server.end());

function codeOf(answer: Answer): string {
  return answer.ok ? "ok" : answer.refusal.code;
}

/** Why nobody is let in. */
function turnedAway(...args: Parameters<typeof connect>): Promise<string> {
  return connect(...args).then(
    (person) => {
      person.close();
      return "let in";
    },
    (error: Error) => error.message,
  );
}

const closed = (person: Person) =>
  new Promise<string>((resolve) => person.socket.once("disconnect", resolve));

/** The first snapshot of a followed feed that is as wanted. */
function until<Data>(
  person: Person,
  feed: "board" | "point" | "prints",
  key: string,
  wanted: (snapshot: Snapshot<Data>) => boolean,
): Promise<Snapshot<Data>> {
  return new Promise((resolve) => {
    const leave = person.client.follow(feed, key, ({ snapshot }) => {
      const now = snapshot as Snapshot<Data> | null;
      if (now === null || !wanted(now)) return;
      queueMicrotask(() => leave());
      resolve(now);
    });
  });
}

describe("issue and call", () => {
  it("a ticket is issued once, called once, and shown on the board of its room", async () => {
    const kiosk = await server.device("kiosk");
    const display = await server.device("display", { waitingRoomId: "hall-2" });
    await display.look<BoardData>("board", "hall-2");
    const issued = await kiosk.ask("issueTicket", { serviceId: "dental-visit" });
    if (!issued.ok) throw new Error(issued.refusal.code);
    expect(issued.reply).toMatchObject({ label: "F001", queueId: "dental", ahead: 0, wait: null });
    expect(issued.reply.trackUrl).toMatch(/^http:\/\/dawr\.test\/track\/#[\w-]{30}$/);
    const called = await desk.ask("callNext", { servicePointId: "room-13" });
    if (!called.ok) throw new Error(called.refusal.code);
    expect(called.reply).toMatchObject({ label: "F001", ticketId: issued.reply.ticketId });
    const board = await display.look<BoardData>("board", "hall-2");
    expect(board.data.calls).toMatchObject([
      { callId: called.reply.callId, label: "F001", state: "called", recalls: 0 },
    ]);
    expect(board.version).toBeGreaterThanOrEqual(called.version);
    const prints = await kiosk.look<PrintsData>("prints", kiosk.id);
    expect(prints.data.jobs).toMatchObject([{ label: "F001", trackUrl: issued.reply.trackUrl }]);
  });

  it("the last ticket goes to one of two points that call at once; the other hears queue_empty", async () => {
    await desk.ask("issueTicket", { serviceId: "eye-visit" });
    const nurse = await server.staff("nurse");
    const answers = await Promise.all([
      desk.ask("callNext", { servicePointId: "room-11" }),
      nurse.ask("callNext", { servicePointId: "room-12" }),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(["ok", "queue_empty"]);
  });

  it("what an answer says happened is in every snapshot of that version or a later one", async () => {
    for (let round = 0; round < 20; round++) {
      await desk.ask("issueTicket", { serviceId: "ent-visit" });
      const finish = { as: "end" } as const;
      const called = await desk.ask("callNext", { servicePointId: "room-15", finish });
      if (!called.ok) throw new Error(called.refusal.code);
      const { data, version } = await desk.look<PointData>("point", "room-15");
      expect(version).toBeGreaterThanOrEqual(called.version);
      expect(data.current?.callId).toBe(called.reply.callId);
    }
  });
});

describe("who is let in", () => {
  const pairKiosk = async () =>
    (await post(`${server.url}/api/demo/pair`, { kind: "kiosk", name: "door" })) as {
      deviceToken: string;
    };

  it("a device by its token and a member of staff by the cookie, and nobody else", async () => {
    const { deviceToken } = await pairKiosk();
    const cookie = await signIn(server.url, "doctor");
    const { url } = server;
    expect({
      device: await turnedAway(url, { deviceToken }),
      staff: await turnedAway(url, {}, { cookie }),
      nothing: await turnedAway(url, {}),
      wrongToken: await turnedAway(url, { deviceToken: `${deviceToken}x` }),
      emptyToken: await turnedAway(url, { deviceToken: "" }),
      listAsToken: await turnedAway(url, { deviceToken: [deviceToken] }),
      incomparableToken: await turnedAway(url, {
        deviceToken: { length: { toString: 1, valueOf: 1 } },
      }),
      longToken: await turnedAway(url, { deviceToken: "x".repeat(201) }),
      wrongCookie: await turnedAway(url, {}, { cookie: "dawr-session=guess" }),
      brokenCookie: await turnedAway(url, {}, { cookie: "dawr-session=%E0%A4%A; =; ;;" }),
      otherCookie: await turnedAway(url, {}, { cookie: "__proto__=x" }),
    }).toEqual({
      device: "let in",
      staff: "let in",
      nothing: "unauthenticated",
      wrongToken: "unauthenticated",
      emptyToken: "unauthenticated",
      listAsToken: "unauthenticated",
      incomparableToken: "unauthenticated",
      longToken: "unauthenticated",
      wrongCookie: "unauthenticated",
      brokenCookie: "unauthenticated",
      otherCookie: "unauthenticated",
    });
  });

  it("speaks this protocol's number: another is told so, no number is nobody", async () => {
    const { deviceToken } = await pairKiosk();
    const with_ = (protocol: unknown) => turnedAway(server.url, { deviceToken, protocol });
    expect({
      newer: await with_(protocolNumber + 1),
      older: await with_(protocolNumber - 1),
      text: await with_(String(protocolNumber)),
      half: await with_(1.5),
      none: await with_(undefined),
    }).toEqual({
      newer: "protocol_mismatch",
      older: "protocol_mismatch",
      text: "unauthenticated",
      half: "unauthenticated",
      none: "unauthenticated",
    });
  });

  it("a cookie does not speak for a page of another site, whatever it calls itself", async () => {
    const cookie = await signIn(server.url, "supervisor");
    const origins = [
      server.url,
      "http://evil.example",
      "null",
      "",
      "not an address",
      "http://",
      `${server.url}.evil.example`,
      server.url.replace("127.0.0.1", "localhost"),
    ];
    const answers = [];
    for (const origin of origins)
      answers.push(await turnedAway(server.url, {}, { cookie, origin }));
    expect(answers).toEqual(["let in", ...Array(7).fill("unauthenticated")]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it("by polling, or in another namespace, nobody", async () => {
    const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
    const other = await turnedAway(`${server.url}/other`, {});
    expect([polled.status, other]).toEqual([400, "Invalid namespace"]);
  });
});

describe("what a caller may not", () => {
  it("is forbidden and changes nothing: commands", async () => {
    const kiosk = await server.device("kiosk");
    const display = await server.device("display");
    const console_ = await server.device("console", { servicePointId: "room-13" });
    const admin = await server.staff("admin");
    const auditor = await server.staff("auditor");
    const before = server.hospital.store.head().seq;
    const issue = { serviceId: "eye-visit" } as const;
    const call = { servicePointId: "room-11" } as const;
    const claim = (priorityClass: "emergency" | "urgent" | "returning" | "appointment") =>
      kiosk.ask("issueTicket", { ...issue, priorityClass });
    const answers = {
      "kiosk calls": await kiosk.ask("callNext", call),
      "kiosk ends": await kiosk.ask("endService", { callId: "c1" }),
      "kiosk puts back": await kiosk.ask("requeue", { entryId: "e1" }),
      "kiosk takes back": await kiosk.ask("undo", { commandId: v7() }),
      "kiosk claims emergency": await claim("emergency"),
      "kiosk claims urgent": await claim("urgent"),
      "kiosk claims returning": await claim("returning"),
      "kiosk claims appointment": await claim("appointment"),
      "display issues": await display.ask("issueTicket", issue),
      "display calls": await display.ask("callNext", call),
      "display prints": await display.ask("startPrint", { printJobId: "p1" }),
      "console calls elsewhere": await console_.ask("callNext", call),
      "admin calls": await admin.ask("callNext", call),
      "admin issues": await admin.ask("issueTicket", issue),
      "auditor calls": await auditor.ask("callNext", call),
      "auditor ends": await auditor.ask("endService", { callId: "c1" }),
      "desk prints": await desk.ask("startPrint", { printJobId: "p1" }),
    };
    const codes = Object.fromEntries(
      Object.entries(answers).map(([what, answer]) => [what, codeOf(answer)]),
    );
    expect(codes).toEqual(
      Object.fromEntries(Object.keys(answers).map((what) => [what, "forbidden"])),
    );
    expect(server.hospital.store.head().seq).toBe(before);
  });

  it("is forbidden: feeds", async () => {
    const kiosk = await server.device("kiosk");
    const display = await server.device("display");
    const look = (person: Person, feed: string, key: string) =>
      person.look(feed, key).then(
        () => "shown",
        (error: Error) => error.message,
      );
    expect({
      "kiosk, a queue": await look(kiosk, "queue", "eye"),
      "kiosk, a point": await look(kiosk, "point", "room-11"),
      "display, a queue": await look(display, "queue", "eye"),
      "kiosk, another's paper": await look(kiosk, "prints", display.id),
      "desk, a kiosk's paper": await look(desk, "prints", kiosk.id),
      "kiosk, the board": await look(kiosk, "board", "hall-1"),
      "kiosk, its paper": await look(kiosk, "prints", kiosk.id),
    }).toEqual({
      "kiosk, a queue": "forbidden",
      "kiosk, a point": "forbidden",
      "display, a queue": "forbidden",
      "kiosk, another's paper": "forbidden",
      "desk, a kiosk's paper": "forbidden",
      "kiosk, the board": "shown",
      "kiosk, its paper": "shown",
    });
  });

  it("paper: `self` is one's own and never another device's", async () => {
    const [one, other] = [await server.device("kiosk"), await server.device("kiosk")];
    const own = until<PrintsData>(one, "prints", "self", ({ data }) => data.jobs.length > 0);
    await other.ask("issueTicket", { serviceId: "women-visit" });
    await desk.ask("issueTicket", { serviceId: "women-visit", printerDeviceId: other.id });
    const mine = await one.ask("issueTicket", { serviceId: "women-visit" });
    if (!mine.ok) throw new Error(mine.refusal.code);
    expect((await own).data.jobs.map(({ ticketId }) => ticketId)).toEqual([mine.reply.ticketId]);
    const theirs = await other.look<PrintsData>("prints", "self");
    expect(theirs.data.jobs).toHaveLength(2);
    const job = theirs.data.jobs[0]?.printJobId ?? "p1";
    expect([
      codeOf(await one.ask("startPrint", { printJobId: job })),
      codeOf(await one.ask("reportPrint", { printJobId: job, outcome: "printed" })),
      codeOf(await other.ask("startPrint", { printJobId: job })),
    ]).toEqual(["unknown_job", "unknown_job", "ok"]);
  });
});

describe("a command id", () => {
  it("gets the same answer again, its track address included, and acts once", async () => {
    const kiosk = await server.device("kiosk");
    const id = v7();
    const payload = { serviceId: "heart-visit" } as const;
    const first = await kiosk.ask("issueTicket", payload, id);
    const head = server.hospital.store.head().seq;
    const again = await Promise.all([1, 2, 3].map(() => kiosk.ask("issueTicket", payload, id)));
    const upper = await kiosk.ask("issueTicket", payload, id.toUpperCase());
    expect([...again, upper]).toEqual([first, first, first, first]);
    expect(first.ok).toBe(true);
    expect(server.hospital.store.head().seq).toBe(head);
  });

  it("sent many times at one moment acts once", async () => {
    const kiosk = await server.device("kiosk");
    const id = v7();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => kiosk.ask("issueTicket", { serviceId: "eye-visit" }, id)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it("with another body or another name is command_id_reused", async () => {
    const id = v7();
    await desk.ask("issueTicket", { serviceId: "heart-visit" }, id);
    const head = server.hospital.store.head().seq;
    const answers = [
      await desk.ask("issueTicket", { serviceId: "heart-ecg" }, id),
      await desk.ask("issueTicket", { serviceId: "heart-visit", language: "en" }, id),
      await desk.ask("callNext", { servicePointId: "room-5" }, id),
    ];
    expect(answers.map(codeOf)).toEqual(Array(3).fill("command_id_reused"));
    expect(server.hospital.store.head().seq).toBe(head);
  });

  it("of another principal is another command: nobody reads a neighbour's answer by it", async () => {
    const [one, other] = [await server.device("kiosk"), await server.device("kiosk")];
    const id = v7();
    const payload = { serviceId: "bones-visit" } as const;
    const mine = await one.ask("issueTicket", payload, id);
    const theirs = await other.ask("issueTicket", payload, id);
    if (!mine.ok || !theirs.ok) throw new Error("refused");
    expect(theirs.reply.label).not.toBe(mine.reply.label);
    expect(await one.ask("issueTicket", payload, id)).toEqual(mine);
  });

  it("that was refused stays refused, also when it would be accepted by now", async () => {
    const id = v7();
    const call = { servicePointId: "room-7" } as const;
    const drained = async () => {
      const finish = { as: "end" } as const;
      while ((await desk.ask("callNext", { ...call, finish })).ok);
      const { data } = await desk.look<PointData>("point", call.servicePointId);
      if (data.current !== null) await desk.ask("endService", { callId: data.current.callId });
    };
    await drained();
    const empty = await desk.ask("callNext", call, id);
    await desk.ask("issueTicket", { serviceId: "women-visit" });
    expect([codeOf(empty), codeOf(await desk.ask("callNext", call, id))]).toEqual([
      "queue_empty",
      "queue_empty",
    ]);
  });

  it("is remembered over a restart of the server", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dawr-test-restart-"));
    const payload = { serviceId: "eye-visit" } as const;
    const [accepted, refused] = [v7(), v7()];
    const run = async () => {
      const hospital = await aServer({ folder });
      const kiosk = await hospital.device("kiosk", { name: "lobby" });
      const clerk = await hospital.staff("reception");
      const answers = [
        await kiosk.ask("issueTicket", payload, accepted),
        await clerk.ask("callNext", { servicePointId: "room-14" }, refused),
        await kiosk.ask("issueTicket", { serviceId: "eye-glasses" }, accepted),
      ];
      const { epoch } = hospital.hospital;
      kiosk.close();
      clerk.close();
      await hospital.close();
      return { answers, epoch };
    };
    const before = await run();
    const after = await run();
    rmSync(folder, { recursive: true });
    expect(before.answers.map(codeOf)).toEqual(["ok", "queue_empty", "command_id_reused"]);
    expect(after).toEqual(before);
  });
});

describe("a screen", () => {
  it("that lost its connection comes back to the newest picture by itself", async () => {
    const display = await server.device("display", { waitingRoomId: "hall-1" });
    const versions: number[] = [];
    display.client.follow("board", "hall-1", ({ snapshot }) => {
      if (snapshot !== null) versions.push(snapshot.version);
    });
    await until<BoardData>(display, "board", "hall-1", () => true);
    const lost = closed(display);
    display.socket.io.engine.close();
    await lost;
    await desk.ask("issueTicket", { serviceId: "internal-visit" });
    const called = await desk.ask("callNext", { servicePointId: "room-1" });
    if (!called.ok) throw new Error(called.refusal.code);
    const { callId } = called.reply;
    const board = await until<BoardData>(display, "board", "hall-1", ({ data }) =>
      data.calls.some((call) => call.callId === callId),
    );
    expect(board.version).toBeGreaterThanOrEqual(called.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it("hears nothing more of a feed that it left", async () => {
    const display = await server.device("display", { waitingRoomId: "hall-2" });
    const heard: string[] = [];
    await display.look("board", "hall-2");
    await display.look("board", "hall-1");
    display.socket.on("snapshot", ({ key }: Snapshot) => heard.push(key));
    await display.socket
      .timeout(20_000)
      .emitWithAck("unsubscribe", { feed: "board", key: "hall-2" });
    await desk.ask("issueTicket", { serviceId: "ent-visit" });
    const other = until<BoardData>(display, "board", "hall-1", () => heard.includes("hall-1"));
    await desk.ask("issueTicket", { serviceId: "children-visit" });
    await other;
    expect(heard).not.toContain("hall-2");
  });
});

it("one who looks at a queue later sees its order as it is by then, though nothing happened", async () => {
  const runtime = handRuntime();
  const quiet = await aServer({ runtime });
  try {
    const clerk = await quiet.staff("reception");
    const first = await clerk.ask("issueTicket", { serviceId: "ent-visit" });
    runtime.pass(10 * minuteMs);
    await clerk.ask("issueTicket", { serviceId: "ent-visit", priorityClass: "protected" });
    const order = async () => {
      const { data, version } = await clerk.look<QueueData>("queue", "ent");
      return [data.entries.map(({ label }) => label), version];
    };
    const before = await order();
    runtime.pass(11 * minuteMs);
    const version = before[1];
    expect([first.ok, before, await order()]).toEqual([
      true,
      [["H001", "H002"], version],
      [["H002", "H001"], version],
    ]);
  } finally {
    await quiet.end();
  }
});

describe("a session", () => {
  it("that is signed out closes its sockets at once, and its cookie opens none", async () => {
    const cookie = await signIn(server.url, "nurse");
    const person = await connect(server.url, {}, { cookie });
    const other = await server.staff("nurse");
    const gone = closed(person);
    const answer = await fetch(`${server.url}/api/sign-out`, {
      method: "POST",
      headers: { cookie },
    });
    expect([answer.status, await gone]).toEqual([200, "io server disconnect"]);
    person.close();
    expect(await turnedAway(server.url, {}, { cookie })).toBe("unauthenticated");
    const me = await fetch(`${server.url}/api/me`, { headers: { cookie } });
    expect([me.status, codeOf(await other.ask("recall", { callId: "c999999" }))]).toEqual([
      401,
      "not_called",
    ]);
  });

  it("that ran out is refused at its next act, and hears nothing more either", async () => {
    const runtime = handRuntime();
    const night = await aServer({ runtime });
    try {
      const clerk = await night.staff("reception");
      const early = await clerk.ask("issueTicket", { serviceId: "eye-visit" });
      runtime.pass(12 * hourMs);
      const gone = closed(clerk);
      const late = await clerk.ask("issueTicket", { serviceId: "eye-visit" });
      const look = await clerk.look("point", "room-11").catch((error: Error) => error.message);
      expect([codeOf(early), codeOf(late), look]).toEqual([
        "ok",
        "unauthenticated",
        "unauthenticated",
      ]);
      expect(await gone).toBe("io server disconnect");
    } finally {
      await night.end();
    }
  });
});

it("more commands than the rate allows are refused as rate_limited, and others go on", async () => {
  const small = await aServer({
    env: { DAWR_COMMANDS_BURST: "5", DAWR_COMMANDS_PER_SECOND: "1" },
    runtime: handRuntime(),
  });
  try {
    const [one, other] = [await small.device("kiosk"), await small.device("kiosk")];
    const issue = (person: Person) => person.ask("issueTicket", { serviceId: "eye-visit" });
    const answers = [];
    for (let count = 0; count < 7; count++) answers.push(codeOf(await issue(one)));
    expect([...answers, codeOf(await issue(other))]).toEqual([
      ...Array(5).fill("ok"),
      "rate_limited",
      "rate_limited",
      "ok",
    ]);
  } finally {
    await small.end();
  }
});
