import { describe, expect, test } from "vitest";
import { idOf } from "../../shared/domain/ids.ts";
import { aTicket, anIntent, commandIdNumber } from "../agent/testing/samples.ts";
import type { IssueOutcome, Paper } from "../device-api.ts";
import {
  isSettled,
  newGroup,
  pendingIntent,
  resized,
  restBetweenMs,
  runAgain,
  runAnswered,
  runPapers,
  runTick,
  startRun,
  toggled,
  triesMax,
} from "./group.ts";
import type { Run } from "./group.ts";

const patience = { slowAfterMs: 2_000, troubleAfterMs: 10_000, paperWithinMs: 25_000 };
const three = [1, 2, 3].map((n) => anIntent({ commandId: commandIdNumber(n) }));
const fresh = startRun(three, 0);
const ticket = (n: number) => aTicket({ ticketId: idOf("ticket", n), label: `A00${n}` });
const issued = (n: number): IssueOutcome => ({ kind: "issued", ticket: ticket(n) });
const busy: IssueOutcome = { kind: "try_again", code: "rate_limited" };
const full: IssueOutcome = { kind: "refused", code: "service_full" };

/** After these outcomes, each to the intent that was pending, one a second from 1 s on. */
const after = (run: Run, ...outcomes: readonly IssueOutcome[]) =>
  outcomes.reduce((held, outcome, at) => {
    const commandId = pendingIntent(held)?.commandId ?? commandIdNumber(99);
    return runAnswered(held, { commandId, outcome }, (at + 1) * 1_000);
  }, run);
const labels = (run: Run) => run.taken.map((each) => each.ticket.label).join(" ");

describe("the group", () => {
  test("is two to six patients, and keeps what was said of those who stay", () => {
    const said = toggled(resized(newGroup, 4), 1);
    const sizes = [1, 3, 9].map((size) =>
      resized(said, size)
        .members.map((member) => (member.protected ? "p" : "-"))
        .join(""),
    );
    expect(sizes).toEqual(["-p", "-p-", "-p----"]);
    expect(toggled(said, 1).members[1]).toEqual({ protected: false });
  });
});

describe("taking the numbers of a group", () => {
  test("goes from one to the next until all are saved", () => {
    const states = [1, 2, 3].map((count) => after(fresh, ...[1, 2, 3].slice(0, count).map(issued)));
    expect(states.map((run) => [labels(run), run.state.kind])).toEqual([
      ["A001", "asking"],
      ["A001 A002", "asking"],
      ["A001 A002 A003", "done"],
    ]);
  });

  test.each<[string, IssueOutcome, Run["state"]["kind"], string | undefined]>([
    ["a final no keeps what is saved, and asks for no other", full, "refused", undefined],
    ["without an answer the same intent waits for a touch", { kind: "no_answer" }, "stuck", "2"],
    ["too busy rests, and keeps the same intent", busy, "resting", "2"],
  ])("in the middle: %s", (_, outcome, kind, pending) => {
    const run = after(fresh, issued(1), outcome);
    expect([labels(run), run.state.kind, pendingIntent(run)?.commandId.slice(-1)]).toEqual([
      "A001",
      kind,
      pending,
    ]);
  });

  test("a busy server is asked again by itself, some times, and then at a touch", () => {
    let run = fresh;
    let nowMs = 0;
    const kinds: string[] = [];
    for (let tries = 0; tries < triesMax; tries++) {
      run = runAnswered(run, { commandId: commandIdNumber(1), outcome: busy }, nowMs);
      kinds.push(run.state.kind);
      nowMs += restBetweenMs;
      run = runTick(run, nowMs, patience);
    }
    expect([...kinds, run.state.kind]).toEqual(["resting", "resting", "resting", "stuck", "stuck"]);
    expect(runAgain(run, nowMs).state).toMatchObject({ kind: "asking", tries: 0 });
  });

  test("says after a while that it still tries, and then that no answer came", () => {
    const at = (nowMs: number) => runTick(fresh, nowMs, patience).state;
    expect(runTick(fresh, 1_999, patience)).toBe(fresh);
    expect([at(2_000), at(10_000)]).toMatchObject([
      { kind: "asking", isSlow: true },
      { kind: "stuck", code: null },
    ]);
  });

  test("a late answer counts, and the next is asked for", () => {
    const stuck = runTick(after(fresh, issued(1)), 60_000, patience);
    const late = runAnswered(stuck, { commandId: commandIdNumber(2), outcome: issued(2) }, 70_000);
    expect([stuck.state.kind, labels(late), late.state.kind]).toEqual([
      "stuck",
      "A001 A002",
      "asking",
    ]);
  });

  test("no answer counts twice, and none of somebody else", () => {
    const run = after(fresh, issued(1));
    for (const n of [1, 3, 99]) {
      expect(runAnswered(run, { commandId: commandIdNumber(n), outcome: issued(n) }, 9_000)).toBe(
        run,
      );
    }
  });

  test("is settled when nothing is on its way", () => {
    const runs = [fresh, after(fresh, busy), after(fresh, full), after(fresh, issued(1), full)];
    expect(runs.map(isSettled)).toEqual([false, false, true, true]);
  });
});

describe("the papers of a group", () => {
  const two = after(startRun(three.slice(0, 2), 0), issued(1), issued(2));
  const papers = (run: Run) => run.taken.map(({ paper }) => paper.state);
  const hear = (run: Run, n: number, state: Paper["state"]) =>
    runPapers(run, { [idOf("ticket", n)]: { state, detail: null } });

  test("are each heard of by themselves", () => {
    expect(papers(hear(two, 2, "printed"))).toEqual(["printing", "printed"]);
    expect(hear(two, 9, "printed")).toBe(two);
  });

  test("not heard of for long may be out or not, a later one later; an outcome corrects it", () => {
    const silent = runTick(two, 27_000, patience);
    expect(papers(silent)).toEqual(["unknown", "printing"]);
    expect(papers(hear(silent, 1, "printing"))).toEqual(["unknown", "printing"]);
    expect(papers(hear(silent, 1, "printed"))).toEqual(["printed", "printing"]);
    expect(papers(runTick(two, 36_000, patience))).toEqual(["unknown", "unknown"]);
  });

  test("of a ticket without a print job are none", () => {
    const outcome: IssueOutcome = { kind: "issued", ticket: aTicket({ printJobId: null }) };
    expect(papers(after(fresh, outcome))).toEqual(["not_printed"]);
  });
});
