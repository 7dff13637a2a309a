import { connect } from "node:net";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { aPrintJob } from "../testing/samples.ts";
import {
  aPrintingRoom,
  dotsOf,
  dotsOfJob,
  shortLimits,
  when,
  zone,
} from "../testing/printing-room.ts";
import { agentTime } from "../runtime.ts";
import { createPrinter, warmUpPrinting } from "./create-printer.ts";
import { printLimits } from "./print-session.ts";
import { parsePrinterAddress } from "./printer-address.ts";

/** What a busy machine may add to a limit. */
const busyMachineMs = 2_000;
const job = aPrintJob(7);
const nextJob = aPrintJob(8);

beforeAll(warmUpPrinting);

/** Where a paper must come out in the end: a busy machine may take its time over each answer. */
const patient = {
  statusMs: 5_000,
  quietMs: 10_000,
  busyMs: 10_000,
  recoveryMs: 20_000,
  attemptMs: 20_000,
};

/** What happens to a printer and its link, and the one outcome that may be said of it. */
describe("the failure table", () => {
  it("ok: printed by process id, pixel-equal", async () => {
    // The weaker fence would count only after the whole wait: what is printed is so by the id.
    const limits = { processIdLagMs: 60_000 };
    const { paper, printer } = await aPrintingRoom({}, { limits });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(1);
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it("paper low: printed, and staff are told", async () => {
    const { paper, printer } = await aPrintingRoom({ paperLow: true });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: "paper_low" });
    expect(paper.papers).toHaveLength(1);
  });

  it.each([
    ["paper out before", { paperLeftRows: 0 }, "paper_out"],
    ["cover open", { coverOpen: true }, "cover_open"],
    ["cutter error", { cutterError: true }, "cutter_error"],
  ] as const)("%s: not printed, and not a byte of the ticket is sent", async (_, faults, why) => {
    const { paper, printer } = await aPrintingRoom({ ...faults, keepsBuffer: true });
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: why });
    paper.refill();
    // Whatever had been sent would come out now.
    await printer.status();
    expect([paper.rowsPrinted(), paper.rowsHanging()]).toEqual([0, 0]);
  });

  it("mute printer: not printed, known within the patience for one answer", async () => {
    const { paper, printer } = await aPrintingRoom({ mute: true });
    const fromMs = agentTime.monotonicMs();
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: "no_status" });
    expect(agentTime.monotonicMs() - fromMs).toBeLessThan(shortLimits.statusMs + busyMachineMs);
    expect(paper.rowsPrinted()).toBe(0);
  });

  it("port closed: not printed", async () => {
    const { paper, printer } = await aPrintingRoom();
    await paper.close();
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: "port_closed" });
  });

  it("link drops midway: unknown, with a torn ticket on paper", async () => {
    const { paper, printer } = await aPrintingRoom({ dropAfterRows: 256 });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "link_lost" });
    const whole = (await dotsOfJob(job)).length / 72;
    expect(paper.papers).toHaveLength(0);
    expect(paper.rowsHanging()).toBeGreaterThanOrEqual(256);
    expect(paper.rowsHanging()).toBeLessThan(whole);
  });

  it("link drops right after the cut: unknown, although the ticket came out", async () => {
    const { paper, printer } = await aPrintingRoom({ dropAtCut: true });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "link_lost" });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
    // A machine that tried again would have made a second one.
    await printer.status();
    expect(paper.papers).toHaveLength(1);
  });

  it("paper out midway, refilled: waits, then printed whole", async () => {
    const limits = patient;
    const { paper, printer } = await aPrintingRoom({ paperLeftRows: 200 }, { limits });
    const printing = printer.print(job);
    await when(paper, () => paper.rowsPrinted() === 200);
    paper.refill();
    expect(await printing).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(1);
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it("paper out midway, not refilled: unknown, for want of paper", async () => {
    const { paper, printer } = await aPrintingRoom({ paperLeftRows: 200 });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "paper_out" });
    expect(paper.rowsPrinted()).toBe(200);
  });

  it("printer without process id: printed by the sensor's answer", async () => {
    const { paper, printer } = await aPrintingRoom({ noProcessId: true });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it("next job after an interrupted band: whole and alone, the torn one cut off", async () => {
    // Byte 12,345 is inside a band: what follows would become its dots.
    const { paper, printer } = await aPrintingRoom({ dropAfterBytes: 12_345 });
    expect((await printer.print(job)).outcome).toBe("unknown");
    expect(await printer.print(nextJob)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(2);
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(nextJob))).toBe(true);
  });

  it("print spooler, which says completed without paper: not an address", () => {
    for (const address of ["cups:ticket-queue", "ipp://127.0.0.1:631/printers/ticket"]) {
      expect(() => parsePrinterAddress(address)).toThrow("can't print to");
    }
  });
});

