import { describe, expect, test } from "vitest";
import { idOf } from "../../shared/domain/ids.ts";
import { createClient } from "../../shared/protocol/client.ts";
import type { PrintJob } from "../../shared/protocol/feeds.ts";
import type { PaperJob } from "../../shared/protocol/papers.ts";
import { createPrintJobs, printWithinMs } from "./print-jobs.ts";
import type { PrintResult } from "./printer-port.ts";
import { createServerClock } from "./server-clock.ts";
import { accepted, fakeServer, refusal } from "./testing/fake-server.ts";
import { handWoundTime, settled } from "./testing/hand-wound-time.ts";
import { aList, aPrintJob, aSlip, countedCommandIds } from "./testing/samples.ts";

const now = 1_000_500;

function aPrintRoom() {
  const server = fakeServer();
  const time = handWoundTime();
  const printed: string[] = [];
  let finish: ((result: PrintResult) => void) | null = null;
  let cutShort = 0;
  let atOnce: PrintResult | null = { outcome: "printed", detail: null };
  server.answer("startPrint", () => accepted({ status: "sent" }));
  server.answer("reportPrint", () => accepted({ status: "printed" }));
  const jobs = createPrintJobs({
    client: createClient(server.wire, time),
    printer: {
      print(job) {
        printed.push(job.printJobId);
        if (atOnce !== null) return Promise.resolve(atOnce);
        return new Promise((resolve) => (finish = resolve));
      },
      noteCutShort: () => void (cutShort += 1),
    },
    time,
    serverClock: createServerClock(time),
    zone: () => "Asia/Baghdad",
    newCommandId: countedCommandIds(),
    onChange: () => undefined,
    log: () => undefined,
  });
  server.link(true);
  return {
    server,
    time,
    jobs,
    printed,
    cutShort: () => cutShort,
    feed: async (
      list: readonly PrintJob[],
      serverTime = now,
      papers: readonly PaperJob[] | undefined = undefined,
    ) => {
      const data = papers === undefined ? { jobs: list } : { jobs: list, papers };
      server.snapshot("prints", "self", data, serverTime);
      await settled();
    },
    printsSlowly: () => void (atOnce = null),
    outcome: (result: PrintResult | null) => void (atOnce = result),
    finish: async (result: PrintResult) => {
      finish?.(result);
      await settled();
    },
    said: () => server.heard.map(({ name, payload }) => ({ name, ...(payload as object) })),
  };
}

describe("a queued job", () => {
  test("is claimed, printed, reported, in this order and once", async () => {
    const room = aPrintRoom();
    await room.feed([aPrintJob(1)]);
    await room.feed([aPrintJob(1, { status: "sent" })]);
    await room.feed([aPrintJob(1)]);
    expect(room.printed).toEqual(["p1"]);
    expect(room.said()).toEqual([
      { name: "startPrint", printJobId: "p1" },
      { name: "reportPrint", printJobId: "p1", outcome: "printed" },
    ]);
  });

  test("is not touched by the printer before its claim is acknowledged", async () => {
    const room = aPrintRoom();
    room.server.loseAnswers(1);
    await room.feed([aPrintJob(1)]);
    expect(room.printed).toEqual([]);
    await room.time.advance(300);
    expect(room.printed).toEqual(["p1"]);
    const claims = room.server.heard.filter(({ name }) => name === "startPrint");
    expect(new Set(claims.map(({ commandId }) => commandId)).size).toBe(1);
  });

  test("waits for the one before it", async () => {
    const room = aPrintRoom();
    room.printsSlowly();
    await room.feed([aPrintJob(1), aPrintJob(2)]);
    expect(room.printed).toEqual(["p1"]);
    expect(room.jobs.isPrinting).toBe(true);
    await room.finish({ outcome: "printed", detail: null });
    expect(room.printed).toEqual(["p1", "p2"]);
  });

  test("that is too old is reported not printed and never reaches the printer", async () => {
    const room = aPrintRoom();
    await room.feed([aPrintJob(1)], 1_000_000 + printWithinMs + 1);
    expect(room.printed).toEqual([]);
    expect(room.said()).toEqual([
      { name: "reportPrint", printJobId: "p1", outcome: "not_printed", detail: "too_old" },
    ]);
  });

  test("that grows too old while its claim finds no answer is not printed either", async () => {
    const room = aPrintRoom();
    room.server.loseAnswers(1_000);
    await room.feed([aPrintJob(1)]);
    await room.time.advance(printWithinMs + 30_000);
    room.server.loseAnswers(0);
    await room.time.advance(5_000);
    expect(room.printed).toEqual([]);
    expect(room.said().at(-1)).toEqual({
      name: "reportPrint",
      printJobId: "p1",
      outcome: "not_printed",
      detail: "too_old",
    });
  });

  test("whose claim is refused is left alone, and the next one is printed", async () => {
    const room = aPrintRoom();
    room.server.answer("startPrint", ({ payload }) =>
      JSON.stringify(payload).includes("p1") ? refusal("wrong_state") : accepted({}),
    );
    await room.feed([aPrintJob(1), aPrintJob(2)]);
    expect(room.printed).toEqual(["p2"]);
  });
});

