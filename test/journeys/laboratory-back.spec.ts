// A result that was said to be ready by mistake is taken back where it was said, and all hear of it.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { languages, newPage, openDesk } from "./faces.ts";
import { isFit } from "./fit.ts";
import { startHospital } from "./hospital.ts";
import { openLaboratory, ordered, putCatalogue, scan, takenAt } from "./laboratory-house.ts";
import { deskMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);

/** Where each language works, so that one journey leaves nothing to the other. */
const places = {
  ar: { service: "nerves-visit", room: "room-46", chair: "lab-chair-1" },
  en: { service: "mind-visit", room: "room-47", chair: "lab-chair-2" },
} as const;

/** What the phone says of results. */
const said = {
  ar: { ready: "النتيجة جاهزة. العودة إلى الطبيب نفسه", awaited: "في المختبر" },
  en: { ready: "Result ready. Go back to the same doctor", awaited: "At the laboratory" },
} as const;

test.beforeAll(() => putCatalogue(hospital()));

for (const language of languages) {
  test(`${language}: a result said to be ready by mistake is taken back`, async ({ browser }) => {
    const { chair } = places[language];
    const { label, order, trackUrl } = await ordered(
      hospital(),
      { ...places[language], language },
      ["journey-cbc"],
    );
    const [barcode = ""] = await takenAt(hospital(), chair, order);
    const { server } = hospital();
    const doctor = await openDesk(browser, server, {
      ...{ language, servicePoint: places[language].room, user: "doctor" },
    });
    const phone = await newPage(browser, "phone", { locale: language });
    await phone.goto(trackUrl.replace("http://dawr.test", server));
    const laboratory = await openLaboratory(hospital(), browser, language);
    await scan(laboratory, barcode);
    await expect(laboratory.locator(`[data-chosen="${order.label}"]`)).toBeVisible();
    await laboratory.keyboard.press("F8");
    await expect(laboratory.locator('[data-said="done"]')).toBeVisible();
    await expect(doctor.page.locator(`[data-next-label="${label}"]`)).toBeVisible();

    const heading = phone.locator(".advice h2");
    await expect(heading).toHaveText(said[language].ready, { timeout: 40_000 });

    // Nobody has called them yet: they wait for it again, and every screen says so.
    await takeBack(laboratory, order.label, "waits");
    await expect(doctor.page.locator(`[data-next-label="${label}"]`)).toHaveCount(0);
    await expect(heading).toHaveText(said[language].awaited, { timeout: 40_000 });
    await phone.close();
    await laboratory.locator('[data-filter="inWork"]').click();
    await laboratory.locator(`[data-order-label="${order.label}"]`).click();
    await expect(laboratory.locator("[data-taken-back]")).toContainText("another tube");

    // In truth this time, and called: now the doctor has to hear of it, and the patient stays.
    await laboratory.keyboard.press("F8");
    await expect(doctor.page.locator(`[data-next-label="${label}"]`)).toBeVisible();
    // A page that lay behind the others has to be fresh before its keys do anything.
    await doctor.page.bringToFront();
    await expect(doctor.act("callNext")).toHaveAttribute("aria-disabled", "false");
    await doctor.page.keyboard.press("F2");
    await doctor.settled();
    await doctor.currentIs(label, "called");
    await takeBack(laboratory, order.label, "withDoctor");
    await expect(doctor.page.locator("[data-taken-back]")).toContainText("another tube");
    await isFit(doctor.page, `tests taken back ${language}`, deskMeasures);
    await doctor.currentIs(label, "called");
  });
}

/** From the list of what is ready, by the keyboard; the dialog says what it means for the patient. */
async function takeBack(page: Page, label: string, patient: "waits" | "withDoctor") {
  await page.locator('[data-filter="ready"]').click();
  await page.locator(`[data-order-label="${label}"]`).click();
  await page.keyboard.press("Shift+F8");
  await expect(page.locator(`[data-patient="${patient}"]`)).toBeVisible();
  await page.locator('input[name="reason"]').fill("another tube");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-said="done"]')).toBeVisible();
  await expect(page.locator(`[data-order-label="${label}"]`)).toHaveCount(0);
}
