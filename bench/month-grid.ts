import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { findChromium } from "../tools/chromium.ts";
import type { Bench } from "./report.ts";
import { median } from "./statistics.ts";

const page = "server/web/admin/testing/sample-desk.html";
const people = 60;

interface Round {
  readonly openMs: number;
  readonly turnMs: number;
  readonly moveMs: number;
}

/**
 * A month of sixty doctors in Chromium, drawn by the page that a hospital gets, from samples: how
 * long until it is painted, after the page opens, after the month is turned, after a key moves.
 */
export const monthGrid: Bench = {
  name: "month-grid",
  async run({ rounds, scratch }) {
    const folder = join(scratch, "month-grid");
    await build({
      configFile: false,
      logLevel: "error",
      plugins: [react()],
      base: "./",
      build: {
        outDir: folder,
        target: "chrome120",
        chunkSizeWarningLimit: 4_096,
        rollupOptions: { input: page },
      },
    });
    const measured = await inBrowser(folder, Math.max(3, rounds));
    const openMs = median(measured.map((round) => round.openMs));
    const turnMs = median(measured.map((round) => round.turnMs));
    const moveMs = median(measured.map((round) => round.moveMs));
    return {
      tables: [
        {
          title: `A month of ${people} people, 1440 × 900`,
          rows: [
            {
              "opened to painted ms": openMs,
              "turned to painted ms": turnMs,
              "an arrow to painted ms": moveMs,
            },
          ],
        },
      ],
      figures: [
        {
          name: `a month of ${people} people, turned to painted`,
          value: turnMs,
          unit: "ms",
          goal: { sign: "<=", than: 500 },
        },
        {
          name: "an arrow key in it",
          value: moveMs,
          unit: "ms",
          goal: { sign: "<=", than: 100 },
        },
      ],
    };
  },
};

async function inBrowser(folder: string, rounds: number): Promise<readonly Round[]> {
  const files = serveFolder(folder);
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium to draw in");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const measured: Round[] = [];
  try {
    const url = `${await files.url}/${page}?people=${people}#/roster/eye/2026-10-15/month`;
    for (let round = 0; round < rounds; round++) measured.push(await measure(browser, url));
  } finally {
    await browser.close();
    files.close();
  }
  return measured;
}

async function measure(browser: Browser, url: string): Promise<Round> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const tab = await context.newPage();
  await tab.goto(url, { waitUntil: "commit" });
  const openMs = await painted(tab, "2026-10-01");
  const turnMs = await turned(tab, "2026-11-01");
  await tab.locator('[data-cell="0:0"]').focus();
  const moveMs = await tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        const left = new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true });
        document.activeElement?.dispatchEvent(left);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
      }),
  );
  await context.close();
  return { openMs, turnMs, moveMs };
}

/** Milliseconds since the page was asked for, when the month of this first day has been painted. */
function painted(tab: Page, first: string): Promise<number> {
  return tab.evaluate(
    ([day, rows]) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const cells = document.querySelectorAll(`.roster-month [data-day="${day}"]`);
          if (cells.length < Number(rows)) requestAnimationFrame(look);
          // A frame's work is done when the task after it runs.
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        };
        look();
      }),
    [first, String(people)] as const,
  );
}

async function turned(tab: Page, first: string): Promise<number> {
  const from = await tab.evaluate(() => {
    const at = performance.now();
    document.querySelector<HTMLElement>('[data-act="after"]')?.click();
    return at;
  });
  return (await painted(tab, first)) - from;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

function serveFolder(folder: string) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://bench.test");
    void readFile(join(folder, pathname)).then(
      (file) => {
        response.setHeader("content-type", types[extname(pathname)] ?? "text/plain");
        response.end(file);
      },
      () => response.writeHead(404).end(),
    );
  });
  const url = new Promise<string>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
  return { url, close: () => server.close() };
}
