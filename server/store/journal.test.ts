import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { aHospital, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import { journaledTables, verifyChain } from "./journal.ts";
import type { StoredRow } from "./journal.ts";

const open: TestHospital[] = [];
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

/** A morning with every kind of row that a command writes. */
function aMorning(): TestHospital {
  const h = aHospital();
  open.push(h);
  const issue = () => granted(h.ask("issueTicket", { serviceId: "eye-visit" }, { as: h.kiosk }));
  const tickets = [issue(), issue(), issue(), issue()];
  const next = () =>
    granted(h.ask("callNext", { servicePointId: "room-1", finish: { as: "end", note: "n" } }));
  h.runtime.pass(minuteMs);
  granted(h.ask("recall", { callId: next().callId }));
  granted(h.ask("noShow", { callId: next().callId }));
  granted(h.ask("requeue", { entryId: tickets[1]?.entryId ?? "e0" }));
  const id = h.runtime.uuid();
  granted(h.ask("callNext", { servicePointId: "room-2" }, { id }));
  granted(h.ask("undo", { commandId: id }));
  const printJobId = tickets[0]?.printJobId ?? "p0";
  granted(h.ask("startPrint", { printJobId }, { as: h.kiosk }));
  granted(h.ask("reportPrint", { printJobId, outcome: "printed" }, { as: h.kiosk }));
  return h;
}

const write = (h: TestHospital, sql: string, ...params: unknown[]) =>
  h.store.db.prepare(sql).run(...params);
const brokenAt = (h: TestHospital) => verifyChain(h.store.db).brokenAt;
const rows = (h: TestHospital) => h.rows<StoredRow>("SELECT * FROM journal ORDER BY seq");

describe("the chain", () => {
  it("holds over a morning, counts its rows, and the tables are what it says", () => {
    const h = aMorning();
    expect(verifyChain(h.store.db)).toEqual({ rows: h.store.head().seq, brokenAt: null });
    expectWhole(h);
  });

  it("breaks at a row whose time is before the row before", () => {
    const h = aMorning();
    write(h, "UPDATE journal SET at = at - 1 WHERE seq = 30");
    expect(brokenAt(h)).toBe(30);
  });

  it("breaks where two rows were exchanged", () => {
    const h = aMorning();
    write(h, "UPDATE journal SET seq = -1 WHERE seq = 25");
    write(h, "UPDATE journal SET seq = 25 WHERE seq = 26");
    write(h, "UPDATE journal SET seq = 26 WHERE seq = -1");
    expect(brokenAt(h)).toBe(25);
  });

  it("breaks behind a row that was taken out, and where the rest was moved up to hide it", () => {
    const gap = aMorning();
    write(gap, "DELETE FROM journal WHERE seq = 20");
    const closed = aMorning();
    write(closed, "DELETE FROM journal WHERE seq = 20");
    for (const { seq } of rows(closed).filter((row) => row.seq > 20)) {
      write(closed, "UPDATE journal SET seq = ? WHERE seq = ?", seq - 1, seq);
    }
    expect([brokenAt(gap), brokenAt(closed)]).toEqual([21, 20]);
  });

  it("breaks where rows were cut out of the middle, and where a row was put in", () => {
    const cut = aMorning();
    write(cut, "DELETE FROM journal WHERE seq BETWEEN 10 AND 30");
    const more = aMorning();
    const last = more.store.head().seq;
    write(
      more,
      "INSERT INTO journal SELECT seq + 1, at, principal, NULL, part, name, fact, hash FROM journal WHERE seq = ?",
      last,
    );
    expect([brokenAt(cut), brokenAt(more)]).toEqual([31, last + 1]);
  });

  it("breaks when what belongs to one field is moved into its neighbour", () => {
    const h = aMorning();
    const row = rows(h).at(-1);
    const command = Buffer.from(row?.command_id ?? []).toString("hex");
    write(
      h,
      "UPDATE journal SET principal = principal || ?, command_id = NULL WHERE seq = ?",
      command,
      row?.seq,
    );
    expect(brokenAt(h)).toBe(row?.seq);
  });

  it("breaks when no command id becomes an empty one", () => {
    const h = aMorning();
    write(h, "UPDATE journal SET command_id = x'' WHERE seq = 1");
    expect(brokenAt(h)).toBe(1);
  });

  it("finds any change of any field of any row", () => {
    const h = aMorning();
    const all = rows(h);
    // Whoever changes rows by hand is not stopped by an index.
    h.store.db.exec("DROP INDEX journal_command");
    const columns = ["at", "principal", "command_id", "part", "name", "fact", "hash"] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: all.length }),
        fc.constantFrom(...columns),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 255 }),
        (seq, column, at, by) => {
          const row = all[seq - 1];
          if (row === undefined) throw new Error("a row of the journal");
          const was = row[column];
          const is = changed(was, at, by);
          write(h, `UPDATE journal SET ${column} = ? WHERE seq = ?`, is, seq);
          const found = brokenAt(h);
          write(h, `UPDATE journal SET ${column} = ? WHERE seq = ?`, was, seq);
          // A hash is the last thing that its own row says, so its own row breaks too.
          expect(found).toBe(seq);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(brokenAt(h)).toBeNull();
  });
});

