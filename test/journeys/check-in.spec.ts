// A booked patient comes: by the code of the slip, by phone, by the reader; and by phone beforehand.
import { expect, test } from "@playwright/test";
import { languages as allLanguages } from "../../shared/domain/language.ts";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import { bookPatient, openBooking } from "./appointments.ts";
import { languages, newPage, openBoard, openKiosk } from "./faces.ts";
import type { Kiosk } from "./faces.ts";
import { isFit } from "./fit.ts";
import { startHospital } from "./hospital.ts";
import { kioskMeasures, phoneMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);
const service = "eye-visit";
const now = Date.now();

test.beforeAll(async () => {
  await openBooking(hospital(), "eye", service, now);
});

/** Runs in the page: a reader that is plugged in as a keyboard, faster than the test's own wire. */
function readAsKeys(text: string): void {
  for (const key of [...text, "Enter"]) {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }
}

async function type(kiosk: Kiosk, text: string): Promise<void> {
  for (const sign of text) await kiosk.tap(`[data-key="${sign}"]`);
}

for (const language of languages) {
  test(`${language}: the code of the slip becomes a ticket, a paper and a call`, async ({
    browser,
  }) => {
    const booked = await bookPatient(hospital(), service, now);
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    const { page } = kiosk;
    await kiosk.tap('[data-act="appointment"]');
    await kiosk.tap('[data-way="code"]');
    await type(kiosk, booked.code.slice(0, 4));
    await expect(page.locator('[data-field="code"]')).toContainText(booked.code.slice(0, 4));
    await type(kiosk, booked.code.slice(4));
    await kiosk.tap('[data-act="go-on"]');
    const { label } = await kiosk.ticket();
    await expect(page.locator(".arrival")).toHaveAttribute("data-late", "false");
    await kiosk.paperIs("printed");
    await isFit(page, "kiosk checked in", kioskMeasures);
    expect(await page.content()).not.toContain("مراجع");

    const board = await openBoard(browser, hospital().server, "hall-2", language);
    const desk = await hospital().staff("reception");
    const servicePointId = "room-11" as never;
    const call = await desk.ask("callNext", { servicePointId });
    expect(call).toMatchObject({ label });
    await expect(board.locator(`[data-label="${label}"]`)).toBeVisible();
    await desk.ask("endService", { callId: call.callId });
    desk.close();

    await kiosk.tap('[data-act="done"]');
    await page.evaluate(readAsKeys, `http://dawr.test/book/#${"A".repeat(30)}`);
    await expect(page.locator('[data-outcome="not_found"]')).toBeVisible();
    await kiosk.tap('[data-act="start"]');

    await kiosk.tap('[data-act="appointment"]');
    await type(kiosk, booked.phone);
    await kiosk.tap('[data-act="go-on"]');
    await expect(page.locator('[data-field="birthYear"]')).toBeVisible();
    await type(kiosk, String(booked.birthYear));
    await kiosk.tap('[data-act="go-on"]');
    await expect(page.locator('[data-outcome="already_checked_in"] h2')).toContainText(label);
  });

  test(`${language}: the phone shows a booking, moves it and gives it back`, async ({
    browser,
  }) => {
    const booked = await bookPatient(hospital(), service, now + 3 * hourMs);
    const page = await newPage(browser, "phone", { locale: language });
    await page.goto(`${hospital().server}/book/`);
    await isFit(page, "book start", phoneMeasures);
    await page.locator('input[name="code"]').fill(booked.code);
    await page.locator('[data-act="show"]').click();
    await expect(page.locator(`[data-code="${booked.code}"]`)).toBeVisible();
    expect(new URL(page.url()).hash).toHaveLength(31);
    await page.reload();
    await expect(page.locator(`[data-code="${booked.code}"]`)).toBeVisible();
    await isFit(page, "book shown", phoneMeasures);

    await page.locator('[data-act="move"]').click();
    await page.locator(".choice").last().waitFor();
    await isFit(page, "book places", phoneMeasures);
    await page.locator(".choice").last().click();
    await expect(page.locator(".heading-chip")).toBeVisible();
    await page.locator('[data-act="cancel"]').click();
    await isFit(page, "book reasons", phoneMeasures);
    await page.locator('[data-reason="cannot_come"]').click();
    await expect(page.locator('[data-status="cancelled"]')).toBeVisible();
    await isFit(page, "book cancelled", phoneMeasures);

    await page.locator('[data-act="new"]').click();
    await page.locator(`[data-service="${service}"]`).click();
    await page.locator(".choice").last().click();
    await page.locator('input[name="phone"]').fill(booked.phone);
    await page.locator('input[name="year"]').fill(String(booked.birthYear));
    await isFit(page, "book who", phoneMeasures);
    await page.locator('[data-act="book"]').click();
    await expect(page.locator('[data-status="booked"]')).toBeVisible();
    expect(await page.content()).not.toContain(booked.phone);
  });
}

for (const language of allLanguages) {
  test(`${language}: every step and outcome of a check-in is fit to be read`, async ({
    browser,
  }) => {
    const early = await bookPatient(hospital(), service, now + 65 * minuteMs);
    const other = await bookPatient(hospital(), service, now + 26 * hourMs);
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    const { page } = kiosk;
    await isFit(page, "kiosk home with bookings", kioskMeasures);
    await kiosk.tap('[data-act="appointment"]');
    await type(kiosk, "0780123");
    await isFit(page, "kiosk check-in by phone", kioskMeasures);
    await kiosk.tap('[data-way="qr"]');
    await isFit(page, "kiosk check-in by slip", kioskMeasures);
    await kiosk.tap('[data-way="code"]');
    await type(kiosk, "ABCDEFG3");
    await isFit(page, "kiosk check-in by code", kioskMeasures);
    for (const [outcome, { code }] of [
      ["too_early", early],
      ["wrong_day", other],
    ] as const) {
      await kiosk.tap('[data-key="clear"]');
      await type(kiosk, code);
      await kiosk.tap('[data-act="go-on"]');
      await expect(page.locator(`[data-outcome]`)).toBeVisible();
      await isFit(page, `kiosk check-in ${outcome}`, kioskMeasures);
      await kiosk.tap('[data-act="print-slip"]');
      await expect(page.locator("[data-slip]")).toHaveAttribute("data-slip", "printed", {
        timeout: 30_000,
      });
      await isFit(page, `kiosk check-in ${outcome} slip`, kioskMeasures);
      await kiosk.tap('[data-act="back"]');
    }
  });
}
