import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { describe, expect, it, onTestFinished } from "vitest";
import { createPrinter } from "../../kiosk/agent/printing/create-printer.ts";
import { agentTime } from "../../kiosk/agent/runtime.ts";
import { aPrintJob } from "../../kiosk/agent/testing/samples.ts";
import type { PrintJob } from "../../shared/protocol/feeds.ts";
import { noFaults } from "./faults.ts";
import { keepPaper, keptPapers, paperFileName, papersKept, readPaperFileName } from "./papers.ts";
import { startVirtualPrinter, VirtualPrinterStartError } from "./start.ts";

const zone = "Asia/Baghdad";
const cutAt = Date.UTC(2026, 10, 23, 7, 42, 5, 123);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "virtual-printer-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function start() {
  const running = await startVirtualPrinter({
    port: 0,
    pagePort: 0,
    folder: folder(),
    now: () => cutAt,
    zone,
  });
  onTestFinished(() => running.close());
  const atPrinter = createPrinter(running.printerAddress, { time: agentTime });
  onTestFinished(() => atPrinter.close());
  const printer = { print: (job: PrintJob) => atPrinter.print(job, zone) };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, running.pageAddress), { headers, redirect: "manual" });
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(new URL("/fault", running.pageAddress), {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
      redirect: "manual",
    });
  return { running, printer, get, post };
}

describe("startVirtualPrinter", () => {
  it("makes a picture of each ticket in its folder, one dot a pixel", async () => {
    const { running, printer } = await start();
    for (const n of [1, 2]) await printer.print(aPrintJob(n));
    const names = keptPapers(running.papersFolder);
    expect(names).toEqual([
      "paper-20261123T074205123Z-0001.png",
      "paper-20261123T074205123Z-0002.png",
    ]);
    const png = PNG.sync.read(readFileSync(join(running.papersFolder, names[0] ?? "")));
    expect([png.width, png.height]).toEqual([576, running.printer.papers[0]?.rows.length]);
    expect(new Set(png.data)).toEqual(new Set([0, 255]));
  });

  it("says which port is taken and how to choose another", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const taken = typeof address === "object" ? (address?.port ?? 0) : 0;
    const options = { folder: folder(), now: () => cutAt, zone };
    const asPrinter = startVirtualPrinter({ ...options, port: taken, pagePort: 0 });
    await expect(asPrinter).rejects.toThrow(VirtualPrinterStartError);
    await expect(asPrinter).rejects.toThrow(`port ${taken} for the printer is not free`);
    const asPage = startVirtualPrinter({ ...options, port: 0, pagePort: taken });
    await expect(asPage).rejects.toThrow(/for its page is not free.*--page-port/);
  });

  it("says when its folder can't be made", async () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    const started = startVirtualPrinter({
      port: 0,
      pagePort: 0,
      folder: join(file, "papers"),
      now: () => cutAt,
      zone,
    });
    await expect(started).rejects.toThrow("can't make the folder");
  });
});

