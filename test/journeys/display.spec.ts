// What a waiting room may believe: every call once and in order, and nothing that is not true.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import type { ServicePointId } from "../../shared/domain/ids.ts";
import { dayMs } from "../../shared/domain/time.ts";
import { longDate } from "../../shared/i18n/calendar.ts";
import { clockTime } from "../../shared/i18n/translate.ts";
import { languages, newPage, openBoard, openDesk, openKiosk, screens } from "./faces.ts";
import { startHospitalInParts } from "./hospital.ts";
import { withHospital } from "./with-hospital.ts";
import { hospitalZone as zone } from "./zone.ts";

const hospital = withHospital(startHospitalInParts);

/** A broken link is told after ten seconds and believed after fifteen; a busy machine adds some. */
const staleWithinMs = 25_000;
/** The demo hospital's. */

test("two calls of one instant are both announced, in order and once, in every language", async ({
  browser,
}) => {
  const boards = await openBoards(browser, "hall-2");
  const calls = await callTwo(["dental-visit", "room-13"], ["bones-visit", "room-14"]);
  const inOrder = calls.map((callId) => `${callId}:0`);
  for (const board of boards) {
    await expect.poll(() => announced(board), { timeout: 15_000 }).toEqual(inOrder);
    await expect(board.locator('[data-announcing="true"]')).toHaveCount(0, { timeout: 10_000 });
    expect(await announced(board)).toEqual(inOrder);
    await expect(board.locator(".call")).toHaveCount(2);
    await expect(board.locator('[data-gold="true"]')).toHaveCount(1);
  }
});

test("a board whose server is silent ages, goes stale without gold, and comes back", async ({
  browser,
}) => {
  const boards = await openBoards(browser, "hall-1");
  const [first] = await callTwo(["internal-visit", "room-1"], ["women-visit", "room-7"]);
  for (const board of boards) {
    await expect(board.locator(".call")).toHaveCount(2);
    await expect(board.locator('[data-gold="true"]')).toHaveCount(1);
    await expect(board.locator("[data-waiting]")).not.toHaveCount(0);
  }
  hospital().freezeServer();
  try {
    await Promise.all(boards.map(agesFirst));
    for (const board of boards) await isStale(board);
  } finally {
    hospital().thawServer();
  }
  for (const board of boards) {
    await expect(board.locator(".board")).toHaveAttribute("data-stale", "fresh", {
      timeout: staleWithinMs,
    });
    await expect(board.locator(".stale-banner")).toHaveCount(0);
    await expect(board.locator("[data-waiting]")).not.toHaveCount(0);
    // Calls of before are shown and not called out again, neither after the silence ...
    expect((await announced(board)).filter((key) => key.startsWith(`${first}:`))).toHaveLength(1);
    await board.reload();
    // ... nor after a reload.
    await expect(board.locator(".call")).toHaveCount(2);
    expect(await announced(board)).toEqual([]);
  }
});

test("faces whose own calendar is a day off show the server's hour, and the right age", async ({
  browser,
}) => {
  const kiosk = await hospital().device("kiosk");
  const { label, trackUrl } = await kiosk.issue("ent-visit");
  kiosk.close();
  const desk = await hospital().staff("reception");
  const hoursFrom = hourNow();
  await desk.ask("callNext", { servicePointId: "room-15" as ServicePointId });
  desk.close();
  const faces = await Promise.all(
    [-dayMs, dayMs].map(async (clockOffMs) => {
      const { server, kiosk: kioskUrl } = hospital();
      const board = await openBoard(browser, server, "hall-2", "en", { clockOffMs });
      const console = await openDesk(browser, server, {
        ...{ language: "en", servicePoint: "room-15", clockOffMs },
      });
      const touch = await openKiosk(browser, kioskUrl, "en", { clockOffMs });
      const phone = await newPage(browser, "phone", { clockOffMs });
      await phone.goto(`${server}/track/${new URL(trackUrl).hash}`);
      // The trick worked: these screens believe in another day.
      const off = (await phone.evaluate(() => Date.now())) - Date.now();
      expect(Math.abs(off - clockOffMs)).toBeLessThan(60_000);
      return { board, console, touch, phone };
    }),
  );
  for (const { board, console, touch, phone } of faces) {
    await expect(board.locator(".call", { hasText: label })).toBeVisible();
    await expect(board.locator('[data-gold="true"]')).toHaveCount(1);
    await expect(board.locator('[data-age="fresh"]')).toBeVisible();
    await console.currentIs(label, "called");
    await expect(console.page.locator('[data-notice="stale"]')).toHaveCount(0);
    await expect(phone.locator(".ticket-golden")).toBeVisible();
    const hours = [
      board.locator(".clock"),
      console.page.locator("header time"),
      console.page.locator(".now-patient"),
      touch.page.locator(".head"),
      phone.locator(".as-of"),
      phone.locator(".steps"),
    ];
    for (const hour of hours) await expect(hour).toContainText(hoursBetween(hoursFrom, hourNow()));
    await expect(touch.page.locator(".head")).toContainText(longDate(Date.now(), zone, "en"));
  }
  // What such a device asks for counts as any other's, though its ids carry another day.
  for (const { touch } of faces) {
    await touch.choose("dental");
    expect((await touch.ticket()).label).toMatch(/^F0/);
  }
  for (const [n, { console }] of faces.entries()) {
    await console.act(n === 0 ? "start" : "end").click();
    await console.settled();
    await console.currentIs(n === 0 ? label : "");
  }
  hospital().freezeServer();
  try {
    const frozenAt = hourNow();
    for (const { board, console } of faces) {
      await expect(board.locator('.board[data-stale="stale"]')).toBeVisible({
        timeout: staleWithinMs,
      });
      const truth = hoursBetween(hoursFrom, frozenAt);
      await expect(board.locator(".stale-banner")).toContainText(truth);
      await expect(console.page.locator('[data-notice="stale"]')).toBeVisible();
    }
  } finally {
    hospital().thawServer();
  }
});

