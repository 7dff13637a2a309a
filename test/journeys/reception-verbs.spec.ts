// A morning of a desk beyond calling: each verb by its keys, against the real server, both ways.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import type { ServicePointId } from "../../shared/domain/ids.ts";
import { languages, openDesk } from "./faces.ts";
import type { Desk } from "./faces.ts";
import { startHospital } from "./hospital.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);

/** Where each language works, so that one journey leaves nothing to the other. */
const places = {
  ar: {
    service: "bones-visit",
    point: "room-14",
    other: { service: "women-visit", point: "room-7" },
    chair: "lab-chair-1",
    laboratory: "المختبر",
    teeth: "اسنان",
  },
  en: {
    service: "ent-visit",
    point: "room-15",
    other: { service: "heart-ecg", point: "room-6" },
    chair: "lab-chair-2",
    laboratory: "labo",
    teeth: "dental",
  },
} as const;

for (const language of languages) {
  test(`${language}: a patient goes to the laboratory and back to the same desk`, async ({
    browser,
  }) => {
    const place = places[language];
    const kiosk = await hospital().device("kiosk");
    const { label } = await kiosk.issue(place.service);
    const later = await kiosk.issue(place.service);
    kiosk.close();
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.point,
    });
    const { page } = desk;
    await nextIs(page, label);
    await press(desk, "F2");
    await desk.currentIs(label, "called");

    await press(desk, "F7");
    await page.locator('[data-menu-act="detour"]').click();
    await page.keyboard.type(place.laboratory);
    await press(desk, "Enter");
    await desk.currentIs("");
    await nextIs(page, later.label);
    await page.locator('[data-tab="aside"]').click();
    await expect(row(page, label)).toHaveAttribute("data-row-status", "away");

    const nurse = await hospital().staff("nurse");
    const at = place.chair as ServicePointId;
    const call = await nurse.ask("callNext", { servicePointId: at });
    expect(call.label).toBe(label);
    await nurse.ask("endService", { callId: call.callId });
    nurse.close();

    await expect(row(page, label)).toHaveCount(0);
    await page.locator('[data-tab="waiting"]').click();
    await nextIs(page, label);
    await press(desk, "F2");
    await desk.currentIs(label, "called");
    await press(desk, "F9");
    await page.keyboard.type(place.teeth);
    await press(desk, "Enter");
    await desk.currentIs("");
    await expect(row(page, label)).toHaveCount(0);
  });

  test(`${language}: a patient is parked, cancelled and brought back, and undone`, async ({
    browser,
  }) => {
    const place = places[language];
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.point,
    });
    const { page } = desk;
    const label = (await page.locator("[data-next-label]").getAttribute("data-next-label")) ?? "";
    await press(desk, "F2");
    await desk.currentIs(label, "called");
    await press(desk, "Shift+F8");
    await desk.currentIs("");
    await page.locator('[data-tab="aside"]').click();
    await row(page, label).click();
    await desk.act("unpark").click();
    await expect(row(page, label)).toHaveCount(0);
    await desk.settled();

    await page.locator('[data-tab="waiting"]').click();
    await row(page, label).click();
    await press(desk, "Enter");
    await page.locator('[data-menu-act="cancel"]').click();
    await page.keyboard.press("Digit1");
    await press(desk, "Enter");
    await expect(row(page, label)).toHaveCount(0);
    await desk.settled();
    await page.locator('[data-tab="cancelled"]').click();
    await row(page, label).click();
    await press(desk, "Enter");
    await page.keyboard.press("Digit2");
    await press(desk, "Enter");
    await expect(row(page, label)).toHaveCount(0);
    await desk.settled();
    await press(desk, "Control+z");
    await expect(row(page, label)).toHaveCount(1);
    await desk.settled();
    await row(page, label).click();
    await desk.act("reinstate").click();
    await page.keyboard.press("Digit1");
    await press(desk, "Enter");
    await expect(row(page, label)).toHaveCount(0);
    await page.locator('[data-tab="waiting"]').click();
    await expect(row(page, label)).toBeVisible();
  });

  test(`${language}: a desk pauses and resumes, calls out of turn, and closes its queue`, async ({
    browser,
  }) => {
    const place = places[language];
    const kiosk = await hospital().device("kiosk");
    await kiosk.issue(place.other.service);
    const chosen = await kiosk.issue(place.other.service);
    kiosk.close();
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.other.point,
    });
    const { page } = desk;
    await expect(row(page, chosen.label)).toBeVisible();
    await expect(page.locator('[data-seat=""]')).toBeVisible();
    await desk.act("openPoint").click();
    await expect(page.locator('[data-seat=""]')).toHaveCount(0);
    await desk.settled();
    await desk.act("pausePoint").click();
    await page.keyboard.press("Digit2");
    await press(desk, "Enter");
    await expect(page.locator('[data-paused="meal"]')).toBeVisible();
    await expect(page.locator("[data-current-label]")).toHaveCount(1);
    await press(desk, "F2");
    await expect(page.locator("[data-paused]")).toHaveCount(0);

    // Before the answer has settled: the focus stays on the line that was chosen meanwhile.
    await row(page, chosen.label).click();
    await press(desk, "Enter");
    await page.keyboard.press("Digit1");
    await page.keyboard.press("Digit2");
    await press(desk, "Enter");
    await desk.currentIs(chosen.label, "called");
    await expect(page.locator('[data-count="exceptions"]')).toHaveText("1");
    await press(desk, "F8");
    await desk.currentIs(chosen.label, "serving");
    await press(desk, "F8");
    await desk.currentIs("");

    await press(desk, "Shift+F7");
    await page.locator('[data-menu-act="closeQueue"]').click();
    await page.keyboard.press("Digit2");
    await page.locator('input[type="search"]').fill(place.teeth);
    await page.locator(".step-form .choice legend").first().click();
    await page.keyboard.press("Digit4");
    await desk.act("send").click();
    await expect(page.locator('[data-queue-closed="true"]')).toBeVisible();
    await expect(page.locator("[data-row-label]")).toHaveCount(0);
    await desk.settled();
    await press(desk, "Shift+F7");
    await page.locator('[data-menu-act="reopenQueue"]').click();
    await expect(page.locator('[data-queue-closed="true"]')).toHaveCount(0);
  });
}

/** A key, once the desk has heard the answer to the last one. */
async function press(desk: Desk, key: string): Promise<void> {
  await desk.settled();
  await desk.page.keyboard.press(key);
}

const row = (page: Page, label: string) => page.locator(`[data-row-label="${label}"]`);

function nextIs(page: Page, label: string): Promise<void> {
  return expect(page.locator("[data-next-label]")).toHaveAttribute("data-next-label", label);
}
