// The next patient finds a fresh kiosk: a quiet one wipes itself, and nothing of the last is left.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { idleIssuedMs, idleMs, warnMs } from "../../kiosk/renderer/session.ts";
import { languages, openKiosk } from "./faces.ts";
import { startHospital } from "./hospital.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);

/** Less than any limit here, more than the countdown's tick. */
const aMomentMs = 1_000;

for (const language of languages) {
  test(`${language}: a ticket left on the screen is wiped, and nothing of it remains`, async ({
    browser,
  }) => {
    const kiosk = await openKiosk(browser, hospital().kiosk, language, { clock: true });
    const { page } = kiosk;
    await kiosk.choose("dental");
    await kiosk.paperIs("printed");
    const { label, trackUrl } = await kiosk.ticket();
    await expect(page.locator(".countdown")).toBeVisible();
    expect(await page.content()).toContain(label);

    await stopTheClock(page);
    await kiosk.tap('[data-act="more-time"]');
    await page.clock.fastForward(idleIssuedMs - aMomentMs);
    await kiosk.tap('[data-act="more-time"]');
    await page.clock.fastForward(idleIssuedMs - aMomentMs);
    await expect(page.locator(".issued")).toHaveAttribute("data-label", label);
    await page.clock.fastForward(aMomentMs);
    await isFresh(page);
    await leavesNothingOf(page, label, trackUrl);
  });

  test(`${language}: a step left half way is announced, kept by a touch, then wiped`, async ({
    browser,
  }) => {
    const kiosk = await openKiosk(browser, hospital().kiosk, language, { clock: true });
    const { page } = kiosk;
    await kiosk.tap('[data-act="take-ticket"]');
    await expect(page.locator('[data-screen="clinics"]')).toBeVisible();
    await stopTheClock(page);
    await kiosk.tap("h1");
    await page.clock.fastForward(idleMs - warnMs - aMomentMs);
    await expect(page.locator(".idle-bar")).toHaveCount(0);
    await page.clock.fastForward(2 * aMomentMs);
    await expect(page.locator(".idle-bar")).toBeVisible();
    await kiosk.tap('.idle-bar [data-act="more-time"]');
    await expect(page.locator(".idle-bar")).toHaveCount(0);
    await page.clock.fastForward(idleMs - aMomentMs);
    await expect(page.locator(".idle-bar")).toBeVisible();
    await expect(page.locator('[data-screen="clinics"]')).toBeVisible();
    await page.clock.fastForward(aMomentMs);
    await isFresh(page);
  });
}

/** From here on the page's time passes only when it is told to. A touch then begins the rest anew. */
async function stopTheClock(page: Page): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  // The page's clock never goes back, and the order takes a while to arrive.
  await page.clock.pauseAt(now + 5_000);
}

/** As the next patient finds it: the first screen, in Arabic. */
async function isFresh(page: Page): Promise<void> {
  await expect(page.locator('[data-screen="home"]')).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator(".idle-bar")).toHaveCount(0);
}

async function leavesNothingOf(page: Page, label: string, trackUrl: string): Promise<void> {
  const token = trackUrl.split("#")[1] ?? "";
  expect(token.length).toBeGreaterThan(16);
  const left = await page.evaluate(async () => ({
    page: document.documentElement.outerHTML,
    address: location.href,
    title: document.title,
    localStorage: localStorage.length,
    sessionStorage: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    // Caches stand only where the page is secure; loopback is.
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }));
  const { page: html, address, title, ...stores } = left;
  for (const text of [html, address, title]) {
    expect(text).not.toContain(label);
    expect(text).not.toContain(token);
  }
  expect(stores).toEqual({
    localStorage: 0,
    sessionStorage: 0,
    databases: 0,
    caches: 0,
    cookies: "",
  });
}
