// Every screen of every face, in every language: axe finds nothing, and all can be read and touched.
import { expect, test } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { ageingMaxMs, blankAfterMs } from "../../display/board.ts";
import { offlineAfterMs, troubleAfterMs, warnMs, idleMs } from "../../kiosk/renderer/session.ts";
import { staleAfterMs } from "../../shared/ui/desk/freshness.ts";
import { aTicket } from "../../kiosk/agent/testing/samples.ts";
import { languages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import {
  deskOf,
  newPage,
  openBoard,
  openDesk,
  openKiosk,
  openSignIn,
  screens,
  signIn,
} from "./faces.ts";
import { startHospitalInParts } from "./hospital.ts";
import { liveAMorning } from "./lively-day.ts";
import { isFit } from "./fit.ts";
import { boardMeasures, deskMeasures, kioskMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospitalInParts);

for (const language of languages) {
  test(`${language}: every screen of the kiosk before a number`, async ({ browser }) => {
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    const { page } = kiosk;
    const fits = (name: string) => isFit(page, `kiosk ${name}`, kioskMeasures);
    const at = (screen: string) => expect(page.locator(`[data-screen="${screen}"]`)).toBeVisible();
    await fits("home");
    await kiosk.tap('[data-act="larger-text"]');
    await fits("home, larger text");
    await kiosk.tap('[data-act="low-buttons"]');
    await fits("home, larger text, low buttons");
    await kiosk.tap('[data-act="take-ticket"]');
    await at("clinics");
    await fits("clinics, larger text, low buttons");
    await kiosk.tap('[data-act="start"]');
    await kiosk.tap('[data-act="low-buttons"]');
    await kiosk.tap('[data-act="take-ticket"]');
    await fits("clinics, larger text");
    await kiosk.tap('[data-act="start"]');
    await kiosk.tap('[data-act="larger-text"]');
    await kiosk.tap('[data-act="take-ticket"]');
    await fits("clinics");
    for (const number of [2, 3]) {
      await kiosk.tap('[data-act="others"]');
      await expect(page.locator(".head .sub")).toContainText(String(number));
      await fits(`other clinics, page ${number}`);
      // Two quick taps at one place are a double tap, which turns no second page.
      await kiosk.tap('[data-act="priority"]');
    }
    await kiosk.tap('[data-act="others"]');
    await kiosk.tap('[data-act="priority"]');
    await kiosk.tap('[data-act="language"]');
    await fits("clinics, with priority and languages");
    await kiosk.tap(`[data-language="${language}"]`);
    await kiosk.tap('[data-choice="eye"]');
    await at("services");
    await fits("services");
    await kiosk.tap('[data-act="unsure"]');
    await fits("unsure");
    await kiosk.tap('[data-act="start"]');
    await kiosk.tap('[data-act="emergency"]');
    await fits("emergency");
  });

  test(`${language}: every screen of the kiosk that gives no number`, async ({ browser }) => {
    const kiosk = await openKiosk(browser, hospital().kiosk, language, { clock: true });
    const { page } = kiosk;
    const fits = (name: string) => isFit(page, `kiosk ${name}`, kioskMeasures);
    const answer = (outcome: object) =>
      page.route("**/device/issue-ticket", (route) => route.fulfill({ json: outcome }));
    await answer({ kind: "refused", code: "service_full" });
    await kiosk.choose("bones");
    await fits("refused, clinic full");
    await kiosk.tap('[data-act="another"]');
    await answer({ kind: "refused", code: "already_waiting" });
    await kiosk.tap('[data-choice="bones"]');
    await fits("refused, waiting already");
    await kiosk.tap('[data-act="another"]');
    await answer({ kind: "try_again", code: "busy" });
    await kiosk.tap('[data-choice="bones"]');
    await fits("trouble, busy");
    await page.route("**/device/issue-ticket", () => undefined);
    await kiosk.tap('[data-act="try-again"]');
    await expect(page.locator(".slow")).toBeVisible();
    await fits("issuing, slow");
    await page.clock.fastForward(troubleAfterMs);
    await fits("trouble, no answer");
    await kiosk.tap('[data-act="back"]');
    await page.clock.fastForward(idleMs - warnMs);
    await expect(page.locator(".idle-bar")).toBeVisible();
    await fits("clinics, quiet for long");
    await kiosk.tap('.idle-bar [data-act="more-time"]');
    hospital().line.cut();
    await page.clock.fastForward(offlineAfterMs);
    await expect(page.locator('[data-screen="offline"]')).toBeVisible({ timeout: 15_000 });
    await fits("offline");
    hospital().line.mend();
    await expect(page.locator('[data-screen="clinics"]')).toBeVisible({ timeout: 15_000 });
  });

  test(`${language}: every screen of a display before it is set up`, async ({ browser }) => {
    const page = await newPage(browser, "board", { clock: true });
    const fits = (name: string) => isFit(page, `display ${name}`, boardMeasures);
    const open = (query: string) =>
      page.goto(`${hospital().server}/display/?lang=${language}${query}`);
    await open("");
    await expect(page.locator('[data-screen="chooser"]')).toBeVisible();
    await fits("chooser");
    await open("&room=nowhere");
    await expect(page.locator('[data-screen="chooser"] [role="alert"]')).toBeVisible();
    await fits("chooser, room unknown");
    await page.routeWebSocket(/socket\.io/, () => undefined);
    await open("&room=hall-1");
    await expect(page.locator(".connecting")).toBeVisible();
    await page.clock.fastForward(10_000);
    await expect(page.locator(".connecting [role=status] p")).toBeVisible();
    await fits("connecting for long");
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.clear());
    await page.route("**/api/demo/pair", (route) => route.abort());
    await open("&room=hall-1");
    await expect(page.locator('[data-screen="unpaired"]')).toBeVisible();
    await fits("unpaired");
  });

  test(`${language}: every screen of reception`, async ({ browser }) => {
    const point = language === "ar" ? "room-4" : "room-6";
    const service = language === "ar" ? "children-visit" : "heart-ecg";
    const page = await openSignIn(browser, hospital().server, language);
    const desk = deskOf(page);
    const fits = (name: string) => isFit(page, `reception ${name}`, deskMeasures);
    await fits("sign-in");
    await page.locator('button[type="submit"]').click();
    await expect(page.locator('[data-notice="refusal"]')).toBeVisible();
    await fits("sign-in, refused");
    await signIn(page, "reception");
    await fits("choice of point");
    await page.locator('input[name="find"]').fill("room 0");
    await expect(page.locator("[data-service-point]")).toHaveCount(0);
    await fits("choice of point, none found");
    await page.locator('input[name="find"]').fill("");
    await page.locator(`[data-service-point="${point}"]`).click();
    await expect(page.locator('[data-screen="console"]')).toBeVisible();
    const kiosk = await hospital().device("kiosk");
    for (let n = 0; n < 4; n++) await kiosk.issue(service);
    kiosk.close();
    await expect(page.locator("[data-row-label]")).not.toHaveCount(0);
    await fits("console, nobody here");
    await page.locator('[data-act="language"]').click();
    await fits("console, languages");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F2");
    await expect(page.locator('[data-current-status="called"]')).toBeVisible();
    await desk.settled();
    await fits("console, called");
    await page.keyboard.press("Shift+F4");
    await desk.currentIs("");
    await desk.settled();
    await page.keyboard.press("F4");
    await expect(page.locator('[data-notice="quiet"]')).toBeVisible();
    await page.locator('[data-tab="noShows"]').click();
    await page.locator("[data-row-label]").first().click();
    await fits("console, no-shows, one selected, a hint");
    await page.keyboard.press("F2");
    await expect(page.locator('[data-current-status="called"]')).toBeVisible();
    await desk.settled();
    await page.keyboard.press("F8");
    await expect(page.locator('[data-current-status="serving"]')).toBeVisible();
    await desk.settled();
    await page.locator('[data-tab="waiting"]').click();
    await fits("console, serving");
    await desk.act("issueTicket").click();
    await expect(page.locator("dialog[open]")).toBeVisible();
    await fits("issue dialog");
    await desk.act("issue").click();
    await expect(page.locator("[data-issued-label]")).toBeVisible();
    await fits("issue dialog, issued");
    await page.keyboard.press("Escape");
    await page.locator("[data-row-label]").first().click();
    await desk.act("reprint").click();
    await expect(page.locator("dialog[open]")).toBeVisible();
    await fits("copy dialog");
    await desk.act("printCopy").click();
    await expect(page.locator("[data-copy]")).toBeVisible();
    await fits("copy dialog, ordered");
  });

  test(`${language}: every menu and small step of reception`, async ({ browser }) => {
    const point = language === "ar" ? "room-2" : "room-7";
    const service = language === "ar" ? "internal-visit" : "women-visit";
    const kiosk = await hospital().device("kiosk");
    await kiosk.issue(service, { priorityClass: "protected" });
    for (let n = 0; n < 3; n++) await kiosk.issue(service);
    kiosk.close();
    const desk = await openDesk(browser, hospital().server, { language, servicePoint: point });
    const { page } = desk;
    const fits = (name: string) => isFit(page, `reception ${name}`, deskMeasures);
    // The next key is meant for the desk: a dialog that is still closing would take it.
    const leave = async () => {
      await page.keyboard.press("Escape");
      await expect(page.locator("dialog")).toHaveCount(0);
    };
    const ofMenu = async (key: string, acts: readonly string[]) => {
      for (const act of acts) {
        await page.keyboard.press(key);
        await page.locator(`[data-menu-act="${act}"]`).click();
        await expect(page.locator(".step-form")).toBeVisible();
        await fits(`step ${act}`);
        await leave();
      }
    };
    await desk.act("claim").first().click();
    await fits("menu, a claim");
    await leave();
    await page.locator("[data-row-label] td").first().click();
    await fits("console, a line and why it stands there");
    await page.keyboard.press("Enter");
    await fits("menu of a line");
    await leave();
    await ofMenu("F7", ["callChosen", "setPriority", "hold", "transfer", "cancel"]);
    await page.keyboard.press("F2");
    await expect(page.locator('[data-current-status="called"]')).toBeVisible();
    await desk.settled();
    await page.keyboard.press("F7");
    await fits("menu of the patient");
    await leave();
    await ofMenu("F7", ["detour"]);
    await page.keyboard.press("Shift+F8");
    await desk.currentIs("");
    await desk.settled();
    await page.locator('[data-tab="aside"]').click();
    await page.locator("[data-row-label] td").first().click();
    await fits("console, aside, one selected");
    await page.locator('[data-tab="cancelled"]').click();
    await fits("console, nothing cancelled");
    await page.keyboard.press("Shift+F7");
    await fits("menu of the desk");
    await leave();
    await ofMenu("Shift+F7", ["pausePoint", "closePoint", "serve", "closeQueue"]);
    await desk.act("pausePoint").click();
    await desk.act("send").click();
    await expect(page.locator("[data-paused]")).toBeVisible();
    await desk.settled();
    await fits("console, paused");
    // As it was found, for the next language.
    await page.keyboard.press("F2");
    await expect(page.locator("[data-paused]")).toHaveCount(0);
  });
}

