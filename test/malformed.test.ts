import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { createModules } from "../server/hospital.ts";
import { systemRuntime } from "../server/runtime.ts";
import { verifyStore } from "../server/store/store.ts";
import { frameBytesMax, protocolNumber } from "../shared/protocol/wire.ts";
import { rawSocket } from "./harness/raw-socket.ts";
import { aServer, post } from "./harness/server.ts";
import type { Person, TestServer } from "./harness/server.ts";

let server: TestServer;
let desk: Person;
let kiosk: Person;
let token: string;
beforeAll(async () => {
  server = await aServer();
  desk = await server.staff("reception");
  kiosk = await server.device("kiosk", { name: "honest" });
  const paired = await post(`${server.url}/api/demo/pair`, { kind: "kiosk", name: "attacker" });
  token = (paired as { deviceToken: string }).deviceToken;
});
afterAll(() => server.end());

/** Nothing of it was done, and the others are served as before. */
async function stillServing<Value>(work: () => Promise<Value>): Promise<Value> {
  const before = server.hospital.store.head().seq;
  const value = await work();
  expect(server.hospital.store.head().seq).toBe(before);
  const issued = await desk.ask("issueTicket", { serviceId: "eye-visit" });
  expect(issued.ok).toBe(true);
  return value;
}

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const id = "0190a5b0-0000-7000-8000-000000000001";
/** zod asks for the length of what is no text too, and comparing this one throws: it ended the server. */
const incomparable = '{"length":{"toString":1,"valueOf":1}}';
const everyField = (value: string) => `{"commandId":${value},"name":${value},"payload":${value}}`;

