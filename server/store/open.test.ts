import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startChild, startProgram } from "../../test/durability/child.ts";
import { findLocalServer } from "../../tools/local-server.ts";
import { recover } from "../../test/durability/recovered.ts";
import { CannotOpenData, durablePragmas, openConnection } from "./open.ts";

const folders: string[] = [];
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dawr-open-"));
  // The tests that run the program as nobody must reach it.
  chmodSync(folder, 0o755);
  folders.push(folder);
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

function settings(db: Database.Database): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(durablePragmas).map((name) => [name, db.pragma(name, { simple: true })]),
  );
}

describe("the settings", () => {
  test("are what the store needs, read back from SQLite, and again on a database that exists", () => {
    for (let time = 0; time < 2; time++) {
      const db = openConnection({ folder });
      expect(settings(db)).toEqual(durablePragmas);
      expect(durablePragmas).toMatchObject({ journal_mode: "wal", synchronous: 2 });
      db.close();
    }
  });

  test("would not be so by themselves: the driver opens a WAL file at NORMAL", () => {
    openConnection({ folder }).close();
    const db = new Database(join(folder, "dawr.sqlite"));
    expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(db.pragma("synchronous", { simple: true })).toBe(1);
    db.close();
  });

  test("that SQLite does not take are refused", () => {
    const pragmas = { ...durablePragmas, synchronous: 17 };
    expect(() => openConnection({ folder, pragmas })).toThrow(
      /did not take synchronous = 17: it says [0-3]/,
    );
  });
});

describe("the folder", () => {
  test("is made when it is not there, also with Arabic letters and spaces in its path", () => {
    const named = join(folder, "بيانات المستشفى", "قاعدة البيانات 1");
    const db = openConnection({ folder: named });
    db.exec("INSERT INTO secret(id, key) VALUES(1, x'00')");
    db.close();
    const again = openConnection({ folder: named });
    expect(again.prepare("SELECT count(*) FROM secret").pluck().get()).toBe(1);
    again.close();
  });

  test("that stands under a file is refused with a line that names it", () => {
    writeFileSync(join(folder, "file"), "");
    const named = join(folder, "file", "hospital");
    expect(() => openConnection({ folder: named })).toThrow(CannotOpenData);
    expect(() => openConnection({ folder: named })).toThrow(`${named} can't be written (ENOTDIR)`);
  });

  // Nobody can shut a folder to root: then the program is run as nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const reads = `require("node:fs").accessSync("server/main.ts")`;
  const canRun = spawnSync(process.execPath, ["-e", reads], nobody).status === 0;

  test.skipIf(!canRun)(
    "that may not be written is refused by the program, in one line, with exit code 78 (skipped as root where nobody can read the sources)",
    async () => {
      const named = join(folder, "shut");
      mkdirSync(named, { mode: 0o555 });
      const env = { DAWR_DATA: named, DAWR_PORT: "0" };
      const child = startChild(["server/main.ts"], { env, ...nobody });
      expect(await child.ended).toEqual({
        code: 78,
        errors:
          `The data folder ${named} can't be written (EACCES). ` +
          "Check DAWR_DATA and the folder's owner.\n",
      });
    },
  );

  test("whose database is something else is refused, and the file is left as it was", () => {
    const file = join(folder, "dawr.sqlite");
    const letter = "Dear hospital, this is no database. ".repeat(200);
    writeFileSync(file, letter);
    expect(() => openConnection({ folder })).toThrow(CannotOpenData);
    expect(() => openConnection({ folder })).toThrow(
      `${file} is not a database, or is damaged (SQLITE_NOTADB)`,
    );
    expect(readFileSync(file, "utf8")).toBe(letter);
  });

  test("whose database is a folder is refused with a line that names it", () => {
    mkdirSync(join(folder, "dawr.sqlite"));
    expect(() => openConnection({ folder })).toThrow(CannotOpenData);
    expect(() => openConnection({ folder })).toThrow(
      /dawr\.sqlite can't be used \(SQLITE_CANTOPEN/,
    );
  });
});

describe("the lock", () => {
  test("a second server on the same folder is refused while the first runs, and not after kill -9", async () => {
    const first = await startProgram(folder);
    expect(() => openConnection({ folder })).toThrow(
      `Another Dawr server is using the data in ${folder}.`,
    );
    const second = startChild(["server/main.ts"], {
      env: { DAWR_DATA: folder, DAWR_PORT: "0", DAWR_DEMO: "1" },
    });
    expect(await second.ended).toEqual({
      code: 78,
      errors: `Another Dawr server is using the data in ${folder}.\n`,
    });
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    await first.kill();
    openConnection({ folder }).close();
  });
});

describe("after kill -9", () => {
  test("a log that somebody deleted leaves an older state, whole, never a broken one", async () => {
    const program = await startProgram(folder);
    // Something young, which the log still holds: an idle moment may have folded the rest.
    const local = await findLocalServer(folder);
    await local?.ask("demo-pair", { kind: "display", name: "Hall" });
    await program.kill();
    const whole = join(folder, "whole");
    const cut = join(folder, "cut");
    for (const to of [whole, cut]) {
      mkdirSync(to);
      copyFileSync(join(folder, "dawr.sqlite"), join(to, "dawr.sqlite"));
    }
    copyFileSync(join(folder, "dawr.sqlite-wal"), join(whole, "dawr.sqlite-wal"));
    const [kept, older] = [recover(whole), recover(cut)];
    expect(kept.head).toBeGreaterThan(older.head);
    for (const each of [kept, older]) {
      expect(each.verdict).toMatchObject({ rows: each.head, brokenAt: null, differing: [] });
    }
  });
});