test("every screen of the kiosk around a number", async ({ browser }) => {
  const kiosk = await openKiosk(browser, hospital().kiosk, "ar");
  const { page } = kiosk;
  const fitsInEach = async (name: string) => {
    for (const language of languages) {
      await kiosk.tap('[data-act="language"]');
      if (language === "en") await isFit(page, `kiosk ${name}, with languages`, kioskMeasures);
      await kiosk.tap(`[data-language="${language}"]`);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await isFit(page, `kiosk ${name}`, kioskMeasures);
    }
  };
  await hospital().fault("paper_out_midway");
  await kiosk.choose("dental");
  await kiosk.paperIs("printing");
  await fitsInEach("issued, printing");
  await hospital().fault("works");
  await kiosk.paperIs("printed");
  await fitsInEach("issued, printed");
  await kiosk.tap('[data-act="done"]');
  await hospital().fault("paper_out");
  await kiosk.choose("eye", "eye-visit");
  await kiosk.paperIs("not_printed");
  await fitsInEach("issued, paper out");
  await kiosk.tap('[data-act="done"]');
  await kiosk.tap('[data-act="larger-text"]');
  await hospital().fault("works");
  await hospital().fault("drop_midway");
  await kiosk.choose("children");
  await kiosk.paperIs("unknown");
  await fitsInEach("issued, paper unknown, larger text");
  await hospital().fault("works");
  await kiosk.tap('[data-act="done"]');
  // The longest label there is: two letters, and more than 999 of a day.
  const ticket = { ...aTicket({ label: "AB1000" }), printJobId: null };
  await page.route("**/device/issue-ticket", (route) =>
    route.fulfill({ json: { kind: "issued", ticket } }),
  );
  await kiosk.choose("bones");
  await kiosk.ticket();
  await fitsInEach("issued, longest label");
});