describe("a printer that keeps what it received", () => {
  it("after a drop prints its rest by itself; the next ticket is whole and alone", async () => {
    const faults = { dropAfterRows: 300, keepsBuffer: true };
    const { paper, printer } = await aPrintingRoom(faults, { profile: "80mm-plain" });
    expect((await printer.print(job)).outcome).toBe("unknown");
    expect(paper.rowsHanging()).toBeGreaterThan(300);
    expect(await printer.print(nextJob)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(2);
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(nextJob))).toBe(true);
  });

  /** So near the end that all the rest, its cut too, is in the printer when the paper ends. */
  const lateRows = async () => (await dotsOfJob(job)).length / 72 - 60;

  it("forgets the rest of a ticket given up for want of paper, where it can be told to", async () => {
    const faults = { paperLeftRows: await lateRows(), keepsBuffer: true };
    const { paper, printer } = await aPrintingRoom(faults);
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "paper_out" });
    const hanging = paper.rowsHanging();
    paper.refill();
    await printer.status();
    expect([paper.papers.length, paper.rowsHanging()]).toEqual([0, hanging]);
    expect(await printer.print(nextJob)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(2);
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(nextJob))).toBe(true);
  });

  it("brings the rest out late where it can't be told, and still not on the next ticket", async () => {
    const faults = { paperLeftRows: await lateRows(), keepsBuffer: true };
    const { paper, printer } = await aPrintingRoom(faults, { profile: "80mm-basic" });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "offline" });
    paper.refill();
    await when(paper, () => paper.papers.length === 1);
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
    expect(await printer.print(nextJob)).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(nextJob))).toBe(true);
  });

  it("of an earlier start of the agent is parted from the next ticket as well", async () => {
    // The agent that sent this died with its link.
    const { paper, printer } = await aPrintingRoom({ dropAfterRows: 300, keepsBuffer: true });
    expect((await printer.print(job)).outcome).toBe("unknown");
    const limits = shortLimits;
    const again = createPrinter(`tcp://127.0.0.1:${paper.port}`, { time: agentTime, limits });
    onTestFinished(() => again.close());
    again.noteCutShort();
    expect((await again.print(nextJob, zone)).outcome).toBe("printed");
    expect(paper.papers).toHaveLength(2);
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(nextJob))).toBe(true);
  });
});

describe("a slow printer", () => {
  it("has its eight seconds: the ticket is printed, within the true limits", async () => {
    const wholeBytes = 45_000;
    const { paper, printer } = await aPrintingRoom(
      { bytesPerSecond: wholeBytes / 8 },
      { limits: printLimits },
    );
    const fromMs = agentTime.monotonicMs();
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(agentTime.monotonicMs() - fromMs).toBeGreaterThan(6_000);
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it("hears a question behind a long picture only when there is room for it", async () => {
    const { paper, printer } = await aPrintingRoom({ bytesPerSecond: 100_000 });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(1);
  });
});

describe("a printer that hangs", () => {
  it("midway leaves it unknown, and the next ticket is whole and alone", async () => {
    const { paper, printer } = await aPrintingRoom({ hangsAfterRows: 300 });
    const detail = "no_confirmation";
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail });
    expect(paper.rowsHanging()).toBe(300);
    paper.setFaults({ hangsAfterRows: null });
    expect(await printer.print(nextJob)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(2);
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(nextJob))).toBe(true);
  });

  it("before the ticket has it not printed", async () => {
    const { printer } = await aPrintingRoom({ hangsAfterRows: 0 });
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: "no_status" });
  });
});

