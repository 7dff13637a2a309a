import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dayMs, minuteMs } from "../../shared/domain/time.ts";
import { calledAt } from "../../test/harness/big-hospital.ts";
import { aHospital, codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { handRuntime, mondayMorning } from "../../test/harness/runtime.ts";
import { migrate } from "./migrate.ts";
import { migration0010 } from "./migrations/0010-house.ts";

/**
 * Two days as the program of version 10 (commit 89b1020) wrote them, every row: a day that closed
 * over people, and one with every verb that it had, broken off with five waiting, one called at
 * room-2 and one served at room-3.
 */
const rows = readFileSync(join(import.meta.dirname, "../../test/harness/version-10.sql"), "utf8");
/** A minute after the last row. */
const brokenOff = mondayMorning + dayMs + 16 * minuteMs;

let folder = "";
let h: TestHospital;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dawr-old-"));
  const db = new Database(join(folder, "dawr.sqlite"));
  migrate(db, [migration0010]);
  db.pragma("foreign_keys = OFF");
  db.exec(rows);
  db.close();
  h = aHospital({ folder, runtime: handRuntime(brokenOff) });
});
afterEach(() => {
  expectWhole(h);
  h.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a day that the program of version 10 began", () => {
  it("is what its journal says after the upgrade", () => {
    expectWhole(h);
  });

  it("goes on: the open visit ends, who waits is called by the rule, in the counts too", () => {
    const [called, serving] = h.queue.read
      .openCalls()
      .map((call) => `c${call.call_id}`)
      .sort();
    expect(codeOf(h.ask("recall", { callId: called ?? "" }))).toBe("ok");
    granted(h.ask("endService", { callId: serving ?? "" }));
    expect(h.queue.read.waiting("eye")).toBe(5);
    const labels = Array.from({ length: 6 }, () => calledAt(h, "room-2"));
    const more = Array.from({ length: 2 }, () => calledAt(h, "room-1"));
    expect([labels.slice(0, 5).sort(), labels[5], more]).toEqual([
      ["E003", "E004", "E006", "E007", "E008"],
      "queue_empty",
      ["E009", "queue_empty"],
    ]);
    expect(codeOf(h.ask("issueTicket", { serviceId: "eye-visit" }))).toBe("ok");
  });

  it("knows the new verbs: who missed a call is put back, parked, raised, moved and cancelled", () => {
    const [missed] = h.queue.read.noShows("eye", h.queue.read.day() ?? "", 9);
    const entryId = `e${missed?.id}`;
    const reason = "a test asks";
    const acts = [
      h.ask("requeue", { entryId }),
      h.ask("hold", { entryId, minutes: 5 }),
      h.ask("park", { entryId }),
      h.ask("unpark", { entryId }),
      h.ask("setPriority", { entryId, priorityClass: "urgent", reason }),
      h.ask("transfer", { entryId, toQueueId: "heart", placement: "keep" }),
    ];
    expect(acts.map(codeOf)).toEqual(acts.map(() => "ok"));
  });

  it("takes back what was done just before the upgrade", () => {
    const [last] = h.rows<{ id: Buffer }>(
      "SELECT command_id AS id FROM journal WHERE name = 'entryMoved' ORDER BY seq DESC LIMIT 1",
    );
    const hex = last?.id.toString("hex") ?? "";
    const commandId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    expect(granted(h.ask("undo", { commandId })).status).toBe("called");
  });

  it("ends as every day does", () => {
    h.runtime.pass(dayMs);
    h.run(h.tick);
    h.runtime.pass(minuteMs);
    expect([calledAt(h, "room-1"), h.queue.read.openCalls().length]).toEqual(["queue_empty", 0]);
  });
});
