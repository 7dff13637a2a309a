import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { accept, refuse, refuseAndKeep } from "../../shared/domain/result.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { aHospital, expectWhole, staff } from "../../test/harness/hospital.ts";
import type { HospitalOptions, TestHospital } from "../../test/harness/hospital.ts";
import { handRuntime } from "../../test/harness/runtime.ts";
import { idBytes } from "./command-id.ts";
import { answersKeptMs } from "./group-commit.ts";
import type { Job, Outcome } from "./group-commit.ts";
import type { Flow, Tx } from "./store.ts";

const open: TestHospital[] = [];
const folders: string[] = [];
function hospital(options: HospitalOptions = {}): TestHospital {
  const made = aHospital(options);
  open.push(made);
  return made;
}
afterEach(() => {
  for (const made of open.splice(0)) {
    expectWhole(made);
    made.close();
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const id = "0190a5b0-0000-7000-8000-000000000001";
/** A flow that leaves a trace of its own, and counts how often it ran. */
function aFlow() {
  let runs = 0;
  const flow: Flow<number> = (tx) => {
    runs++;
    tx.touch("queue:eye");
    return accept(putRoom(tx, `room ${runs}`));
  };
  return { flow, runs: () => runs };
}
function putRoom(tx: Tx, name: string): number {
  return tx.record("waitingRoomPut", { id: "hall-9", names: { ar: name } });
}
const rowsOf = (h: TestHospital, commandId = id) =>
  h.rows<{ part: number; principal: string; name: string }>(
    "SELECT part, principal, name FROM journal WHERE command_id = ? ORDER BY seq",
    idBytes(commandId),
  );

describe("one command", () => {
  it("acts once, and its replay gets the same answer from before", () => {
    const h = hospital();
    const { flow, runs } = aFlow();
    const first = h.run(flow, { id });
    h.run(flow);
    const again = h.run(flow, { id });
    const head = h.store.head().seq;
    expect({ runs: runs(), again, version: first.ok && first.version }).toEqual({
      runs: 2,
      again: first,
      version: head - 1,
    });
  });

  it("is one set of rows of the journal, its parts in order, under its id and principal", () => {
    const h = hospital();
    h.run(
      (tx) => {
        putRoom(tx, "a");
        putRoom(tx, "b");
        return accept(putRoom(tx, "c"));
      },
      { id },
    );
    expect(rowsOf(h)).toEqual(
      [0, 1, 2].map((part) => ({ part, principal: "s900", name: "waitingRoomPut" })),
    );
  });

  it("with another body is command_id_reused, and the first answer still stands", () => {
    const h = hospital();
    const { flow, runs } = aFlow();
    const first = h.run(flow, { id, body: "one" });
    const codes = [h.run(flow, { id, body: "two" }), h.run(flow, { id, body: "one" })];
    expect([codes, runs()]).toEqual([[{ ok: false, code: "command_id_reused" }, first], 1]);
  });

  it("of another principal is another command", () => {
    const h = hospital();
    const { flow, runs } = aFlow();
    h.run(flow, { id, as: staff("nurse", 901) });
    h.run(flow, { id });
    expect([runs(), rowsOf(h).map(({ principal }) => principal)]).toEqual([2, ["s901", "s900"]]);
  });

  it("that was refused changed nothing, and its refusal is its answer from then on", () => {
    const h = hospital();
    const head = h.store.head();
    let mood: "no" | "yes" = "no";
    const flow: Flow<number> = (tx) => {
      const seq = putRoom(tx, "never seen");
      return mood === "no" ? refuse("queue_empty") : accept(seq);
    };
    const first = h.run(flow, { id });
    mood = "yes";
    expect([first, h.run(flow, { id }), h.store.head(), rowsOf(h)]).toEqual([
      { ok: false, code: "queue_empty" },
      { ok: false, code: "queue_empty" },
      head,
      [],
    ]);
  });

  it.each<RefusalCode>(["busy", "internal", "rate_limited"])(
    "that was refused as %s, which is transient, may be tried again and acts then",
    (code) => {
      const h = hospital();
      let tries = 0;
      const flow: Flow<number> = (tx) =>
        ++tries === 1 ? refuse(code) : accept(putRoom(tx, "then"));
      const answers = [h.run(flow, { id }), h.run(flow, { id }), h.run(flow, { id })];
      expect([answers.map(({ ok }) => ok), tries]).toEqual([[false, true, true], 2]);
    },
  );

  it("that was refused with a trace keeps the trace, and its refusal is its answer", () => {
    const h = hospital();
    let runs = 0;
    const flow: Flow<never> = (tx) => {
      runs += 1;
      putRoom(tx, "a trace");
      return refuseAndKeep("not_found");
    };
    const answers = [h.run(flow, { id }), h.run(flow, { id })];
    expect([answers, runs, rowsOf(h).length]).toEqual([
      [1, 2].map(() => ({ ok: false, code: "not_found" })),
      1,
      1,
    ]);
  });

  it("gets the same answer after a restart of the program", () => {
    const folder = mkdtempSync(join(tmpdir(), "dawr-test-once-"));
    folders.push(folder);
    const runtime = handRuntime();
    const before = aHospital({ folder, runtime });
    const { flow } = aFlow();
    const first = before.run(flow, { id });
    before.close();
    const after = hospital({ folder, runtime });
    const second = aFlow();
    expect([after.run(second.flow, { id }), second.runs()]).toEqual([first, 0]);
  });

  it("is forgotten after its days but never acts twice: it has expired", () => {
    const h = hospital();
    const { flow, runs } = aFlow();
    const first = h.run(flow, { id });
    h.runtime.pass(answersKeptMs);
    h.run(flow); // a batch that comes by prunes
    const last = h.run(flow, { id });
    h.runtime.pass(1);
    h.run(flow);
    const expired = [h.run(flow, { id }), h.run(flow, { id, body: "another" })];
    expect({ last, expired, runs: runs() }).toEqual({
      last: first,
      expired: Array(2).fill({ ok: false, code: "command_expired" }),
      runs: 3,
    });
  });

  it("is not forgotten early because a clock was wrong for a while", () => {
    const h = hospital();
    const { flow } = aFlow();
    h.runtime.pass(-30 * 24 * 3_600_000);
    const first = h.run(flow, { id });
    h.runtime.pass(30 * 24 * 3_600_000);
    h.run(flow);
    expect(h.run(flow, { id })).toEqual(first);
  });
});

/** Hands in jobs that arrive together, and gives their outcomes in the order of answering. */
function together(h: TestHospital, flows: readonly (readonly [string, Flow<unknown>])[]) {
  const answered: [string, Outcome][] = [];
  for (const [name, flow] of flows) {
    const job: Job = {
      principal: "s900",
      command: { id: idBytes(h.runtime.uuid()), digest: Buffer.from(name) },
      flow,
      settle: (outcome) => void answered.push([name, outcome]),
    };
    h.groupCommit.enqueue(job);
  }
  h.groupCommit.flush();
  return answered;
}

describe("a batch", () => {
  it("is answered in the order it came in, each version its own, before it is told to anybody", () => {
    const order: string[] = [];
    const h = hospital({
      ports: { publish: (touched) => void order.push(`told ${[...touched].sort().join(" ")}`) },
    });
    const before = h.store.head().seq;
    const put =
      (name: string): Flow<unknown> =>
      (tx) => {
        tx.touch(`queue:${name}`);
        return accept(putRoom(tx, name));
      };
    for (const name of ["a", "b", "c"]) {
      h.groupCommit.enqueue({
        principal: "s900",
        command: null,
        flow: put(name),
        settle: (outcome) =>
          void order.push(`${name} ${outcome.ok ? outcome.version - before : ""}`),
      });
    }
    h.groupCommit.flush();
    expect(order).toEqual(["a 1", "b 2", "c 3", "told queue:a queue:b queue:c"]);
  });

  it("is one transaction: nobody is answered before all of it is committed", () => {
    const h = hospital();
    const seen: boolean[] = [];
    for (let count = 0; count < 3; count++) {
      h.groupCommit.enqueue({
        principal: "s900",
        command: null,
        flow: (tx) => accept(putRoom(tx, "x")),
        settle: () => void seen.push(h.store.db.inTransaction),
      });
    }
    h.groupCommit.flush();
    expect(seen).toEqual([false, false, false]);
  });

  it("goes on after a statement that is wrong in itself: a bug is not a failing disk", () => {
    const died: unknown[] = [];
    const h = hospital({ ports: { die: (error) => void died.push(error) as never } });
    const wrong: Flow<number> = () => {
      h.store.query<[], never>("SELECT abs(-9223372036854775808)").get();
      return accept(1);
    };
    const good: Flow<number> = (tx) => accept(putRoom(tx, "good"));
    const answers = together(h, [
      ["wrong", wrong],
      ["good", good],
    ]);
    expect({ answers: answers.map(([, outcome]) => outcome.ok), died }).toEqual({
      answers: [false, true],
      died: [],
    });
  });

  it("loses nothing by a flow that throws: that one is internal and leaves no trace", () => {
    const touched: string[] = [];
    const h = hospital({ ports: { publish: (feeds) => void touched.push(...feeds) } });
    const before = h.store.head().seq;
    const good: Flow<number> = (tx) => {
      tx.touch("queue:eye");
      return accept(putRoom(tx, "good"));
    };
    const bad: Flow<number> = (tx) => {
      tx.touch("queue:bad");
      putRoom(tx, "bad");
      throw new Error("a bug of ours");
    };
    const [first, second, third] = together(h, [
      ["first", good],
      ["second", bad],
      ["third", good],
    ]);
    expect([first, second, third]).toEqual([
      ["first", { ok: true, reply: before + 1, version: before + 1 }],
      ["second", { ok: false, code: "internal" }],
      ["third", { ok: true, reply: before + 2, version: before + 2 }],
    ]);
    expect(touched).toEqual(["queue:eye"]);
    expect(h.log.lines).toEqual(["a flow failed; its command was rolled back"]);
    expect(h.rows("SELECT names FROM waiting_room WHERE id = 'hall-9'")).toEqual([
      { names: '{"ar":"good"}' },
    ]);
  });

  it("takes a broken rule of the database for a bug of that one command", () => {
    const h = hospital();
    const twice: Flow<number> = (tx) => {
      const fact = { zone: "UTC", hospitalNames: { ar: "x" }, emergencyPlace: { ar: "x" } };
      return accept(tx.record("siteFounded", { ...fact, epoch: "second" }));
    };
    const [founded, issued] = together(h, [
      ["founded twice", twice],
      ["beside it", (tx) => accept(putRoom(tx, "beside"))],
    ]);
    expect([founded?.[1].ok, issued?.[1].ok]).toEqual([false, true]);
  });

  it("goes on answering when one answer cannot be handed over", () => {
    const h = hospital();
    const answered: string[] = [];
    for (const name of ["a", "b", "c"]) {
      h.groupCommit.enqueue({
        principal: "s900",
        command: null,
        flow: (tx) => accept(putRoom(tx, name)),
        settle() {
          if (name === "b") throw new Error("a socket that broke");
          answered.push(name);
        },
      });
    }
    h.groupCommit.flush();
    expect([answered, h.log.lines]).toEqual([["a", "c"], ["an answer could not be handed over"]]);
  });

  it("replayed inside one batch is answered twice and done once", () => {
    const h = hospital();
    const { flow, runs } = aFlow();
    const answers: Outcome[] = [];
    for (let count = 0; count < 3; count++) {
      h.groupCommit.enqueue({
        principal: "s900",
        command: { id: idBytes(id), digest: Buffer.from("x") },
        flow,
        settle: (outcome) => void answers.push(outcome),
      });
    }
    h.groupCommit.flush();
    expect([new Set(answers.map((one) => JSON.stringify(one))).size, runs()]).toEqual([1, 1]);
  });

  it("larger than one commit takes several, in order, and loses none", () => {
    const h = hospital({ batchMax: 7 });
    const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
    const answered = together(
      h,
      names.map((name) => [name, (tx: Tx) => accept(putRoom(tx, name))] as const),
    );
    expect(answered.map(([name]) => name)).toEqual(names);
    expect(answered.every(([, outcome]) => outcome.ok)).toBe(true);
  });

  it("is never earlier than the row before it, whatever the clock says", () => {
    const h = hospital();
    const times: number[] = [];
    const note: Flow<number> = (tx) => {
      times.push(tx.now);
      return accept(putRoom(tx, "x"));
    };
    h.run(note);
    h.runtime.pass(-3_600_000);
    h.run(note);
    h.runtime.pass(7_200_000);
    h.run(note);
    const [first = 0] = times;
    expect(times).toEqual([first, first, first + 3_600_000]);
  });
});

it("after it was stopped everything is refused as busy, and the store may be closed", () => {
  const h = hospital();
  h.groupCommit.stop();
  const answers: Outcome[] = [];
  h.groupCommit.enqueue({
    principal: "s900",
    command: null,
    flow: () => accept(1),
    settle: (outcome) => void answers.push(outcome),
  });
  h.groupCommit.flush();
  expect(answers).toEqual([{ ok: false, code: "busy" }]);
});
