import { defaultRates } from "../../shared/domain/priority.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hourMs, minuteMs, secondMs } from "../../shared/domain/time.ts";
import type { CallId } from "../../shared/domain/ids.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import type { TrackView } from "../../shared/protocol/track.ts";
import { trackToken } from "../access/track-token.ts";
import { demoHospital } from "../demo/found-demo.ts";
import { digestKey } from "../runtime.ts";
import { handRuntime, mondayMorning } from "../../test/harness/runtime.ts";
import type { HandRuntime } from "../../test/harness/runtime.ts";
import { aServer } from "../../test/harness/server.ts";
import type { Person, TestServer } from "../../test/harness/server.ts";

let runtime: HandRuntime;
let server: TestServer;
let kiosk: Person;
let desk: Person;
beforeEach(async () => {
  runtime = handRuntime();
  server = await aServer({ runtime });
  kiosk = await server.device("kiosk");
  desk = await server.staff("reception");
});
afterEach(() => server.end());

async function take(by: Person = kiosk, priorityClass: PriorityClass = "normal") {
  const answer = await by.ask("issueTicket", { serviceId: "dental-visit", priorityClass });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return { ...answer.reply, token: answer.reply.trackUrl.split("#")[1] ?? "" };
}

async function call(finish?: "end" | "noShow"): Promise<CallId> {
  const servicePointId = "room-13";
  const asked =
    finish === undefined ? { servicePointId } : { servicePointId, finish: { as: finish } };
  const answer = await desk.ask("callNext", asked);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.reply.callId;
}

interface Said {
  readonly ok: boolean;
  readonly key: string;
  readonly view: TrackView;
  readonly refusal: { readonly code: string; readonly text: string };
}

async function open(token: unknown) {
  const answer = await fetch(`${server.url}/api/track`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "en" },
    body: JSON.stringify({ token }),
  });
  return { answer, said: (await answer.json()) as Said };
}

async function look(key: string, tag?: string) {
  const answer = await fetch(`${server.url}/api/track`, {
    headers: {
      authorization: `Bearer ${key}`,
      "accept-language": "en",
      ...(tag === undefined ? {} : { "if-none-match": tag }),
    },
  });
  const text = await answer.text();
  const said = text === "" ? null : (JSON.parse(text) as Said);
  return { status: answer.status, tag: answer.headers.get("etag") ?? "", answer, said };
}

const unknownTicket = { ok: false, refusal: { code: "unknown_ticket", text: "No such ticket." } };

describe("a phone that opens a ticket", () => {
  test("gets the ticket and a key that is not its token, and nothing that names a person", async () => {
    const { token } = await take();
    const { answer, said } = await open(token);
    expect(said).toEqual({
      ok: true,
      key: expect.stringMatching(/^[\w-]{30}$/) as unknown,
      view: {
        label: "F001",
        language: "ar",
        hospitalNames: demoHospital.site.hospitalNames,
        clinicNames: demoHospital.clinics.find(({ id }) => id === "dental")?.names,
        waitingRoomNames: demoHospital.waitingRooms.find(({ id }) => id === "hall-2")?.names,
        zone: "Asia/Baghdad",
        issuedAt: mondayMorning,
        status: "waiting",
        ahead: 0,
        wait: null,
        call: null,
        isDelayed: false,
        inTurnToday: 0,
        exceptionsToday: 0,
        step: { at: 1, of: 1 },
        isBack: false,
        tests: null,
        notBefore: null,
        pause: null,
        why: {
          turnMin: 0,
          rate: 1,
          ahead: [],
          couldPass: [
            { priorityClass: "emergency", before: null },
            { priorityClass: "urgent", before: mondayMorning },
            { priorityClass: "protected", before: mondayMorning },
          ],
        },
        rates: defaultRates,
        rebookedFor: null,
      },
    });
    expect(said.key).not.toBe(token);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "dawr-as-of": String(mondayMorning),
      "referrer-policy": "no-referrer",
    });
  });

  test("is told by the rule how many are ahead, and the figure moves with the rule's clock", async () => {
    const mine = await take();
    runtime.pass(10 * minuteMs);
    await take(kiosk, "protected");
    await take(desk, "emergency");
    await take();
    const { said, answer } = await open(mine.token);
    expect(said.view.ahead).toBe(1);
    // Nothing happens but time: a protected minute counts double, and passes mine in the end.
    runtime.pass(11 * minuteMs);
    const later = await look(said.key, answer.headers.get("etag") ?? "");
    expect([later.status, later.said?.view.ahead]).toEqual([200, 2]);
  });

  test("follows it from waiting to called, called again, served and done", async () => {
    const { token } = await take();
    const { said } = await open(token);
    runtime.pass(5 * minuteMs);
    const callId = await call();
    const seen: unknown[] = [];
    const see = async () => {
      const { status, ahead, call: called } = (await look(said.key)).said?.view ?? said.view;
      seen.push([
        status,
        ahead,
        called && [called.servicePointNames.en, called.at, called.recalls],
      ]);
    };
    await see();
    runtime.pass(minuteMs);
    await desk.ask("recall", { callId });
    await see();
    await desk.ask("startService", { callId });
    await see();
    await desk.ask("endService", { callId });
    await see();
    expect(seen).toEqual([
      ["called", null, ["Room 13", mondayMorning + 5 * minuteMs, 0]],
      ["called", null, ["Room 13", mondayMorning + 6 * minuteMs, 1]],
      ["serving", null, ["Room 13", mondayMorning + 6 * minuteMs, 1]],
      ["done", null, null],
    ]);
  });

  test("that was not there when called is told so, and waits again when it is put back", async () => {
    const { token, entryId } = await take();
    const { said } = await open(token);
    const callId = await call();
    await desk.ask("noShow", { callId });
    expect((await look(said.key)).said?.view).toMatchObject({ status: "no_show", call: null });
    await desk.ask("requeue", { entryId });
    expect((await look(said.key)).said?.view).toMatchObject({ status: "waiting", ahead: 0 });
  });
});

