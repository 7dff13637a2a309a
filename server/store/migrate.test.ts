import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { idOf } from "../../shared/domain/ids.ts";
import type { QueueId } from "../../shared/domain/ids.ts";
import { demoSite } from "../demo/found-demo.ts";
import { createHospital, createModules } from "../hospital.ts";
import { handRuntime } from "../../test/harness/runtime.ts";
import { migrate, migrations, NewerDatabase } from "./migrate.ts";
import type { Migration } from "./migrate.ts";
import { openConnection } from "./open.ts";
import type { Connection } from "./open.ts";
import { openStore, verifyStore } from "./store.ts";

const folders: string[] = [];
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dawr-migrate-"));
  folders.push(folder);
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const newest = migrations.at(-1)?.version ?? 0;
/** A step that a later Dawr could bring: a column with a meaning for rows that are there. */
const later: Migration = {
  version: newest + 10,
  sql: `
    ALTER TABLE ticket ADD COLUMN origin TEXT NOT NULL DEFAULT 'unknown';
    UPDATE ticket SET origin = 'kiosk' WHERE id IN (SELECT ticket_id FROM print_job);
  `,
};

/** A hospital of this version with two tickets, one of them printed; closed. */
function aHospitalWithTickets(): void {
  const runtime = handRuntime();
  const store = openStore({ folder }, runtime);
  const { queue, printing } = createHospital(store, "http://dawr.test", demoSite);
  store.db.exec(`
    INSERT INTO waiting_room VALUES('hall', '{}');
    INSERT INTO clinic VALUES('eye', '{}', '{}', 'E', 'eye', 1);
    INSERT INTO queue(id, clinic_id, waiting_room_id, names) VALUES('eye', 'eye', 'hall', '{}');
  `);
  store.transact((tx) => {
    const day = queue.openDay(tx, "2026-11-23");
    const issue = {
      serviceId: "eye-visit",
      queueId: "eye" as QueueId,
      series: "E",
      open: true,
      dailyLimit: null,
      language: "ar",
      priorityClass: "normal",
    } as const;
    const printed = queue.issueTicket(tx, day, issue);
    const spoken = queue.issueTicket(tx, day, issue);
    if (!printed.ok || !spoken.ok) throw new Error("no ticket");
    tx.record("devicePaired", {
      kind: "kiosk",
      name: "Lobby",
      waitingRoom: null,
      servicePoint: null,
      tokenHash: "hash",
    });
    printing.queue(tx, printed.value.ticketId, idOf("device", store.head().seq), {
      ahead: 0,
      wait: null,
    });
  });
  store.close();
}

function contents(db: Connection): unknown {
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
    .all();
  return {
    version: db.pragma("user_version", { simple: true }),
    rows: tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all()]),
  };
}

function raw<Value>(work: (db: Connection) => Value): Value {
  const db = new Database(join(folder, "dawr.sqlite"));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

describe("the migrations", () => {
  test("rise in version and leave an empty database at the newest", () => {
    const versions = migrations.map((step) => step.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    const db = openConnection({ folder });
    expect(db.pragma("user_version", { simple: true })).toBe(newest);
    expect(db.pragma("foreign_key_check")).toEqual([]);
    db.close();
  });

  test("make no table that would take text for a number", () => {
    const db = openConnection({ folder });
    const loose = db.pragma("table_list") as { name: string; schema: string; strict: number }[];
    expect(
      loose.filter((table) => !table.name.startsWith("sqlite_") && table.strict === 0),
    ).toEqual([]);
    db.close();
  });
});

describe("an upgrade", () => {
  test("rows written at the version before are read back with what the step gave them", () => {
    aHospitalWithTickets();
    raw((db) => {
      migrate(db, [...migrations, later]);
      expect(db.prepare("SELECT label, origin FROM ticket ORDER BY id").all()).toEqual([
        { label: "E001", origin: "kiosk" },
        { label: "E002", origin: "unknown" },
      ]);
      expect(db.pragma("user_version", { simple: true })).toBe(later.version);
      expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    });
  });

  test("papers of before there were labels are kept, and a label is one more", () => {
    raw((db) => {
      migrate(
        db,
        migrations.filter(({ version }) => version < 42),
      );
      const put = (id: number, kind: string) =>
        db
          .prepare(
            "INSERT INTO paper_job(id, kind, of_id, copy, language, status, queued_at, until_at)" +
              " VALUES(?, ?, 7, 0, 'ar', 'printed', 1, 2)",
          )
          .run(id, kind);
      put(1, "slip");
      put(2, "list");
      expect(() => put(3, "label")).toThrow(/CHECK/);
      migrate(db);
      put(3, "label");
      expect(() => put(4, "poster")).toThrow(/CHECK/);
      expect(db.prepare("SELECT id, kind, of_id FROM paper_job ORDER BY id").all()).toEqual([
        { id: 1, kind: "slip", of_id: 7 },
        { id: 2, kind: "list", of_id: 7 },
        { id: 3, kind: "label", of_id: 7 },
      ]);
    });
  });

  test("a database already at this version is left as it is", () => {
    aHospitalWithTickets();
    const before = raw(contents);
    raw((db) => migrate(db));
    expect(raw(contents)).toEqual(before);
  });

  test("a step that fails halfway leaves the old version whole, all steps of it", () => {
    aHospitalWithTickets();
    const before = raw(contents);
    const broken = {
      version: later.version + 10,
      sql: "DELETE FROM print_job; SELECT no_such_thing;",
    };
    expect(() => raw((db) => migrate(db, [...migrations, later, broken]))).toThrow(/no_such_thing/);
    expect(raw(contents)).toEqual(before);
    const runtime = handRuntime();
    const store = openStore({ folder }, runtime);
    expect(verifyStore(store.db, runtime, createModules).brokenAt).toBeNull();
    store.close();
  });
});

describe("a database newer than the program", () => {
  test("is refused by name, with both versions in the line, and not touched", () => {
    aHospitalWithTickets();
    raw((db) => migrate(db, [...migrations, later]));
    const before = raw(contents);
    expect(() => openConnection({ folder })).toThrow(NewerDatabase);
    expect(() => openConnection({ folder })).toThrow(
      `data version ${later.version}, this program knows ${newest}`,
    );
    expect(raw(contents)).toEqual(before);
  });
});
