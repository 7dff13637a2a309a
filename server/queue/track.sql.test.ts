import { afterAll, beforeAll, expect, test } from "vitest";
import { handRuntime } from "../../test/harness/runtime.ts";
import { openStore } from "../store/store.ts";
import type { Store } from "../store/store.ts";
import { queueSql } from "./queue.sql.ts";

let store: Store;
beforeAll(() => {
  store = openStore({ folder: ":memory:" }, handRuntime());
});
afterAll(() => store.close());

// What thousands of phones ask for every few seconds: seeks and index ranges, never a table.
test.each<[string, string, readonly string[]]>([
  [
    "the stop that a ticket has come to",
    queueSql.lineOfEntry,
    [
      "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)",
      "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)",
    ],
  ],
  [
    "how many of a kind are ahead",
    queueSql.countAhead,
    [
      "SEARCH entry USING COVERING INDEX entry_waiting" +
        " (queue_id=? AND bound_point=? AND segment=? AND class=? AND (eligible_at,arrival)<(?,?))",
    ],
  ],
  [
    "how many emergencies are ahead",
    queueSql.countEmergenciesAhead,
    [
      "SEARCH entry USING COVERING INDEX entry_emergency" +
        " (queue_id=? AND bound_point=? AND segment=? AND arrival<?)",
    ],
  ],
  [
    "the day's calls of a service point",
    queueSql.pointDay,
    ["SEARCH point_day USING PRIMARY KEY (day=? AND start_min=? AND service_point_id=?)"],
  ],
])("%s is found by an index", (_, sql, steps) => {
  const parameters = sql
    .split("?")
    .slice(1)
    .map(() => 1);
  const explained = store.query<number[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  expect(explained.all(...parameters).map((step) => step.detail)).toEqual(steps);
});
