import { createServer } from "node:net";
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import { defaultProfile, profileNamed } from "../../../shared/printing/printer-profiles.ts";
import {
  createVirtualPrinter,
  type Faults,
  type VirtualPrinter,
} from "../../../tools/virtual-printer/virtual-printer.ts";
import type { Paper } from "../../../tools/virtual-printer/papers.ts";
import { aPrintJob } from "../testing/samples.ts";
import { agentTime } from "../runtime.ts";
import { createPrinter, warmUpPrinting } from "./create-printer.ts";
import type { PrintLimits } from "./print-session.ts";
import { drawTicket } from "./ticket-picture.ts";

const zone = "Asia/Baghdad";
/** The same order as the real limits, made short. */
const shortLimits: PrintLimits = {
  statusMs: 200,
  quietMs: 600,
  recoveryMs: 400,
  processIdLagMs: 60,
  askAgainMs: 30,
};
const job = aPrintJob(7);

beforeAll(warmUpPrinting);

const open: VirtualPrinter[] = [];
afterEach(async () => {
  const closing = open.splice(0);
  await Promise.all(closing.map((printer) => printer.close()));
  for (const printer of closing) {
    expect(printer.unknownCommands.filter((command) => !isTornHeader(command))).toEqual([]);
  }
});

/** What a lost link left of a raster command, filled up with NUL: harmless, and not a defect. */
function isTornHeader(command: string): boolean {
  return /^1d (00|76 (00|30 00( [0-9a-f]{2})* 00))$/.test(command) || command === "1b 00";
}

async function setUp(
  faults: Partial<Faults> = {},
  options: { profile?: string; limits?: Partial<PrintLimits> } = {},
) {
  const paperWidthDots = profileNamed(options.profile ?? "80mm")?.paperWidthDots ?? 0;
  const paper = await createVirtualPrinter({
    port: 0,
    host: "127.0.0.1",
    papersFolder: null,
    now: () => 0,
    faults,
    paperWidthDots,
  });
  open.push(paper);
  const printer = createPrinter(
    `tcp://127.0.0.1:${paper.port}?profile=${options.profile ?? "80mm"}`,
    {
      time: agentTime,
      zone,
      limits: { ...shortLimits, ...options.limits },
    },
  );
  onTestFinished(() => printer.close());
  return { paper, printer };
}

/** The moment something holds of the paper; the test's own limit ends a wait in vain. */
function when(paper: VirtualPrinter, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = paper.onChange(look);
    look();
  });
}

function dotsOf(paper: Paper | undefined): Buffer {
  return Buffer.concat(paper?.rows ?? []);
}

async function dotsOfJob(printed: PrintJob, profile = defaultProfile): Promise<Buffer> {
  const { bitmap } = await drawTicket(printed, profile, zone);
  return Buffer.from(bitmap.bytes);
}