describe("a frame that makes no sense is answered as invalid or ends its own connection:", () => {
  it.each<[string, string, readonly string[], boolean]>([
    ["an event without a frame", '421["command"]', [], true],
    ["nothing as the frame", '421["command",null]', ["invalid"], true],
    ["a word as the frame", '421["command","issueTicket"]', ["invalid"], true],
    ["a list as the frame", '421["command",[]]', ["invalid"], true],
    ["something between frame and answer", '421["command",{},{}]', [], true],
    ["no way to answer", '42["command",{}]', [], true],
    ["an event of another name", '421["issueTicket",{}]', ["invalid"], true],
    ["an event called error", '421["error",{}]', ["invalid"], true],
    ["an event called __proto__", '421["__proto__",{}]', ["invalid"], true],
    ["an event called constructor", '421["constructor",{}]', ["invalid"], true],
    ["a number as the event", "421[7]", ["invalid"], true],
    ["an object as the event", '421[{"toString":"x"}]', [], false],
    ["a reserved event", '421["connect"]', [], false],
    ["an event of the emitter's own", '421["newListener"]', [], false],
    ["an answer that nobody asked for", '431["x"]', [], true],
    ["an empty list", "421[]", [], false],
    ["no list", "42{}", [], false],
    ["half a list", '421["command"', [], false],
    ["nothing after the type", "42", [], true],
    ["an unknown type of packet", "49", [], false],
    ["an unknown type below that", "9", [], false],
    ["an empty text", "", [], false],
    ["a second greeting", `40{"protocol":${protocolNumber}}`, [], false],
    ["a goodbye over a connection that stays", "41", [], false],
    [
      "a key whose length can't be compared",
      `421["subscribe",{"feed":"board","key":${incomparable}}]`,
      ["unknown_feed"],
      true,
    ],
    ["a command of such ids", `421["command",${everyField(incomparable)}]`, ["invalid"], true],
    [
      "a command of such a payload",
      `421["command",{"commandId":"${id}","name":"issueTicket","payload":{"serviceId":${incomparable}}}]`,
      ["invalid"],
      true,
    ],
    ["another namespace", '42/other,1["command",{}]', [], false],
    ["parts that never come", '4551-1["command",{"_placeholder":true,"num":0}]', [], false],
    ["a million parts", '451000000-1["command",{"_placeholder":true,"num":0}]', [], false],
    ["a nesting of ten thousand", `421["command",${nested(10_000)}]`, ["invalid"], true],
    [
      "a payload nested ten thousand deep",
      `421["command",{"commandId":"${id}","name":"issueTicket","payload":${nested(10_000)}}]`,
      ["invalid"],
      true,
    ],
    [
      "an answer number beyond all numbers",
      '4299999999999999999999["command",{}]',
      ["invalid"],
      true,
    ],
  ])("%s", async (_, text, codes, open) => {
    const attacker = await rawSocket(server.url, token);
    const outcome = await stillServing(() => attacker.after(text));
    attacker.close();
    expect(outcome).toEqual({ codes, open });
  });

  it.each([
    ["bytes that were not announced", new Uint8Array([1, 2, 3])],
    ["no bytes at all", new Uint8Array()],
  ])("%s", async (_, bytes) => {
    const attacker = await rawSocket(server.url, token);
    expect(await stillServing(() => attacker.after(bytes))).toEqual({ codes: [], open: false });
  });

  it("announced bytes in place of the frame, of a name and of an id", async () => {
    const attacker = await rawSocket(server.url, token);
    const hole = '{"_placeholder":true,"num":0}';
    const bytes = new Uint8Array([1, 2, 3]);
    const outcome = await stillServing(() =>
      attacker.after(
        `451-1["command",${hole}]`,
        bytes,
        `451-2["command",{"commandId":"${id}","name":${hole},"payload":{}}]`,
        bytes,
        `451-3["subscribe",{"feed":"board","key":${hole}}]`,
        bytes,
      ),
    );
    attacker.close();
    expect(outcome).toEqual({ codes: ["invalid", "invalid", "unknown_feed"], open: true });
  });

  it("one byte over the limit ends the connection, one at it does not", async () => {
    const padded = (bytes: number) => {
      const text = '421["command",{"commandId":""}]';
      return text.replace('""', `"${"x".repeat(bytes - text.length)}"`);
    };
    const attacker = await rawSocket(server.url, token);
    const bystander = await rawSocket(server.url, token);
    const largest = await attacker.after(padded(frameBytesMax));
    const over = await stillServing(() => attacker.after(padded(frameBytesMax + 1)));
    const other = await bystander.after();
    bystander.close();
    expect({ largest, over, other }).toEqual({
      largest: { codes: ["invalid"], open: true },
      over: { codes: [], open: false },
      other: { codes: [], open: true },
    });
  });

  it("more than fifty of them end the connection; fifty do not", async () => {
    const attacker = await rawSocket(server.url, token);
    const fifty = await attacker.after(...Array<string>(50).fill('42["command",{}]'));
    const more = await stillServing(() => attacker.after('42["command",{}]'));
    expect([fifty.open, more.open]).toEqual([true, false]);
  });
});

