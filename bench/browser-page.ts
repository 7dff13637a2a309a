import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { findChromium } from "../tools/chromium.ts";

/** A desk's screen, on which every picture of a page is measured. */
export const viewport = { width: 1440, height: 900 } as const;

/** A sample page as a hospital gets it: built for release into a folder. */
export async function buildPage(page: string, folder: string): Promise<void> {
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
}

/** So many rounds in one Chromium, each in a tab that knows nothing of the others. */
export async function inBrowser<Round>(
  folder: string,
  rounds: number,
  measure: (tab: Page, url: string) => Promise<Round>,
): Promise<readonly Round[]> {
  const files = serveFolder(folder);
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium to draw in");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const measured: Round[] = [];
  try {
    const url = await files.url;
    for (let round = 0; round < rounds; round++) {
      measured.push(await inTab(browser, (tab) => measure(tab, url)));
    }
  } finally {
    await browser.close();
    files.close();
  }
  return measured;
}

async function inTab<Round>(browser: Browser, act: (tab: Page) => Promise<Round>): Promise<Round> {
  const context = await browser.newContext({ viewport });
  const round = await act(await context.newPage());
  await context.close();
  return round;
}

/** Nothing that is measured is so slow: it will not come. */
const paintedWithinMs = 60_000;

/** Milliseconds of the page's clock when so many of these elements had been painted. */
export function painted(tab: Page, selector: string, atLeast: number): Promise<number> {
  return tab.evaluate(
    ([wanted, count, within]) =>
      new Promise<number>((resolve, reject) => {
        const since = performance.now();
        const look = () => {
          const found = document.querySelectorAll(wanted).length;
          if (performance.now() - since > within) reject(new Error(`${found} of ${wanted}`));
          else if (found < count) requestAnimationFrame(look);
          // A frame's work is done when the task after it runs.
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        };
        look();
      }),
    [selector, atLeast, paintedWithinMs] as const,
  );
}

/** Milliseconds from a press on an element until so many of others are painted. */
export async function pressedToPainted(
  tab: Page,
  press: string,
  { selector, atLeast }: { readonly selector: string; readonly atLeast: number },
): Promise<number> {
  const from = await tab.evaluate((wanted) => {
    const at = performance.now();
    document.querySelector<HTMLElement>(wanted)?.click();
    return at;
  }, press);
  return (await painted(tab, selector, atLeast)) - from;
}

/** Milliseconds from a key on whatever has the focus until the next frame is painted. */
export function keyToPainted(tab: Page, key: string): Promise<number> {
  return tab.evaluate(
    (pressed) =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        const event = new KeyboardEvent("keydown", { key: pressed, bubbles: true });
        document.activeElement?.dispatchEvent(event);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
      }),
    key,
  );
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