test("a display that the server does not know says so, and a paired one shows its board", async ({
  browser,
}) => {
  await hospital().killServer();
  await hospital().startServer({ isDemo: false });
  try {
    for (const language of languages) {
      const context = await browser.newContext({ viewport: screens.board });
      const page = await context.newPage();
      const address = `${hospital().server}/display/?room=hall-1&lang=${language}`;
      await page.goto(address);
      await expect(page.locator('[data-screen="unpaired"]')).toBeVisible();
      await page.goto("about:blank");
      await page.goto(`${address}#not-a-token-that-anybody-gave`);
      await expect(page.locator('[data-screen="unpaired"]')).toBeVisible();
      await expect(page.locator(".board")).toHaveCount(0);

      const args = ["--kind", "display", "--name", `TV ${language}`, "--waiting-room", "hall-1"];
      const token = await hospital().pair(...args);
      await page.goto("about:blank");
      await page.goto(`${address}#${token}`);
      await expect(page.locator('.board[data-stale="fresh"]')).toBeVisible();
      expect(page.url()).not.toContain(token);
    }
  } finally {
    await hospital().killServer();
    await hospital().startServer();
  }
});

function hourNow(): string {
  return clockTime(Date.now(), zone);
}

/** The minute may turn while we look. */
function hoursBetween(from: string, to: string): RegExp {
  return new RegExp(`${from}|${to}`);
}

function openBoards(browser: Parameters<typeof openBoard>[0], room: string): Promise<Page[]> {
  return Promise.all(
    languages.map((language) => openBoard(browser, hospital().server, room, language)),
  );
}

/** Calls a fresh ticket to each of two points at the same moment. Their call ids, oldest first. */
async function callTwo(
  ...places: readonly (readonly [service: string, point: string])[]
): Promise<readonly string[]> {
  const kiosk = await hospital().device("kiosk");
  for (const [service] of places) await kiosk.issue(service);
  kiosk.close();
  const desks = await Promise.all(places.map(() => hospital().staff("reception")));
  const calls = await Promise.all(
    places.map(async ([, point], n) =>
      desks[n]?.ask("callNext", { servicePointId: point as ServicePointId }),
    ),
  );
  for (const desk of desks) desk.close();
  const callIds = calls.map((call) => call?.callId ?? "");
  return callIds.toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
}

/** Grey age first: nobody is alarmed by one lost ping. */
async function agesFirst(board: Page): Promise<void> {
  await expect(board.locator(".board")).toHaveAttribute("data-stale", "ageing", {
    timeout: staleWithinMs,
  });
  await expect(board.locator(".stale-banner")).toHaveCount(0);
}

/** White banner, no gold, no counts: nobody is sent anywhere by it. */
async function isStale(board: Page): Promise<void> {
  await expect(board.locator(".board")).toHaveAttribute("data-stale", "stale", {
    timeout: staleWithinMs,
  });
  await expect(board.locator(".stale-banner")).toBeVisible();
  await expect(board.locator(".call")).toHaveCount(2);
  await expect(board.locator('[data-gold="true"]')).toHaveCount(0);
  await expect(board.locator("[data-waiting]")).toHaveCount(0);
  await expect(board.locator(".fair")).toHaveCount(0);
}

async function announced(board: Page): Promise<readonly string[]> {
  const log = await board.locator(".board").getAttribute("data-announced");
  return log === null || log === "" ? [] : log.split(",");
}
