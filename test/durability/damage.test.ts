// Files that were damaged behind the store's back. SQLite checks the log frame by frame, but a page
// of the database has no checksum: there the chain, the fold and the indexes have to notice.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../server/config.ts";
import { demoSite, foundDemo } from "../../server/demo/found-demo.ts";
import { createHospital, createModules } from "../../server/hospital.ts";
import { createGroupCommit } from "../../server/store/group-commit.ts";
import { journaledTables } from "../../server/store/journal.ts";
import type { Connection } from "../../server/store/open.ts";
import { openStore, verifyStore } from "../../server/store/store.ts";
import { handRuntime, silentLog } from "../harness/runtime.ts";
import { demoPassword } from "../harness/server.ts";
import { chanceOf, isLong } from "./chance.ts";
import type { Chance } from "./chance.ts";
import { foldersFor } from "./folders.ts";
import { recover } from "./recovered.ts";
import { loadFlow, writerUrl } from "./writer-orders.ts";

const folders = foldersFor("damage");
const mutants = isLong ? 3_000 : 100;
const flips = isLong ? 3_000 : 150;
const endsAfterMs = 1_800_000;

const main = "dawr.sqlite";
const log = "dawr.sqlite-wal";

/** A hospital with eighty tickets and calls, half of them only in the log; then it lies still. */
async function aHospital(folder: string) {
  const store = openStore({ folder }, handRuntime());
  const hospital = createHospital(store, writerUrl, demoSite);
  await foundDemo(hospital, readConfig({ DAWR_DEMO: "1", DAWR_DEMO_PASSWORD: demoPassword }));
  const die = (error: unknown) => {
    throw error;
  };
  const publish = () => undefined;
  const groupCommit = createGroupCommit({ store, log: silentLog(), publish, die });
  for (let number = 0; number < 80; number++) {
    const flow = loadFlow(hospital, number).run;
    groupCommit.enqueue({ principal: "d1", command: null, flow, settle: () => undefined });
    groupCommit.flush();
    if (number === 40) store.db.pragma("wal_checkpoint(RESTART)");
  }
  groupCommit.stop();
  return store;
}

test(
  `${mutants} damaged logs: each opens, with a beginning of what was committed and nothing else`,
  async () => {
    const chance = chanceOf("damaged log");
    const folder = folders.inMemory();
    const copy = folders.inMemory();
    const store = await aHospital(folder);
    // Copied as a power cut leaves them: without closing, which would fold the log back.
    const sound = { main: readFileSync(join(folder, main)), log: readFileSync(join(folder, log)) };
    const tickets = store.query<[], { id: number; label: string }>(
      "SELECT id, label FROM ticket ORDER BY id",
    );
    const issued = tickets.all().map(({ id, label }) => `t${id} ${label}`);
    const whole = store.head().seq;
    store.close();
    const heads: number[] = [];
    for (let count = 0; count < mutants; count++) {
      rmSync(copy, { recursive: true, force: true });
      mkdirSync(copy);
      writeFileSync(join(copy, main), sound.main);
      writeFileSync(join(copy, log), damaged(sound.log, chance));
      const found = recover(copy);
      expect(found.verdict).toEqual({
        rows: found.head,
        brokenAt: null,
        differing: [],
        damage: [],
      });
      const recovered = [...found.tickets].map((each) => each.join(" "));
      expect(recovered).toEqual(issued.slice(0, recovered.length));
      heads.push(found.head);
    }
    const shortest = Math.min(...heads);
    console.log("damaged logs", { mutants, broken: 0, head: whole, shortest });
    // Some were cut short, so something was damaged; what had been folded back never was.
    expect(shortest).toBeLessThan(whole);
    expect(shortest).toBeGreaterThan(whole / 3);
  },
  endsAfterMs,
);

