import { afterEach, describe, expect, it } from "vitest";
import { aHospital, expectWhole } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { sessionLastsMs } from "./access.ts";
import type { NewDevice } from "./access.ts";

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

const aDevice = (over: Partial<NewDevice> = {}): NewDevice => ({
  kind: "kiosk",
  name: "Lobby",
  waitingRoomId: null,
  servicePointId: null,
  ...over,
});
const pair = (h: TestHospital, device: NewDevice, token: string) =>
  h.store.transact((tx) => h.access.pair(tx, device, token));

describe("a device", () => {
  it("is known by its token and by no other text", () => {
    const h = hospital();
    const id = pair(h, aDevice({ kind: "console", servicePointId: "room-2" }), "its token");
    expect([
      h.access.device("its token"),
      ...["", "its token ", "ITS TOKEN", "token:its token", id].map((text) =>
        h.access.device(text),
      ),
    ]).toEqual([
      { kind: "device", id, deviceKind: "console", waitingRoomId: null, servicePointId: "room-2" },
      ...Array(5).fill(null),
    ]);
  });

  it("paired again under the same token is the same device, and no row is written", () => {
    const h = hospital();
    const first = pair(h, aDevice(), "its token");
    const head = h.store.head().seq;
    expect([pair(h, aDevice({ name: "again" }), "its token"), h.store.head().seq]).toEqual([
      first,
      head,
    ]);
  });

  it("that is a kiosk is offered as a printer, once a name: the newest, in the place of the first", () => {
    const h = hospital();
    pair(h, aDevice({ name: "Lobby" }), "first");
    const garden = pair(h, aDevice({ name: "Garden" }), "second");
    pair(h, aDevice({ kind: "console", name: "Desk" }), "third");
    pair(h, aDevice({ kind: "display", name: "Hall" }), "fourth");
    const lobby = pair(h, aDevice({ name: "Lobby" }), "fifth");
    expect(h.access.printers().slice(1)).toEqual([
      { deviceId: lobby, name: "Lobby" },
      { deviceId: garden, name: "Garden" },
    ]);
  });

  it("of many kiosks offers fifty", () => {
    const h = hospital();
    for (let count = 0; count < 60; count++) pair(h, aDevice({ name: `K${count}` }), `k ${count}`);
    expect(h.access.printers()).toHaveLength(50);
  });

  it("may print unless it is a display or was never paired", () => {
    const h = hospital();
    const may = (["kiosk", "console", "display"] as const).map((kind) =>
      h.access.isPrinterDevice(pair(h, aDevice({ kind }), kind)),
    );
    expect([...may, h.access.isPrinterDevice("d999999" as never)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("a member of staff", () => {
  const amal = { user: "amal", name: "أمل", role: "nurse", password: "a PHC string" } as const;
  function withAmal() {
    const h = hospital();
    const id = h.store.transact((tx) => h.access.addStaff(tx, amal));
    const signIn = (token: string) => h.store.transact((tx) => h.access.signIn(tx, id, token));
    const signOut = (token: string) => h.store.transact((tx) => h.access.signOut(tx, token));
    const who = (token: string) => h.access.staff(token, h.runtime.now())?.user ?? null;
    return { h, id, signIn, signOut, who };
  }

  it("is found by the exact sign-in name", () => {
    const { h, id } = withAmal();
    expect(h.access.findStaff("amal")).toEqual({
      member: { staffId: id, user: "amal", name: "أمل", role: "nurse" },
      password: "a PHC string",
    });
    expect(["Amal", "amal ", "", "'", "%"].map((user) => h.access.findStaff(user))).toEqual(
      Array(5).fill(null),
    );
  });

  it("is in from signing in until its end, and not a moment longer", () => {
    const { h, signIn, who } = withAmal();
    const until = h.runtime.now() + sessionLastsMs;
    expect(signIn("t1")).toEqual({ ok: true, value: { until } });
    h.runtime.set(until - 1);
    const last = who("t1");
    h.runtime.set(until);
    expect([last, who("t1")]).toEqual(["amal", null]);
  });

  it("has sessions that end one by one; one that is over can't be ended again", () => {
    const { signIn, signOut, who } = withAmal();
    signIn("t1");
    signIn("t2");
    expect([signOut("t1"), who("t1"), who("t2"), signOut("t1"), signOut("guess")]).toEqual([
      { ok: true, value: null },
      null,
      "amal",
      { ok: false, code: "unauthenticated" },
      { ok: false, code: "unauthenticated" },
    ]);
  });

  it("gets a new password without a row in the journal", () => {
    const { h } = withAmal();
    const head = h.store.head().seq;
    h.access.setPassword("amal", "another");
    expect([h.access.findStaff("amal")?.password, h.store.head().seq]).toEqual(["another", head]);
  });
});

it("no token, name, sign-in name or password stands in the journal; tokens stand nowhere", () => {
  const h = hospital();
  pair(h, aDevice(), "device-secret");
  h.store.transact((tx) => {
    const member = { user: "amal-user", name: "أمل", role: "nurse", password: "phc-text" } as const;
    h.access.signIn(tx, h.access.addStaff(tx, member), "session-secret");
  });
  const text = (table: string) => JSON.stringify(h.rows(`SELECT * FROM ${table}`));
  const tables = h
    .rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .map(({ name }) => name);
  const anywhere = tables.filter((table) => /device-secret|session-secret/.test(text(table)));
  const personal = tables.filter((table) => /amal-user|أمل|phc-text/.test(text(table)));
  expect({ anywhere, personal }).toEqual({ anywhere: [], personal: ["staff_private"] });
});
