// Tests for another day: ordered by the doctor, a place that suits the fast, and its slip.
import { expect, test } from "@playwright/test";
import type { ServiceId } from "../../shared/domain/ids.ts";
import { clockTime } from "../../shared/i18n/translate.ts";
import { openBooking } from "./appointments.ts";
import { fits } from "./booking-desk.ts";
import { languages, openDesk } from "./faces.ts";
import { startHospital } from "./hospital.ts";
import { putCatalogue } from "./laboratory-house.ts";
import { withHospital } from "./with-hospital.ts";
import { hospitalZone as zone } from "./zone.ts";

const hospital = withHospital(startHospital);

const places = {
  ar: { service: "nerves-visit", room: "room-46", given: "نور" },
  en: { service: "mind-visit", room: "room-47", given: "شهد" },
} as const;

test.beforeAll(async () => {
  await putCatalogue(hospital());
  await openBooking(hospital(), "laboratory", "laboratory-blood", Date.now());
});

for (const language of languages) {
  test(`${language}: tests for another day get a place before the fast ends, and a slip`, async ({
    browser,
  }) => {
    const { service, room, given } = places[language];
    const label = await comes(service, given);
    const doctor = await openDesk(browser, hospital().server, {
      ...{ language, servicePoint: room, user: "doctor" },
    });
    const { page, act } = doctor;
    await expect(page.locator(`[data-next-label="${label}"]`)).toBeVisible();
    await page.keyboard.press("F2");
    await doctor.settled();
    await doctor.currentIs(label, "called");
    await page.keyboard.press("F10");
    await page.locator('[name="find-test"]').fill("journey-morning");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-chosen-test]")).toHaveCount(1);

    // Whom it is for is known, and what is chosen is kept.
    await act("anotherDay").click();
    await expect(page.locator('[data-step="tests"] [data-ordering="1"]')).toBeVisible();
    await fits(doctor, "tests for another day");
    await page.keyboard.press("Control+Enter");
    await expect(page.locator('[data-step="place"]')).toBeVisible();
    await expect(page.locator("[data-place]").first()).toBeFocused();
    const times = await page
      .locator("[data-place]")
      .evaluateAll((all) => all.map((place) => Number(place.getAttribute("data-at"))));
    expect(times.filter((at) => clockTime(at, zone) >= "10:00")).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-for-order]")).toBeVisible();
    await expect(page.locator('[data-preparation="12"]')).toBeVisible();
    await fits(doctor, "confirming tests");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-code]")).toBeVisible();
    await expect(page.locator('[data-preparation="12"]')).toBeVisible();
    const before = hospital().papers().length;
    await act("printSlip").click();
    await expect.poll(() => hospital().papers().length).toBe(before + 1);
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog")).toHaveCount(0);
    await doctor.currentIs(label, "called");
  });

  test(`${language}: reception finds what waits for a place and books it`, async ({ browser }) => {
    const { room, given } = places[language];
    const { name, label } = await orderedForLater(`${given} الثانية`);
    const desk = await openDesk(browser, hospital().server, {
      ...{ language, servicePoint: room, user: "reception" },
    });
    const { page } = desk;
    await page.keyboard.press("F6");
    await page.locator('input[name="q"]').fill(name);
    await page.locator("[data-patient]").first().click();
    await expect(page.locator(`[data-without-place="${label}"]`)).toBeVisible();
    await fits(desk, "tests without a place");
    await page.locator(`[data-without-place="${label}"] [data-act="bookOrder"]`).click();
    await expect(page.locator("[data-place]").first()).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator(`[data-for-order="${label}"]`)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-code]")).toBeVisible();
    await page.locator('[data-act="another"]').click();
    await expect(page.locator('[data-step="service"]')).toBeVisible();
    await expect(page.locator("[data-booking]").last()).toBeVisible();
    await expect(page.locator(`[data-without-place="${label}"]`)).toHaveCount(0);
  });
}

/** A registered patient with a ticket of this service. */
async function comes(service: string, given: string): Promise<string> {
  const desk = await hospital().staff("reception");
  const { patientId } = await desk.ask("registerPatient", { given, father: "علي", isNew: true });
  const { label } = await desk.ask("issueTicket", { serviceId: service as ServiceId, patientId });
  desk.close();
  return label;
}

async function orderedForLater(given: string) {
  const doctor = await hospital().staff("doctor");
  const person = { given, father: "حميد", isNew: true };
  const { patientId } = await doctor.ask("registerPatient", person);
  const { orders } = await doctor.ask("orderTests", {
    ...{ patientId, tests: ["journey-morning" as never] },
    ...{ urgency: "routine", returnWhen: "never" },
  });
  doctor.close();
  return { name: `${given} حميد`, label: orders[0]?.label ?? "" };
}