describe("a phone that asks again", () => {
  test("is told that nothing changed, and as of when that is true", async () => {
    const { token } = await take();
    const { said, answer } = await open(token);
    runtime.pass(15 * secondMs);
    const again = await look(said.key, answer.headers.get("etag") ?? "");
    expect([again.status, again.said, again.answer.headers.get("dawr-as-of")]).toEqual([
      304,
      null,
      String(mondayMorning + 15 * secondMs),
    ]);
  });

  test("is told anew as soon as what it would be told differs, and only then", async () => {
    const mine = await take();
    const { said, answer } = await open(mine.token);
    const tags = [answer.headers.get("etag") ?? ""];
    const step = async () => {
      const { status, tag } = await look(said.key, tags.at(-1));
      tags.push(tag);
      return status;
    };
    const statuses: number[] = [await step()];
    await take(); // somebody behind me is nothing to me
    statuses.push(await step());
    await kiosk.ask("issueTicket", { serviceId: "ent-visit" }); // another clinic of the room
    statuses.push(await step());
    await call(); // I am called
    statuses.push(await step(), await step());
    await call("end"); // I am done, and the next is called
    statuses.push(await step(), await step());
    expect(statuses).toEqual([304, 304, 304, 200, 304, 200, 304]);
  });

  test.each([
    ["a list", (tag: string) => `"other", ${tag}`],
    ["a weakened tag", (tag: string) => `W/${tag}`],
    ["any", () => "*"],
  ])("by %s is understood", async (_, write) => {
    const { said, answer } = await open((await take()).token);
    const tag = answer.headers.get("etag") ?? "";
    expect((await look(said.key, write(tag))).status).toBe(304);
  });

  test("is let in again after the server was started anew on its data", async () => {
    const { token } = await take();
    const { said } = await open(token);
    const { folder } = server;
    await server.close();
    server = await aServer({ runtime, folder });
    const key = server.hospital.track.open(token, runtime.now())?.key;
    expect([(await look(said.key)).said?.view.label, key]).toEqual(["F001", said.key]);
  });
});

describe("a phone that has no business here", () => {
  test("gets one and the same refusal, whatever is wrong with what it sent", async () => {
    const { token, ticketId } = await take();
    const mine = await open(token);
    const seq = Number(ticketId.slice(1));
    const neighbour = trackToken(server.hospital.key, seq, 0).slice(8);
    const numberOfNext = Buffer.from([0, 0, 0, 0, 0, seq + 1]).toString("base64url");
    const wrong = [
      "F001",
      "",
      "x".repeat(30),
      numberOfNext + neighbour,
      trackToken(server.hospital.key, 4_000_000, 0),
      trackToken(digestKey(Buffer.alloc(32)), seq, 0),
      mine.said.key,
    ];
    const opened = await Promise.all(wrong.map((each) => open(each)));
    const looked = await Promise.all([token, ...wrong.slice(0, -1)].map((each) => look(each)));
    const answers = [
      ...opened.map(({ answer, said }) => [answer.status, said]),
      ...looked.map(({ status, said }) => [status, said]),
    ];
    expect(answers).toEqual(answers.map(() => [404, unknownTicket]));
  });

  test("cannot open a ticket of yesterday, nor go on following it", async () => {
    const { token } = await take();
    const { said, answer } = await open(token);
    runtime.pass(16 * hourMs);
    await take();
    const again = await look(said.key, answer.headers.get("etag") ?? "");
    expect([again.status, again.said]).toEqual([404, unknownTicket]);
    expect((await open(token)).said).toEqual(unknownTicket);
    // What the page needs to say that it was another day.
    expect(again.answer.headers.get("dawr-as-of")).toBe(String(mondayMorning + 16 * hourMs));
  });

  test.each([
    ["no token", {}],
    ["a number", { token: 12 }],
    ["a very long text", { token: "x".repeat(2_000) }],
    ["something beside the token", { token: "x", label: "F001" }],
  ])("is not understood when it sends %s", async (_, body) => {
    const answer = await fetch(`${server.url}/api/track`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect([answer.status, ((await answer.json()) as Said).refusal.code]).toEqual([400, "invalid"]);
  });
});

describe("many phones behind one address", () => {
  test("a guesser is soon told to wait, and the phones beside him notice nothing", async () => {
    const { token } = await take();
    const { said } = await open(token);
    const statuses: number[] = [];
    for (let guess = 0; guess < 70; guess++) statuses.push((await look(`guess-${guess}`)).status);
    expect([statuses.filter((each) => each === 404).length, statuses.at(-1)]).toEqual([60, 429]);
    const refused = await look("one more");
    expect([refused.said?.refusal.code, refused.answer.headers.get("retry-after")]).toEqual([
      "try_later",
      "10",
    ]);
    const beside = Array.from({ length: 200 }, async () => (await look(said.key)).status);
    expect(new Set(await Promise.all(beside))).toEqual(new Set([200]));
    runtime.pass(30 * secondMs);
    expect((await look("after a while")).status).toBe(404);
  });
});
