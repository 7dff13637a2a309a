// The main job: touch → paper → call → board, by keyboard and by mouse, in both directions.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { languages, openBoard, openDesk, openKiosk } from "./faces.ts";
import type { Desk, Kiosk } from "./faces.ts";
import { startHospital } from "./hospital.ts";
import { isPaperOf, qrText } from "./paper.ts";
import { withHospital } from "./with-hospital.ts";

/** What a patient and a clerk feel as "at once". */
const boardWithinMs = 1_000;

const hospital = withHospital(startHospital);

/** Where the patients of each language go, so that one journey leaves nothing to the other. */
const places = {
  ar: { clinic: "eye", service: "eye-visit", point: "room-11", board: "hall-2" },
  en: { clinic: "heart", service: "heart-visit", point: "room-5", board: "hall-1" },
} as const;
const mousePlaces = {
  ar: { service: "dental-visit", point: "room-13", board: "hall-2" },
  en: { service: "women-visit", point: "room-7", board: "hall-1" },
} as const;

for (const language of languages) {
  test(`${language}: a touch becomes a paper, a call and a board that says so at once`, async ({
    browser,
  }) => {
    const place = places[language];
    const kiosk = await openKiosk(browser, `${hospital().server}/kiosk/`, language);
    await kiosk.choose(place.clinic, place.service);
    const ticket = await kiosk.ticket();
    await expect(kiosk.page.locator(".ticket .label")).toHaveText(ticket.label);
    await paperIsThatOnScreen(kiosk, ticket);

    const board = await openBoard(browser, hospital().server, place.board, language);
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.point,
    });
    await expect(desk.page.locator("[data-next-label]")).toHaveAttribute(
      "data-next-label",
      ticket.label,
    );
    const call = await boardAfter(board, ticket.label, 0, desk, () =>
      desk.page.keyboard.press("F2"),
    );
    console.log(`${language}: F2 to the board: ${call.tookMs} ms`);
    expect(call.tookMs).toBeLessThanOrEqual(boardWithinMs);
    await desk.currentIs(ticket.label, "called");

    const recall = await boardAfter(board, ticket.label, 1, desk, () =>
      desk.page.keyboard.press("F4"),
    );
    console.log(`${language}: F4 to the board: ${recall.tookMs} ms`);
    expect(recall.tookMs).toBeLessThanOrEqual(boardWithinMs);
    expect(recall.callId).toBe(call.callId);

    const card = board.locator(`[data-label="${ticket.label}"]`);
    await desk.settled();
    await desk.page.keyboard.press("F8");
    await desk.currentIs(ticket.label, "serving");
    await expect(card).toHaveAttribute("data-gold", "false");
    await desk.settled();
    await desk.page.keyboard.press("F8");
    await desk.currentIs("");
    await expect(card).toHaveCount(0);
    await expect(board.locator(`[data-last-call-id="${call.callId}"]`)).toContainText(ticket.label);
    expect(await announced(board)).toEqual([`${call.callId}:0`, `${call.callId}:1`]);
  });

  test(`${language}: a clerk with the mouse brings the next, lets go and puts back`, async ({
    browser,
  }) => {
    const place = mousePlaces[language];
    const otherKiosk = await hospital().device("kiosk");
    const labels: string[] = [];
    for (let n = 0; n < 3; n++) labels.push((await otherKiosk.issue(place.service)).label);
    otherKiosk.close();
    const [first = "", second = "", third = ""] = labels;

    const board = await openBoard(browser, hospital().server, place.board, language);
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.point,
    });
    const row = (label: string) => desk.page.locator(`[data-row-label="${label}"]`);
    await expect(row(third)).toBeVisible();
    const call = await boardAfter(board, first, 0, desk, () => desk.act("callNext").click());
    console.log(`${language}: click to the board: ${call.tookMs} ms`);
    expect(call.tookMs).toBeLessThanOrEqual(boardWithinMs);

    await desk.settled();
    await desk.act("noShow").click();
    await desk.currentIs("");
    await expect(board.locator(`[data-label="${first}"]`)).toHaveCount(0);
    await desk.settled();
    await desk.page.locator('[data-tab="noShows"]').click();
    await row(first).click();
    await desk.page.locator(".selected-reason").fill("was at the pharmacy");
    await desk.act("requeue").click();
    await expect(row(first)).toHaveCount(0);
    await desk.page.locator('[data-tab="waiting"]').click();
    await expect(row(first)).toBeVisible();

    await desk.settled();
    await desk.page.keyboard.press("Control+z");
    await expect(row(first)).toHaveCount(0);
    await desk.page.locator('[data-tab="noShows"]').click();
    await expect(row(first)).toBeVisible();
    await desk.page.locator('[data-tab="waiting"]').click();

    await boardAfter(board, second, 0, desk, () => desk.act("callNext").click());
    await desk.settled();
    await desk.act("start").click();
    await desk.currentIs(second, "serving");
    await desk.settled();
    // One act: the visit of one ends and the other is called.
    await boardAfter(board, third, 0, desk, () => desk.act("callNext").click());
    await desk.currentIs(third, "called");
    await expect(board.locator(`[data-label="${second}"]`)).toHaveCount(0);
    await expect(desk.page.locator('[data-count="ended"]')).toHaveText("1");
    await expect(board.locator('[data-gold="true"]')).toHaveAttribute("data-label", third);
  });
}

