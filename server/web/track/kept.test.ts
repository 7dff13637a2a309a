import { expect, test } from "vitest";
import { createKept } from "./kept.ts";
import { startTracking } from "./tracking.ts";
import { aView, mondayMorning } from "./testing/views.ts";

function aStorage() {
  const held = new Map<string, string>();
  return {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, text: string) => void held.set(name, text),
  };
}
const known = { key: "key", view: aView(), asOf: mondayMorning };

test("what was known of a ticket is known after a reload, for that ticket only", () => {
  const storage = aStorage();
  createKept(() => storage).keep(startTracking("token", known));
  const after = createKept(() => storage);
  expect([after.recall("token"), after.recall("another"), after.recall(null)]).toEqual([
    known,
    null,
    null,
  ]);
});

test("before the first answer there is nothing to keep", () => {
  const storage = aStorage();
  createKept(() => storage).keep(startTracking("token", known));
  createKept(() => storage).keep(startTracking("another", null));
  expect(createKept(() => storage).recall("token")).toEqual(known);
});

test.each(["", "{", "null", "[]", '{"token":"token"}', '{"token":"token","asOf":1,"view":{}}'])(
  "of %j nothing is remembered",
  (text) => {
    expect(createKept(() => ({ ...aStorage(), getItem: () => text })).recall("token")).toBeNull();
  },
);

test("a language chosen by hand is kept; one that nobody speaks is not", () => {
  const storage = aStorage();
  const kept = createKept(() => storage);
  const before = kept.language();
  kept.keepLanguage("en");
  const after = kept.language();
  storage.setItem("dawr.track.language", "tlh");
  expect([before, after, kept.language()]).toEqual([null, "en", null]);
});

test("a browser that refuses storage forgets and does not fail", () => {
  const kept = createKept(() => {
    throw new Error("denied");
  });
  kept.keep(startTracking("token", known));
  kept.keepLanguage("en");
  expect([kept.recall("token"), kept.language()]).toEqual([null, null]);
});
