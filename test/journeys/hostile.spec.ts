// A hospital whose every name was made to do harm: faces keep their shape, labels their order.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { languages, newPage, openBoard, openDesk, openKiosk, screens } from "./faces.ts";
import { keepPicture } from "./fit.ts";
import { startHospitalInParts } from "./hospital.ts";
import { liveAMorning } from "./lively-day.ts";
import {
  boardMeasures,
  deskMeasures,
  kioskMeasures,
  phoneMeasures,
  unreadable,
} from "./readable.ts";
import type { Measures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(() => startHospitalInParts("test/harness/hostile-hospital.ts"));

for (const language of languages) {
  test(`${language}: hostile names on the kiosk and on the phone`, async ({ browser }) => {
    const { page, tap, ticket, paperIs } = await openKiosk(browser, hospital().kiosk, language);
    const fits = (name: string) => isUnharmed(page, `kiosk ${name}`, kioskMeasures);
    await fits("home");
    await tap('[data-act="emergency"]');
    await fits("emergency");
    await tap('[data-act="start"]');
    await tap('[data-act="take-ticket"]');
    await fits("clinics");
    await tap('[data-choice="eye"]');
    await fits("services");
    await tap('[data-choice="eye-visit"]');
    await paperIs("printed");
    await fits("issued");
    const { trackUrl } = await ticket();
    const phone = await newPage(browser, "phone");
    await phone.goto(`${hospital().server}/track/${new URL(trackUrl).hash}`);
    await expect(phone.locator(".as-of")).toBeVisible();
    await isUnharmed(phone, "phone", phoneMeasures);
  });
}

test("hostile names on boards and desks", async ({ browser }) => {
  await liveAMorning(hospital());
  for (const language of languages) {
    for (const room of ["hall-1", "hall-2"]) {
      const board = await openBoard(browser, hospital().server, room, language);
      await expect(board.locator(".call")).not.toHaveCount(0);
      await isUnharmed(board, `board ${language} ${room}`, boardMeasures);
      await board.setViewportSize(screens.uprightBoard);
      await isUnharmed(board, `board ${language} ${room}, upright`, boardMeasures);
    }
    const { page, act, settled } = await openDesk(browser, hospital().server, {
      language,
      servicePoint: "room-11",
    });
    await expect(page.locator("[data-row-label]")).not.toHaveCount(0);
    await isUnharmed(page, `desk ${language}`, deskMeasures);
    await page.keyboard.press("F2");
    await settled();
    await isUnharmed(page, `desk ${language}, called`, deskMeasures);
    await act("issueTicket").click();
    await expect(page.locator("dialog[open]")).toBeVisible();
    await isUnharmed(page, `desk ${language}, issue dialog`, deskMeasures);
    await page.keyboard.press("Escape");
    await act("changePoint").click();
    await expect(page.locator('[data-screen="choose-point"]')).toBeVisible();
    await isUnharmed(page, `desk ${language}, choice of point`, deskMeasures);
  }
});

/** All is where it belongs and in its order, and nothing of a name was taken for more than words. */
async function isUnharmed(page: Page, name: string, measures: Measures): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await keepPicture(page, `hostile ${name}`);
  expect
    .soft(await unreadable(page, { ...measures, mayEnd: true }), `${name}: measures`)
    .toEqual([]);
  expect.soft(await turned(page), `${name}: order`).toEqual([]);
  expect.soft(await page.locator("#root img").count(), `${name}: markup`).toBe(0);
  expect.soft(await page.title(), `${name}: title`).not.toBe("1");
  const said = await page.locator("#root").innerText();
  // Isolates of our own texts are closed; everything else that steers is gone.
  expect
    .soft(said, `${name}: controls`)
    .not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u0000-\u0008]/u);
  const opened = said.match(/[\u2066-\u2068]/gu)?.length ?? 0;
  expect.soft(said.match(/\u2069/gu)?.length ?? 0, `${name}: isolates`).toBe(opened);
}

/** The labels, counts and times whose signs do not stand from left to right as they are said. */
function turned(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    for (const element of document.querySelectorAll(".label, .num")) {
      const text = element.firstChild;
      if (!(text instanceof Text) || !element.checkVisibility()) continue;
      const lefts = Array.from(text.data, (_, at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      });
      const inOrder = lefts.every((left, at) => at === 0 || left > (lefts[at - 1] ?? 0));
      if (!inOrder) wrong.push(text.data);
    }
    return wrong;
  });
}