describe("a command is refused as invalid, and nothing is done, when it has", () => {
  const good = { serviceId: "eye-visit" };
  const withKey = (key: string) => JSON.parse(`{"serviceId":"eye-visit","${key}":{"x":1}}`);
  it.each<[string, unknown, unknown, unknown]>([
    ["an unknown name", "issueTickets", good, id],
    ["a name of every object", "constructor", good, id],
    ["__proto__ as its name", "__proto__", good, id],
    ["a number as its name", 1, good, id],
    ["a list as its name", ["issueTicket"], good, id],
    ["no id", "issueTicket", good, null],
    ["an id that is no UUID", "issueTicket", good, "1"],
    ["an id of version 4", "issueTicket", good, "0190a5b0-0000-4000-8000-000000000001"],
    ["an id with a NUL in it", "issueTicket", good, `${id}\u0000`],
    ["an id with white space", "issueTicket", good, ` ${id}`],
    ["a list as its id", "issueTicket", good, [id]],
    ["no payload", "issueTicket", undefined, id],
    ["a list as its payload", "issueTicket", [good], id],
    ["an extra field", "issueTicket", { ...good, label: "A001" }, id],
    ["a position", "issueTicket", { ...good, eligibleAt: 0 }, id],
    ["__proto__ as a field", "issueTicket", withKey("__proto__"), id],
    ["constructor as a field", "issueTicket", withKey("constructor"), id],
    ["toString as a field", "issueTicket", withKey("toString"), id],
    ["a number for a word", "issueTicket", { serviceId: 1 }, id],
    ["an object for a word", "issueTicket", { serviceId: { toString: "x" } }, id],
    ["an empty word", "issueTicket", { serviceId: "" }, id],
    ["a path for a word", "issueTicket", { serviceId: "../../etc/passwd" }, id],
    ["SQL for a word", "issueTicket", { serviceId: "'; DROP TABLE ticket; --" }, id],
    ["an over-long word", "issueTicket", { serviceId: "a".repeat(41) }, id],
    ["an unknown language", "issueTicket", { ...good, language: "xx" }, id],
    ["an unknown class", "issueTicket", { ...good, priorityClass: "vip" }, id],
    ["an over-long patient", "issueTicket", { ...good, patientId: "p".repeat(65) }, id],
    ["a lone surrogate", "issueTicket", { ...good, patientId: "p\ud800" }, id],
    ["a NUL", "issueTicket", { ...good, patientId: "p\u0000" }, id],
    ["only spaces", "issueTicket", { ...good, patientId: "   " }, id],
    ["a printer's bytes", "issueTicket", { ...good, groupId: "\u001bp\u0000" }, id],
    ["a call id of another kind", "recall", { callId: "e1" }, id],
    ["a call id too great to be one", "recall", { callId: "c9999999999999" }, id],
    ["a call id of nothing", "recall", { callId: "c0" }, id],
    ["an over-long note", "endService", { callId: "c1", note: "x".repeat(501) }, id],
    ["a line break in a note", "endService", { callId: "c1", note: "a\u2028b" }, id],
    [
      "an unknown way to finish",
      "callNext",
      { servicePointId: "room-1", finish: { as: "skip" } },
      id,
    ],
    ["an unknown outcome", "reportPrint", { printJobId: "p1", outcome: "maybe" }, id],
    ["an id to undo that is none", "undo", { commandId: "last" }, id],
  ])("%s", async (_, name, payload, commandId) => {
    const before = server.hospital.store.head().seq;
    // Who may not give a command at all is told so first; each is asked of one who may.
    const who = name === "reportPrint" ? kiosk : desk;
    const answer: unknown = await who.socket
      .timeout(20_000)
      .emitWithAck("command", { commandId, name, payload });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "invalid" } });
    expect(server.hospital.store.head().seq).toBe(before);
  });

  it("a field more beside its own three", async () => {
    const answer: unknown = await desk.socket
      .timeout(20_000)
      .emitWithAck("command", { commandId: v7(), name: "issueTicket", payload: good, as: "s1" });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "invalid" } });
  });
});

describe("a feed is refused as unknown, when it is", () => {
  it.each<[string, unknown]>([
    ["nothing", null],
    ["without a key", { feed: "board" }],
    ["of another name", { feed: "boards", key: "hall-1" }],
    ["called __proto__", { feed: "__proto__", key: "hall-1" }],
    ["of a room that is not there", { feed: "board", key: "hall-99" }],
    ["of a room called __proto__", { feed: "board", key: "__proto__" }],
    ["of a room called constructor", { feed: "point", key: "constructor" }],
    ["of an empty key", { feed: "board", key: "" }],
    ["of an over-long key", { feed: "board", key: "h".repeat(65) }],
    ["of a number", { feed: "board", key: 1 }],
    ["of a key with more", { feed: "board", key: "hall-1", from: 0 }],
    ["the directory of another site", { feed: "directory", key: "other" }],
  ])("%s", async (_, address) => {
    const answer: unknown = await desk.socket.timeout(20_000).emitWithAck("subscribe", address);
    expect(answer).toMatchObject({ ok: false, refusal: { code: "unknown_feed" } });
  });
});

it("after all of this the journal holds and the tables are what it says", () => {
  const { brokenAt, differing } = verifyStore(
    server.hospital.store.db,
    systemRuntime,
    createModules,
  );
  expect({ brokenAt, differing }).toEqual({ brokenAt: null, differing: [] });
});
