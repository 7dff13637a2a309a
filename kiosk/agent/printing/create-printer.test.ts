import { createServer } from "node:net";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { profileNamed } from "../../../shared/printing/printer-profiles.ts";
import type { Faults } from "../../../tools/virtual-printer/faults.ts";
import { aPrintJob } from "../testing/samples.ts";
import {
  aPrintingRoom as setUp,
  dotsOf,
  dotsOfJob,
  shortLimits,
  when,
  zone,
} from "../testing/printing-room.ts";
import { agentTime } from "../runtime.ts";
import { createPrinter, warmUpPrinting } from "./create-printer.ts";

const job = aPrintJob(7);

beforeAll(warmUpPrinting);

describe("print", () => {
  it.each(["58mm", "58mm-plain", "58mm-basic", "80mm-plain"])(
    "is printed on a %s printer",
    async (name) => {
      const profile = profileNamed(name);
      if (profile === null) throw new Error(name);
      // A printer with little: no process id, so the sensor's answer is the fence.
      const { paper, printer } = await setUp(
        { noProcessId: !profile.processId },
        { profile: name },
      );
      expect(await printer.print(job)).toEqual({ outcome: "printed", detail: null });
      if (profile.cut === "none") {
        expect(paper.papers).toHaveLength(0);
        expect(paper.rowsPrinted()).toBeGreaterThan(500);
      } else {
        expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(job, profile))).toBe(true);
      }
    },
  );

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

  it("is not printed when something else listens on the port", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-other\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const printer = createPrinter(`tcp://127.0.0.1:${port}`, {
      time: agentTime,
      limits: shortLimits,
    });
    expect((await printer.print(job, zone)).outcome).toBe("not_printed");
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
    const even = { ...job, clinicNames: { ar: "عيادة … العيون" } };
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
    const printer = createPrinter(address, { time: agentTime, limits: shortLimits });
    onTestFinished(() => printer.close());
    expect(await printer.print(job, zone)).toEqual({ outcome: "not_printed", detail });
  });
});