describe("a printer that answers in part", () => {
  it("is not trusted where its profile promises more, and nobody waits for long", async () => {
    const { paper, printer } = await aPrintingRoom({ answersQueries: [1] });
    const fromMs = agentTime.monotonicMs();
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: "no_status" });
    expect(agentTime.monotonicMs() - fromMs).toBeLessThan(shortLimits.statusMs + busyMachineMs);
    expect(paper.rowsPrinted()).toBe(0);
  });

  it("prints under a profile that asks only what it answers", async () => {
    const faults = { answersQueries: [1], noProcessId: true };
    const { paper, printer } = await aPrintingRoom(faults, { profile: "80mm-basic" });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it.each([
    [{ paperLeftRows: 0 }, "not_printed", "offline"],
    // The question stands behind the picture, for which the stopped printer has no room.
    [{ paperLeftRows: 200 }, "unknown", "no_confirmation"],
    [{ coverOpensAfterRows: 200 }, "unknown", "no_confirmation"],
  ] as const)("with %o leaves it %s: %s", async (trouble, outcome, detail) => {
    const faults = { answersQueries: [1], noProcessId: true, ...trouble };
    const { paper, printer } = await aPrintingRoom(faults, { profile: "80mm-basic" });
    expect(await printer.print(job)).toEqual({ outcome, detail });
    expect(paper.papers).toEqual([]);
  });

  it("whose answers stop midway is unknown: what came out, nobody can say", async () => {
    const { paper, printer } = await aPrintingRoom({ paperLeftRows: 100 });
    paper.onChange(() => {
      if (paper.faults().paperLeftRows !== 0) return;
      paper.setFaults({ mute: true, paperLeftRows: null });
    });
    expect((await printer.print(job)).outcome).toBe("unknown");
    expect(paper.papers).toHaveLength(1);
  });

  it.each([
    ["torn into single bytes", { splitsReplies: true }],
    ["late and glued together", { repliesLateMs: 40 }],
    ["late and torn", { splitsReplies: true, repliesLateMs: 40 }],
  ])("and whose answers come %s is understood", async (_, faults) => {
    const limits = patient;
    const { paper, printer } = await aPrintingRoom({ ...faults, paperLeftRows: 200 }, { limits });
    const printing = printer.print(job);
    await when(paper, () => paper.rowsPrinted() === 200);
    paper.refill();
    expect(await printing).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });
});

describe("a cover opened midway", () => {
  it("and closed again: the ticket goes on where it stopped, and is printed", async () => {
    const limits = patient;
    const { paper, printer } = await aPrintingRoom({ coverOpensAfterRows: 150 }, { limits });
    const printing = printer.print(job);
    await when(paper, () => paper.faults().coverOpen);
    expect(paper.rowsPrinted()).toBe(150);
    paper.setFaults({ coverOpen: false });
    expect(await printing).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it("and left open: unknown", async () => {
    const { printer } = await aPrintingRoom({ coverOpensAfterRows: 150 });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "cover_open" });
  });
});

describe("a cutter that jams midway", () => {
  /** The knife stands still from that row on, until somebody frees it. */
  const jamsAtRow = async (row: number, limits: Parameters<typeof aPrintingRoom>[1] = {}) => {
    let jammed = false;
    const room = await aPrintingRoom({}, limits);
    room.paper.onChange(() => {
      const { rowsPrinted, setFaults } = room.paper;
      if (jammed || rowsPrinted() < row) return;
      jammed = true;
      setFaults({ cutterError: true });
    });
    return room;
  };

  it("and is not freed: unknown, and the reason is told", async () => {
    const { printer } = await jamsAtRow(150);
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "cutter_error" });
  });

  it("and is freed: the ticket goes on where it stopped, and is printed", async () => {
    const { paper, printer } = await jamsAtRow(150, { limits: patient });
    const printing = printer.print(job);
    await when(paper, () => paper.faults().cutterError);
    paper.setFaults({ cutterError: false });
    expect(await printing).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });
});

it("a roll that nears its end midway: printed, and staff are told", async () => {
  const { paper, printer } = await aPrintingRoom({ bytesPerSecond: 100_000 });
  paper.onChange(() => {
    if (paper.rowsPrinted() > 150 && !paper.faults().paperLow) paper.setFaults({ paperLow: true });
  });
  expect(await printer.print(job)).toEqual({ outcome: "printed", detail: "paper_low" });
  expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
});

describe("a second client that holds the port", () => {
  it.each([
    ["waits", ["no_status"]],
    // By the time the refusal comes, the link may just have been opened.
    ["refuses", ["unreachable", "link_lost"]],
  ] as const)(
    "where the printer %s: not printed, and printed once it has gone",
    async (how, why) => {
      const { paper, printer } = await aPrintingRoom({}, { whenBusy: how });
      const other = connect({ host: "127.0.0.1", port: paper.port });
      onTestFinished(() => void other.destroy());
      // Served only when it gets an answer.
      const served = new Promise((resolve) => other.once("data", resolve));
      other.write(Uint8Array.of(0x10, 0x04, 0x01));
      await served;
      const { outcome, detail } = await printer.print(job);
      expect(outcome).toBe("not_printed");
      expect(why).toContain(detail);
      expect(paper.rowsPrinted()).toBe(0);
      const gone = new Promise((resolve) => other.once("close", resolve));
      other.destroy();
      await gone;
      await expect.poll(async () => (await printer.status()).state).toBe("ready");
      expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
      expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
    },
  );

  it("without end: not printed", async () => {
    const { printer } = await aPrintingRoom({ heldByOther: true });
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: "no_status" });
    expect(await printer.status()).toEqual({ state: "offline", paperLow: false });
  });
});