/** The same kind of value with one place of it changed. */
function changed(value: StoredRow[keyof StoredRow], at: number, by: number): unknown {
  if (value === null) return Buffer.from([by]);
  if (typeof value === "number") return value + by;
  if (typeof value === "string") {
    const place = at % value.length;
    const other = String.fromCharCode((value.charCodeAt(place) ^ (by & 0x0f || 1)) & 0xff);
    return value.slice(0, place) + other + value.slice(place + 1);
  }
  const bytes = Buffer.from(value);
  const place = at % bytes.length;
  bytes[place] = (bytes[place] ?? 0) ^ by;
  return bytes;
}

describe("the fold", () => {
  it("covers every table but secrets, private words, answers, short memories and the log itself", () => {
    const h = aMorning();
    const tables = h
      .rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .map(({ name }) => name)
      .filter((name) => !name.startsWith("sqlite_"));
    const kept: readonly string[] = journaledTables;
    expect(tables.filter((name) => !kept.includes(name)).sort()).toEqual([
      "call_note",
      "document_body",
      "emergency_call",
      "guess",
      "journal",
      "once",
      "operation_private",
      "order_private",
      "patient_private",
      "patient_token",
      "queue_pace",
      "secret",
      "staff_private",
      "wait_learned",
    ]);
  });

  it.each([
    [
      "a status",
      "UPDATE entry SET status = 'done' WHERE id = (SELECT min(id) FROM entry WHERE status = 'waiting')",
      "entry",
    ],
    [
      "a better place",
      "UPDATE entry SET eligible_at = eligible_at - 60000 WHERE id = (SELECT max(id) FROM entry)",
      "entry",
    ],
    [
      "a class",
      "UPDATE entry SET class = 'emergency' WHERE id = (SELECT max(id) FROM entry)",
      "entry",
    ],
    [
      "another label",
      "UPDATE ticket SET label = 'E900' WHERE id = (SELECT max(id) FROM ticket)",
      "ticket",
    ],
    [
      "a ticket that nobody gave",
      "INSERT INTO ticket SELECT 9999, day, 'E999', language, service_id, issued_at, patient_id, group_id, NULL, '' FROM ticket LIMIT 1",
      "ticket",
    ],
    ["a call taken away", "DELETE FROM call WHERE id = (SELECT max(id) FROM call)", "call"],
    ["the next number", "UPDATE series_counter SET last = last - 1", "series_counter"],
    [
      "a figure of the day",
      "UPDATE point_day SET no_shows = no_shows + 1 WHERE service_point_id = 'room-1'",
      "point_day",
    ],
    ["a paper", "UPDATE print_job SET status = 'queued' WHERE status = 'printed'", "print_job"],
    [
      "a device let in",
      "UPDATE device SET kind = 'console' WHERE kind = 'kiosk' AND id = (SELECT min(id) FROM device)",
      "device",
    ],
    ["a clinic's name", "UPDATE clinic SET names = '{}' WHERE id = 'eye'", "clinic"],
    [
      "a service's limit",
      "UPDATE service SET daily_limit = NULL WHERE id = 'heart-few'",
      "service",
    ],
  ])("finds %s that the journal does not know of", (_, sql, table) => {
    const h = aMorning();
    h.store.db.pragma("foreign_keys = OFF");
    expect(write(h, sql).changes).toBeGreaterThan(0);
    const { brokenAt, differing } = h.verify();
    expect({ brokenAt, differing }).toEqual({ brokenAt: null, differing: [table] });
  });

  it("of an empty house is empty", () => {
    const h = aHospital();
    open.push(h);
    expectWhole(h);
  });
});
