// The disk is full, or fails. Full is a state to live through: the batch that met it is refused as
// busy, whole, and the server goes on. A failure ends the process before it acknowledges anything.
import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accept } from "../../shared/domain/result.ts";
import { createHospital, createModules } from "../../server/hospital.ts";
import { createGroupCommit } from "../../server/store/group-commit.ts";
import type { Job, Outcome } from "../../server/store/group-commit.ts";
import { openStore, verifyStore } from "../../server/store/store.ts";
import { demoSite, foundDemo } from "../../server/demo/found-demo.ts";
import { readConfig } from "../../server/config.ts";
import { handRuntime, silentLog } from "../harness/runtime.ts";
import { aCommandId, aServer, demoPassword } from "../harness/server.ts";
import { startProgram } from "./child.ts";
import { createCrowd } from "./crowd.ts";
import { foldersFor } from "./folders.ts";
import { lost, recover } from "./recovered.ts";
import { failingUnderStrace, hasStrace } from "./strace.ts";
import { ackIn, startWriter } from "./traced-writer.ts";
import { loadFlow, writerUrl } from "./writer-orders.ts";
import type { WriterAck } from "./writer-orders.ts";

const folders = foldersFor("full");
/** Room for some hundred commands in the log, in bytes. */
const logGrowth = 1_000_000;

describe("a full disk inside a batch", () => {
  /** A hospital whose database may grow by so many pages and no further, until it is told. */
  async function aFullHospital() {
    const runtime = handRuntime();
    const store = openStore({ folder: folders.fresh() }, runtime);
    const hospital = createHospital(store, writerUrl, demoSite);
    await foundDemo(hospital, readConfig({ DAWR_DEMO: "1", DAWR_DEMO_PASSWORD: demoPassword }));
    const groupCommit = createGroupCommit({
      store,
      log: silentLog(),
      publish: () => undefined,
      die(error) {
        throw error;
      },
    });
    let number = 0;
    let begun = 0;
    /** So many new commands that will arrive together. */
    const newCommands = (count: number): Omit<Job, "settle">[] =>
      Array.from({ length: count }, () => {
        const flow = loadFlow(hospital, number);
        number += number % 4 === 2 ? 2 : 1;
        const command = { id: runtime.randomBytes(16), digest: runtime.randomBytes(16) };
        return {
          principal: "d1",
          command,
          flow(tx) {
            begun++;
            return flow.run(tx);
          },
        };
      });
    const commit = (jobs: readonly Omit<Job, "settle">[]) => {
      const outcomes: Outcome[] = [];
      begun = 0;
      for (const job of jobs) {
        groupCommit.enqueue({ ...job, settle: (outcome) => outcomes.push(outcome) });
      }
      groupCommit.flush();
      return { codes: new Set(outcomes.map((each) => (each.ok ? "ok" : each.code))), begun };
    };
    const rows = (table: string) =>
      store.query<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n;
    return {
      store,
      newCommands,
      commit,
      pagesMax(more: number) {
        const pages = store.db.pragma("page_count", { simple: true }) as number;
        store.db.pragma(`max_page_count = ${pages + more}`);
      },
      state: () => ({
        head: store.head().seq,
        journal: rows("journal"),
        tickets: rows("ticket"),
        once: rows("once"),
      }),
      verdict: () => verifyStore(store.db, runtime, createModules),
      close() {
        groupCommit.stop();
        store.close();
      },
    };
  }

  test("all of it is refused as busy, nothing of it is kept, and it works when space returns", async () => {
    const { store, newCommands, commit, pagesMax, state, verdict, close } = await aFullHospital();
    const begunBeforeFull: number[] = [];
    for (let more = 0; more < 12; more++) {
      pagesMax(more);
      let before = state();
      let jobs = newCommands(24);
      let batch = commit(jobs);
      // A batch is all in or all out, so the database ends full within a few.
      for (let count = 0; count < 20 && batch.codes.has("ok"); count++) {
        expect(batch.codes).toEqual(new Set(["ok"]));
        before = state();
        jobs = newCommands(24);
        batch = commit(jobs);
      }
      begunBeforeFull.push(batch.begun);
      expect(batch.codes).toEqual(new Set(["busy"]));
      expect(state()).toEqual(before);
      expect(store.db.inTransaction).toBe(false);
      pagesMax(1_000);
      expect(commit(jobs)).toEqual({ codes: new Set(["ok"]), begun: jobs.length });
      expect(commit(jobs)).toEqual({ codes: new Set(["ok"]), begun: 0 });
      expect(state()).toMatchObject({ tickets: (before.tickets ?? 0) + jobs.length });
    }
    // The disk was found full in the middle of a batch, with commands before it already run.
    expect(Math.max(...begunBeforeFull)).toBeGreaterThan(1);
    expect(verdict()).toMatchObject({ brokenAt: null, differing: [], damage: [] });
    close();
  });

  test("a command whose flow swallows the error does not commit the rest of its batch", async () => {
    const { store, newCommands, commit, pagesMax, state, close } = await aFullHospital();
    pagesMax(0);
    const before = state();
    const [first, ...rest] = newCommands(8);
    if (first === undefined) throw new Error("no command");
    const swallowing: typeof first = {
      ...first,
      flow(tx) {
        try {
          for (let count = 0; count < 1_000; count++) first.flow(tx);
        } catch {
          return accept("as if nothing had happened");
        }
        return accept("the disk was not full");
      },
    };
    expect(commit([swallowing, ...rest]).codes).toEqual(new Set(["busy"]));
    expect({ ...state(), inside: store.db.inTransaction }).toEqual({ ...before, inside: false });
    close();
  });

  test("the server answers busy, goes on showing, and gives the same command its ticket later", async () => {
    const server = await aServer({ folder: folders.fresh(), store: { pagesMax: 640 } });
    const kiosk = await server.device("kiosk");
    const payload = { serviceId: "dental-visit" };
    let commandId = aCommandId();
    let answer = await kiosk.ask("issueTicket", payload, commandId);
    for (let count = 0; count < 2_000 && answer.ok; count++) {
      commandId = aCommandId();
      answer = await kiosk.ask("issueTicket", payload, commandId);
    }
    expect(answer).toMatchObject({ ok: false, refusal: { code: "busy" } });
    const board = await kiosk.look<{ queues: unknown[] }>("board", "hall-2");
    expect(board.data.queues.length).toBeGreaterThan(0);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    server.hospital.store.db.pragma("max_page_count = 100000");
    expect(await kiosk.ask("issueTicket", payload, commandId)).toMatchObject({ ok: true });
    await server.end();
  });
});

