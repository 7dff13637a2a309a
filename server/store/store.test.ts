import { afterEach, describe, expect, it, vi } from "vitest";
import { handRuntime } from "../../test/harness/runtime.ts";
import { openStore } from "./store.ts";
import type { Store } from "./store.ts";

afterEach(() => vi.restoreAllMocks());

/** One row in each table that the shapes ask. */
function aStore(): Store {
  const store = openStore({ folder: ":memory:" }, handRuntime());
  store.db.exec(`
    PRAGMA foreign_keys = OFF;
    INSERT INTO secret VALUES(1, x'00');
    INSERT INTO device VALUES(1, 'kiosk', 'Lobby', NULL, NULL, 'a token');
    INSERT INTO entry(id, ticket_id, queue_id, day, status, class, eligible_at, requeues, last_seq)
      VALUES(1, 1, 'q', '2026-11-23', 'waiting', 'normal', 0, 0, 1);
  `);
  return store;
}

describe("a question to the store", () => {
  // Shapes of statements that SQLite compiles anew after each binding when it is let.
  const shapes: readonly (readonly [string, string, number | string])[] = [
    ["a limit", "SELECT id FROM secret ORDER BY id LIMIT ?", 1],
    [
      "a join by an indexed column",
      "SELECT d.id FROM device d JOIN device e ON e.id = d.id WHERE d.token_hash = ?",
      "a token",
    ],
    [
      "a column of a partial index",
      "SELECT e.id FROM entry e WHERE e.queue_id = 'q' AND e.bound_point = '' AND e.segment = ''" +
        " AND e.class = ? AND e.status = 'waiting'",
      "normal",
    ],
  ];

  it.each(shapes)("is compiled once, whatever is bound to it: %s", (_, text, value) => {
    const store = aStore();
    // The driver makes a function for the rows of each compilation, and by nothing else.
    const compilations = vi.spyOn(globalThis, "Function");
    const ask = store.query<[number | string], { id: number }>(text);
    for (let time = 0; time < 10; time++) expect(ask.get(value)?.id).toBe(1);
    expect(compilations).toHaveBeenCalledTimes(1);
    store.close();
  });

  it.each(shapes)("would be compiled each time without the plus: %s", (_, text, value) => {
    const store = aStore();
    const compilations = vi.spyOn(globalThis, "Function");
    const ask = store.db.prepare(text);
    for (let time = 0; time < 10; time++) ask.get(value);
    expect(compilations.mock.calls.length).toBeGreaterThan(5);
    store.close();
  });

  it("keeps every kind of value as it is behind the plus", () => {
    const store = openStore({ folder: ":memory:" }, handRuntime());
    const values = [7, 1.5, "007", "", null, Buffer.from([0, 255])];
    for (const value of values) {
      const ask = store.query<[typeof value], { same: unknown }>("SELECT ? AS same");
      expect(ask.get(value)?.same).toEqual(value);
    }
    store.close();
  });
});
