import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandPayloads } from "../../shared/protocol/commands.ts";
import type { CommandName, Payload } from "../../shared/protocol/commands.ts";
import { aBigHospital, callNext, calledAt, issue } from "../../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { sha256 } from "../runtime.ts";
import { idBytes } from "../store/command-id.ts";
import type { Outcome } from "../store/group-commit.ts";

const reason = "a test asks";
let h: TestHospital;
beforeEach(() => {
  h = aBigHospital();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

type Asked = readonly [name: CommandName, payload: object];

/** Two clerks' commands in one batch: one transaction, one commit, answered together. */
function together(first: Asked, second: Asked): readonly string[] {
  const outcomes: Outcome[] = [];
  for (const [at, [name, payload]] of [first, second].entries()) {
    const parsed = commandPayloads[name].parse(payload) as Payload<typeof name>;
    const clerk = staff("nurse", 901 + at);
    h.groupCommit.enqueue({
      principal: clerk.id,
      command: { id: idBytes(h.runtime.uuid()), digest: sha256(JSON.stringify(parsed)) },
      flow: h.flows[name](clerk, parsed as never),
      settle: (outcome) => void outcomes.push(outcome),
    });
  }
  expect(outcomes).toEqual([]);
  h.groupCommit.flush();
  return outcomes.map((outcome) => (outcome.ok ? "ok" : outcome.code));
}

describe("two clerks who act on one entry in the same tick: one does, the other is told", () => {
  /** Waiting, called at doctor-1, or having missed that call. */
  const into = {
    waiting: () => ({ entryId: issue(h, "doctor-visit").entryId, callId: "c999999" }),
    called() {
      issue(h, "doctor-visit");
      return callNext(h, "doctor-1");
    },
    missed() {
      const call = into.called();
      granted(h.ask("noShow", { callId: call.callId }));
      return call;
    },
  };
  const chosen = (servicePointId: string) => (entryId: string) =>
    ["callChosen", { servicePointId, entryId, reason }] as const;
  const on =
    (name: CommandName, more: object = {}) =>
    (entryId: string) =>
      [name, { entryId, ...more }] as const;
  const ofCall = (name: CommandName) => (_: string, callId: string) => [name, { callId }] as const;
  const away = { toQueueId: "lab", placement: "keep" };

  it.each([
    ["waiting", chosen("doctor-1"), chosen("doctor-2"), "not_waiting"],
    ["waiting", chosen("doctor-1"), on("transfer", away), "ok"],
    ["waiting", on("transfer", away), chosen("doctor-1"), "not_waiting"],
    ["waiting", on("transfer", away), on("transfer", away), "wrong_state"],
    ["waiting", on("cancelEntry", { reason }), on("park"), "wrong_state"],
    ["waiting", on("park"), on("park"), "wrong_state"],
    ["waiting", on("hold", { minutes: 5 }), chosen("doctor-2"), "not_waiting"],
    ["called", ofCall("endService"), ofCall("noShow"), "not_called"],
    ["called", ofCall("noShow"), ofCall("endService"), "not_called"],
    ["called", ofCall("startService"), ofCall("startService"), "wrong_state"],
    ["called", on("requeue"), ofCall("endService"), "not_called"],
    ["called", on("park"), ofCall("recall"), "not_called"],
    ["called", on("transfer", { ...away, returnTo: true }), ofCall("endService"), "not_called"],
    ["missed", on("requeue"), on("requeue"), "wrong_state"],
  ] as const)("%s", (state, first, second, code) => {
    const { entryId, callId } = into[state]();
    expect(together(first(entryId, callId), second(entryId, callId))).toEqual(["ok", code]);
  });
});

it("two points that call at once call two people, and of one who waits one is told that nobody does", () => {
  for (let count = 0; count < 3; count++) issue(h, "doctor-visit");
  const next = (servicePointId: string) => ["callNext", { servicePointId }] as const;
  expect(together(next("doctor-1"), next("doctor-2"))).toEqual(["ok", "ok"]);
  const both = h.queue.read.openCalls().map(({ label }) => label);
  expect(both.sort()).toEqual(["D001", "D002"]);
  for (const { call_id: callId } of h.queue.read.openCalls()) {
    granted(h.ask("endService", { callId: `c${callId}` }));
  }
  expect(together(next("doctor-1"), next("doctor-2"))).toEqual(["ok", "queue_empty"]);
});

describe("a service with people waiting", () => {
  const twoWait = () => [issue(h, "doctor-visit").label, issue(h, "doctor-visit").label];
  const change = (more: object) =>
    granted(h.ask("changeService", { serviceId: "doctor-visit", ...more }));

  it("merged with another is one queue, each with the time that they came at", () => {
    const [first, second] = twoWait();
    const theirs = issue(h, "lab-test").label;
    change({ queueId: "lab" });
    const merging = { queueId: "doctor", waiting: "transfer", toQueueId: "lab", reason } as const;
    expect(granted(h.ask("closeQueue", merging)).moved).toBe(2);
    const later = issue(h, "doctor-visit").label;
    const called = Array.from({ length: 5 }, () => calledAt(h, "lab-1"));
    expect(called).toEqual([first, second, theirs, later, "queue_empty"]);
  });

  it("deleted gives no tickets, and who has one is called, finished and taken on", () => {
    const labels = twoWait();
    change({ open: false });
    expect(codeOf(h.ask("issueTicket", { serviceId: "doctor-visit" }))).toBe("service_closed");
    expect([...labels, ""].map(() => calledAt(h, "doctor-1"))).toEqual([...labels, "queue_empty"]);
  });
});