/** A load that fills several commits, with idle moments in which the log is folded back. */
const load = { synchronous: 2, bursts: Array<number>(40).fill(3), restAfter: [15, 25] } as const;

async function writeUnder(under: (folder: string) => readonly string[]) {
  const folder = folders.fresh();
  // The hospital is founded before, so that what fails is a write of the load, however large it is.
  await startWriter({ ...load, folder, bursts: [] }, []).ended;
  const child = startWriter({ ...load, folder }, under(folder));
  const { code, errors } = await child.ended;
  const acks = child.lines.map(ackIn).filter((each) => each !== null);
  const end = child.lines.find((line) => line.startsWith('{"groups"'));
  return { folder, code, errors, acks, busy: end === undefined ? 0 : JSON.parse(end).busy };
}

function expectKept(folder: string, acks: readonly WriterAck[]): void {
  const found = recover(folder);
  expect(lost(acks, found)).toEqual([]);
  expect(found.verdict).toMatchObject({ brokenAt: null, differing: [], damage: [] });
}

describe.skipIf(!hasStrace)("a disk that refuses (skipped where strace is absent)", () => {
  const wal = (folder: string) => join(folder, "dawr.sqlite-wal");
  const main = (folder: string) => join(folder, "dawr.sqlite");

  test("full at COMMIT: those commands are refused as busy, the next ones are served", async () => {
    const { folder, code, errors, acks, busy } = await writeUnder((at) =>
      failingUnderStrace({ path: wal(at), calls: "pwrite64", error: "ENOSPC", when: "500..504" }),
    );
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(busy).toBeGreaterThan(0);
    expect(acks.length).toBeGreaterThan(60);
    expectKept(folder, acks);
  });

  test("full while the log is folded back: the server lives on, the log keeps everything", async () => {
    const { folder, code, errors, acks } = await writeUnder((at) =>
      failingUnderStrace({ path: main(at), calls: "pwrite64", error: "ENOSPC", when: "8+" }),
    );
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(acks.length).toBeGreaterThan(100);
    expectKept(folder, acks);
  });

  test.each([
    ["a sync of the log", wal, "fsync,fdatasync", "30+"],
    ["a write to the log", wal, "pwrite64", "500+"],
    ["a sync of the database", main, "fsync,fdatasync", "2+"],
    ["a write to the database", main, "pwrite64", "8+"],
  ])(
    "%s fails: the process ends, and what it had acknowledged is kept",
    async (_, path, calls, when) => {
      const { folder, code, acks } = await writeUnder((at) =>
        failingUnderStrace({ path: path(at), calls, error: "EIO", when }),
      );
      expect(code).toBe(74);
      expect(acks.length).toBeGreaterThan(1);
      expect(acks.length).toBeLessThan(110);
      expectKept(folder, acks);
    },
  );
});

describe("a disk that fails under the program", () => {
  test("it ends with exit code 74; after a restart every answer is kept, every command done once", async () => {
    const folder = folders.fresh();
    const crowd = createCrowd(folder);
    const founded = await startProgram(folder);
    await founded.kill();
    // No file may grow past this: the write that would is refused by the system itself.
    const most = statSync(join(folder, "dawr.sqlite-wal")).size + logGrowth;
    const limited = await startProgram(folder, {
      under: ["/bin/sh", "-c", `ulimit -f ${Math.ceil(most / 512)} && exec "$@"`, "sh"],
    });
    await crowd.meet(limited.url);
    await crowd.pressOn();
    expect(await limited.ended).toMatchObject({
      code: 74,
      errors: expect.stringContaining("SQLITE_IOERR_WRITE"),
    });
    crowd.part();
    const program = await startProgram(folder);
    await crowd.meet(program.url);
    await crowd.insist(program.url);
    crowd.part();
    await program.kill();
    expect(crowd.figures().acks).toBeGreaterThan(50);
  });
});