describe("the page", () => {
  it.each([
    ["/", { "accept-language": "en-GB,ar;q=0.5" }, 'lang="en" dir="ltr"', "Virtual printer"],
    ["/", { "accept-language": "fr" }, 'lang="ar" dir="rtl"', "الطابعة الافتراضية"],
    ["/?lang=ar", { "accept-language": "en" }, 'lang="ar" dir="rtl"', "لم تخرج ورقة بعد"],
  ])("%s with %o is %s", async (path, headers, html, words) => {
    const { get } = await start();
    const text = await (await get(path, headers)).text();
    expect(text).toContain(html);
    expect(text).toContain(words);
  });

  it("shows the papers newest first, with the hospital's clock, and serves their pictures", async () => {
    const { get, printer } = await start();
    for (const n of [1, 2]) await printer.print(aPrintJob(n));
    const html = await (await get("/?lang=en")).text();
    const shown = [...html.matchAll(/img src="([^"]+)"/g)].map((match) => match[1]);
    expect(shown.map((path) => path?.slice(-8))).toEqual(["0002.png", "0001.png"]);
    expect(html).toContain("10:42");
    const picture = await get(shown[0] ?? "");
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(PNG.sync.read(Buffer.from(await picture.arrayBuffer())).width).toBe(576);
  });

  it("puts the printer into each fault and out of it, and its revision moves", async () => {
    const { get, post, printer } = await start();
    const before: unknown = await (await get("/state")).json();
    const answer = await post('{"fault":"paper_out"}');
    expect(await answer.json()).toEqual({ ok: true, states: ["paper_out"] });
    expect((await printer.print(aPrintJob(1))).detail).toBe("paper_out");
    expect(await (await get("/state")).json()).not.toEqual(before);
    expect(await (await get("/?lang=en")).text()).toContain("Out of paper");
    await post('{"fault":"works"}');
    expect((await printer.print(aPrintJob(1))).outcome).toBe("printed");
  });

  it.each([
    ["paper_low", "paper_low"],
    ["paper_out", "paper_out"],
    ["paper_out_midway", "paper_out_soon"],
    ["cover_open", "cover_open"],
    ["cover_open_midway", "cover_open_soon"],
    ["cutter_error", "cutter_error"],
    ["drop_midway", "drop"],
    ["drop_at_cut", "drop_at_cut"],
    ["keeps_buffer", "keeps_buffer"],
    ["slow", "slow"],
    ["hang_midway", "hang_soon"],
    ["mute", "mute"],
    ["partial_status", "partial_status"],
    ["no_process_id", "no_process_id"],
    ["held_elsewhere", "held_elsewhere"],
  ])("takes the word %s and shows %s, until all works again", async (word, state) => {
    const { get, post, running } = await start();
    const said: unknown = await (await post(JSON.stringify({ fault: word }))).json();
    expect(said).toEqual({ ok: true, states: [state] });
    expect(await (await get("/?lang=en")).text()).toContain(`value="${word}"`);
    await post('{"fault":"works"}');
    expect(running.printer.faults()).toEqual(noFaults);
  });

  it("takes a plain form too, and comes back to the page", async () => {
    const { running, post } = await start();
    const answer = await post("fault=drop_midway", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/?lang=ar"]);
    expect(running.printer.faults().dropAfterRows).toBe(300);
  });

  it.each([
    ['{"fault":"fire"}', {}, 400],
    ["not json", {}, 400],
    [`{"fault":"${"x".repeat(2_000)}"}`, {}, 400],
    ['{"fault":"paper_out"}', { origin: "http://other.example" }, 403],
  ])("refuses %s with %o by %i and changes nothing", async (body, headers, status) => {
    const { running, post } = await start();
    expect((await post(body, headers)).status).toBe(status);
    expect(running.printer.faults().paperLeftRows).toBe(null);
  });

  it.each(["/papers/..%2f..%2fpackage.json", "/papers/paper-x.png", "/nothing"])(
    "has nothing at %s",
    async (path) => {
      const { get } = await start();
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe("the folder", () => {
  it("names a paper by its instant and turn, both to be read back", () => {
    expect(readPaperFileName(paperFileName(cutAt, 12))).toEqual({ sequence: 12, cutAt });
  });

  it(`keeps the latest ${papersKept} papers`, () => {
    const path = folder();
    for (let n = 1; n <= papersKept; n++) writeFileSync(join(path, paperFileName(n, n)), "");
    writeFileSync(join(path, "somebody-elses.png"), "");
    const fileName = paperFileName(cutAt, 1);
    keepPaper(path, { sequence: 1, cutAt, widthDots: 8, rows: [Uint8Array.of(1)], fileName });
    const kept = keptPapers(path);
    expect(kept).toHaveLength(papersKept);
    expect([kept[0], kept.at(-1)]).toEqual([paperFileName(2, 2), fileName]);
  });
});
