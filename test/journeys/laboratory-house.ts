// The laboratory as journeys find it: what is ordered there, its desk, and what others did before.
import { expect } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import type { ServicePointId, TestId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import { noPreparation } from "../../shared/domain/laboratory.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import { newPage } from "./faces.ts";
import { demoPassword } from "./hospital.ts";
import type { Hospital } from "./hospital.ts";

const blood = {
  ...{ kind: "laboratory", serviceId: "laboratory-blood", specimen: "blood", stableHours: 8 },
  ...{ preparation: noPreparation, members: [], isOpen: true },
  turnaroundMin: { stat: 30, urgent: 60, routine: 240 },
} as const;

/** What the journeys order. */
export const catalogue = [
  {
    ...{ ...blood, testId: "journey-cbc", tube: "lavender" },
    names: { ar: "صورة الدم الكاملة للرحلة", en: "Blood count of the journey" },
  },
  {
    ...{ ...blood, testId: "journey-clotting", tube: "light_blue" },
    names: { ar: "تخثر الرحلة", en: "Clotting of the journey" },
  },
  {
    ...{ ...blood, testId: "journey-glucose", tube: "grey" },
    names: { ar: "سكر الرحلة صائماً", en: "Fasting sugar of the journey" },
    preparation: { ...noPreparation, fastingHours: 8 },
  },
  {
    ...{ ...blood, testId: "journey-morning", tube: "gold" },
    names: { ar: "دهون الرحلة صباحاً", en: "Morning fats of the journey" },
    preparation: { ...noPreparation, fastingHours: 12, notAfterMin: 600 },
  },
] as unknown as readonly PayloadInput<"putTest">[];

/** Puts it into the house's own catalogue. */
export async function putCatalogue(hospital: Hospital): Promise<void> {
  const admin = await hospital.staff("admin");
  for (const line of catalogue) await admin.ask("putTest", line);
  admin.close();
}

/** The laboratory's desk, signed in by the form. */
export async function openLaboratory(
  hospital: Hospital,
  browser: Browser,
  language: Language,
): Promise<Page> {
  const page = await newPage(browser, "desk");
  await page.goto(`${hospital.server}/laboratory/`);
  await page.locator(`[data-language="${language}"]`).click();
  await page.locator('input[name="user"]').fill("technician");
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-screen="laboratory"]')).toBeVisible();
  await expect(page.locator('input[name="scan"]')).toBeFocused();
  return page;
}

/** As a reader does: the whole label at once, wherever the focus is. */
export async function scan(page: Page, barcode: string): Promise<void> {
  await page.keyboard.type(barcode);
  await page.keyboard.press("Enter");
}

/** A patient whom a doctor has sent to the laboratory, by commands: the screens are tried above. */
export async function ordered(
  hospital: Hospital,
  at: { readonly service: string; readonly room: string; readonly language?: Language },
  tests: readonly string[],
) {
  const { service, room, language = "ar" } = at;
  const doctor = await hospital.staff("doctor");
  const servicePointId = room as ServicePointId;
  const kiosk = await hospital.device("kiosk");
  const { label, trackUrl } = await kiosk.issue(service, { language });
  kiosk.close();
  // Whoever an earlier journey left here goes first.
  const { current } = await doctor.look("point", room);
  if (current !== null) await doctor.ask("noShow", { callId: current.callId });
  const call = await doctor.ask("callNext", { servicePointId });
  const { orders } = await doctor.ask("orderTests", {
    ...{ entryId: call.entryId, tests: tests as TestId[] },
    ...{ urgency: "routine", returnWhen: "results" },
  });
  doctor.close();
  const [order] = orders;
  if (order === undefined || call.label !== label) throw new Error("another patient was called");
  return { label, order, trackUrl };
}

/** The chair takes all of an order and lets its patient go: the barcodes. */
export async function takenAt(
  hospital: Hospital,
  chair: string,
  order: { readonly orderId: string },
): Promise<readonly string[]> {
  const nurse = await hospital.staff("nurse");
  const { callId } = await nurse.ask("callNext", { servicePointId: chair as ServicePointId });
  const { specimens } = await nurse.ask("collectSpecimens", {
    ...{ orderId: order.orderId as never, tests: [] },
  });
  await nurse.ask("endService", { callId });
  nurse.close();
  return specimens.map(({ barcode }) => barcode);
}