function damaged(sound: Buffer, chance: Chance): Buffer {
  const at = chance.below(sound.length);
  const changed = Buffer.from(sound);
  switch (chance.below(4)) {
    case 0:
      return changed.subarray(0, at);
    case 1:
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << chance.below(8)), at);
      return changed;
    case 2:
      return changed.fill(0, at, Math.min(changed.length, at + 1 + chance.below(8_192)));
    default:
      for (let next = at; next < Math.min(changed.length, at + 512); next++) {
        changed.writeUInt8(chance.below(256), next);
      }
      return changed;
  }
}

/** In the order in which they are asked; `silent` is the one that must not be. */
const effects = [
  "refused",
  "found by SQLite",
  "found by the chain",
  "found by the fold",
  "harmless",
  "outside the journal",
  "silent",
] as const;
type Effect = (typeof effects)[number];

test(
  `${flips} flipped bits in the database: each is found, or changes nothing that the journal says`,
  async () => {
    const chance = chanceOf("flipped bit");
    const folder = folders.inMemory();
    const copy = folders.inMemory();
    const store = await aHospital(folder);
    store.close();
    const sound = readFileSync(join(folder, main));
    mkdirSync(copy);
    copyFileSync(join(folder, main), join(copy, main));
    const before = contents(copy);
    const toll = new Map<Effect, number>(effects.map((effect) => [effect, 0]));
    for (let count = 0; count < flips; count++) {
      const changed = Buffer.from(sound);
      const at = chance.below(changed.length);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << chance.below(8)), at);
      rmSync(copy, { recursive: true, force: true });
      mkdirSync(copy);
      writeFileSync(join(copy, main), changed);
      const effect = effectOf(copy, before);
      if (effect === "silent") console.log("silent: bit in byte", at, "page", 1 + (at >> 12));
      toll.set(effect, (toll.get(effect) ?? 0) + 1);
    }
    console.log("flipped bits", Object.fromEntries(toll));
    expect(toll.get("silent")).toBe(0);
    expect(toll.get("harmless")).toBeLessThan(flips);
  },
  endsAfterMs,
);

test("one changed letter in the schema is found", async () => {
  const folder = folders.inMemory();
  const store = await aHospital(folder);
  store.close();
  const file = readFileSync(join(folder, main));
  // Free space may keep an older copy of the words: every one is changed.
  const words = "CREATE INDEX entry_waiting ON entry";
  for (let at = file.indexOf(words); at >= 0; at = file.indexOf(words, at + 1)) {
    file.write("CREATE INDEX entry_waiting ON enTry", at);
  }
  writeFileSync(join(folder, main), file);
  expect(recover(folder).verdict.damage).toEqual([
    "the tables or indexes are not those of this program",
  ]);
});

interface Contents {
  readonly journaled: string;
  readonly rest: string;
  readonly indexes: string;
}

function effectOf(folder: string, before: Contents): Effect {
  const runtime = handRuntime(0);
  let store;
  try {
    store = openStore({ folder }, runtime);
  } catch {
    return "refused";
  }
  try {
    const { brokenAt, differing, damage } = verifyStore(store.db, runtime, createModules);
    if (damage.length > 0) return "found by SQLite";
    if (brokenAt !== null) return "found by the chain";
    if (differing.length > 0) return "found by the fold";
  } finally {
    store.close();
  }
  const after = contents(folder);
  if (after.journaled !== before.journaled || after.indexes !== before.indexes) return "silent";
  return after.rest === before.rest ? "harmless" : "outside the journal";
}

/** Everything the database says, read table by table; and whether its indexes agree with it. */
function contents(folder: string): Contents {
  const store = openStore({ folder }, handRuntime(0));
  try {
    const journaled: readonly string[] = [...journaledTables, "journal"];
    const tables = store.db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name);
    const of = (names: readonly string[]) => names.map((name) => rowsOf(store.db, name)).join("\n");
    return {
      journaled: of(journaled),
      rest: of(tables.filter((name) => !journaled.includes(name))),
      indexes: JSON.stringify(store.db.pragma("integrity_check")),
    };
  } finally {
    store.close();
  }
}

function rowsOf(db: Connection, table: string): string {
  try {
    return JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all());
  } catch (error) {
    return String(error);
  }
}