describe("print", () => {
  it("is printed when all is well, and the paper holds the very dots that were drawn", async () => {
    const { paper, printer } = await setUp();
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(1);
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it.each(["58mm", "58mm-plain", "80mm-plain"])("is printed on a %s printer", async (name) => {
    const profile = profileNamed(name);
    if (profile === null) throw new Error(name);
    // A printer with little: no process id, so the sensor's answer is the fence.
    const { paper, printer } = await setUp({ noProcessId: !profile.processId }, { profile: name });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    if (profile.cut === "none") {
      expect(paper.papers).toHaveLength(0);
      expect(paper.rowsPrinted()).toBeGreaterThan(500);
    } else {
      expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job, profile))).toBe(true);
    }
  });

  it("tells staff that the paper is low, and prints", async () => {
    const { printer } = await setUp({ paperLow: true });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: "paper_low" });
  });

  it("is printed by the weaker fence when a printer knows no process id after all", async () => {
    const { paper, printer } = await setUp({ noProcessId: true });
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(1);
  });

  it.each<[string, Partial<Faults>, string]>([
    ["paper is out", { paperLeftRows: 0 }, "paper_out"],
    ["the cover is open", { coverOpen: true }, "cover_open"],
    ["the cutter is stuck", { cutterError: true }, "cutter_error"],
    ["the printer is mute", { mute: true }, "no_status"],
    ["the link drops within the first questions", { dropAfterBytes: 5 }, "link_lost"],
  ])("is not printed when %s, and not a dot comes out", async (_, faults, detail) => {
    const { paper, printer } = await setUp(faults);
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail });
    paper.setFaults({ mute: false });
    paper.refill();
    expect(paper.rowsPrinted()).toBe(0);
    expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
    expect(paper.papers).toHaveLength(1);
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it("is not printed when nothing listens on the port", async () => {
    const { paper, printer } = await setUp();
    await paper.close();
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: "port_closed" });
  });

  it("is not printed when something else listens on the port", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-other\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const printer = createPrinter(`tcp://127.0.0.1:${port}`, {
      time: agentTime,
      zone,
      limits: shortLimits,
    });
    expect((await printer.print(job)).outcome).toBe("not_printed");
  });

  it("is unknown when the link drops midway, and the next ticket is whole and alone", async () => {
    const { paper, printer } = await setUp({ dropAfterRows: 300 });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "link_lost" });
    expect(paper.papers).toHaveLength(0);
    const next = aPrintJob(8);
    expect(await printer.print(next)).toEqual({ outcome: "printed", detail: null });
    // The torn half was cut off first.
    expect(paper.papers).toHaveLength(2);
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(next))).toBe(true);
  });

  // The ticket starts at byte 9,250: every byte of its first commands, then somewhere in bands.
  it.each([...Array(16).keys()].map((n) => 9_250 + n).concat(10_000, 12_345, 20_002, 30_000))(
    "is unknown when the link drops after %i bytes, inside a command or a band",
    async (bytes) => {
      const { paper, printer } = await setUp({ dropAfterBytes: bytes });
      expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "link_lost" });
      const next = aPrintJob(8);
      expect(await printer.print(next)).toEqual({ outcome: "printed", detail: null });
      expect(dotsOf(paper.papers.at(-1)).equals(await dotsOfJob(next))).toBe(true);
    },
  );

  it("is unknown when the link drops right after the cut, although the ticket came out", async () => {
    const { paper, printer } = await setUp({ dropAtCut: true });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "link_lost" });
    expect(paper.papers).toHaveLength(1);
  });

  it("is printed when paper runs out midway and is refilled in time", async () => {
    const { paper, printer } = await setUp(
      { paperLeftRows: 200 },
      { limits: { recoveryMs: 20_000 } },
    );
    const printing = printer.print(job);
    await when(paper, () => paper.rowsPrinted() === 200);
    expect(paper.papers).toHaveLength(0);
    paper.refill();
    expect(await printing).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job))).toBe(true);
  });

  it("is unknown when paper runs out midway and nobody refills it", async () => {
    const { paper, printer } = await setUp({ paperLeftRows: 200 });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "paper_out" });
    expect(paper.rowsPrinted()).toBe(200);
  });

  it("is unknown when the cover is opened midway and stays open", async () => {
    const { paper, printer } = await setUp(
      { paperLeftRows: 100 },
      { limits: { recoveryMs: 1_000 } },
    );
    const printing = printer.print(job);
    await when(paper, () => paper.rowsPrinted() === 100);
    paper.setFaults({ coverOpen: true });
    expect(await printing).toEqual({ outcome: "unknown", detail: "cover_open" });
  });

  it("is unknown when the printer falls silent midway, although the ticket came out", async () => {
    const { paper, printer } = await setUp({ paperLeftRows: 100 }, { profile: "80mm-plain" });
    paper.onChange(() => {
      if (paper.faults().paperLeftRows !== 0) return;
      paper.setFaults({ mute: true, paperLeftRows: null });
    });
    expect(await printer.print(job)).toEqual({ outcome: "unknown", detail: "no_confirmation" });
    expect(paper.papers).toHaveLength(1);
  });

  it("prints jobs one at a time, in the order they came, with questions in between", async () => {
    const { paper, printer } = await setUp();
    const jobs = [1, 2, 3, 4].map((n) => aPrintJob(n));
    const results = await Promise.all(
      jobs.flatMap((one) => [printer.print(one), printer.status()]),
    );
    expect(
      results.filter((result) => "outcome" in result && result.outcome === "printed"),
    ).toHaveLength(4);
    const drawn = await Promise.all(jobs.map((one) => dotsOfJob(one)));
    expect(
      paper.papers.map((one, index) => dotsOf(one).equals(drawn[index] ?? Buffer.of())),
    ).toEqual([true, true, true, true]);
  });

  it("prints a ticket whose clinic has a letter no font has, and says what was left out", async () => {
    const { paper, printer } = await setUp();
    const odd = { ...job, clinicNames: { ar: "عيادة 眼 العيون" } };
    expect(await printer.print(odd)).toEqual({ outcome: "printed", detail: "characters_left_out" });
    const even = { ...job, clinicNames: { ar: "عيادة العيون" } };
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(even))).toBe(true);
  });

  it("is not printed after the printer was closed", async () => {
    const { printer } = await setUp();
    printer.close();
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail: "printer_closed" });
  });

  it("is unknown when it is closed midway", async () => {
    const { paper, printer } = await setUp(
      { paperLeftRows: 50 },
      { limits: { recoveryMs: 20_000 } },
    );
    const printing = printer.print(job);
    await when(paper, () => paper.rowsPrinted() === 50);
    printer.close();
    expect((await printing).outcome).toBe("unknown");
  });
});

describe("status", () => {
  it.each<[Partial<Faults>, { state: string; paperLow: boolean }]>([
    [{}, { state: "ready", paperLow: false }],
    [{ paperLow: true }, { state: "ready", paperLow: true }],
    [{ paperLeftRows: 0 }, { state: "paper_out", paperLow: true }],
    [{ coverOpen: true }, { state: "cover_open", paperLow: false }],
    [{ cutterError: true }, { state: "error", paperLow: false }],
    [{ mute: true }, { state: "offline", paperLow: false }],
  ])("with %o is %o", async (faults, status) => {
    const { printer } = await setUp(faults);
    expect(await printer.status()).toEqual(status);
  });

  it("is offline when nothing listens", async () => {
    const { paper, printer } = await setUp();
    await paper.close();
    expect(await printer.status()).toEqual({ state: "offline", paperLow: false });
  });
});

describe("a device file", () => {
  it.each([
    ["file:/dev/usb/no-such-printer", "no_device"],
    // A plain file takes bytes and answers none: that is no printer.
    ["file:/dev/null", "no_status"],
  ])("%s is not printed: %s", async (address, detail) => {
    const printer = createPrinter(address, { time: agentTime, zone, limits: shortLimits });
    onTestFinished(() => printer.close());
    expect(await printer.print(job)).toEqual({ outcome: "not_printed", detail });
  });
});