describe("a job found claimed", () => {
  test("when the agent starts is reported unknown and not printed again", async () => {
    const room = aPrintRoom();
    await room.feed([aPrintJob(1, { status: "sent" })]);
    expect(room.printed).toEqual([]);
    // What hangs out of the printer must not become the top of the next ticket.
    expect(room.cutShort()).toBe(1);
    expect(room.said()).toEqual([
      { name: "reportPrint", printJobId: "p1", outcome: "unknown", detail: "agent_restarted" },
    ]);
  });

  test("is left alone while it is our own, on the printer now", async () => {
    const room = aPrintRoom();
    room.printsSlowly();
    await room.feed([aPrintJob(1)]);
    await room.feed([aPrintJob(1, { status: "sent" })]);
    expect(room.said()).toEqual([{ name: "startPrint", printJobId: "p1" }]);
  });
});

describe("an outcome", () => {
  test("is reported until acknowledged, across a broken link, under one command id", async () => {
    const room = aPrintRoom();
    room.printsSlowly();
    await room.feed([aPrintJob(1)]);
    room.server.link(false);
    await room.finish({ outcome: "not_printed", detail: "paper_out" });
    await room.time.advance(120_000);
    room.server.link(true);
    room.server.loseAnswers(1);
    await room.time.advance(5_000);
    const reports = room.server.heard.filter(({ name }) => name === "reportPrint");
    expect(reports.map(({ payload }) => payload)).toEqual([
      { printJobId: "p1", outcome: "not_printed", detail: "paper_out" },
      { printJobId: "p1", outcome: "not_printed", detail: "paper_out" },
    ]);
    expect(new Set(reports.map(({ commandId }) => commandId)).size).toBe(1);
  });

  test("is known to the screen before the server has heard it", async () => {
    const room = aPrintRoom();
    room.printsSlowly();
    await room.feed([aPrintJob(1)]);
    const paper = () => room.jobs.papers()[idOf("ticket", 1)];
    expect(paper()).toEqual({ state: "printing", detail: null });
    room.server.link(false);
    await room.finish({ outcome: "unknown", detail: "link_lost" });
    expect(paper()).toEqual({ state: "unknown", detail: "link_lost" });
  });

  test("of a copy says nothing about the patient's own paper", async () => {
    const room = aPrintRoom();
    room.outcome({ outcome: "not_printed", detail: "paper_out" });
    await room.feed([
      aPrintJob(1, { status: "printed" }),
      aPrintJob(2, { ticketId: idOf("ticket", 1), copy: 1 }),
    ]);
    expect(room.printed).toEqual(["p2"]);
    expect(room.jobs.papers()).toEqual({ t1: { state: "printed", detail: null } });
  });
});

describe("a slip or a list", () => {
  test("comes after the tickets, claimed and reported as they are, and is no ticket's paper", async () => {
    const room = aPrintRoom();
    room.outcome({ outcome: "unknown", detail: "link_lost" });
    await room.feed([aPrintJob(3)], now, [aSlip(1), aList(2)]);
    expect(room.printed).toEqual(["p3", "p1", "p2"]);
    expect(room.said().slice(2, 4)).toEqual([
      { name: "startPrint", printJobId: "p1" },
      { name: "reportPrint", printJobId: "p1", outcome: "unknown", detail: "link_lost" },
    ]);
    expect(Object.keys(room.jobs.papers())).toEqual(["t3"]);
    expect([room.jobs.slip(idOf("printJob", 1)), room.jobs.slip(idOf("printJob", 9))]).toEqual([
      { state: "unknown", detail: "link_lost" },
      { state: "printing", detail: null },
    ]);
  });

  test("has its own time: a list is wanted until its session is over, a slip for a minute", async () => {
    const room = aPrintRoom();
    const [slip, list] = [aSlip(1), aList(2)];
    await room.feed([], slip.until + 1, [slip, list]);
    expect(room.printed).toEqual(["p2"]);
    await room.feed([], list.until + 1, [aList(4)]);
    expect(room.printed).toEqual(["p2"]);
    expect(room.said().at(-1)).toMatchObject({ outcome: "not_printed", detail: "too_old" });
  });

  test("that was cut short by a restart may have come out: nobody prints it again", async () => {
    const room = aPrintRoom();
    await room.feed([], now, [aList(2, { status: "sent" })]);
    expect([room.printed, room.cutShort()]).toEqual([[], 1]);
    expect(room.said()).toMatchObject([{ outcome: "unknown", detail: "agent_restarted" }]);
  });
});