/** A morning is lived once, for all languages. */
let morning: Promise<void> | null = null;
for (const language of languages) {
  test(`${language}: every face that has not heard of the server for long`, async ({ browser }) => {
    morning ??= liveAMorning(hospital());
    await morning;
    const board = await openBoard(browser, hospital().server, "hall-2", language, { clock: true });
    const desk = await consoleAt(browser, language);
    await isFitBothWays(board, `display ${language} lively`);
    hospital().freezeServer();
    try {
      // What is stale for half a minute more is blank: there is no time for another language.
      await board.clock.fastForward(ageingMaxMs);
      await expect(board.locator('.board[data-stale="stale"]')).toBeVisible();
      await isFitBothWays(board, `display ${language} stale`);
      await board.clock.fastForward(blankAfterMs);
      await expect(board.locator('.board[data-stale="blank"]')).toBeVisible();
      await isFitBothWays(board, `display ${language} blank`);
      await desk.clock.fastForward(staleAfterMs);
      await expect(desk.locator('[data-notice="stale"]')).toBeVisible();
      await isFit(desk, `reception ${language} stale`, deskMeasures);
    } finally {
      hospital().thawServer();
    }
  });
}

/** On the wall as it hangs, and upright. */
async function isFitBothWays(board: Page, name: string): Promise<void> {
  await isFit(board, name, boardMeasures);
  await board.setViewportSize(screens.uprightBoard);
  await isFit(board, `${name}, upright`, boardMeasures);
  await board.setViewportSize(screens.board);
}

async function consoleAt(browser: Browser, language: Language): Promise<Page> {
  const { page } = await openDesk(browser, hospital().server, {
    language,
    servicePoint: "room-11",
    clock: true,
  });
  await expect(page.locator("[data-row-label]")).not.toHaveCount(0);
  return page;
}
