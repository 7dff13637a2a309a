// Draws the pictures of docs/pictures: each face in the middle of a morning, in each language.
// `npm run build`, then `node test/journeys/pictures.ts`. Commit what it has drawn.
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../shared/domain/language.ts";
import { findChromium } from "../../tools/chromium.ts";
import { closeAll, languages, openBoard, openDesk, openKiosk } from "./faces.ts";
import { startHospital } from "./hospital.ts";
import type { Hospital } from "./hospital.ts";
import { liveAMorning } from "./lively-day.ts";

const folder = join(import.meta.dirname, "..", "..", "docs", "pictures");
/** A README is opened over slow lines too. */
const bytesMax = 130_000;

const executablePath = findChromium();
if (executablePath === null) throw new Error("no Chromium found");
mkdirSync(folder, { recursive: true });
const hospital = await startHospital();
const browser = await chromium.launch({
  executablePath,
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"],
});
try {
  await liveAMorning(hospital);
  for (const language of languages) {
    await drawKiosk(browser, hospital, language);
    await drawBoard(browser, hospital, language);
    await drawReception(browser, hospital, language);
  }
} finally {
  await browser.close();
  await hospital.end();
}

async function drawKiosk(
  browser: Browser,
  { kiosk: url, ...hospital }: Hospital,
  language: Language,
) {
  const kiosk = await openKiosk(browser, url, language, { scale: 1 / 2 });
  await draw(kiosk.page, `kiosk-home.${language}`);
  await kiosk.tap('[data-act="take-ticket"]');
  await draw(kiosk.page, `kiosk-clinics.${language}`);
  await kiosk.tap('[data-choice="ent"]');
  await kiosk.paperIs("printed");
  await draw(kiosk.page, `kiosk-issued.${language}`);
  save(`paper.${language}`, hospital.paper(hospital.papers().at(-1) ?? ""));
  await closeAll(browser);
}

async function drawBoard(browser: Browser, { server }: Hospital, language: Language) {
  const board = await openBoard(browser, server, "hall-2", language, { scale: 1 / 2 });
  // A board that was never touched says that its sound is off.
  await board.mouse.click(10, 10);
  await board.locator(".call").first().waitFor();
  await draw(board, `board.${language}`);
  await closeAll(browser);
}

async function drawReception(browser: Browser, { server }: Hospital, language: Language) {
  const where = { language, servicePoint: "room-11", user: "nurse", scale: 2 / 3 } as const;
  const { page, ...desk } = await openDesk(browser, server, where);
  await page.locator("[data-row-label]").first().waitFor();
  await page.keyboard.press("F2");
  await page.locator('[data-current-status="called"]').waitFor();
  await desk.settled();
  await draw(page, `reception.${language}`);
  await closeAll(browser);
}

async function draw(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  save(name, await page.screenshot({ animations: "disabled", caret: "hide" }));
}

function save(name: string, picture: Buffer): void {
  const path = join(folder, `${name}.png`);
  writeFileSync(path, picture);
  const { size } = statSync(path);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
  if (size > bytesMax) process.exitCode = 1;
}