/** The paper that came out for the ticket on the screen: its code, its label, every dot. */
async function paperIsThatOnScreen(
  kiosk: Kiosk,
  ticket: { readonly label: string; readonly trackUrl: string },
): Promise<void> {
  await kiosk.paperIs("printed");
  const picture = hospital().paper(hospital().papers().at(-1) ?? "");
  expect(ticket.trackUrl).toMatch(/^http:\/\/dawr\.test\/track\/#[A-Za-z0-9_-]{20,}$/);
  expect(qrText(picture)).toBe(ticket.trackUrl);

  const device = await hospital().kioskDevice();
  const [{ jobs }, { zone }] = [
    await device.look("prints", "self"),
    await device.look("directory", "site"),
  ];
  device.close();
  const ours = jobs.filter((job) => job.trackUrl === ticket.trackUrl);
  expect(ours.map(({ status, label }) => ({ status, label }))).toEqual([
    { status: "printed", label: ticket.label },
  ]);
  for (const job of ours) {
    expect(await isPaperOf(picture, job, zone)).toBe(true);
    const other = { ...job, label: `${ticket.label}1` };
    expect(await isPaperOf(picture, other, zone)).toBe(false);
  }
}

/**
 * Presses something at the desk and measures, from the press itself, when the board shows the label
 * golden and announces this recall of it.
 */
async function boardAfter(
  board: Page,
  label: string,
  recalls: number,
  desk: Desk,
  press: () => Promise<void>,
): Promise<{ readonly callId: string; readonly tookMs: number }> {
  // One announcement at a time: the measure is of this one, not of the one before it.
  await expect(board.locator('[data-announcing="true"]')).toHaveCount(0);
  await desk.settled();
  await desk.page.evaluate(() => {
    const note = () => (document.documentElement.dataset["pressedAt"] = String(Date.now()));
    addEventListener("keydown", note, { capture: true, once: true });
    addEventListener("click", note, { capture: true, once: true });
  });
  const shown = board.evaluate(
    ([wanted, times]) =>
      new Promise<{ callId: string; at: number }>((resolve) => {
        const look = () => {
          const card = document.querySelector<HTMLElement>(`.call[data-label="${wanted}"]`);
          const callId = card?.dataset["callId"] ?? "";
          const log = document.querySelector<HTMLElement>(".board")?.dataset["announced"] ?? "";
          const isAnnounced = log.split(",").includes(`${callId}:${times}`);
          if (card?.dataset["gold"] !== "true" || !isAnnounced) return;
          watch.disconnect();
          resolve({ callId, at: Date.now() });
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { subtree: true, childList: true, attributes: true });
        look();
      }),
    [label, recalls] as const,
  );
  await press();
  const { callId, at } = await shown;
  const pressedAt = await desk.page.locator("html").getAttribute("data-pressed-at");
  return { callId, tookMs: at - Number(pressedAt) };
}

/** All that a board has announced, oldest first, as `callId:recalls`. */
async function announced(board: Page): Promise<readonly string[]> {
  const log = await board.locator(".board").getAttribute("data-announced");
  return log === null || log === "" ? [] : log.split(",");
}
